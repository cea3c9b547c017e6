"""One pattern for the wordings of a line that a publisher changes from day to day: what they share, and bounded gaps."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import regex

from cleaner.folding import fold
from cleaner.rules.patterns import MAX_WIDTH

MOST_GAPS = 3
"""Gaps of a pattern: each multiplies the ways in which it can be tried."""
_LONGEST_GAP = 80
_SLACK = 20
"""Characters by which a gap may grow beyond those that were seen."""
_LEAST_SHARED = 0.5
"""Of the words of a wording: what other wordings must have as well to be one line."""
_LEAST_FIXED = 4
"""Words that a pattern with gaps has, at least."""
_LONGEST = MAX_WIDTH - 100
"""Characters of a wording that one pattern takes."""

_NUMBER = r"\d[\d.,:]{0,11}"
"""Longer ones are several."""
_TOKEN = regex.compile(rf"\s*(?:{_NUMBER}|[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]|[\p{{L}}\p{{M}}]+|\S)")
_WORD = regex.compile(r" ?[\p{L}\d]")


class Frame(NamedTuple):
    """What wordings share: stretches of tokens, between which something else stands."""

    stretches: tuple[tuple[str, ...], ...]
    """Folded tokens, each with the space before it if there is one; any number is "0". The first stretch begins the line
    and the last ends it, and these two may be empty."""
    gaps: tuple[int, ...] = ()
    """The most characters that stand between each stretch and the next."""
    least: tuple[int, ...] = ()
    """The fewest."""

    @property
    def words(self) -> int:
        """The words and numbers of all stretches."""
        return sum(map(_count_words, self.stretches))


def frame_of(text: str) -> Frame:
    """The frame of one wording: all of it, but for its numbers."""
    return Frame((tuple(map(_known, _tokens(text))),))


def widened(frame: Frame, text: str) -> Frame | None:
    """The frame that takes a further wording, or None where it would say too little or have too many gaps."""
    tokens = _tokens(text)
    known = [_known(token) for token in tokens]
    flat: list[str | None] = []
    for number, stretch in enumerate(frame.stretches):
        flat += [*([None] if number else []), *stretch]
    matcher = SequenceMatcher(None, flat, known, autojunk=False)
    stretches: list[list[str]] = [[]]
    gaps: list[int] = []
    least: list[int] = []
    before, after = 0, 0
    for start, place, size in matcher.get_matching_blocks():
        passed, between = flat[before:start], tokens[after:place]
        if passed or between:
            seen = len("".join(between))
            old = [_old(frame, flat, gap) for gap in range(before, start) if flat[gap] is None]
            others = len("".join(token for token in passed if token is not None))
            gaps.append(max(seen, others + sum(most for most, _ in old)))
            least.append(min(seen, others + sum(few for _, few in old)))
            stretches.append([])
        # A gap never matches a token, so that all of these are tokens.
        stretches[-1] += [token for token in flat[start : start + size] if token is not None]
        before, after = start + size, place + size
    wider = Frame(tuple(map(tuple, stretches)), tuple(gaps), tuple(least))
    shared = wider.words / max(1, _count_words(tokens))
    left = wider.words / max(1, frame.words + len(frame.gaps))
    fits = len(gaps) <= MOST_GAPS and max(gaps, default=0) <= _LONGEST_GAP and wider.words >= _LEAST_FIXED
    return wider if fits and min(shared, left) >= _LEAST_SHARED else None


def patterns_of(frame: Frame, text: str) -> tuple[str, ...]:
    """The patterns that take a whole line of this frame; several for one that is longer than a pattern may be wide.

    `text` is a wording of the line, for what stands between its tokens.
    """
    if len(text) > _LONGEST and not frame.gaps:
        return tuple(map(_exact, _pieces(fold(text))))
    parts: list[str] = []
    for number, stretch in enumerate(frame.stretches):
        if number:
            parts.append(f".{{{min(1, frame.least[number - 1])},{frame.gaps[number - 1] + _SLACK}}}")
        parts += map(_written, stretch)
    return (f"^{''.join(parts)}$",)


def _old(frame: Frame, flat: Sequence[str | None], place: int) -> tuple[int, int]:
    """Most and fewest characters of the gap at a place."""
    number = sum(token is None for token in flat[:place])
    return frame.gaps[number], frame.least[number]


def _count_words(tokens: Sequence[str]) -> int:
    return sum(_WORD.match(token) is not None for token in tokens)


def _tokens(text: str) -> list[str]:
    return [f" {token.lstrip()}" if token[0].isspace() else token for token in _TOKEN.findall(fold(text.strip()))]


def _known(token: str) -> str:
    """The token as it is looked for: each number is like the others."""
    bare = token.lstrip()
    return token[: len(token) - len(bare)] + "0" if bare[0].isdecimal() else token


def _written(token: str) -> str:
    """The token in a pattern."""
    return regex.escape(token, literal_spaces=True) if token.lstrip() != "0" else f"{token[:-1]}{_NUMBER}"


def _exact(text: str) -> str:
    return "".join(_written(_known(token)) for token in _tokens(text))


def _pieces(text: str) -> list[str]:
    """The text in parts of up to `_LONGEST` / 2 characters, cut between words."""
    pieces: list[str] = []
    rest = text.strip()
    size = _LONGEST // 2
    while len(rest) > size:
        at = rest.rfind(" ", size // 2, size)
        at = size if at < 0 else at
        pieces.append(rest[:at])
        rest = rest[at:].strip()
    return [*pieces, rest]
