"""Two passes over a corpus: the first learns what its publishers repeat, the second cleans with it. No person looks at it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleaner.article import Article
from cleaner.engine import Cleaner
from cleaner.errors import InputError
from cleaner.learning.counting import check_many, count, counts_file
from cleaner.learning.observing import observe
from cleaner.learning.packs import Accepted, Written, write_packs
from cleaner.learning.proposing import propose

if TYPE_CHECKING:
    from cleaner.batch.records import Fault, Fields, Record
    from cleaner.readers.source import Source

SURE = 0.7
"""Score from which a proposal becomes a rule that nobody has looked at."""


def learnt(
    records: Iterable[Record | Fault], cleaner: Cleaner | None = None, workers: int = 1, fields: Fields | None = None
) -> Cleaner:
    """The engine with rules for what the publishers of these records repeat, for a second pass over them.

    `InputError` for an iterator, which a second pass would find at its end, and for what are no records.
    """
    _check_again(records, "records")
    cleaner = cleaner or Cleaner()
    with TemporaryDirectory(prefix="cleaner-learning-") as folder:
        counts = Path(folder) / "counts.parquet"
        count(records, counts, cleaner, workers, fields)
        return _with_rules(cleaner, counts, folder)


def clean_twice(sources: Iterable[Source], cleaner: Cleaner, workers: int = 1) -> Iterator[Article]:
    """The articles of sources that are all of one publisher, cleaned with rules for what he repeats in them.

    `InputError` for an iterator, and for a source that cannot be read, in the first pass.
    """
    _check_again(sources, "sources")
    with TemporaryDirectory(prefix="cleaner-learning-") as folder:
        counts = Path(folder) / "counts.parquet"
        with counts_file(counts) as writer:
            for article in cleaner.clean_many(sources, workers):
                writer.add(observe(article, cleaner, ""))
        cleaner = _with_rules(cleaner, counts, folder)
    return cleaner.clean_many(sources, workers)


def write_sure(counts: Sequence[str | Path], folder: str | Path, least_score: float = SURE) -> Written:
    """Write packs of all proposals of some count files that are so sure, each as its own kind, into a folder.

    A warning tells of those that make no rule.
    """
    written = write_packs([Accepted(proposal, proposal.kind) for proposal in propose(counts, least_score)], folder)
    if written.refused:
        name, reason = written.refused[0]
        more = f", and {len(written.refused) - 1:,} more" if written.refused[1:] else ""
        warnings.warn(f"no rule was made of the line {name}{more}: {reason}", stacklevel=2)
    return written


def _with_rules(cleaner: Cleaner, counts: Path, folder: str) -> Cleaner:
    written = write_sure([counts], folder)
    # Packs are read here and now: the engine does not need the folder any more.
    return replace(cleaner, packs=(*cleaner.packs, *written.paths)) if written.paths else cleaner


def _check_again(items: Iterable[object], what: str) -> None:
    check_many(items, what)
    if iter(items) is items:
        kind = type(items).__name__
        raise InputError(f"{what} is of type {kind}, which can be read only once, and learning reads twice; give a list or the like")
