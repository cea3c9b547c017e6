"""Rules that another makes needless: the same id, the same pattern, or nothing left that an earlier rule does not hit.

What a rule is made for are its own examples, and where a corpus is given also all that it hits there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from cleaner.folding import fold
from cleaner.matching import Matcher
from cleaner.model import Document
from cleaner.readers.text import read_text
from cleaner.rulebook.catalogue import Entry, Shelf, entries_of, serves_all_of
from cleaner.rulebook.findings import Check, Finding
from cleaner.rules.hosts import is_of
from cleaner.rules.schema import Pack
from cleaner.ruling import Rule, Scope, Strength

_AS_WIDE = {
    Scope.MATCH: frozenset(Scope),
    Scope.SENTENCE: frozenset({Scope.SENTENCE, Scope.BLOCK, Scope.RUN}),
    Scope.BLOCK: frozenset({Scope.BLOCK}),
    Scope.RUN: frozenset({Scope.RUN}),
}
"""By scope, those that take in at least as much."""


class Overlaps:
    """All rules of a shelf, and which of them hit the same blocks."""

    def __init__(self, shelf: Shelf) -> None:
        self.entries = entries_of(shelf.among)
        self._meant = frozenset(shelf.packs)
        self._numbers = {id(rule): number for number, (_, rule) in enumerate(self.entries)}
        # Of the lexicons nothing is asked here, and a scan for all of them would take most of the time.
        bare = [replace(pack, families={}, terms={}, openers={}, lines={}) for pack in shelf.among]
        self._matcher = Matcher(bare)

    def in_question(self) -> Iterator[tuple[int, Entry]]:
        """The entries of the packs that are looked at, with their numbers."""
        return ((number, entry) for number, entry in enumerate(self.entries) if entry.pack in self._meant)

    def hits(self, document: Document) -> list[frozenset[int]]:
        """The numbers of the rules that hit each block, as the engine runs them; blocks without a hit are left out."""
        blocks: dict[int, set[int]] = {}
        starts = iter(document.blocks)
        block = next(starts, None)
        for hit in self._matcher.find(document, fold(document.text)).rules:
            while block is not None and hit.start >= block.span.end:
                block = next(starts, None)
            if block is not None:
                blocks.setdefault(block.span.start, set()).add(self._numbers[id(hit.rule)])
        return [frozenset(numbers) for numbers in blocks.values()]

    @cached_property
    def _proven(self) -> Mapping[int, list[frozenset[int]]]:
        """By the number of a rule, what hits each of its examples together with it; nothing where it does not itself."""
        found: dict[int, list[frozenset[int]]] = {}
        for number, (_, rule) in self.in_question():
            examples = rule.keep if rule.is_guard else rule.match
            hit = [[hits for hits in self.hits(read_text(text)) if number in hits] for text in examples]
            found[number] = [frozenset.intersection(*blocks) if blocks else frozenset() for blocks in hit]
        return found

    def dead(self) -> Iterator[Finding]:
        """Rules that do not hit their own examples: the pattern reaches over a line, or lies too far from its anchor."""
        for number, (pack, rule) in self.in_question():
            proven = self._proven[number]
            missed = sum(number not in hits for hits in proven)
            if missed:
                field = "keep" if rule.is_guard else "match"
                fault = f"{missed} of {len(proven)} texts in `{field}` not hit by the pattern, run line by line around its anchors"
                yield Finding(pack.name, rule.id, Check.DEAD, fault, "mend the pattern or the anchors, or the text")

    def duplicates(self) -> Iterator[Finding]:
        """Rules whose id an earlier one has, or whose pattern: of packs of different publishers none serves a text of another."""
        ids: dict[str, Entry] = {}
        patterns: dict[tuple[str, bool], list[Entry]] = {}
        for entry in self.entries:
            pack, rule = entry
            is_meant = pack in self._meant
            same = ids.setdefault(rule.id, entry)
            if same is not entry and is_meant:
                yield Finding(pack.name, rule.id, Check.DUPLICATE, f"{same.pack.name} has that id too", "give each rule its own")
            earlier = patterns.setdefault((rule.pattern, rule.is_guard), [])
            like = next((one for one in earlier if one.rule.id != rule.id and _may_meet(one.pack, pack)), None)
            earlier.append(entry)
            if like is not None and is_meant:
                remedy = "keep one" if serves_all_of(like.pack, pack) else "keep one, in a pack that serves all these texts"
                yield Finding(pack.name, rule.id, Check.DUPLICATE, f"{like.rule.id} in {like.pack.name} has that pattern too", remedy)

    def shadowed(self, seen: Mapping[int, frozenset[int]] | None = None) -> Iterator[Finding]:
        """Rules all of whose examples an earlier rule hits that does as much and serves as many texts.

        `seen` has by the number of a rule those that hit a corpus wherever it does.
        """
        for number, (pack, rule) in self.in_question():
            over = frozenset.intersection(*self._proven[number])
            if seen and number in seen:
                over &= seen[number]
            for other in sorted(over):
                if other >= number:
                    break
                earlier, wider = self.entries[other]
                if wider.pattern != rule.pattern and serves_all_of(earlier, pack) and _does_as_much(wider, rule):
                    fault = f"{wider.id} in {earlier.name} hits all that it is made for"
                    yield Finding(pack.name, rule.id, Check.SHADOWED, fault, "delete it, or give a text in its proof that only it catches")
                    break


def together(blocks: Iterable[frozenset[int]], before: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """By rule, those that hit every block that it hits: of these blocks, and of those that `before` tells of."""
    seen = dict(before)
    for hits in blocks:
        for number in hits:
            seen[number] = seen.get(number, hits) & hits
    return seen


def _may_meet(pack: Pack, other: Pack) -> bool:
    """Some publisher's texts may be served by both packs."""
    one, two = pack.publisher, other.publisher
    return one is None or two is None or is_of(one, two) or is_of(two, one)


def _does_as_much(rule: Rule, other: Rule) -> bool:
    """A rule does whatever another does where both hit."""
    if rule.is_guard != other.is_guard or rule.scope not in _AS_WIDE[other.scope]:
        return False
    return rule.is_guard or (rule.kind == other.kind and (rule.strength == Strength.CERTAIN or other.strength == Strength.LIKELY))
