"""Whole articles come out exactly as expected. `python -m tests.update_golden` rewrites what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import FIXTURES, cleaned, folders, read_expected


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.relative_to(FIXTURES).as_posix())
def test_golden(folder: Path) -> None:
    """Headline, standfirst, each paragraph, and each removal with its kind are the expected ones."""
    assert cleaned(folder) == read_expected(folder)


def test_there_are_golden_articles_of_text_and_of_html() -> None:
    """Both kinds of input are covered, and articles out of which nothing goes."""
    assert {next(folder.glob("input.*")).suffix for folder in folders()} == {".txt", ".html"}
    assert any(not read_expected(folder)["removed"] for folder in folders())
