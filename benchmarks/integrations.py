"""Measures what cleaning costs inside other libraries, beyond what those cost themselves and what the plain API takes.

`python benchmarks/integrations.py --count 5000`, or `make bench-integrations`. The articles are those of `fixtures/appeals`,
again from the first where they end. Each library does the same work twice: with a step that does nothing, and with one that
cleans. The overhead is what the second took more than the first, beside `clean_text` in a loop: 0 % is nothing at all. Times are
CPU time of the process and its children, the least of some rounds in which all take turns. It also compares the results, byte by
byte. Only that is asserted: figures differ between machines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import datasets
import pandas as pd
import polars as pl
import pyarrow as pa
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.logging import logger

import cleaner
import cleaner.integrations.pandas
import cleaner.integrations.polars
from cleaner.batch import clean_records
from cleaner.batch.records import ADDED
from cleaner.batch.shapes import line
from cleaner.integrations.arrow import clean_arrow
from cleaner.integrations.datasets import clean_batch
from cleaner.integrations.datatrove import CleanDocuments, ReadRecords, WriteRecords

FIXTURES = Path(__file__).parent.parent / "fixtures" / "appeals"

Texts = Sequence[str]
Rows = Iterable[Mapping[str, Any]]


class Way(NamedTuple):
    """A way to clean many texts, and the same way with nothing done to them."""

    name: str
    clean: Callable[[Texts], Any]
    rows: Callable[[Any], Rows]
    """The results in what came of it. Time does not count for it."""
    nothing: Callable[[Texts], object] = len
    """`len` where the way is this library's own: all that it takes counts."""


def by_datasets(texts: Texts, function: Callable[..., Any], processes: int | None = None) -> datasets.Dataset:
    return datasets.Dataset.from_dict({"text": texts}).map(function, batched=True, num_proc=processes)


def same_batch(batch: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {"again": batch["text"]}


def by_polars(texts: Texts, expression: pl.Expr) -> pl.Series:
    return pl.LazyFrame({"text": texts}).select(expression.alias("found")).collect()["found"]


class Nothing(PipelineStep):
    """A step that does nothing."""

    type = "NOTHING"
    name = "nothing"

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents as they are."""
        yield from data


def by_datatrove(texts: Texts, step: PipelineStep) -> list[bytes]:
    """The lines of a pipeline from a file to a file, as one task runs it."""
    with TemporaryDirectory() as folder:
        source, output = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        source.joinpath("in.jsonl").write_bytes(b"".join(line({"text": text}) for text in texts))
        for _ in WriteRecords(str(output)).run(step.run(ReadRecords(str(source)).run())):
            pass
        return gzip.decompress(output.joinpath("00000.jsonl.gz").read_bytes()).splitlines()


def of_articles(articles: Iterable[cleaner.Article]) -> Rows:
    return (article.to_dict() for article in articles)


BASE = "clean_text in a loop"
WAYS = (
    Way(BASE, lambda texts: [cleaner.clean_text(text) for text in texts], of_articles),
    Way("clean_many", lambda texts: list(cleaner.clean_many(texts)), of_articles),
    Way("clean_many, 2 processes", lambda texts: list(cleaner.clean_many(texts, 2)), of_articles),
    Way("clean_records", lambda texts: list(clean_records({"text": text} for text in texts)), iter),
    Way("Arrow", lambda texts: clean_arrow(pa.table({"text": texts})), pa.Table.to_pylist, lambda texts: pa.table({"text": texts})),
    Way(
        "datasets",
        lambda texts: by_datasets(texts, clean_batch),
        iter,
        lambda texts: by_datasets(texts, same_batch),
    ),
    Way(
        "datasets, 2 processes",
        lambda texts: by_datasets(texts, clean_batch, 2),
        iter,
        lambda texts: by_datasets(texts, same_batch, 2),
    ),
    Way(
        "Polars",
        lambda texts: by_polars(texts, pl.col("text").cleaner.clean()),
        pl.Series.to_list,
        lambda texts: by_polars(texts, pl.col("text").map_batches(lambda column: column, return_dtype=pl.String)),
    ),
    Way(
        "pandas",
        lambda texts: pd.DataFrame({"text": texts}).cleaner.clean(),
        lambda frame: frame.to_dict("records"),
        lambda texts: pd.DataFrame({"text": texts}),
    ),
    Way(
        "datatrove",
        lambda texts: by_datatrove(texts, CleanDocuments()),
        lambda lines: map(json.loads, lines),
        lambda texts: by_datatrove(texts, Nothing()),
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000, help="articles (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each measurement (default: 3)")
    options = parser.parse_args()
    if options.count < 1 or options.rounds < 1:
        parser.error("give a --count of 1 or more, and 1 or more --rounds")
    datasets.disable_progress_bars()
    logger.remove()
    texts = read_texts(options.count)
    print(f"cleaner {cleaner.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{len(texts)} articles, {sum(len(text.encode()) for text in texts) / 1e6:.2f} MB\n")
    expected = as_lines(of_articles(map(cleaner.clean_text, texts)))
    same = {way.name: as_lines(way.rows(way.clean(texts))) == expected for way in WAYS}
    best = {way.name: (float("inf"), float("inf")) for way in WAYS}
    for _ in range(options.rounds):
        for way in WAYS:
            full, own = best[way.name]
            best[way.name] = min(full, cpu_of(way.clean, texts)), min(own, cpu_of(way.nothing, texts))
    print(f"  {'':<26}{'ms/article':>12}{'of it its own':>15}{'overhead':>10}  results")
    for way in WAYS:
        full, own = best[way.name]
        overhead = (full - own) / best[BASE][0] - 1
        scale = 1000 / len(texts)
        told = "the same" if same[way.name] else "OTHERS"
        print(f"  {way.name:<26}{full * scale:>12.3f}{own * scale:>15.3f}{overhead:>10.1%}  {told}")
    return 0 if all(same.values()) else 1


def read_texts(count: int) -> list[str]:
    """So many articles of all languages, mixed."""
    paths = sorted(FIXTURES.glob("*.jsonl"))
    some = [json.loads(one)["input"] for path in paths for one in path.read_text(encoding="utf-8").splitlines()]
    return [some[place * 7 % len(some)] for place in range(count)]


def cpu_of(do: Callable[[Texts], object], texts: Texts) -> float:
    """The CPU seconds that it takes, here and in the processes that it starts and ends."""
    before = cpu()
    do(texts)
    return cpu() - before


def cpu() -> float:
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def as_lines(rows: Rows) -> list[bytes]:
    return [line({name: row[name] for name in ADDED}) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
