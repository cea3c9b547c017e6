"""Accounts as what comes out of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cleaner.article import Article
from cleaner.batch.records import Fields, Record
from cleaner.terminal.accounts import diffed, explained
from cleaner.terminal.painting import Line, Screen, painted

ACCOUNTS: Mapping[str, Callable[[str, Article], Iterator[Line]]] = {"explain": explained, "diff": diffed}


@dataclass(frozen=True, slots=True)
class AsAccount:
    """An account of what was done with a record's article, headed by the record's id."""

    account: str
    """One of `ACCOUNTS`."""
    screen: Screen
    fields: Fields = field(default_factory=Fields)

    def article(self, record: Record, article: Article) -> bytes | None:
        """The account; None where there is nothing to tell."""
        name = record.get(self.fields.id)
        return painted(ACCOUNTS[self.account]("" if name is None else str(name), article), self.screen) or None

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: the error is told elsewhere."""
