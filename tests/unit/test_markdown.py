"""An article as Markdown."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

import cleaner
from tests.pages import HEADLINE, STORY, page, paragraphs
from tests.unit.test_article import APPEAL

URL = "https://courier.example/2026/ferry"


def body_of(markup: str, url: str | None = URL) -> str:
    """What the Markdown has between the first four paragraphs of the story and the last four."""
    body = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:4])}{markup}{paragraphs(*STORY[4:])}</article>"
    told = cleaner.Cleaner(keep=list(cleaner.Kind)).clean_html(page(body, before="", after=""), url).to_markdown()
    before, after = "\n\n".join((f"# {HEADLINE}", *STORY[:4])), "\n\n".join(STORY[4:])
    assert told.startswith(before)
    assert told.endswith(after)
    return told[len(before) : -len(after)].strip("\n")


def test_the_whole() -> None:
    """The headline is a title, the standfirst bold, and blank lines stand between the parts."""
    lead = "A pump had failed during the night, its owner said, and the islanders want the county to take over."
    head = f"<script type='application/ld+json'>{{\"@type\": \"NewsArticle\"}}</script><title>{HEADLINE}</title>"
    article = cleaner.clean_html(page(f"<h1>{HEADLINE}</h1><h2>{lead}</h2>{paragraphs()}", head=head))
    assert article.to_markdown() == "\n\n".join((f"# {HEADLINE}", f"**{lead}**", *STORY))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>The pump</h2>", "## The pump"),
        ("<h3>The pump</h3>", "### The pump"),
        ("<h1>The pump</h1>", "## The pump"),
        ("<h2>Written in C #</h2>", "## Written in C \\#"),
        ("<pre><h2>The\npump</h2></pre>", "## The pump"),
        ("<p>One <b>bold</b> word</p>", "One bold word"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "- one\n- two"),
        ("<ul><li>one<ul><li>two<ul><li>three</li></ul></li></ul></li><li>four</li></ul>", "- one\n  - two\n    - three\n- four"),
        ("<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li></ul>", "- deep"),
        ("<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li><li>high</li></ul>", "- deep\n- high"),
        ("<blockquote><p>We waited.</p><p>And waited.</p></blockquote>", "> We waited.\n>\n> And waited."),
        ("<pre>a = 1\n  b = *a*</pre>", "```\na = 1\n  b = *a*\n```"),
        ("<pre>a ``` b ```` c</pre>", "`````\na ``` b ```` c\n`````"),
        ("<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2024</td><td>310</td></tr></table>",
         "| Year | Trips |\n| --- | --- |\n| 2024 | 310 |"),
        ("<table><tr><td>a|b</td><td>c\\d</td></tr></table>", "| a\\|b | c\\\\d |\n| --- | --- |"),
        ("<table><tr><th>All</th></tr><tr><td>1</td><td>2</td></tr></table>", "| All |  |\n| --- | --- |\n| 1 | 2 |"),
    ],
)  # fmt: skip
def test_blocks(markup: str, expected: str) -> None:
    """Headings, lists, quotations, code and tables are set as Markdown sets them."""
    assert body_of(markup) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://other.example/a?b=1&c=2#d", "https://other.example/a?b=1&c=2#d"),
        ("/pier", "https://courier.example/pier"),
        ("pier", "https://courier.example/2026/pier"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("#note", "https://courier.example/2026/ferry#note"),
        ("mailto:ferry@courier.example", "mailto:ferry@courier.example"),
        ("https://other.example/a (b) c", "https://other.example/a%20%28b%29%20c"),
    ],
)
def test_links(address: str, expected: str) -> None:
    """A link has its words and its address, which is made absolute."""
    assert body_of(f"<p>The <a href='{address}'>old <i>pier</i></a> stands.</p>") == f"The [old pier]({expected}) stands."


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "vbscript:x", "data:text/html,x",
     "file:///etc/passwd", "http://[", ""],
)  # fmt: skip
def test_links_that_lead_nowhere(address: str) -> None:
    """A link that would run a script, read a file or that has no address is its words alone."""
    assert body_of(f"<p>The <a href='{address}'>old pier</a> stands.</p>") == "The old pier stands."


def test_links_without_an_address_of_the_page() -> None:
    """Where the page does not say where it is, a relative link stays so, and one into the page itself is its words."""
    assert body_of("<p>The <a href='/a'>pier</a>, the <a href='#b'>boat</a> and the <a name='c'>bay</a>.</p>", url=None) == (
        "The [pier](/a), the boat and the bay."
    )
    canonical = f"<link rel='canonical' href='{URL}'><title>{HEADLINE}</title>"
    more = "<p>All of it, and more, is on <a href='/a'>this page</a>.</p>"
    article = cleaner.clean_html(page(f"<h1>{HEADLINE}</h1>{paragraphs()}{more}", head=canonical))
    assert "[this page](https://courier.example/a)" in article.to_markdown()


def test_half_a_surrogate_pair_in_an_address() -> None:
    """An address with a code point that has no UTF-8 is no error."""
    assert "[pier](https://other.example/" in body_of("<p>The <a href='https://other.example/\ud800'>pier</a> stands.</p>")


def test_an_entity_in_an_address() -> None:
    """What looks like an entity in an address is not one to Markdown."""
    assert "[pier](https://other.example/?a=1\\&copy;=2)" in body_of("<p>The <a href='https://other.example/?a=1&amp;copy;=2'>pier</a></p>")


def test_a_broken_address_of_the_page() -> None:
    """Where the page's own address is broken, its links stay as they are."""
    assert "[pier](https://other.example/)" in body_of("<p>The <a href='https://other.example/'>pier</a> stands.</p>", "http://[broken")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("~~~ and ~~gone~~", "\\~\\~\\~ and \\~\\~gone\\~\\~"),
        ("a_b_c and `d`", "a\\_b\\_c and \\`d\\`"),
        ("[not](a link)", "\\[not\\](a link)"),
        ("&lt;b&gt;", "\\<b>"),
        ("AT&amp;T &amp;amp; co", "AT&T \\&amp; co"),
        ("C:\\new", "C:\\\\new"),
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("+ no item", "\\+ no item"),
        ("&gt; no quotation", "\\> no quotation"),
        ("2026. A year", "2026\\. A year"),
        ("3) third", "3\\) third"),
        ("1968.", "1968\\."),
        ("3.5 million", "3.5 million"),
    ],
)
def test_text_stays_text(text: str, expected: str) -> None:
    """What would be markup to Markdown is escaped, in paragraphs, lists and quotations alike."""
    assert body_of(f"<p>{text}</p>") == expected
    assert body_of(f"<ul><li>{text}</li></ul>") == f"- {expected}"
    assert body_of(f"<blockquote>{text}</blockquote>") == f"> {expected}"


