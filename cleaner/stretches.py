"""A text in stretches of whole blocks: what is made of one stretch at a time stays small, however long the text is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.model import Block, Span

LEAST = 50_000
"""Code points of a stretch, but for the last: so many that it costs no time to go stretch by stretch."""


def stretches(blocks: Iterable[Block], least: int = LEAST) -> Iterator[Span]:
    """The spans of groups of neighbouring blocks: each ends with the block that brings it to `least` code points.

    >>> list(stretches([Block(Span(0, 4)), Block(Span(5, 9)), Block(Span(12, 20))], least=9))
    [Span(start=0, end=9), Span(start=12, end=20)]
    """
    start = end = -1
    for (low, high), _, _ in blocks:
        start, end = low if start < 0 else start, high
        if end - start >= least:
            yield Span(start, end)
            start = -1
    if start >= 0:
        yield Span(start, end)
