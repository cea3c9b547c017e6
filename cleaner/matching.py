"""Finding where the packs' wording stands in a text: one scan for all literals, patterns only around a hit.

The scan is native (Aho-Corasick); what it costs does not grow with the number of rules. A rule's pattern is
run only where a literal that it cannot match without was found, over no more text than it can span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import chain
from operator import itemgetter
from time import thread_time
from typing import NamedTuple

import numpy as np
import regex
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from cleaner.characters import IDEOGRAPH, JOINER, UPPER, classes_of
from cleaner.deadline import ENDLESS, Deadline
from cleaner.errors import PackFault, RulePackError
from cleaner.model import Document, Kind, Span
from cleaner.rules.patterns import width_of
from cleaner.rules.schema import SECTIONS, Pack
from cleaner.ruling import FAMILIES, Found, Hits, Rule, RuleHit, Section
from cleaner.stretches import stretches

KINDS = tuple(Kind)

PATTERN_TIMEOUT = 2.0
"""Seconds of the processor that all patterns together may take for each `_TIMED_LENGTH` code points of a document; they
take milliseconds, so only a hostile pack meets it."""
_TIMED_LENGTH = 4_000


class _Entry(NamedTuple):
    """What one literal stands for, and on which sides a word must end there."""

    section: Section
    number: int
    """Of the family or kind."""
    left: bool
    right: bool


class Matcher:
    """The literals and patterns of some packs, bound into one automaton when first used."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Pack, ...]]]:
        return type(self), (self.packs,)

    def find(self, document: Document, folded: str, deadline: Deadline = ENDLESS) -> Found:
        """The hits of all literals and rules in the document's folded text.

        Raises `RulePackError` where a pattern takes too long, and `OutOfTimeError`.
        """
        bound = self._bound
        classes = classes_of(document.text)
        table = np.concatenate([_matches(bound, folded, span) for span in stretches(document.blocks)] or [np.zeros((0, 3), dtype=np.intp)])
        literals, starts, ends = table[:, 0], table[:, 1], table[:, 2]
        places: dict[int, list[int]] = {}
        deadline.check()
        for row in np.flatnonzero(bound.is_anchor.take(literals)).tolist():
            for number in bound.anchored[int(literals[row])]:
                places.setdefault(number, []).append(int(starts[row]))
        return Found(_hits(bound, literals, starts, ends, classes), self._rule_hits(document, folded, places, deadline), classes)

    def _rule_hits(self, document: Document, folded: str, places: dict[int, list[int]], deadline: Deadline) -> list[RuleHit]:
        found: list[RuleHit] = []
        lines: dict[int, str] = {}
        allowance = _Allowance(len(folded), deadline)
        starts = [start for (start, _), _, _ in document.blocks]
        for number, rule in enumerate(self._rules):
            if number not in places and rule.anchors:
                continue
            pattern, width = self._compiled(number, allowance)
            for start, end, low, high in _stretches(document, starts, places.get(number), width):
                # The line is what a pattern's "^" and "$" are of, and it sees no other.
                line = _line_at(lines, folded, start, end)
                found += [
                    RuleHit(start + match.start(), start + match.end(), rule)
                    for match in allowance.matches(rule, pattern, line, low - start, high - start)
                ]
        found.sort(key=lambda hit: (hit.start, hit.end, hit.rule.id))
        return found

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(rule for pack in self.packs for rule in pack.rules)

    def _compiled(self, number: int, allowance: _Allowance) -> tuple[regex.Pattern[str], int]:
        """A rule's pattern and its width. They are made when first needed: one text needs few, and waits for no others."""
        if number not in self._patterns:
            allowance.check()
            rule, begun = self._rules[number], thread_time()
            self._patterns[number] = regex.compile(rule.pattern, regex.IGNORECASE), width_of(rule.pattern)
            allowance.count(rule, thread_time() - begun)
        return self._patterns[number]

    @cached_property
    def _patterns(self) -> dict[int, tuple[regex.Pattern[str], int]]:
        return {}

    @cached_property
    def _bound(self) -> _Bound:
        meanings: dict[str, list[_Entry]] = {}
        for pack in self.packs:
            for index, family in enumerate(FAMILIES):
                _add(meanings, pack.families.get(family, ()), Section.FAMILY, index)
            for section, name in zip((Section.TERM, Section.OPENER, Section.LINE), SECTIONS, strict=True):
                table = getattr(pack, name)
                for index, kind in enumerate(KINDS):
                    _add(meanings, table.get(kind, ()), section, index)
        owners: dict[str, list[int]] = {}
        for number, rule in enumerate(self._rules):
            for anchor in rule.anchors:
                owners.setdefault(anchor, []).append(number)
                meanings.setdefault(anchor, [])
        literals = list(meanings) or ["\0"]
        entries = [list(dict.fromkeys(meanings.get(literal, ()))) for literal in literals]
        counts = np.asarray([len(listed) for listed in entries], dtype=np.intp)
        return _Bound(
            AhoCorasick(literals, matchkind=MatchKind.Standard, store_patterns=False),
            np.asarray([entry for listed in entries for entry in listed], dtype=np.intp).reshape(-1, 4),
            np.cumsum(counts) - counts,
            counts,
            np.asarray([literal in owners for literal in literals]),
            {number: owners[literal] for number, literal in enumerate(literals) if literal in owners},
        )


