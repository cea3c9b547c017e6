"""`Cleaner`: its options, its errors, its packs, and many documents at once."""

from __future__ import annotations

import itertools
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import cleaner
from cleaner import Cleaner, InputError, Kind, Mode, RulePackError, UnknownPackError
from cleaner.testing.wording import wording_of
from tests.appeals import sample
from tests.unit.test_article import APPEAL, BODY, HEADLINE, LINES, STANDFIRST

TEXT = "\n".join(LINES)

PACK = """
publisher = "news.example"

[[rule]]
id = "example.custom.tide-table"
kind = "custom"
scope = "{scope}"
strength = "{strength}"
pattern = '\\btide tables? by \\w{{1,20}} chandlers\\b'
message = "names the sponsor of the tide table"
why = "A sponsor's line, not reporting."
match = ["Tide table by Ormsley Chandlers."]
keep = ["The tide tables were drawn up by the harbour master."]
"""
GUARD = """
[[guard]]
id = "own.guard.readers-fund"
kind = "donation_appeal"
strength = "likely"
pattern = '\\bour independent journalism\\b'
message = "kept for the test"
why = "Shows that a guard decides."
match = ["Please donate today."]
keep = ["We fund our independent journalism."]
"""


def packed(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def with_line(line: str) -> str:
    return "\n".join((HEADLINE, STANDFIRST, *BODY[:2], line, *BODY[2:]))


# Options


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"keep": {"newsletters"}}, ["keep", "'newsletters'", "newsletter_signup"]),
        ({"mode": "careful"}, ["mode", "'careful'", "strict, balanced, recall"]),
        ({"max_size": 0}, ["max_size", "0", "positive"]),
        ({"languages": []}, ["languages", "empty", "None for all"]),
        ({"languages": [1, "xx"]}, ["languages", "has 1;", "en"]),
        ({"languages": [["en"]]}, ["languages", "has ['en'];"]),
        ({"timeout": 10**400}, ["timeout", "1.8e+308", "None"]),
        ({"timeout": 10**5_000}, ["timeout", "1.8e+308", "None"]),
    ],
)
def test_options_out_of_range(options: dict[str, object], told: list[str]) -> None:
    """An option that cannot be used is named, with its value and what would be right."""
    with pytest.raises(InputError) as caught:
        Cleaner(**options)  # type: ignore[arg-type]
    assert all(part in str(caught.value) for part in told)


def test_unknown_language() -> None:
    """A language without a pack is named, with those that there are."""
    with pytest.raises(UnknownPackError, match=r"'tlh'.*\ben\b"):
        Cleaner(languages=["en", "tlh"])


@pytest.mark.parametrize(("source", "name"), [(7, "int"), (None, "NoneType"), (["a"], "list"), (bytearray(b"a"), "bytearray")])
def test_wrong_types(source: object, name: str) -> None:
    """A source of a type that is not read is named, with the types that are."""
    for call in (cleaner.clean, cleaner.clean_html):
        with pytest.raises(InputError, match=rf"\b{name}\b.*\bstr\b"):
            call(source)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=rf"\b{name}\b.*\bstr\b"):
        cleaner.clean_text(source)  # type: ignore[arg-type]


def test_clean_text_takes_no_bytes() -> None:
    """Bytes have an encoding that only `clean` tells."""
    with pytest.raises(InputError, match="bytes"):
        cleaner.clean_text(b"text")  # type: ignore[arg-type]


def test_sizes() -> None:
    """A source at the limit is read; one over it is refused, with both sizes."""
    engine = Cleaner(max_size=1_000)
    assert engine.clean_text("a" * 1_000).paragraphs
    large = "a" * 1_001
    for call, source in ((engine.clean_text, large), (engine.clean, large), (engine.clean, large.encode()), (engine.clean_html, large)):
        with pytest.raises(InputError, match=r"1,001.*1,000"):
            call(source)  # type: ignore[operator]


def test_keep() -> None:
    """A kept kind stays in."""
    assert Cleaner(keep={"donation_appeal"}).clean_text(TEXT).paragraphs == (BODY[0], *APPEAL, *BODY[1:])
    assert Cleaner(keep=[Kind.AD_MARKER]).clean_text(TEXT).paragraphs == BODY


