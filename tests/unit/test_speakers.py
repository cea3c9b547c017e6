"""A publisher's own names: where they are known from, where they stand, and what they change."""

from __future__ import annotations

from dataclasses import replace

import pytest

import cleaner
from cleaner.characters import classes_of
from cleaner.folding import fold
from cleaner.matching import Matcher
from cleaner.model import Document, Metadata
from cleaner.readers.text import read_text
from cleaner.rules.load import language_pack
from cleaner.ruling import FAMILIES, Section
from cleaner.speakers import with_speaker

VOICE = FAMILIES.index("voice")
WORDS = frozenset("monday london usa people minutes world news online heute freitag welt lantern".split())
"""Words that the judge is to know here, whatever it was fitted with."""


def named(document: Document) -> list[str]:
    """The words of a document in which its publisher is found to name itself."""
    folded = fold(document.text)
    hits = with_speaker(Matcher(()).find(document, folded), document, folded, WORDS.__contains__).hits
    assert set(zip(hits.sections.tolist(), hits.indices.tolist(), strict=True)) <= {(Section.FAMILY, VOICE)}
    return [document.text[start:end] for start, end in zip(hits.starts, hits.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "url", "found"),
    [
        ("The Harbour Gazette has no owner.", "https://www.harbourgazette.example/1", ["Harbour Gazette"]),
        ("Harbour-Gazette readers know.", "https://news.harbourgazette.co.example/", ["Harbour-Gazette"]),
        ("The Harbour Gazette has no owner.", "https://harbour-gazette.example/", ["Harbour Gazette"]),
        ("The Lantern, told by the Lantern.", "https://thelantern.example", ["Lantern", "Lantern"]),
        ("Lantern, told by Lanternist.", "https://lantern.example", []),
        ("Figaro, told by the Figaro.", "https://sport.figaro.example", ["Figaro", "Figaro"]),
        ("The sun rose.", "https://www.thesun.example/", []),
        ("El sol sale.", "https://elsol.example/", []),
        ("I ran home.", "https://iran.example/", []),
        ("The U.S.A and the USA.", "https://usa.example/", []),
        ("The London Marathon of The London.", "https://thelondon.example/", ["London"]),
        ("Ο Ναυτικός λέει.", "https://ναυτικός.example/", ["Ναυτικός"]),
        ("Xn foo.", "https://xn--foo-.example/", []),
        ("Monday came, and Monday went.", "https://www.monday.example/", []),
        ("London pays. The London Marathon too.", "https://london.example/news", []),
        ("Heute kostet das Abo. Bis Freitag.", "https://freitag.example/", []),
        ("Heute kostet das Abo. Die Welt auch.", "https://www.welt.example/", []),
        ("It takes 20 minutes.", "https://20minutes.example/", []),
        ("At 20 Minutes, all is quiet.", "https://20minutes.example/", ["20 Minutes"]),
        ("At München Heute.", "https://xn--mnchen-heute-dlb.example/", ["München Heute"]),
        ("Politik kostet.", "https://politik.gazette.example/", []),
        ("Wordpress, Norrabladet.", "https://norrabladet.wordpress.com/", ["Norrabladet"]),
        ("Nothing.", "https://----.example/", []),
        ("Nothing.", "https://$$$$.example/", []),
        ("The harbour Gazette sank.", "https://harbourgazette.example/", []),
        ("People met. Some people sang.", "https://people.example/", []),
        ("The Harbour Gazettes sank.", "https://harbourgazette.example/", []),
        ("It takes 120 minutes.", "https://20minutes.example/", []),
        ("The Harbour Gazette has no owner.", "https://other.example/", []),
        ("The Harbour Gazette has no owner.", None, []),
        ("Media and News and Online.", "https://www.news.online.com/", []),
    ],
)
def test_of_the_address(text: str, url: str | None, found: list[str]) -> None:
    """A host's words may have grown together; a name has a capital, and ends where a word does."""
    assert named(read_text(text, url)) == found


