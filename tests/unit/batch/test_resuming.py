"""Whether an output is of the input that is given again: what differs is refused before anything is changed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner import clean_text
from cleaner.batch import read_records
from cleaner.batch.records import ADDED
from cleaner.batch.resuming import FULL
from cleaner.cli import DONE, FAILED, USAGE, main
from tests.unit.batch.samples import lines_of, texts, write_lines, write_table


def resumed(source: Path, target: Path, *options: str) -> int:
    return main([str(source), "-o", str(target), "--resume", *options])


def test_what_all_of_an_article_has() -> None:
    """The names by which the form of an output is told are those that it has besides."""
    assert set(clean_text("One line.").to_dict()) == {*ADDED, *FULL}


def test_parquet_of_another_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last row is compared, as the last line is."""
    target = tmp_path / "out.parquet"
    assert resumed(write_lines(tmp_path / "a.jsonl", texts(3)), target) == DONE
    other = write_lines(tmp_path / "b.jsonl", [{**record, "id": f"other {record['id']}"} for record in texts(6)])
    assert resumed(other, target) == USAGE
    assert "record 3 of the input is 'other n2', of the output 'n2'" in capsys.readouterr().err
    assert resumed(write_lines(tmp_path / "c.jsonl", texts(4)), target) == DONE
    assert pq.read_table(target).num_rows == 4


def test_parquet_of_somebody_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written beside it."""
    target = tmp_path / "out.parquet"
    target.mkdir()
    write_table(target / "part-00000.parquet", [{"id": "n0", "body": "Mine."}])
    assert resumed(write_lines(tmp_path / "a.jsonl", texts(3)), target) == USAGE
    assert "not written by this command" in capsys.readouterr().err
    assert [path.name for path in target.iterdir()] == ["part-00000.parquet"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_an_input_that_was_repaired(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a line could not be read there is a record now, without an id: it would be lost."""
    good, bad = b'{"text": "One line."}\n', b'{"text": "One l\n'
    source, target = tmp_path / "in.jsonl", tmp_path / name
    source.write_bytes(good + bad)
    assert resumed(source, target) == FAILED
    source.write_bytes(good * 3)
    assert resumed(source, target) == USAGE
    assert "written from another input" in capsys.readouterr().err
    source.write_bytes(good + bad + good)
    assert resumed(source, target) == DONE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([{"text": "One.", "url": "https://a.example/1"}], [{"text": "Two.", "url": "https://a.example/2"}]),
        ([{"text": "One."}], [{"text": "One.", "desk": "local"}]),
        ([{"text": "One."}], [{"text": "One.", "id": 7}]),
    ],
)
def test_records_without_ids(before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]], tmp_path: Path) -> None:
    """What else is carried through is compared."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines_of(before))
    assert resumed(source, target) == DONE
    source.write_bytes(lines_of([*after, *after]))
    assert resumed(source, target) == USAGE
    source.write_bytes(lines_of([*before, *after]))
    assert resumed(source, target) == DONE


@pytest.mark.parametrize("value", [datetime.date(2026, 11, 2), b"key", b"\xff\xfe", float("nan")])
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_ids_that_json_changes(value: object, name: str, tmp_path: Path) -> None:
    """They are compared as they are written."""
    source, target = tmp_path / "in.parquet", tmp_path / name
    pq.write_table(pa.table({"id": [value] * 2, "text": ["One.", "Two."]}), source)
    for _ in range(2):
        assert resumed(source, target) == DONE


@pytest.mark.parametrize("content", [b"My notes.", b'{"title": "mine"}', b'["mine"]', b"{1: 2}"])
def test_one_line_of_somebody_else(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without a line feed is not emptied, unless it begins as an output that was cut off does."""
    source, target = write_lines(tmp_path / "in.jsonl", texts(1)), tmp_path / "out.jsonl"
    target.write_bytes(content)
    assert resumed(source, target) == USAGE
    assert "not written by this command" in capsys.readouterr().err
    assert target.read_bytes() == content
    target.write_bytes(b'{"id": "n')
    assert resumed(source, target) == DONE
    assert len(list(read_records([target]))) == 1


def test_what_is_refused_stays_as_it_was(tmp_path: Path) -> None:
    """Nothing is cut off an output before it is known to be of the input."""
    target = tmp_path / "out.jsonl"
    assert resumed(write_lines(tmp_path / "a.jsonl", texts(2)), target) == DONE
    content = target.read_bytes() + b'{"id": "n2", "bo'
    target.write_bytes(content)
    assert resumed(write_lines(tmp_path / "b.jsonl", [{"id": "other", "text": "One."}] * 3), target) == USAGE
    assert target.read_bytes() == content
    assert resumed(write_lines(tmp_path / "a.jsonl", texts(3)), target) == DONE
    assert [json.loads(line)["id"] for line in target.read_bytes().splitlines()] == ["n0", "n1", "n2"]


@pytest.mark.parametrize(("first", "second"), [("jsonl", "json"), ("json", "jsonl")])
def test_another_form(first: str, second: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file does not get records of two forms."""
    target = tmp_path / "out.jsonl"
    assert resumed(write_lines(tmp_path / "a.jsonl", texts(2)), target, "--to", first) == DONE
    content = target.read_bytes()
    source = write_lines(tmp_path / "b.jsonl", texts(3))
    assert resumed(source, target, "--to", second) == USAGE
    assert "another --to" in capsys.readouterr().err
    assert target.read_bytes() == content
    assert resumed(source, target, "--to", first) == DONE
