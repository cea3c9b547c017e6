"""What a source is: text or HTML, and in which encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element, _ElementTree

    Source = str | bytes | BeautifulSoup | _Element | _ElementTree

_MARKUP = regex.compile(
    r"<!doctype\s+html|<(?:html|head|body|article|main|section|div|p|h1|h2|meta|table|ul)(?:\s[^<>]{0,2000})?>", regex.IGNORECASE
)
_CLOSING = regex.compile(r"</(?:html|body|article|section|div|p|h1|h2|span|a|ul)\s*>", regex.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|<\?xml[^<>]{0,200}?\bencoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4096
"""Bytes in which a page declares its encoding."""
_PRESCAN = 1024
"""Bytes in which the detector looks for a declaration."""
_LEAST_WHOLE = 2
"""Bytes of characters of several bytes, for each broken one, in what still is UTF-8."""
_HEAD = 50_000
"""Code points in which a page shows that it is one."""


# The longer marks first: that of UTF-32 begins as one of UTF-16 does.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are zero in a text without a mark that begins with two letters, signs or spaces of ASCII."""
_GUESS, _COMMONEST = 0.5, "whatwg-windows-1252"
"""A confidence that says no more than a guess; then it is the commonest encoding beside UTF-8."""
_UTF = re.compile(r"utf|ucs|unicode|csunicode|iso-10646")
"""Encodings that no page is in whose declaration can be read and whose bytes are no UTF-8."""


def is_html(text: str) -> bool:
    """The text is markup: it opens with a tag, or has block tags that are closed again.

    A text that speaks of `<p>` in passing is not.
    """
    head = text[:_HEAD]
    opening = _MARKUP.search(head)
    if opening is None:
        return False
    return not head[: opening.start()].strip("\ufeff \t\r\n") or _CLOSING.search(head, opening.end()) is not None


def decode_text(data: bytes) -> str:
    """Bytes of text or HTML as a str.

    A byte order mark decides, then zeros as UTF-16 and UTF-32 have them, UTF-8, what a page declares, else the likeliest
    encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    unmarked = _ZEROS.get(tuple(byte == 0 for byte in data[:4]))
    if unmarked:
        return data.decode(unmarked, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _declared(data)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut off or has some broken characters; None for what is rather in another encoding."""
    found = _CHARSET.search(data[:_CHARSET_WITHIN])
    if found and found[1].lower() not in (b"utf-8", b"utf8"):
        return None
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(data) - len(text)
    return text if whole > broken * _LEAST_WHOLE else None


def _declared(data: bytes) -> str:
    """The text by what the page declares, or by the likeliest encoding where fewer characters are broken in that."""
    from turbohtml.detect import detect  # UTF-8 does without

    found = _CHARSET.search(data[:_CHARSET_WITHIN])
    name = found[1].decode("ascii", errors="replace").lower() if found else ""
    text = None
    if name and not _UTF.match(name):
        try:
            text = data.decode(f"whatwg-{name}")
        except LookupError:  # no encoding that pages are in
            text = None
    if text is not None and "\ufffd" not in text:
        return text
    match = detect(b" " * _PRESCAN + data)
    likely = data.decode(match.codec if match.codec and match.confidence > _GUESS else _COMMONEST, errors="replace")
    return likely if text is None or _broken(likely) < _broken(text) else text


def _broken(text: str) -> float:
    """The share of a text that could not be read: one mark may stand for all of it."""
    return text.count("\ufffd") / max(1, len(text))
