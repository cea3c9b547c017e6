"""Which paragraph is the headline, which the standfirst; the rest is body.

Text shows no tags, so the form must tell: a headline is the first paragraph, is short and does not end like a
sentence; a standfirst comes second, is shorter than what follows, mostly without a full stop, and says again
what the first paragraph of the body says. Its few weights are fitted (`training/fit.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from statistics import median

import regex

from cleaner.model import Block, BlockKind, Document, Role

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_SENTENCE = regex.compile(r"[.!?।؟۔]['\"”’»]?\s|[。！？]")
_STOPS = ".…。।۔"

LONGEST_HEADLINE = 240
"""Code points; the longest headline in 2,200 hand-written cases has 139, in 840 news pages 221."""

LEAST_PARAGRAPHS = 3
"""Fewer do not show which is which: all of them are body."""

STANDFIRST_SIGNALS = (
    "length", "ratio", "to_median", "stops", "sentences", "of_headline", "next_of_headline", "of_next", "commas", "names", "names_next",
    "digits", "digits_next", "lines",
)  # fmt: skip


def assign_roles(paragraphs: Sequence[str], blocks: Sequence[Block], weights: Mapping[str, float], document: Document) -> list[Role]:
    """The role of each paragraph; at most one headline and, right after it, one standfirst.

    What the page said of its `document` goes; in text, which says nothing, form decides.
    """
    roles = [Role.BODY] * len(paragraphs)
    if document.title is not None:
        # Menus that were put back may stand before them.
        if document.title in paragraphs:
            place = paragraphs.index(document.title) + 1
            roles[place - 1] = Role.HEADLINE
        else:
            place = next((n for n, text in enumerate(paragraphs) if text in document.standfirst), len(paragraphs))
        while place < len(paragraphs) and paragraphs[place] in document.standfirst:
            roles[place] = Role.STANDFIRST
            place += 1
        return roles
    if len(paragraphs) < LEAST_PARAGRAPHS or not is_headline(paragraphs[0]):
        return roles
    roles[0] = Role.HEADLINE
    if blocks[1].kind == BlockKind.PARAGRAPH:
        total = weights["bias"] + sum(
            weights[name] * value for name, value in zip(STANDFIRST_SIGNALS, standfirst_signals(paragraphs), strict=True)
        )
        if 1 / (1 + exp(-max(-30.0, min(30.0, total)))) >= 0.5:
            roles[1] = Role.STANDFIRST
    return roles


def is_headline(paragraph: str) -> bool:
    """A first paragraph that can be the headline."""
    last = paragraph.rstrip("\"'”’»)」』")[-1:]
    return len(paragraph) <= LONGEST_HEADLINE and last not in _STOPS and not _SENTENCE.search(paragraph[:-1] + "x")


def standfirst_signals(paragraphs: Sequence[str]) -> tuple[float, ...]:
    """What tells whether the second of at least three paragraphs is a standfirst, in the order of `STANDFIRST_SIGNALS`."""
    headline, own, following = paragraphs[:3]
    rest = paragraphs[2:12]
    words, words_next, words_headline = ({word.lower() for word in _WORD.findall(text)} for text in (own, following, headline))
    # One Chinese or Japanese character says as much as two letters and more.
    scale = 2.2 if _NO_SPACES.search(own) else 1.0
    return (
        log(len(own) * scale),
        log(len(own) / len(following)),
        log(len(own) / median(len(text) for text in rest)),
        float(own.rstrip("\"'”’»)」』")[-1:] in _STOPS + "!?！？"),
        float(len(_SENTENCE.findall(own + " "))),
        len(words & words_headline) / (len(words_headline) or 1),
        len(words_next & words_headline) / (len(words_headline) or 1),
        len(words & words_next) / (len(words) or 1),
        float(own.count(",")),
        float(_names(own)),
        float(_names(following)),
        float(len(regex.findall(r"\d+", own))),
        float(len(regex.findall(r"\d+", following))),
        log(len(paragraphs)),
    )


def _names(text: str) -> int:
    return sum(1 for word in _WORD.findall(text)[1:] if word[0].isupper())
