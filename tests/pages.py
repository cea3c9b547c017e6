"""Made-up pages: one story, and what sites set around it."""

from __future__ import annotations

import json

from cleaner.layout.tree import Layout
from cleaner.readers.page import read_page

HEADLINE = "Ferry to the outer islands sails late again"
SITE = "The Skerra Courier"
STORY = (
    "The ferry to the outer islands left Westhaven two hours late on Monday, the fourth time this month that it did so.",
    "Its owner, the Lenn Steam Company, said that a pump had failed during the night, and that a new one was on its way.",
    "“We have waited long enough,” said Ingrid Solheim, who runs the post office on Skerra and depends on the noon boat.",
    "The county council, which pays a third of the costs, has asked the company for a report on all delays since January.",
    "In its best year, 1968, the line carried 410,000 passengers; last year there were 96,000, and fewer in the winter.",
    "Peter Adeyemi, the harbour master, told the council that the pier at Carrick Bridge was too short for a larger ship.",
    "A second ship, the Saltmere, has been laid up since the autumn, after inspectors found cracks in two of its frames.",
    "The council is to decide in May whether it will take over the line, as two of its neighbours did with theirs in 2019.",
)
MENU = "<ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul>"
NAVIGATION = f"<header><nav>{MENU}</nav></header>"
FOOTER = "<footer><p>© 2026 The Skerra Courier. All rights reserved.</p></footer>"


def paragraphs(*lines: str) -> str:
    """The lines as paragraphs; those of the story where none are given."""
    return "".join(f"<p>{line}</p>" for line in lines or STORY)


def json_ld(**values: object) -> str:
    """A script that says so in JSON-LD; of the type `NewsArticle`, unless `type` says otherwise."""
    data = {"@type": values.pop("type", "NewsArticle"), **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**values: str) -> str:
    """A `meta` element for each value; `og_site_name` is the name `og:site_name`."""
    return "".join(f'<meta property="{name.replace("_", ":", 1)}" content="{value}">' for name, value in values.items())


def page(body: str | None = None, *, head: str | None = None, before: str = NAVIGATION, after: str = FOOTER) -> str:
    """A page with the story, or another body, in its `main`, and a menu and a footer around it."""
    body = f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>" if body is None else body
    head = f"<title>{HEADLINE} - {SITE}</title>{meta(og_site_name=SITE)}" if head is None else head
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{before}<main>{body}</main>{after}</body></html>'


def layout_of(markup: str, url: str | None = None) -> Layout:
    """What is measured of a page."""
    return Layout(read_page(markup, url))


def lines_of(layout: Layout) -> list[str]:
    """The texts of the blocks."""
    document = layout.page.document
    return [document.text[start:end] for (start, end), _, _ in document.blocks]
