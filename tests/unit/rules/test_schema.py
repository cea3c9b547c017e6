"""The check of a pack: all faults in one go, each with file, rule, field, value and remedy."""

from __future__ import annotations

import pickle

import pytest

from cleaner.errors import PackFault, RulePackError
from cleaner.model import Kind
from cleaner.rules.schema import parse_pack
from cleaner.ruling import Scope, Strength

RULE = {
    "id": "own.donation.fund-us",
    "kind": "donation_appeal",
    "scope": "block",
    "strength": "certain",
    "pattern": r"\bfund our newsroom\b",
    "message": "asks for money",
    "why": "The publisher speaks of its own income.",
    "source": "made up",
    "match": ["Fund our newsroom."],
    "keep": ["They wanted to fund our newsroom, he said."],
}
PLACE = {"id": "own.place.box", "says": "outside", "name": "box", "message": "a box"}


def faults(data: dict[str, object]) -> list[PackFault]:
    return parse_pack("own.toml", data)[1]


def with_rule(**changes: object) -> dict[str, object]:
    return {"rule": [{key: value for key, value in (RULE | changes).items() if value is not None}]}


def test_a_good_pack() -> None:
    """All that a pack can hold is read."""
    data = {
        "language": "en", "publisher": "news.example", "families": {"ask": ["donate*"]}, "terms": {"donation_appeal": ["chip in"]},
        "openers": {"related_link": ["read more:"]}, "lines": {"ad_marker": ["advertisement"]}, **with_rule(),
    }  # fmt: skip
    pack, found = parse_pack("own.toml", data)
    assert found == []
    assert (pack.name, pack.language, pack.publisher) == ("own.toml", "en", "news.example")
    assert pack.families == {"ask": ("donate*",)}
    assert pack.lines == {Kind.AD_MARKER: ("advertisement",)}
    (rule,) = pack.rules
    assert (rule.id, rule.kind, rule.scope, rule.strength) == ("own.donation.fund-us", Kind.DONATION_APPEAL, Scope.BLOCK, Strength.CERTAIN)
    assert rule.anchors == ("fund our newsroom",)
    assert not rule.is_guard


def test_defaults() -> None:
    """Scope and strength may be left out, and a guard's kind too."""
    (rule,) = parse_pack("own.toml", with_rule(scope=None, strength=None, source=None))[0].rules
    assert (rule.scope, rule.strength, rule.source) == (Scope.SENTENCE, Strength.LIKELY, "")
    guard = {key: value for key, value in RULE.items() if key != "kind"}
    (rule,) = parse_pack("own.toml", {"guard": [guard]})[0].rules
    assert rule.is_guard


