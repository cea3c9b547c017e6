"""Where boilerplate may begin at all: the units that have evidence of their own.

A document without a seed is journalism and needs no further look; a run without one is never removed. Seeds
stand in about 97 of 100 runs of boilerplate and on one unit in twenty of clean news.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from cleaner.model import Section
from cleaner.signals import lexical, wording
from cleaner.signals.lexical import FAMILY_NAMES, is_in_place
from cleaner.signals.scene import VOICE, Scene

# The families that an appeal is made of; the others speak for journalism or say nothing alone.
_CORE = frozenset(FAMILY_NAMES.index(name) for name in ("voice", "reader", "press", "claim", "ask", "plea", "money"))

_ASK = FAMILY_NAMES.index("ask")

# What a label, button or credit looks like where no list has its words: a clock, a sign, a bracket around all,
# a label with a colon; all of them without a full stop.
_LABEL = regex.compile(
    r"^[\W\d_]*\d{1,2}:\d\d\b|[©▶►▸→•|»✉📧📷🔔👉]|^[(\[（【].{3,80}[)\]）】]$|^\p{Lu}[\p{L}' ]{1,28}[:：|–—]\s|^[—–-]\s|\d\s*(?:min|comments?)\b"
)


WORDING = 2.0
"""The wording score from which a unit is a seed without any term: 3 in 100 units of clean news have it."""


def is_seed(scene: Scene, i: int, words: Mapping[str, float]) -> bool:
    """Unit `i` has a rule hit, a telling term in its place, the publisher's voice, two core families, an imperative
    to begin with, the look of a label or the words of boilerplate."""
    if scene.rules[i]:
        return True
    core: set[int] = set()
    for hit in scene.hits[i]:
        if hit.section == Section.FAMILY:
            if hit.index in _CORE:
                core.add(hit.index)
        elif hit.section == Section.TERM or is_in_place(scene, i, hit):
            return True
    if core and scene.quoted[i] < 0.5 and (VOICE in core or len(core) > 1 or (_ASK in core and lexical.begins_with_ask(scene, i))):
        return True
    return _is_label(scene, i) or wording.score(scene, i, words) >= WORDING


def _is_label(scene: Scene, i: int) -> bool:
    """A short unit at the edge of its line that looks like a label, or a line in capitals."""
    unit, line = scene.units[i], scene.lines[i]
    if unit.end - unit.start > 160:
        return False
    text = scene.text[unit.start : unit.end]
    if text[-1] in ".!?”\"":
        return False
    if text.isupper() and unit.end - unit.start > 3:
        return True
    return (line.first == i or line.last == i) and _LABEL.search(text) is not None
