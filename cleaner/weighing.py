"""What was fitted, loaded: the judge of text, and the oblivious trees by which the blocks of a page are judged.

An oblivious tree asks the same questions in the same order on every path, so that a forest is one comparison
of a matrix and one look-up, and so that each answer's share in the sum can be told exactly: the change of the
expected value that it brings. `training/fit.py` and `training/fit_pages.py` make the files; `docs/deciding.md` and
`docs/pages.md` say from what.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.joints import Joints
from cleaner.network import Network
from cleaner.signals.wording import WordWeights

Matrix = NDArray[np.float32]
"""A row for each unit, a column for each signal."""


_AT_ONCE = 100
"""Rows that are judged at once: each takes some kilobytes."""


class Forest:
    """A sum of oblivious trees of one depth; its output is log-odds.

    `splits[t][k]` is the column and threshold of question `k` of tree `t` (answer: value > threshold, bit `k`),
    `leaves[t]` its 2**depth values, `weights[t]` how much of the training data came to each leaf.
    """

    def __init__(self, bias: float, splits: Sequence[Any], leaves: Sequence[Any], weights: Sequence[Any]) -> None:
        table = np.asarray(splits, dtype=np.float32)
        self.trees, self.depth = table.shape[:2]
        self.bias = bias
        # Questions by level, all trees of one level beside each other: the bits add up without a reshape.
        self.columns = table[:, :, 0].T.reshape(-1).astype(np.intp)
        self.thresholds = np.ascontiguousarray(table[:, :, 1].T.reshape(-1))
        self.leaves = np.asarray(leaves, dtype=np.float32).reshape(-1)
        self.offsets = np.arange(self.trees, dtype=np.intp) << self.depth
        self._weights = np.asarray(weights, dtype=np.float64)

    def _indices(self, matrix: Matrix) -> NDArray[np.intp]:
        """The leaf of each row in each tree, as indices into `leaves`."""
        answers = matrix.take(self.columns, axis=1) > self.thresholds
        indices = np.repeat(self.offsets[None, :], len(matrix), axis=0)
        for level in range(self.depth):
            indices += answers[:, level * self.trees : (level + 1) * self.trees].astype(np.intp) << level
        return indices

    def log_odds(self, matrix: Matrix) -> NDArray[np.float32]:
        """The log-odds of each row."""
        parts = [self.leaves.take(self._indices(matrix[at : at + _AT_ONCE])).sum(axis=1) for at in range(0, len(matrix), _AT_ONCE)]
        return np.concatenate([*parts, np.zeros(0, dtype=np.float32)]) + np.float32(self.bias)

    def shares(self, matrix: Matrix, columns: int) -> NDArray[np.float64]:
        """What each column adds to the log-odds of each row: rows x columns; with the mean it sums to the log-odds."""
        parts = [self._shares(matrix[at : at + _AT_ONCE], columns) for at in range(0, len(matrix), _AT_ONCE)]
        return np.concatenate([*parts, np.zeros((0, columns))])

    def _shares(self, matrix: Matrix, columns: int) -> NDArray[np.float64]:
        shares = np.zeros((len(matrix), columns))
        places = self._indices(matrix) - self.offsets
        rows, trees = np.arange(len(matrix))[:, None], np.arange(self.trees)[None, :]
        before = self._expected[0][:, 0][None, :]
        for known in range(1, self.depth + 1):
            after = self._expected[known][trees, places & ((1 << known) - 1)]
            asked = self.columns[(known - 1) * self.trees : known * self.trees]
            np.add.at(shares, (rows, asked[None, :]), after - before)
            before = after
        return shares

    @cached_property
    def _expected(self) -> list[NDArray[np.float64]]:
        """For 0, 1, ... answers known: the expected value of each tree for each way in which they can fall out.

        From the whole tree down, knowing one more answer changes the expected value; the change is that answer's share.
        """
        values = self.leaves.reshape(self.trees, -1).astype(np.float64)
        weights = self._weights + 1e-9
        return [_by_low_bits(values * weights, known) / _by_low_bits(weights, known) for known in range(self.depth + 1)]


def _by_low_bits(table: NDArray[np.float64], bits: int) -> NDArray[np.float64]:
    """Sums over the leaves that agree in their lowest `bits` bits."""
    trees, leaves = table.shape
    summed: NDArray[np.float64] = table.reshape(trees, leaves >> bits, 1 << bits).sum(axis=1)
    return summed


class Weights:
    """All that was fitted for text: the networks, the weights of words, and the thresholds."""

    def __init__(self, data: Mapping[str, Any], arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self.network = Network(arrays)
        # Tens of thousands: as arrays they are read in a fifth of the time that JSON takes.
        parts, weights = arrays["words"].tobytes().decode().split("\n"), arrays["word_weights"].astype(np.float64) / 100
        self.words = WordWeights(dict(zip(parts, weights.tolist(), strict=True)))
        self.thresholds: dict[str, tuple[float, float]] = {mode: (low, high) for mode, (low, high) in data["thresholds"].items()}
        self.signals: tuple[str, ...] = tuple(data["signals"])
        self.standfirst: dict[str, float] = data["standfirst"]


@cache
def text_weights() -> Weights:
    """The shipped weights, for texts of all languages."""
    folder = resources.files("cleaner") / "weights"
    with np.load(BytesIO((folder / "text.npz").read_bytes())) as arrays:
        return Weights(json.loads((folder / "text.json").read_bytes()), arrays)


@cache
def joint_weights() -> Joints:
    """The shipped weights by which `cleaner.splitting` tells where something new begins between two words."""
    return Joints(json.loads((resources.files("cleaner") / "weights" / "joints.json").read_bytes()))
