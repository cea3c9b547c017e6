"""Pages of WARC files, and texts of WET files."""

from __future__ import annotations

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
    for found in ArchiveIterator(_Placed(stream), record_types=wanted, parse_http=not wet, auto_decode="all"):
        record = _text(found, fields) if wet else _page(found, fields)
        if record is not None:
            yield record


class _Placed:
    """A stream that tells where it is, which is all of seeking that is asked of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

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
    is_packed = any(http.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))
    if not data or (len(data) < expected and not is_packed):
        return _cut_off(found)
    if kind == "text/plain":
        return {**_heading(found, fields), fields.text or "text": data}
    return {**_heading(found, fields), fields.html or "html": _decoded(data, found.http_charset)}


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


def _too_large(found: WarcRecord) -> Fault:
    return Fault(str(found.headers.get("WARC-Record-ID")), TOO_LARGE, f"the record is larger than {LARGEST_RECORD:,} bytes")


def _cut_off(found: WarcRecord) -> Fault:
    return Fault(str(found.headers.get("WARC-Record-ID")), CUT_OFF, "the record is shorter than it says, or empty")