@pytest.mark.parametrize(
    ("publisher", "text", "found"),
    [
        ("Harbour Gazette", "At the Harbour Gazette, all is quiet.", ["Harbour Gazette"]),
        ("Harbour Gazette | News of the coast", "At the Harbour Gazette, all is quiet.", ["Harbour Gazette"]),
        ("HarbourGazette.com", "At the HarbourGazette, all is quiet.", ["HarbourGazette"]),
        ("港日報", "私たち港日報は読者に支えられています。", ["港日報"]),
        ("Газета «Гавань»", "Читайте в Гавани.", []),
        ("X", "X marks the spot.", []),
        ("« Harbour »", "At the Harbour, not at the Harbours.", ["Harbour"]),
        ("★★★", "新聞 ★★★", []),
        ("DIE WELT", "Die Welt lebt vom Wald.", []),
        ("The World", "At The World, all is quiet.", ["World"]),
        ("the world", "All the world over. All the World.", []),
        ("Radio of the Hills", "At Radio of the Hills, all is quiet.", ["Radio of the Hills"]),
        ("الوطن", "جريدة الوطن والوحدة الوطنية", ["الوطن"]),
    ],
)
def test_of_the_page(publisher: str, text: str, found: list[str]) -> None:
    """What a page calls its site, without a motto and without its domain."""
    assert named(replace(read_text(text), metadata=Metadata(publisher=publisher))) == found


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2024 Lenn Valley Press. All rights reserved.", "Lenn Valley Press"),
        ("Copyright ©2019-2024 Lenn Valley Press, Inc.", "Lenn Valley Press"),
        ("Copyright (c) 2024 by the Lenn.", ""),
        ("Lenn Valley Press © 2024", "Lenn Valley Press"),
        ("© Lenn Valley Press", ""),
        ("Photo © Maria Lenn", ""),
        ("© 2024. Тексты можно цитировать", ""),
    ],
)
def test_of_the_copyright_line(line: str, name: str) -> None:
    """Beside a year stands a publisher; without one it may be a photographer."""
    text = f"At Lenn Valley Press, all is quiet.\n{line}"
    assert ("Lenn Valley Press" in named(read_text(text))) == bool(name)


def test_of_many_names() -> None:
    """Each name counts once, and no more of them are looked for than a page has."""
    lines = ["© 2024 Lenn Press"] * 30 + [f"© 2024 {chr(letter)}ast Press" for letter in range(ord("A"), ord("Z") + 1)]
    names = set(named(read_text("\n".join(lines))))
    assert {"Lenn Press", "Aast Press"} < names
    assert len(names) == 20


TEXT = """Ferry to Norra runs again after storm
The ferry to Norra sailed again on Monday, two days after the storm closed the harbour.
Passengers waited for hours, said Maria Lind, who runs the kiosk at the pier.
{}
The next sailing leaves at noon, the company said."""
CLAIM = "A gift to the Harbour Gazette pays for reporting from the coast."


def test_the_same_sentence_goes_and_stays() -> None:
    """It goes where the publisher says it of itself, and stays where another is told of and where somebody is quoted."""

    def gone(sentence: str, url: str) -> list[str]:
        return [decision.text for decision in cleaner.clean_text(TEXT.format(sentence), url=url).removed]

    assert gone(CLAIM, "https://www.harbourgazette.example/ferry") == [CLAIM]
    assert gone(CLAIM, "https://www.hillcourier.example/ferry") == []
    assert gone(f"“{CLAIM}” Lind said.", "https://www.harbourgazette.example/ferry") == []


def test_the_name_that_a_page_gives_its_site() -> None:
    """`og:site_name` says who speaks, where the address does not."""
    lines = TEXT.format(CLAIM).splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines[1:])

    def left(site: str) -> str:
        head = f"<head><title>{lines[0]}</title><meta property='og:site_name' content='{site}'></head>"
        return cleaner.clean_html(f"<html>{head}<body><article><h1>{lines[0]}</h1>{body}</article></body></html>").text

    assert CLAIM not in left("Harbour Gazette")
    assert CLAIM in left("Hill Courier")


@pytest.mark.parametrize(
    ("sentence", "url"),
    [
        ("Monday's sailing was funded by donations from readers in the town.", "https://www.monday.com/x"),
        ("The Monday ferry was funded by donations from readers in the town.", "https://themonday.example/"),
        ("The sun was paid for by donations from readers in the town.", "https://www.thesun.co.uk/x"),
        ("London depends on the support of its commuters, who pay £200 a month.", "https://london.ca/news"),
        ("It takes 20 minutes to sign up at the pier, and costs £5 a month.", "https://www.20minutes.fr/a"),
        ("It takes 120 minutes to sign up at the pier, and costs £5 a month.", "https://www.20minutes.fr/a"),
        ("London depends on the support of its commuters, who pay £200 a month.\n© 2024 London", None),
    ],
)
def test_a_name_that_is_a_word_takes_nothing(sentence: str, url: str | None) -> None:
    """Days, towns and numbers are what an article is about, whatever its publisher is called."""
    assert sentence.splitlines()[0] in cleaner.clean_text(TEXT.format(sentence), url=url).text


def test_what_was_found_stays_in_order() -> None:
    """The hits of names are put among the others by place."""
    text = "We at the Harbour Gazette ask: support us at the Harbour Gazette."
    document = read_text(text, "https://harbourgazette.example/")
    scene = cleaner.Cleaner().scene_of(document, fold(text), "en")
    assert scene is not None
    starts = scene.found.hits.starts.tolist()
    assert starts == sorted(starts)
    assert [place for place in starts if text[place:].startswith("Harbour")]
    assert (scene.found.classes == classes_of(text)).all()


def test_a_term_of_the_packs_is_no_name() -> None:
    """A day is one, whatever the judge knows."""
    document = read_text("The Monday came, and Monday went.", "https://themonday.example/")
    folded = fold(document.text)
    found = Matcher((language_pack("en"),)).find(document, folded)
    assert with_speaker(found, document, folded, WORDS.__contains__) is found
