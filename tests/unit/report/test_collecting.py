"""The report: what it counts, what it keeps, and that parts of it add up in any order."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.article import Article
from cleaner.engine import KEPT
from cleaner.errors import InputError, OutputError
from cleaner.model import Kind, Span
from cleaner.report import Report, entry_of, failure_of
from tests.unit.report.articles import SPARED, article_of, articles, decision_of, marked

TEXT = """Bridge over the Lenn reopens

Traffic crossed the bridge for the first time since March on Monday morning, the county said.

Your support helps us to tell the story. Please donate today.

The repairs took eight months and cost £3m, of which the county paid two thirds.
"""


def report_of(items: list[tuple[Article, int]], samples: int = 3) -> Report:
    report = Report(samples)
    for article, number in items:
        report.add(article, number)
        if number % 5 == 0:
            report.fail(number, "BadLine", f"no JSON {number}")
    return report


@given(st.lists(articles(), max_size=6), st.data())
def test_parts_add_up_in_any_order(made: list[Article], data: st.DataObject) -> None:
    """Reports of parts, merged in any order, are the report of all: the counts, the samples and the page."""
    items = list(zip(made, range(len(made)), strict=True))
    turned = data.draw(st.permutations(items))
    cut = data.draw(st.integers(0, len(items)))
    merged = report_of(turned[cut:])
    merged.merge(pickle.loads(pickle.dumps(report_of(turned[:cut]))))  # noqa: S301 - our own, as another process sends it
    assert merged.to_dict() == report_of(items).to_dict()
    assert merged.html() == report_of(items).html()


@given(st.lists(articles(), max_size=8))
def test_counts(made: list[Article]) -> None:
    """Totals are those of the articles, and every table adds up to them."""
    report = report_of(list(zip(made, range(len(made)), strict=True)))
    removed = sum(len(decision.text) for article in made for decision in article.removed)
    assert report.total.articles == len(made)
    assert report.total.changed == sum(bool(article.removed) for article in made) == report.shares.total()
    assert report.total.removals == sum(len(article.removed) for article in made) == report.confidences.total()
    assert report.total.removed == removed
    assert report.near.total() == sum(len(article.spared) for article in made)
    for pool in (report.kinds, report.rules, report.publishers, report.languages):
        assert sum(sums.removed for _, sums in pool.ranked()) == removed
    assert all(sums.articles <= len(made) for _, sums in report.kinds.ranked())


def test_a_real_cleaning(tmp_path: Path) -> None:
    """What the library removed is in the page, struck through, with its kind."""
    report = Report()
    report.add(cleaner.clean(TEXT, url="https://www.lenn.example/bridge"), id="lenn-1")
    assert [name for name, _ in report.publishers.ranked()] == ["lenn.example"]
    assert [name for name, _ in report.kinds.ranked()] == ["donation_appeal"]
    report.write(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ">Your support helps us to tell the story. Please donate today.</del>" in page
    assert "Donation appeal" in page


def test_the_most_doubtful_come_first() -> None:
    """Removals by their confidence upwards, near misses downwards; the same words once, and three at most of one article."""
    report = Report(samples=4)
    for number, confidence in enumerate((0.9, 0.6, 0.8, 0.7, 0.5)):
        report.add(marked(f"Opened. Give {number}.", f"Give {number}.", confidence=confidence))
        report.add(marked("Opened. Please donate.", "Please donate.", confidence=0.55 + number / 100))
    shown = [card.excerpt.marks[card.excerpt.focus or 0].confidence for card in report.doubtful]
    assert shown == [0.5, 0.55, 0.6, 0.7]
    many = "a1 b2 c3 d4 e5"
    assert len(entry_of(marked(many, *many.split())).doubtful) == 3
    near = Report()
    for confidence in (0.2, 0.4, 0.3):
        near.add(article_of(f"Opened {confidence}", decision_of(f"Opened {confidence}", Span(0, 10), SPARED, Kind.TIP_LINE, confidence)))
    assert [card.excerpt.marks[0].confidence for card in near.spared] == [0.4, 0.3, 0.2]


def test_what_was_kept_on_demand_is_no_near_miss() -> None:
    """It is marked in its article, but not counted."""
    article = cleaner.Cleaner(keep={"donation_appeal"}).clean(TEXT)
    assert KEPT in {decision.reason for decision in article.spared}
    entry = entry_of(article)
    assert (entry.near, entry.spared) == ((), ())
    assert [mark.is_removed for mark in entry.card.excerpt.marks] == [False]


def test_each_kind_is_shown() -> None:
    """A kind that is rare among many articles is among the samples."""
    report = Report(samples=2)
    for number in range(50):
        report.add(marked(f"Opened {number}. Please donate.", "Please donate."), id=number)
    report.add(marked("Opened. Got a tip?", "Got a tip?", kind=Kind.TIP_LINE))
    assert "tip_line" in {mark.kind for card in report.articles for mark in card.excerpt.marks}


def test_it_does_not_grow() -> None:
    """Of articles that have nothing in common no more is held than there are samples, whatever their number and length."""
    report = Report(samples=5)
    for number in range(400):
        text = f"Opened {number}. " * 2000 + f"Give {number}."
        report.add(marked(text, f"Give {number}.", url=f"https://n{number}.example/"), id="x" * 10_000)
        report.fail(number, "BadLine", "y" * 10_000)
    assert (len(report.doubtful), len(report.failures)) == (5, 5)
    assert len(report.articles) <= 5 + 4
    assert len(pickle.dumps(report)) < 200_000
    assert len(report.html()) < 200_000


def test_bad_arguments(tmp_path: Path) -> None:
    """They are named, with what would be right."""
    with pytest.raises(InputError, match="samples is -1"):
        Report(samples=-1)
    with pytest.raises(InputError, match="one report has 1 samples, the other 2"):
        Report(1).merge(Report(2))
    with pytest.raises(InputError, match="url is of type int"):
        Report().add(marked("Opened."), url=5)  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="nothing more was written"):
        Report().write(tmp_path / "none" / "report.html")


def test_no_samples() -> None:
    """A report may show none, and still counts."""
    report = Report(samples=0)
    report.add(marked("Opened. Please donate.", "Please donate."))
    report.take(failure_of(None, "BadLine", "no JSON"))
    assert (report.doubtful, report.articles, report.failures) == ([], [], [])
    assert (report.total.removals, report.failed_records) == (1, 1)
