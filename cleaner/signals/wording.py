"""How the words of a unit are spread over boilerplate and journalism, by weights fitted word by word.

A word counts by itself, by how it begins and by how it ends: languages that bend their words would else know few of them.
Tells where no lexicon has the phrase. Misleads on the vocabulary of media business and of fund-raising, and is
blind to who speaks; it is one signal among many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from cleaner.signals.scene import Scene, Table

NAMES = ("wording.sum", "wording.mean", "wording.max", "wording.min")

_PARTED = 5
"""Letters from which a word has a beginning and an ending of its own."""
_LONG = 7
_MOST_KEPT = 50_000


def parts_of(word: str) -> Iterator[str]:
    """What of a word has a weight: itself, `^` and its beginning, `$` and its ending.

    >>> list(parts_of("readers"))
    ['readers', '^read', '$ders', '^reader']
    """
    yield word
    if len(word) >= _PARTED:
        yield "^" + word[:4]
        yield "$" + word[-4:]
    if len(word) >= _LONG:
        yield "^" + word[:6]


class WordWeights:
    """The weights of words, by those of their parts; what was added up for a word is kept, as texts share most of theirs."""

    def __init__(self, of_parts: Mapping[str, float]) -> None:
        self._of_parts = of_parts
        self.of = lru_cache(maxsize=_MOST_KEPT)(self._added)

    def knows(self, word: str) -> bool:
        """The word, folded, is one of those that have a weight of their own."""
        return word in self._of_parts

    def _added(self, word: str) -> float:
        return sum(self._of_parts.get(part, 0.0) for part in parts_of(word))


def measure(scene: Scene, weights: WordWeights, table: Table) -> None:
    """Sum (by the root of the count), mean, highest and lowest of the weights of each unit's words."""
    words = scene.words
    each = np.fromiter(map(weights.of, words.different), dtype=np.float32, count=len(words.different))
    values, units = each.take(words.ids), words.units
    counts = np.maximum(np.bincount(units, minlength=len(scene)), 1)
    sums = np.bincount(units, weights=values, minlength=len(scene))
    table[0] = sums / np.sqrt(counts)
    table[1] = sums / counts
    table[2:4] = 0
    np.maximum.at(table[2], units, values)
    np.minimum.at(table[3], units, values)
