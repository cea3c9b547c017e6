"""An article as Markdown: the headline as a title, the standfirst in bold, the body's blocks by their kind, with links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from cleaner.model import Block, BlockKind, Document, Link

if TYPE_CHECKING:
    from cleaner.assembling import Rendering

_SPECIAL = re.compile(r"([\\`*_\[\]<~])")
_OPENING = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[#>+-]))")
"""What would make a paragraph something else."""
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_ONE_LINE = str.maketrans("\n\r", "  ")
_IN_ADDRESS = "/:?#[]@!$&'*+,;=%~"
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
"""Of addresses that lead somewhere, whatever shows the Markdown; the others run scripts, hold data or read files."""


def markdown(headline: str | None, standfirst: str | None, source: Document, rendering: Rendering, count: int) -> str:
    """The last `count` blocks of a rendering, the article's body, under its headline and standfirst."""
    parts = [f"# {_headed(_escaped(headline))}"] if headline else []
    if standfirst:
        parts.append(f"**{_escaped(' '.join(standfirst.split()))}**")
    kept = rendering.document
    blocks = kept.blocks[len(kept.blocks) - count :]
    texts = zip(blocks, _linked(source, rendering, blocks), strict=True)
    for kind, group in groupby(texts, lambda pair: pair[0].kind):
        parts += _set(kind, list(group))
    return "\n\n".join(parts)


def _set(kind: BlockKind, group: Sequence[tuple[Block, str]]) -> list[str]:
    """Blocks of one kind that follow each other, as the parts between which blank lines stand."""
    match kind:
        case BlockKind.HEADING:
            return [f"{'#' * max(block.level, 2)} {_headed(text)}" for block, text in group]
        case BlockKind.LIST_ITEM:
            return ["\n".join(_listed(group))]
        case BlockKind.QUOTE:
            return ["\n>\n".join(f"> {_plain(text)}" for _, text in group)]
        case BlockKind.CODE:
            return [_fenced(text) for _, text in group]
        case BlockKind.TABLE:
            return _tables(group)
    return [_plain(text) for _, text in group]


def _plain(text: str) -> str:
    """The text where it cannot be taken for a heading, a list or a quotation."""
    return _OPENING.sub(r"\1\\", text, count=1) if _OPENING.match(text) else text


def _headed(text: str) -> str:
    """The text of a heading; a `#` at its end would be taken for the end of the heading."""
    words = text.rstrip("#")
    return f"{words}\\{text[len(words) :]}" if len(words) < len(text) else text


def _listed(group: Sequence[tuple[Block, str]]) -> Iterator[str]:
    """The items of a list, each at most one step deeper than the one before: what is further in is code to Markdown."""
    least = min(block.level for block, _ in group)
    depth = -1
    for block, text in group:
        depth = min(block.level - least, depth + 1)
        yield f"{'  ' * depth}- {_plain(text)}"


def _fenced(code: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    return f"{fence}\n{code}\n{fence}"


def _tables(cells: Sequence[tuple[Block, str]]) -> list[str]:
    """Cells by rows; the first row of a table is its head."""
    tables: list[list[list[str]]] = []
    row = 0
    for block, text in cells:
        if not tables or block.level < row:
            tables.append([[]])
        elif block.level > row:
            tables[-1].append([])
        tables[-1][-1].append(text.replace("|", "\\|"))
        row = block.level
    parts = []
    for rows in tables:
        width = max(map(len, rows))  # Markdown leaves out the cells of a row that is longer than the first
        lines = [f"| {' | '.join((*row, *[''] * (width - len(row))))} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        parts.append("\n".join(lines))
    return parts


def _linked(source: Document, rendering: Rendering, blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each block, escaped but for code, with what is left of the source's links in it."""
    starts = [link.span.start for link in source.links]
    base = source.url or (source.metadata.url if source.metadata else None) or ""
    try:
        urlsplit(base)
    except ValueError:
        base = ""
    text = rendering.document.text
    for block in blocks:
        if block.kind == BlockKind.CODE:
            yield text[slice(*block.span)]
            continue
        parts: list[str] = []
        at = block.span.start
        for begin, end, link in _links_in(rendering, block, source.links, starts):
            if begin >= at and (address := _address(base, link.address)):
                parts += (_escaped(text[at:begin]), f"[{_escaped(text[begin:end])}]({address})")
                at = end
        yield "".join((*parts, _escaped(text[at : block.span.end])))


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
    return _ENTITY.sub(r"\\&", quote(full, safe=_IN_ADDRESS, errors="replace")) if leads else ""


def _escaped(text: str) -> str:
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text.translate(_ONE_LINE)))
