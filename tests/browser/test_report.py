"""The report in a browser: it fits, fetches nothing, runs nothing of others, and can be searched and read by all means."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from cleaner.model import Kind
from cleaner.report import Report
from tests.browser.chromium import Browser, Tab
from tests.unit.report.articles import HOSTILE, article_of, hostile, marked

PHONE, DESKTOP = 390, 1280
_CONTRAST = """(() => {
  const numbers = (color) => color.match(/[0-9.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3).map((one) => one / 255)
    .map((one) => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [.2126, .7152, .0722][at], 0);
  const paper = (element) => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if (numbers(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *:not(script):not(svg):not(svg *):not(option)")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [high, low] = [light(getComputedStyle(element).color), light(paper(element))].sort((a, b) => b - a);
    if ((high + .05) / (low + .05) < 4.5) faint.push(element.outerHTML.slice(0, 80));
  }
  return faint;
})()"""
"""The elements with text that stands out from its paper by less than WCAG asks for."""
_TOO_WIDE = """(() => {
  const page = document.documentElement;
  const reaches = (one) => one.getBoundingClientRect().right > page.clientWidth + 1;
  const wide = [...document.querySelectorAll("body *:not(.skip)")].filter(reaches);
  for (const mark of document.querySelectorAll("[aria-describedby]")) {
    mark.focus();
    const note = mark.nextElementSibling.getBoundingClientRect();
    if (!note.width || note.left < 0 || note.right > page.clientWidth || page.scrollWidth > page.clientWidth) wide.push(mark);
  }
  return wide.map((one) => one.outerHTML.slice(0, 80));
})()"""
"""The elements that reach over the side of the page, and the decisions whose notes do."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report with all that there can be in one, said in the worst way."""
    report = Report(about={"Input": "x" * 300, HOSTILE[0]: HOSTILE[1]})
    for words in HOSTILE:
        report.add(hostile(words), id=words)
        report.fail(words, "BadLine", words)
    report.add(marked("The well is dry. Got a tip? Write to us.", "Got a tip? Write to us.", kind=Kind.TIP_LINE, url="https://marsh.example/well"))
    report.add(marked("w" * 3000 + " Please donate. " + "The bridge opened. " * 500, "Please donate.", url="https://lenn.example/bridge"))
    report.add(article_of("nothing here"))
    path = tmp_path_factory.mktemp("report") / "report.html"
    report.write(path)
    return path.as_uri()


_VIEWS = {"phone": (PHONE, False), "phone-dark": (PHONE, True), "desktop": (DESKTOP, False), "desktop-dark": (DESKTOP, True)}


@pytest.fixture(params=_VIEWS.values(), ids=_VIEWS)
def tab(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Tab]:
    """The report on a phone and on a desktop, in light and dark."""
    width, dark = request.param
    with browser.opened(address, width, dark=dark) as opened:
        yield opened
        assert_quiet(opened, address)


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Tab]:
    """The report on a desktop."""
    with browser.opened(address, DESKTOP) as opened:
        yield opened
        assert_quiet(opened, address)


def assert_quiet(tab: Tab, address: str) -> None:
    """Nothing was fetched but the page, nothing complained of, and nothing of others was run."""
    assert [event["request"]["url"] for event in tab.happened("Network.requestWillBeSent")] == [address]
    assert tab.happened("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening") == []
    assert tab.ask("document.title") == "Cleaning report"
    assert tab.ask("document.querySelectorAll('[onload], [onerror], [onmouseover], img, iframe, base, main script').length") == 0


def shown_cards(tab: Tab) -> list[str]:
    found: list[str] = tab.ask("[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()).map((card) => card.id)")
    return found


def shown_notes(tab: Tab) -> list[str]:
    shown = "[...document.querySelectorAll('.note')].filter((note) => note.checkVisibility())"
    found: list[str] = tab.ask(f"{shown}.map((note) => note.innerText)")
    return found


def choose(tab: Tab, field: str, value: str) -> None:
    tab.ask(
        f"(() => {{ const field = document.getElementById({json.dumps('by-' + field)}); field.value = {json.dumps(value)};"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_it_fits(tab: Tab) -> None:
    """Nothing reaches over the side of the page: no text, no table, no note, with all articles unfolded."""
    tab.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert tab.ask("document.documentElement.clientWidth") in (PHONE, DESKTOP)
    assert tab.ask("document.querySelectorAll('[aria-describedby]').length") > 20
    assert tab.ask(_TOO_WIDE) == []


def test_contrast(tab: Tab) -> None:
    """All text stands out from its paper by 4.5 to 1 at least, notes too."""
    tab.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert tab.ask(_CONTRAST) == []


def test_light_and_dark(browser: Browser, address: str) -> None:
    """The page is as light or dark as the reader's other pages."""
    papers = []
    for dark in (False, True):
        with browser.opened(address, DESKTOP, dark=dark) as tab:
            papers.append(tab.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"))
    assert min(papers[0]) > 200
    assert max(papers[1]) < 60


def test_search(desktop: Tab) -> None:
    """Words, kind, publisher and rule narrow what is shown; all of them must fit, and Clear takes them back."""
    whole = shown_cards(desktop)
    desktop.ask("document.getElementById('by-text').focus()")
    desktop.write("WELL dry")
    found = shown_cards(desktop)
    assert [name.rpartition("-")[0] for name in found] == ["doubtful", "articles"]
    assert desktop.ask("document.getElementById('found').textContent") == f"2 of {len(whole)} shown"
    assert not desktop.ask("document.getElementById('near-misses').checkVisibility()")
    desktop.ask("document.getElementById('clear').click()")
    assert shown_cards(desktop) == whole
    choose(desktop, "publisher", "marsh.example")
    assert shown_cards(desktop) == found
    choose(desktop, "publisher", "")
    choose(desktop, "kind", "tip_line")
    assert set(found) < set(shown_cards(desktop)) < set(whole)
    choose(desktop, "rule", "own.told")
    assert shown_cards(desktop) == found
    choose(desktop, "text", "no such words")
    assert shown_cards(desktop) == []


def test_hostile_words_can_be_searched_for(desktop: Tab) -> None:
    """They are words: they are offered, found and shown as they are."""
    choose(desktop, "text", HOSTILE[0])
    assert len(shown_cards(desktop)) >= 2
    assert HOSTILE[1] in desktop.ask("document.querySelector('main').innerText")


def test_search_unfolds(desktop: Tab) -> None:
    """An article in which the words stand is unfolded."""
    choose(desktop, "text", "well dry")
    assert desktop.ask("document.querySelector('#articles .card:not([hidden])').open")


def test_the_keyboard_reaches_reasons(desktop: Tab) -> None:
    """The Tab key goes from an article to each of its decisions, whose note is then shown; Escape puts it away."""
    choose(desktop, "publisher", "marsh.example")
    desktop.ask("document.querySelector('#articles .card:not([hidden])').open = false")
    desktop.ask("document.querySelector('#articles .card:not([hidden]) summary').focus()")
    desktop.press("Enter")
    steps = 0
    while not desktop.ask("document.activeElement.matches('#articles del')"):
        desktop.press("Tab")
        steps += 1
        assert steps < 5
    assert desktop.ask("document.activeElement.innerText") == "Got a tip? Write to us."
    (note,) = shown_notes(desktop)
    for told in ("Tip line", "confidence 0.90", "because told", "own.told"):
        assert told in note
    assert desktop.ask("document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText") == note
    desktop.press("Escape")
    assert shown_notes(desktop) == []


def test_the_mouse_reaches_reasons(desktop: Tab) -> None:
    """Pointing at removed text shows its note, and it stays while the mouse is on the note itself."""
    assert shown_notes(desktop) == []
    desktop.point("#doubtful-1 del.focus")
    (note,) = shown_notes(desktop)
    desktop.point("#doubtful-1 del.focus + .note")
    assert shown_notes(desktop) == [note]
    desktop.point("h1")
    assert shown_notes(desktop) == []


def test_a_finger_reaches_reasons(browser: Browser, address: str) -> None:
    """A tap on removed text shows its note, a tap elsewhere puts it away."""
    with browser.opened(address, PHONE) as tab:
        tab.point("#near-misses-1 mark.focus", tap=True)
        (note,) = shown_notes(tab)
        assert "spared" in note
        tab.point("#near-misses h2", tap=True)
        assert shown_notes(tab) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_scripts(width: int, browser: Browser, address: str) -> None:
    """All is there but the search, and notes are shown as with them."""
    with browser.opened(address, width, script=False) as tab:
        assert not tab.ask("document.getElementById('search').checkVisibility()")
        assert tab.ask("document.querySelectorAll('.card').length") == len(shown_cards(tab)) > 20
        tab.ask("document.querySelector('#doubtful-1 del.focus').focus()")
        assert len(shown_notes(tab)) == 1
        assert_quiet(tab, address)
