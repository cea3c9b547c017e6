"""Plain text -> Document: one block a line."""

from __future__ import annotations

import re

from cleaner.errors import InputError
from cleaner.model import Block, Document, Span

# A line without the white space around it. `str.splitlines` ends lines at the same characters.
_LINE = re.compile(r"[^\s](?:[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]*[^\s])?")


def read_text(text: str, url: str | None = None) -> Document:
    """A document whose text is `text`, unchanged, with a block for each line that is not blank.

    Raises `InputError` for an address that is no str.
    """
    if not isinstance(url, str | None):
        raise InputError(f"url is of type {type(url).__name__}; give str or None")
    blocks = tuple(Block(Span(*match.span())) for match in _LINE.finditer(text))
    return Document(text, blocks, url)
