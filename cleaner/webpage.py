"""Articles as a page of HTML that needs nothing else: the structure that they had, no class but one, no script, no address loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from cleaner.model import Block, BlockKind
from cleaner.outline import Run, blocks_of, depths_of, tables_of

if TYPE_CHECKING:
    from cleaner.article import Article

# Text of others is escaped; were that to fail, the policy lets nothing run or load.
_OPENING = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 serif; overflow-wrap: anywhere }}
.standfirst {{ font-weight: bold }}
pre {{ overflow-x: auto }}
td {{ padding-right: 1em; vertical-align: top }}
article + article {{ margin-top: 3em; border-top: 1px solid }}
</style>
</head>
<body>
"""
CLOSING = "</body>\n</html>\n"
_UNTITLED = "Article"


def opening(title: str | None) -> str:
    """What a page begins with; articles follow it, and `CLOSING`."""
    return _OPENING.format(_escaped(" ".join((title or "").split()) or _UNTITLED))


def element(article: Article) -> str:
    """An article as an element of HTML, with a line feed at its end."""
    from cleaner.assembling import render

    rendering = render(article.document, (decision.span for decision in article.removed))
    parts = [f"<h1>{_escaped(article.headline)}</h1>"] if article.headline else []
    parts += [f'<p class="standfirst">{_escaped(line)}</p>' for line in (article.standfirst or "").split("\n") if line]
    texts = ((block, _text(runs)) for block, runs in blocks_of(article.document, rendering, len(article.paragraphs)))
    for kind, group in groupby(texts, lambda pair: pair[0].kind):
        parts += _set(kind, list(group))
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return "\n".join((f"<article{language}>", *parts, "</article>\n"))


def _set(kind: BlockKind, group: Sequence[tuple[Block, str]]) -> Iterator[str]:
    """Blocks of one kind that follow each other."""
    match kind:
        case BlockKind.HEADING:
            for block, text in group:
                level = max(block.level, 2)  # the headline is the one of level 1
                yield f"<h{level}>{text}</h{level}>"
        case BlockKind.LIST_ITEM:
            yield "".join(_listed(group))
        case BlockKind.QUOTE:
            yield "\n".join(("<blockquote>", *(f"<p>{text}</p>" for _, text in group), "</blockquote>"))
        case BlockKind.CODE:
            yield from (f"<pre><code>{text}</code></pre>" for _, text in group)
        case BlockKind.TABLE:
            for rows in tables_of(group):
                yield "\n".join(("<table>", *(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows), "</table>"))
        case BlockKind.PARAGRAPH:
            yield from (f"<p>{text}</p>" for _, text in group)


def _listed(group: Sequence[tuple[Block, str]]) -> Iterator[str]:
    """Lists in lists: an item that is further in is part of the one before it."""
    before = -1
    for depth, (_, text) in zip(depths_of(group), group, strict=True):
        yield "<ul>" if depth > before else "</li>" + "</ul></li>" * (before - depth)
        yield f"\n<li>{text}"
        before = depth
    yield "</li></ul>" * (before + 1)


def _text(runs: Sequence[Run]) -> str:
    return "".join(f'<a href="{escape(run.address)}">{_escaped(run.text)}</a>' if run.address else _escaped(run.text) for run in runs)


def _escaped(text: str) -> str:
    """Text between tags: quotation marks have no meaning there."""
    return escape(text, quote=False)
