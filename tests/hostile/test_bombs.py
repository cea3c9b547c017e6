"""Small files that unpack to large ones: a record of what is wrong, and no more in memory than a record may have."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard

from cleaner.batch import Fault, read_records
from cleaner.batch import records as limits
from cleaner.batch.forms import Packing
from cleaner.batch.packing import Unpacked

LARGEST = 100_000
both = pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD])


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a test can pass: what reads has it from `records`."""
    for module in ("reading", "lines", "archives"):
        monkeypatch.setattr(f"cleaner.batch.{module}.LARGEST_RECORD", LARGEST)


def packed(content: bytes, packing: Packing) -> bytes:
    return gzip.compress(content) if packing == Packing.GZIP else zstandard.ZstdCompressor().compress(content)


def kinds(*paths: Path) -> list[str]:
    return [item.kind if isinstance(item, Fault) else "" for item in read_records(paths)]


@both
def test_a_page(packing: Packing, tmp_path: Path) -> None:
    """It is too large, and what comes after is read."""
    bomb, small = tmp_path / f"a.html.{packing}", tmp_path / f"b.html.{packing}"
    bomb.write_bytes(packed(b"<p>x</p>" * LARGEST, packing))
    small.write_bytes(packed(b"<p>x</p>", packing))
    assert kinds(bomb, small) == [limits.TOO_LARGE, ""]


@both
def test_a_line(packing: Packing, tmp_path: Path) -> None:
    """The lines before and behind it are read."""
    bomb = tmp_path / f"a.jsonl.{packing}"
    bomb.write_bytes(packed(b'{"text": "a"}\n{"text": "' + b"x" * 10 * LARGEST + b'"}\n{"text": "b"}\n', packing))
    assert kinds(bomb) == ["", "BadLine", ""]


def test_a_record_of_an_archive(tmp_path: Path) -> None:
    """A page that is packed within a packed archive; the record behind it is read."""

    def record(page: bytes) -> bytes:
        body = gzip.compress(page)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
        answer = head.encode() + body
        fields = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        return gzip.compress(fields.encode() + answer + b"\r\n\r\n")

    path = tmp_path / "a.warc.gz"
    path.write_bytes(record(b"<p>x</p>") + record(b"<p>x</p>" * LARGEST) + record(b"<p>y</p>"))
    assert kinds(path) == ["", limits.TOO_LARGE, ""]


@both
def test_what_is_unpacked_at_once(packing: Packing, tmp_path: Path) -> None:
    """However well it is packed, a file is unpacked a part at a time."""
    path = tmp_path / "bomb"
    path.write_bytes(packed(b"\0" * 100_000_000, packing))
    with path.open("rb") as stream:
        unpacked = Unpacked(stream, packing)
        unpacked.read(1)
        assert len(unpacked._ready) <= 70_000_000