def test_modes_are_ordered() -> None:
    """Over many texts, `strict` removes no more than `balanced`, and that no more than `recall`."""
    sizes = [
        sum(len(decision.text) for case in sample(101) for decision in Cleaner(mode=mode).clean_text(case.input).removed)
        for mode in (Mode.STRICT, Mode.BALANCED, Mode.RECALL)
    ]
    assert sizes == sorted(sizes)


def test_languages() -> None:
    """With one language given, none is guessed; with several, no other is told."""
    assert Cleaner(languages=["de"]).clean_text("x").language == "de"
    assert Cleaner(languages=["de", "fr"]).clean_text(TEXT).language is None
    assert Cleaner(languages=["de", "en"]).clean_text(TEXT).language == "en"


def test_options_that_can_be_read_once() -> None:
    """A generator is as good as a list."""
    engine = Cleaner(languages=(name for name in ["de", "en"]), keep=(kind for kind in ["ad_marker"]))  # type: ignore[arg-type]
    assert (engine.languages, engine.keep) == (("de", "en"), {Kind.AD_MARKER})


# Values


def test_cleaners_are_values() -> None:
    """Equal options make equal engines; one cannot be changed, and is hashable."""
    assert Cleaner(keep=["custom"]) == Cleaner(keep={Kind.CUSTOM})
    assert len({Cleaner(), Cleaner()}) == 1
    with pytest.raises(AttributeError):
        Cleaner().mode = Mode.STRICT  # type: ignore[misc]


def test_pickling(tmp_path: Path) -> None:
    """An engine works as before on the other side of a pickle, its packs with it."""
    line = "Tide table by Ormsley Chandlers."
    engine = Cleaner(packs=[packed(tmp_path, PACK.format(strength="certain", scope="block").replace('publisher = "news.example"', ""))])
    again = pickle.loads(pickle.dumps(engine))  # noqa: S301
    assert again == engine
    assert again.clean_text(with_line(line)) == engine.clean_text(with_line(line))
    assert again.clean_text(with_line(line)).paragraphs == BODY


def test_threads_share_an_engine() -> None:
    """One engine serves many threads."""
    engine = Cleaner()
    with ThreadPoolExecutor(8) as pool:
        assert {article.paragraphs for article in pool.map(engine.clean_text, [TEXT] * 32)} == {BODY}


# Many


# Python 3.12 and later warn of a fork beside other threads, which tests before this one leave behind.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_clean_many_keeps_the_order() -> None:
    """Articles come in the order of their sources, from one process and from several."""
    texts = [f"Number {number} was drawn on Monday." for number in range(40)]
    alone = [article.paragraphs for article in cleaner.clean_many(texts)]
    assert alone == [(text,) for text in texts]
    assert [article.paragraphs for article in cleaner.clean_many(texts, workers=2)] == alone


def test_clean_many_is_lazy() -> None:
    """An endless source is read only as far as is asked for."""
    endless = (f"Number {number}." for number in itertools.count())
    assert [article.body for article in itertools.islice(cleaner.clean_many(endless), 3)] == ["Number 0.", "Number 1.", "Number 2."]


def test_clean_many_refuses_what_cannot_be() -> None:
    """Fewer workers than one are refused, and so is a source that cannot be read, when its turn comes."""
    with pytest.raises(InputError, match="workers is 0"):
        cleaner.clean_many([], workers=0)
    for learn in (False, True):
        with pytest.raises(InputError, match="sources is of type str"):
            list(cleaner.clean_many("One.", learn=learn))
    with pytest.raises(InputError, match="sources is of type NoneType"):
        cleaner.clean_many(None)  # type: ignore[arg-type]
    articles = cleaner.clean_many(["One.", 2])  # type: ignore[list-item]
    assert next(articles).body == "One."
    with pytest.raises(InputError, match="int"):
        next(articles)


@pytest.mark.parametrize("path", ["", None, 7, b"packs"])
def test_packs_that_are_no_paths(path: object) -> None:
    """An empty path would be the folder that one happens to stand in."""
    with pytest.raises(InputError, match="packs has"):
        Cleaner(packs=[path])  # type: ignore[list-item]


