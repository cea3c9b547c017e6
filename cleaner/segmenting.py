"""Cutting blocks into units: sentences, and the pieces that a lost line break has glued together.

A unit is what gets judged. Extractors lose line breaks, so an appeal's last sentence may touch the first of
the body ("...makes all the difference.The head of MI6..."); a cut is therefore also made where no space is.
A cut between two kept units costs nothing (the text is never rebuilt from units), a missing one loses a
sentence or leaves an appeal in: in doubt, cut. What is never cut is a word as people write it: `U.S.`, `3.5`,
`J.K.`, `Booking.com`, `Node.js`, `McDonald`, `iPhone`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import CLOSER, COLON, DIGIT, IDEOGRAPH, LOWER, OPENER, SIGN, SPACE, STOP, UPPER, WORD, classes_of
from cleaner.model import Block, Span, Unit
from cleaner.stretches import stretches

_STOPS = ".!?…؟۔।॥‼⁉"
_FULL_WIDTH_STOPS = "。！？｡"
_CLOSERS = "\"'”’»›)]」』）"
_BULLETS = "|•·▪►▶→"

_NOTE = re.compile(r"[\d/:©]|\w \w+ ?\w* ?\w*$")
"""What a credit, a running time or another note in brackets has: digits, a stroke, or some words."""
_LONGEST_NOTE = 60
_LONGEST_QUOTE = 600
_QUOTE, _PLURAL = 0x22, ord("s")
_STRAIGHT = re.compile('"')


# A token before a full stop that does not end a sentence. Single letters and letters with stops between them
# are told by their shape. Languages share this set: a false friend merely joins two units.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sen rep gov gen lt col sgt capt cpl maj adm hon rev fr jr sr inc ltd co corp vs etc no
    nos jan feb mar apr jun jul aug sep sept oct nov dec mt ft vol fig approx dept est al ave blvd cf ed eds
    pp bzw ca evtl ggf inkl nr usw vgl zb abs str hr hrsg mio mrd tel art av bd mme mlle mm sra srta ud uds
    dña dn pág núm sig sigg dott avv ing ecc on sr tzn tj např np prof dr inż mgr ul tzv mld tys kr pl bl st
    dvs osv г гг ул т тыс млн млрд руб им стр др пр см рис тис грн вул""".split()
)

# Months that are written with a capital behind the day, as in "am 12. Juni": German, and now and then its neighbours'.
_MONTHS = frozenset(
    """januar jänner februar feber märz marts mars april mai maj juni juli august september oktober november dezember
    december desember""".split()
)

# One word with a capital inside that no general shape tells from a joint.
_HUMPS = frozenset(
    """linkedin whatsapp facetime buzzfeed mastercard playstation snapchat deepmind chatgpt propublica fedex
    jetblue blackrock blackberry politifact factcheck powerpoint quickbooks dreamworks typescript javascript
    softbank wordpress truthout substack stackoverflow livescience huffpost newsguard postnord eurostar
    realclear crowdstrike""".split()
)


class _Text(NamedTuple):
    """A document's text, and where its straight quotation marks are: which of them open is a matter of counting."""

    text: str
    quotes: Sequence[int]


def segment(text: str, blocks: Iterable[Block]) -> list[Unit]:
    """Units of all blocks, in order; they are disjoint, lie within their block and skip only white space."""
    blocks = list(blocks)
    units: list[Unit] = []
    places = [place for span in stretches(blocks) for place in _places(text, span)]
    line = _Text(text, [match.start() for match in _STRAIGHT.finditer(text)])
    at = 0
    for index, block in enumerate(blocks):
        start, end = block.span
        fused = False
        while at < len(places) and places[at][0] < start:
            at += 1
        while at < len(places) and places[at][0] < end:
            low, high, is_case = places[at]
            at += 1
            cut = _case_cut(text, start, low) if is_case else _mark_cut(line, start, end, low, min(high, end))
            if cut is None or cut[0] <= start or cut[1] >= end:
                continue
            units.append(Unit(start, cut[0], index, fused))
            fused = cut[0] == cut[1]
            start = cut[1]
        units.append(Unit(start, end, index, fused))
    return units


