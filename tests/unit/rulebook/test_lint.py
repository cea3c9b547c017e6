"""What is found wrong with packs that load, and that nothing is found wrong with what is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.rulebook.catalogue import Shelf, shelf_of
from cleaner.rulebook.corpus import read_corpus
from cleaner.rulebook.findings import Finding
from cleaner.rulebook.lint import lint
from cleaner.rules.load import common_pack, language_pack, languages, shipped_packs
from tests.unit.rulebook.packs import guard_with, rule_with, written

WIDE = rule_with(id="valley.custom.weather", pattern="weather on the lenn|forecast:", match=["Forecast: mild."])
UPON = "weather (?:up)?on the lenn: .{1,9}"


def found(path: Path, *rules: dict[str, object], top: str = "", corpus: Path | None = None) -> list[Finding]:
    """What is wrong with a pack, speed apart."""
    shelf = shelf_of([str(written(path / "own.toml", *rules, top=top))])
    return list(lint(shelf, read_corpus(corpus) if corpus else (), speed=False))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.where, str(finding.check)) for finding in findings]


def test_the_shipped_packs_have_no_faults() -> None:
    """Nothing in the packs of languages and in the common one is dead, stands twice or is shadowed."""
    packs = (common_pack(), *map(language_pack, languages()))
    assert [str(finding) for finding in lint(Shelf(packs, shipped_packs()), speed=False)] == []


def test_good_packs(tmp_path: Path) -> None:
    """Rules with wording of their own, and terms that stand once in a section, are no fault."""
    top = '[openers]\ncustom = ["the lenn today"]\n[lines]\ncustom = ["the lenn today"]'
    assert found(tmp_path, rule_with(), guard_with(), top=top) == []


def test_a_dead_rule(tmp_path: Path) -> None:
    """The loader looks at an example as a whole, the engine line by line and only around anchors."""
    over = rule_with(pattern=r"weather on\slenn", match=["weather on\nlenn"])
    far = rule_with(id="valley.custom.tide", pattern="tide table", anchors=["spring"], match=[f"tide table {'x' * 99} spring"])
    findings = found(tmp_path, over, far)
    assert told(findings) == [("valley.custom.weather-line", "dead"), ("valley.custom.tide", "dead")]
    assert "1 of 1 texts in `match` not hit" in findings[0].fault


def test_duplicates(tmp_path: Path) -> None:
    """The same pattern is told with the rule that has it, and the same id in two packs, one of them shipped."""
    shipped = common_pack().rules[0]
    findings = found(
        tmp_path,
        rule_with(),
        rule_with(id="valley.custom.again"),
        rule_with(id=shipped.id, pattern="tide table", match=["Tide table."]),
    )
    assert told(findings) == [("valley.custom.again", "duplicate"), (shipped.id, "duplicate")]
    assert str(findings[0]) == (
        "own.toml: valley.custom.again: duplicate: valley.custom.weather-line in own.toml has that pattern too; keep one"
    )
    assert findings[1].fault == "common.toml has that id too"


def test_the_same_pattern_in_packs_that_never_meet(tmp_path: Path) -> None:
    """Of two languages it belongs where both get it; of two publishers each has it by itself, and there is nothing to mend."""
    written(tmp_path / "a.toml", rule_with(), top='language = "en"')
    written(tmp_path / "b.toml", rule_with(id="b.custom.weather"), top='language = "de"')
    written(tmp_path / "c.toml", rule_with(id="c.custom.weather", pattern="the tide", match=["The tide."]), top='publisher = "a.example"')
    written(tmp_path / "d.toml", rule_with(id="d.custom.weather", pattern="the tide", match=["The tide."]), top='publisher = "b.example"')
    (finding,) = (one for one in lint(shelf_of([str(tmp_path)]), speed=False) if one.check == "duplicate")
    assert (finding.file, finding.where) == ("b.toml", "b.custom.weather")
    assert finding.remedy == "keep one, in a pack that serves all these texts"


def test_a_shadowed_rule(tmp_path: Path) -> None:
    """An earlier rule that does as much hits all its examples."""
    (finding,) = found(tmp_path, WIDE, rule_with())
    assert (finding.where, finding.check) == ("valley.custom.weather-line", "shadowed")
    assert finding.fault == "valley.custom.weather in own.toml hits all that it is made for"


@pytest.mark.parametrize(
    "rules",
    [
        (rule_with(), WIDE),
        ({**WIDE, "strength": "likely"}, rule_with()),
        ({**WIDE, "scope": "sentence"}, rule_with()),
        ({**WIDE, "scope": "run"}, rule_with()),
        ({**WIDE, "kind": "caption"}, rule_with()),
        (WIDE, rule_with(match=["Weather on the Lenn: mild.", "Weather upon the Lenn: mild."], pattern=UPON)),
        (guard_with(keep=["Weather on the Lenn: mild."], pattern="weather on"), rule_with()),
    ],
    ids=["later", "weaker", "narrower", "of another reach", "of another kind", "not all", "a guard"],
)
def test_a_rule_that_is_not_shadowed(rules: tuple[dict[str, object], ...], tmp_path: Path) -> None:
    """What is later, does less, or does not hit every example shadows nothing."""
    assert "shadowed" not in [check for _, check in told(found(tmp_path, *rules))]


def test_a_rule_is_shadowed_only_by_one_that_is_there(tmp_path: Path) -> None:
    """A rule of another publisher is never used with it."""
    written(tmp_path / "a.toml", WIDE, top='publisher = "a.example"')
    written(tmp_path / "b.toml", rule_with(), top='publisher = "b.example"')
    assert list(lint(shelf_of([str(tmp_path)]), speed=False)) == []


def test_a_shadowed_guard(tmp_path: Path) -> None:
    """A guard is for what it spares, and has no kind or strength to compare."""
    wide = guard_with(id="valley.keep.told", pattern=r"\btold the \w{1,20}\b")
    assert told(found(tmp_path, wide, guard_with())) == [("valley.keep.told-the-court", "shadowed")]


def test_terms_that_stand_twice(tmp_path: Path) -> None:
    """In one list, under two names of a section, or in a pack that is always there as well."""
    top = '[families]\nask = ["tide in", "tide in"]\nplea = ["tide in"]\n[lines]\nshare_chrome = ["facebook"]\nsocial_follow = ["whatsapp"]'
    findings = found(tmp_path, top=top)
    assert told(findings) == [("families.ask", "twice"), ("families.plea", "twice"), ("lines.share_chrome", "twice")]
    assert [finding.fault for finding in findings] == [
        "'tide in' stands twice",
        "'tide in' stands under ask too",
        "'facebook' is in common.toml too, which is used wherever this pack is",
    ]


def test_a_term_of_a_language_is_no_repetition_for_all(tmp_path: Path) -> None:
    """A pack for all texts may have what a language's has."""
    term = next(iter(language_pack("de").lines.values()))[0]
    top = f'[lines]\ncustom = ["{term}"]'
    assert found(tmp_path, top=top) == []
    assert found(tmp_path, top='language = "de"\n' + top) == []  # of another kind: it adds a meaning


def test_with_a_corpus(tmp_path: Path) -> None:
    """A rule without a hit in the texts that its pack serves is told, and what one hits there may show that it has its use."""
    corpus = tmp_path / "corpus.jsonl"
    rows = [
        {"text": "Weather on the Lenn: mild.", "language": "en"},
        {"text": "Weather upon the Lenn: mild.", "language": "en"},
        {"text": "Tide table.", "language": "de"},
    ]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    rules = (
        WIDE,
        rule_with(pattern=UPON),
        rule_with(id="valley.custom.tide", pattern="tide table", match=["Tide table."]),
    )
    assert told(found(tmp_path, *rules, top='language = "en"')) == [("valley.custom.weather-line", "shadowed")]
    (finding,) = found(tmp_path, *rules, top='language = "en"', corpus=corpus)
    assert (finding.where, finding.check) == ("valley.custom.tide", "unseen")
    assert finding.fault == "it hits none of the 2 texts that its pack serves"
    assert "unseen" not in [check for _, check in told(found(tmp_path, *rules, top='language = "fr"', corpus=corpus))]
