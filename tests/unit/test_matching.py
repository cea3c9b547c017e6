"""Finding terms and rules: whole words, folded text, one block."""

from __future__ import annotations

import pickle

import pytest

from cleaner import Cleaner
from cleaner.folding import fold
from cleaner.matching import Matcher
from cleaner.model import Kind
from cleaner.readers.text import read_text
from cleaner.rules.schema import Pack, parse_pack
from cleaner.ruling import Found


def pack_of(**data: object) -> Pack:
    pack, faults = parse_pack("own.toml", data)
    assert faults == []
    return pack


def rule(pattern: str, match: str) -> dict[str, object]:
    return {
        "id": "own.custom.x", "kind": "custom", "pattern": pattern, "message": "m", "why": "w", "match": [match], "keep": ["Nothing."],
    }  # fmt: skip


def find(text: str, **data: object) -> Found:
    return Matcher([pack_of(**data)]).find(read_text(text), fold(text))


def terms_in(text: str, *terms: str) -> list[str]:
    found = find(text, terms={str(Kind.DONATION_APPEAL): list(terms)})
    return [text[start:end] for start, end in zip(found.hits.starts, found.hits.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Please DONATE now", "donate", ["DONATE"]),
        ("Donated and donates", "donate", []),
        ("Donated and donates", "donate*", ["Donate", "donate"]),
        ("A fundraiser", "*raiser", ["raiser"]),
        ("Don’t miss it", "don't miss", ["Don’t miss"]),
        ("donate\u00a0now", "donate now", ["donate\u00a0now"]),
        ("İ donate", "donate", ["donate"]),
        ("请支持我们的工作", "支持我们", ["支持我们"]),
        ("AdvertisementThe board met", "advertisement", ["Advertisement"]),
        ("Nothing here", "donate", []),
    ],
)
def test_terms_are_whole_words(text: str, term: str, found: list[str]) -> None:
    """A term is found folded and between word ends, but where a star lets the word go on, or the script has none."""
    assert terms_in(text, term) == found


def test_rules_are_found_by_their_anchors() -> None:
    """A pattern is matched around its literal, on folded text, and never over the end of a block."""
    data = {"rule": [rule(r"\bfund\b.{0,40}\bour newsroom\b", "Fund our newsroom.")]}
    text = "Please FUND all of\u00a0our newsroom.\nFund\nour newsroom."
    (hit,) = find(text, **data).rules
    assert (text[hit.start : hit.end], hit.rule.id) == ("FUND all of\u00a0our newsroom", "own.custom.x")


def test_a_rule_without_an_anchor_is_found() -> None:
    """Where a pattern has no literal of use, all blocks are searched."""
    assert len(find("A 12:30 b\nc 14:45", rule=[rule(r"\d\d:\d\d", "12:30")]).rules) == 2


def test_hits_come_by_place() -> None:
    """Hits are in order of their place."""
    found = find("one two one", families={"ask": ["two", "one", "one two"]})
    places = list(zip(found.hits.starts.tolist(), found.hits.ends.tolist(), strict=True))
    assert places == sorted(places)
    assert len(places) == 4


def test_a_pack_without_anything_finds_nothing() -> None:
    """No packs and empty texts are no special case."""
    assert len(Matcher([]).find(read_text("text"), "text").hits.starts) == 0
    assert find("", terms={"custom": ["a term"]}).rules == []


def test_a_matcher_can_be_pickled() -> None:
    """The automaton is bound anew on the other side."""
    text = "Fund our newsroom."
    matcher = Matcher([pack_of(rule=[rule(r"our newsroom", text)])])
    again = pickle.loads(pickle.dumps(matcher))  # noqa: S301
    assert again.find(read_text(text), fold(text)).rules == matcher.find(read_text(text), fold(text)).rules


@pytest.mark.parametrize("indent", ["  ", "\u00a0", "\t"])
def test_a_rule_for_a_whole_line_sees_an_indented_line(indent: str) -> None:
    """A rule that hits a line hits it where it is indented, too."""
    lines = ["The council met on Monday.", "Photo: Ingrid Solheim", "It voted for the bridge.", "The bridge is to open in May."]
    found = [rules_in("\n".join(before + line for line in lines)) for before in ("", indent)]
    assert found[0]
    assert found[0] == found[1]


def rules_in(text: str) -> list[str]:
    """The ids of the rules that hit a text."""
    scene = Cleaner().scene_of(read_text(text), fold(text), "en")
    return [hit.rule.id for hits in scene.rules for hit in hits] if scene else []
