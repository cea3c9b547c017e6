"""An article as a page of HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from tests.pages import HEADLINE, STORY, page, paragraphs

URL = "https://courier.example/2026/ferry"
KEEPING = cleaner.Cleaner(keep=list(cleaner.Kind))
VOID = {"meta", "link", "br", "img"}


def body_of(markup: str, url: str | None = URL) -> str:
    """What the page has between the first four paragraphs of the story and the last four."""
    body = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:4])}{markup}{paragraphs(*STORY[4:])}</article>"
    made = KEEPING.clean_html(page(body, before="", after=""), url).to_html()
    before, after = (f"<p>{line}</p>\n" for line in STORY[3:5])
    assert made.count(before) == made.count(after) == 1
    return made[made.index(before) + len(before) : made.index(after)].strip("\n")


class Nesting(HTMLParser):
    """Every tag that is opened is closed, in its order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag, that has no attributes but those we write."""
        self.seen.append(tag)
        assert all(name in {"lang", "charset", "name", "content", "http-equiv", "class", "href"} for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


def test_the_whole() -> None:
    """The headline is the title and the first heading, the standfirst says so, and the paragraphs follow; all is well formed."""
    lead = "A pump had failed during the night, its owner said, and the islanders want the county to take over."
    head = f"<script type='application/ld+json'>{{\"@type\": \"NewsArticle\"}}</script><title>{HEADLINE}</title>"
    made = cleaner.clean_html(page(f"<h1>{HEADLINE}</h1><h2>{lead}</h2>{paragraphs()}", head=head)).to_html()
    Nesting(made)
    soup = BeautifulSoup(made, "lxml")
    assert soup.title is not None
    assert soup.title.text == HEADLINE
    assert [(part.name, part.get("class"), part.text) for part in soup.select("article[lang=en] > *")] == [
        ("h1", None, HEADLINE), ("p", ["standfirst"], lead), *(("p", None, line) for line in STORY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>The pump</h2>", "<h2>The pump</h2>"),
        ("<h1>The pump</h1>", "<h2>The pump</h2>"),
        ("<ul><li>one</li><li>two</li></ul>", "<ul>\n<li>one</li>\n<li>two</li></ul>"),
        ("<ul><li>one<ul><li>two<ul><li>three</li></ul></li></ul></li><li>four</li></ul>",
         "<ul>\n<li>one<ul>\n<li>two<ul>\n<li>three</li></ul></li></ul></li>\n<li>four</li></ul>"),
        ("<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li><li>high</li></ul>", "<ul>\n<li>deep</li>\n<li>high</li></ul>"),
        ("<blockquote><p>We waited.</p><p>And waited.</p></blockquote>",
         "<blockquote>\n<p>We waited.</p>\n<p>And waited.</p>\n</blockquote>"),
        ("<pre>a = 1\n  b = &lt;a&gt;</pre>", "<pre><code>a = 1\n  b = &lt;a&gt;</code></pre>"),
        ("<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2024</td><td>310</td></tr></table>",
         "<table>\n<tr><td>Year</td><td>Trips</td></tr>\n<tr><td>2024</td><td>310</td></tr>\n</table>"),
        ("<p>The <a href='/pier?a=1&amp;b=2'>old <i>pier</i></a> stands.</p>",
         '<p>The <a href="https://courier.example/pier?a=1&amp;b=2">old pier</a> stands.</p>'),
        ("<p>The <a href='javascript:alert(1)'>old pier</a> stands.</p>", "<p>The old pier stands.</p>"),
        ("<p>The <a href='https://other.example/\"&gt;&lt;script&gt;'>old pier</a> stands.</p>",
         '<p>The <a href="https://other.example/%22%3E%3Cscript%3E">old pier</a> stands.</p>'),
        ("<p>It costs &lt;b&gt;£3&lt;/b&gt; &amp;amp; \"more\".</p>", '<p>It costs &lt;b&gt;£3&lt;/b&gt; &amp;amp; "more".</p>'),
    ],
)  # fmt: skip
def test_blocks(markup: str, expected: str) -> None:
    """Headings, lists, quotations, code, tables and links are what they were; text is text."""
    assert body_of(markup) == expected
    Nesting(body_of(markup))


LETTERS = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" <>&\"'-!/")


@given(st.lists(st.text(LETTERS, max_size=40), max_size=8).map("\n".join))
def test_all_text_comes_through(text: str) -> None:
    """Whatever stands in an article, a parser reads it out of the page as it was, and finds no other elements."""
    article = KEEPING.clean_text(text)
    made = article.to_html()
    assert set(Nesting(made).seen) <= {"html", "head", "meta", "title", "style", "body", "article", "h1", "p"}
    soup = BeautifulSoup(made, "html.parser")
    assert [part.text for part in soup.select("article > p:not(.standfirst)")] == list(article.paragraphs)
    assert (soup.h1.text if soup.h1 else None) == article.headline
    assert "\n".join(part.text for part in soup.select(".standfirst")) == (article.standfirst or "")


def test_the_page_again() -> None:
    """Cleaned again, the page gives the same article."""
    article = cleaner.clean_html(page())
    again = cleaner.clean_html(article.to_html())
    assert (again.headline, again.body) == (article.headline, article.body) == (HEADLINE, "\n\n".join(STORY))
    assert again.removed == ()


def test_nothing() -> None:
    """An empty article is a page with a title and no text."""
    soup = BeautifulSoup(cleaner.clean("").to_html(), "lxml")
    assert soup.title is not None
    assert soup.title.text == "Article"
    assert soup.article is not None
    assert soup.article.text.strip() == ""
