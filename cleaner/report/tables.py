"""The report's counts as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cleaner.model import Kind
from cleaner.report.entries import Failure
from cleaner.report.markup import shown
from cleaner.report.plots import bar
from cleaner.report.sums import Pool, Sums

_ROWS = len(Kind)
"""Rows of a table; the page's JSON has all."""


class Heading(NamedTuple):
    """What a table is of."""

    name: str
    """Its id on the page."""
    title: str
    noun: str
    unnamed: str
    """What stands for the name ""."""


Columns = Sequence[tuple[str, Callable[[Sums], str]]]

OF_REMOVALS: Columns = (
    ("Removals", lambda sums: f"{sums.removals:,}"),
    ("Articles", lambda sums: f"{sums.articles:,}"),
    ("Characters", lambda sums: f"{sums.removed:,}"),
)
OF_ARTICLES: Columns = (
    ("Articles", lambda sums: f"{sums.articles:,}"),
    ("Changed", lambda sums: f"{sums.changed:,}"),
    ("Removed", lambda sums: f"{sums.share:.1%}"),
)


def counts(heading: Heading, pool: Pool, columns: Columns, said: Callable[[str], str] = str) -> str:
    """The names with most removed characters, with a bar for those, and a row for all others."""
    ranked = pool.ranked()
    most = ranked[0][1].removed if ranked else 0
    rows = [
        _row(said(name) if name else heading.unnamed, sums, columns, bar(sums.removed, most)) for name, sums in ranked[:_ROWS]
    ]
    others = Sums()
    for sums in (*(sums for _, sums in ranked[_ROWS:]), pool.others):
        others.add(sums)
    if others.articles:
        rows.append(_row(f"{'more than ' if pool.others.articles else ''}{len(ranked) - len(rows):,} others", others, columns, ""))
    head = "".join(f'<th scope="col">{name}</th>' for name, _ in columns)
    body = "".join(rows) or "<tr><td>None.</td></tr>"
    table = (
        f"<table><caption>{heading.noun}s, those with most removed characters first</caption>"
        f'<thead><tr><th scope="col">{heading.noun}</th>{head}<th scope="col" class="drawn">Removed characters</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    return section(heading.name, heading.title, table)


def _row(name: str, sums: Sums, columns: Columns, drawn: str) -> str:
    values = "".join(f"<td>{value(sums)}</td>" for _, value in columns)
    return f'<tr><th scope="row"><bdi>{shown(name)}</bdi></th>{values}<td class="drawn">{drawn}</td></tr>'


def failures(failed: Pool, some: Sequence[Failure]) -> str:
    """How many records failed with which error, and some of them."""
    number = failed.total().articles
    listed = ", ".join(f"{shown(name)} {sums.articles:,}" for name, sums in failed.ranked()[:_ROWS])
    rows = ((failure.id or "no id", failure.type, failure.message) for failure in some)
    return _words(f"Records that could not be cleaned: {number:,} ({listed})", ("Record", "Error", "Message"), rows)


def warnings(pool: Pool) -> str:
    """The warnings, and how many articles have each."""
    ranked = sorted(pool.ranked(), key=lambda row: (-row[1].articles, row[0]))
    rows = ((name, f"{sums.articles:,}") for name, sums in ranked[:_ROWS])
    return _words("Warnings", ("Warning", "Articles"), rows)


def section(name: str, title: str, inside: str, look: str = "counts") -> str:
    """A section of the page under its heading; `look` is its class."""
    return f'<section class="{look}" id="{name}" aria-labelledby="{name}-title"><h2 id="{name}-title">{title}</h2>\n{inside}\n</section>'


def _words(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of words; the first of each row is what it is of."""
    body = "".join(
        f'<tr><th scope="row"><bdi>{shown(first)}</bdi></th>{"".join(f"<td><bdi>{shown(one)}</bdi></td>" for one in rest)}</tr>'
        for first, *rest in rows
    )
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    return f'<table class="words"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
