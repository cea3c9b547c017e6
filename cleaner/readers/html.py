"""HTML of any kind of object -> a str of markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.readers.source import decode_text

if TYPE_CHECKING:
    from cleaner.readers.source import Source


def to_markup(source: Source) -> str:
    """A source of any type that is read as a str of HTML; the object itself is not changed.

    Raises `InputError` for other types.
    """
    if isinstance(source, str):
        return source
    if isinstance(source, bytes):
        return decode_text(source)
    if hasattr(source, "decode_contents"):  # BeautifulSoup, without importing it
        return str(source)
    if hasattr(source, "getroottree") or hasattr(source, "getroot"):
        from lxml.html import tostring

        if getattr(source, "getroot", lambda: source)() is None:  # a tree without elements
            return ""
        return str(tostring(source, encoding="unicode", with_tail=False))
    raise InputError(f"the source is of type {type(source).__name__}; give str, bytes, a BeautifulSoup object or an lxml element or tree")
