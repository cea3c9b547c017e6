"""One file for each heuristic: a fact about units, with no power to remove.

`matrix` has what the judge's first pass sees, a row for each unit; `NAMES` says what each column means. What
stands before the dot of a name is the family under which its share of the judge's sum is told.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.signals import lexical, place, rules, shape, topic, wording
from cleaner.signals.scene import Scene

NAMES = (*lexical.NAMES, *rules.NAMES, *shape.NAMES, *place.NAMES, *topic.NAMES, *wording.NAMES)


def matrix(scene: Scene, words: wording.WordWeights) -> NDArray[np.float32]:
    """All signals of all units, a row for each unit, in the order of `NAMES`."""
    table = np.empty((len(NAMES), len(scene)), dtype=np.float32)
    start = 0
    for module in (lexical, rules, shape, place, topic):
        end = start + len(module.NAMES)
        module.measure(scene, table[start:end])
        start = end
    wording.measure(scene, words, table[start:])
    return table.T


def column(name: str) -> int:
    """The column of a signal."""
    return NAMES.index(name)