class _Allowance:
    """The time that the patterns may take over one document: the document's own, and so much of the processor for all together.

    What it takes to compile those that no document needed before is of it too.
    """

    def __init__(self, length: int, deadline: Deadline) -> None:
        self._deadline = deadline
        self._seconds = self._left = PATTERN_TIMEOUT * max(1.0, length / _TIMED_LENGTH)
        self._spent: dict[tuple[str, str], float] = {}  # by a rule's id and pattern

    def matches(self, rule: Rule, pattern: regex.Pattern[str], line: str, low: int, high: int) -> list[regex.Match[str]]:
        """All matches of a rule's pattern between two places of a line. Raises `RulePackError` and `OutOfTimeError`.

        The limit of a search is of what all threads of the process take, and on some systems of the clock. Where that is over
        and this thread has time left, others had it, and the search is begun anew with a larger one.
        """
        share = 1
        while True:
            self.check()
            limit = share * min(self._left, self._deadline.left())
            begun = thread_time()
            try:
                return list(pattern.finditer(line, low, high, timeout=limit))
            except TimeoutError:
                share *= 2
            finally:
                self.count(rule, thread_time() - begun)

    def check(self) -> None:
        """Raise `RulePackError` or `OutOfTimeError` where the time is over."""
        if self._left <= 0:
            raise self._too_slow()
        self._deadline.check()

    def count(self, rule: Rule, seconds: float) -> None:
        """Count the time that a rule took."""
        self._left -= seconds
        self._spent[rule.id, rule.pattern] = self._spent.get((rule.id, rule.pattern), 0.0) + seconds

    def _too_slow(self) -> RulePackError:
        """The error that names the rule on which most time was spent."""
        (rule_id, pattern), spent = max(self._spent.items(), key=itemgetter(1))
        remedy = f"it took {spent:.1f} of the {self._seconds:.0f} seconds that a text of this size may take; write it simpler"
        return RulePackError([PackFault("", rule_id, "pattern", pattern, remedy)])


class _Bound(NamedTuple):
    """An automaton, and what its literals stand for."""

    automaton: AhoCorasick
    entries: NDArray[np.intp]
    """A row for each meaning of a literal: section, index, whether a word must end on its left, and on its right."""
    offsets: NDArray[np.intp]
    """Where each literal's rows begin in `entries`."""
    counts: NDArray[np.intp]
    is_anchor: NDArray[np.bool_]
    anchored: dict[int, list[int]]
    """The numbers of the rules that a literal is an anchor of."""


def _matches(bound: _Bound, folded: str, span: Span) -> NDArray[np.intp]:
    """A row for each literal that stands in a stretch: its number, and where it begins and ends. No literal spans two lines."""
    matches = bound.automaton.find_matches_as_indexes(folded[span.start : span.end], overlapping=True)
    table = np.fromiter(chain.from_iterable(matches), dtype=np.intp, count=3 * len(matches)).reshape(-1, 3)
    table[:, 1:] += span.start
    return table


def _hits(bound: _Bound, literals: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp], classes: NDArray[np.uint16]) -> Hits:
    """All meanings of the literals found, but for those whose words do not end where they should."""
    joins = np.zeros(len(classes) + 2, dtype=bool)
    joins[1:-1] = classes & JOINER
    upper = np.zeros(len(classes) + 2, dtype=bool)
    upper[1:-1] = classes & UPPER
    # Two words that lost the white space between them: "AdvertisementThe", "2014Photo".
    joint = upper[1:] & ~upper[:-1]
    before = joins[starts] & ~joint[starts]
    after = joins[ends + 1] & ~joint[ends]
    counts = bound.counts.take(literals)
    rows = np.repeat(np.arange(len(literals)), counts)
    begins = np.cumsum(counts) - counts
    meanings = bound.entries.take(np.repeat(bound.offsets.take(literals) - begins, counts) + np.arange(len(rows)), axis=0)
    good = ~((meanings[:, 2] > 0) & before[rows]) & ~((meanings[:, 3] > 0) & after[rows])
    rows, meanings = rows[good], meanings[good]
    order = np.lexsort((meanings[:, 1], meanings[:, 0], ends[rows], starts[rows]))
    rows, meanings = rows[order], meanings[order]
    return Hits(starts[rows], ends[rows], meanings[:, 0], meanings[:, 1])


def _add(meanings: dict[str, list[_Entry]], terms: Sequence[str], section: Section, index: int) -> None:
    for term in terms:
        literal = term.strip("*")
        left = not term.startswith("*") and _ends_words(literal[0])
        # A label of several words in a script without capitals may be glued to what follows: nothing else shows its end.
        is_label = section == Section.LINE and " " in literal and literal[-1].lower() == literal[-1].upper()
        right = not term.endswith("*") and _ends_words(literal[-1]) and not is_label
        meanings.setdefault(literal, []).append(_Entry(section, index, left, right))


def _line_at(lines: dict[int, str], folded: str, start: int, end: int) -> str:
    if start not in lines:
        lines[start] = folded[start:end]
    return lines[start]


def _stretches(document: Document, starts: Sequence[int], places: Sequence[int] | None, width: int) -> list[tuple[int, int, int, int]]:
    """What lies within a match's reach of some place, in its block; all blocks where there are no places to go by.

    `starts` are the blocks'. Each as start and end of the block, and start and end of the stretch; by place, stretches disjoint.
    """
    if places is None:
        return [(start, end, start, end) for (start, end), _, _ in document.blocks]
    stretches: list[tuple[int, int, int, int]] = []
    for place in sorted(places):
        start, end = document.blocks[bisect_right(starts, place) - 1].span
        low, high = max(start, place - width), min(end, place + width + 1)
        if stretches and stretches[-1][0] == start and low <= stretches[-1][3]:
            stretches[-1] = (start, end, stretches[-1][2], max(high, stretches[-1][3]))
        else:
            stretches.append((start, end, low, high))
    return stretches


@cache
def _ends_words(char: str) -> bool:
    """The character belongs to a script that has spaces between its words."""
    kind = int(classes_of(char)[0])
    return bool(kind & JOINER) and not kind & IDEOGRAPH
