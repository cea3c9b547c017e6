"""What a source is: text or HTML, and in which encoding."""

from __future__ import annotations

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
    """Bytes of text or HTML as a str: byte order mark, UTF-8, what a page declares, else the likeliest encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from bs4.dammit import UnicodeDammit  # a large import that UTF-8 does without

        found = UnicodeDammit(data, is_html=True).unicode_markup
        return found if found is not None else data.decode("utf-8", errors="replace")
