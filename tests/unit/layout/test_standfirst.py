"""Which blocks of a page are its standfirst."""

from __future__ import annotations

import pytest

import cleaner
from cleaner import Article
from tests.pages import HEADLINE, SITE, STORY, json_ld, meta, page, paragraphs

STANDFIRST = "A pump had failed during the night, its owner said, and the islanders want the county to take over the line."
NEWS = f"<title>{HEADLINE} - {SITE}</title>{meta(og_site_name=SITE)}{json_ld(headline=HEADLINE)}"
PLAIN = f"<title>{HEADLINE} - {SITE}</title>{meta(og_site_name=SITE)}"
DESCRIBED = meta(og_description=STANDFIRST)


def read(between: str, head: str = NEWS, body: str | None = None) -> Article:
    """The article of a page with something between its headline and its story."""
    story = paragraphs() if body is None else body
    return cleaner.clean_html(page(f"<article><h1>{HEADLINE}</h1>{between}{story}</article>", head=head))


@pytest.mark.parametrize(
    "between",
    [
        f"<h2>{STANDFIRST}</h2>",
        f"<div>{STANDFIRST}</div>",
        f"<p class='x7'>{STANDFIRST}</p>",
        f"<div class='box'><p>{STANDFIRST}</p></div>",
        f"<p class='x7'>Westhaven – {STANDFIRST}</p>",
        f"<p class='by'>By Ines Calloway</p><h2>{STANDFIRST}</h2>",
    ],
)
def test_the_block_with_which_a_page_describes_itself(between: str) -> None:
    """A block that begins as a description of the page does, or soon comes to it, is the standfirst where it is set apart."""
    article = read(between, NEWS + DESCRIBED)
    assert (article.standfirst or "").endswith(STANDFIRST)
    assert article.paragraphs == STORY


def test_a_description_that_is_cut_off() -> None:
    """Pages cut their descriptions off at different lengths, and change marks and case in them."""
    for description in (STANDFIRST[:60] + "…", STANDFIRST.upper(), STANDFIRST + " Read more."):
        assert read(f"<h2>{STANDFIRST}</h2>", NEWS + meta(description=description)).standfirst == STANDFIRST
    assert read(f"<h2>{STANDFIRST}</h2>", NEWS + json_ld(description=STANDFIRST)).standfirst == STANDFIRST


@pytest.mark.parametrize("name", ["standfirst", "article__lead", "StoryDek", "chapo", "vorspann", "ingress", "sottotitolo"])
def test_a_block_that_is_called_standfirst(name: str) -> None:
    """A block that its class calls so is the standfirst, in several languages, also one element further out."""
    for between in (f"<p class='{name}'>{STANDFIRST}</p>", f"<div class='{name}'><p>{STANDFIRST}</p></div>"):
        article = read(between)
        assert article.standfirst == STANDFIRST
        assert article.paragraphs == STORY


def test_a_block_that_is_set_as_no_other() -> None:
    """Of a news page, a text before the first paragraph that nothing else is set like is the standfirst."""
    assert read(f"<p class='x7'>{STANDFIRST}</p>").standfirst == STANDFIRST
    assert read("<p class='x7'>Listen</p>").standfirst is None


def test_a_list() -> None:
    """A standfirst of several points is all of them, each on a line of its own."""
    points = ("A pump had failed in the night", "The county wants a report", "The second ship has been laid up")
    items = "".join(f"<li>{point}</li>" for point in points)
    article = read(f"<ul class='standfirst'>{items}</ul>")
    assert article.standfirst == "\n".join(points)
    assert article.paragraphs == STORY
    assert article.document.standfirst == points


def test_what_is_set_like_the_body_is_body() -> None:
    """The first paragraph is no standfirst, even if the page describes itself with it."""
    article = read("", NEWS + meta(description=STORY[0]))
    assert (article.standfirst, article.paragraphs) == (None, STORY)
    styled = "".join(f"<p class='text'>{line}</p>" for line in STORY)
    article = read("", NEWS + meta(og_description=STORY[0][:50]), styled)
    assert (article.standfirst, article.paragraphs) == (None, STORY)


def test_a_first_paragraph_of_a_page_that_is_no_news_stays_body() -> None:
    """Where no JSON-LD says that the page is news, a first paragraph that is set apart is still the first paragraph."""
    for first in (f"<p class='x7'>{STANDFIRST}</p>", f"<p class='lead'>{STANDFIRST}</p>"):
        article = read(first, PLAIN)
        assert (article.standfirst, article.paragraphs) == (None, (STANDFIRST, *STORY))
    article = read(f"<p class='x7'>{STANDFIRST}</p>", PLAIN + DESCRIBED)
    assert (article.standfirst, article.paragraphs) == (None, (STANDFIRST, *STORY))


def test_a_standfirst_of_a_page_that_is_no_news() -> None:
    """There it is told by its name and by the description together, in an element of its own."""
    article = read(f"<header><p class='standfirst'>{STANDFIRST}</p></header>", PLAIN + DESCRIBED, f"<div>{paragraphs()}</div>")
    assert (article.standfirst, article.paragraphs) == (STANDFIRST, STORY)


def test_an_alternative_headline() -> None:
    """The second headline that a page has in JSON-LD may be its standfirst; a repeated headline is none."""
    head = f"<title>{HEADLINE}</title>{json_ld(headline=HEADLINE, alternativeHeadline=STANDFIRST)}"
    assert read(f"<h2 class='subtitle'>{STANDFIRST}</h2>", head).standfirst == STANDFIRST
    assert read(f"<h2 class='subtitle'>{HEADLINE}</h2>", head).standfirst is None


@pytest.mark.parametrize(
    "between",
    [
        f"<p class='byline'>By Ines Calloway, islands correspondent of {SITE} in Westhaven</p>",
        "<p class='date'>Published on Monday 2 March 2026 at 14:05, updated at 16:20 on 3 March 2026</p>",
        "<div class='share'><p>Share this with all of your friends who have been waiting for a ferry of late</p></div>",
        f"<figure><figcaption class='lead'>{STANDFIRST}</figcaption></figure>",
        f"<p class='x7'><a href='/1'>{STANDFIRST}</a></p>",
    ],
    ids=["byline", "date", "share", "caption", "link"],
)
def test_what_else_stands_between(between: str) -> None:
    """Bylines, dates, buttons, captions and links under the headline are no standfirst."""
    assert read(between).standfirst is None


def test_a_standfirst_is_text_of_the_page() -> None:
    """A description that the page does not show is given nowhere."""
    article = read("", NEWS + DESCRIBED)
    assert article.standfirst is None
    assert STANDFIRST not in article.document.text


def test_a_page_without_a_headline_has_no_standfirst() -> None:
    """Nothing stands under a headline that no block is."""
    article = cleaner.clean_html(page(f"<h2 class='standfirst'>{STANDFIRST}</h2>{paragraphs()}", head=DESCRIBED))
    assert article.standfirst is None
