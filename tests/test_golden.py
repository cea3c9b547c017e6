"""Whole articles come out exactly as expected. `python -m tests.update_golden` rewrites what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner.rules.load import publishers
from cleaner.testing.golden import changes
from tests.golden import FIXTURES, cleaned, folders, of_publisher, read_expected, read_input, slug_of, url_of

# Known to come out wrong: a button stays, a short sentence goes with the appeal behind it, and so does a standfirst's role.
WRONG = {"en/theintercept-com/scanners", "zh/theinitium-com/ferry"}


def golden() -> list[object]:
    """All golden articles; those that are known to come out wrong have to, until they are mended and taken off the list."""
    known = pytest.mark.xfail(raises=AssertionError)
    names = {folder: folder.relative_to(FIXTURES).as_posix() for folder in folders()}
    return [pytest.param(folder, id=name, marks=[known] if name in WRONG else []) for folder, name in names.items()]


@pytest.mark.parametrize("folder", golden())
def test_golden(folder: Path) -> None:
    """Headline, standfirst, each paragraph, and each removal with its kind are the expected ones."""
    assert changes(read_expected(folder), cleaned(folder)) == []


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
