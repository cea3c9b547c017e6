"""Packs from files: whole, or refused with every fault of every file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import RulePackError, UnknownPackError
from cleaner.rules.load import (
    common_pack,
    language_pack,
    languages,
    publisher_pack,
    publisher_packs,
    publishers,
    shipped_packs,
    user_packs,
)

GOOD = """
[[rule]]
id = "{id}"
kind = "custom"
pattern = "tide table"
message = "m"
why = "w"
match = ["Tide table"]
keep = ["The tide table was wrong."]
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_shipped_pack_is_good() -> None:
    """All packs load, and each says which language it is of."""
    assert "en" in languages()
    assert all(language_pack(language).language == language for language in languages())
    assert common_pack().language is None


def test_an_unknown_language() -> None:
    """The error names the language and those that there are."""
    with pytest.raises(UnknownPackError, match=r"'tlh'.*\ben\b"):
        language_pack("tlh")


@pytest.mark.parametrize("domain", sorted(publishers()))
def test_every_publisher_pack_is_good(domain: str) -> None:
    """It loads, is of the domain that its file is named for, serves all languages, and is found from hosts under the domain."""
    pack = publisher_pack(domain)
    assert pack.publisher == domain
    assert pack.language is None
    assert pack.rules
    assert publisher_packs(domain) == publisher_packs(f"a.b.c.d.{domain}") == (pack,)


@pytest.mark.parametrize("host", ["", "de", "nottaz.de", "taz.de.example", "taz", ".", "example.org", "x." * 100_000])
def test_a_host_without_a_pack(host: str) -> None:
    """A host that only looks like a domain with a pack has none."""
    assert publisher_packs(host) == ()


def test_only_the_pack_of_the_host_is_read() -> None:
    """The other files are not opened."""
    publisher_pack.cache_clear()
    publisher_packs("www.taz.de")
    assert publisher_pack.cache_info().currsize == 1


def test_an_unknown_publisher() -> None:
    """The error names the domain."""
    with pytest.raises(UnknownPackError, match=r"'news\.example'"):
        publisher_pack("news.example")


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    """A file is one pack; a folder is all of its TOML files, at any depth, by name."""
    first = write(tmp_path, "a.toml", GOOD.format(id="a.one"))
    write(tmp_path, "deep/b.toml", GOOD.format(id="b.one"))
    write(tmp_path, "notes.txt", "not a pack")
    assert [pack.name for pack in user_packs(first)] == ["a.toml"]
    assert [pack.rules[0].id for pack in user_packs(str(tmp_path))] == ["a.one", "b.one"]


def test_what_is_not_there(tmp_path: Path) -> None:
    """A path to nothing, and a folder without packs, are named."""
    with pytest.raises(UnknownPackError, match=r"gone\.toml.*give a \.toml file or a folder"):
        user_packs(tmp_path / "gone.toml")
    with pytest.raises(UnknownPackError, match=r"no \.toml file"):
        user_packs(tmp_path)


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    """Broken TOML, wrong encoding, a bad rule and an id that two files share come in one error."""
    write(tmp_path, "a.toml", "[[rule]\n")
    (tmp_path / "b.toml").write_bytes(b'language = "\xff"')
    write(tmp_path, "c.toml", GOOD.format(id="own.one").replace('"custom"', '"gift"'))
    write(tmp_path, "d.toml", GOOD.format(id="own.two"))
    write(tmp_path, "e.toml", GOOD.format(id="own.two"))
    with pytest.raises(RulePackError) as caught:
        user_packs(tmp_path)
    assert [(fault.file, fault.field) for fault in caught.value.faults] == [
        ("a.toml", ""), ("b.toml", ""), ("c.toml", "kind"), ("e.toml", "id"),
    ]  # fmt: skip
    assert "valid TOML" in caught.value.faults[0].remedy
    assert "d.toml has that id too" in caught.value.faults[3].remedy


def test_an_id_twice_in_one_file_is_one_fault(tmp_path: Path) -> None:
    """It is told once, as a fault of the pack."""
    with pytest.raises(RulePackError) as caught:
        user_packs(write(tmp_path, "a.toml", GOOD.format(id="own.one") * 2))
    assert [(fault.rule, fault.field) for fault in caught.value.faults] == [("own.one", "id")]


def test_every_shipped_pack_is_proven() -> None:
    """The engine loads shipped packs without a look at their patterns and examples: this is that look."""
    shipped = shipped_packs()
    assert {pack.language for pack in shipped} >= set(languages())
    assert len(shipped) == 1 + len(languages()) + len(publishers())
