"""Which blocks of a page are its article: the judge of layout, as `cleaner.deciding` is of wording.

A fitted forest gives each block a probability. Kept are the blocks whose expected F1 against the article is the
highest: a fixed threshold leaves pages empty on which no block is sure, and takes in whole pages on which many are.
Of copies of one block (set again for small screens) the first stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from cleaner.deadline import ENDLESS, Deadline
from cleaner.layout import measure
from cleaner.layout.names import CATEGORIES
from cleaner.layout.places import say
from cleaner.layout.standfirst import find_standfirst
from cleaner.layout.tree import Layout
from cleaner.layout.wording import letters
from cleaner.model import Decision, Document, Evidence, Kind, Page, Verdict
from cleaner.ruling import Place
from cleaner.weighing import Forest

LONG_COPY = 40
"""Code points from which a block that comes again is a copy; shorter ones are refrains and table cells."""

_LEAST_TOLD = 25
"""Letters of a sentence that stand in a text not by chance."""
_SENTENCE_END = regex.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_MOST_ABOVE = 0.3
"""Of the article, above the headline."""
NEAR = 6
"""Elements around a block whose names tell its kind."""

UNSURE = 0.5
"""Confidence under which another extractor is asked: above it, its answer was the worse one more often."""
NO_ARTICLE = "no article was found on the page"
DOUBT = "it is doubtful which part of the page is its article, if any"
REASON = "the layout of the page sets it apart from the article"
FOREIGN = "it is in what no page sets into its article: a form, a caption, a footer, a comment, a consent layer, the next article"

PLACED = "a rule for pages of the publisher sets it apart"
LEAST_LEFT = 0.2
"""Share of the characters that the layout takes for the article which rules for pages leave, or they are not followed."""
PLACES_DAMAGE = "damage guard: rules for pages of the publisher that would have left less than a fifth of the article were not followed"

_DOUBTFUL = 0.05
"""Probability of being of the article from which it is told what spoke for and against a block that is left out."""
_MOST_TOLD = 6


class PageWeights:
    """What was fitted for pages."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.signals: tuple[str, ...] = tuple(data["signals"])
        self.forest = Forest(**data["forest"])
        self.families = tuple(dict.fromkeys(name.partition(".")[0].rstrip("0123456789") for name in self.signals))
        of = [self.families.index(name.partition(".")[0].rstrip("0123456789")) for name in self.signals]
        self.of_family: NDArray[np.float64] = np.eye(len(self.families))[of]
        """A row for each signal, with a 1 in the column of its family."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which blocks of a page are its article; arrays run parallel to the page's blocks."""

    layout: Layout
    weights: PageWeights
    table: NDArray[np.float32]
    """The signals of each block."""
    kept: NDArray[np.bool_]
    scores: NDArray[np.float32]
    """The probability that a block is of the article."""
    confidence: float
    """The expected F1 of the kept characters against the article's, from 0 to 1."""
    by: tuple[Place | None, ...] = ()
    """The place that sets each block apart; none at all where no places speak."""
    notes: tuple[str, ...] = ()


class Selection(NamedTuple):
    """The article on a page."""

    document: Document
    """The page's, with its headline and standfirst named."""
    removed: list[Decision]
    """A decision for each block that is not of the article."""
    warnings: tuple[str, ...]
    confidence: float


