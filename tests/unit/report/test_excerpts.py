"""Excerpts: what is shown is the text itself, with every decision in its place, and what is left out is counted."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from cleaner.article import Article
from cleaner.model import Kind, Span
from cleaner.report.excerpts import WHOLE, Excerpt, around, cuts_of, short, whole
from tests.unit.report.articles import REMOVED, SPARED, article_of, articles, decision_of, marked


def assert_tiles(excerpt: Excerpt, text: str) -> None:
    """The pieces and what is left out are the text."""
    at = 0
    for piece in excerpt.pieces:
        if not piece.left_out:
            assert text[at : at + len(piece.text)] == piece.text
            assert piece.text
        at += piece.left_out or len(piece.text)
    assert at == len(text)
    assert {piece.mark for piece in excerpt.pieces} - {None} == set(range(len(excerpt.marks)))


def of_mark(excerpt: Excerpt, mark: int | None) -> str:
    return "".join(piece.text for piece in excerpt.pieces if piece.mark == mark)


@given(articles())
def test_pieces_tile_the_text(article: Article) -> None:
    """Whatever is shown, nothing is doubled, moved or lost without a count; marks of removals hold what was removed."""
    cuts = cuts_of(article)
    assert all(one.span.end <= other.span.start for one, other in pairwise(cuts))
    excerpt = whole(article.document, cuts)
    assert_tiles(excerpt, article.document.text)
    if len(article.document.text) <= WHOLE:
        assert not any(piece.left_out for piece in excerpt.pieces)
        removed = [of_mark(excerpt, number) for number, mark in enumerate(excerpt.marks) if mark.is_removed]
        assert removed == [decision.text for decision in article.removed]
    for decision in article.removed:
        excerpt = around(article.document, cuts, decision)
        assert_tiles(excerpt, article.document.text)
        assert excerpt.focus is not None
        shown = of_mark(excerpt, excerpt.focus)
        assert shown == decision.text or (shown and len(decision.text) > 900)


def test_what_is_removed_goes_before_a_near_miss() -> None:
    """Of a near miss that reaches over a removal the rest is shown as such."""
    text = "One two three four five"
    near = decision_of(text, Span(0, 18), SPARED, Kind.TIP_LINE, 0.4)
    article = article_of(text, near, decision_of(text, Span(4, 7), REMOVED, Kind.AD_MARKER, 0.9))
    shown = [(piece.text, piece.mark is not None) for piece in whole(article.document, cuts_of(article)).pieces]
    assert shown == [("One ", True), ("two", True), (" three four", True), (" five", False)]


def test_a_long_text_is_shown_around_its_decisions() -> None:
    """Of a long page its chrome is left out first, and of a long removal the middle."""
    appeal = "Please donate. " * 100
    text = "Menu " * 2000 + "\n" + appeal + "\n" + "The bridge opened. " * 500
    start = text.index(appeal)
    chrome = [decision_of(text, Span(at, at + 4), REMOVED, Kind.PAGE_CHROME, 0.6) for at in range(0, 10000, 5)]
    article = article_of(text, *chrome, decision_of(text, Span(start, start + len(appeal)), REMOVED, Kind.DONATION_APPEAL, 0.99))
    excerpt = whole(article.document, cuts_of(article))
    assert_tiles(excerpt, text)
    assert sum(len(piece.text) for piece in excerpt.pieces) <= 1.25 * WHOLE
    assert all(piece.left_out == 0 or piece.left_out > 120 for piece in excerpt.pieces)
    place = [mark.kind for mark in excerpt.marks].index("donation_appeal")
    assert "Please donate." in of_mark(excerpt, place)
    assert len(of_mark(excerpt, place)) < len(appeal)


def test_a_long_text_without_decisions_is_cut_off() -> None:
    """Its beginning is shown."""
    article = marked("x" * (2 * WHOLE))
    assert [len(piece.text) or piece.left_out for piece in whole(article.document, []).pieces] == [WHOLE, WHOLE]


def test_short() -> None:
    """One line, cut off with a sign; a megabyte is not gone through for it."""
    assert short("a\n b") == "a b"
    assert short("ab " * 1_000_000, 10) == "ab ab ab …"
    assert short(" " * 1_000_000 + "x", 10) == "…"
