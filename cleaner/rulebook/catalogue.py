"""Which packs are meant, and the rules in them as entries that can be picked and listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.errors import PackFault, RulePackError
from cleaner.model import Kind
from cleaner.rules.hosts import is_of
from cleaner.rules.load import shipped_packs, user_packs
from cleaner.rules.schema import Pack
from cleaner.ruling import Rule


class Entry(NamedTuple):
    """A rule or guard, and the pack that it is in."""

    pack: Pack
    rule: Rule


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some packs to be looked at, among all that they may be used with."""

    packs: tuple[Pack, ...]
    among: tuple[Pack, ...]
    """The shipped packs, then the user's: a pack before another is the earlier one, and these include `packs`."""
    paths: tuple[str, ...] = ()
    """Where the packs of the user are: what `Cleaner(packs=...)` takes."""


def shelf_of(paths: Sequence[str] = ()) -> Shelf:
    """The packs at these paths, or all shipped ones where there is none. A path may lead to shipped packs too.

    Raises `RulePackError` with the faults of all packs that have some, `UnknownPackError` for a path to nothing.
    """
    shipped = shipped_packs()
    if not paths:
        return Shelf(shipped, shipped)
    meant: list[Pack] = []
    own: list[str] = []
    faults: list[PackFault] = []
    for path in dict.fromkeys(paths):
        packs = shipped_packs(within=path)
        if not packs:
            own.append(path)
            try:
                packs = user_packs(path)
            except RulePackError as error:
                faults += error.faults
        meant += packs
    if faults:
        raise RulePackError(faults)
    packs = tuple(dict.fromkeys(meant))
    return Shelf(packs, tuple(dict.fromkeys((*shipped, *packs))), tuple(own))


def entries_of(packs: Iterable[Pack]) -> list[Entry]:
    """All rules and guards, pack by pack as they stand there."""
    return [Entry(pack, rule) for pack in packs for rule in pack.rules]


def picked(
    entries: Iterable[Entry], kind: Kind | None = None, language: str | None = None, publisher: str | None = None
) -> list[Entry]:
    """The entries of a kind, of the packs for a language, of the packs for a publisher's domain or a host under it.

    A guard has no kind: with one, there are rules alone.
    """
    return [
        entry
        for entry in entries
        if (kind is None or (entry.rule.kind == kind and not entry.rule.is_guard))
        and language in (None, entry.pack.language)
        and (publisher is None or is_of(publisher, entry.pack.publisher))
    ]


def serves_all_of(pack: Pack, other: Pack) -> bool:
    """A pack is used on each text that another is used on."""
    if pack.language not in (None, other.language):
        return False
    return pack.publisher is None or is_of(other.publisher or "", pack.publisher)


def texts_of(pack: Pack) -> str:
    """In words, the texts that a pack serves.

    >>> texts_of(Pack("taz.de.toml", publisher="taz.de"))
    'pages of taz.de'
    """
    language = f"texts in {pack.language}" if pack.language else ""
    pages = f"pages of {pack.publisher}" if pack.publisher else ""
    return ", on ".join(filter(None, (language, pages))) or "all texts"