@pytest.mark.parametrize(
    ("data", "where", "remedy"),
    [
        ({"lnaguage": "en"}, "lnaguage", "unknown key"),
        ({"language": 3}, "language", "give a text"),
        ({"language": "EN"}, "language", 'write "en"'),
        ({"language": "en-GB"}, "language", 'write "en"'),
        ({"language": "nb"}, "language", 'write "no"'),
        ({"language": "english"}, "language", 'as in "en"'),
        ({"publisher": "https://www.example.org/"}, "publisher", 'write "example.org"'),
        ({"publisher": "Example.org"}, "publisher", 'write "example.org"'),
        ({"publisher": "*.example.org"}, "publisher", 'write "example.org"'),
        ({"publisher": "example.org:80"}, "publisher", 'write "example.org"'),
        ({"publisher": "[::1]"}, "publisher", 'write "::1"'),
        ({"publisher": "the example"}, "publisher", 'as in "example.org"'),
        ({"families": {"asks": ["a"]}}, "families.asks", "unknown name"),
        ({"families": ["ask"]}, "families", "make it a table"),
        ({"families": {"ask": "donate"}}, "families.ask", "list of texts"),
        ({"terms": {"donations": ["a"]}}, "terms.donations", "donation_appeal"),
        ({"terms": {"custom": ["Donate Now"]}}, "terms.custom", "'donate now'"),
        ({"terms": {"custom": ["do*nate"]}}, "terms.custom", "star"),
        ({"terms": {"custom": ["*"]}}, "terms.custom", "letters or signs"),
        ({"rule": {"id": "x"}}, "rule", "[[rule]]"),
        (with_rule(id="Fund Us"), "id", "lower case"),
        (with_rule(id=None), "id", "required"),
        (with_rule(kind="donations"), "kind", "donation_appeal"),
        (with_rule(kind=None), "kind", "required"),
        (with_rule(scope="line"), "scope", "match, sentence, block, run"),
        (with_rule(strength="sure"), "strength", "certain, likely"),
        (with_rule(message=" "), "message", "required"),
        (with_rule(message="asks for\nmoney"), "message", "one line"),
        (with_rule(message="asks for money\u2028"), "message", "one line"),
        ({"publisher": "a.example", "place": [PLACE | {"message": "a\rbox"}]}, "message", "one line"),
        (with_rule(why=None), "why", "required"),
        (with_rule(match=[]), "match", "at least one"),
        (with_rule(keep=None), "keep", "at least one"),
        (with_rule(match=["Something else."]), "match", "does not match"),
        (with_rule(pattern="fund.*newsroom"), "pattern", "bound its gaps"),
        (with_rule(pattern=7), "pattern", "required"),
        (with_rule(anchors="newsroom"), "anchors", "list of texts"),
        (with_rule(anchors=["journal"]), "anchors", "none of them"),
        (with_rule(weight=3), "weight", "unknown field"),
        ({"guard": [{**RULE, "keep": ["Not hit."]}]}, "keep", "does not match"),
        ({"rule": [RULE, RULE]}, "id", "twice"),
    ],
)
def test_one_fault(data: dict[str, object], where: str, remedy: str) -> None:
    """A fault names its file and field, and what would be right."""
    (fault,) = faults(data)
    assert fault.file == "own.toml"
    assert fault.field == where
    assert remedy in fault.remedy


@pytest.mark.parametrize("host", ["example.org", "news_1.9gag.com", "a-b.example", "köln.de", "新闻.cn", "localhost", "1.2.3.4", "::1"])
def test_hosts_of_all_forms(host: str) -> None:
    """What an address can have for its host can be a publisher."""
    assert faults({"publisher": host}) == []


def test_all_faults_at_once() -> None:
    """Faults of several rules and fields are told together, with the value that stands there."""
    first = RULE | {"id": "own.a", "kind": "gift", "scope": "page", "match": []}
    second = RULE | {"id": "own.b", "pattern": "(open"}
    found = faults({"rule": [first, second], "colour": "red"})
    assert [(fault.rule, fault.field, fault.value) for fault in found] == [
        ("", "colour", "'red'"), ("own.a", "kind", "'gift'"), ("own.a", "scope", "'page'"), ("own.a", "match", "[]"),
        ("own.b", "pattern", "'(open'"),
    ]  # fmt: skip


def test_a_rule_without_an_id_is_named_by_its_place() -> None:
    """The second rule is "rule 2"."""
    nameless = {key: value for key, value in RULE.items() if key not in {"id", "why"}}
    assert {fault.rule for fault in faults({"rule": [RULE, nameless]})} == {"rule 2"}


def test_a_long_value_is_shown_by_its_beginning() -> None:
    """A fault fits on a screen."""
    assert len(faults(with_rule(message=["x" * 500]))[0].value) < 100


def test_the_error_tells_all_faults_and_can_be_pickled() -> None:
    """A worker's error comes back whole."""
    error = RulePackError(faults(with_rule(kind="gift", scope="page")))
    assert "2 faults" in str(error)
    assert "own.toml: own.donation.fund-us: scope: 'page'; use one of" in str(error)
    assert pickle.loads(pickle.dumps(error)).faults == error.faults  # noqa: S301
