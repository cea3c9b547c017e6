"""The account of a cleaning in plain text, for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.model import Decision, Document, Evidence, Span

_SHOWN = 300
_MOST_EVIDENCE = 6


class Piece(NamedTuple):
    """A line of a block, or a part of one, of which one thing was decided."""

    text: str
    """Without white space around it, not empty, and without a line feed in it."""
    block: int
    decision: Decision | None
    """What was decided of it; None for what stays without a word."""


def pieces(document: Document, decisions: Iterable[Decision]) -> Iterator[Piece]:
    """All text of a document by place, cut where decisions begin and end. Of decisions that overlap, the first has what both have."""
    listed = sorted(decisions, key=lambda decision: decision.span)
    at = 0
    for number, block in enumerate(document.blocks):
        start, end = block.span
        while at < len(listed) and listed[at].span.end <= start:
            at += 1
        following = at
        while following < len(listed) and listed[following].span.start < end:
            decision = listed[following]
            low, high = max(start, decision.span.start), min(end, decision.span.end)
            yield from _lines(document.text, Span(start, low), number, None)
            yield from _lines(document.text, Span(low, high), number, decision)
            start = max(start, high)
            following += 1
        yield from _lines(document.text, Span(start, end), number, None)


def _lines(text: str, span: Span, block: int, decision: Decision | None) -> Iterator[Piece]:
    for line in text[span.start : span.end].split("\n"):
        if stripped := line.strip():
            yield Piece(stripped, block, decision)


def explain(document: Document, removed: Sequence[Decision], spared: Sequence[Decision], warnings: Sequence[str]) -> str:
    """A paragraph for each decision, in order of place."""
    parts = [f"{len(removed)} removed, {len(spared)} nearly removed"]
    parts += [f"warning: {warning}" for warning in warnings]
    line_of = lines_of(document.text)
    for decision in sorted((*removed, *spared), key=lambda decision: decision.span):
        what, *why = told(decision, line_of)
        parts.append("\n".join((what, *(f"  {line}" for line in (_shortened(decision.text), *why)))))
    return "\n\n".join(parts)


def diff(document: Document, removed: Iterable[Decision]) -> str:
    """Every line with what was removed from it on a line of its own, after a "-"."""
    return "\n".join(("- " if piece.decision else "  ") + piece.text for piece in pieces(document, removed))


def told(decision: Decision, line_of: Callable[[int], int]) -> list[str]:
    """A decision in words, a line each: what and where, the reason and the rule, and the evidence if there is any."""
    lines = [
        f"{decision.verdict.upper()} {decision.kind} at line {line_of(decision.span.start)}, "
        f"{decision.span.start}:{decision.span.end}, confidence {decision.confidence:.2f}",
        decision.reason + (f" ({decision.rule})" if decision.rule else ""),
    ]
    if decision.evidence:
        lines.append("; ".join(_told(evidence) for evidence in decision.evidence[:_MOST_EVIDENCE]))
    return lines


def lines_of(text: str) -> Callable[[int], int]:
    """What tells the line of a text, from 1, in which an offset is."""
    breaks = [place for place, char in enumerate(text) if char == "\n"]
    return lambda offset: bisect_right(breaks, offset) + 1


def _told(evidence: Evidence) -> str:
    detail = f" ({evidence.detail})" if evidence.detail else ""
    return f"{evidence.family} {evidence.weight:+.1f}{detail}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
