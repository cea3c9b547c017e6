"""Places on pages: which blocks they reach, and how much their word is worth."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.deadline import Deadline, OutOfTimeError
from cleaner.layout.places import say
from cleaner.layout.tree import Layout
from cleaner.model import Kind
from cleaner.readers.page import read_page
from cleaner.rules.places import name_of, path_of
from cleaner.ruling import Place, Says
from cleaner.selecting import LEAST_LEFT, PLACED, choose
from tests.pages import HEADLINE, STORY, page, paragraphs

BOX = "The Courier's own almanac, with the tides and the fairs of the year, is at the printers and will be out by Sunday week."
MARKUP = """<body><div id="Top" class="teaserList wide"><p>one</p></div>
<main class="story-body"><p class="lead">two</p><div><p>three</p><p>four</p></div>
<section class="note box"><p>five</p></section></main><aside class="operating-theatre"><p>six</p></aside></body>"""


def reached(place: Place, markup: str = MARKUP) -> list[str]:
    read = read_page(markup)
    odds = say(Layout(read), [place]).odds.tolist()
    return [read.document.text[slice(*span)] for (span, _, _), one in zip(read.document.blocks, odds, strict=True) if one < 0]


def outside(path: str) -> Place:
    return Place("a.b", Says.OUTSIDE, Kind.PAGE_CHROME, path_of(path).steps, "m", path_of(path).is_first)


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("//p", ["one", "two", "three", "four", "five", "six"]),
        ("//main/p", ["two"]),
        ("//main//p", ["two", "three", "four", "five"]),
        ("/html/body/main/div", ["three", "four"]),
        ("/body", []),
        ("//div[@id='top']", ["one"]),
        ("//*[contains(@class, 'box')]", ["five"]),
        ("//*[@class='box note']", ["five"]),
        ("//*[@class='note']", ["five"]),
        ("//main//p[1]", ["two", "three", "five"]),
        ("(//p)[1]", ["one"]),
        ("//main/*[not(@class='lead')]", ["three", "four", "five"]),
        ("//nothing//p", []),
    ],
)
def test_paths_reach_what_they_say(path: str, texts: list[str]) -> None:
    """Down from the root, by tag and names."""
    assert reached(outside(path)) == texts


@pytest.mark.parametrize(
    ("name", "texts"),
    [("teaser", ["one"]), ("teaser-list", ["one"]), ("rating", []), ("theatre", ["six"]), ("story", ["two", "three", "four", "five"])],
)
def test_names_are_whole_words(name: str, texts: list[str]) -> None:
    """A name reaches elements that have it as a whole word of a class, however that is written: "rating" is not in "operating"."""
    assert reached(Place("a.b", Says.OUTSIDE, Kind.PAGE_CHROME, name_of(name).steps, "m")) == texts


def pack(folder: Path, **paths: str) -> Cleaner:
    text = 'publisher = "courier.example"\n'
    for says, path in paths.items():
        text += f'[[place]]\nid = "courier.place.{says}"\nsays = "{says}"\npath = "{path}"\nkind = "event_promo"\nmessage = "as told"\n'
    (folder / "courier.example.toml").write_text(text, encoding="utf-8")
    return Cleaner(packs=[folder])


def test_a_place_is_evidence_on_its_publishers_pages(tmp_path: Path) -> None:
    """A box that is set like the story goes with the place as the reason; on other pages, and without the pack, it stays."""
    inside = f"<div class='almanac'><p>{BOX}</p></div>"
    markup = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:5])}{inside}{paragraphs(*STORY[5:])}</article>")
    cleaner = pack(tmp_path, outside="//div[@class='almanac']")
    assert BOX in Cleaner().clean_html(markup, "https://courier.example/1").paragraphs
    assert BOX in cleaner.clean_html(markup, "https://elsewhere.example/1").paragraphs
    article = cleaner.clean_html(markup, "https://www.courier.example/1")
    assert article.paragraphs == STORY
    decision = next(decision for decision in article.removed if decision.text == BOX)
    assert (decision.rule, decision.reason) == ("courier.place.outside", f"{PLACED}: as told")
    assert article.original() == article.document.text


_ANY_PLACE = st.tuples(st.sampled_from(Says), st.sampled_from(["//main", "//p", "//aside", "//*", "//aside//a", "//article/p[1]", "//h1"]))
_AFTER = f"<aside class='more'><h3>{BOX[:50]}</h3>{paragraphs(BOX, BOX[:30])}<p><a href='/a'>{BOX}</a></p></aside>"


@settings(max_examples=30, deadline=None)
@given(st.lists(_ANY_PLACE, max_size=6), st.integers(0, len(STORY)))
def test_places_do_not_beat_the_damage_guard(told: list[tuple[Says, str]], length: int) -> None:
    """Whatever places say of a page, a fifth of what is the article without them is left."""
    read = read_page(page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:length])}</article>", after=_AFTER))
    places = [Place("a.b", says, Kind.PAGE_CHROME, path_of(path).steps, "m") for says, path in told]
    plain, choice = choose(read), choose(read, places=places)
    lengths = plain.layout.lengths
    assert lengths[plain.kept & choice.kept].sum() >= LEAST_LEFT * lengths[plain.kept].sum()


def test_the_time_is_looked_at_for_each_place() -> None:
    """However many there are, a time limit holds."""
    places, read = [outside("//p")] * 50, read_page(page(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>"))
    with pytest.raises(OutOfTimeError):
        say(Layout(read), places, Deadline(1e-9))
    with_places, without = Counted(), Counted()
    choose(read, deadline=with_places, places=places)
    choose(read, deadline=without)
    assert with_places.asked == without.asked + len(places)


class Counted(Deadline):
    """It has no end, and counts how often it is asked."""

    asked = 0

    def left(self) -> float:
        """As ever."""
        self.asked += 1
        return super().left()


def test_deep_and_wide_pages() -> None:
    """Elements in their tens of thousands, deep or beside each other, are gone through once for each step."""
    deep = "<div class=a>" * 20_000 + "x"
    wide = "<div>" + "<p class=a>x</p>" * 20_000 + "</div>"
    assert reached(outside("//div//div//div//*[@class='a']"), deep) == ["x"]
    assert len(reached(outside("//*//*//div//p[@class='a']"), wide)) == 20_000
