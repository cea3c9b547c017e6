"""What is written can be read again, and nothing half-written is taken for whole."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, InputError
from cleaner.batch import clean_records, read_records
from cleaner.batch.forms import Packing
from cleaner.batch.lines import read_lines
from cleaner.batch.packing import packed
from cleaner.batch.records import ADDED, Fields
from cleaner.batch.resuming import Settled, behind, settle_lines, settle_parts
from cleaner.batch.shapes import AsLine, AsText, line
from cleaner.batch.tables import TableWriter, columns_of
from cleaner.batch.writing import Bytes, NothingWritten, Parts, placed
from cleaner.errors import OutputError
from tests.unit.batch.samples import TEXT, texts

ENGINE = Cleaner(languages=["en"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.text().filter(lambda name: name not in {*ADDED, "text", "html"})
OUTPUT = [{"id": number, **dict.fromkeys(ADDED, "x" * (number * 37 % 90))} for number in range(60)]


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_unknown_fields_are_untouched(fields: dict[str, object]) -> None:
    """What goes through JSONL comes out as it went in, whatever its names and values."""
    written = line({**fields, "text": "A line of news."})
    (read,) = read_lines("in", io.BytesIO(written))
    (record,) = clean_records([read], ENGINE)  # type: ignore[list-item]
    (again,) = read_lines("out", io.BytesIO(line(record)))
    assert isinstance(again, dict)
    assert {name: value for name, value in again.items() if name not in ADDED} == fields
    assert list(again)[: len(fields)] == list(fields)


def test_values_without_json() -> None:
    """Bytes and dates have a form too, and half a surrogate pair is an escape."""
    record = {"a": b"caf\xc3\xa9", "b": b"\xff", "c": pa.scalar(0, pa.timestamp("s")).as_py(), "d": "\ud800", "e": {1}}
    read = json.loads(line(record))
    assert read == {"a": "café", "b": "/w==", "c": "1970-01-01T00:00:00", "d": "\ud800", "e": "{1}"}


def test_numbers_without_json() -> None:
    """NaN and infinities are null, wherever they are: what is written is JSON for every reader."""

    def refuse(name: str) -> None:
        raise AssertionError(name)

    nan, endless = float("nan"), float("inf")
    written = line({"a": nan, "b": [1.5, (-endless, {"c": endless})], "d": b"NaN"})
    assert json.loads(written, parse_constant=refuse) == {"a": None, "b": [1.5, [None, {"c": None}]], "d": "NaN"}


def test_shapes() -> None:
    """A text is the article, a line with all has what `to_dict` has."""
    article = ENGINE.clean_text(TEXT)
    assert AsText().article({}, article) == article.text.encode() + b"\n"
    assert AsText("to_markdown").article({}, article) == article.to_markdown().encode() + b"\n"
    full = json.loads(AsLine(full=True).article({"id": 1, "text": TEXT, "desk": 2}, article))
    assert full == {"id": 1, "desk": 2, **json.loads(article.to_json())}


@pytest.mark.parametrize("packing", list(Packing))
def test_bytes(packing: Packing, tmp_path: Path) -> None:
    """Records of any packing are read again, none at all too."""
    for count in (0, 3000):
        path = tmp_path / f"out{count}"
        with placed(str(path)) as file:
            output = Bytes(file, packing)
            for record in OUTPUT * (count // 60):
                output.write(line({**record, "x": "y" * 500}))
            output.finish()
        assert len([item for item in read_records([path]) if isinstance(item, dict)]) == count
        assert os.listdir(tmp_path).count(path.name) == 1


def test_parquet_keeps_types(tmp_path: Path) -> None:
    """Columns that are carried through keep the types they had in the input."""
    schema = pa.schema([("id", pa.int16()), ("text", pa.large_string()), ("tags", pa.map_(pa.string(), pa.int8())), ("day", pa.date32())])
    rows = [{"id": number, "text": TEXT, "tags": [("a", 1)], "day": None} for number in range(3)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / "in.parquet")
    records = list(clean_records(read_records([tmp_path / "in.parquet"]), ENGINE))
    with placed(str(tmp_path / "out.parquet")) as file:
        writer = TableWriter(file, columns_of(str(tmp_path / "in.parquet")))
        writer.write(records)
        writer.close()
    found = pq.read_table(tmp_path / "out.parquet")
    assert [found.schema.field(name).type for name in ("id", "tags", "day")] == [pa.int16(), pa.map_(pa.string(), pa.int8()), pa.date32()]
    assert found.column("body").to_pylist() == [record["body"] for record in records]
    assert found.column("removed").to_pylist() == [record["removed"] for record in records]


def test_parquet_has_one_schema() -> None:
    """Records that do not fit are refused with a way out."""
    for records in ([{"a": 1}, {"a": "x"}], [{"a": 1}, {"a": [1]}]):
        with pytest.raises(OutputError, match="write JSONL"):
            TableWriter(io.BytesIO()).write(records)
    writer = TableWriter(io.BytesIO())
    writer.write([{"a": 1}])
    with pytest.raises(OutputError, match="'b'"):
        writer.write([{"b": 1}])


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([[{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": "x"}]], "record 3, 'c': the field 'n'"),
        ([[{"n": 1}, {"n": 2**70}]], "record 2: the field 'n' does not fit a column (an integer beyond 64 bits)"),
        ([[{"n": 1}], [{"n": 2}, {"n": [{"m": -(2**64)}]}]], "record 3: the field 'n' does not fit a column of int64"),
        ([[{"n": 1}], [{"n": 2**64}]], "record 2: the field 'n' does not fit a column of int64 (an integer beyond 64 bits)"),
        ([[{"n": 1}], [{"n": 1}, {"id": "d", "m": 1}]], "record 3, 'd': the field 'id' is not in the records before"),
    ],
)
def test_what_does_not_fit_is_named(groups: list[list[dict[str, object]]], told: str) -> None:
    """The record by its place and id, and its field; and the table that was begun is left without an end."""
    out = io.BytesIO()
    writer = TableWriter(out)
    for group in groups[:-1]:
        writer.write(group)
    with pytest.raises(OutputError) as caught:
        writer.write(groups[-1])
    assert str(caught.value).startswith(told)
    assert str(caught.value).endswith("write JSONL")
    before = out.getvalue()
    writer.close()
    assert out.getvalue() == before


def test_a_table_that_is_thrown_away() -> None:
    """Nothing is written into its file after that was closed, and nothing is complained of."""
    out = io.BytesIO()
    writer = TableWriter(out)
    writer.write([{"a": 1}])
    out.close()
    writer.close()


@pytest.mark.parametrize(
    ("value", "found"),
    [({}, None), ({"a": {}, "b": 1}, {"a": None, "b": 1}), ([{}], [None]), ({"a": {}}, {"a": None})],
)
def test_empty_objects_in_a_table(value: object, found: object) -> None:
    """They are null, for which Parquet has a form."""
    out = io.BytesIO()
    writer = TableWriter(out)
    writer.write([{"meta": value}])
    writer.close()
    assert pq.read_table(out).column("meta").to_pylist() == [found]


def test_integers_of_error_records() -> None:
    """One that is too large for its column is told in the message."""
    out = io.BytesIO()
    writer = TableWriter(out)
    writer.write([{"n": 1}, {"n": 2**70, "error": {"type": "InputError", "message": "no text"}}])
    writer.close()
    assert pq.read_table(out).column("error").to_pylist()[1]["message"] == f"{2**70}: no text"


def test_parquet_takes_errors() -> None:
    """An error record fits columns of any type: what does not fit is in its message."""
    error = {"type": "BadLine", "message": "it is no JSON"}
    for first in ([{"id": 1}], []):
        out = io.BytesIO()
        writer = TableWriter(out)
        for records in ([*first, {"id": "in:2", "error": error}], [{"id": "in:3", "error": error, "size": 5}]):
            writer.write(records)
        writer.close()
        rows = pq.read_table(out).select(["id", "error"]).to_pylist()[len(first) :]
        told = [f"{row['id'] or ''}{row['error']['message']}" for row in rows]
        assert all(place in said for place, said in zip(("in:2", "in:3", "5"), [*told, told[-1]], strict=True))


def test_a_file_comes_to_its_name_when_it_is_whole(tmp_path: Path) -> None:
    """Until then, and after an error, the old one is there; rights and links stay."""
    path, link = tmp_path / "out", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)


    def fail() -> None:
        with placed(str(link)) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert path.read_bytes() == b"old"
    with placed(str(link)) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["link", "out"]


def test_nothing_written(tmp_path: Path) -> None:
    """Where there is nothing to take its place, the old file stays, and no draft of another."""
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with placed(str(path)):
        raise NothingWritten
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["x" * 255, "é" * 127])
def test_long_names(name: str, tmp_path: Path) -> None:
    """A name that the file system takes can be written to; one that it does not take is told before the work."""
    with placed(str(tmp_path / name)) as file:
        file.write(b"new")
    assert os.listdir(tmp_path) == [name]
    with pytest.raises(OutputError, match="File name too long"), placed(str(tmp_path / f"{name}{name}")):
        pytest.fail("it began")


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="there are no names of open files")
def test_names_of_pipes() -> None:
    """A pipe can be named, as shells do with `>(...)`, though where its name points to is no path."""
    reader, writer = os.pipe()
    try:
        with placed(f"/dev/fd/{writer}") as file:
            file.write(b"new")
        assert os.read(reader, 9) == b"new"
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is played by a device")
def test_a_full_disk() -> None:
    """It is an error that names the file."""
    with pytest.raises(OutputError, match="/dev/full: No space left on device"), placed("/dev/full") as file:
        Bytes(file).write(b"x")


@pytest.mark.parametrize("packing", list(Packing))
@given(share=st.floats(0, 1), junk=st.binary(max_size=20))
def test_an_output_cut_off_anywhere_is_completed(
    packing: Packing, share: float, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However much of it was written, what is added makes it what it would have been."""
    pieces = [b"".join(map(line, OUTPUT[start : start + 7])) for start in range(0, 60, 7)]
    whole = b"".join(packed(piece, packing) for piece in pieces)
    cut = round(share * len(whole))
    path = tmp_path_factory.mktemp("resume") / "out"
    path.write_bytes(whole[:cut] + (junk.replace(b"\n", b"") if packing == Packing.NONE and cut > 1 else b""))
    settled = settle_lines(str(path), packing)
    with path.open("ab") as file:
        output = Bytes(file, packing)
        for record in behind(iter(OUTPUT), settled, Fields()):
            output.write(line(record))  # type: ignore[arg-type]
        output.finish()
    assert list(read_records([path], form="jsonl")) == OUTPUT
    if settled.count:
        assert settled.last == OUTPUT[settled.count - 1]


