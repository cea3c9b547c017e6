"""Whole articles come out exactly as expected. `python -m tests.update_golden` rewrites what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner.rules.load import publishers
from tests.golden import FIXTURES, cleaned, folders, of_publisher, read_expected, read_input, slug_of, url_of


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.relative_to(FIXTURES).as_posix())
def test_golden(folder: Path) -> None:
    """Headline, standfirst, each paragraph, and each removal with its kind are the expected ones."""
    assert cleaned(folder) == read_expected(folder)


def test_there_are_golden_articles_of_text_and_of_html() -> None:
    """Both kinds of input are covered, and articles out of which nothing goes."""
    assert {next(folder.glob("input.*")).suffix for folder in folders()} == {".txt", ".html"}
    assert any(not read_expected(folder)["removed"] for folder in folders())


@pytest.mark.parametrize("domain", sorted(publishers()))
def test_each_publisher_pack_has_a_golden_article(domain: str) -> None:
    """A pack without an article out of which its rules take something is not proved."""
    articles = [cleaner.clean_text(read_input(folder), url_of(folder)) for folder in of_publisher(domain)]
    rules = {decision.rule for article in articles for decision in article.removed if decision.rule}
    assert any(rule.startswith(f"{slug_of(domain)}.") for rule in rules)
