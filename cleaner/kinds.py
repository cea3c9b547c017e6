"""Which kind of boilerplate a run is, line by line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.model import Kind
from cleaner.ruling import Strength
from cleaner.signals.scene import Scene

_KINDS = tuple(Kind)
_RULE = {Strength.LIKELY: 4.0, Strength.CERTAIN: 100.0}
"""What a rule's kind is worth, in log-odds: it has a proof, and where it is certain its word is enough."""
_ASKING = [
    _KINDS.index(kind)
    for kind in (Kind.DONATION_APPEAL, Kind.MEMBERSHIP_PROMPT, Kind.SUBSCRIPTION_PROMPT, Kind.NEWSLETTER_SIGNUP)
]


def kinds_of(scene: Scene, told: NDArray[np.float32], first: int, last: int) -> list[Kind]:
    """The kind of each unit from `first` to `last`; a line is of one kind.

    `told` has a row of log-probabilities of the kinds for each unit of the scene. An appeal asks for one thing, and most of
    its lines do not say for what: of the lines that ask, those that stand together are all of the kind that they are together.
    """
    votes = told[first : last + 1].copy()
    for i in range(first, last + 1):
        for hit in scene.rules[i]:
            if not hit.rule.is_guard:
                votes[i - first, _KINDS.index(hit.rule.kind)] += _RULE[hit.rule.strength]
    lines = np.unique(scene.lines[0][first : last + 1], return_inverse=True)[1]
    sums = np.zeros((int(lines.max()) + 1, len(_KINDS)), dtype=np.float32)
    np.add.at(sums, lines, votes)
    best = sums.argmax(axis=1)
    asks = np.isin(best, _ASKING) & (sums.max(axis=1) < _RULE[Strength.CERTAIN] / 2)
    for start, end in _stretches(asks):
        best[start:end] = _ASKING[int(sums[start:end, _ASKING].sum(axis=0).argmax())]
    return [_KINDS[kind] for kind in best.take(lines).tolist()]


def _stretches(marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of each stretch of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
