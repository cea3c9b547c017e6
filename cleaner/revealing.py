"""A text as its reader sees it: without signs that show nothing, and with the letters that others were put in the place of.

An appeal is hidden from rules by a sign of no width in its words, or by a Cyrillic letter in them that looks like a Latin one.
What is judged is the text without such signs; what is removed is told in the places of the text as it came.

Signs that join or part the letters of Persian, of the scripts of India and of pictographs say something there, and stay.
"""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_letters
from unicodedata import normalize

from cleaner.assembling import Rendering
from cleaner.model import Document, Span

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0e\ufeff"
    "\U000e0000-\U000e0fff"
)
"""Code points that show nothing; some of them turn the direction of what stands behind."""
_JOINS = "\u200c\u200d"
"""What parts or joins letters, and shows nothing between those of Latin, Greek and Cyrillic."""
_ALPHABETS = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_SKIPPED = re.compile(f"[{_UNSEEN}]+|(?<=[{_ALPHABETS} ])[{_JOINS}]+|[{_JOINS}]+(?=[{_ALPHABETS} ])")
_UNSEEN_BEHIND = re.compile(f"[{_UNSEEN}]+")
_UNSEEN_BEFORE = re.compile(f"[{_UNSEEN}]+$")
_MOST_BEFORE = 20
"""Signs before a span that are looked at."""
_NOTHING = re.compile(f"[\\s{_UNSEEN}{_JOINS}]*")

_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρυ",
    "ABESIJKMHOPCTYXaeijopcyxsdhqwABEZHIKMNOPTYXovapu",
)
"""Cyrillic and Greek letters, and the Latin ones that they look like."""
_LIKES = "".join(map(chr, _LIKE))
_LATIN = frozenset(ascii_letters)
_STYLED = "\U0001d400-\U0001d7ff"
"""Letters and digits of mathematics: bold, italic and the like."""
_STYLED_SIGN = re.compile(f"[{_STYLED}]")
_DISGUISED = re.compile(f"[A-Za-z][{_LIKES}]|[{_LIKES}][A-Za-z]|[{_STYLED}]")
_WORD = re.compile(r"[^\W\d_]+")


def reveal(document: Document) -> Rendering | None:
    """What is seen of a document, and where it comes from; None where that is all of it."""
    if document.text.isascii():
        return None
    text = _plainly_written(document.text)
    gaps = [match.span() for match in _SKIPPED.finditer(text)]
    if not gaps and text == document.text:
        return None
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = at = 0
    for low, high in (*gaps, (len(text), len(text))):
        if low > at:
            parts.append(text[at:low])
            pieces.append((length, at, low - at))
            length += low - at
        at = high
    return Rendering(_seen(document, "".join(parts), gaps), tuple(pieces))


def revealed(text: str) -> str:
    """What is seen of a text: `reveal` for one that is no document.

    >>> revealed("News\u00adletter of the \u0421ourier")
    'Newsletter of the Courier'
    """
    return text if text.isascii() else _SKIPPED.sub("", _plainly_written(text))


def with_unseen(span: Span, text: str) -> Span:
    """The span with the signs that show nothing behind it, and with those before it where a line begins with them."""
    before = _UNSEEN_BEFORE.search(text, max(0, span.start - _MOST_BEFORE), span.start)
    behind = _UNSEEN_BEHIND.match(text, span.end)
    start = before.start() if before and (before.start() == 0 or text[before.start() - 1].isspace()) else span.start
    return Span(start, behind.end() if behind else span.end)


def is_nothing(text: str) -> bool:
    """Nothing of a text is seen."""
    return _NOTHING.fullmatch(text) is not None


def _seen(document: Document, text: str, gaps: list[tuple[int, int]]) -> Document:
    """The document with a text from which the gaps were taken; blocks that are nothing else are none."""
    blocks = []
    taken = at = 0
    for block in document.blocks:
        places = []
        for place in block.span:
            while at < len(gaps) and gaps[at][1] <= place:
                taken += gaps[at][1] - gaps[at][0]
                at += 1
            within = place - gaps[at][0] if at < len(gaps) and gaps[at][0] < place else 0
            places.append(place - taken - within)
        low, high = places
        while low < high and text[low].isspace():
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        if low < high:
            blocks.append(block._replace(span=Span(low, high)))
    return replace(document, text=text, blocks=tuple(blocks))


def _plainly_written(text: str) -> str:
    return _undisguised(text) if _DISGUISED.search(text) else text


def _undisguised(text: str) -> str:
    """The text with the letters that others look like: those of mathematics, and of other alphabets in a word with Latin letters."""
    plain = _STYLED_SIGN.sub(lambda match: _plain(match[0]), text)
    return _WORD.sub(lambda match: _latin(match[0]), plain)


def _plain(letter: str) -> str:
    plain = normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _latin(word: str) -> str:
    if word.isascii():
        return word
    latin = word.translate(_LIKE)
    return latin if latin.isascii() and not set(word).isdisjoint(_LATIN) else word
