"""Rule packs that mean harm: refused with a fault, or bounded in what they cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, RulePackError, UnknownPackError, matching
from cleaner.engine import OUT_OF_TIME
from cleaner.rules import load, schema
from cleaner.rules.patterns import faults_of
from tests.unit.rules.test_load import GOOD

SLOW = f"'tide {r'(?:[a-z]|a){0,90}' * 3}x'"
"""Flat and bounded, and with hundreds of thousands of ways through every stretch of letters."""


def refused(path: Path) -> str:
    """What is said of a pack that is not taken."""
    with pytest.raises(RulePackError) as caught:
        Cleaner(packs=[path])
    return str(caught.value)


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("depth", [1_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a=", "}")])
def test_nesting(opening: str, closing: str, depth: int, tmp_path: Path) -> None:
    """Values in each other are told, however deep."""
    assert "own.toml" in refused(write(tmp_path, f"x = {opening * depth}1{closing * depth}"))


def test_a_deep_key(tmp_path: Path) -> None:
    """A table as deep as its key is long is told in short, and one that the parser would take gigabytes for is not parsed."""
    assert "an unknown key" in refused(write(tmp_path, ".".join(["a"] * 99) + " = 1"))
    for key in (".".join(["a"] * 50_000), " . ".join(["'a b'"] * 50_000), ".".join(['"a"'] * 50_000)):
        assert "a key has 100 parts or more" in refused(write(tmp_path, f"{key} = 1"))
        assert "a key has 100 parts or more" in refused(write(tmp_path, f"[{key}]\n"))


def test_a_number_of_many_digits(tmp_path: Path) -> None:
    """It is no number to Python."""
    assert "valid TOML" in refused(write(tmp_path, f"x = {'1' * 10_000}"))


def test_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and the files of a folder, have a limit, which is named."""
    assert "larger than 4,000,000 bytes" in refused(write(tmp_path, "#" * 4_000_001))
    monkeypatch.setattr(load, "MOST_PACKS", 2)
    for name in "abc":
        write(tmp_path, "", f"{name}.toml")
    with pytest.raises(UnknownPackError, match="more than 2"):
        Cleaner(packs=[tmp_path])


def test_ids_of_packs_that_are_given_together(tmp_path: Path) -> None:
    """An id that two of them have is a fault; a file that is given twice is one pack."""
    first = write(tmp_path, GOOD.format(id="own.one"), "a.toml")
    second = write(tmp_path, GOOD.format(id="own.one"), "b.toml")
    with pytest.raises(RulePackError, match=r"b\.toml.*own\.one.*a\.toml has that id too"):
        Cleaner(packs=[first, second])
    assert Cleaner(packs=[first, tmp_path / "." / "a.toml"]).packs


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:(?:(?:a{100}){100}){100}){100}",
        "(?=(?:(?:(?:a{100}){100}){100}){100})b",
        "(?:(?:(?:(?:(?=a){100}){100}){100}){100}){100}b",
        "(" * 300 + "a" + ")" * 300,
        "(" * 1_900 + "a" + ")" * 1_900,
        "(a)?(?(1)(?:b{1,9}c){1,9}|d)e",
        "(?:donate){e<=5}",
        "(?:donate){i<=2,d<=2}",
        "(?R)a",
        "a(?1)",
        "[[:alpha:]]a",
        "[a--b]c",
        r"\L<names>",
        "a{1,99999999999999999999}",
    ],
)
def test_patterns(pattern: str) -> None:
    """What takes a compiler, a matcher or a stack apart is a fault, before it is compiled."""
    assert faults_of(pattern)


def test_patterns_of_packs_that_are_given_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their parts are counted over all packs; beyond the limit nothing more is compiled, and the error says where that was."""
    monkeypatch.setattr(schema, "MOST_PARTS", 25)  # "tide table" has ten
    rules = [write(tmp_path, GOOD.format(id=f"own.{name}"), f"{name}.toml") for name in "abcd"]
    assert Cleaner(packs=rules[:2]).packs
    with pytest.raises(RulePackError, match=r"c\.toml: own\.c: pattern.*over 25 parts") as caught:
        Cleaner(packs=rules)
    assert len(caught.value.faults) == 1


def test_places_of_packs_that_are_given_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one publisher are counted over all packs."""
    monkeypatch.setattr(schema, "MOST_PLACES", 2)
    place = '[[place]]\nid = "{id}"\nsays = "outside"\nname = "box"\nmessage = "m"\n'

    def pack(name: str, publisher: str, count: int) -> Path:
        ids = [f"own.{name}{number}" for number in range(count)]
        return write(tmp_path, f'publisher = "{publisher}"\n' + "".join(place.format(id=known_as) for known_as in ids), f"{name}.toml")

    first, second, other = pack("a", "a.example", 2), pack("b", "a.example", 1), pack("c", "c.example", 2)
    assert Cleaner(packs=[first, other]).packs
    with pytest.raises(RulePackError, match=r"b\.toml: place: 3; give at most 2"):
        Cleaner(packs=[first, second, other])


def test_compiling_is_of_the_time_of_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that takes longer to compile than all may take together ends the cleaning, with its rule named."""
    now = 0.0

    def width_of(_: str) -> int:
        nonlocal now
        now += matching.PATTERN_TIMEOUT + 1
        return 10

    monkeypatch.setattr(matching, "thread_time", lambda: now)
    monkeypatch.setattr(matching, "width_of", width_of)
    with pytest.raises(RulePackError, match=r"own\.large.*write it simpler"):
        Cleaner(packs=[write(tmp_path, GOOD.format(id="own.large"))]).clean_text("The tide table was wrong.")


def test_a_pattern_that_is_slow_on_its_own_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What passes all other checks is tried: it is refused when it is loaded."""
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    example = "tide " + "a" * 500
    rule = GOOD.format(id="own.one").replace('"tide table"', SLOW).replace('"Tide table"', f'"{example}"')
    assert "on its own example" in refused(write(tmp_path, rule))


def test_a_pattern_that_is_slow_on_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the cleaning with an error that names the rule; with a time limit, the article comes back as it is."""
    monkeypatch.setattr(matching, "PATTERN_TIMEOUT", 0.05)
    rule = GOOD.format(id="own.slow").replace('"tide table"', SLOW).replace('"Tide table"', '"Tide x"')
    path = write(tmp_path, rule)
    text = "The tide " + "a" * 500
    with pytest.raises(RulePackError, match=r"own\.slow.*write it simpler"):
        Cleaner(packs=[path]).clean_text(text)
    assert Cleaner(packs=[path], timeout=0.01).clean_text(text).warnings == (OUT_OF_TIME,)
