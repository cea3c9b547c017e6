"""Where something new may begin between two words, though no mark says so.

A text that lost its lines has headlines, labels and teasers run into what follows: "... in downpour The council said".
Whether a capital behind a space begins a sentence is told by the words on both sides, in weights that
`training/fit_joints.py` fits on the line ends of articles; names, which stand everywhere, weigh against it. Scripts without
capitals show no such place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

_PLACE = regex.compile(r"(?<=[\p{Ll}\p{N})\]’'»”%]) (?=\p{Lu})")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_BEFORE, _BEHIND = 30, 60
"""Code points in which the word before a place and the two behind it are looked for."""


def features(text: str, place: int, language: str | None) -> Iterator[str]:
    """What speaks for or against the space at `place`: the words around it, their form, and what follows the first.

    >>> list(features("left in downpour The council said", 16, "en"))[:4]
    ['n:the', 'p:downpour', 'f:lUl', 'f:Ulen']
    """
    words_before = _WORD.findall(text, max(0, place - _BEFORE), place)
    behind = _WORD.finditer(text, place, place + _BEHIND)
    first, second = next(behind, None), next(behind, None)
    before = words_before[-1] if words_before else ""
    word, following = first[0] if first else "", second[0] if second else ""
    name, last = word.lower(), before.lower()
    yield "n:" + name
    yield "p:" + last
    yield f"f:{_form(before)}{_form(word)}{_form(following)}"
    yield f"f:{_form(word)}{_form(following)}{language}"
    yield f"l:{language}"
    yield f"s:{min(len(last), 8)}"
    yield "m:" + (text[first.end() : first.end() + 1] if first else "")
    if len(name) >= 4:
        yield "n^" + name[:3]
    if len(last) >= 5:
        yield "p$" + last[-3:]
    if following:
        yield "w:" + following.lower()


def places(text: str, start: int, end: int) -> Iterator[int]:
    """The spaces of `text[start:end]` behind a small letter, a figure or a closing mark, before a capital."""
    return (match.start() for match in _PLACE.finditer(text, start, end))


def _form(word: str) -> str:
    """U for a capital first, l for a small letter, d for a figure, x for what is neither, nothing for no word."""
    return "U" if word[:1].isupper() else "l" if word[:1].islower() else "d" if word[:1].isdigit() else "x" if word else ""


class Joints:
    """The fitted weights of features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._bias = weights["bias"]

    def log_odds(self, text: str, place: int, language: str | None) -> float:
        """Of something new beginning behind the space at `place`."""
        return self._bias + sum(self._weights.get(name, 0.0) for name in features(text, place, language))

    def within(self, text: str, start: int, end: int, language: str | None, least: float) -> Iterator[int]:
        """The first code points behind the places of `text[start:end]` whose log-odds reach `least`."""
        return (place + 1 for place in places(text, start, end) if self.log_odds(text, place, language) >= least)
