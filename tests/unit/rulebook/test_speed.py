"""Slow patterns, told from others by how often a plain search would be done in the same time."""

from __future__ import annotations

import pytest

from cleaner.model import Kind
from cleaner.rulebook.catalogue import Entry
from cleaner.rulebook.speed import SLOWEST, slow_patterns, slowness
from cleaner.rules.patterns import anchors_of, faults_of
from cleaner.rules.schema import Pack
from cleaner.ruling import Rule, Scope, Strength

BACKWARDS = r"(?<=\b(?:subscribe|join|donate|support|become|unlock|upgrade|pledge|give|renew|order)\b[^.!?\n]{0,300})[£$]\d"


def entry(pattern: str, match: str, anchors: tuple[str, ...] = ()) -> Entry:
    assert faults_of(pattern) == []  # the loader has nothing against it
    anchors = anchors or anchors_of(pattern)
    rule = Rule("a.b.c", Kind.CUSTOM, Scope.SENTENCE, Strength.LIKELY, pattern, "m", "w", (match,), ("k",), "", anchors)
    return Entry(Pack("a.toml", rules=(rule,)), rule)


@pytest.mark.parametrize(
    ("pattern", "match"),
    [
        (r"\bfund our newsroom\b", "Fund our newsroom."),
        (r"\bfund\b.{0,40}\bour (?:newsroom|reporting)\b", "Fund all of our reporting."),
        (r"^(?:share|print)$", "Share"),
        (r"\d\d:\d\d", "10:45"),
    ],
)
def test_quick_patterns(pattern: str, match: str) -> None:
    """Bounded gaps and a few choices are no fault."""
    assert list(slow_patterns([entry(pattern, match)])) == []


@pytest.mark.parametrize(
    ("pattern", "match", "anchors"),
    [
        (BACKWARDS, "Subscribe for £5", ("£", "$")),
        (r"(?:a|ab|b){1,200}end\d", "abend1", ()),
    ],
    ids=["looks back from every sign", "has many ways to match the same"],
)
def test_slow_patterns(pattern: str, match: str, anchors: tuple[str, ...]) -> None:
    """What looks again and again at the same text is told, with that text."""
    (finding,) = slow_patterns([entry(pattern, match, anchors)])
    assert (finding.file, finding.where, finding.check) == ("a.toml", "a.b.c", "slow")
    assert "000 times a plain search" in finding.fault


def test_a_look_ahead_makes_it_quick() -> None:
    """The remedy that is given works: the same pattern does not look back where nothing can follow."""
    slow = slowness(entry(BACKWARDS, "Subscribe for £5", ("£", "$")).rule)
    quick = slowness(entry(rf"(?=[£$]\d a month){BACKWARDS} a month", "Subscribe for £5 a month", ("£", "$")).rule)
    assert quick.ratio < slow.ratio / 2


def test_lines_of_a_corpus_are_tried() -> None:
    """Text that no probe has may be what is slow."""
    rule = entry(r"(?:[w-z]|[wx][yz]){1,12}\d", "x1").rule
    assert slowness(rule).ratio < SLOWEST
    worst = slowness(rule, ["XZ" * 30])
    assert worst.text == "xz" * 30
    assert worst.ratio > SLOWEST
