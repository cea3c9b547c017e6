"""Folding text for matching without moving a single offset.

`str.lower` and `str.casefold` change the length of some texts ("İ", "ß"); a fold that does so would make
every offset behind such a letter wrong. This one gives a text of the same number of code points.
"""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")

# One code point for one code point: quotes and spaces that only typography tells apart, and the Greek final
# sigma, which `str.lower` writes by context and a pattern cannot.
_PAIRS = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u02bc", "'"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\u3000", " "),
    ("\t", " "),
    ("\u03c2", "\u03c3"),
    ("\u2011", "-"),
)


def fold(text: str) -> str:
    r"""Lower-cased text with quotes and spaces unified; as long as `text`, code point for code point.

    >>> fold("Don’t İ\u00a0ẞ")
    "don't i ß"
    """
    if text.isascii():
        return text.lower().replace("\t", " ")
    folded = text.replace("\u0130", "i").lower()
    if len(folded) != len(text):  # a letter that a later Unicode lowers to several
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for old, new in _PAIRS:
        folded = folded.replace(old, new)
    # Half a surrogate pair has no UTF-8 form, so a native matcher cannot take it.
    try:
        folded.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", folded)
    return folded
