"""How the words of a unit are spread over boilerplate and journalism, by weights fitted word by word.

Tells where no lexicon has the phrase. Misleads on the vocabulary of media business and of fund-raising, and is
blind to who speaks; it is one signal among many.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaner.signals.scene import Scene, Table

NAMES = ("wording.sum", "wording.mean", "wording.max", "wording.min")


def measure(scene: Scene, weights: Mapping[str, float], table: Table) -> None:
    """Sum (by the root of the count), mean, highest and lowest of the weights of each unit's words."""
    get = weights.get
    values = np.asarray([get(text, 0.0) for text in scene.words.texts], dtype=np.float32)
    units = scene.words.units
    counts = np.maximum(np.bincount(units, minlength=len(scene)), 1)
    sums = np.bincount(units, weights=values, minlength=len(scene))
    table[0] = sums / np.sqrt(counts)
    table[1] = sums / counts
    table[2:4] = 0
    np.maximum.at(table[2], units, values)
    np.minimum.at(table[3], units, values)
