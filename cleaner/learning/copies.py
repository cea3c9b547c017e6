"""Which wordings are one line: those that have most of their words in common, at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import Any

from cleaner.learning.framing import Frame, frame_of, widened
from cleaner.learning.wording import normal, pairs_of, words_of

_LEAST_ALIKE = 0.25
"""Share of word pairs that two wordings of a line have in common."""
_MOST_TRIED = 20
"""Lines that a wording is compared with, those that share most with it."""
_MOST_WORDINGS = 3
"""Wordings of a line that are kept: its examples."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with all its wordings."""

    frame: Frame
    texts: tuple[str, ...]
    """The most frequent wordings."""
    digests: tuple[int, ...]
    """The blocks that are it; the first are those of the texts."""


@dataclass(slots=True, eq=False)
class _Growing:
    frame: Frame
    pairs: set[str]
    texts: list[str]
    digests: list[int]
    count: int

    def takes(self, digest: int, text: str, count: int) -> bool:
        """Take a further wording in, and say so, where one frame can have both."""
        frame = widened(self.frame, text)
        if frame is None:
            return False
        self.frame = frame
        self.digests.append(digest)
        self.count += count
        if len(self.texts) < _MOST_WORDINGS:
            self.texts.append(text)
        return True


def lines_of(wordings: Sequence[tuple[int, str, int]], edges: Iterable[Sequence[Any]], least: int) -> list[Line]:
    """The lines that a publisher's wordings make, if all of a line's together come up so often.

    A wording is digest, text, and how often it comes up, the most frequent first. An edge is a publisher and the digests of
    two wordings that may be near copies.
    """
    family = _families(edges)
    lines: dict[int, list[_Growing]] = {}
    for digest, text, count in wordings:
        others = lines.setdefault(family.get(digest, digest), [])
        pairs = pairs_of(words_of(normal(text)))
        near = nlargest(_MOST_TRIED, ((_alike(pairs, other.pairs), other) for other in others), key=itemgetter(0))
        if not any(alike >= _LEAST_ALIKE and other.takes(digest, text, count) for alike, other in near):
            others.append(_Growing(frame_of(text), pairs, [text], [digest], count))
    return [
        Line(line.frame, tuple(line.texts), tuple(line.digests)) for grown in lines.values() for line in grown if line.count >= least
    ]  # fmt: skip


def _alike(one: set[str], other: set[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _families(edges: Iterable[Sequence[Any]]) -> dict[int, int]:
    """For each wording that has an edge, one of those that it is tied to, the same for all of them."""
    above: dict[int, int] = {}

    def top(digest: int) -> int:
        path = []
        while above.setdefault(digest, digest) != digest:
            path.append(digest)
            digest = above[digest]
        above.update(dict.fromkeys(path, digest))
        return digest

    for _, one, other in edges:
        first, second = sorted((top(one), top(other)))
        above[second] = first
    return {digest: top(digest) for digest in list(above)}
