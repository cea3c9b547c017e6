"""What a page says of its article."""

from __future__ import annotations

import json

import pytest

import cleaner
from cleaner.model import ALTERNATIVE, Metadata
from cleaner.readers.page import read_page
from tests.pages import HEADLINE, SITE, json_ld, meta, page, paragraphs


def metadata_of(head: str, url: str | None = None) -> Metadata:
    return read_page(page(head=head), url).metadata


def test_metadata() -> None:
    """The head, Open Graph and JSON-LD are candidates with their source; broken JSON-LD says nothing."""
    metadata = read_page(
        """<html lang="en-GB"><head><title>Ferry late - The Example</title><meta property="og:title" content="Ferry &amp; late">
        <meta property="og:site_name" content="The Example"><meta name="description" content="Why it was late.">
        <link rel="canonical" href="https://example.org/ferry"><script type="application/ld+json">{broken</script>
        <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferry late", "author": [{"name": "A. Byline"}],
        "datePublished": "2026-03-01", "articleBody": "The ferry was late."}]}</script></head><body><p>Text</p></body></html>"""
    ).metadata
    assert [(title.source, title.text) for title in metadata.titles] == [
        ("json-ld", "Ferry late"),
        ("og:title", "Ferry & late"),
        ("title", "Ferry late - The Example"),
    ]
    assert [title.text for title in metadata.descriptions] == ["Why it was late."]
    assert (metadata.publisher, metadata.authors, metadata.published) == ("The Example", ("A. Byline",), "2026-03-01")
    assert (metadata.language, metadata.url) == ("en", "https://example.org/ferry")
    assert metadata.article_body == "The ferry was late."


def test_titles_and_descriptions_keep_their_source() -> None:
    """All of them are there, each with its source, JSON-LD first; what is said twice by one source is there once."""
    found = metadata_of(
        f"<title>{HEADLINE} - {SITE}</title>"
        + meta(og_title=HEADLINE, og_description="Two hours again.", twitter_title=f"{HEADLINE}!", description="Two hours.")
        + meta(og_title=HEADLINE)
        + json_ld(headline="Ferry late", alternativeHeadline="A pump had failed", description="The fourth time.")
    )
    assert [tuple(title) for title in found.titles] == [
        ("json-ld", "Ferry late"),
        ("og:title", HEADLINE),
        ("twitter:title", f"{HEADLINE}!"),
        ("title", f"{HEADLINE} - {SITE}"),
        (ALTERNATIVE, "A pump had failed"),
    ]
    assert [tuple(said) for said in found.descriptions] == [
        ("og:description", "Two hours again."),
        ("description", "Two hours."),
        ("json-ld", "The fourth time."),
    ]


def test_the_article_has_the_metadata() -> None:
    """`article.metadata` is what the page said; that of a text has nothing but the address."""
    head = f"<title>{HEADLINE}</title>{meta(og_site_name=SITE)}{json_ld(author=[{'name': 'Ines Calloway'}], datePublished='2026-03-02')}"
    article = cleaner.clean_html(page(head=head), "https://courier.example/ferry")
    assert article.metadata.to_dict() == {
        "url": "https://courier.example/ferry",
        "publisher": SITE,
        "authors": ["Ines Calloway"],
        "published": "2026-03-02",
        "language": "en",
    }
    assert article.metadata.titles[0] == ("title", HEADLINE)
    assert article.metadata.is_news
    assert cleaner.clean_text("It was late.", "https://courier.example/").metadata == Metadata("https://courier.example/")


@pytest.mark.parametrize(
    ("said", "language"),
    [("nb-NO", "no"), ("nn", "no"), ("iw", "he"), ("in_ID", "id"), ("EN", "en"), ("zh-Hans", "zh"), ("pt-BR", "pt"), ("english", None),
     ("", None), ("x-default", None)],
)  # fmt: skip
def test_languages(said: str, language: str | None) -> None:
    """A language is told by its ISO 639-1 code, however the page writes it."""
    assert read_page(f"<html lang='{said}'><p>x</p>").metadata.language == language
    assert read_page(json_ld(inLanguage=said)).metadata.language == language


def test_the_address_given_is_the_address() -> None:
    """The caller's word on the address comes before the page's, and the canonical one before Open Graph's."""
    head = '<link rel="canonical" href="https://a.example/1">' + meta(og_url="https://b.example/1")
    assert metadata_of(head, "https://c.example/1").url == "https://c.example/1"
    assert metadata_of(head).url == "https://a.example/1"
    assert metadata_of(meta(og_url="https://b.example/1")).url == "https://b.example/1"
    assert metadata_of('<link rel="canonical" href="javascript:void(0)">').url is None


@pytest.mark.parametrize(
    ("data", "news"),
    [
        ({"@type": "NewsArticle"}, True),
        ({"@type": ["Article", "ReportageNewsArticle"]}, True),
        ({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle"}]}, True),
        ([{"@type": "BreadcrumbList"}, {"@type": "NewsArticle"}], True),
        ({"@type": "Article"}, False),
        ({"@type": "NewsMediaOrganization"}, False),
        ({"@type": "BlogPosting"}, False),
        ([], False),
        ("NewsArticle", False),
        (7, False),
    ],
)
def test_what_is_news(data: object, news: bool) -> None:
    """A page is news where it says so of an article in JSON-LD; its publisher may be of the news and the page not."""
    assert metadata_of(f'<script type="application/ld+json">{json.dumps(data)}</script>').is_news is news


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[" * 100_000,
        '{"@type": "Article", "headline": {"a": 1}, "author": [[["x"]], 7], "inLanguage": {"name": "English"}}',
        '{"@type": "Article", "author": ' + "[" * 900 + '"A"' + "]" * 900 + "}",
        '{"@type": "Article", "publisher": ' + "[" * 500 + '"A"' + "]" * 500 + "}",
        '{"@type": null}',
        '{"@type": "Article", "author": {"name": ["A"]}, "datePublished": 2026, "articleBody": ["x"]}',
        '{"@graph": {"@graph": {"@graph": {"@graph": {"@graph": {"@graph": {"@graph": {}}}}}}}}',
        '{"@type": "Article", "headline": "\\ud800"}',
    ],
)
def test_odd_json_ld_is_no_error(broken: str) -> None:
    """JSON-LD of any shape is read for what it says."""
    head = f"<title>{HEADLINE}</title><script type='application/ld+json'>{broken}</script>"
    assert cleaner.clean_html(page(head=head)).headline == HEADLINE


def test_a_headline_of_a_megabyte_is_none() -> None:
    """A title that no title is as long as is left out, so that it costs no time."""
    found = metadata_of(f"<title>{'Ferry | ' * 100_000}</title>{meta(og_title=HEADLINE, og_site_name=SITE * 100_000)}")
    assert [title.text for title in found.titles] == [HEADLINE]
    assert found.publisher is None


def test_marks_in_titles() -> None:
    """A title is one line of text, without tags and with its entities read."""
    said = "The &lt;em&gt;ferry&lt;/em&gt;\n  sails &amp;amp; waits"
    assert metadata_of(f"<title>{said}</title>").titles[0].text == "The ferry sails & waits"
    assert read_page(page(paragraphs(), head=json_ld(headline="A <b>ferry</b>  sails"))).metadata.titles[0].text == "A ferry sails"
