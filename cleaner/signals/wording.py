"""How the words of a unit are spread over boilerplate and journalism, by weights fitted word by word.

Tells where no lexicon has the phrase. Misleads on the vocabulary of media business and of fund-raising, and is
blind to who speaks; it is one signal among many.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from cleaner.signals.scene import Scene

NAMES = ("wording.sum", "wording.mean", "wording.max", "wording.min")


def score(scene: Scene, i: int, weights: Mapping[str, float]) -> float:
    """The sum of the weights of unit `i`'s words, by the root of their count."""
    found = scene.words[i]
    get = weights.get
    return sum([get(word, 0.0) for word in found]) / sqrt(len(found) or 1)


def measure(scene: Scene, i: int, weights: Mapping[str, float]) -> tuple[float, ...]:
    """Sum (by the root of the count), mean, highest and lowest of the weights of unit `i`'s words."""
    found = [weights.get(word, 0.0) for word in scene.words[i]]
    if not found:
        return (0.0, 0.0, 0.0, 0.0)
    total = sum(found)
    return (total / sqrt(len(found)), total / len(found), max(found), min(found))