def test_another_input_is_refused(tmp_path: Path) -> None:
    """An output that is longer, or whose last record has another id, is not of this input; nor is a file of another sort."""
    with pytest.raises(InputError, match="the input only 60"):
        list(behind(iter(OUTPUT), Settled(61), Fields()))
    with pytest.raises(InputError, match="record 5 of the input is 4, of the output 9"):
        list(behind(iter(OUTPUT), Settled(5, OUTPUT[9]), Fields()))
    path = tmp_path / "notes.txt"
    path.write_text("My notes.\nAll of them.\n", encoding="utf-8")
    with pytest.raises(InputError, match="not written by this command"):
        settle_lines(str(path), Packing.NONE)
    with pytest.raises(InputError, match="not compressed as its name says"):
        settle_lines(str(path), Packing.GZIP)
    assert path.read_text(encoding="utf-8").startswith("My notes.")


def test_parts(tmp_path: Path) -> None:
    """Parts are counted, what is half-written among them is taken away, and one that is missing is told of."""
    folder = tmp_path / "out.parquet"
    records = list(clean_records(texts(7), ENGINE))
    assert settle_parts(str(folder)) == (Settled(0), 0)
    first = Parts(folder, 0, size=3)
    for record in records[:5]:
        first.write(record)
    (folder / ".part-00001.parquet.77.tmp").write_bytes(b"PAR1")
    settled, number = settle_parts(str(folder))
    assert (settled.count, number) == (3, 1)
    second = Parts(folder, number, size=3)
    for record in records[settled.count :]:
        second.write(record)
    second.finish()
    assert sorted(os.listdir(folder)) == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert pq.read_table(folder).column("id").to_pylist() == [record["id"] for record in records]
    (folder / "part-00001.parquet").unlink()
    with pytest.raises(InputError, match="parts are missing"):
        settle_parts(str(folder))
