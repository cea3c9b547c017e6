"""A page as a document: the blocks of its article, whatever it comes as, and the caller's object unchanged."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from lxml import html as lxml_html

import cleaner
from cleaner.errors import InputError
from cleaner.readers.html import to_markup
from tests.unit.test_article import APPEAL, BODY, HEADLINE, STANDFIRST

PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{HEADLINE}</title></head><body>"
    f"<header><nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav></header><article><h1>{HEADLINE}</h1>"
    + "".join(f"<p>{line}</p>" for line in (STANDFIRST, BODY[0], *APPEAL, *BODY[1:]))
    + "</article><footer><p>© 2026 The Westhaven Example</p></footer></body></html>"
)


def sources() -> list[object]:
    tree = lxml_html.fromstring(PAGE)
    return [
        PAGE,
        PAGE.encode(),
        PAGE.encode("utf-16"),
        BeautifulSoup(PAGE, "html.parser"),
        BeautifulSoup(PAGE, "lxml"),
        tree,
        tree.getroottree(),
    ]


NAMES = ["str", "bytes", "utf-16", "soup", "soup of lxml", "element", "tree"]


@pytest.mark.parametrize("source", sources(), ids=NAMES)
def test_every_kind_of_source(source: object) -> None:
    """All of them give the same article, told apart or said outright."""
    article = cleaner.clean(source)  # type: ignore[arg-type]
    assert article.headline == HEADLINE
    assert article.text.split() == " ".join((HEADLINE, STANDFIRST, *BODY)).split()
    assert article == cleaner.clean_html(source)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", sources()[3:], ids=NAMES[3:])
def test_the_callers_object_is_unchanged(source: object) -> None:
    """Cleaning reads, and writes nothing."""
    before = to_markup(source)  # type: ignore[arg-type]
    cleaner.clean_html(source)  # type: ignore[arg-type]
    assert to_markup(source) == before  # type: ignore[arg-type]


def test_a_part_of_a_tree() -> None:
    """An element that has a parent is read alone, and stays in its tree."""
    tree = lxml_html.fromstring(PAGE)
    article = tree.find(".//article")
    assert "Westhaven Example" not in to_markup(article)
    assert article.getparent() is not None
    assert "Westhaven Example" in etree.tostring(tree, encoding="unicode")


def test_blocks_are_disjoint_and_in_order() -> None:
    """Blocks cover the text of the whole page but for the blank lines between them, and the account gives it back."""
    article = cleaner.clean_html(PAGE)
    document = article.document
    assert [document.text[start:end] for (start, end), *_ in document.blocks] == document.text.split("\n\n")
    assert document.title == HEADLINE
    assert article.original() == document.text
    assert "Home" in document.text


def test_what_is_not_of_the_article_is_accounted_for() -> None:
    """Each block of the page that is left out is a removal with a kind, a reason and evidence."""
    article = cleaner.clean_html(PAGE)
    footer = next(decision for decision in article.removed if "Westhaven Example" in decision.text)
    assert footer.kind == "page_chrome"
    assert footer.evidence[0].family == "layout"
    assert footer.reason in article.explain()


def test_standfirst_of_a_page() -> None:
    """The block with which a news page describes itself is the standfirst, where it is set unlike the paragraphs."""
    says = f'<meta name="description" content="{STANDFIRST}"><script type="application/ld+json">{{"@type": "NewsArticle"}}</script><title>'
    described = PAGE.replace("<title>", says)
    assert cleaner.clean_html(described).standfirst is None
    assert cleaner.clean_html(described.replace(f"<p>{STANDFIRST}</p>", f"<h2>{STANDFIRST}</h2>")).standfirst == STANDFIRST


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<html><body></body></html>", "<!-- x -->", "\x00", "\ud800<p>x</p>"])
def test_a_page_without_an_article(page: str) -> None:
    """Nothing found is a result, and the article says so."""
    article = cleaner.clean_html(page)
    assert ("no article was found on the page" in article.warnings) == (not article.body)


def test_trafilatura_can_find_the_article() -> None:
    """With `extractor="trafilatura"` the article is what trafilatura takes for it, and wording is judged as ever."""
    article = cleaner.Cleaner(extractor="trafilatura").clean_html(PAGE)
    assert article.headline == HEADLINE
    assert "Home" not in article.text
    assert article.original() == article.document.text
    assert article.text.split() == " ".join((HEADLINE, STANDFIRST, *BODY)).split()
    with pytest.raises(InputError, match="extractor has 'goose'; use one of own, trafilatura"):
        cleaner.Cleaner(extractor="goose")


def test_one_page_does_not_change_the_next() -> None:
    """The same page gives the same article, however often it was cleaned before."""
    assert len({cleaner.clean_html(PAGE).to_json() for _ in range(4)}) == 1


def test_a_tree_without_elements() -> None:
    """An empty tree is an empty page."""
    assert to_markup(etree.ElementTree()) == ""


@pytest.mark.parametrize("url", [5, b"https://example.org/", ["https://example.org/"]])
def test_other_types_of_address_are_refused(url: object) -> None:
    """An address of a wrong type is named as such."""
    with pytest.raises(InputError, match="url is of type"):
        cleaner.clean_html(PAGE, url)  # type: ignore[arg-type]


def test_other_types_are_refused() -> None:
    """The error names the type and the ones that are taken."""
    with pytest.raises(InputError, match=r"dict.*BeautifulSoup.*lxml"):
        to_markup({})  # type: ignore[arg-type]
