"""What a unit shares with the rest of its document.

Tells because a publisher's boilerplate names nobody and nothing that the article is about. Misleads on short
units and on asides; it is weak alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.signals.scene import Scene, Table

NAMES = ("topic.shared_words", "topic.shared_names", "topic.new_names")

_NEAR = 3
_LEAST = 4
"""Letters of a word that can carry a topic; shorter ones are mostly grammar."""


def measure(scene: Scene, table: Table) -> None:
    """The share of each unit's longer words, and the number of its names, that stand in the document beyond its neighbours."""
    words = scene.words
    long = words.ends - words.starts >= _LEAST
    shared, totals = _beyond(scene, long)
    known, names = _beyond(scene, words.capital)
    table[0] = shared / np.maximum(totals, 1)
    table[1] = np.minimum(known, 4)
    table[2] = np.minimum(names - known, 4)


def _beyond(scene: Scene, chosen: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """How many of each unit's chosen words stand further off than `_NEAR` units too, and how many there are."""
    units = scene.words.units[chosen]
    first, last = scene.words.reach(chosen)
    far = (first < units - _NEAR) | (last > units + _NEAR)
    return np.bincount(units[far], minlength=len(scene)), np.bincount(units, minlength=len(scene))
