"""Finding where the packs' wording stands in a text: one scan for all literals, patterns only around a hit.

The scan is native (Aho-Corasick); what it costs does not grow with the number of rules. A rule's pattern is
run only where a literal that it cannot match without was found, over no more text than it can span.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from cleaner.model import Document, Found, Hit, Kind, Rule, RuleHit, Section
from cleaner.rules.patterns import MAX_WIDTH
from cleaner.rules.schema import FAMILIES, SECTIONS, Pack

KINDS = tuple(Kind)

PATTERN_TIMEOUT = 2.0
"""Seconds that one pattern may take on one stretch of at most a few thousand characters; patterns that pass the
loader's checks take microseconds, so only a hostile pack meets it."""


class _Entry(NamedTuple):
    """What one literal stands for, and on which sides a word must end there."""

    section: Section
    index: int
    left: bool
    right: bool


class Matcher:
    """The literals and patterns of some packs, bound into one automaton when first used."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)

    def __reduce__(self) -> tuple[type[Matcher], tuple[tuple[Pack, ...]]]:
        return type(self), (self.packs,)

    def find(self, document: Document, folded: str) -> Found:
        """The hits of all literals and rules in the document's folded text."""
        automaton, entries, anchored = self._bound
        hits: list[Hit] = []
        places: dict[int, list[int]] = {}
        for literal, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
            before = start > 0 and _continues_word(folded[start - 1]) and not _is_joint(document.text, start)
            after = end < len(folded) and _continues_word(folded[end]) and not _is_joint(document.text, end)
            for entry in entries[literal]:
                if not (entry.left and before) and not (entry.right and after):
                    hits.append(Hit(start, end, entry.section, entry.index))
            if literal in anchored:
                for number in anchored[literal]:
                    places.setdefault(number, []).append(start)
        hits.sort()
        return Found(hits, self._rule_hits(document, folded, places))

    def _rule_hits(self, document: Document, folded: str, places: dict[int, list[int]]) -> list[RuleHit]:
        found: list[RuleHit] = []
        for number, rule in enumerate(self._rules):
            if number in places:
                stretches = _stretches(document, places[number])
            elif not rule.anchors:
                stretches = [block.span for block in document.blocks]
            else:
                continue
            pattern = self._patterns[number]
            for low, high in stretches:
                found += [
                    RuleHit(*match.span(), rule)
                    for match in pattern.finditer(folded, low, high, timeout=PATTERN_TIMEOUT)
                ]
        found.sort(key=lambda hit: (hit.start, hit.end, hit.rule.id))
        return found

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @cached_property
    def _patterns(self) -> tuple[regex.Pattern[str], ...]:
        return tuple(regex.compile(rule.pattern, regex.IGNORECASE) for rule in self._rules)

    @cached_property
    def _bound(self) -> tuple[AhoCorasick, list[tuple[_Entry, ...]], dict[int, list[int]]]:
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
        literals = list(meanings)
        automaton = AhoCorasick(literals, matchkind=MatchKind.Standard, store_patterns=False)
        anchored = {number: owners[literal] for number, literal in enumerate(literals) if literal in owners}
        return automaton, [tuple(dict.fromkeys(meanings[literal])) for literal in literals], anchored


def _add(meanings: dict[str, list[_Entry]], terms: Sequence[str], section: Section, index: int) -> None:
    for term in terms:
        literal = term.strip("*")
        left = not term.startswith("*") and _ends_words(literal[0])
        right = not term.endswith("*") and _ends_words(literal[-1])
        meanings.setdefault(literal, []).append(_Entry(section, index, left, right))


def _stretches(document: Document, places: list[int]) -> list[tuple[int, int]]:
    """What lies within one match's reach of some place, in its block; disjoint and in order."""
    stretches: list[tuple[int, int]] = []
    blocks = iter(document.blocks)
    block = next(blocks)
    for place in sorted(places):
        while block.span.end <= place:
            block = next(blocks)
        low, high = max(block.span.start, place - MAX_WIDTH), min(block.span.end, place + MAX_WIDTH)
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(high, stretches[-1][1]))
        else:
            stretches.append((low, high))
    return stretches


def _continues_word(char: str) -> bool:
    return char.isalnum() or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


def _is_joint(text: str, place: int) -> bool:
    """Two words that lost the white space between them: "AdvertisementThe", "2014Photo"."""
    return text[place].isupper() and not text[place - 1].isupper()


def _ends_words(char: str) -> bool:
    """The character belongs to a script that has spaces between its words."""
    return _continues_word(char) and not ("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\u0e00" <= char <= "\u0e7f")
