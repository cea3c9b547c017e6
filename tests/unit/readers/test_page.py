"""A page as blocks: where lines end, what kind each is, and that nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import BlockKind, Page
from cleaner.readers.page import read_page
from tests.pages import STORY, paragraphs
from tests.pages import page as page_of


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
        ("<pre>\n  a = 1\n<b>b</b>\n    c\n</pre>", ["a = 1\nb\n    c"]),
        ("<pre><i>def</i> <i>f</i>():\n<i>    pass</i></pre>", ["def f():\n    pass"]),
        ("<pre>a = 1<br>  b = 2<br/>c</pre>", ["a = 1\n  b = 2\nc"]),
        ("<a href='/1'>Home</a><a href='/2'>News</a><b><a href='/3'>Sport</a></b>", ["Home News Sport"]),
        ("<p>The <a href='/1'>fer</a><a href='/1'>ry</a> <a href='/2'>sails</a>.</p>", ["The ferry sails."]),
        ("<pre><a href='/1'>def</a><a href='/2'>()</a></pre>", ["def()"]),
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
        (BlockKind.TABLE, 1),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert lines(page)[5] == "a\n  b"


def test_rows_of_tables() -> None:
    """A cell's level is its row, counted from 1 in each table, through its head and body; rows without text do not count."""
    rows = "<tbody><tr><td>c</td><td>d</td></tr><tr><td></td></tr><tr><td>e</td></tr></tbody>"
    document = read_page(f"<table><thead><tr><th>a</th><th>b</th></tr></thead>{rows}</table><table><tr><td>f</td></tr></table>").document
    assert [(document.text[start:end], level) for (start, end), _, level in document.blocks] == [
        ("a", 1), ("b", 1), ("c", 2), ("d", 2), ("e", 3), ("f", 1),
    ]  # fmt: skip


def test_links() -> None:
    """Each link has its words and its address, and the block knows how much of it is link."""
    page = read_page(
        "<p>Read <a href='/one'>the <b>first</b></a> and <a href='/two'>second</a>.</p><a href='/all'><p>All of it</p></a>"
        "<a href='/set' style='display: block'>Set apart</a><p><a href='/left'>Left</a><a href='/right'>Right</a></p>"
        "<pre>\n  see <a href='/code'>code  </a>\n</pre>"
    )
    text = page.document.text
    assert [(text[start:end], address) for (start, end), address in page.document.links] == [
        ("the first", "/one"),
        ("second", "/two"),
        ("All of it", "/all"),
        ("Set apart", "/set"),
        ("Left", "/left"),
        ("Right", "/right"),
        ("code", "/code"),
    ]
    assert page.linked.tolist() == [len("thefirst") + len("second"), len("All of it"), len("Set apart"), len("LeftRight"), len("code  ")]


def test_the_tree() -> None:
    """Every element has its parent, its names and the range of its blocks."""
    page = read_page("<body><div class='story lead' id='x'><p>One</p><p>Two</p></div><footer hidden><p>Three</p></footer></body>")
    tree = page.tree
    story, footer = tree.tags.index("div"), tree.tags.index("footer")
    assert tree.names[story].split() == ["story", "lead", "x"]
    assert (tree.firsts[story], tree.lasts[story]) == (0, 2)
    assert (tree.firsts[footer], tree.lasts[footer]) == (2, 3)
    assert tree.hidden[footer]
    assert [tree.tags[owner] for owner in page.owners.tolist()] == ["p", "p", "p"]
    assert all(parent < own for own, parent in enumerate(tree.parents.tolist()))


def test_alike_elements_have_one_number() -> None:
    """Elements of the same tag and names look alike, whatever else differs."""
    tree = read_page("<p class=a id=b>x</p><p class=a id=b style='color: red'>y</p><p class=a>z</p><div class=a id=b>w</div>").tree
    first, second, third, fourth = tree.looks[-4:].tolist()
    assert first == second
    assert len({first, third, fourth}) == 3


def test_an_article_in_a_script_is_read() -> None:
    """Where a page shows next to no text, its blocks are followed by the article that its scripts hold; its head stays its own."""
    script = json.dumps({"props": {"story": {"body": paragraphs(), "id": 7}}})
    page = read_page(page_of("<div id='app'><h1>A ferry</h1></div>", head="<title>A ferry</title>", after=f"<script>{script}</script>"))
    assert lines(page)[-len(STORY) - 1 :] == ["A ferry", *STORY]
    assert page.metadata.language == "en"
    assert [title.text for title in page.metadata.titles] == ["A ferry"]


def test_scripts_of_a_page_with_text_are_not_read() -> None:
    """Where a page shows its text, what its scripts hold is no part of it."""
    shown, held = paragraphs(*STORY[:6]), paragraphs(*STORY[2:])
    assert STORY[-1] not in read_page(page_of(shown, after=f"<script>{json.dumps({'body': held})}</script>")).document.text


PARTS = ["<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<br>", "word ", "\u4e00", " ", "<li>", "<td>", "<b>", "<pre>", "\n"]


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


@given(st.text(st.characters(categories=None)))
def test_any_text_is_read(markup: str) -> None:
    """No str raises."""
    read_page(markup)


@pytest.mark.parametrize(
    "markup", ["<p {}=1>x", "<p{}>x", "<p class={}>x", "<p>x<a href={}>", "<meta name={} content={}>x", "<title>{}</title>x", "<!--{}-->x"]
)
def test_half_a_surrogate_pair(markup: str) -> None:
    """A code point that has no UTF-8 may stand anywhere, in the names of elements and attributes too."""
    assert lines(read_page(markup.replace("{}", "\ud800"))) == ["x"]


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 100_000 + "x", "<b>" * 100_000 + "x", "<b>x" * 100_000, "<p>a" * 100_000, "<ul><li>a" * 50_000, "<table><tr><td>a" * 50_000],
    ids=["nested", "inline", "inline with text", "siblings", "lists", "tables"],
)
def test_outsized_trees(markup: str) -> None:
    """Depth and breadth have no limit but memory."""
    assert read_page(markup).document.blocks


@pytest.mark.parametrize("name", ["class", "id", "style", "title"])
def test_outsized_attributes(name: str) -> None:
    """Of an attribute of 20 MB, what is kept is a small part."""
    page = read_page(f"<p {name}='{'a ' * 10_000_000}'>x</p>")
    assert lines(page) == ["x"]
    assert sum(map(len, page.tree.names)) < 10_000
