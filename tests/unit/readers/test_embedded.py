"""The article of a page whose text is in its scripts alone."""

from __future__ import annotations

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.readers.embedded import embedded_article
from tests.pages import HEADLINE, SITE, STORY, json_ld, meta, page, paragraphs

HTML = paragraphs()
PLAIN = "\n".join(STORY)
CODE = "function load(a, b) { return a + b; } " * 20


def script(text: str, **attributes: str) -> str:
    return f"<script{''.join(f' {name}={value!r}' for name, value in attributes.items())}>{text}</script>"


SCRIPTS = {
    "a string of HTML": script(json.dumps({"id": 7, "body": HTML}), type="application/json"),
    "plain text": script(json.dumps({"body": PLAIN}), type="application/json"),
    "JSON-LD": json_ld(headline=HEADLINE, articleBody=PLAIN),
    "data of a framework": script(f"window.__STATE__ = {json.dumps({'story': {'title': HEADLINE, 'html': HTML}})};"),
    "JSON in a string of JSON": script(f"self.data.push([1, {json.dumps('5:' + json.dumps({'story': {'html': HTML}}))}])"),
    "JSON in JSON in JSON": script(f"push({json.dumps(json.dumps({'a': json.dumps({'html': HTML})}))})"),
    "escapes": script(json.dumps({"body": HTML}, ensure_ascii=True).replace("<", "\\u003c").replace("/", "\\/")),
    "after code": script(f'var a = "b"; {CODE} var story = {json.dumps(HTML)};'),
}


@pytest.mark.parametrize("held", SCRIPTS.values(), ids=SCRIPTS)
def test_a_page_with_its_article_in_a_script(held: str) -> None:
    """What a script holds as HTML or text is the body, in whichever way it is written down."""
    head = f"<title>{HEADLINE} | {SITE}</title>{meta(og_title=HEADLINE)}"
    article = cleaner.clean_html(page("<div id='root'></div>", head=head, before="", after=held))
    assert article.headline == HEADLINE
    assert article.paragraphs == STORY
    assert article.language == "en"


def test_paragraphs() -> None:
    """HTML is taken as it is, and of plain text each line becomes a paragraph, its signs escaped."""
    assert embedded_article([json.dumps(HTML)]) == HTML
    assert embedded_article([json.dumps("\n\n".join(("Ten < twelve & so on.", *STORY)))]) == (
        f"<p>Ten &lt; twelve &amp; so on.</p>{HTML}"
    )


def test_the_longest_text_is_the_article() -> None:
    """Of several texts the one with most in sentences is taken, in whichever script it stands."""
    assert embedded_article([json.dumps(paragraphs(*STORY[:4])), json.dumps(HTML), json.dumps(paragraphs(*STORY[:6]))]) == HTML


NONE = {
    "code": json.dumps("var a = 1. If b, then c. " + CODE),
    "style": json.dumps(".lead { color: red; margin: 0. } " * 30),
    "addresses": json.dumps(" ".join(f"https://images.example.org/2026/03/0{n}/ferry.jpg?width=800." for n in range(30))),
    "a list of words": json.dumps(", ".join(["ferry", "harbour", "island", "pier", "council"] * 30)),
    "keys": json.dumps("a3F9.k2" * 100),
    "a short text": json.dumps(STORY[0]),
    "no string": "1234 " * 100,
    "nothing": "",
}


@pytest.mark.parametrize("held", NONE.values(), ids=NONE)
def test_what_is_no_article(held: str) -> None:
    """Code, lists of addresses and of words, and short texts are no article."""
    assert embedded_article([held]) is None


@given(st.lists(st.sampled_from(['"', "\\", '\\"', "\\u12", "\\ud800", "a. ", "<p>", "{", ":", PLAIN]), max_size=30).map("".join))
def test_any_script(held: str) -> None:
    """A script that is no JSON, or is cut off, is no error."""
    assert isinstance(embedded_article([held]), str | None)


@pytest.mark.parametrize("unit", ['"', '\\"', '"\\"', '"a', "<", ". "])
def test_the_time_grows_with_the_length(unit: str) -> None:
    """A script full of quotation marks, closed or not, is read once."""
    start = process_time()
    embedded_article(['"' + unit * 200_000])
    assert process_time() - start < 5