def _places(whole: str, span: Span) -> list[tuple[int, int, bool]]:
    """Where a cut may be in a stretch: the ranges of marks, and (with True) of capitals right behind what they do not follow.

    Found by the classes of characters and their neighbours, for all of it at once; what is left to be looked at
    one by one is little more than the sentence ends.
    """
    offset = max(0, span.start - 2)  # what stands beside the stretch says what its first and last characters are
    text = whole[offset : span.end + 2]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    padded = np.zeros(len(codes) + 4, dtype=np.uint16)
    padded[2:-2] = classes_of(text)
    before2, before, own, after, after2 = (padded[k : len(padded) - 4 + k] for k in range(5))
    blank = (codes == 0x20) | (codes == 0xA0)
    apostrophe = (codes == 0x27) | (codes == 0x2018) | (codes == 0x2019)
    stop = (own & STOP) > 0
    starts = np.flatnonzero(stop & ((before & STOP) == 0))
    ends = np.flatnonzero(stop & ((after & STOP) == 0)) + 1
    behind = padded[2:].take(ends)
    decimal = ((behind & DIGIT) > 0) & ((padded[1:].take(starts) & DIGIT) > 0)
    ending = ((behind & LOWER) == 0) & ~decimal
    low, high = _runs_of(blank)
    several = high - low > 1
    bracket = ((own & CLOSER) > 0) & ~apostrophe & (codes != _QUOTE)
    single = (
        (bracket & ((after & (UPPER | OPENER)) > 0))
        | (bracket & ((after & SPACE) > 0) & (((after2 & (UPPER | OPENER)) > 0) | (((after2 & WORD) > 0) & ((after2 & LOWER) == 0))))
        | (bracket & ((after & WORD) > 0) & ((after & (LOWER | UPPER | DIGIT)) == 0))
        | (((own & OPENER) > 0) & ~apostrophe & (codes != _QUOTE) & ((before & (WORD | STOP | COLON)) > 0))
        | ((codes == _QUOTE) & ((before & SPACE) == 0) & ((after & WORD) > 0))
        | (codes == 0x09)
        | (codes == 0x3000)
        | (((own & SIGN) > 0) & ((before & SPACE) > 0) & ((after & SPACE) > 0))
        | (blank & ((before & IDEOGRAPH) > 0))
    )
    following = np.append(codes[1:], 0)
    upper = (own & UPPER) > 0
    capital = upper & (
        ((before & LOWER) > 0)
        | ((((before & before2) & UPPER) > 0) & ((after & LOWER) > 0) & ((after2 & (LOWER | SPACE)) > 0) & (following != _PLURAL))
        | (((before & DIGIT) > 0) & ((after & LOWER) > 0))
    )
    ones, capitals = np.flatnonzero(single), np.flatnonzero(capital)
    lows = np.concatenate((starts[ending], low[several], ones, capitals))
    highs = np.concatenate((ends[ending], high[several], ones + 1, capitals + 1))
    is_case = np.arange(len(lows)) >= len(lows) - len(capitals)
    inside = (lows + offset >= span.start) & (lows + offset < span.end)
    lows, highs, is_case = lows[inside] + offset, highs[inside] + offset, is_case[inside]
    order = np.lexsort((highs, lows))
    return list(zip(lows[order].tolist(), highs[order].tolist(), is_case[order].tolist(), strict=True))


