"""Files of each form are read, whole and broken ones, told by content and name."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from cleaner.batch import Fault, Fields, read_records
from cleaner.batch.forms import Form, Packing, form_of, form_of_name, packing_of_name
from cleaner.batch.packing import Meter
from cleaner.batch.reading import EMPTY, UNREADABLE, size_of
from cleaner.errors import InputError, MissingExtraError
from tests.unit.batch.samples import PAGE, TEXT, conversion, lines_of, response, texts, warc_of, write_lines, write_table


def kinds(items: list[object]) -> list[str]:
    return [item.kind for item in items if isinstance(item, Fault)]


@pytest.mark.parametrize("name", ["in.jsonl", "in.ndjson", "in.jsonl.gz", "in.jsonl.zst", "in", "in.gz", "in.zst", "in.parquet", "table"])
def test_records_come_out_as_they_are(name: str, tmp_path: Path) -> None:
    """JSONL and Parquet of any packing, with a name that says so or not, give the same records."""
    records = texts(300)
    write = write_table if name in ("in.parquet", "table") else write_lines
    meter = Meter()
    assert list(read_records([write(tmp_path / name, records)], meter=meter)) == records
    assert meter.done >= size_of([str(tmp_path / name)]) * 0.99


def test_texts_and_pages_are_records_of_their_own(tmp_path: Path) -> None:
    """Their id is the name; what they are is left to the engine, or said."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert list(read_records([path])) == [{"id": str(path), "text": PAGE.encode()}]
    assert list(read_records([path], form="html")) == [{"id": str(path), "html": PAGE.encode()}]
    assert list(read_records([path], Fields(id="name", text="words"), "text")) == [{"name": str(path), "words": PAGE}]


