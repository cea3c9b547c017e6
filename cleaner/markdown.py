"""An article as Markdown: the headline as a title, the standfirst in bold, the body's blocks by their kind, with links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cleaner.model import Block, BlockKind, Document
from cleaner.outline import Run, blocks_of, depths_of, tables_of

if TYPE_CHECKING:
    from cleaner.assembling import Rendering

_SPECIAL = re.compile(r"([\\`*_\[\]<~])")
_OPENING = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[#>+-]))")
"""What would make a paragraph something else."""
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_ONE_LINE = str.maketrans("\n\r", "  ")


def markdown(headline: str | None, standfirst: str | None, source: Document, rendering: Rendering, count: int) -> str:
    """The last `count` blocks of a rendering, the article's body, under its headline and standfirst."""
    parts = [f"# {_headed(_escaped(headline))}"] if headline else []
    if standfirst:
        parts.append(f"**{_escaped(' '.join(standfirst.split()))}**")
    texts = ((block, _text(block, runs)) for block, runs in blocks_of(source, rendering, count))
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
    """The items of a list by their depth: what is more than a step further in is code to Markdown."""
    for depth, (_, text) in zip(depths_of(group), group, strict=True):
        yield f"{'  ' * depth}- {_plain(text)}"


def _fenced(code: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    return f"{fence}\n{code}\n{fence}"


def _tables(cells: Sequence[tuple[Block, str]]) -> list[str]:
    """Cells by rows; the first row of a table is its head."""
    parts = []
    for rows in tables_of(cells):
        width = max(map(len, rows))  # Markdown leaves out the cells of a row that is longer than the first
        escaped = [[text.replace("|", "\\|") for text in row] for row in rows]
        lines = [f"| {' | '.join((*row, *[''] * (width - len(row))))} |" for row in escaped]
        lines.insert(1, f"|{' --- |' * width}")
        parts.append("\n".join(lines))
    return parts


def _text(block: Block, runs: Sequence[Run]) -> str:
    """The text of a block, escaped but for code, with its links."""
    return "".join(run.text if block.kind == BlockKind.CODE else _linked(run) for run in runs)


def _linked(run: Run) -> str:
    text = _escaped(run.text)
    return "".join(("[", text, "](", _ENTITY.sub(r"\\&", run.address), ")")) if run.address else text


def _escaped(text: str) -> str:
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text.translate(_ONE_LINE)))
