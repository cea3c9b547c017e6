"""A page as blocks: where lines end, what kind each is, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import BlockKind, Page
from cleaner.readers.page import read_page


def lines(page: Page) -> list[str]:
    return [page.document.text[start:end] for (start, end), _, _ in page.document.blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>The ferry <b>sailed</b> at <a href='/noon'>noon</a>.</p><p>It was late.</p>", ["The ferry sailed at noon.", "It was late."]),
        ("<div>The ferry sailed.<br><br>It was late.<br>By an hour.</div>", ["The ferry sailed.", "It was late.", "By an hour."]),
        ("<p><span style='display: block'>Give now.</span><span>It helps.</span></p>", ["Give now.", "It helps."]),
        ("<div>Bare text<p>and a paragraph</p>and more</div>", ["Bare text", "and a paragraph", "and more"]),
        ("<p>un<b>believ</b>able</p>", ["unbelievable"]),
        ("<p>one <i>two</i><i> three</i></p>", ["one two three"]),
        ("<p>A <fancy-link>made-up</fancy-link> element</p>", ["A made-up element"]),
        ("<p>no\u00a0break \n  and   more</p>", ["no break and more"]),
        ("<script>var a = 1</script><style>p {}</style><template><p>t</p></template><p>seen</p>", ["seen"]),
        ("<ul><li>one<ul><li>two</li></ul></li></ul>", ["one", "two"]),
        ("", []),
        ("   ", []),
        ("<p>a\ud800b</p>", ["a\ud800b"]),
    ],
)
def test_where_blocks_end(markup: str, expected: list[str]) -> None:
    """A block is what a browser would set without a line break in it."""
    assert lines(read_page(markup)) == expected


def test_kinds() -> None:
    """Headings, lists, quotations, code and cells are told by their tags; a cell that holds a text is a paragraph."""
    page = read_page(
        "<h2>Head</h2><p>Para</p><ul><li>Item<ol><li><p>Deeper</p></li></ol></li></ul><blockquote><p>Quote</p></blockquote>"
        f"<pre>a\n  b</pre><table><tr><td>Cell</td><td>{'long ' * 100}</td></tr></table>"
    )
    assert [(block.kind, block.level) for block in page.document.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 2),
        (BlockKind.QUOTE, 0),
        (BlockKind.CODE, 0),
        (BlockKind.TABLE, 0),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert lines(page)[5] == "a\n  b"


def test_links() -> None:
    """Each link has its words and its address, and the block knows how much of it is link."""
    page = read_page("<p>Read <a href='/one'>the <b>first</b></a> and <a href='/two'>second</a>.</p><a href='/all'><p>All of it</p></a>")
    text = page.document.text
    assert [(text[start:end], address) for (start, end), address in page.document.links] == [
        ("the first", "/one"),
        ("second", "/two"),
        ("All of it", "/all"),
    ]
    assert page.linked.tolist() == [len("thefirst") + len("second"), len("All of it")]


def test_the_tree() -> None:
    """Every element has its parent, its names and the range of its blocks."""
    page = read_page("<body><div class='story lead' id='x'><p>One</p><p>Two</p></div><footer hidden><p>Three</p></footer></body>")
    tree = page.tree
    story, footer = tree.names.index("story lead x"), tree.tags.index("footer")
    assert (tree.firsts[story], tree.lasts[story]) == (0, 2)
    assert (tree.firsts[footer], tree.lasts[footer]) == (2, 3)
    assert tree.hidden[footer]
    assert [tree.tags[owner] for owner in page.owners.tolist()] == ["p", "p", "p"]
    assert all(parent < own for own, parent in enumerate(tree.parents.tolist()))


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


PARTS = ["<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<br>", "word ", "\u4e00", " ", "<li>", "<td>", "<b>"]


@given(st.lists(st.sampled_from(PARTS)))
def test_nothing_is_lost(parts: list[str]) -> None:
    """The blocks hold every visible character once, in order, and their spans tile the text but for white space."""
    markup = "".join(parts)
    page = read_page(markup)
    written = "".join(part.strip() for part in parts if not part.startswith("<"))
    assert "".join(page.document.text.split()) == written or "<td>" in markup  # a table moves text that no cell holds before it
    assert sorted("".join(page.document.text.split())) == sorted(written)
    place = 0
    for (start, end), _, _ in page.document.blocks:
        assert not page.document.text[place:start].strip()
        assert page.document.text[start:end].strip() == page.document.text[start:end] != ""
        place = end


@given(st.text())
def test_any_text_is_read(markup: str) -> None:
    """No str raises."""
    read_page(markup)


@pytest.mark.parametrize(
    "markup", ["<div>" * 100_000 + "x", "<b>" * 100_000 + "x", "<p>a" * 100_000, f"<p class='{'a ' * 1_000_000}'>x"],
    ids=["nested", "inline", "siblings", "attribute"],
)  # fmt: skip
def test_outsized_trees(markup: str) -> None:
    """Depth, breadth and length of attributes have no limit but memory."""
    assert read_page(markup).document.blocks