def test_warc(tmp_path: Path) -> None:
    """Pages that were answered with success are read, with their address; the server's charset is heeded."""
    data = warc_of(
        ("warcinfo", {}, b"software: test\r\n"),
        response(PAGE.encode()),
        response("<p>Für £3</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        response(b"\x89PNG", "image/png"),
        response(PAGE.encode(), status="404 Not Found"),
    )
    for name, content in (("a.warc", data), ("a.warc.gz", gzip.compress(data)), ("unnamed", data)):
        (tmp_path / name).write_bytes(content)
        records = list(read_records([tmp_path / name]))
        assert [record["url"] for record in records] == ["https://lenn.example/1", "https://lenn.example/2"]
        assert [record["html"] for record in records] == [PAGE.encode(), "<p>Für £3</p>"]
        assert records[0]["date"] == "2026-11-02T10:00:00Z"


def test_wet(tmp_path: Path) -> None:
    """Conversions are texts."""
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(gzip.compress(warc_of(conversion(TEXT), conversion("Naïve."))))
    records = list(read_records([path]))
    assert [record["text"] for record in records] == [TEXT, "Naïve."]
    assert records[1]["url"] == "https://lenn.example/1"


def test_folders(tmp_path: Path) -> None:
    """All in a folder is read by name, at any depth; hidden files, assets and binaries are not."""
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden", "style.css", "b/.git/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("One line.", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"\x00\x01\x02")
    write_lines(tmp_path / "d.jsonl", [{"id": "d"}])
    found = [record["id"] for record in read_records([tmp_path])]
    assert found == [str(tmp_path / "a.txt"), "d", str(tmp_path / "b/1.html"), str(tmp_path / "b/2.txt")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told by its content."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(lines_of(texts(3))))))
    assert list(read_records(["-"])) == texts(3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"text": "no end', "it is no JSON"),
        (b"[1, 2]", "it holds a JSON array, not an object; write one object a line, as `jq -c '.[]'` does"),
        (b'"text"', "it holds a JSON string"),
        (b'{"text": "caf\xe9"}', "the byte 0xe9 at 14 is not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"n": ' + b"9" * 5000 + b"}", "a number of over 4,300 digits; write it as a text"),
    ],
)
def test_bad_lines(line: bytes, said: str, tmp_path: Path) -> None:
    """A line that is no object is a fault that names its place; those around it are read."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": 1}\n\n' + line + b'\n{"id": 2}')
    first, fault, last = read_records([path])
    assert (first, last) == ({"id": 1}, {"id": 2})
    assert isinstance(fault, Fault)
    assert fault.id == f"{path}:3"
    assert said in fault.message


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst"])
def test_what_is_cut_off_is_read_to_there(name: str, tmp_path: Path) -> None:
    """The whole lines of a file that is cut off or damaged are read, and then there is a fault."""
    records = [{"id": number, "text": os.urandom(400).hex()} for number in range(2000)]
    path = write_lines(tmp_path / name, records)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    *good, fault = read_records([path])
    assert kinds([fault]) == [UNREADABLE]
    assert 200 < len([item for item in good if not isinstance(item, Fault)]) < 2000
    assert [item for item in good if not isinstance(item, Fault)] == records[: len([i for i in good if not isinstance(i, Fault)])]
    path.write_bytes(data[: len(data) // 2] + b"\xff" * 4000)
    assert kinds(list(read_records([path])))[-1] == UNREADABLE


def test_members_and_padding(tmp_path: Path) -> None:
    """Several gzip members are one file, and zeros behind them are nothing."""
    path = tmp_path / "in.gz"
    path.write_bytes(gzip.compress(b'{"id": 1}\n') + gzip.compress(b'{"id": 2}\n') + b"\0" * 70_000)
    assert list(read_records([path])) == [{"id": 1}, {"id": 2}]


def test_broken_tables_and_archives(tmp_path: Path) -> None:
    """They are faults, and what comes after is read."""
    table = write_table(tmp_path / "a.parquet", texts(50))
    table.write_bytes(table.read_bytes()[:-200])
    archive = tmp_path / "b.warc.gz"
    data = gzip.compress(warc_of(response(os.urandom(9000).hex().encode()), response(os.urandom(9000).hex().encode())))
    archive.write_bytes(data[:-4000])
    other = write_table(tmp_path / "c.parquet", [{"id": 1, "words": "x"}])
    good = write_lines(tmp_path / "d.jsonl", [{"id": "d"}])
    items = list(read_records([table, archive, other, good]))
    assert items[-1] == {"id": "d"}
    assert len(kinds(items)) >= 3
    assert "the fields are 'id', 'words'" in next(item.message for item in items if isinstance(item, Fault) and item.id == str(other))


def test_empty_and_absent(tmp_path: Path) -> None:
    """Empty files and folders and those that are not there are faults of their own kinds."""
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "empty.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "none").mkdir()
    items = list(read_records([tmp_path / name for name in ("empty.jsonl", "empty.gz", "none", "absent")]))
    assert kinds(items) == [EMPTY, EMPTY, EMPTY, UNREADABLE]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may read everything")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    """It is a fault, and the rest is read."""
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut").chmod(0)
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert kinds(list(read_records([tmp_path]))) == [UNREADABLE]
    (tmp_path / "shut").chmod(0o700)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault, whoever runs this."""
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    items = list(read_records([tmp_path]))
    assert kinds(items) == [UNREADABLE]
    assert len(items) == 2


@pytest.mark.parametrize(("name", "module", "extra"), [("a.parquet", "pyarrow", "parquet"), ("a.warc", "fastwarc.warc", "warc")])
def test_missing_extras(name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    (tmp_path / name).write_bytes(b"x")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"article-cleaner\[{extra}\]"):
        list(read_records([tmp_path / name]))


def test_missing_zstandard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does that of Zstandard."""
    path = write_lines(tmp_path / "a.jsonl.zst", texts(1))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingExtraError, match=r"article-cleaner\[zst\]"):
        list(read_records([path]))


def test_forms() -> None:
    """Names and beginnings tell what a file is."""
    assert form_of_name("CC-MAIN-1.warc.wet.gz") == Form.WET
    assert form_of_name("a.b.JSONL.zst") == Form.JSONL
    assert form_of_name("a.doc") is None
    assert packing_of_name("a.jsonl.gz") == Packing.GZIP
    assert form_of(b"PAR1") == Form.PARQUET
    assert form_of(b"{\n  1\n}") == Form.AUTO
    with pytest.raises(InputError, match="use one of"):
        list(read_records([], form="pdf"))


def test_values_that_python_has_no_type_for(tmp_path: Path) -> None:
    """A table with them is a fault, not a crash."""
    table = pa.table({"text": ["x"], "when": pa.array([1], pa.timestamp("ns"))})
    path = tmp_path / "a.parquet"
    pa.parquet.write_table(table, path)
    items = list(read_records([path]))
    assert len(items) == 1


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_slow_pipe(pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes in small parts is told by its first line, however long that takes."""
    records = [{"id": 1, "text": os.urandom(9000).hex()}, {"id": 2}]
    data = io.BytesIO(pack(lines_of(records)))

    class Slow(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:
            return data.readinto(buffer[:700])

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Slow())))
    assert list(read_records(["-"])) == records


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{\n  "text": "One.",\n  "id": 1\n}\n', "over several lines; write one object a line, as `jq -c .` does"),
        (b'[\n  {"text": "One."}\n]\n', "over several lines"),
        ('{"text": "One."}\n{"text": "Two."}\n'.encode("utf-16"), "UTF-16; write it as UTF-8"),
    ],
)
def test_json_that_is_not_in_lines(content: bytes, said: str, tmp_path: Path) -> None:
    """It is one fault that says what to do, not one for each of its lines."""
    path = tmp_path / "in.json"
    path.write_bytes(content)
    (fault,) = read_records([path])
    assert isinstance(fault, Fault)
    assert said in fault.message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.4\nwords\n", "a PDF"),
        (b"PK\x03\x04words", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\nwords", "a picture"),
        (b"words\x00words", "binary"),
        (gzip.compress(b"page.html\x00\x00\x00"), "binary"),
    ],
)
def test_a_binary_file_that_is_named(content: bytes, what: str, tmp_path: Path) -> None:
    """It is told what it is, and not read as a text; UTF-16 is no such file."""
    path, text = tmp_path / "given", tmp_path / "text"
    path.write_bytes(content)
    text.write_text("One line.", encoding="utf-16")
    fault, record = read_records([path, text])
    assert isinstance(fault, Fault)
    assert fault.kind == UNREADABLE
    assert f"it is {what}" in fault.message
    assert isinstance(record, dict)


