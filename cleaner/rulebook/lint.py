"""Faults of packs that load: what in them does nothing, stands twice, or is slow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest

from cleaner.model import Document
from cleaner.rulebook.catalogue import Shelf, entries_of
from cleaner.rulebook.corpus import serves
from cleaner.rulebook.findings import Finding, unseen
from cleaner.rulebook.lexicons import repeated_terms
from cleaner.rulebook.overlaps import Overlaps, together
from cleaner.rulebook.speed import slow_patterns
from cleaner.rules.schema import Pack

_LONGEST = 3
"""Lines of a corpus that patterns are timed on."""


def lint(shelf: Shelf, corpus: Iterable[Document] = (), *, speed: bool = True) -> Iterator[Finding]:
    """What is wrong with the packs that a shelf is about, check by check.

    With a corpus also the rules that hit none of the texts that their pack serves; and a rule is shadowed only where
    that holds for the corpus too. Without `speed`, patterns are not timed.
    """
    overlaps = Overlaps(shelf)
    tried = _Trial(overlaps, shelf)
    for document in corpus:
        tried.add(document)
    yield from overlaps.dead()
    yield from overlaps.duplicates()
    yield from overlaps.shadowed(tried.seen)
    yield from tried.unseen()
    yield from repeated_terms(shelf)
    if speed:
        yield from slow_patterns(entries_of(shelf.packs), tried.lines)


class _Trial:
    """What rules hit in the texts of a corpus, of which no more than a few long lines are kept."""

    def __init__(self, overlaps: Overlaps, shelf: Shelf) -> None:
        self.lines: list[str] = []
        self.seen: dict[int, frozenset[int]] = {}
        self._overlaps = overlaps
        self._packs = shelf.among
        self._served: dict[Pack, int] = dict.fromkeys(shelf.packs, 0)

    def add(self, document: Document) -> None:
        """Try all rules on one more text."""
        serving = {pack for pack in self._packs if serves(pack, document)}
        for pack in serving & self._served.keys():
            self._served[pack] += 1
        # A hit of a rule that would not be used on this text tells nothing.
        used = {number for number, (pack, _) in enumerate(self._overlaps.entries) if pack in serving}
        self.seen = together((hits & used for hits in self._overlaps.hits(document)), self.seen)
        lines = (document.text[start:end] for (start, end), _, _ in document.blocks)
        self.lines = nlargest(_LONGEST, dict.fromkeys((*self.lines, *lines)), key=len)

    def unseen(self) -> Iterator[Finding]:
        """Rules without a hit in any text of the corpus that their pack serves."""
        for number, (pack, rule) in self._overlaps.in_question():
            count = self._served[pack]
            if count and number not in self.seen:
                yield unseen(pack.name, rule.id, count)
