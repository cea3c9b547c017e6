"""Hostile input by shape: for each, what makes one of about so many characters.

Each was chosen for something that software does with text: it looks back, it looks ahead, it nests, it counts the elements
above, it compares each with each.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

_SENTENCE = "The council met on Monday and voted to rebuild the pier, which was lost in the flood. "
_APPEAL = "Please donate today. "


def _again(piece: str, before: str = "", after: str = "") -> Shape:
    """A piece again and again."""

    def made(size: int) -> str:
        return before + piece * max(1, (size - len(before) - len(after)) // len(piece)) + after

    return made


def _attributes(size: int) -> str:
    """One element with an attribute for each ten characters."""
    return "<p " + " ".join(f"a{number:06}=x" for number in range(size // 10)) + ">text"


def _headings(size: int) -> str:
    """Headings that share words with each other, under a title that shares them too."""
    heads = "".join(f"<h1>The pier of the harbour {number:06} was rebuilt</h1>" for number in range(size // 52))
    return f"<title>The pier of the harbour was rebuilt</title>{heads}"


def _tables(size: int) -> str:
    """Tables in each other, with a cell of text in each."""
    return "<table><tr><td>x" * (size // 16)


TEXTS: dict[str, Shape] = {
    "prose": _again(_SENTENCE),
    "prose in lines": _again(_SENTENCE.strip() + "\n"),
    "one word without an end": _again("x"),
    "one letter a line": _again("a\n"),
    "one letter a paragraph": _again("a\n\n"),
    "appeals in one line": _again(_APPEAL),
    "appeals in lines": _again(_APPEAL.strip() + "\n"),
    "labels in lines": _again("Advertisement\n"),
    "quotation marks": _again('" '),
    "open quotations": _again("“Give. "),
    "full stops": _again("a."),
    "brackets": _again("(a) "),
    "capitals": _again("aB"),
    "white space": _again(" \t\u00a0\u3000", after="x"),
    "zero-width signs": _again("d\u200bo\u200b "),
    "changes of direction": _again("\u202eetanod\u202c "),
    "letters of two alphabets": _again("d\u043en\u0430te "),
    "combining marks": _again("e\u0301\u0301\u0301\u0301"),
    "half surrogate pairs": _again("\ud800a "),
    "control characters": _again("\x00\x1f\x85 "),
    "Han": _again("市政府周二宣布了一项新的计划。"),
    "prices": _again("£5 a month "),
    "hashtags": _again("#harbour "),
}
"""Plain texts."""

PAGES: dict[str, Shape] = {
    "paragraphs of prose": _again(f"<p>{_SENTENCE}</p>"),
    "paragraphs of a letter": _again("<p>a</p>"),
    "empty elements": _again("<div></div>"),
    "elements in each other": _again("<div>", after="text"),
    "elements in each other with text": _again("<div>x"),
    "inline elements in each other": _again("<b>x"),
    "links in each other": _again("<a href=x>x"),
    "formatting left open": _again("<p><b>x"),
    "tables in each other": _tables,
    "rows": _again("<tr><td>x</td></tr>", before="<table>"),
    "lists in each other": _again("<ul><li>x"),
    "forms": _again("<form><p>x"),
    "line breaks": _again("x<br>"),
    "headings": _headings,
    "attributes of one element": _attributes,
    "an attribute without an end": _again("x", before="<p class='", after="'>text"),
    "names of one element": _again("menu ", before="<p class='", after="'>text"),
    "text without an end": _again("x", before="<p>"),
    "entities": _again("&amp;&#8203;&notanentity;", before="<p>"),
    "comments": _again("<!-- x -->", after="<p>text"),
    "a tag left open": _again("<p "),
    "an end tag for nothing": _again("</p>"),
    "scripts": _again('<script>var a = "x"</script>', after="<p>text"),
    "JSON in a script": _again("[", before='<script type="application/ld+json">', after="</script><p>text"),
    "strings in a script": _again('"a\\"', before="<script>", after="</script><p>text"),
    "templates": _again("<template><p>x"),
    "foreign elements": _again("<svg><p>x"),
    "preformatted lines": _again("x\n", before="<pre>"),
}
"""Pages."""
