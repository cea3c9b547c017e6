"""The fitted judge of text: small networks that see every unit of a document with its neighbours.

Each unit is a row of signals. Layers of convolutions, each reaching twice as far as the one before, let a row see
sixteen others on each side; nothing else than the signals goes in. What comes out are the potentials of `cleaner.chain`,
which decides over all units together. Several networks that were fitted from other beginnings are asked at once and
their potentials averaged: each errs elsewhere. One more, smaller, tells the kinds: fitted together with the others it
cost them a tenth of what they found. All is plain arithmetic on arrays (`training/network.py` fits it), and what each
signal adds to a decision can be told by the slope.

Trees over a unit's signals and its neighbours' scores were the judge before; of publishers that neither had seen, they
left more of an appeal's middle and took more of the article beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner import chain
from cleaner.chain import Floats

_BOUND = 5.0
"""Standard deviations beyond which a signal says no more."""
REACH = 16
"""Units on each side that a unit's potentials depend on."""
JUDGE, KINDS = "judge.", "kinds."
"""What the names of the networks' arrays begin with."""

_ROWS = 20
"""Units that are multiplied at once: products of this size are made on one core, where the arithmetic library would start
threads that cost more than they save and that workers in other processes then wait for."""
_STRETCH, _MARGIN = 240, _ROWS
"""Units that are judged at once, as each takes kilobytes, and those beside them that are looked at too: `REACH` or more. Both
are multiples of `_ROWS`, so that the same rows are multiplied together as if all were judged at once, to the last bit."""


