"""The signals of a page's blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import layout
from cleaner.layout.names import CATEGORIES, bits_of
from tests.pages import layout_of

STORY = "".join(
    f"<p>The ferry to the islands sailed at noon on day {day}, its owner said, and came back late.</p>" for day in range(8)
)
PAGE = (
    "<html><head><title>Ferry to the islands sails late again - The Example</title></head><body><nav><a href=/>Home</a></nav>"
    "<main><h1>Ferry to the islands sails late again</h1>"
    "<div class='c1'>" + STORY + "</div></main>"
    "<div class='cookie-consent'>" + "<p>We and our partners store and read data on your device, as you may choose.</p>" * 12 + "</div>"
    "<footer><p>All rights reserved by The Example, its owners, and others.</p></footer></body></html>"
)


def signal(markup: str, name: str) -> list[float]:
    names, table = layout.measure(layout_of(markup))
    return [float(value) for value in table[:, names.index(name)]]


@pytest.mark.parametrize(
    ("tag", "names", "expected"),
    [
        ("div", "operating-theatre", set()),
        ("div", "articleBody", {"body"}),
        ("div", "article__related-links", {"body", "related"}),
        ("nav", "", {"navigation"}),
        ("div", "NewsletterSignup_root", {"asking"}),
    ],
)
def test_names_are_whole_tokens(tag: str, names: str, expected: set[str]) -> None:
    """A name says something by its words, cut at case and hyphens, never by a part of a word."""
    bits = bits_of(tag, names)
    assert {category for n, category in enumerate(CATEGORIES) if bits >> n & 1} == expected


def test_a_consent_layer_is_no_container() -> None:
    """What is named as consent is set apart however much text it holds, where the headline is not in it."""
    apart = signal(PAGE, "container.apart")
    assert apart[:2] == [1.0, 0.0]
    assert apart[2:10] == [0.0] * 8
    assert apart[10:] == [1.0] * 13
    assert signal(PAGE, "container.clean0.9.hops")[2:11] == [1.0] * 8 + [15.0]


def test_places_count_from_the_headline() -> None:
    """The block that the page's title repeats is the place from which the others are counted."""
    assert layout_of(PAGE).title == 1
    assert signal(PAGE, "title.distance")[:3] == [-1.0, 0.0, 1.0]


def test_what_json_ld_has_of_the_article() -> None:
    """Blocks are looked up in the article of JSON-LD; of one that is longer than any, in its beginning."""
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
    body = "The ferry sailed at noon, as ever. "
    page = told + "<p>The ferry sailed at noon, as ever.</p><p>The harbour stayed shut, its owner said.</p>"
    assert signal(page.replace("%s", body), "title.in_data")[:2] == [1.0, 0.0]
    assert signal(page.replace("%s", body * 10_000 + "The harbour stayed shut, its owner said."), "title.in_data")[:2] == [1.0, 0.0]


PARTS = ["<p>", "<div class=x>", "</div>", "<h1>", "<a href=x>", "word, and. ", "<li>", "<article>", "long " * 30]


@given(st.lists(st.sampled_from(PARTS)))
def test_every_page_has_the_same_signals(parts: list[str]) -> None:
    """A row for each block, finite numbers, and names that no page changes."""
    measured = layout_of("".join(parts))
    names, table = layout.measure(measured)
    assert -1 <= measured.title < max(1, measured.count)
    assert names == layout.measure(layout_of("")).names
    assert table.shape == (measured.count, len(names))
    assert np.isfinite(table).all()
