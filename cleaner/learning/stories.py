"""Of what articles tell: whether two are one story, and whether a line speaks of what its articles are about.

A paragraph of background stands in each follow-up of a story, and the introduction of a series in each part: there are
many articles, and one story. A stock line ("the cause of the fire is under investigation") stands in different stories,
but in those with a fire. What a publisher says of itself has nothing to do with the articles that it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleaner.learning.subjects import subject_words
from cleaner.learning.wording import normal, word_digest

_COMMON, _LEAST_COMMON = 0.1, 3
"""A word in more than this share of a publisher's articles, and in more than so many, tells nothing of what one is about."""
_SAME, _SAME_SHARE = 4, 0.25
"""Two articles are one story where the uncommon words that they share, those of both headlines counted twice, are so many,
and this share of the fewer ones."""
_MOST_BLOCK, _LEAST_BLOCK = 0.25, 5
"""A block in more than this share of a publisher's articles, and in more than so many, is no part of a story."""
_REPRINTED = 0.5
"""Share of the blocks of one of two articles that the other has as well where the one is printed again in the other."""
_EDGE = 2
"""Blocks of their own that articles have before or behind a line at their edge, if they are no more than a third of them."""
_LEAST_OTHERS = 5
"""Articles without a line from which it is told what is to be expected."""


@dataclass(frozen=True)  # without slots, for `title` to be kept
class Told:
    """An article among those that are compared."""

    article: int
    url: str
    headline: str
    digests: frozenset[int]
    """Its blocks."""
    subjects: Mapping[int, int]
    """Its telling words, each with the places where it stands as bits (`Observation.subjects`)."""
    ordinals: Mapping[int, int]
    """The bit of each block, in the order of the blocks."""

    @cached_property
    def title(self) -> str:
        """The headline's words."""
        return normal(self.headline)


class Desk:
    """Some articles of one publisher, by which lines are looked at."""

    def __init__(self, host: str, articles: Sequence[Told], base: Collection[int], repeated: Collection[int]) -> None:
        self._host = host
        self.articles = {told.article: told for told in articles}
        self._base = [self.articles[number] for number in sorted(base) if number in self.articles]
        """Articles taken at random, which show what is common."""
        self._words = {number: _own_words(told, repeated) for number, told in self.articles.items()}
        blocks = Counter(digest for told in self._base for digest in told.digests)
        most = max(_LEAST_BLOCK, _MOST_BLOCK * len(self._base))
        self._everywhere = {digest for digest, count in blocks.items() if count > most}
        self._repeated = repeated

    def stories(self, numbers: Iterable[int], digests: Collection[int]) -> int:
        """How many different stories the articles of a line tell."""
        common = self._common(self._others(digests))
        firsts: list[Told] = []
        for number in sorted(numbers):
            told = self.articles[number]
            if not any(self._is_same(told, first, common) for first in firsts):
                firsts.append(told)
        return len(firsts)

    def belonging(self, text: str, numbers: Collection[int], digests: Collection[int]) -> float:
        """By how much more often its articles speak of what a line speaks of than others of the publisher's do: -1 to 1."""
        others = self._others(digests)
        words = {word_digest(word) for word in subject_words(text) if word not in self._host} - self._common(others)
        if not words or len(others) < _LEAST_OTHERS:
            return 0.0
        own = sum(not words.isdisjoint(self._words[number]) for number in numbers) / len(numbers)
        chance = sum(not words.isdisjoint(self._words[told.article]) for told in others) / len(others)
        return own - chance

    def at_edge(self, numbers: Collection[int], digests: Collection[int]) -> float:
        """In what share of its articles a line stands at the beginning or the end, other lines that are repeated aside."""
        return sum(self._is_at_edge(self.articles[number], digests) for number in numbers) / len(numbers)

    def _is_at_edge(self, told: Told, digests: Collection[int]) -> bool:
        # By the order, not by the ordinals: these are bits, and of a long article the last blocks share one.
        order = list(told.ordinals)
        place = next((number for number, digest in enumerate(order) if digest in digests), 0)
        own = [number for number, digest in enumerate(order) if digest not in self._repeated]
        before = sum(number < place for number in own)
        return min(before, len(own) - before) <= min(_EDGE, len(own) // 3)

    def _others(self, digests: Collection[int]) -> list[Told]:
        """The articles of the base that do not have a line."""
        return [told for told in self._base if told.digests.isdisjoint(digests)]

    def _common(self, others: Sequence[Told]) -> set[int]:
        """The words that tell nothing of what an article is about, by articles without the line at hand where there are some.

        The follow-ups of one story may be so many that their names would be common.
        """
        among = others if len(others) >= _LEAST_OTHERS else self._base
        counts = Counter(word for told in among for word in self._words[told.article])
        most = max(_LEAST_COMMON, _COMMON * len(among))
        return {word for word, count in counts.items() if count > most}

    def _is_same(self, one: Told, other: Told, common: set[int]) -> bool:
        if one.title and one.title == other.title:
            return True
        both = (one.digests & other.digests) - self._everywhere
        if len(both) > 1 and len(both) >= _REPRINTED * min(len(one.digests - self._everywhere), len(other.digests - self._everywhere)):
            return True
        left, right = self._words[one.article], self._words[other.article]
        shared = (left.keys() & right.keys()) - common
        weight = sum(1 + (left[word] & right[word]) for word in shared)
        fewer = min(len(left.keys() - common), len(right.keys() - common))
        return weight >= _SAME and len(shared) >= _SAME_SHARE * fewer


def _own_words(told: Told, repeated: Collection[int]) -> dict[int, int]:
    """The words that stand elsewhere than in lines that the publisher repeats; each with 1 if the headline has it, else 0."""
    bits = sum({1 << ordinal for digest, ordinal in told.ordinals.items() if digest in repeated})
    return {word: where & 1 for word, where in told.subjects.items() if where & ~bits}
