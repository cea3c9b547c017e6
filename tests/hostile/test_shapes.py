"""Hostile shapes, in a moderate size: each gives an article for which the laws hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import cleaner
from benchmarks.shapes import PAGES, TEXTS
from cleaner import Cleaner
from cleaner.engine import UNSETTLED
from cleaner.testing import assert_laws
from fuzz.targets import LAWS

SIZE = 5_000
DEEP = 100_000


@pytest.mark.parametrize("shape", sorted(TEXTS))
def test_texts(shape: str) -> None:
    """The text is the caller's, and the spans give it back."""
    assert_laws(Cleaner(), TEXTS[shape](SIZE), as_html=False, laws=LAWS)


@pytest.mark.parametrize("shape", sorted(PAGES))
def test_pages(shape: str) -> None:
    """A page of any shape is read and accounted for."""
    assert_laws(Cleaner(), PAGES[shape](SIZE), as_html=True, laws=LAWS)


@pytest.mark.parametrize("element", ["div", "b", "a", "ul", "table", "blockquote", "x-y", "span style='display:block'"])
def test_elements_in_each_other(element: str) -> None:
    """A tree may be deeper than Python's stack."""
    assert "the text" in cleaner.clean_html(f"<{element}>" * DEEP + "the text").document.text


def test_siblings() -> None:
    """Of many paragraphs each is a block."""
    assert len(cleaner.clean_html("<p>a</p>" * DEEP).document.blocks) == DEEP


def test_text_nodes_and_attributes_without_an_end() -> None:
    """A megabyte in one piece is one block, and one in an attribute is none."""
    assert cleaner.clean_html("<p>" + "x" * 1_000_000).document.text == "x" * 1_000_000
    assert cleaner.clean_html(f"<p title='{'x' * 1_000_000}'>text").document.text == "text"
    article = cleaner.clean_html("<p " + " ".join(f"a{number}=x" for number in range(24_000)) + ">text")
    assert article.document.text == "text"


NESTED = """
[[rule]]
id = "own.custom.open-close"
kind = "custom"
scope = "match"
strength = "certain"
pattern = '\\bopen close\\b'
message = "made for the test"
why = "What is left around it is the same again."
match = ["open close"]
keep = ["open and close"]
"""


def test_a_long_text_that_repeats_itself_is_not_looked_at_again_and_again(tmp_path: Path) -> None:
    """Where each look finds a little, a short text is looked at until it is settled; a long one is left as it is, with a word on it."""
    (tmp_path / "own.toml").write_text(NESTED, encoding="utf-8")
    engine = Cleaner(packs=[tmp_path])
    text = "The gate will open " + "open " * 4 + "close " * 4 + "close at noon."
    article = engine.clean_text(text)
    assert " ".join(decision.text for decision in article.removed).split() == ["open"] * 5 + ["close"] * 5
    long = text + "\nThe gate was shut." * 10_000
    article = engine.clean_text(long)
    assert article.warnings == (UNSETTLED,)
    assert (article.removed, article.original()) == ((), long)


def test_deep_objects() -> None:
    """A deep tree of lxml is read as its markup would be."""
    root = leaf = etree.Element("div")
    for _ in range(10_000):
        leaf = etree.SubElement(leaf, "div")
    leaf.text = "the text"
    assert cleaner.clean_html(root).document.text == "the text"
