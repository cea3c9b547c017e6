"""What all signals look at: the units of one document, what was found in each, and what is around them.

Signals are computed for all units of a document at once, as columns of a matrix: arrays over units, hits or
words, joined by index, instead of a loop over sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import ASKS, COLON, CURRENCY, EXCLAIMS, IDEOGRAPH, SIGN, UPPER, WORD, running
from cleaner.model import Document, Span, Unit
from cleaner.ruling import Found, RuleHit, Section
from cleaner.signals.quotation import quoted_ranges
from cleaner.stretches import stretches

_TOKEN = re.compile(r"\w+")
_COUNTED = ASKS | COLON | CURRENCY | EXCLAIMS | SIGN | UPPER
_PLACE_SLACK = 6
"""Signs that may stand before an opener or a line's words: a bullet, a bracket, a dash and spaces."""

Column = NDArray[np.float32]
Indices = NDArray[np.intp]
Table = NDArray[np.float32]
"""A row for each signal, a column for each unit: what a signal's `measure` fills."""


class Scene:
    """One document under the judge's eyes. Arrays over units run parallel to `units`."""

    def __init__(self, document: Document, folded: str, units: Sequence[Unit], found: Found) -> None:
        self.document = document
        self.text = document.text
        self.folded = folded
        self.units = units
        self.found = found
        self.classes = found.classes
        table = np.asarray(units, dtype=np.intp).reshape(-1, 4)
        self.starts, self.ends, self.blocks = table[:, 0], table[:, 1], table[:, 2]
        self.fused = table[:, 3].astype(bool)
        self.rules: list[list[RuleHit]] = _overlapping(units, found.rules)
        self._place_hits(found)

    def __len__(self) -> int:
        return len(self.units)

    def _place_hits(self, found: Found) -> None:
        """Keep the hits that lie in a unit and, for openers and lines, where they must stand in it."""
        hits = found.hits
        of = self.unit_at(hits.starts)
        words = self.word_sums
        low, high = self.starts.take(of), self.ends.take(of)
        leads = (words.take(hits.starts) == words.take(low)) & (hits.starts - low <= _PLACE_SLACK)
        fills = words.take(hits.ends) == words.take(np.maximum(high, hits.ends))
        section = hits.sections
        placed = (section <= Section.TERM) | (leads & ((section == Section.OPENER) | fills))
        good = (hits.starts >= low) & (hits.ends <= high) & placed
        self.hit_units: Indices = of[good]
        self.hit_starts, self.hit_ends = hits.starts[good], hits.ends[good]
        self.hit_sections, self.hit_indices = section[good], hits.indices[good]
        self.hit_leads = leads[good]

    def unit_at(self, places: Indices) -> Indices:
        """The last unit that begins at or before each place (the first, for places before it)."""
        return np.maximum(np.searchsorted(self.starts, places, side="right") - 1, 0)

    @cached_property
    def word_sums(self) -> NDArray[np.int32]:
        """The running sums of characters of words."""
        return running((self.classes & WORD) > 0)

    @cached_property
    def _marks(self) -> tuple[NDArray[np.uint16], Indices]:
        """The classes of all characters that are counted, and their units: a twelfth of a text."""
        places = np.flatnonzero(self.classes & _COUNTED)
        return self.classes.take(places), self.unit_at(places)

    def count(self, bit: int) -> Indices:
        """How many characters of a class each unit has."""
        classes, units = self._marks
        return np.bincount(units[(classes & bit) > 0], minlength=len(self))

    @cached_property
    def _hit_lists(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        bounds = np.searchsorted(self.hit_units, np.arange(len(self) + 1))
        return (
            bounds.tolist(), self.hit_sections.tolist(), self.hit_indices.tolist(), self.hit_starts.tolist(), self.hit_ends.tolist(),
        )  # fmt: skip

    def hits_of(self, i: int) -> list[tuple[Section, int, str]]:
        """The hits in unit `i`: section, index of the family or kind, and the words found."""
        bounds, sections, indices, starts, ends = self._hit_lists
        return [
            (Section(sections[k]), indices[k], self.folded[starts[k] : ends[k]]) for k in range(bounds[i], bounds[i + 1])
        ]

    @cached_property
    def lines(self) -> tuple[Indices, Indices]:
        """The first and the last unit of each unit's line."""
        changes = np.flatnonzero(np.diff(self.blocks)) + 1
        first = np.concatenate(([0], changes))
        sizes = np.diff(np.append(first, len(self)))
        return np.repeat(first, sizes), np.repeat(first + sizes - 1, sizes)

    @cached_property
    def quotation(self) -> tuple[Column, NDArray[np.bool_]]:
        """The share of each unit in quotation marks, and whether a quotation is open where it begins."""
        ranges = [(-1, -1), *quoted_ranges(self.text, self.document.blocks)]  # the first is before all places
        lows, highs = np.asarray(ranges, dtype=np.intp).T
        quoted = np.cumsum(highs - lows) - (highs - lows)

        def before(places: Indices) -> Indices:
            """How many characters before each place are quoted."""
            last = np.searchsorted(lows, places, side="right") - 1
            counts: Indices = quoted.take(last) + np.minimum(places, highs.take(last)) - lows.take(last)
            return counts

        shares = (before(self.ends) - before(self.starts)) / (self.ends - self.starts)
        last = np.searchsorted(lows, self.starts, side="left") - 1
        return shares.astype(np.float32), self.starts < highs.take(last)

    @cached_property
    def words(self) -> Words:
        """The words of all units."""
        return Words(self)


class Words:
    """The words of a scene, as arrays over them; in scripts without spaces, pairs of letters."""

    def __init__(self, scene: Scene) -> None:
        numbers: dict[str, int] = {}
        found = [_words_in(scene, span, numbers) for span in stretches(scene.document.blocks)]
        starts, ends, ids = map(np.concatenate, zip(*found, strict=True))
        self.starts: Indices = starts
        self.ends: Indices = ends
        self.ids: Indices = ids
        self.different = tuple(numbers)
        """The words, each once; `ids` are indices into it."""
        bounds = np.append(np.searchsorted(starts, scene.starts[1:]), len(starts))
        self.units = np.repeat(np.arange(len(scene)), np.diff(bounds, prepend=0))
        self.capital: NDArray[np.bool_] = (
            ((scene.classes.take(starts) & UPPER) > 0) & (ends - starts > 1) & (starts > scene.starts.take(self.units))
        )

    def reach(self, chosen: NDArray[np.bool_]) -> tuple[Indices, Indices]:
        """For each chosen word, the first and the last unit in which it stands among the chosen."""
        ids, units = self.ids[chosen], self.units[chosen]
        first = np.full(len(self.different), np.iinfo(np.intp).max, dtype=np.intp)
        last = np.full(len(self.different), -1, dtype=np.intp)
        # Words are in order of place: the last write wins, and the first does when written backwards.
        last[ids] = units
        first[ids[::-1]] = units[::-1]
        return first.take(ids), last.take(ids)


def _words_in(scene: Scene, span: Span, numbers: dict[str, int]) -> tuple[Indices, Indices, Indices]:
    """Where the words of a stretch begin and end, and their numbers, of which new words get the next."""
    classes = scene.classes[span.start : span.end]
    texts: list[str] = _TOKEN.findall(scene.folded, *span)
    is_word = np.zeros(len(classes) + 2, dtype=bool)
    is_word[1:-1] = (classes & WORD) > 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + span.start
    starts, ends = edges[::2], edges[1::2]
    ideographs = running((classes & IDEOGRAPH) > 0)
    long = np.flatnonzero(ideographs.take(ends - span.start) - ideographs.take(starts - span.start) > 1)
    if len(long):
        texts, starts, ends = _paired(texts, starts, ends, long)
    return starts, ends, np.asarray([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.intp)


def _paired(texts: Sequence[str], starts: Indices, ends: Indices, long: Indices) -> tuple[list[str], Indices, Indices]:
    """Overlapping pairs of letters in the place of the words that are written without spaces."""
    counts = np.ones(len(texts), dtype=np.intp)
    counts[long] = ends[long] - starts[long] - 1
    first = np.cumsum(counts) - counts
    steps = np.arange(int(counts.sum())) - np.repeat(first, counts)
    paired = np.repeat(np.isin(np.arange(len(counts)), long), counts)
    starts, ends = np.repeat(starts, counts) + steps, np.repeat(ends, counts)
    ends[paired] = starts[paired] + 2
    pairs: list[str] = []
    done = 0
    for word in long.tolist():
        text = texts[word]
        pairs += texts[done:word]
        pairs += [text[k : k + 2] for k in range(len(text) - 1)]
        done = word + 1
    return [*pairs, *texts[done:]], starts, ends


def _overlapping(units: Sequence[Unit], hits: Sequence[RuleHit]) -> list[list[RuleHit]]:
    """The rule hits that touch each unit."""
    shared: list[list[RuleHit]] = [[] for _ in units]
    i = 0
    for hit in hits:
        while i < len(units) and units[i].end <= hit.start:
            i += 1
        j = i
        while j < len(units) and units[j].start < hit.end:
            shared[j].append(hit)
            j += 1
    return shared
