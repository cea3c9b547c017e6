"""The account of a cleaning in plain text, for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cleaner.model import Decision, Document, Evidence, Span

_SHOWN = 300


def explain(document: Document, removed: Sequence[Decision], spared: Sequence[Decision], warnings: Sequence[str]) -> str:
    """A paragraph for each decision, in order of place."""
    parts = [f"{len(removed)} removed, {len(spared)} nearly removed"]
    parts += [f"warning: {warning}" for warning in warnings]
    breaks = [place for place, char in enumerate(document.text) if char == "\n"]
    for decision in sorted((*removed, *spared), key=lambda decision: decision.span):
        line = bisect_right(breaks, decision.span.start) + 1
        told = [
            f"{decision.verdict.upper()} {decision.kind} at line {line}, {decision.span.start}:{decision.span.end}, "
            f"confidence {decision.confidence:.2f}",
            f"  {_shortened(decision.text)}",
            f"  {decision.reason}" + (f" ({decision.rule})" if decision.rule else ""),
        ]
        if decision.evidence:
            told.append("  " + "; ".join(_told(evidence) for evidence in decision.evidence[:6]))
        parts.append("\n".join(told))
    return "\n\n".join(parts)


def diff(document: Document, removed: Iterable[Decision]) -> str:
    """Every line with what was removed from it on a line of its own, after a "-"."""
    lines: list[str] = []
    cuts = sorted(decision.span for decision in removed)
    at = 0
    for block in document.blocks:
        start, end = block.span
        while at < len(cuts) and cuts[at].end <= start:
            at += 1
        for cut in cuts[at:]:
            if cut.start >= end:
                break
            _add(lines, "  ", document.text, Span(start, max(start, cut.start)))
            _add(lines, "- ", document.text, Span(max(start, cut.start), min(end, cut.end)))
            start = min(end, cut.end)
        _add(lines, "  ", document.text, Span(start, end))
    return "\n".join(lines)


def _add(lines: list[str], sign: str, text: str, span: Span) -> None:
    piece = text[span.start : span.end].strip()
    if piece:
        lines.append(sign + piece)


def _told(evidence: Evidence) -> str:
    detail = f" ({evidence.detail})" if evidence.detail else ""
    return f"{evidence.family} {evidence.weight:+.1f}{detail}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
