"""Cutting units further where wording that was found says that one ends.

Segmenting knows marks alone. Labels, credits and links to other articles end without any: "Foto: Jana Kaya Der Rat
hat...", "ADVERTISEMENT The council said". A cut costs nothing where nothing is removed, so that a credit or a teaser is cut at
each place where a sentence may begin behind it, and a text that lost its lines wherever the words say so (`cleaner.joints`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from cleaner.characters import COLON, UPPER
from cleaner.joints import Joints
from cleaner.model import Kind, Unit
from cleaner.ruling import Found, Hits, Scope, Section

_ENDING = frozenset(".!?…。！？।॥؟۔”»\"')]】›")
_OPENING = frozenset("“„«\"'‘([「【")
_KINDS = tuple(Kind)
_SAFE = frozenset({_KINDS.index(Kind.AD_MARKER), _KINDS.index(Kind.SHARE_CHROME), _KINDS.index(Kind.AUDIO_VIDEO_CHROME)})
"""Kinds whose labels no sentence begins with by chance."""
_CREDITS = frozenset({_KINDS.index(Kind.MEDIA_CREDIT), _KINDS.index(Kind.AGENCY_CREDIT), _KINDS.index(Kind.CAPTION)})
_TEASERS = frozenset({_KINDS.index(Kind.RELATED_LINK)})
_TAIL = 120
"""Code points behind a credit's or teaser's opener in which it ends."""
_LEAST_REST = 25
"""Code points of the sentence behind it."""
_LEAST_TITLE = 10
"""Code points of the title that a teaser names."""
_LIKELY, _LIKELY_IN_TEASER, _LIKELY_IN_LINE = -1.7, -2.5, -0.5
"""Log-odds of a joint from which a unit is cut: in a text without lines, behind a teaser's opener, in a line with telling wording."""
_LINES = 4
"""Fewer lines than this are no lines."""
_NAMES = 2
"""Capitalised words that a credit has at the least."""
_CAPITAL = regex.compile(r"(?<=[\p{L}\p{N}.,)] )(?=\p{Lu})")
_BRACKET = regex.compile(r"[)\]】»›➜→▶►][ \u00a0]*(?=[\p{Lu}\p{Lo}\p{Pi}\"])")
_CLOCK = regex.compile(r"\d{1,2}[:.]\d\d(?: ?(?:Uhr|WIB|WITA|WIT|AM|PM|am|pm|uur|klo|GMT))?\)?[ \u00a0]*(?=\p{L})")
_CLOCK_WITHIN = 70
"""Code points of a line in which its date and time stand."""


def split(units: Sequence[Unit], text: str, found: Found, language: str | None, joints: Joints) -> list[Unit]:
    """The units, cut further where wording that was found begins or ends one, or where `joints` says that one begins."""
    cuts = {place for hit in found.rules if hit.rule.scope == Scope.MATCH for place in (hit.start, hit.end)}
    hits = found.hits
    capital = (found.classes.take(hits.starts) & UPPER) > 0
    colon = (found.classes.take(hits.ends - 1) & COLON) > 0
    openers = hits.sections == Section.OPENER
    cuts |= set(hits.starts[openers & capital & colon].tolist())
    cuts |= {start for start in hits.starts[openers & ~capital].tolist() if text[max(0, start - 2) : start].rstrip()[-1:] in _ENDING}
    starts = [unit.start for unit in units]
    labels = (hits.sections == Section.LINE) & (hits.ends - hits.starts > 3)
    for start, end, kind in _listed(hits, labels):
        cuts |= _label_cuts(text, starts, start, end, kind)
    for start, end, kind in _listed(hits, openers):
        unit = units[bisect_right(starts, start) - 1]
        if start - unit.start < 4:  # a bracket or a bullet may stand before it
            cuts |= set(_credit_cuts(text, unit, end, kind))
            if kind in _TEASERS and unit.end - end >= _LEAST_REST:
                cuts |= set(joints.within(text, end + _LEAST_TITLE, min(unit.end, end + _TAIL), language, _LIKELY_IN_TEASER))
    cuts |= set(_clock_cuts(text, units))
    if units[-1].block + 1 < _LINES:
        looked_at, least = set(units), _LIKELY
    else:
        telling = hits.starts[hits.sections != Section.FAMILY].tolist()
        looked_at, least = {units[bisect_right(starts, start) - 1] for start in telling}, _LIKELY_IN_LINE
    for unit in looked_at:
        cuts |= set(joints.within(text, unit.start, unit.end, language, least))
    return _divided(units, text, sorted(cuts)) if cuts else list(units)


def _listed(hits: Hits, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Start, end and kind of the chosen hits."""
    return zip(hits.starts[chosen].tolist(), hits.ends[chosen].tolist(), hits.indices[chosen].tolist(), strict=True)


def _label_cuts(text: str, starts: Sequence[int], start: int, end: int, kind: int) -> set[int]:
    """Both ends of a label between what ends and what begins."""
    before, after = text[max(0, start - 3) : start].rstrip()[-1:], text[end : end + 3].lstrip()[:1]
    glued = end < len(text) and not text[end].isspace()
    label = text[start:end]
    # "Published in May 1922, ..."
    if not glued and not label.isupper() and label.count(" ") < 2 and kind not in _SAFE:
        return set()
    begins = starts[bisect_right(starts, start) - 1] == start if starts else False
    opens = not after or after.isupper() or after in _OPENING or after.isdigit() or (after.isalpha() and after.lower() == after.upper())
    return {start, end} if (begins or before in _ENDING) and opens else set()


def _credit_cuts(text: str, unit: Unit, end: int, kind: int) -> Iterator[int]:
    """Where a credit or teaser that opens a unit may end, before the sentence that follows it without a mark."""
    if unit.end - end < _LEAST_REST or kind not in _CREDITS | _TEASERS:
        return
    limit = min(unit.end - _LEAST_REST, end + _TAIL)
    bracket = _BRACKET.search(text, end, limit)
    if bracket:
        yield bracket.end()
    if kind in _TEASERS:
        return
    names = [match.start() for match in _CAPITAL.finditer(text, end, limit)]
    yield from names[_NAMES - 1 : _NAMES + 2]


def _clock_cuts(text: str, units: Sequence[Unit]) -> Iterator[int]:
    """Behind the date and time that a line begins with."""
    block = -1
    for unit in units:
        if unit.block != block:
            block = unit.block
            match = _CLOCK.search(text, unit.start, min(unit.end, unit.start + _CLOCK_WITHIN))
            if match:
                yield match.end()


def _divided(units: Sequence[Unit], text: str, places: Sequence[int]) -> list[Unit]:
    """The units, cut at places; the white space there belongs to none."""
    divided: list[Unit] = []
    for unit in units:
        start, fused = unit.start, unit.fused
        for place in places[bisect_right(places, start) : bisect_left(places, unit.end)]:
            end, resume = place, place
            while end > start and text[end - 1].isspace():
                end -= 1
            while resume < unit.end and text[resume].isspace():
                resume += 1
            if end > start and resume < unit.end:
                divided.append(Unit(start, end, unit.block, fused))
                start, fused = resume, end == resume
        divided.append(Unit(start, unit.end, unit.block, fused))
    return divided
