"""`cleaner rules`: what it writes, and with which status it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import CHECK_FAILED, DONE, USAGE, main
from cleaner.rulebook.catalogue import entries_of
from cleaner.rulebook.pages import index, page
from cleaner.rules.load import language_pack, shipped_packs
from tests.unit.rulebook.packs import guard_with, rule_with, written

ID = "valley.custom.weather-line"


@pytest.fixture
def pack(tmp_path: Path) -> str:
    return str(written(tmp_path / "own.toml", rule_with(), guard_with()))


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each shipped rule, and nothing else."""
    assert main(["rules", "list"]) == DONE
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == [rule.id for pack in shipped_packs() for rule in pack.rules]
    assert err == ""


def test_list_of_some(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Options narrow the list, a user's pack adds to it, and JSON is an object a line."""
    assert main(["rules", "list", "--packs", pack, "--kind", "custom", "--to", "json"]) == DONE
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [ID]
    assert main(["rules", "list", "--publisher", "www.taz.de"]) == DONE
    assert all(line.startswith("taz-de.") for line in capsys.readouterr().out.splitlines())
    assert main(["rules", "list", "--lang", "en", "--kind", "caption", "--publisher", "taz.de"]) == DONE
    out, err = capsys.readouterr()
    assert out == ""
    assert "no rule" in err


def test_list_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the index that stands in the docs."""
    assert main(["rules", "list", "--to", "markdown"]) == DONE
    assert capsys.readouterr().out == index(entries_of(shipped_packs())) + "\n"


def test_show(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The page of a shipped rule, or of one of the user's."""
    entry = entries_of([language_pack("en")])[0]
    assert main(["rules", "show", entry.rule.id]) == DONE
    assert capsys.readouterr().out == page(entry) + "\n"
    assert main(["rules", "show", ID, "--packs", pack]) == DONE
    assert "match, what goes:\n  - Weather on the Lenn" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["show", "en.donation.price-and-asks"], "did you mean en.donation.price-and-ask"),
        (["show", "§"], "`cleaner rules list` has what there is"),
        (["list", "--lang", "tlh"], "no pack for the language 'tlh'"),
        (["list", "--publisher", "tazz.de"], "did you mean taz.de"),
        (["list", "--kind", "jokes"], "donation_appeal"),
        (["test", "/nowhere/at/all"], "give a .toml file or a folder"),
        (["lint", "--corpus", "/nowhere/at/all.jsonl"], "give a file of JSON objects"),
        (["sing"], "lint"),
    ],
)
def test_usage(arguments: list[str], remedy: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong arguments end with 2 and say what would be right."""
    assert main(["rules", *arguments]) == USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert remedy in err


@pytest.mark.parametrize("command", [["list", "--packs"], ["list", "--to", "markdown", "--packs"], ["show", ID, "--packs"], ["test"]])
def test_nothing_of_a_pack_moves_the_terminal(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters and marks of direction in a pack of others are shown by their numbers."""
    signs = "\x1b[2J\x07\u202e\x9b"
    texts = {"message": signs, "why": signs, "source": signs, "keep": [f"Weather on the Lenn: mild{signs}"]}
    main(["rules", *command, str(written(tmp_path / "own.toml", rule_with(**texts)))])
    out, err = capsys.readouterr()
    assert "<U+001B>" in out
    assert not set(signs) - set("[2J") & set(out + err)


@pytest.mark.parametrize("command", [["list", "--packs"], ["show", ID, "--packs"], ["test"], ["lint"]])
def test_a_bad_pack(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every fault that the loader finds is told, and nothing is done."""
    path = written(tmp_path / "bad.toml", rule_with(scope="word", pattern="x*"))
    assert main(["rules", *command, str(path)]) == USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert f"bad.toml: {ID}: scope" in err
    assert f"bad.toml: {ID}: pattern" in err


def test_test(pack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proofs that hold end with 0 and no output, one that fails with 3 and a word on it."""
    assert main(["rules", "test", pack]) == DONE
    assert capsys.readouterr() == ("", "cleaner: 4 examples of 2 rules, 0 not as they should be\n")
    bad = written(tmp_path / "bad.toml", rule_with(keep=["Weather on the Lenn: mild."]))
    assert main(["rules", "test", str(bad)]) == CHECK_FAILED == 3
    out, err = capsys.readouterr()
    assert out.startswith(f"bad.toml: {ID}: keep 1: it goes: removed as custom")
    assert out.endswith("\n  'Weather on the Lenn: mild.'\n")
    assert err == "cleaner: 2 examples of 1 rule, 1 not as they should be\n"


def test_test_in_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The language of a publisher's articles can be given."""
    path = str(written(tmp_path / "own.toml", rule_with(), top='publisher = "lenn.example"'))
    assert main(["rules", "test", "--lang", "de", path]) == DONE
    assert main(["rules", "test", "--lang", "tlh", path]) == USAGE
    assert "no pack for 'tlh'" in capsys.readouterr().err


def test_lint(pack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack without faults ends with 0 and no output, one with some with 3 and a line for each."""
    assert main(["rules", "lint", pack]) == DONE
    assert capsys.readouterr() == ("", "cleaner: 0 faults in 1 pack\n")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"text": "Nothing of the kind."}\n', encoding="utf-8")
    assert main(["rules", "lint", pack, "--corpus", str(corpus)]) == CHECK_FAILED
    out, err = capsys.readouterr()
    assert [line.split(": ")[:3] for line in out.splitlines()] == [
        ["own.toml", ID, "unseen"], ["own.toml", "valley.keep.told-the-court", "unseen"],
    ]  # fmt: skip
    assert err == "cleaner: 2 faults in 1 pack\n"
