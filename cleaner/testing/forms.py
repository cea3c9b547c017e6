"""How the lines of an article are written down: as text, or as a page with a menu and a footer around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from cleaner.model import Kind, Span

_CHROME = re.compile(r"\[\[(.*?)\]\]")
"""In a page form, text of the page that is not of the article."""
_SLOT = re.compile("LANGUAGE|TITLE|SUMMARY")


class Line(NamedTuple):
    """A line, and what it is removed as; None where it is journalism."""

    text: str
    kind: Kind | None = None


Written = tuple[str, list[tuple[Span, Line]]]
"""A source, and where each line stands in it."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """Lines of plain text."""

    name: str
    separator: str
    indent: str = ""
    glued: bool = False
    """The last line of an appeal touches the line behind it, as where a line break was lost."""

    def write(self, lines: Sequence[Line], language: str) -> Written:
        """The lines as one text, in whatever language."""
        pieces: list[str] = []
        spans: list[tuple[Span, Line]] = []
        length = 0
        for number, line in enumerate(lines):
            touches = self.glued and number > 0 and lines[number - 1].kind is not None and line.kind is None
            before = ("" if number == 0 or touches else self.separator) + ("" if touches else self.indent)
            start = length + len(before)
            length = start + len(line.text)
            pieces += (before, line.text)
            spans.append((Span(start, length), line))
        return "".join(pieces), spans


@dataclass(frozen=True, slots=True)
class PageForm:
    """A page: the first line is its headline, the second its standfirst."""

    name: str
    opening: str
    """`LANGUAGE`, `TITLE` and `SUMMARY` stand for those of the article, `[[...]]` is text that is not of the article."""
    closing: str
    headline: tuple[str, str] = ("<h1>", "</h1>\n")
    standfirst: tuple[str, str] = ("<p>", "</p>\n")
    paragraph: tuple[str, str] = ("<p>", "</p>\n")
    appeal: tuple[str, str] = ("<p>", "</p>\n")

    def write(self, lines: Sequence[Line], language: str) -> Written:
        """The lines as a page, and where the text of each stands in the markup."""
        pieces: list[str] = []
        spans: list[tuple[Span, Line]] = []
        length = 0

        def put(markup: str, line: Line | None = None) -> None:
            nonlocal length
            pieces.append(markup)
            if line:
                spans.append((Span(length, length + len(markup)), line))
            length += len(markup)

        def put_frame(markup: str) -> None:
            for number, piece in enumerate(_CHROME.split(markup)):
                if number % 2:
                    put(escape(piece), Line(piece, Kind.PAGE_CHROME))
                else:
                    put(_SLOT.sub(lambda slot: escape(known[slot[0]]), piece))

        title, summary = [line.text for line in lines if line.kind is None][:2]
        known = {"LANGUAGE": language, "TITLE": title, "SUMMARY": summary}
        put_frame(self.opening)
        journalism = 0
        for line in lines:
            before, after = self.appeal
            if line.kind is None:
                before, after = (self.headline, self.standfirst, self.paragraph)[min(journalism, 2)]
                journalism += 1
            put(before)
            put(escape(line.text), line)
            put(after)
        put_frame(self.closing)
        return "".join(pieces), spans


Form = TextForm | PageForm

LINES = TextForm("own lines", "\n")
TEXT_FORMS = (
    LINES,
    TextForm("blank lines", "\n\n"),
    TextForm("CRLF", "\r\n"),
    TextForm("indents", "\n", "    "),
    TextForm("no-break spaces", "\n", "\u00a0"),
    TextForm("trailing spaces", "  \n"),
)
"""Forms that keep the lines apart."""
GLUED_FORM = TextForm("glued", "\n", glued=True)

_MENU = '<nav><a href="/">[[Home]]</a> | <a href="/world">[[World]]</a> | <a href="/sport">[[Sport]]</a></nav>'
_HEAD = '<!DOCTYPE html>\n<html lang="LANGUAGE"><head><meta charset="utf-8"><title>TITLE</title>'
_NEWS = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle"}</script>'
PAGE_FORMS = (
    PageForm(
        "article",
        f"{_HEAD}{_NEWS}</head>\n<body><header>{_MENU}</header>\n<main><article><header>\n",
        "</div></article></main>\n<footer><p>[[© 2026 The Lenn Courier. All rights reserved.]]</p></footer></body></html>\n",
        standfirst=('<p class="standfirst">', '</p></header>\n<div class="article-body">\n'),
    ),
    PageForm(
        "aside",
        f'{_HEAD}<meta property="og:type" content="article"><meta property="og:description" content="SUMMARY"></head>\n'
        f'<body>{_MENU}\n<main><article><div class="article-header">\n',
        "</div></article></main>\n<footer><ul><li><a href='/about'>[[About us]]</a></li><li><a href='/terms'>[[Terms of use]]</a></li></ul>"
        "</footer></body></html>\n",
        standfirst=('<div class="article-standfirst">', '</div></div>\n<div class="article-body">\n'),
        appeal=('<aside class="promo"><p>', "</p></aside>\n"),
    ),
    PageForm(
        "divs",
        f'{_HEAD}<meta name="description" content="SUMMARY">{_NEWS}</head>\n<body><div id="top">{_MENU}</div>\n<div id="content">\n',
        '</div></div>\n<div id="bottom"><a href="/imprint">[[Imprint]]</a> <a href="/privacy">[[Privacy policy]]</a></div></body></html>\n',
        standfirst=('<p class="lead"><strong>', '</strong></p>\n<div class="text">\n'),
        appeal=("<p><em>", "</em></p>\n"),
    ),
)
"""Pages as sites set them."""
