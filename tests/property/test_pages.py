"""The laws on pages that are broken, cut off, or no pages at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Article, Cleaner, Kind
from cleaner.testing import assert_laws, hostile_bytes, hostile_markup
from cleaner.testing.hostile import MARKUP
from fuzz.targets import LAWS
from tests.pages import HEADLINE, SITE, STORY, json_ld, meta, page, paragraphs
from tests.unit.test_article import APPEAL

BODY = (
    f"<article class='story'><header><h1>{HEADLINE}</h1>"
    "<p class='standfirst'>A pump had failed, and <b>nobody</b> knows when it is mended</p>"
    "<p class='byline'>By <a href='/ines'>Ines Calloway</a></p></header><div class=\"body\">"
    + paragraphs(*STORY[:3])
    + "<figure><img src='a.jpg' alt='x > y'><figcaption>The ferry &amp; the pier</figcaption></figure><h2>What the council says</h2>"
    + paragraphs(*STORY[3:6])
    + "<ul><li>Noon<br>Two<li>Four</ul><table><tr><th>Year<th>Trips<tr><td>2024<td>310</table><pre>a\n  b\n</pre>"
    "<!-- an <advert> --><aside class='related'><a href='/1'>Bridge over the Lenn closed</a></aside>"
    + paragraphs(*APPEAL, *STORY[6:])
    + "</div></article><form action='/n'><label>Newsletter <input name='e'></label></form>"
)
HEAD = f"<title>{HEADLINE} - {SITE}</title>{meta(og_title=HEADLINE)}{json_ld(headline=HEADLINE, articleBody=STORY[0])}"
PAGE = page(BODY, head=HEAD)
SHELL = page("<div id='root'></div>", after=f"<script>x = {json.dumps({'a': {'html': paragraphs()}})}</script>")
few = settings(max_examples=25)


def assert_lawful(markup: str | bytes, engine: Cleaner | None = None) -> Article:
    """The account tiles the text, every form of the article can be made, and no word is made of two."""
    article = assert_laws(engine or Cleaner(), markup, as_html=True, laws=LAWS)
    assert article.confidence is not None
    assert 0 <= article.confidence <= 1
    return article


def test_the_page_itself() -> None:
    """Whole, the page has the story, and what is around it is removed by kind."""
    article = assert_lawful(PAGE)
    assert article.headline == HEADLINE
    assert set(STORY) < set(article.paragraphs)
    assert {Kind.CAPTION, Kind.ARTICLE_METADATA, Kind.RELATED_LINK, Kind.DONATION_APPEAL} <= {gone.kind for gone in article.removed}
    assert cleaner.clean_html(SHELL).paragraphs == STORY


@pytest.mark.parametrize("markup", [PAGE, SHELL], ids=["page", "shell"])
@given(st.data())
def test_a_page_that_is_cut_off(markup: str, data: st.DataObject) -> None:
    """A page that ends at any character is lawful, and what it shows is not lost."""
    place = data.draw(st.integers(0, len(markup)))
    assert_lawful(markup[:place])
    assert_lawful(markup[place:])


def test_a_page_that_is_cut_off_in_the_story() -> None:
    """Of a page whose end is missing the paragraphs that are there stay."""
    place = PAGE.index(STORY[5]) + 40
    article = cleaner.clean_html(PAGE[:place])
    assert set(STORY[:5]) < set(article.paragraphs)
    assert article.headline == HEADLINE


@given(st.integers(0, len(PAGE.encode())), st.sampled_from(("utf-8", "utf-16", "windows-1252")))
@few
def test_bytes_that_are_cut_off(place: int, encoding: str) -> None:
    """Bytes may end in the midst of a character."""
    assert_lawful(PAGE.encode(encoding, "replace")[:place])


@given(st.lists(st.tuples(st.integers(0, len(PAGE)), st.sampled_from(MARKUP)), max_size=12))
def test_a_page_with_stray_tags(strays: list[tuple[int, str]]) -> None:
    """Tags, quotation marks and signs anywhere, closed or not, even within tags, leave the page lawful."""
    markup = PAGE
    for place, stray in strays:
        markup = markup[:place] + stray + markup[place:]
    assert_lawful(markup)


@given(st.lists(st.sampled_from((*MARKUP, *STORY, "word ", " ", "\n", "<br>", "<td>", "<li>", "<b>", "</b>")), max_size=40).map("".join))
@settings(max_examples=150)
def test_any_heap_of_tags(markup: str) -> None:
    """What is no page is lawful as well."""
    assert_lawful(markup)


@given(hostile_markup())
def test_any_markup_by_another_extractor(markup: str) -> None:
    """So is what trafilatura makes of it."""
    assert_lawful(markup, Cleaner(extractor="trafilatura"))


@given(hostile_bytes())
@few
def test_any_bytes_as_a_page(data: bytes) -> None:
    """All bytes are a page."""
    assert_lawful(data)


@given(st.integers(0, len(PAGE)))
@few
def test_idempotent_on_pages(place: int) -> None:
    """The text of a cleaned page has nothing more to remove."""
    assert cleaner.clean_text(cleaner.clean_html(PAGE[:place]).text).removed == ()


@given(st.integers(0, len(PAGE)), st.sets(st.sampled_from(Kind)))
@few
def test_monotone_on_pages(place: int, kinds: set[Kind]) -> None:
    """Keeping kinds puts back what is of them, and changes nothing else."""
    removed = cleaner.clean_html(PAGE[:place]).removed
    kept = Cleaner(keep=kinds).clean_html(PAGE[:place]).removed
    assert kept == tuple(gone for gone in removed if gone.kind not in kinds)


def test_deterministic_on_pages() -> None:
    """A page gives the same article whatever was cleaned before it, the page with a second opinion too."""
    pages = (PAGE, SHELL, "", PAGE[: len(PAGE) // 2], page("<p>Nothing much.</p>"), PAGE[::-1])
    told = [cleaner.clean_html(markup).to_json() for markup in pages]
    assert [cleaner.clean_html(markup).to_json() for markup in reversed(pages)] == told[::-1]
