"""The rules in print, and the index in the docs."""

from __future__ import annotations

import json
from pathlib import Path

from cleaner.rulebook.catalogue import Entry, entries_of, shelf_of
from cleaner.rulebook.pages import index, listed, page, to_dict
from cleaner.rules.load import shipped_packs
from tests.unit.rulebook.packs import guard_with, rule_with, written

DOCS = Path(__file__).parents[3] / "docs"


def entries(tmp_path: Path, *rules: dict[str, object], top: str = "") -> list[Entry]:
    return entries_of(shelf_of([str(written(tmp_path / "own.toml", *rules, top=top))]).packs)


def test_the_index_is_up_to_date() -> None:
    """docs/rule-index.md has the rules as they are; `make docs-rules` writes it."""
    assert (DOCS / "rule-index.md").read_text(encoding="utf-8") == index(entries_of(shipped_packs())) + "\n", "run make docs-rules"


def test_lines_stand_in_columns(tmp_path: Path) -> None:
    """A guard is marked, and has no strength."""
    rule, guard = [line.split("  ") for line in listed(entries(tmp_path, rule_with(), guard_with()))]
    assert [cell.strip() for cell in rule if cell] == [
        "valley.custom.weather-line", "custom", "certain", "block", "the daily weather line of one paper",
    ]  # fmt: skip
    assert [cell.strip() for cell in guard if cell] == ["valley.keep.told-the-court", "guard", "-", "sentence", "testimony is reporting"]


def test_as_json(tmp_path: Path) -> None:
    """All of a rule is there, and nothing that JSON does not know."""
    rule, guard = map(to_dict, entries(tmp_path, rule_with(), guard_with(), top='language = "en"\npublisher = "lenn.example"'))
    assert rule_with().items() <= json.loads(json.dumps(rule)).items()
    assert (rule["guard"], rule["language"], rule["publisher"]) == (False, "en", "lenn.example")
    assert (guard["guard"], guard["kind"], guard["strength"]) == (True, None, None)


def test_a_page(tmp_path: Path) -> None:
    """It has the rule's fields and examples; a pattern is on one line, so that it can be copied."""
    pattern = rf"\b(?:{'|'.join(f'word{number}' for number in range(60))})\b"
    told = page(*entries(tmp_path, rule_with(pattern=pattern, match=["word1\nword2"], source="two papers")))
    assert told.startswith("valley.custom.weather-line\n\nwhat      the daily weather line of one paper\nwhy       It stands")
    for part in ("kind      custom", "scope     block: the whole line", "strength  certain: removes by itself", "source    two papers"):
        assert f"\n{part}" in told
    assert f"\npattern   {pattern}\n" in told
    assert "match, what goes:\n  - word1\n    word2\n\nkeep, what stays:\n  - The weather on the Lenn was mild." in told


def test_the_page_of_a_guard(tmp_path: Path) -> None:
    """It says what a guard does, and of its examples which one it spares."""
    told = page(*entries(tmp_path, guard_with()))
    assert "kind      guard" in told
    assert "strength" not in told
    assert "what is spared by it:\n  - \"Please support our journalism with a donation today,\"" in told


def test_an_index_is_a_table_a_pack(tmp_path: Path) -> None:
    """What Markdown would read as marks is escaped, and long examples are cut."""
    long = "weather on the lenn: " + "x" * 60
    rules = entries(tmp_path, rule_with(message="a | b *c*", match=[f"{long}\n{long}"]), guard_with())
    assert index(rules).split("\n")[-6:] == [
        "## own.toml: all texts",
        "",
        "| id | kind | message | example |",
        "| --- | --- | --- | --- |",
        rf"| `valley.custom.weather-line` | custom | a \| b \*c\* | {f'{long} {long}'[:99]}… |",
        '| `valley.keep.told-the-court` | guard | testimony is reporting | "Please support our journalism with a donation today," '
        "she told the court. |",
    ]