def test_removals_are_no_part_of_it() -> None:
    """What was removed, from between paragraphs or out of one, is not in the Markdown, and links behind it are whole."""
    linked = "<p>The council has <a href='/report'>a report</a> of 1998 on its desk, which nobody has read to the end.</p>"
    body = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:4], *APPEAL, *STORY[4:6])}{linked}{paragraphs(*STORY[6:])}</article>"
    article = cleaner.clean_html(page(body), URL)
    assert not any(line in article.to_markdown() for line in APPEAL)
    assert "has [a report](https://courier.example/report) of 1998" in article.to_markdown()


def test_of_text() -> None:
    """Lines of plain text are paragraphs."""
    text = "\n".join((HEADLINE, *STORY, "* The ferry is to sail again in May, the county said."))
    assert cleaner.clean_text(text).to_markdown() == "\n\n".join(
        (f"# {HEADLINE}", *STORY, "\\* The ferry is to sail again in May, the county said.")
    )


def test_nothing_is_lost() -> None:
    """Without its marks, the Markdown has the words of the article in their order."""
    markup = (
        "<h2>Head</h2><p>One <a href='/a'>two</a>.</p><ul><li>three</li></ul><blockquote>four</blockquote><pre>five\n  six</pre>"
        "<table><tr><td>seven</td><td>eight</td></tr></table>"
    )
    told = re.sub(r"\(http[^)]*\)", "", body_of(markup))
    assert re.findall(r"\w+", told) == re.findall(r"\w+", BeautifulSoup(markup, "html.parser").get_text(" "))
