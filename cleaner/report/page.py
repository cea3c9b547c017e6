"""The report as one page of HTML, which needs no network and no script; its script only adds search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import __version__
from cleaner.report import tables
from cleaner.report.cards import article_card, decision_card, facets, kind_words
from cleaner.report.collecting import row_of
from cleaner.report.markup import in_script, policy, shown
from cleaner.report.plots import Series, brief, columns
from cleaner.report.tables import OF_ARTICLES, OF_REMOVALS, Heading

if TYPE_CHECKING:
    from cleaner.report.collecting import Report

_OPEN = 2
"""Articles that are unfolded from the start."""


def page(report: Report) -> str:
    """The page. What is in it depends on the report alone: no time, no place."""
    style, script = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    named = {
        shelf: {f"{shelf}-{number}": card for number, card in enumerate(cards, 1)}
        for shelf, cards in (("doubtful", report.doubtful), ("near-misses", report.spared), ("articles", report.articles))
    }
    made = {shelf: [decision_card(card, name) for name, card in named[shelf].items()] for shelf in ("doubtful", "near-misses")}
    made["articles"] = [article_card(card, name, is_open=place < _OPEN) for place, (name, card) in enumerate(named["articles"].items())]
    shelves = [
        tables.section(shelf, title, f'<p class="told">{told}</p>\n' + ("\n".join(made[shelf]) or '<p class="none">None.</p>'), "shelf")
        for shelf, title, told in _SHELVES
    ]
    wrong = _wrong(report)
    found_by = [facets(card, name) for cards in named.values() for name, card in cards.items()]
    return _PAGE.format(
        policy=shown(policy(style, script)),
        style=style,
        script=script,
        head=_head(report),
        plots=_plots(report),
        wrong='<a href="#failures">Failures</a>' if wrong else "",
        sections="\n".join((*_tables(report), wrong, _SEARCH, *shelves)),
        version=shown(__version__),
        data=in_script({"figures": report.to_dict(), "cards": found_by}),
    )


def _head(report: Report) -> str:
    total = report.total
    figures = [
        ("Articles", f"{total.articles:,}", ""),
        ("Changed", f"{total.changed:,}", f"{_percent(total.changed, total.articles)} of articles"),
        ("Removed", _percent(total.removed, total.size), f"{brief(total.removed)} of {brief(total.size)} characters"),
        ("Removals", f"{total.removals:,}", f"{brief(report.near.total())} near misses"),
        ("Failed", f"{report.failed_records:,}", f"of {total.articles + report.failed_records:,} records"),
    ]
    listed = "".join(f"<div><dt>{name}</dt><dd>{value} <small>{more}</small></dd></div>" for name, value, more in figures)
    about = "".join(f"<div><dt>{shown(name)}</dt><dd><bdi>{shown(value)}</bdi></dd></div>" for name, value in report.about.items())
    return f'<dl class="figures">{listed}</dl>' + (f'<dl class="about">{about}</dl>' if about else "")


def _plots(report: Report) -> str:
    sure = [Series("Removals", "gone", row_of(report.confidences)), Series("Near misses", "near", row_of(report.near))]
    shares = [Series("Articles", "plain", row_of(report.shares))]
    key = '<span class="key"><i class="gone"></i> removed</span> <span class="key"><i class="near"></i> near miss</span>'
    drawn = [
        (f"How sure the decisions are: {key}", columns("Decisions by confidence", sure, "confidence that it is boilerplate")),
        ("How much of each changed article was removed", columns("Changed articles by share removed", shares, "share of its characters")),
    ]
    return "".join(f"<figure><figcaption>{caption}</figcaption>{plot}</figure>" for caption, plot in drawn)


def _tables(report: Report) -> list[str]:
    return [
        tables.counts(Heading("kinds", "By kind", "Kind", ""), report.kinds, OF_REMOVALS, kind_words),
        tables.counts(Heading("publishers", "By publisher", "Publisher", "no address"), report.publishers, OF_ARTICLES),
        tables.counts(Heading("rules", "By rule", "Rule", "no single rule"), report.rules, OF_REMOVALS),
        tables.counts(Heading("languages", "By language", "Language", "not told"), report.languages, OF_ARTICLES),
    ]


def _wrong(report: Report) -> str:
    """Failures and warnings; nothing where there are none."""
    failed = tables.failures(report.failed, report.failures) if report.failed_records else ""
    warned = tables.warnings(report.warnings) if report.warnings.ranked() else ""
    return tables.section("failures", "Failures and warnings", failed + warned) if failed or warned else ""


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "0%"


_SHELVES = (
    (
        "doubtful",
        "Most doubtful removals",
        "What was removed with the least confidence comes first: here a loss of journalism is most likely to be found.",
    ),
    (
        "near-misses",
        "Near misses",
        "What was nearly removed and stayed, the nearest first: here boilerplate that was missed is most likely to be found.",
    ),
    (
        "articles",
        "Articles",
        "Drawn from all changed articles, and some more so that each kind is there. Removed text is struck through in red, near misses "
        "are in yellow; point at one, tap it or reach it with the Tab key for its kind, confidence and reason.",
    ),
)
_SEARCH = """<search id="search" hidden><h2>Search what is shown below</h2><div class="fields">
<label>Text <input type="search" id="by-text" autocomplete="off" spellcheck="false"></label>
<label>Kind <select id="by-kind"><option value="">all</option></select></label>
<label>Publisher <select id="by-publisher"><option value="">all</option></select></label>
<label>Rule <select id="by-rule"><option value="">all</option></select></label>
<button type="button" id="clear">Clear</button></div><p id="found" role="status"></p></search>"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Cleaning report</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#doubtful">Skip to the removals</a>
<header>
<h1>Cleaning report</h1>
{head}
<nav aria-label="Sections"><a href="#kinds">Kinds</a> <a href="#publishers">Publishers</a> <a href="#rules">Rules</a>
<a href="#languages">Languages</a> {wrong} <a href="#doubtful">Doubtful removals</a> <a href="#near-misses">Near misses</a>
<a href="#articles">Articles</a></nav>
</header>
<main>
<div class="plots">{plots}</div>
{sections}
</main>
<footer>Written by cleaner {version}. The figures are in this page as JSON too, in the element <code>data</code>.</footer>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""
