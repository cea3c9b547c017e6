"""Classes of characters, for a whole text at once.

A signal that counts capitals sentence by sentence costs a scan a sentence; a table look-up over the text's code
points costs next to nothing, and running sums give any sentence's count as one subtraction.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

WORD = 1
"""What `\\w` matches: letters, digits and the underscore."""
JOINER = 2
"""What continues a word: `WORD`, and the marks that scripts write on or beside their letters."""
UPPER = 4
LOWER = 8
DIGIT = 16
STOP = 32
"""What ends a sentence, in any script."""
CLOSER = 64
"""Quotation marks and brackets that may stand behind a stop."""
SIGN = 128
"""Arrows, bullets, pictographs and what else text has little of and pages have much."""
SPACE = 256
IDEOGRAPH = 512
"""Scripts that write no spaces between words: Han, Hiragana, Katakana."""
OPENER = 1024
"""Quotation marks that may stand at the beginning of a sentence."""

CURRENCY = 2048
ASKS = 4096
EXCLAIMS = 8192
COLON = 16384
BRACKET = 32768
"""Brackets that may open a unit."""

Classes = NDArray[np.uint16]

_PATTERNS = {
    WORD: r"\w",
    JOINER: r"[\w\p{M}]",
    UPPER: r"\p{Lu}",
    LOWER: r"\p{Ll}",
    DIGIT: r"\p{Nd}",
    STOP: r"[.!?…。！？｡؟۔।॥‼⁉]",
    CLOSER: r"[\"'”’»)\]」』）]",
    SIGN: r"[©®™|>»\[\]{}_=*~•·\p{So}\p{Sm}--+<=>]",
    SPACE: r"\s",
    IDEOGRAPH: r"[\u3040-\u30ff\u3400-\u9fff]",
    OPENER: r"[\"“„«「‘'»]",
    CURRENCY: r"\p{Sc}",
    ASKS: r"[?？؟]",
    EXCLAIMS: r"[!！]",
    COLON: r"[:：]",
    BRACKET: r"[(\[（【]",
}
_PLANE = 0x10000


@cache
def _table() -> Classes:
    plane = np.arange(_PLANE, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(_PLANE, dtype=np.uint16)
    for bit, pattern in _PATTERNS.items():
        # Run by run: letters stand together, and a match for each of them would be most of what a start of the command takes.
        for match in regex.finditer(f"{pattern}+", plane, flags=regex.V1):
            table[match.start() : match.end()] |= bit
    # `\w` of the standard library, which cuts the words, is `str.isalnum`; the two differ in a few hundred letters.
    alnum = np.zeros(_PLANE, dtype=bool)
    for word in re.finditer(r"\w+", plane):
        alnum[word.start() : word.end()] = True
    table[alnum] |= WORD | JOINER
    table[~alnum] &= ~np.uint16(WORD)
    table[0x02BC] &= ~np.uint16(WORD)  # a letter by Unicode, but folded to the apostrophe that it looks like
    return table


def classes_of(text: str) -> Classes:
    """The classes of each code point of a text, as sums of the bits above."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if text.isascii() or codes.size == 0 or int(codes.max()) < _PLANE:
        return _table().take(codes)
    classes = _table().take(np.minimum(codes, _PLANE - 1))
    for place in np.flatnonzero(codes >= _PLANE).tolist():
        char = text[place]
        letter = char.isalnum()
        classes[place] = (WORD | JOINER if letter else SIGN) | (IDEOGRAPH if letter and char >= "\U00020000" else 0)
    return classes


def running(mask: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Running sums: the count in `start:end` is `sums[end] - sums[start]`."""
    sums = np.zeros(len(mask) + 1, dtype=np.int32)
    np.cumsum(mask, out=sums[1:])
    return sums