def selection_of(choice: Choice) -> Selection:
    """What a choice makes of a page: its headline and standfirst named, and a decision for each block that is left out."""
    page = choice.layout.page
    headline, count = choice.layout.headline, choice.layout.count
    texts = [page.document.text[start:end] for (start, end), _, _ in page.document.blocks]
    kept = choice.kept.copy()
    if headline.first >= 0:
        above = np.arange(count) < headline.first
        # Where much of the article stands above it, the headline is another's.
        if choice.layout.lengths[kept & above].sum() < _MOST_ABOVE * choice.layout.lengths[kept].sum():
            kept &= ~above
        kept[headline.first : headline.last] = False
    kept &= np.asarray([text != headline.text for text in texts], dtype=bool)
    standfirst = find_standfirst(choice.layout, np.flatnonzero(kept))
    if standfirst:
        kept[headline.last : standfirst.start] = False
        kept[standfirst.start : standfirst.stop] = True
    empty = not kept.any()
    # A headline in the midst of what is kept would be a paragraph of it.
    if headline.first >= 0 and texts[headline.first] == headline.text and not kept[: headline.first].any():
        kept[headline.first] = True
    removed = _decisions(choice, np.flatnonzero(~kept), texts)
    document = replace(page.document, title=headline.text, standfirst=tuple(texts[number] for number in standfirst))
    warnings = (NO_ARTICLE,) if empty else (DOUBT,) if choice.confidence < UNSURE else ()
    return Selection(document, removed, (*warnings, *choice.notes), choice.confidence)


def _decisions(choice: Choice, numbers: NDArray[np.intp], texts: Sequence[str]) -> list[Decision]:
    """What is said of each block that is left out."""
    page, headline = choice.layout.page, choice.layout.headline
    scores = (1 - choice.scores.take(numbers).astype(np.float64)).round(4).tolist()
    decisions = []
    for number, kind, score, evidence in zip(
        numbers.tolist(), _kinds(choice.layout, numbers), scores, _evidence(choice, numbers), strict=True
    ):
        text = texts[number]
        is_again = text == headline.text or headline.first <= number < headline.last
        what = Kind.REPEATED_HEADLINE if is_again else kind
        reason = FOREIGN if choice.layout.foreign[number] and not is_again else REASON
        rule = None
        place = choice.by[number] if choice.by and not is_again else None
        if place is not None:
            rule, reason = place.id, f"{PLACED}: {place.message}"
            what = place.kind if what == Kind.PAGE_CHROME else what
        decisions.append(Decision(page.document.blocks[number].span, what, Verdict.REMOVED, rule, reason, evidence, score, text))
    return decisions


def _evidence(choice: Choice, numbers: NDArray[np.intp]) -> list[tuple[Evidence, ...]]:
    """What speaks for and against leaving each block out: as one sum where there is no doubt, else by family, strongest first."""
    tags = (*choice.layout.page.tree.tags, "")
    bounded = choice.scores.take(numbers).astype(np.float64).clip(1e-4, 1 - 1e-4)
    sums = np.log((1 - bounded) / bounded).round(2).tolist()
    owners = choice.layout.owners.take(numbers).tolist()
    told: list[tuple[Evidence, ...]] = [(Evidence("layout", weight, tags[owner]),) for weight, owner in zip(sums, owners, strict=True)]
    doubtful = np.flatnonzero(bounded > _DOUBTFUL)
    if len(doubtful):
        weights = choice.weights
        shares = -weights.forest.shares(choice.table[numbers[doubtful]], len(weights.signals)) @ weights.of_family
        for place, row in zip(doubtful.tolist(), shares, strict=True):
            strongest = np.argsort(-np.abs(row), kind="stable")[:_MOST_TOLD].tolist()
            told[place] = tuple(Evidence(weights.families[n], round(float(row[n]), 2), tags[owners[place]]) for n in strongest)
    return told


def _kinds(layout: Layout, numbers: NDArray[np.intp]) -> list[Kind]:
    """By what the elements around each block are called, the nearest first."""
    bits = layout.bits & sum(1 << CATEGORIES.index(category) for category in _KINDS)
    node = layout.holders.take(numbers)
    found = bits.take(node)
    for _ in range(NEAR - 1):
        node = layout.parents.take(node)
        found = np.where(found, found, bits.take(node))
    return [_kind_of(told) for told in found.tolist()]


@cache
def _kind_of(bits: int) -> Kind:
    """The kind that the categories of an element say, the first of `_KINDS` before the others."""
    return next((kind for category, kind in _KINDS.items() if bits >> CATEGORIES.index(category) & 1), Kind.PAGE_CHROME)


