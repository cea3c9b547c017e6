"""The same articles give the same bytes everywhere. `ARTICLES=5000` compares so many, and 200 are compared without it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from datasets import Dataset, disable_progress_bars

import cleaner
import cleaner.integrations.pandas
import cleaner.integrations.polars
from benchmarks import integrations
from cleaner.batch.records import ADDED, RESULTS
from cleaner.batch.shapes import line
from cleaner.cli import main
from cleaner.integrations.arrow import clean_arrow
from cleaner.integrations.datasets import clean_batch
from tests.unit.batch.samples import write_lines

COUNT = int(os.environ.get("ARTICLES", "200"))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Articles of many languages."""
    return integrations.read_texts(COUNT)


@pytest.fixture(scope="module")
def expected(texts: list[str]) -> list[bytes]:
    """What the plain API makes of them."""
    made = lines(cleaner.clean_text(text).to_dict() for text in texts)
    assert sum(b'"removed": []' in one for one in made) < len(made) / 2
    return made


def lines(results: Iterable[Mapping[str, object]]) -> list[bytes]:
    """The results of each article, without the error that there is not."""
    found = []
    for result in results:
        assert result.get("error") is None
        found.append(line({name: result[name] for name in ADDED}))
    return found


def test_clean_many(texts: list[str], expected: list[bytes]) -> None:
    """On two processes, in the same order."""
    assert lines(article.to_dict() for article in cleaner.clean_many(texts, workers=2)) == expected


def test_command(texts: list[str], expected: list[bytes], tmp_path: Path) -> None:
    """What it writes as JSONL."""
    given, made = write_lines(tmp_path / "in.jsonl", [{"text": text} for text in texts]), tmp_path / "out.jsonl"
    assert main(["clean", str(given), "-o", str(made), "--quiet"]) == 0
    assert lines(map(json.loads, made.read_bytes().splitlines())) == expected


def test_arrow(texts: list[str], expected: list[bytes]) -> None:
    """A table, and a record batch of it."""
    table = pa.table({"text": texts})
    assert lines(clean_arrow(table).to_pylist()) == expected
    assert lines(clean_arrow(table.to_batches()[0][:20]).to_pylist()) == expected[:20]


def test_datasets(texts: list[str], expected: list[bytes]) -> None:
    """On two processes, in small batches."""
    disable_progress_bars()
    assert lines(Dataset.from_dict({"text": texts}).map(clean_batch, batched=True, batch_size=40, num_proc=2)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_polars(engine: str, texts: list[str], expected: list[bytes]) -> None:
    """On each of its engines, and the body alone."""
    frame = pl.LazyFrame({"text": texts})
    assert lines(frame.select(pl.col("text").cleaner.clean()).collect(engine=engine)["text"].to_list()) == expected
    bodies = frame.head(20).select(pl.col("text").cleaner.body()).collect(engine=engine)["text"]
    assert bodies.to_list() == [json.loads(one)["body"] for one in expected[:20]]


def test_pandas(texts: list[str], expected: list[bytes]) -> None:
    """A frame, and a series."""
    frame = pd.DataFrame({"text": texts})
    assert lines(frame.cleaner.clean()[[*RESULTS]].to_dict("records")) == expected
    assert frame["text"][:20].cleaner.body().tolist() == [json.loads(one)["body"] for one in expected[:20]]


def test_benchmark(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It cleans by each way, and says that what comes out is the same."""
    monkeypatch.setattr(sys, "argv", ["integrations.py", "--count", "4", "--rounds", "1"])
    assert integrations.main() == 0
    told = capsys.readouterr().out
    assert told.count("the same") == len(integrations.WAYS)
    assert all(way.name in told for way in integrations.WAYS)
