"""Folding keeps the length of a text, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cleaner.folding import fold
from cleaner.testing import hostile_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("OUR Journalism", "our journalism"),
        ("Don’t", "don't"),
        ("İstanbul", "istanbul"),
        ("ẞ", "ß"),
        ("a\u00a0b\u202fc\u3000d\te", "a b c d e"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδοσ"),
        ("non\u2011profit", "non-profit"),
        ("a\ud800b", "a\ufffdb"),
        ("日本", "日本"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, quotes, spaces and hyphens are unified, one code point for one."""
    assert fold(text) == folded


@given(hostile_text())
@settings(max_examples=200)
def test_fold_keeps_length_and_is_stable(text: str) -> None:
    """No offset moves, folding again changes nothing, and a native matcher can take the result."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert isinstance(folded.encode(), bytes)


def test_fold_keeps_the_length_of_every_code_point() -> None:
    """Not one code point of Unicode folds to none or to several."""
    assert all(len(fold(chr(code))) == 1 for code in range(0x110000))
