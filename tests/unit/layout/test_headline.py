"""Which block of a page is its headline, and what of the page's titles is the headline's own."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.layout.headline import Headline, without_site
from tests.pages import HEADLINE, SITE, STORY, json_ld, layout_of, lines_of, meta, page, paragraphs

URL = "https://www.skerracourier.example/2026/ferry"


def headline_of(body: str, head: str, url: str | None = None) -> str | None:
    """The headline of a page with the story under what is given."""
    return cleaner.clean_html(page(f"<article>{body}{paragraphs()}</article>", head=head), url).headline


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - {SITE}",
        f"{HEADLINE} | {SITE}",
        f"{HEADLINE} – Skerra Courier",
        f"{SITE}: {HEADLINE}",
        f"{SITE} | {HEADLINE}",
        f"{HEADLINE} | News | {SITE}",
        f"{HEADLINE} | {SITE} News",
        HEADLINE,
    ],
)
def test_the_name_of_the_site_comes_off(title: str) -> None:
    """What the site calls itself before or behind a title is no part of the headline, which the heading shows."""
    head = f"<title>{title}</title>{meta(og_site_name=SITE)}"
    assert headline_of(f"<h1>{HEADLINE}</h1>", head) == HEADLINE


def test_the_name_of_the_site_is_in_its_address() -> None:
    """A site that does not say its name is known by its host."""
    assert headline_of("", f"<title>{HEADLINE} - Skerra Courier</title>", URL) == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry to the islands: a chronicle of delays",
        "Ferry sails – late again",
        "Ferry sails - late again",
        "Noon | Two | Four: a day out",
    ],
)
def test_marks_of_the_headline_itself_stay(headline: str) -> None:
    """A colon, dash or bar with no site's name behind it is the headline's."""
    head = f"<title>{headline} | {SITE}</title>{meta(og_title=headline, og_site_name=SITE)}"
    assert headline_of(f"<h1>{headline}</h1>", head) == headline
    assert headline_of("", head) == headline


def test_without_site() -> None:
    """Names come off at both ends, one after the other, and a title that is nothing but the name stays."""
    site = frozenset({"theskerracourier"})
    assert without_site(f"{HEADLINE} | The Skerra Courier | The Skerra Courier", site) == HEADLINE
    assert without_site(f"The Skerra Courier : {HEADLINE} - Skerra Courier", site) == HEADLINE
    assert without_site("Skerra Courier wins a prize - and what for", site) == "Skerra Courier wins a prize - and what for"
    assert without_site("The Skerra Courier", site) == "The Skerra Courier"
    assert without_site("", site) == ""


def test_the_heading_is_that_which_the_titles_repeat() -> None:
    """A heading of the first level around the site's name or a section is none, where another one is the page's title."""
    head = f"<title>{HEADLINE} - {SITE}</title>{meta(og_site_name=SITE)}"
    for other in (SITE, "News from the islands", "Most read"):
        layout = layout_of(page(f"<h1>{HEADLINE}</h1>{paragraphs()}", head=head, before=f"<h1>{other}</h1>"))
        assert lines_of(layout)[layout.title] == HEADLINE


@pytest.mark.parametrize("tag", ["h2", "h3", "div"])
def test_a_headline_need_not_be_of_the_first_level(tag: str) -> None:
    """A block that says what the page calls itself is its headline, however it is tagged."""
    layout = layout_of(page(f"<{tag}>{HEADLINE}</{tag}>{paragraphs()}", head=meta(og_title=HEADLINE)))
    assert lines_of(layout)[layout.title] == HEADLINE


def test_a_heading_with_no_title_like_it() -> None:
    """A heading that a title is like comes before one that none is like; where none is, the first heading is the headline."""
    head = "<title>Island ferry late: what the company says</title>"
    body = f"<h1>Welcome</h1><h1>Island ferry is late again, company says</h1>{paragraphs()}"
    assert cleaner.clean_html(page(body, head=head)).headline == "Island ferry is late again, company says"
    assert headline_of(f"<h1>{HEADLINE}</h1>", "<title>Courier 2026-03-02</title>") == HEADLINE
    assert headline_of(f"<h1>{HEADLINE}</h1>", "") == HEADLINE


def test_a_kicker_before_the_headline() -> None:
    """What stands with a colon before the title that the page gives itself is a kicker; without a colon the heading stands."""
    head = f"<title>{HEADLINE} - {SITE}</title>{meta(og_title=HEADLINE, og_site_name=SITE)}"
    assert headline_of(f"<h1><span>Westhaven:</span> {HEADLINE}</h1>", head) == HEADLINE
    assert headline_of(f"<h1>Analysis of why the {HEADLINE}</h1>", head) == f"Analysis of why the {HEADLINE}"


def test_news_pages_whose_titles_agree_against_the_heading() -> None:
    """Where Open Graph and JSON-LD of a news page say the same, that is the headline; on other pages the heading is."""
    heading = "“We have waited long enough”: islanders and their ferry"
    for kind, expected in (("NewsArticle", HEADLINE), ("Article", heading)):
        head = meta(og_title=f"{HEADLINE} | {SITE}", og_site_name=SITE) + json_ld(type=kind, headline=HEADLINE)
        assert headline_of(f"<h1>{heading}</h1>", head) == expected
    alone = meta(og_title=HEADLINE) + json_ld(headline="Ferry late")
    assert headline_of(f"<h1>{heading}</h1>", alone) == heading


def test_a_headline_in_several_blocks() -> None:
    """Lines that together are a title are the headline, and none of them is in the body."""
    body = f"<h1>Ferry to the outer islands<br>sails late again</h1>{paragraphs()}"
    article = cleaner.clean_html(page(body, head=meta(og_title=HEADLINE)))
    assert article.headline == HEADLINE
    assert article.paragraphs == STORY
    assert layout_of(page(body, head=meta(og_title=HEADLINE))).headline == Headline(3, 5, HEADLINE)


def test_a_heading_in_capitals() -> None:
    """A heading in capitals is given as a title has it, where one does."""
    assert headline_of(f"<h1>{HEADLINE.upper()}</h1>", meta(og_title=HEADLINE)) == HEADLINE
    assert headline_of(f"<h1>{HEADLINE.upper()}</h1>", "") == HEADLINE.upper()


def test_no_heading() -> None:
    """Where no block is the headline, it is what the page calls itself; where that is nothing, there is none."""
    head = f"<title>{HEADLINE} | {SITE}</title>{meta(og_site_name=SITE)}"
    assert layout_of(page(paragraphs(), head=head)).headline == Headline(-1, -1, HEADLINE)
    article = cleaner.clean_html(page(paragraphs(), head=head))
    assert (article.headline, article.paragraphs) == (HEADLINE, STORY)
    article = cleaner.clean_html(page(paragraphs(), head=""))
    assert (article.headline, article.paragraphs) == (None, STORY)


def test_the_shortest_title_that_all_others_begin_with() -> None:
    """With no heading, the title that the others only add to is the headline."""
    head = f"<title>{HEADLINE} - Islands and coast</title>{meta(og_title=HEADLINE, twitter_title=f'{HEADLINE} - read more')}"
    assert layout_of(page(paragraphs(), head=head)).headline.text == HEADLINE


def test_a_headline_that_is_repeated() -> None:
    """The headline stands in no paragraph, however often the page says it."""
    again = f"<div class='sticky'>{HEADLINE}</div>"
    article = cleaner.clean_html(page(f"<article><h1>{HEADLINE}</h1>{again}{paragraphs()}{again}</article>"))
    assert article.paragraphs == STORY
    assert [str(gone.kind) for gone in article.removed if gone.text == HEADLINE] == ["repeated_headline"] * 2


@pytest.mark.parametrize("url", ["http://[", "https://", "https://1", "//x", "mailto:a@b.example"])
def test_odd_addresses(url: str) -> None:
    """An address from which no site is told is no error."""
    assert headline_of(f"<h1>{HEADLINE}</h1>", f"<title>{HEADLINE}</title>", url) == HEADLINE


def test_a_heading_of_a_megabyte_of_bars() -> None:
    """A heading that no title can be as long as is taken as it stands, in time."""
    heading = "s | " * 250_000 + "Ferry | s"
    assert layout_of(page(f"<h1>{heading}</h1>{paragraphs()}", head=meta(og_site_name="s"))).headline.text == heading


def test_many_headings_and_many_titles() -> None:
    """Each heading is held against each title, in time: of those like one, the most alike is the headline."""
    titles = "".join(meta(og_title=f"{HEADLINE} and boat {number} in the harbour") for number in range(100))
    headings = "".join(f"<h1>Winter market {number} in town</h1>" for number in range(5_000))
    assert headline_of(f"{headings}<h1>{HEADLINE}</h1>", titles) == HEADLINE
