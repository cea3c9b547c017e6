"""Text of others made safe to show: what a terminal would obey, or read in another order, becomes something to be read."""

from __future__ import annotations

import re

# Controls but line feed and tab; separators of lines and paragraphs; marks that turn the direction of writing; marks of
# annotations; halves of surrogate pairs, that have no UTF-8; and the letters of "tags", which no font shows.
# The joiners of Arabic, Indic and emoji (U+200C, U+200D) stay: words are spelt with them, and they move nothing.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""The text with each such character as its number; line feeds and tabs stay.

    >>> visible("Donate \x1b[2Know")
    'Donate <U+001B>[2Know'
    """
    return _OBEYED.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def on_one_line(text: str) -> str:
    """The same without line feeds and tabs, for names and headings."""
    return visible(text.replace("\n", " ").replace("\t", " "))
