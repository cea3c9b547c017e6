"""What the places of a publisher's pages say of their blocks: evidence beside that of the layout.

It tells where whoever wrote the place has looked at the pages; it misleads once the site has been made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from cleaner.deadline import ENDLESS, Deadline
from cleaner.layout.tree import Floats, Layout
from cleaner.ruling import Ask, Place, Says, Step

_OUTSIDE, _INSIDE, _BESIDE = -4.0, 3.0, -3.0
"""Log-odds of being of the article: in a place outside it, in the article's place, and not in it."""
_HUMP = regex.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Word(NamedTuple):
    """What places say of the blocks of a page."""

    odds: Floats
    """What is added to the log-odds that a block is of the article."""
    by: tuple[Place | None, ...]
    """The place that sets a block apart."""


def say(layout: Layout, places: Sequence[Place], deadline: Deadline = ENDLESS) -> Word:
    """What places say of a page. Of those of the article the first counts that the page has: the others are for other pages.

    Raises `OutOfTimeError`.
    """
    odds = np.zeros(layout.count)
    by: list[Place | None] = [None] * layout.count
    article: NDArray[np.bool_] | None = None
    for place in places:
        deadline.check()
        inside = _inside(layout, place)
        if place.says == Says.OUTSIDE:
            odds[inside & (odds == 0)] = _OUTSIDE
            for number in np.flatnonzero(inside).tolist():
                by[number] = by[number] or place
        elif article is None and inside.any():
            article = inside
    if article is not None:
        odds += np.where(article, _INSIDE, _BESIDE)
    return Word(odds, tuple(by))


def _inside(layout: Layout, place: Place) -> NDArray[np.bool_]:
    """The blocks inside the elements that a place's steps lead to."""
    marks = np.zeros(layout.nodes + 1, dtype=bool)
    for number, step in enumerate(place.steps):
        if number == 0:
            below = np.ones(layout.nodes + 1, dtype=bool) if step.descends else layout.parents == layout.nodes
        elif step.descends:
            below = layout.nearest(marks[None, :])[0].take(layout.parents) < layout.nodes
        else:
            below = marks.take(layout.parents)
        marks = below & _called(layout, step)
        marks[-1] = False
        if step.is_first:
            found = np.flatnonzero(marks)
            marks[:] = False
            marks[found[np.unique(layout.parents.take(found), return_index=True)[1]]] = True
    if place.is_first and marks.any():
        first = int(marks.argmax())
        marks[:] = False
        marks[first] = True
    inside: NDArray[np.bool_] = layout.nearest(marks[None, :])[0].take(layout.holders) < layout.nodes
    return inside


def _called(layout: Layout, step: Step) -> NDArray[np.bool_]:
    """The elements that a step may lead to by their tag and names; each pair of these is looked at once."""
    fits = [step.tag in ("*", tag) and (step.test is None or _answers(step.test, names)) for tag, names in layout.labels]
    return np.asarray(fits, dtype=bool).take(layout.name_ids)


@lru_cache(maxsize=20_000)
def _answers(test: Ask, names: str) -> bool:
    """Whether an element with these names is what a test asks for."""
    if test.asks == "and":
        return all(_answers(part, names) for part in test.parts)
    if test.asks == "or":
        return any(_answers(part, names) for part in test.parts)
    if test.asks == "not":
        return not _answers(test.parts[0], names)
    lowered = names.lower()
    if test.asks == "has":
        return test.value in lowered
    tokens = lowered.split()
    if test.asks == "is":
        return set(test.value.split()) <= set(tokens)
    if test.asks == "begins":
        return any(token.startswith(test.value) for token in tokens)
    parted = _HUMP.sub("-", names).lower()
    return regex.search(rf"(?<![a-z0-9]){regex.escape(test.value)}(?![a-z0-9])", f"{lowered} {parted}") is not None
