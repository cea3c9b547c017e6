"""What of an article is shown: its text with the decisions in their places, and of a long one what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.article import Article
from cleaner.model import Decision, Document, Kind, Span, Verdict

WHOLE = 6000
"""Characters of a text that is shown in full, and about as many are shown of a longer one."""
_AROUND = 240
"""Characters before and behind a decision."""
_LEAST_LEFT_OUT = 120
"""Characters between two shown parts, or at an end, that are shown too: to say that they are not would take as much room."""
_LONGEST_CUT = 900
"""Characters of a decision that are shown in full."""
_ENDS = 350
"""Characters of the beginning and the end of a longer one."""
_LONGEST_NOTE = 300
_MOST_EVIDENCE = 4


class Mark(NamedTuple):
    """A decision as it is shown."""

    kind: str
    is_removed: bool
    """It is a near miss otherwise."""
    confidence: float
    reason: str
    rule: str
    """The rule's id, or "" where none decided."""
    evidence: str


class Piece(NamedTuple):
    """A part of the text: under a mark, or under none."""

    text: str
    mark: int | None = None
    """The index of its mark."""
    left_out: int = 0
    """Characters that are not shown; `text` is empty then."""


class Excerpt(NamedTuple):
    """Pieces in the order of the text, and the marks that they refer to."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    focus: int | None = None
    """The index of the mark for which it is shown; None where it is shown for all of them."""


class Cut(NamedTuple):
    """The part of a decision that no other one has."""

    span: Span
    decision: Decision


def cuts_of(article: Article) -> list[Cut]:
    """The decisions by place, none over another: what is removed goes before near misses, and of these the first."""
    cuts = [Cut(decision.span, decision) for decision in article.removed]
    taken = sorted(decision.span for decision in article.removed)
    end = 0
    for decision in sorted(article.spared, key=lambda decision: decision.span):
        free = Span(max(decision.span.start, end), decision.span.end)
        cuts += (Cut(span, decision) for span in _without(free, taken))
        end = max(end, decision.span.end)
    return sorted((cut for cut in cuts if cut.span.start < cut.span.end), key=lambda cut: cut.span)


def whole(document: Document, cuts: Sequence[Cut]) -> Excerpt:
    """All of a short text; of a long one what stands around its decisions, those that tell most before the others."""
    length = len(document.text)
    if length <= WHOLE:
        return _excerpt(document.text, cuts, [Span(0, length)])
    spans: list[Span] = []
    shown = 0
    for cut in sorted(cuts, key=_interest):
        near = _around(document.text, cut.span)
        shown += sum(span.end - span.start for span in near)
        if shown > WHOLE:
            break
        spans += near
    return _excerpt(document.text, cuts, _merged(spans or [Span(0, WHOLE)], length))


def around(document: Document, cuts: Sequence[Cut], decision: Decision) -> Excerpt:
    """What stands around one decision. It has no focus where others have all of the decision's text."""
    spans = _merged(_around(document.text, decision.span), len(document.text))
    return _excerpt(document.text, cuts, spans, decision)


def short(text: str, longest: int = _LONGEST_NOTE) -> str:
    """A text on one line, cut off where it is too long to be shown."""
    flat = " ".join(text[: longest * 4].split())
    return flat if len(flat) <= longest and len(text) <= longest * 4 else flat[: longest - 1] + "…"


def mark_of(decision: Decision) -> Mark:
    """What is told of a decision."""
    told = ", ".join(
        f"{evidence.family} {evidence.weight:+.1f}" + (f" ({short(evidence.detail, 60)})" if evidence.detail else "")
        for evidence in decision.evidence[:_MOST_EVIDENCE]
    )
    is_removed = decision.verdict == Verdict.REMOVED
    return Mark(str(decision.kind), is_removed, decision.confidence, short(decision.reason), decision.rule or "", short(told))


def _without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span where others, disjoint and by place, are taken from it."""
    start = span.start
    place = bisect_right(taken, start, key=lambda one: one.end)
    while place < len(taken) and taken[place].start < span.end:
        if taken[place].start > start:
            yield Span(start, taken[place].start)
        start = taken[place].end
        place += 1
    if start < span.end:
        yield Span(start, span.end)


def _interest(cut: Cut) -> tuple[bool, bool, float]:
    """What is set apart by a page's layout alone tells least, and there is much of it; what is doubtful tells most."""
    decision = cut.decision
    return decision.kind == Kind.PAGE_CHROME, decision.verdict != Verdict.REMOVED, decision.confidence


def _around(text: str, span: Span) -> list[Span]:
    """The span with what stands around it, to the ends of words; the middle of a long one is left out."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    while start > 0 and span.start - start < 2 * _AROUND and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - span.end < 2 * _AROUND and not text[end].isspace():
        end += 1
    if span.end - span.start <= _LONGEST_CUT:
        return [Span(start, end)]
    return [Span(start, span.start + _ENDS), Span(span.end - _ENDS, end)]


def _merged(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans by place, with the little that is between some of them, and before and behind them in the text."""
    merged: list[Span] = []
    for span in sorted(spans):
        before = merged.pop() if merged else Span(0, 0)
        if span.start - before.end <= _LEAST_LEFT_OUT:
            merged.append(Span(before.start, max(before.end, span.end)))
        else:
            merged += (before, span) if before.end else (span,)
    last = merged[-1]
    return [*merged[:-1], Span(last.start, length)] if length - last.end <= _LEAST_LEFT_OUT else merged


def _excerpt(text: str, cuts: Sequence[Cut], spans: Sequence[Span], shown_for: Decision | None = None) -> Excerpt:
    """The text of these spans, by place, with the decisions on it."""
    pieces: list[Piece] = []
    marks: dict[int, Mark] = {}
    places: dict[int, int] = {}
    at = 0
    for span in spans:
        if span.start > at:
            pieces.append(Piece("", left_out=span.start - at))
        at = span.start
        for number in range(bisect_right(cuts, at, key=lambda cut: cut.span.end), len(cuts)):
            start, end = max(at, cuts[number].span.start), min(span.end, cuts[number].span.end)
            if start >= span.end:
                break
            if start > at:
                pieces.append(Piece(text[at:start]))
            place = places.setdefault(number, len(marks))
            marks[place] = marks.get(place) or mark_of(cuts[number].decision)
            pieces.append(Piece(text[start:end], place))
            at = end
        if at < span.end:
            pieces.append(Piece(text[at : span.end]))
        at = span.end
    if at < len(text):
        pieces.append(Piece("", left_out=len(text) - at))
    focus = next((place for number, place in places.items() if cuts[number].decision is shown_for), None)
    return Excerpt(tuple(pieces), tuple(marks.values()), focus)
