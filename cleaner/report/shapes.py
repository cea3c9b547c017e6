"""A report made while records are cleaned: workers take from each article what it needs, the parent puts it together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleaner.article import Article
from cleaner.batch.cleaning import Outcome
from cleaner.batch.records import Fields, Record
from cleaner.report.collecting import Report
from cleaner.report.entries import Entry, Failure, entry_of, failure_of


@dataclass(frozen=True, slots=True)
class AsEntry:
    """What a report takes from a record."""

    fields: Fields = field(default_factory=Fields)

    def article(self, record: Record, article: Article) -> Entry:
        """What it takes from the article."""
        return entry_of(article, record.get(self.fields.id))

    def error(self, record: Record, kind: str, message: str) -> Failure:
        """What it takes from the error."""
        return failure_of(record.get(self.fields.id), kind, message)


def gathered(outcomes: Iterable[Outcome], report: Report) -> Iterator[Outcome]:
    """The outcomes of `Both(shape, AsEntry(...))` as the shape alone makes them; the report takes each before it is handed on."""
    for outcome in outcomes:
        assert isinstance(outcome.made, tuple)  # noqa: S101 - that is the shape
        made, entry = outcome.made
        report.take(entry)
        yield outcome._replace(made=made)