# A user's own packs


def test_a_certain_rule_decides(tmp_path: Path) -> None:
    """What a certain rule matches goes, and the rule is named."""
    line = "Tide table by Ormsley Chandlers."
    engine = Cleaner(packs=[packed(tmp_path, PACK.format(strength="certain", scope="block"))])
    article = engine.clean_text(with_line(line), url="https://www.news.example/a")
    assert article.paragraphs == BODY
    assert [(removed.rule, removed.kind, removed.text) for removed in article.removed] == [("example.custom.tide-table", Kind.CUSTOM, line)]
    assert article.removed[0].reason == "names the sponsor of the tide table"


def test_a_likely_rule_alone_does_not_decide(tmp_path: Path) -> None:
    """What a likely rule matches without other evidence stays, and is told as a near miss."""
    line = "Ingrid Solheim said that the tide table by Ormsley Chandlers had been wrong on the day of the flood in 2024."
    engine = Cleaner(packs=[packed(tmp_path, PACK.format(strength="likely", scope="sentence"))])
    article = engine.clean_text(with_line(line), url="https://news.example/a")
    assert article.removed == ()
    assert "example.custom.tide-table" in [spared.rule for spared in article.spared]


@pytest.mark.parametrize("url", ["http://[", "//[::1", "http://exa\u2100mple.org/"])
def test_an_address_that_cannot_be_parsed_is_no_error(url: str) -> None:
    """An address that names no host is one for which there are no publisher's packs."""
    assert cleaner.clean_text("The council met on Monday.", url).paragraphs


@pytest.mark.parametrize("url", [None, "https://other.example/a", "https://badnews.example/", "not an address"])
def test_a_publishers_pack_serves_that_publisher(tmp_path: Path, url: str | None) -> None:
    """On other hosts its rules do nothing."""
    line = "Tide table by Ormsley Chandlers."
    engine = Cleaner(packs=[packed(tmp_path, PACK.format(strength="certain", scope="block"))])
    assert engine.clean_text(with_line(line), url=url).paragraphs == (*BODY[:2], line, *BODY[2:])


@pytest.mark.parametrize("url", ["https://rappler.com/1", "http://WWW.Rappler.com:80/1?a=b", "//www.rappler.com/1"])
def test_a_shipped_publishers_pack_serves_that_publisher(url: str) -> None:
    """It is bound by the host of the address, in a pickled engine too."""
    signed = f"{BODY[0]} – Rappler.com"
    for engine in (Cleaner(), pickle.loads(pickle.dumps(Cleaner()))):  # noqa: S301
        (decision,) = engine.clean_text(signed, url).removed
        assert (decision.text, decision.rule) == ("– Rappler.com", "rappler-com.credit.end-mark")
        assert engine.clean_text(signed, "https://notrappler.com/1").removed == ()
        assert engine.clean_text(signed).removed == ()


RAIN = "It rained on Monday in Ormsley, the harbour master said."
COLD = "On Tuesday it was cold, and the ferry stayed in port, according to Mr Hale."


@pytest.mark.parametrize(
    ("scope", "left"),
    [("match", [RAIN, COLD]), ("sentence", [RAIN, COLD]), ("block", [])],
)
def test_scopes(tmp_path: Path, scope: str, left: list[str]) -> None:
    """A scope says how much goes with what matched: the match, its sentence, its block."""
    rule = PACK.format(strength="certain", scope=scope).replace('publisher = "news.example"', "")
    engine = Cleaner(packs=[packed(tmp_path, rule)])
    line = f"{RAIN} Tide table by Ormsley Chandlers. {COLD}"
    told = " ".join(engine.clean_text(with_line(line)).paragraphs[2:-2])
    assert " ".join(left).replace(".", "") == told.replace(" . ", " ").replace(".", "")


def test_a_guard_spares(tmp_path: Path) -> None:
    """A sentence that a guard matches stays, whatever speaks against it, and the guard is named."""
    engine = Cleaner(packs=[packed(tmp_path, GUARD)])
    article = engine.clean_text(TEXT)
    assert APPEAL[1] in article.paragraphs
    assert any("own.guard.readers-fund" in spared.reason for spared in article.spared)


