"""Which stretches of a text stand in quotation marks.

Somebody's plea is journalism, the publisher's own is not; the marks are often the only difference. A
quotation that runs over paragraphs opens anew in each and closes in the last, so one left open ends with its
block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.model import Block

_MARK = re.compile("[\"“”„‟«»「」『』‘‚’]")
# A paragraph of direct speech as the Nordic countries, France, Spain, Poland or Turkey set it: a dash before, a stop behind.
_SPEECH_DASH = re.compile(r"[–—-]\s(?=[^\W\d_a-z]|[¿¡]).{25,}[.!?…]$", re.DOTALL)
_CLOSERS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
}


def quoted_ranges(text: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The half-open ranges in quotation marks, marks included; disjoint and in order.

    >>> from cleaner.model import Span
    >>> quoted_ranges('He said: “Give.” She left.', [Block(Span(0, 26))])
    [(9, 16)]
    """
    ranges: list[tuple[int, int]] = []
    for block in blocks:
        opener, start = "", 0
        if _SPEECH_DASH.match(text, *block.span):
            ranges.append((block.span.start, block.span.end))
            continue
        for match in _MARK.finditer(text, *block.span):
            mark, place = match.group(), match.start()
            if mark in "‘‚’" and _is_apostrophe(text, place, mark):
                continue
            if not opener:
                if mark in _CLOSERS and _may_open(text, place, mark):
                    opener, start = mark, place
            elif mark in _CLOSERS[opener]:
                ranges.append((start, place + 1))
                opener = ""
        if opener and opener != "‘":  # a lone ‘ is as often an apostrophe
            ranges.append((start, block.span.end))
    return ranges


def _is_apostrophe(text: str, place: int, mark: str) -> bool:
    """A single mark inside a word, or on the side where it quotes nothing."""
    before, after = text[place - 1 : place].isalnum(), text[place + 1 : place + 2].isalnum()
    if mark == "’":
        return after or not (before or text[place - 1 : place] in tuple(".,!?…"))
    return before or not after


def _may_open(text: str, place: int, mark: str) -> bool:
    """A mark that can also close must have something right behind it to open."""
    return mark not in "\"”»" or (place + 1 < len(text) and not text[place + 1].isspace())
