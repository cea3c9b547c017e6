"""Count files: what was noted of articles, as Parquet, a row an article. Counts of several files add up.

A row is a fact about one article, so that it does no harm if one is in two files: whoever adds up takes each article
once. Rows are written as they come; no more than two thousand of them are held.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from os.path import realpath
from pathlib import Path
from typing import Any

from cleaner.batch.cleaning import Outcome, Plan, Work, done
from cleaner.batch.records import Fault, Fields, Record, Task
from cleaner.batch.tables import arrow
from cleaner.batch.writing import placed
from cleaner.engine import Cleaner
from cleaner.errors import InputError
from cleaner.learning.observing import AsObservation, BlockSeen, Observation

FORM = b"article-cleaner counts 1"
"""What a count file says of itself: the version goes up where files of old can no longer be added up."""
NEEDS = "count files", "learning"
"""What needs pyarrow, and the extra that brings it."""
_ROWS = 2_000
"""Articles of a row group."""


class _NothingReadError(Exception):
    """No record could be read: a count file that is there already stays."""


class Counts:
    """A count file that is being written."""

    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        self._writer = writer
        self._held: list[Observation] = []

    def add(self, seen: Observation) -> None:
        """Add what was noted of one article."""
        self._held.append(seen)
        if len(self._held) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        pyarrow, _ = arrow(*NEEDS)
        self._writer.write_table(pyarrow.Table.from_pylist([_row(seen) for seen in self._held], schema=self._writer.schema))
        self._held = []


@contextmanager
def counts_file(path: str | Path) -> Iterator[Counts]:
    """A count file, which comes to its name when the context is left without an error. `OutputError` if it cannot be written."""
    pyarrow, parquet = arrow(*NEEDS)
    with (
        placed(str(path)) as file,
        parquet.ParquetWriter(file, _schema(pyarrow), compression="zstd", compression_level=6) as writer,
    ):
        counts = Counts(writer)
        yield counts
        counts.flush()


def count_records(
    records: Iterable[Record | Fault], path: str | Path, shape: AsObservation, plan: Plan
) -> Generator[Outcome]:
    """Note all records in a count file, and hand their outcomes on: it is whole when they are at their end.

    `outcome.error` tells of a record that could not be read; the file has all others. Where none could be read, a file of
    that name stays as it was. `InputError` for what is no record at all.
    """
    work = Work(Task(shape.cleaner, shape.fields, shape.url), shape)
    outcomes = done(map(_record, records), work, plan)
    read = failed = 0
    with suppress(_NothingReadError), counts_file(path) as counts, closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome.made, Observation):
                counts.add(outcome.made)
            read += outcome.error is None
            failed += outcome.error is not None
            yield outcome
        if failed and not read and Path(path).exists():
            raise _NothingReadError


def count(
    records: Iterable[Record | Fault], path: str | Path, cleaner: Cleaner | None = None, workers: int = 1, fields: Fields | None = None
) -> int:
    """Note all records in a count file, and return how many there are; those that cannot be read are left out.

    A record has `text` or `html`, and its address under `url`, without which no publisher is known. `InputError` for what is
    no record or no path.
    """
    if not isinstance(path, str | Path):
        raise InputError(f"path is of type {type(path).__name__}; give str or Path, the name of the count file")
    check_many(records, "records")
    shape = AsObservation(cleaner or Cleaner(), fields or Fields())
    return sum(outcome.error is None for outcome in count_records(records, path, shape, Plan(workers)))


def checked(paths: Sequence[str | Path]) -> list[str]:
    """The paths of the count files, each once, in an order of their own. `InputError` for what is none."""
    _, parquet = arrow(*NEEDS)
    for path in paths:
        try:
            told = parquet.read_schema(str(path)).metadata or {}
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: {str(error).splitlines()[0]}; give count files of `cleaner learn --counts`") from error
        if told.get(b"cleaner") != FORM:
            raise InputError(f"{path}: it is a Parquet file but no count file; give one of `cleaner learn --counts`")
    if not paths:
        raise InputError("no count file; give one or more")
    return sorted({realpath(path) for path in paths})


def check_many(items: Iterable[object], what: str) -> None:
    """Refuse what is one text or record, or nothing to go through at all: the letters of a text are no texts."""
    if isinstance(items, str | bytes | bytearray | Mapping) or not isinstance(items, Iterable):
        raise InputError(f"{what} is of type {type(items).__name__}; give a list of them or the like")


def _record(item: object) -> Record | Fault:
    if not isinstance(item, Mapping | Fault):
        raise InputError(f"a record is of type {type(item).__name__}; give mappings with 'url' and 'text' or 'html'")
    return item


def _row(seen: Observation) -> dict[str, object]:
    return {
        "publisher": seen.publisher,
        "article": seen.article,
        "content": seen.content,
        "url": _writable(seen.url),
        "headline": _writable(seen.headline),
        "date": seen.date,
        "language": seen.language,
        "words": list(seen.subjects),
        "places": list(seen.subjects.values()),
        "blocks": [{**block._asdict(), "text": None if block.text is None else _writable(block.text)} for block in seen.blocks],
    }


def _writable(text: str) -> str:
    """Half a surrogate pair has no UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _schema(pyarrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    text, hashed = pyarrow.string(), pyarrow.uint64()
    types = {
        "digest": hashed, "ordinal": pyarrow.uint8(), "place": pyarrow.uint8(), "odds": pyarrow.float32(), "kind": text,
        "spared": pyarrow.bool_(), "removed": pyarrow.bool_(), "text": text, "keys": pyarrow.list_(pyarrow.uint32()),
    }  # fmt: skip
    columns = {
        "publisher": text, "article": hashed, "content": hashed, "url": text, "headline": text, "date": pyarrow.date32(), "language": text,
        "words": pyarrow.list_(pyarrow.uint32()), "places": pyarrow.list_(hashed),
        "blocks": pyarrow.list_(pyarrow.struct([(name, types[name]) for name in BlockSeen._fields])),
    }  # fmt: skip
    return pyarrow.schema(list(columns.items()), metadata={b"cleaner": FORM})