def test_what_cannot_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is too long, or in a folder without rights, is a fault of its own; the others are read."""
    good = write_lines(tmp_path / "a.jsonl", [{"id": 1}])
    real = os.stat

    def stat(path: object, **options: object) -> object:
        if str(path).endswith("shut/b.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat)
    names = [tmp_path / ("x" * 5000), tmp_path / "shut/b.txt", good]
    items = list(read_records(names))
    assert kinds(items) == [UNREADABLE, UNREADABLE]
    assert items[2:] == [{"id": 1}]
    assert size_of([str(name) for name in names]) in (None, good.stat().st_size)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_a_folder(tmp_path: Path) -> None:
    """It is passed over: nobody may ever write into it."""
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b.txt").write_text("One line.", encoding="utf-8")
    assert [record["id"] for record in read_records([tmp_path])] == [str(tmp_path / "b.txt")]


@pytest.mark.parametrize(
    "header", ["Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: zstd", "Transfer-Encoding: chunked"]
)
def test_a_header_that_lies(header: str, tmp_path: Path) -> None:
    """A page that was kept unpacked under the headers it came with is read, and so are the records behind it."""
    path = tmp_path / "a.warc"
    page = response(PAGE.encode())
    path.write_bytes(warc_of(page, response(PAGE.encode(), f"text/html\r\n{header}"), page))
    assert [record["html"] for record in read_records([path])] == [PAGE.encode()] * 3


def test_packed_pages_in_archives(tmp_path: Path) -> None:
    """They are unpacked; one that cannot be is a fault of this record alone."""
    data = PAGE.encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)
    path = tmp_path / "a.warc"
    path.write_bytes(
        warc_of(
            response(gzip.compress(data), "text/html\r\nContent-Encoding: gzip"),
            response(chunked, "text/html\r\nTransfer-Encoding: chunked"),
            response(chunked[:-50], "text/html\r\nTransfer-Encoding: chunked"),
            response(gzip.compress(data)[:20] + b"\xff\x00" * 50, "text/html\r\nContent-Encoding: gzip"),
            response(data),
        )
    )
    first, second, *faults, last = read_records([path])
    assert [record["html"] for record in (first, second, last)] == [data] * 3
    assert kinds(faults) == ["BadRecord"] * 2


@pytest.mark.parametrize("cut", [20, 150])
def test_an_archive_cut_off_in_a_header(cut: int, tmp_path: Path) -> None:
    """It is a fault, and the records before are read."""
    path = tmp_path / "a.warc"
    page = warc_of(response(PAGE.encode()))
    path.write_bytes(page + page[:cut])
    record, fault = read_records([path])
    assert record["html"] == PAGE.encode()
    assert kinds([fault]) == ["CutOffRecord"]
