"""HTML -> Document of what trafilatura takes for the article: the second opinion, `Cleaner(extractor="trafilatura")`.

What it leaves out is in no account. Deduplication stays off: trafilatura's keeps state from page to page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.model import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTE,
    "code": BlockKind.CODE,
    "row": BlockKind.TABLE,
}
_BLOCKS = frozenset({"p", "head", "item", "quote", "code", "row", "list", "table", "cell", "div", "body", "main", "comments"})


def read_extracted(html: str, url: str | None = None) -> Document:
    """A document of the article's blocks, with the page's own title before them; empty where no article is found."""
    import trafilatura  # takes half a second to import, and text never needs it

    found = trafilatura.bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False, favor_recall=False
    )
    if found is None:
        return Document("", (), url)
    if isinstance(found, dict):
        raise TypeError("trafilatura.bare_extraction returned a dict; trafilatura >= 2.0 returns a Document")
    parts = list(_blocks(found.body)) if found.body is not None else []
    title = " ".join((found.title or "").split()) or None
    if title and (not parts or parts[0][0] != title):
        parts = [(title, BlockKind.HEADING, 1), *(part for part in parts if part[0] != title)]
    return _document(parts, url, title, found.language or None)


def _document(parts: list[tuple[str, BlockKind, int]], url: str | None, title: str | None, language: str | None) -> Document:
    blocks: list[Block] = []
    length = 0
    for text, kind, level in parts:
        start = length + (2 if blocks else 0)
        length = start + len(text)
        blocks.append(Block(Span(start, length), kind, level))
    return Document("\n\n".join(text for text, _, _ in parts), tuple(blocks), url, title, language=language)


def _blocks(root: _Element) -> Iterator[tuple[str, BlockKind, int]]:
    """Text, kind and level of each block under `root`, line breaks inside a block as blocks of their own."""
    pending: list[str] = []

    def flush(kind: BlockKind, level: int) -> Iterator[tuple[str, BlockKind, int]]:
        for line in "".join(pending).split("\n"):
            text = " ".join(line.split())
            if text:
                yield text, kind, level
        pending.clear()

    def walk(node: _Element, kind: BlockKind, level: int) -> Iterator[tuple[str, BlockKind, int]]:
        pending.append(node.text or "")
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "lb":
                pending.append("\n")
            elif tag in _BLOCKS:
                yield from flush(kind, level)
                inner = _KINDS.get(tag, kind)
                yield from walk(child, inner, _level(child, tag, level))
                yield from flush(inner, _level(child, tag, level))
            elif tag and tag != "graphic":
                yield from walk(child, kind, level)
            pending.append(child.tail or "")

    yield from walk(root, BlockKind.PARAGRAPH, 0)
    yield from flush(BlockKind.PARAGRAPH, 0)


def _level(node: _Element, tag: str, level: int) -> int:
    if tag == "head":
        return int((node.get("rend") or "h2")[-1:] or 2)
    return level + 1 if tag == "list" else level
