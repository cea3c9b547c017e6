"""Plain text as a document: the text unchanged, a block for each line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from cleaner.readers.text import read_text
from cleaner.testing import hostile_text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\r\n", []),
        ("one", ["one"]),
        ("one\ntwo\r\nthree\rfour", ["one", "two", "three", "four"]),
        ("  one \n\n\u00a0two\u3000\n", ["one", "two"]),
        ("one\u2028two\x85three\x0cfour", ["one", "two", "three", "four"]),
        ("one two", ["one two"]),
        ("x\n\x00\ny", ["x", "\x00", "y"]),
    ],
)
def test_blocks_are_lines(text: str, lines: list[str]) -> None:
    """Lines end where `str.splitlines` ends them, and have no white space around them."""
    document = read_text(text)
    assert document.text == text
    assert [text[start:end] for (start, end), *_ in document.blocks] == lines


@given(hostile_text())
@settings(max_examples=200)
def test_blocks_cover_all_but_white_space(text: str) -> None:
    """Blocks are what `splitlines` and `strip` make of any text, disjoint and in order."""
    document = read_text(text, "https://news.example")
    assert [text[start:end] for (start, end), *_ in document.blocks] == [line.strip() for line in text.splitlines() if line.strip()]
    assert document.url == "https://news.example"
    spans = [block.span for block in document.blocks]
    assert all(before.end <= after.start for before, after in pairwise(spans))
