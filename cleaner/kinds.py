"""Which kind of boilerplate a run is, line by line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.model import Kind
from cleaner.signals.scene import Scene

_KINDS = tuple(Kind)
_RULE = 4.0
"""What a rule's kind is worth, in log-odds: it has a proof."""


def kinds_of(scene: Scene, told: NDArray[np.float32], first: int, last: int) -> list[Kind]:
    """The kind of each unit from `first` to `last`; a line is of one kind.

    `told` has a row of log-probabilities of the kinds for each unit of the scene.
    """
    votes = told[first : last + 1].copy()
    for i in range(first, last + 1):
        for hit in scene.rules[i]:
            if not hit.rule.is_guard:
                votes[i - first, _KINDS.index(hit.rule.kind)] += _RULE
    lines = scene.lines[0][first : last + 1]
    sums = np.stack([votes[lines == line].sum(axis=0) for line in dict.fromkeys(lines.tolist())])
    best = dict(zip(dict.fromkeys(lines.tolist()), sums.argmax(axis=1).tolist(), strict=True))
    return [_KINDS[best[line]] for line in lines.tolist()]
