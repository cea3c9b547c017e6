"""What happens to an example, told where it is not what should."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import UnknownPackError
from cleaner.rulebook.catalogue import shelf_of
from cleaner.rulebook.proofs import Failure, Prover, proofs_of
from cleaner.rules.load import publisher_pack
from tests.unit.rulebook.packs import guard_with, rule_with, written

TWO = "Weather on the Lenn: mild. The mayor of Westhaven resigned on Monday."


def failures(path: Path, *rules: dict[str, object], top: str = "") -> list[Failure]:
    """What fails of a pack with these rules."""
    shelf = shelf_of([str(written(path / "own.toml", *rules, top=top))])
    return list(Prover(shelf.paths).failures(proofs_of(shelf.packs)))


def test_good_rules(tmp_path: Path) -> None:
    """A rule and a guard whose proofs hold have no failures."""
    assert failures(tmp_path, rule_with(), guard_with()) == []


@pytest.mark.parametrize(
    ("rule", "field", "fault"),
    [
        (rule_with(strength="likely", match=["The weather on the Lenn: mild, said Ada Brandt."]), "match", "it stays; spared"),
        (rule_with(pattern=r"weather on the lenn: .{1,80}|ferry between"), "match", "text beside it goes too: removed as custom"),
        (rule_with(keep=["Weather on the Lenn: mild."]), "keep", "it goes: removed as custom"),
        (rule_with(scope="sentence", pattern=r"weather on the lenn: \w{1,9}", match=[TWO]), "match", "a part of it stays, 'The mayor"),
        (guard_with(match=["The mayor resigned on Monday."]), "match", "it stays; the engine sees no boilerplate there"),
    ],
)
def test_what_fails(rule: dict[str, object], field: str, fault: str, tmp_path: Path) -> None:
    """A failure names file, rule and example, and tells what the engine made of it."""
    failure = failures(tmp_path, rule)[0]
    assert failure.proof.field == field
    assert failure.fault.startswith(fault)
    assert str(failure).startswith(f"own.toml: {rule['id']}: {field} 1: {fault}")
    assert str(failure).endswith(f"\n  {failure.proof.example!r}")


def test_a_rule_must_have_a_part_in_it(tmp_path: Path) -> None:
    """An example that goes for other reasons, its rule not bound, proves nothing."""
    weak = rule_with(kind="related_link", pattern="most read", match=["Most read"])
    (proof, _) = proofs_of(shelf_of([str(written(tmp_path / "own.toml", weak))]).packs)
    assert Prover().fault_of(proof) == "it goes, but not for a rule: no rule's pattern hits what went"


def test_a_guard_must_speak_for_its_example(tmp_path: Path) -> None:
    """What would stay without the guard proves nothing either, unless the guard hits it."""
    (_, proof) = proofs_of(shelf_of([str(written(tmp_path / "own.toml", guard_with(keep=["He told the court so."])))]).packs)
    assert Prover().fault_of(proof).startswith("it stays, but the guard does not speak for it")


def test_language_and_address(tmp_path: Path) -> None:
    """A publisher's rules are proved on his pages; his language is given, or told from the examples."""
    assert {(proof.language, proof.url) for proof in proofs_of([publisher_pack("taz.de")])} == {("de", "https://www.taz.de/news/1")}
    assert {proof.language for proof in proofs_of([publisher_pack("taz.de")], {"taz.de": "nl"})} == {"nl"}
    packs = shelf_of([str(written(tmp_path / "own.toml", rule_with()))]).packs
    assert {(proof.language, proof.url) for proof in proofs_of(packs, {"taz.de": "nl"})} == {("en", None)}
    assert {proof.language for proof in proofs_of(packs, {"": "nl"})} == {"nl"}


def test_a_language_without_a_pack(tmp_path: Path) -> None:
    """Texts of it are not told apart, so that nothing can be proved on them."""
    with pytest.raises(UnknownPackError, match="'sw'"):
        failures(tmp_path, rule_with(), top='language = "sw"')


def test_every_example_is_a_proof(tmp_path: Path) -> None:
    """They are numbered from 1, `match` before `keep`."""
    packs = shelf_of([str(written(tmp_path / "own.toml", rule_with(keep=["One.", "Two."])))]).packs
    assert [(proof.field, proof.number, proof.example) for proof in proofs_of(packs)] == [
        ("match", 1, "Weather on the Lenn: mild, 11 degrees."), ("keep", 1, "One."), ("keep", 2, "Two."),
    ]  # fmt: skip
