"""What all signals look at: the units of one document, what was found in each, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cleaner.model import Document, Found, Hit, RuleHit, Section, Unit
from cleaner.signals.quotation import quoted_ranges

VOICE = 0
"""The index of the family `voice`; the order of families is `cleaner.rules.schema.FAMILIES`."""

_WORD = re.compile(r"\w+")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2,}")
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΆ-ΏΑ-ΫЀ-Я]\w+")


class Line(NamedTuple):
    """The units of one block: `first` to `last`, both included."""

    first: int
    last: int


class Scene:
    """One document under the judge's eyes. Lists run parallel to `units`."""

    def __init__(self, document: Document, folded: str, units: Sequence[Unit], found: Found) -> None:
        self.document = document
        self.text = document.text
        self.folded = folded
        self.units = units
        self.hits: list[list[Hit]] = _shared_out(units, found.hits)
        self.rules: list[list[RuleHit]] = _overlapping(units, found.rules)
        self.lines = _lines(units)
        quotes = quoted_ranges(self.text, document.blocks)
        self.quoted, self.opened = _quoted_shares(units, quotes)
        self.voiced = [
            self.quoted[i] < 0.5 and any(hit.section == Section.FAMILY and hit.index == VOICE for hit in hits)
            for i, hits in enumerate(self.hits)
        ]

    @cached_property
    def words(self) -> list[list[str]]:
        """The folded words of each unit; pairs of letters in scripts without spaces."""
        if self.folded.isascii() or not _NO_SPACES.search(self.folded):
            find, folded = _WORD.findall, self.folded
            return [find(folded, unit.start, unit.end) for unit in self.units]
        return [_words(self.folded[unit.start : unit.end]) for unit in self.units]

    @cached_property
    def names(self) -> list[list[str]]:
        """The capitalised words of each unit but its first; none in scripts without case."""
        find, text = _CAPITALISED.findall, self.text
        return [find(text, unit.start + 1, unit.end) for unit in self.units]

    @cached_property
    def word_reach(self) -> dict[str, tuple[int, int]]:
        """The first and the last unit in which a word stands."""
        return _reach(self.words)

    @cached_property
    def name_reach(self) -> dict[str, tuple[int, int]]:
        """The first and the last unit in which a name stands."""
        return _reach(self.names)


def _reach(found: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for i, words in enumerate(found):
        entries = dict.fromkeys(words, i)
        last |= entries
        first = entries | first
    return {word: (first[word], place) for word, place in last.items()}


def _words(folded: str) -> list[str]:
    words: list[str] = _WORD.findall(folded)
    split: list[str] = []
    for word in words:
        if _NO_SPACES.search(word):
            split += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            split.append(word)
    return split


def _lines(units: Sequence[Unit]) -> list[Line]:
    """For each unit, the line it is in."""
    lines: list[Line] = []
    first = 0
    for i in range(1, len(units) + 1):
        if i == len(units) or units[i].block != units[first].block:
            lines += [Line(first, i - 1)] * (i - first)
            first = i
    return lines


def _shared_out(units: Sequence[Unit], hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits that begin in each unit."""
    shared: list[list[Hit]] = [[] for _ in units]
    i = 0
    for hit in hits:
        while i < len(units) and units[i].end <= hit.start:
            i += 1
        if i == len(units):
            break
        if units[i].start <= hit.start:
            shared[i].append(hit)
    return shared


def _overlapping(units: Sequence[Unit], hits: Sequence[RuleHit]) -> list[list[RuleHit]]:
    """The rule hits that touch each unit."""
    shared: list[list[RuleHit]] = [[] for _ in units]
    i = 0
    for hit in hits:
        while i < len(units) and units[i].end <= hit.start:
            i += 1
        j = i
        while j < len(units) and units[j].start < hit.end:
            shared[j].append(hit)
            j += 1
    return shared


def _quoted_shares(units: Sequence[Unit], quotes: Sequence[tuple[int, int]]) -> tuple[list[float], list[bool]]:
    """The share of each unit that stands in quotation marks, and whether a quotation is open where it begins."""
    shares: list[float] = []
    opened: list[bool] = []
    q = 0
    for unit in units:
        while q < len(quotes) and quotes[q][1] <= unit.start:
            q += 1
        inside, k = 0, q
        while k < len(quotes) and quotes[k][0] < unit.end:
            inside += min(unit.end, quotes[k][1]) - max(unit.start, quotes[k][0])
            k += 1
        shares.append(inside / (unit.end - unit.start))
        opened.append(q < len(quotes) and quotes[q][0] < unit.start)
    return shares, opened
