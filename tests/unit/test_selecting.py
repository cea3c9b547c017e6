"""Which blocks of a page are its article."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import layout
from cleaner.readers.page import read_page
from cleaner.selecting import best_set, page_weights
from tests.unit.readers.test_html import PAGE
from tests.unit.test_article import BODY


def test_the_weights_are_of_the_signals() -> None:
    """The shipped weights were fitted to the signals that the code computes, in their order."""
    assert page_weights().signals == layout.measure(read_page(PAGE)).names


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(1, 500)), min_size=1))
def test_no_likelier_block_is_left_out(blocks: list[tuple[float, int]]) -> None:
    """A block that is kept has a score at least that of each that is not, and some block is kept."""
    scores = np.asarray([score for score, _ in blocks], dtype=np.float32)
    kept = best_set(scores, np.asarray([length for _, length in blocks], dtype=np.float64))
    assert kept.any()
    assert kept.all() or scores[kept].min() >= scores[~kept].max()


def test_a_copy_for_small_screens_goes() -> None:
    """Of a paragraph that comes twice the first stays."""
    paragraph = f"<p>{BODY[1]}</p>"
    article = cleaner.clean_html(PAGE.replace(paragraph, paragraph * 2))
    assert article.paragraphs.count(BODY[1]) == 1


def test_every_kind_can_be_kept() -> None:
    """What layout sets apart comes back with `keep`, as with `restored`."""
    kept = cleaner.Cleaner(keep=["page_chrome"]).clean_html(PAGE)
    assert "© 2026 The Westhaven Example" in kept.body
    assert kept.body == cleaner.clean_html(PAGE).restored("page_chrome").body
