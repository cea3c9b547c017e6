"""The articles that each engine cleans, and what the plain API makes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cleaner import Cleaner
from cleaner.batch import Fields, clean_records
from cleaner.batch.shapes import line
from tests.appeals import cases
from tests.unit.batch.samples import PAGE

COUNT = int(os.environ.get("ARTICLES", "200"))
"""With `ARTICLES=5000 make test-engines`, so many."""
CLEANER = Cleaner(keep={"copyright_notice"}, max_size=50_000)
"""With options, to see that they reach the workers."""


def records() -> list[dict[str, object]]:
    """Articles of many languages, a page, and two records that cannot be cleaned."""
    some = cases()
    texts = [{"id": str(place), "text": some[place % len(some)].input, "html": None, "desk": {"no": place}} for place in range(COUNT)]
    return [
        *texts,
        {"id": "page", "text": None, "html": PAGE, "desk": {"no": -1}},
        {"id": "none", "text": None, "html": None, "desk": {"no": -2}},
        {"id": "large", "text": "A bridge. " * 6_000, "html": None, "desk": {"no": -3}},
    ]


def write_table(path: Path) -> Path:
    """A Parquet file of the records, in row groups, so that there is something to share out."""
    pq.write_table(pa.Table.from_pylist(records()), path, row_group_size=50)
    return path


def expected() -> dict[str, bytes]:
    """By id, the lines that the plain API makes of them."""
    return {str(record["id"]): line(record) for record in clean_records(records(), CLEANER, fields=Fields(source=True))}


def found_in(folder: Path) -> dict[str, bytes]:
    """By id, the rows of the Parquet files in a folder as such lines; no id is there twice."""
    rows = [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: line(_as_record(row)) for row in rows}


def _as_record(row: Mapping[str, object]) -> dict[str, object]:
    """A row as records are: without an error where there is none, and without an article where there is one."""
    if row["error"] is None:
        return {name: value for name, value in row.items() if name != "error"}
    return {name: row[name] for name in ("id", "text", "html", "desk", "error")}