class Network:
    """The networks, by the arrays in which `training/network.py` writes them."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._mean, self._scale = arrays["mean"].astype(np.float32), arrays["scale"].astype(np.float32)
        self._judge, self._kinds = _Stack(arrays, JUDGE), _Stack(arrays, KINDS)

    def log_odds(self, matrix: Floats) -> Floats:
        """The log-odds of being boilerplate for each unit of one document, whose signals are the rows of `matrix` in their order."""
        return chain.log_odds(self._outputs(self._judge, matrix))

    def kinds(self, matrix: Floats) -> Floats:
        """A row of log-probabilities of the kinds for each unit, were it boilerplate."""
        outputs = self._outputs(self._kinds, matrix)
        outputs = outputs - outputs.max(axis=1, keepdims=True)
        logs: Floats = outputs - np.log(np.exp(outputs).sum(axis=1, keepdims=True))
        return logs

    def shares(self, matrix: Floats, first: int, last: int) -> Floats:
        """What each signal of each unit adds to the mean log-odds of the units from `first` to `last`, as rows of `matrix`.

        A signal's share is its distance from the mean times the slope there; the first of the networks speaks for all,
        and of the units further off than `REACH` nothing is told.
        """
        low, high = max(0, first - REACH), min(len(matrix), last + 1 + REACH)
        rows = self._standard(matrix[low:high])
        shares = np.zeros_like(matrix)
        shares[low:high] = self._judge.slopes(rows, first - low, last - low) * rows
        return shares

    def _outputs(self, stack: _Stack, matrix: Floats) -> Floats:
        """What a stack says of each row; by stretches, so that little memory is held at once."""
        parts = [
            stack.outputs(self._standard(matrix[max(0, at - _MARGIN) : at + _STRETCH + _MARGIN]))[min(at, _MARGIN) :][:_STRETCH]
            for at in range(0, max(1, len(matrix)), _STRETCH)
        ]
        return np.concatenate(parts)

    def _standard(self, matrix: Floats) -> Floats:
        return ((matrix - self._mean) / self._scale).clip(-_BOUND, _BOUND)


class _Layer(NamedTuple):
    """One convolution of all networks: arrays have one row for each."""

    step: int
    """How far apart the units are that it looks at."""
    weights: tuple[Floats, Floats, Floats]
    """For the unit before, the unit itself and the unit behind."""
    bias: Floats
    out: Floats
    out_bias: Floats


class _Stack:
    """Networks of one form that were fitted for one purpose."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], purpose: str) -> None:
        def read(name: str) -> Floats:
            return arrays[purpose + name].astype(np.float32)

        self._in, self._in_bias = read("in"), read("in_bias")[:, None, :]
        self._layers = []
        for n, step in enumerate(arrays[purpose + "steps"].tolist()):
            before, own, behind = np.split(read(f"{n}.conv"), 3, axis=1)
            bias, out_bias = read(f"{n}.conv_bias")[:, None, :], read(f"{n}.out_bias")[:, None, :]
            self._layers.append(_Layer(int(step), (before, own, behind), bias, read(f"{n}.out"), out_bias))
        self._hidden, self._hidden_bias = read("hidden"), read("hidden_bias")[:, None, :]
        self._last, self._last_bias = read("last"), read("last_bias")[:, None, :]

    def outputs(self, rows: Floats) -> Floats:
        """The mean of the networks' outputs, a row for each of `rows`.

        Those within `REACH` of an end may lack what stands beside them.
        """
        hidden, _ = self._forward(rows, len(self._in))
        out = _times(np.maximum(_times(hidden, self._hidden) + self._hidden_bias, 0), self._last) + self._last_bias
        mean: Floats = out.mean(axis=0)
        return mean

    def slopes(self, rows: Floats, first: int, last: int) -> Floats:
        """How the first network's mean log-odds of the units from `first` to `last` change with each value of `rows`."""
        hidden, inner = self._forward(rows, 1)
        above = _times(hidden, self._hidden[:1]) + self._hidden_bias[:1]
        potentials = _times(np.maximum(above, 0), self._last[:1]) + self._last_bias[:1]
        slope = _times(chain.slopes(potentials[0], first, last)[None], self._last[:1].transpose(0, 2, 1))
        slope = _times(slope * (above > 0), self._hidden[:1].transpose(0, 2, 1))
        for layer, active in zip(reversed(self._layers), reversed(inner), strict=True):
            back = _times(slope, layer.out[:1].transpose(0, 2, 1)) * active
            before, own, behind = (_times(back, weight[:1].transpose(0, 2, 1)) for weight in layer.weights)
            slope = slope + own + _shifted(before, -layer.step) + _shifted(behind, layer.step)
        slope = slope * (_times(rows, self._in[:1]) + self._in_bias[:1] > 0)
        of_rows: Floats = _times(slope, self._in[:1].transpose(0, 2, 1))[0]
        return of_rows

    def _forward(self, rows: Floats, nets: int) -> tuple[Floats, Sequence[NDArray[np.bool_]]]:
        """The last layer's values of the first so many networks, and which inner values of each layer are at work."""
        hidden = np.maximum(_times(rows, self._in[:nets]) + self._in_bias[:nets], 0)
        active = []
        for layer in self._layers:
            before, own, behind = (weight[:nets] for weight in layer.weights)
            inner = _times(hidden, own) + layer.bias[:nets]
            inner += _shifted(_times(hidden, before), layer.step) + _shifted(_times(hidden, behind), -layer.step)
            active.append(inner > 0)
            hidden = hidden + _times(np.maximum(inner, 0), layer.out[:nets]) + layer.out_bias[:nets]
        return hidden, active


def _times(values: Floats, weights: Floats) -> Floats:
    """The products of each network's rows (or of the rows that all share) and its weights."""
    count = values.shape[-2]
    if count <= _ROWS:
        return values @ weights
    parts = [values[..., at : at + _ROWS, :] @ weights for at in range(0, count, _ROWS)]
    return np.concatenate(parts, axis=1)


def _shifted(values: Floats, step: int) -> Floats:
    """The rows so many places further on (back, for a negative step), zeros where none comes from."""
    shifted = np.zeros_like(values)
    count = values.shape[1]
    if abs(step) < count:
        if step > 0:
            shifted[:, step:] = values[:, :-step]
        else:
            shifted[:, :step] = values[:, -step:]
    return shifted