_KINDS = {
    "consent": Kind.COOKIE_NOTICE, "advert": Kind.AD_MARKER, "asking": Kind.SUBSCRIPTION_PROMPT, "social": Kind.SHARE_CHROME,
    "related": Kind.RELATED_LINK, "caption": Kind.CAPTION, "byline": Kind.ARTICLE_METADATA,
}  # fmt: skip
"""What a block is that is called so."""


def choose(
    page: Page, weights: PageWeights | None = None, deadline: Deadline = ENDLESS, places: Sequence[Place] = ()
) -> Choice:
    """The blocks of the article; all that is no body text (headline, standfirst, captions) is none of it.

    The weights are the shipped ones unless others are given. Places are evidence like any other, and are not followed where
    they would leave next to nothing of what is the article without them.
    """
    weights = weights or page_weights()
    layout = Layout(page)
    table = measure(layout, deadline).table
    deadline.check()
    scores = (1 / (1 + np.exp(-weights.forest.log_odds(table)))).astype(np.float32)
    scores[layout.foreign] = 0
    kept, confidence = best_set(scores, layout.lengths)
    choice = Choice(layout, weights, table, _without_copies(layout, kept), scores, confidence)
    return _by_places(choice, places, deadline) if places else choice


def _by_places(choice: Choice, places: Sequence[Place], deadline: Deadline) -> Choice:
    """The choice with what places say, or with a note where they are not followed."""
    layout, word = choice.layout, say(choice.layout, places, deadline)
    bounded = choice.scores.astype(np.float64).clip(1e-6, 1 - 1e-6)
    scores = (1 / (1 + np.exp(-(np.log(bounded / (1 - bounded)) + word.odds)))).astype(np.float32)
    scores[layout.foreign] = 0
    kept, confidence = best_set(scores, layout.lengths)
    if layout.lengths[kept & choice.kept].sum() < LEAST_LEFT * layout.lengths[choice.kept].sum():
        return replace(choice, notes=(PLACES_DAMAGE,))
    return replace(choice, kept=_without_copies(layout, kept), scores=scores, confidence=confidence, by=word.by)


def following(choice: Choice, text: str) -> Choice:
    """The choice by the text that another extractor found on the page."""
    return replace(choice, kept=_without_copies(choice.layout, is_in(choice.layout, text)))


def _without_copies(layout: Layout, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The blocks but for those that come again."""
    kept = kept.copy()
    seen: set[str] = set()
    for number in np.flatnonzero(kept).tolist():
        text = layout.folded[number]
        kept[number] = len(text) < LONG_COPY or text not in seen
        seen.add(text)
    return kept


def best_set(scores: NDArray[np.float32], lengths: NDArray[np.float64]) -> tuple[NDArray[np.bool_], float]:
    """The blocks, likeliest first, up to where the expected F1 of their characters is the highest, and that F1.

    >>> best_set(np.asarray([0.9, 0.1, 0.4]), np.asarray([50.0, 50.0, 50.0]))[0].tolist()
    [True, False, True]
    """
    kept = np.zeros(len(scores), dtype=bool)
    if not scores.any():
        return kept, 0.0
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((scores * lengths)[order])
    expected = 2 * right / (np.cumsum(lengths[order]) + right[-1] + 1e-9)
    best = int(expected.argmax())
    kept[order[: best + 1]] = True
    return kept, float(expected[best])


def is_in(layout: Layout, text: str) -> NDArray[np.bool_]:
    """The blocks that are in a text: short ones as a line of their own, the others by most of their sentences."""
    lines = {letters(line) for line in text.splitlines()}
    whole = letters(text)

    def is_told(block: str) -> bool:
        said = letters(block)
        if len(said) < _LEAST_TOLD:
            return bool(said) and said in lines
        sentences = [letters(sentence) for sentence in _SENTENCE_END.split(block)]
        found = sum(len(sentence) for sentence in sentences if len(sentence) >= _LEAST_TOLD and sentence in whole)
        return said in whole or found * 2 > len(said)

    return np.asarray([is_told(block) for block in layout.folded], dtype=bool)


@cache
def page_weights() -> PageWeights:
    """The shipped weights."""
    return PageWeights(json.loads((resources.files("cleaner") / "weights" / "page.json").read_bytes()))
