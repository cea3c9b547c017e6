"""The page: self-contained, and untrusted text is text in it, whatever it says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given

from cleaner.article import Article
from cleaner.model import Kind
from cleaner.report import Report
from cleaner.report.markup import shown
from cleaner.testing import hostile_markup, hostile_text
from tests.unit.report.articles import HOSTILE, articles, hostile, marked

_ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-label", "aria-labelledby", "aria-describedby",
    "aria-hidden", "role", "scope", "type", "autocomplete", "spellcheck", "hidden", "value", "tabindex", "dir", "rel", "open",
    "viewbox", "preserveaspectratio", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "text-anchor",
}  # fmt: skip


class Parsed(HTMLParser):
    """The elements of a page, the text of some, and what it refers to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take the element, and what it refers to."""
        self.tags.append(tag)
        self.names |= {name for name, _ in attributes}
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src")]
        self._open.append(tag)
        if tag in ("del", "script", "style"):
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element and those in it."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take the text to that of the elements that are open."""
        for tag in self.texts:
            if tag in self._open:
                self.texts[tag][-1] += data


def report_with(words: str) -> Report:
    """A report to which someone said these words wherever he could."""
    report = Report(about={words: words})
    report.add(hostile(words), id=words)
    report.fail(words, words, words)
    return report


def assert_safe(page: str, report: Report) -> Parsed:
    """No element, attribute or address is there that the page did not put there itself, and its data is whole."""
    page.encode()
    parsed = Parsed(page)
    assert parsed.names <= _ATTRIBUTES
    assert all(address.startswith(("#", "http://", "https://")) for address in parsed.addresses)
    assert parsed.tags.count("script") == 2
    assert not {"img", "iframe", "object", "embed", "base", "form", "link"} & set(parsed.tags)
    assert json.loads(parsed.texts["script"][0])["figures"] == json.loads(json.dumps(report.to_dict()))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u2028]", parsed.texts["script"][0])
    return parsed


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_element(words: str) -> None:
    """The elements are those that the page has for harmless words, one after the other."""
    parsed = assert_safe(report_with(words).html(), report_with(words))
    harmless = Parsed(report_with("harmless words").html())
    # White space with a line feed becomes a gap, so that these are not counted.
    assert [tag for tag in parsed.tags if tag != "span"] == [tag for tag in harmless.tags if tag != "span"]
    assert "".join(unescape(shown(words)).split()) in "".join("".join(parsed.texts["del"]).split())


@given(hostile_text() | hostile_markup())
def test_any_words_are_words(words: str) -> None:
    """Whatever is said, nothing of it is markup."""
    report = report_with(words)
    assert_safe(report.html(), report)


@given(articles())
def test_removed_text_is_struck_through(article: Article) -> None:
    """The struck-through text is what was removed, in its order, white space aside."""
    report = Report()
    report.add(article)
    parsed = assert_safe(report.html(), report)
    struck = "".join("".join(parsed.texts.get("del", ())).split())
    removed = "".join("".join(decision.text.replace("\ud800", "\ufffd") for decision in article.removed).split())
    assert removed in struck or len(article.document.text) > 6000


def test_the_policy_names_the_style_and_the_script() -> None:
    """The hashes are those of what stands in the page, so that no other would work."""
    page = Report().html()
    parsed = Parsed(page)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    for text in (parsed.texts["style"][0], parsed.texts["script"][1]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src &#x27;none&#x27;")


def test_nothing_is_fetched() -> None:
    """Style and script name no address."""
    parsed = Parsed(report_with("words").html())
    for text in (parsed.texts["style"][0], parsed.texts["script"][1]):
        assert not re.search(r"https?:|url\(|@import|fetch|innerHTML|eval", text)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://lenn.example/1", True),
        ("HTTP://lenn.example/1", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)//https://", False),
        ("data:text/html,x", False),
        ("https://lenn.example/" + "x" * 600, False),
    ],
)
def test_links(url: str, linked: bool) -> None:
    """Only an address of the web is a link."""
    report = Report()
    report.add(marked("Opened. Please donate.", "Please donate.", url=url))
    assert any(not address.startswith("#") for address in Parsed(report.html()).addresses) == linked


def test_long_tables_end_with_the_others() -> None:
    """Of many publishers those with most are shown, and one row has the rest; the data has all."""
    report = Report()
    for number in range(60):
        report.add(marked("Opened. Please donate.", "Please donate.", url=f"https://n{number}.example/"))
    page = report.html()
    assert "36 others" in page
    assert len(report.to_dict()["publishers"]) == 60  # type: ignore[arg-type]


def test_headings_and_tables_tell_what_they_are() -> None:
    """Headings go down by one, each table has a caption and heads, each plot says its numbers."""
    report = report_with("words")
    report.add(marked("Opened. Got a tip?", "Got a tip?", kind=Kind.TIP_LINE))
    parsed = Parsed(report.html())
    levels = [int(tag[1]) for tag in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert parsed.tags.count("table") == parsed.tags.count("caption") == parsed.tags.count("thead")
    assert "Decisions by confidence. Removals: 1 from 0.75 to 0.80; 1 from 0.90 to 0.95." in report.html()
