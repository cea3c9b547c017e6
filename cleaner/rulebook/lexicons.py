"""Terms that stand twice, so that one of them does nothing or the two contradict each other.

The engine binds a term once for each meaning: a second listing with the same meaning is dead. One that stands in two
sections (`openers` and `lines`) has two meanings, which add up; that is no fault. Nor is it one if a word of a family also
says what a reader is asked for (`AIMS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.rulebook.catalogue import Shelf, serves_all_of
from cleaner.rulebook.findings import Check, Finding
from cleaner.rules.schema import SECTIONS, Pack
from cleaner.ruling import AIMS


def repeated_terms(shelf: Shelf) -> Iterator[Finding]:
    """A finding for each term that its own pack, or an earlier one that is always used with it, has already."""
    for place, pack in enumerate(shelf.among):
        if pack not in shelf.packs:
            continue
        beside = {term: other.name for other in shelf.among[:place] if serves_all_of(other, pack) for term in _meanings(other)}
        for section, table in _sections(pack):
            seen: dict[str, str] = {}
            for name, terms in table.items():
                where = f"{section}.{name}"
                for term in terms:
                    elsewhere = beside.get((section, name, term))
                    if term in seen:
                        yield Finding(pack.name, where, Check.TWICE, *_told(term, name, seen[term]))
                    elif elsewhere:
                        fault = f"{term!r} is in {elsewhere} too, which is used wherever this pack is"
                        yield Finding(pack.name, where, Check.TWICE, fault, "delete it here")
                    seen.setdefault(term, name)


def _sections(pack: Pack) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    yield "families", {name: terms for name, terms in pack.families.items() if name not in AIMS}
    yield "families", {name: terms for name, terms in pack.families.items() if name in AIMS}
    for section in SECTIONS:
        table: Mapping[str, tuple[str, ...]] = getattr(pack, section)
        yield section, table


def _meanings(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Section, name and term of all that a pack lists."""
    return ((section, name, term) for section, table in _sections(pack) for name, terms in table.items() for term in terms)


def _told(term: str, name: str, before: str) -> tuple[str, str]:
    """Fault and remedy of a term that its section has already, under a name."""
    if before == name:
        return f"{term!r} stands twice", "delete one"
    return f"{term!r} stands under {before} too", "keep the one that it says more of"
