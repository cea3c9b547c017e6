"""After other extractors: what they take for the article is cleaned, with their title as its headline."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import newspaper
import pytest
import trafilatura
from readability import Document

from cleaner import Article, Cleaner, InputError
from cleaner.integrations.extractors import from_newspaper, from_newsplease, from_readability, from_trafilatura

PAGE = (Path(__file__).parent.parent.parent / "fixtures" / "demo" / "article.html").read_text(encoding="utf-8")
URL = "https://harbourgate.example/ferry"
HEADLINE = "Ferry to Marrow Island will run through the winter after council vote"
APPEAL = "please consider making a donation today"


def by_trafilatura(page: str, cleaner: Cleaner | None = None) -> Article:
    return from_trafilatura(trafilatura.bare_extraction(page, url=URL, with_metadata=True), cleaner)


def by_newspaper(page: str, cleaner: Cleaner | None = None) -> Article:
    found = newspaper.Article(URL)
    found.download(input_html=page)
    found.parse()
    assert APPEAL in found.text
    return from_newspaper(found, cleaner)


def by_readability(page: str, cleaner: Cleaner | None = None) -> Article:
    return from_readability(Document(page, url=URL), cleaner)


EACH = pytest.mark.parametrize("read", [by_trafilatura, by_newspaper, by_readability])


@EACH
def test_appeals_that_an_extractor_leaves_go(read) -> None:
    """All journalism that it found stays, under its title, which stands there once."""
    article = read(PAGE)
    assert article.headline == HEADLINE
    assert HEADLINE not in article.body
    assert APPEAL not in article.text
    assert any(APPEAL in decision.text for decision in article.removed)
    assert article.paragraphs[-1].endswith("goes before the council in March.")
    assert article.metadata.url == URL
    assert article.metadata.titles[0].text == HEADLINE
    assert article.original() == article.document.text
    assert article.restored().headline == HEADLINE


@EACH
def test_options_are_the_engine_s(read) -> None:
    """What it keeps stays."""
    assert APPEAL in read(PAGE, Cleaner(keep={"donation_appeal"})).body


def test_metadata() -> None:
    """What each of them found of it."""
    for article in (by_trafilatura(PAGE), by_newspaper(PAGE)):
        assert article.metadata.authors == ("Ines Calloway",)
        assert article.metadata.publisher == "Harbourgate Observer"
        assert (article.metadata.published or "").startswith("2026-11-12")


def newsplease(title: str | None, maintext: str | None) -> SimpleNamespace:
    """An article with the attributes of one of news-please; its example is tried with the library itself."""
    return SimpleNamespace(
        title=title, maintext=maintext, url=URL, authors=[], date_publish=None, description=None, source_domain=None, language="en"
    )


def test_the_title_is_the_headline_of_the_shortest_text() -> None:
    """A text of one paragraph shows none by its form."""
    article = from_newsplease(newsplease("A bridge  opens", "The bridge was opened on Monday."))
    assert (article.headline, article.paragraphs) == ("A bridge opens", ("The bridge was opened on Monday.",))
    assert article.restored() == article
    assert from_newsplease(newsplease("A bridge opens", "A bridge opens\nIt was opened on Monday.")).body == "It was opened on Monday."


def test_nothing_found_is_an_empty_article() -> None:
    """As it is elsewhere."""
    for article in (from_trafilatura(None), from_newsplease(None), from_newsplease({}), from_newsplease(newsplease(None, None))):
        assert (article.headline, article.paragraphs, article.removed) == (None, (), ())


def test_an_empty_page_is_an_empty_article_of_readability() -> None:
    """Whose address is known."""
    for page in ("", " "):
        article = from_readability(Document(page, url=URL))
        assert (article.headline, article.paragraphs, article.metadata.url) == (None, (), URL)


def test_what_is_no_engine_is_refused() -> None:
    """With a word on what would be one."""
    with pytest.raises(InputError, match=r"cleaner is 'strict'; give a Cleaner, as in Cleaner\(mode='strict'\)"):
        from_trafilatura(None, "strict")


def test_what_is_no_object_of_theirs_is_refused() -> None:
    """With a word on what would be right."""
    with pytest.raises(InputError, match=r"str has no 'text'; give what trafilatura.bare_extraction gives"):
        from_trafilatura(PAGE)
    with pytest.raises(InputError, match=r"str has no 'short_title'; give a readability.Document"):
        from_readability(PAGE)
    with pytest.raises(InputError, match=r"call its parse\(\) first"):
        from_newspaper(newspaper.Article(URL))
