"""Where boilerplate may begin at all: the units that have evidence of their own.

A document without a seed is journalism and needs no further look; a run without one is never removed.
"""

from __future__ import annotations

import numpy as np
import regex
from numpy.typing import NDArray

from cleaner.characters import BRACKET, CLOSER, STOP
from cleaner.model import Section
from cleaner.signals import lexical
from cleaner.signals.scene import Scene

WORDING = 2.0
"""The wording score from which a unit is a seed without any term: 3 in 100 units of clean news have it."""

# What a label, button or credit looks like where no list has its words: a clock, a sign, a bracket around all,
# a label with a colon; all of them without a full stop. Capitals alone do not count: crossheads are set so.
_LABEL = regex.compile(
    r"^[\W\d_]*\d{1,2}:\d\d\b|[©▶►▸→•|»✉📧📷🔔👉]|^\p{Lu}[\p{L}' ]{1,28}[:：|–—]\s|^[—–-]\s|\d\s*(?:min|comments?)\b"
)
_LONGEST_LABEL = 160


def find(scene: Scene, wording: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The units that are seeds; `wording` is the column `wording.sum`.

    A seed has a rule hit, a telling term in its place, the publisher's voice, two core families, a request to begin
    with, the look of a label or the words of boilerplate.
    """
    marks = np.asarray([bool(hits) for hits in scene.rules])
    marks[scene.hit_units[scene.hit_sections != Section.FAMILY]] = True
    spoken = lexical.voiced(scene) | (lexical.core_families(scene) > 1) | lexical.asks_first(scene)
    marks |= spoken & (scene.quotation[0] < 0.5)
    marks |= wording >= WORDING
    first, last = scene.lines
    unended = (scene.classes.take(scene.ends - 1) & (STOP | CLOSER)) == 0
    bracketed = ((scene.classes.take(scene.starts) & BRACKET) > 0) & ((scene.classes.take(scene.ends - 1) & CLOSER) > 0)
    marks |= bracketed & (scene.ends - scene.starts <= _LONGEST_LABEL // 2)
    for i in np.flatnonzero(~marks & unended & (scene.ends - scene.starts <= _LONGEST_LABEL)).tolist():
        at_edge = first[i] == i or last[i] == i
        marks[i] = at_edge and _LABEL.search(scene.text[scene.starts[i] : scene.ends[i]]) is not None
    return marks
