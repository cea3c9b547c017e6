"""Document + decisions -> Article: the only writer. All it ever writes is white space between paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from math import inf

from cleaner.article import Article
from cleaner.model import Block, Decision, Document, Kind, Role, Span
from cleaner.roles import assign_roles


@dataclass(frozen=True, slots=True)
class Rendering:
    """The kept text of a document as a document of its own, and where its characters come from."""

    document: Document
    pieces: tuple[tuple[int, int, int], ...]
    """(start in the rendering, start in the source, length), in order."""

    def to_source(self, span: Span) -> list[Span]:
        """The spans of the source that a span of the rendering comes from; one where nothing was removed inside."""
        spans: list[Span] = []
        for start, source, length in self.pieces_of(span):
            low, high = max(span.start, start), min(span.end, start + length)
            if low < high:
                spans.append(Span(source + low - start, source + high - start))
        return spans

    def pieces_of(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The pieces that a span of the rendering touches."""
        first = max(bisect_right(self.pieces, (span.start, inf, 0)) - 1, 0)
        return takewhile(lambda piece: piece[0] < span.end, islice(self.pieces, first, None))


def render(document: Document, removed: Iterable[Span]) -> Rendering:
    """What is left of a document without the removed spans: paragraphs with a blank line between them.

    A removal inside a line that had white space on both sides leaves one paragraph; one that was glued to its
    neighbour was a line of its own, so that what stands around it are two.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    length = 0
    cuts = sorted(removed)
    at = 0
    for block in document.blocks:
        while at < len(cuts) and cuts[at].end <= block.span.start:
            at += 1
        begun = False
        low, high = block.span
        if at == len(cuts) or cuts[at].start >= high:
            whole = [(block.span, False)]
        elif cuts[at].start <= low and cuts[at].end >= high:
            continue
        else:
            whole = _kept_pieces(document.text, block.span, cuts, at)
        for piece, spaced in whole:
            separator = "" if not blocks else " " if begun and spaced else "\n\n"
            parts += (separator, document.text[piece.start : piece.end])
            start = length + len(separator)
            length = start + piece.end - piece.start
            pieces.append((start, piece.start, piece.end - piece.start))
            if begun and spaced:
                blocks[-1] = blocks[-1]._replace(span=Span(blocks[-1].span.start, length))
            else:
                blocks.append(block._replace(span=Span(start, length)))
            begun = True
    kept = replace(document, text="".join(parts), blocks=tuple(blocks), links=())
    return Rendering(kept, tuple(pieces))


def _kept_pieces(text: str, span: Span, cuts: Sequence[Span], at: int) -> list[tuple[Span, bool]]:
    """The stretches of a block outside the cuts, trimmed, each with whether white space parted it from the cut before.

    `at` is the first of the cuts that can touch the block.
    """
    pieces: list[tuple[Span, bool]] = []
    start = span.start
    spaced = False
    while at < len(cuts) and cuts[at].start < span.end:
        cut = cuts[at]
        at += 1
        _add_piece(pieces, text, start, min(cut.start, span.end), spaced)
        start = max(start, cut.end)
        before, after = text[max(span.start, cut.start) - 1 : cut.start], text[cut.end : cut.end + 1]
        spaced = before.isspace() and after.isspace()
    _add_piece(pieces, text, start, span.end, spaced)
    return pieces


def _add_piece(pieces: list[tuple[Span, bool]], text: str, start: int, end: int, spaced: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        pieces.append((Span(start, end), spaced))


def assemble(
    document: Document,
    removed: Sequence[Decision],
    spared: Sequence[Decision],
    warnings: Sequence[str],
    roles: Mapping[str, float],
) -> Article:
    """The article that is left of a document; `roles` are the weights of `cleaner.roles`."""
    kept = render(document, (decision.span for decision in removed)).document if removed else document
    paragraphs = [kept.text[block.span.start : block.span.end] for block in kept.blocks]
    title = document.title if document.title in (None, *paragraphs) else _title_left(document, removed)
    assigned = assign_roles(paragraphs, kept.blocks, roles, replace(document, title=title))
    by_role = {role: [n for n, given in enumerate(assigned) if given == role] for role in Role}
    # A page may show its headline nowhere, or in a picture.
    headline = paragraphs[by_role[Role.HEADLINE][0]] if by_role[Role.HEADLINE] else title or None
    standfirst = "\n".join(paragraphs[n] for n in by_role[Role.STANDFIRST]) or None
    return Article(
        headline,
        standfirst,
        tuple(paragraphs[n] for n in by_role[Role.BODY]),
        document.language,
        tuple(sorted(removed, key=lambda decision: decision.span)),
        tuple(sorted(spared, key=lambda decision: decision.span)),
        tuple(warnings),
        document,
        _roles=roles,
    )


def _title_left(document: Document, removed: Sequence[Decision]) -> str:
    """The headline of a page that stands in none of what is left: it was in no block of the article, or was cut there.

    Then it is the first piece that is left of its block, or nothing.
    """
    title = document.title or ""
    spans = [span for span, *_ in document.blocks if document.text[span.start : span.end] == title]
    for span in spans:
        cuts = [decision for decision in removed if decision.span.start < span.end and decision.span.end > span.start]
        # What the layout takes out for saying the headline again is not judged.
        if not any(decision.kind == Kind.REPEATED_HEADLINE for decision in cuts):
            pieces = _kept_pieces(document.text, span, sorted(decision.span for decision in cuts), 0)
            return document.text[slice(*pieces[0][0])] if pieces else ""
    return title


def without_kinds(removed: Iterable[Decision], kinds: Iterable[Kind]) -> list[Decision]:
    """The decisions that are left when what is of these kinds stays in."""
    kept = frozenset(kinds)
    return [decision for decision in removed if decision.kind not in kept]