def test_a_guard_outweighs_a_certain_rule(tmp_path: Path) -> None:
    """Where both match, the text stays."""
    guard = GUARD.replace("our independent journalism\\b", "ormsley chandlers\\b")
    guard = guard.replace("our independent journalism", "Ormsley Chandlers")
    (tmp_path / "guard.toml").write_text(guard, encoding="utf-8")
    packed(tmp_path, PACK.format(strength="certain", scope="block"))
    line = "Tide table by Ormsley Chandlers."
    assert line in Cleaner(packs=[tmp_path]).clean_text(with_line(line), url="https://news.example").paragraphs


def test_a_bad_pack_is_refused(tmp_path: Path) -> None:
    """An engine with a bad pack is never made."""
    with pytest.raises(RulePackError, match=r"own\.toml"):
        Cleaner(packs=[packed(tmp_path, "[[rule]]\nid = 3\n")])
    with pytest.raises(UnknownPackError, match="nowhere"):
        Cleaner(packs=[tmp_path / "nowhere"])


# Shapes of text


def test_a_headline_and_an_appeals_heading_in_one_line_are_told_apart() -> None:
    """Where all line breaks are lost, the appeal still goes and the rest stays."""
    article = cleaner.clean_text(" ".join((HEADLINE, "Your support helps us to tell the story", *APPEAL, *BODY)))
    assert article.text.split() == " ".join((HEADLINE, *BODY)).split()


def test_the_damage_guard_speaks() -> None:
    """A text that is nearly nothing but an appeal is left as it is, with a warning, and the misses are told."""
    appeals = wording_of("en").appeals[Kind.DONATION_APPEAL]
    article = cleaner.clean_text("\n".join((BODY[0], *itertools.chain.from_iterable(appeals[:3]))))
    assert article.removed == ()
    assert any("damage guard" in warning for warning in article.warnings)
    assert article.spared
    assert "damage guard" in article.explain()


def test_a_teaser_in_a_text_of_one_line_goes_without_the_sentence_behind_it() -> None:
    """A title joined to a sentence by a space alone is cut off from it."""
    body = "Ferry fares will rise by a tenth in May. Harbour master Peter Adeyemi said that diesel had doubled in price."
    text = body.replace(" Harbour", " READ MORE: Why the last lightship was sold to a school Harbour")
    assert cleaner.clean_text(text).body == body


def test_a_last_paragraph_behind_an_appeal_stays() -> None:
    """An appeal in front of the last paragraph takes nothing of it with it."""
    lines = (
        "How the ferry pier in Westhaven was brought down by a single storm",
        "The decision on the ferry pier ends 12 months of argument in Westhaven over the repairs",
        "The county council in Westhaven voted on Monday to rebuild the ferry pier, which was badly damaged in the flood of 1953. "
        "In the hall, 12 residents of Westhaven followed the debate, which went on until midnight.",
        "Police closed the road beside the ferry pier shortly after dawn on Monday because of falling masonry.",
        "The harbour master of Westhaven, Ingrid Solheim, declined to comment on the length of the works.",
        "Engineers found 12 cracks in the ferry pier during an inspection on 3 January, and the county council shut it the same day.",
    )
    last = "Work on the ferry pier began in 1952 and was interrupted three times by storms."
    appeal = wording_of("en").appeals[cleaner.Kind.DONATION_APPEAL][1]
    assert last in cleaner.clean_text("\n".join((*lines, *appeal, last))).paragraphs


def test_a_long_text_that_needs_four_looks_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of some thousand units gets as many looks as it takes, within reason."""
    looks = iter(range(100))
    judged = Cleaner._judged

    def late(self, document, folded, language, deadline):
        found, count = judged(self, document, folded, language, deadline)
        # What the first look finds is held back for three looks, a part each.
        return replace(found, removed=found.removed[:1] if next(looks) < 3 else found.removed), count

    monkeypatch.setattr(Cleaner, "_judged", late)
    text = "\n".join((*BODY * 400, *APPEAL, *BODY, *APPEAL, *BODY, *APPEAL, *BODY, *APPEAL, *BODY))
    article = cleaner.clean_text(text)
    assert article.warnings == ()
    assert article.text.count(APPEAL[0]) == 0