def _runs_of(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Start and end of each stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return edges[::2], edges[1::2]


def _case_cut(text: str, start: int, place: int) -> tuple[int, int] | None:
    """A cut before the capital at `place`, unless it is inside a word as people write it."""
    if place <= start:
        return None
    if text[place - 1].islower() and _is_one_word(text, place):
        return None
    return place, place


def _mark_cut(line: _Text, start: int, end: int, low: int, high: int) -> tuple[int, int] | None:
    """Where the unit that began at `start` ends and the next begins, or None where the marks at `low:high` are no joint."""
    text = line.text
    if low < start or low >= end:
        return None
    mark = text[low]
    if mark in _STOPS:
        return _stop_cut(line, start, end, low, high)
    if mark in _FULL_WIDTH_STOPS:
        while high < end and text[high] in _CLOSERS:
            high += 1
        return high, _next(text, high, end)
    if mark == '"':
        return _straight_cut(line, start, end, low)
    following = text[high] if high < end else ""
    before = text[low - 1] if low > start else " "
    if mark in "“„«「『":
        return (low, low) if mark in "“„«" and following.isalnum() and (_is_of_word(before) or before in ".!?…:।") else None
    if mark in "”»」』)]":
        if following.isupper() or (following and following in "“„«["):
            return high, high
        if mark in ")]" and text[start] in "([" and text.find(mark, start) == low:  # a bracket around all of a label or credit
            resume = _next(text, high, end)
            begins = resume < end and (text[resume].isupper() or text[resume] in '“"«' or _is_caseless_letter(text[resume]))
            return (high, resume) if begins else None
        if mark in ")]" and following.isspace():
            resume = _next(text, high, end)
            opening = text.rfind("(" if mark == ")" else "[", max(start, low - _LONGEST_NOTE), low)
            is_note = opening >= 0 and _NOTE.search(text, opening + 1, low) is not None
            return (high, resume) if is_note and resume < end and text[resume].isupper() else None
        return None
    return _gap_cut(text, start, end, low, high)


def _gap_cut(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int] | None:
    """Several spaces, a tab, a bullet between spaces, a space between ideographs."""
    while low > start and text[low - 1].isspace():
        low -= 1
    resume = _next(text, high, end)
    if not (text[high - 1].isspace() or text[high - 1] in _BULLETS):
        return None
    return low, resume


def _stop_cut(line: _Text, start: int, end: int, low: int, high: int) -> tuple[int, int] | None:
    """A full stop or its like, with white space behind it or without."""
    text = line.text
    single = high == low + 1
    closed = high
    while closed < end and text[closed] in _CLOSERS:
        closed += 1
    if closed >= end:
        return None
    if text[closed].isspace():
        resume = _next(text, closed, end)
        following = text[resume]
        if text[low] == "." and single and (_is_abbreviated(text, start, low) or _is_of_date(text, start, low, resume)):
            return None
        if following.islower() and (text[low] in ".…" or closed > high):  # “Why?” she asked
            return None
        return closed, resume
    return _glued_cut(line, start, low, high, closed)


def _glued_cut(line: _Text, start: int, low: int, high: int, closed: int) -> tuple[int, int] | None:
    """A full stop with no white space behind it: a joint before a capital, an opening mark or, rarely, a digit."""
    text, quotes = line
    if low <= start or not (_is_of_word(text[low - 1]) or text[low - 1] in "%”\"’»)]" or (text[low] in "?!" and text[low - 1].isspace())):
        return None
    following = text[high]
    if following.isdigit():  # 3.5, No.10, but "released.412 comments"
        return (high, high) if low - start > 2 and text[low - 2 : low].isalpha() and text[low - 2 : low].islower() else None
    if text[low] == "." and high == low + 1:
        word = _word_before(text, start, low)
        is_initial = len(word) == 1 and word.isalpha() and not _is_caseless(word)
        if is_initial or ("." in word and len(word) <= 4 and not word.islower()):  # U.S., J.K., but not 3 p.m.
            return None
    if following in "“„«—–©([【■▶►▲◀※¿¡":
        return high, high
    if closed > high:  # a closing mark, or one that opens what follows
        if following == '"' and _is_even(quotes, start, low):
            return high, high
        if following == "”" and not _is_open(text[max(0, low - _LONGEST_QUOTE) : low]):  # Swedish and Finnish open with it
            return high, high
        return (closed, closed) if text[closed].isupper() or text[closed] in "“„«" or _is_caseless_letter(text[closed]) else None
    return (high, high) if following.isupper() or _is_caseless_letter(following) else None


def _straight_cut(line: _Text, start: int, end: int, low: int) -> tuple[int, int] | None:
    """A straight quotation mark glued to a letter on both sides; an odd one opens and belongs to what follows."""
    text, quotes = line
    if low <= start or low + 1 >= end or not text[low + 1].isalpha() or not (text[low - 1].isalnum() or text[low - 1] in ".!?…,"):
        return None
    if _is_even(quotes, start, low):
        return low, low
    return (low + 1, low + 1) if text[low + 1].isupper() else None


def _is_even(quotes: Sequence[int], start: int, end: int) -> bool:
    """An even number of straight quotation marks stands in `start:end`: the next one opens."""
    return (bisect_left(quotes, end) - bisect_left(quotes, start)) % 2 == 0


def _is_open(piece: str) -> bool:
    """A curly quotation mark was opened in the piece and not closed."""
    return "“" in piece or "„" in piece or piece.count("”") % 2 == 1


def _next(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def _word_before(text: str, start: int, end: int) -> str:
    low = max(start, end - 24)
    piece = text[low:end]
    return piece.split()[-1] if piece and not piece[-1].isspace() else ""


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """The full stop at `stop` belongs to an abbreviation or an initial."""
    word = _word_before(text, start, stop).lstrip("(\"'“‘„«[")
    if not word or len(word) > 8:
        return False
    if len(word) == 1:
        return word.isalpha() and not _is_caseless(word)
    if "." in word:
        return all(len(part) <= 2 for part in word.split("."))
    return word.lower() in _ABBREVIATIONS


def _is_of_date(text: str, start: int, stop: int, resume: int) -> bool:
    """The full stop at `stop` makes a day of a number, and a month follows."""
    day = _word_before(text, start, stop).lstrip("(")
    return len(day) <= 2 and day.isdecimal() and re.split(r"\W", text[resume : resume + 12], maxsplit=1)[0].lower() in _MONTHS


def _is_of_word(char: str) -> bool:
    """A letter, a digit or a mark that a script writes on its letters: half of Hindi's words end with one."""
    return char.isalnum() or category(char)[0] == "M"


def _is_caseless_letter(char: str) -> bool:
    return char.isalpha() and _is_caseless(char)


def _is_caseless(char: str) -> bool:
    return char.lower() == char.upper()


def _is_one_word(text: str, cut: int) -> bool:
    """A capital inside a word as people write it: McDonald, iPhone, YouTube, LinkedIn."""
    low = high = cut
    while low > 0 and cut - low < 12 and text[low - 1].isalpha():
        low -= 1
    left = text[low:cut]
    if len(left) == 1 or (len(left) <= 3 and left[0].isupper()):
        return True
    while high < len(text) and high - cut < 12 and text[high].isalpha():
        high += 1
    return text[low:high].lower() in _HUMPS
