"""Which stretches of a text stand in quotation marks.

Somebody's plea is journalism, the publisher's own is not; the marks are often the only difference. A
quotation that runs over paragraphs opens anew in each and closes in the last, so one left open ends with its
block.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from cleaner.model import Block

_MARK = regex.compile(r"[\"“”„‟«»「」『』]|(?<!\w)[‘‚](?=\w)|(?<=[\w.,!?…])’(?!\w)")
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

    >>> quoted_ranges('He said: “Give.” She left.', [Block(Span(0, 26))])
    [(9, 16)]
    """
    ranges: list[tuple[int, int]] = []
    for block in blocks:
        opener, start = "", 0
        for match in _MARK.finditer(text, *block.span):
            mark, place = match.group(), match.start()
            if not opener:
                if mark in _CLOSERS and _may_open(text, place, mark):
                    opener, start = mark, place
            elif mark in _CLOSERS[opener]:
                ranges.append((start, place + 1))
                opener = ""
        if opener and opener != "‘":  # a lone ‘ is as often an apostrophe
            ranges.append((start, block.span.end))
    return ranges


def _may_open(text: str, place: int, mark: str) -> bool:
    """A mark that can also close must have something right behind it to open."""
    return mark not in "\"”»" or (place + 1 < len(text) and not text[place + 1].isspace())
