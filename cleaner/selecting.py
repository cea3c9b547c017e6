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
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner import layout
from cleaner.layout.names import CATEGORIES, bits_of
from cleaner.model import Decision, Document, Evidence, Kind, Page, Verdict
from cleaner.weighing import Forest

LONG_COPY = 40
"""Code points from which a block that comes again is a copy; shorter ones are refrains and table cells."""


SUMMARY = 40
"""Code points of a description that tell it: pages cut it off at different lengths."""
NEAR = 6
"""Elements around a block whose names tell its kind."""

NO_ARTICLE = "no article was found on the page"
REASON = "the layout of the page sets it apart from the article"


class PageWeights:
    """What was fitted for pages."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.signals: tuple[str, ...] = tuple(data["signals"])
        self.forest = Forest(**data["forest"])


@dataclass(frozen=True, slots=True)
class Choice:
    """Which blocks of a page are its article; arrays run parallel to the page's blocks."""

    kept: NDArray[np.bool_]
    scores: NDArray[np.float32]
    """The probability that a block is of the article."""
    title: int
    """The block that is likeliest the headline; -1 where there is none."""


def select(page: Page) -> tuple[Document, list[Decision], tuple[str, ...]]:
    """The document of a page with its headline and standfirst named, what is not of its article, and warnings.

    Each block that is left out is a decision; the headline is the block that repeats the page's title, or else that title.
    """
    choice = choose(page, page_weights())
    texts = [page.document.text[start:end] for (start, end), _, _ in page.document.blocks]
    kept = choice.kept.copy()
    title = texts[choice.title] if choice.title >= 0 else next((named.text for named in page.metadata.titles), None)
    if choice.title >= 0:
        kept[: choice.title] = False
        kept &= np.asarray([text != title for text in texts], dtype=bool)
    body = np.flatnonzero(kept)
    standfirst = _standfirst(page, texts, choice.title, body)
    if choice.title >= 0:
        kept[choice.title] = True
    if standfirst >= 0:
        kept[standfirst] = True
        kept[choice.title + 1 : standfirst] = False
    removed = [_decision(page, number, texts, title, choice) for number in np.flatnonzero(~kept).tolist()]
    document = replace(page.document, title=title, standfirst=texts[standfirst] if standfirst >= 0 else None)
    return document, removed, () if len(body) else (NO_ARTICLE,)


def _standfirst(page: Page, texts: Sequence[str], title: int, body: NDArray[np.intp]) -> int:
    """The block between the headline and the second of the body that the page uses as its own summary; -1 for none.

    One that is set like the paragraph after it is the first paragraph of the body, with which many pages describe themselves.
    """
    if title < 0 or not len(body):
        return -1
    last = int(body[min(1, len(body) - 1)])
    summaries = {named.text[:SUMMARY] for named in page.metadata.descriptions if len(named.text) >= SUMMARY}
    for number in range(title + 1, last + 1):
        if texts[number][:SUMMARY] in summaries or _is_named_so(page, number):
            after = body[body > number]
            return -1 if len(after) and _look(page, number) == _look(page, int(after[0])) else number
    return -1


def _is_named_so(page: Page, number: int) -> bool:
    """The block is a line of an element that is called standfirst, lead or the like."""
    own = int(page.owners[number])
    return own >= 0 and bool(bits_of(page.tree.tags[own], page.tree.names[own]) >> CATEGORIES.index("standfirst") & 1)


def _look(page: Page, number: int) -> tuple[int, str, str]:
    """How a block is set: the element it is in, and the tag and names of its own."""
    own = int(page.owners[number])
    return (int(page.tree.parents[own]), page.tree.tags[own], page.tree.names[own]) if own >= 0 else (-1, "", "")


def _decision(page: Page, number: int, texts: Sequence[str], title: str | None, choice: Choice) -> Decision:
    span = page.document.blocks[number].span
    score = float(choice.scores[number])
    kind = Kind.REPEATED_HEADLINE if texts[number] == title else _kind(page, number)
    bounded = min(max(score, 1e-4), 1 - 1e-4)
    owner = int(page.owners[number])
    evidence = (Evidence("layout", round(log((1 - bounded) / bounded), 2), page.tree.tags[owner] if owner >= 0 else ""),)
    return Decision(span, kind, Verdict.REMOVED, None, REASON, evidence, round(1 - score, 4), texts[number])


def _kind(page: Page, number: int) -> Kind:
    """By what the elements around a block are called, the nearest first."""
    node = int(page.holders[number])
    for _ in range(NEAR):
        if node < 0:
            break
        bits = bits_of(page.tree.tags[node], page.tree.names[node])
        kind = next((kind for bit, kind in _KINDS if bits & bit), None)
        if kind:
            return kind
        node = int(page.tree.parents[node])
    return Kind.PAGE_CHROME


_KINDS = tuple(
    (1 << CATEGORIES.index(category), kind)
    for category, kind in (
        ("consent", Kind.COOKIE_NOTICE), ("advert", Kind.AD_MARKER), ("asking", Kind.SUBSCRIPTION_PROMPT), ("social", Kind.SHARE_CHROME),
        ("related", Kind.RELATED_LINK), ("caption", Kind.CAPTION), ("byline", Kind.ARTICLE_METADATA),
    )
)  # fmt: skip


def choose(page: Page, weights: PageWeights) -> Choice:
    """The blocks of the article; all that is no body text (headline, standfirst, captions) is none of it."""
    measured = layout.measure(page)
    scores = (1 / (1 + np.exp(-weights.forest.log_odds(measured.table)))).astype(np.float32)
    spans = [span for span, _, _ in page.document.blocks]
    lengths = np.asarray([end - start for start, end in spans], dtype=np.float64)
    kept = best_set(scores, lengths)
    seen: set[str] = set()
    for number in np.flatnonzero(kept).tolist():
        text = page.document.text[spans[number].start : spans[number].end]
        kept[number] = len(text) < LONG_COPY or text not in seen
        seen.add(text)
    return Choice(kept, scores, measured.title)


def best_set(scores: NDArray[np.float32], lengths: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The blocks, likeliest first, up to where the expected F1 of their characters is the highest.

    >>> best_set(np.asarray([0.9, 0.1, 0.4]), np.asarray([50.0, 50.0, 50.0])).tolist()
    [True, False, True]
    """
    kept = np.zeros(len(scores), dtype=bool)
    if len(scores):
        order = np.argsort(-scores, kind="stable")
        right = np.cumsum((scores * lengths)[order])
        expected = 2 * right / (np.cumsum(lengths[order]) + right[-1] + 1e-9)
        kept[order[: int(expected.argmax()) + 1]] = True
    return kept


@cache
def page_weights() -> PageWeights:
    """The shipped weights."""
    return PageWeights(json.loads((resources.files("cleaner") / "weights" / "page.json").read_bytes()))
