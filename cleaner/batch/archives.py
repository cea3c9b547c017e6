"""Pages of WARC files, and texts of WET files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from cleaner.batch.forms import Form
from cleaner.batch.records import LARGEST_RECORD, TOO_LARGE, Fault, Fields, Record
from cleaner.errors import MissingExtraError

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_DONE = range(200, 300)
_UTF8 = ("utf-8", "utf8")
_BLOCK = 1 << 20
CUT_OFF = "CutOffRecord"
"""The kind of the fault of a record that is shorter than it says."""
BAD_RECORD = "BadRecord"
"""The kind of the fault of a record whose page cannot be unpacked."""
_TAIL = 1 << 16
"""Bytes of a file's end in which a header that is cut off is looked for: more than FastWARC takes for one."""
_CHUNK = re.compile(rb"[0-9A-Fa-f]+[ \t]*(?:;[^\r\n]*)?\r\n")
"""How a body in chunks begins."""
_PACKED = re.compile(rb"[\x00-\x08\x0e-\x1a]")
"""What stands in packed bytes, and in no page."""
_SHOWN = 200
"""Characters of an error that are told: that of chunks has the page in it."""


def read_archive(name: str, stream: BinaryIO, fields: Fields, form: Form) -> Iterator[Record | Fault]:
    """The pages of a WARC file that were answered with success, or the texts of a WET file.

    Each has the record's id, its address and the date on which it was taken. Images, redirections and the like are passed
    over.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtraError("WARC and WET files", "warc") from error
    wet = form == Form.WET
    wanted = WarcRecordType.conversion if wet else WarcRecordType.response
    placed = _Placed(stream)
    for found in ArchiveIterator(placed, record_types=wanted, parse_http=not wet):
        record = _text(found, fields) if wet else _page(found, fields)
        if record is not None:
            yield record
    if placed.ends_in_a_header():  # the iterator takes it for the end
        yield Fault(name, CUT_OFF, "the file ends inside the header of a record; fetch it again")


class _Placed:
    """A stream that tells where it is, which is all of seeking that is asked of it, and how it ended."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        self._tail = (self._tail + data if len(data) < _TAIL else data)[-_TAIL:]
        return data

    def ends_in_a_header(self) -> bool:
        """What was read begins a header behind the last blank line, and has no end of it."""
        last = self._tail.replace(b"\r\n", b"\n").rpartition(b"\n\n")[2].lstrip()
        return bool(last) and b"WARC/".startswith(last[:5])

    def tell(self) -> int:
        """How many bytes were read."""
        return self._place

    def close(self) -> None:
        """Leave it to who opened it."""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stay: no other place can be gone to."""
        if (offset, whence) not in ((0, 1), (self._place, 0)):
            raise OSError("the stream cannot go back")
        return self._place


def _text(found: WarcRecord, fields: Fields) -> Record | Fault:
    expected = found.content_length
    data = _content(found)
    if data is None:
        return _too_large(found)
    if len(data) < expected:
        return _cut_off(found)
    return {**_heading(found, fields), fields.text or "text": data.decode(errors="replace")}


def _page(found: WarcRecord, fields: Fields) -> Record | Fault | None:
    http = found.http_headers
    kind = (found.http_content_type or "").lower()
    if http is None or http.status_code not in _DONE or not (kind in _PAGES or kind == "text/plain"):
        return None
    expected = found.content_length
    data = _content(found)
    if data is None:
        return _too_large(found)
    if not data or len(data) < expected:
        return _cut_off(found)
    try:
        data = _unpacked(data, http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "")
    except OSError as error:
        return Fault(_id(found), BAD_RECORD, f"the page is not packed as its header says ({str(error)[:_SHOWN]}); fetch it again")
    if len(data) > LARGEST_RECORD:
        return _too_large(found)
    if kind == "text/plain":
        return {**_heading(found, fields), fields.text or "text": data}
    return {**_heading(found, fields), fields.html or "html": _decoded(data, found.http_charset)}


def _unpacked(data: bytes, transfer: str, content: str) -> bytes:
    """A body without its packings, as far as one more byte than a record may have.

    `OSError` for what cannot be unpacked. Many crawlers keep the headers and not the packing: then it is a page as it stands.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    readers = {"chunked": ChunkedReader, "gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}
    for packing in [name.strip().lower() for named in (transfer, content) for name in reversed(named.split(","))]:
        try:
            if packing == "deflate":
                data = GzipReader(io.BytesIO(data), zlib=True).read(LARGEST_RECORD + 1)
            elif packing in readers:
                data = readers[packing](io.BytesIO(data)).read(LARGEST_RECORD + 1)
        except OSError:
            if _CHUNK.match(data) or _PACKED.search(data[:_TAIL]):
                raise
    return data


def _decoded(data: bytes, charset: str | None) -> str | bytes:
    """What the server says of the encoding goes before what the page says, if the page can be read so."""
    if charset and charset.lower() not in _UTF8 and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            pass
    return data


def _heading(found: WarcRecord, fields: Fields) -> dict[str, object]:
    headers = found.headers
    return {
        fields.id: headers.get("WARC-Record-ID"),
        fields.url: headers.get("WARC-Target-URI"),
        "date": headers.get("WARC-Date"),
    }


def _content(found: WarcRecord) -> bytes | None:
    """What a record holds; None where that is too much, and then it is read to its end, where the next one begins."""
    data: bytes = found.reader.read(LARGEST_RECORD + 1)
    if len(data) <= LARGEST_RECORD:
        return data
    while found.reader.read(_BLOCK):
        pass
    return None


def _id(found: WarcRecord) -> str:
    return str(found.headers.get("WARC-Record-ID"))


def _too_large(found: WarcRecord) -> Fault:
    return Fault(_id(found), TOO_LARGE, f"the record is larger than {LARGEST_RECORD:,} bytes")


def _cut_off(found: WarcRecord) -> Fault:
    return Fault(_id(found), CUT_OFF, "the record is shorter than it says, or empty")
