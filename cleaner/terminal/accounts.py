"""The accounts of one article, line by line: all of it with every decision in its place, or hunks around what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.accounts import Piece, lines_of, pieces, told
from cleaner.article import Article
from cleaner.model import Decision, Verdict
from cleaner.terminal.painting import Line, Tone
from cleaner.terminal.safety import on_one_line, visible

_CONTEXT = 3
"""Lines around what went that are shown too, as `diff` does."""

_SIGNS = {Verdict.REMOVED: ("- ", Tone.REMOVED), Verdict.SPARED: ("? ", Tone.SPARED)}
_BLANK = Line("", "", Tone.TEXT)


def explained(name: str, article: Article) -> Iterator[Line]:
    """The whole article; "-" before what was removed, "?" before what nearly was, and the decision below it."""
    document = article.document
    gone = sum(decision.span.end - decision.span.start for decision in article.removed)
    share = f" ({gone / len(document.text):.0%} of the text)" if gone else ""
    counts = f"{len(article.removed)} removed{share}, {len(article.spared)} nearly removed"
    yield Line("", f"{on_one_line(name)}: {counts}" if name else counts, Tone.TITLE)
    for warning in article.warnings:
        yield Line("  ", f"warning: {on_one_line(warning)}", Tone.WARNING)
    line_of = lines_of(document.text)
    headline = article.headline
    # What was removed goes first: of what is both, as after `restored`, it is said that it went.
    both = (*article.removed, *article.spared)
    for decision, group in groupby(pieces(document, both), key=lambda piece: piece.decision):
        if decision is None:
            for piece in group:
                is_headline = piece.text == headline
                yield _BLANK
                yield Line("  ", visible(piece.text), Tone.TITLE if is_headline else Tone.TEXT)
                headline = None if is_headline else headline
            continue
        sign, tone = _SIGNS[decision.verdict]
        yield _BLANK
        yield from (Line(sign, visible(piece.text), tone) for piece in group)
        yield from (Line("    ", on_one_line(note), Tone.NOTE) for note in told(decision, line_of))


def diffed(name: str, article: Article) -> Iterator[Line]:
    """What was removed, as a unified diff of the document a piece a line; nothing where nothing went."""
    listed = list(pieces(article.document, article.removed))
    line_of = lines_of(article.document.text)
    before = shown = 0
    for start, end in _hunks(listed):
        if not before and not shown:
            yield Line("--- ", on_one_line(name), Tone.TITLE)
            yield Line("+++ ", f"{on_one_line(name)} (cleaned)", Tone.TITLE)
        before += sum(piece.decision is None for piece in listed[shown:start])
        hunk, shown = listed[start:end], end
        kept = sum(piece.decision is None for piece in hunk)
        first = before + 1 if kept else before
        decisions = [piece.decision for piece in hunk if piece.decision]
        yield Line("", f"@@ -{start + 1},{len(hunk)} +{first},{kept} @@ {_headed(decisions, line_of(decisions[0].span.start))}", Tone.HUNK)
        for piece in hunk:
            yield Line("-" if piece.decision else " ", visible(piece.text), Tone.REMOVED if piece.decision else Tone.TEXT)
        before += kept


def _headed(decisions: Sequence[Decision], line: int) -> str:
    """The line of the text in which the first of them is, and of which kinds they are."""
    return f"line {line}: {', '.join(dict.fromkeys(str(decision.kind) for decision in decisions))}"


def _hunks(listed: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where what went stands, with its context: half-open ranges of pieces, one for what is nearer than two contexts."""
    start = end = -1
    for number, piece in enumerate(listed):
        if piece.decision is None:
            continue
        if start >= 0 and number - _CONTEXT > end:
            yield start, end
            start = -1
        start = max(number - _CONTEXT, 0) if start < 0 else start
        end = min(number + _CONTEXT + 1, len(listed))
    if start >= 0:
        yield start, end
