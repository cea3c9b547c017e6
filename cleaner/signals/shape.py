"""The look of a unit: length, signs, case, ending.

Tells because buttons, labels and credits are short, unpunctuated, capitalised or full of signs. Misleads on
crossheads, results, prices in reviews and headlines in capitals.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import ASKS, BRACKET, CLOSER, COLON, CURRENCY, DIGIT, EXCLAIMS, LOWER, OPENER, SIGN, STOP, UPPER
from cleaner.signals.scene import Indices, Scene, Table

NAMES = (
    "shape.length", "shape.words", "shape.stops", "shape.asks", "shape.exclaims", "shape.colon_end", "shape.lower_start",
    "shape.capitals", "shape.title_case", "shape.digits", "shape.currency", "shape.address", "shape.signs", "shape.colon",
    "shape.dash", "shape.bracketed", "quotation.quote_start", "quotation.quoted", "quotation.opened", "shape.names",
)  # fmt: skip

# What a class of characters cannot say: a money word beside a number, an address, a dash between spaces. Each
# begins with a literal or a short class, so that a scan skips to it.
_MARKS = (
    re.compile(r"\d ?(?:kr|zł|Kč|Ft|руб|грн|Rs|lei|EUR|USD|TL|元|円|원)"),
    re.compile(r"@\w|#\w|://|\.(?:com|org|net|info|news|media|co|tv|io|[a-z]{2})\b(?![.\w])"),
    re.compile(r"–(?:(?<= .) )|—(?:(?<= .) |—)"),
)


def measure(scene: Scene, table: Table) -> None:
    """The shape of each unit, in the order of `NAMES`."""
    count, starts = len(scene), scene.starts
    sizes = scene.ends - starts
    words = np.bincount(scene.words.units, minlength=count)
    names = np.bincount(scene.words.units[scene.words.capital], minlength=count)
    digits = (scene.classes & DIGIT) > 0
    numbers = np.flatnonzero(digits[1:] & ~digits[:-1]) + 1
    closing = scene.classes.take(_last_places(scene))
    first = scene.classes.take(starts)
    money, address, dash = (_marked(scene, pattern) for pattern in _MARKS)
    quoted, opened = scene.quotation
    np.log1p(sizes, out=table[0])
    np.log1p(words, out=table[1])
    table[2] = (closing & STOP) > 0
    table[3] = scene.count(ASKS) > 0
    table[4] = scene.count(EXCLAIMS) > 0
    table[5] = (closing & COLON) > 0
    table[6] = (first & LOWER) > 0
    table[7] = scene.count(UPPER) / sizes
    table[8] = names / np.maximum(words, 1)
    table[9] = np.minimum(np.bincount(scene.unit_at(numbers), minlength=count), 5)
    table[10] = money | (scene.count(CURRENCY) > 0)
    table[11] = address
    table[12] = np.minimum(scene.count(SIGN), 4)
    table[13] = scene.count(COLON) > 0
    table[14] = dash
    table[15] = (first & BRACKET) > 0
    table[16] = (first & OPENER) > 0
    table[17], table[18] = quoted, opened
    table[19] = np.minimum(names, 6)


def _last_places(scene: Scene) -> Indices:
    """The place of each unit's last character that is no closing mark (its last, where there is none)."""
    closers = np.flatnonzero(scene.classes & CLOSER)
    begins = np.flatnonzero(np.diff(closers, prepend=-2) > 1)  # which of them begin a run
    own = np.searchsorted(closers, scene.ends) - 1
    before = closers[begins[np.searchsorted(begins, own, side="right") - 1]] - 1 if len(closers) else own
    closed = (scene.classes.take(scene.ends - 1) & CLOSER) > 0
    return np.where(closed & (before >= scene.starts), before, scene.ends - 1)


def _marked(scene: Scene, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
    """The units in which a match begins."""
    marks = np.zeros(len(scene), dtype=bool)
    places = [match.start() for match in pattern.finditer(scene.text)]
    if places:
        marks[scene.unit_at(np.asarray(places, dtype=np.intp))] = True
    return marks
