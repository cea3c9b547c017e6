"""The body of an article by the structure that its page gave it: blocks with their links, and cells by tables and rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from cleaner.model import Block, BlockKind, Document, Link

if TYPE_CHECKING:
    from cleaner.assembling import Rendering

_Cell = TypeVar("_Cell")

_IN_ADDRESS = "/:?#[]@!$&'*+,;=%~"
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
"""Of addresses that lead somewhere, whatever shows them; the others run scripts, hold data or read files."""


class Run(NamedTuple):
    """A part of a block, all of it in one link or outside links."""

    text: str
    address: str = ""
    """Absolute where the page's own is known, in the characters of an address; "" outside links."""


def blocks_of(source: Document, rendering: Rendering, count: int) -> list[tuple[Block, list[Run]]]:
    """The last `count` blocks of a rendering, the article's body, with what is left of the source's links in each."""
    blocks = rendering.document.blocks
    body = blocks[len(blocks) - count :]
    return list(zip(body, _runs(source, rendering, body), strict=True))


def tables_of(cells: Sequence[tuple[Block, _Cell]]) -> list[list[list[_Cell]]]:
    """Cells that follow each other as tables of rows; the first row of a table is its head."""
    tables: list[list[list[_Cell]]] = []
    row = 0
    for block, cell in cells:
        if not tables or block.level < row:
            tables.append([[]])
        elif block.level > row:
            tables[-1].append([])
        tables[-1][-1].append(cell)
        row = block.level
    return tables


def depths_of(items: Sequence[tuple[Block, object]]) -> Iterator[int]:
    """How far in each item of a list is, from 0, each at most one step further than the one before."""
    least = min((block.level for block, _ in items), default=0)
    depth = -1
    for block, _ in items:
        depth = min(block.level - least, depth + 1)
        yield depth


def _runs(source: Document, rendering: Rendering, blocks: Sequence[Block]) -> Iterator[list[Run]]:
    starts = [link.span.start for link in source.links]
    base = source.url or (source.metadata.url if source.metadata else None) or ""
    try:
        urlsplit(base)
    except ValueError:
        base = ""
    text = rendering.document.text
    for block in blocks:
        if block.kind == BlockKind.CODE:
            yield [Run(text[slice(*block.span)])]
            continue
        runs: list[Run] = []
        at = block.span.start
        for begin, end, link in _links_in(rendering, block, source.links, starts):
            if begin >= at and (address := _address(base, link.address)):
                runs += (Run(text[at:begin]), Run(text[begin:end], address))
                at = end
        yield [run for run in (*runs, Run(text[at : block.span.end])) if run.text]


def _links_in(rendering: Rendering, block: Block, links: Sequence[Link], starts: Sequence[int]) -> Iterator[tuple[int, int, Link]]:
    """The links that were left whole in a block of the rendering: where they begin and end in it."""
    for start, source, length in rendering.pieces_of(block.span):
        for link in links[bisect_left(starts, source) : bisect_left(starts, source + length)]:
            if link.span.end <= source + length:
                yield link.span.start - source + start, link.span.end - source + start, link


def _address(base: str, address: str) -> str:
    """The address of a link, absolute where the page's is known; "" for what leads nowhere."""
    if not address.strip():  # an anchor
        return ""
    try:
        full = urljoin(base, address.strip())
        leads = urlsplit(full).scheme in _SCHEMES and not full.startswith("#")
    except ValueError:
        return ""
    return quote(full, safe=_IN_ADDRESS, errors="replace") if leads else ""
