"""Which packs are meant by a path, and which rules by their kind, language and publisher."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from cleaner.errors import RulePackError, UnknownPackError
from cleaner.model import Kind
from cleaner.rulebook.catalogue import entries_of, picked, serves_all_of, shelf_of, texts_of
from cleaner.rules.load import common_pack, language_pack, publisher_pack, shipped_packs
from cleaner.rules.schema import Pack
from tests.unit.rulebook.packs import guard_with, rule_with, written

SHIPPED = Path(str(resources.files("cleaner.rules") / "packs"))


def test_without_a_path_all_shipped_packs_are_meant() -> None:
    """They stand in the order in which they are bound."""
    shelf = shelf_of()
    assert shelf.packs == shelf.among == shipped_packs()
    assert shelf.packs[0] is common_pack()
    assert shelf.paths == ()


def test_a_path_to_shipped_packs() -> None:
    """A file or folder of the library is not read a second time as if it were the user's."""
    assert shelf_of([str(SHIPPED / "lang" / "en.toml")]).packs == (language_pack("en"),)
    assert publisher_pack("taz.de") in shelf_of([str(SHIPPED / "publisher")]).packs
    assert shelf_of([str(SHIPPED)]).packs == shipped_packs()
    assert shelf_of([str(SHIPPED)]).paths == ()


def test_own_packs_stand_behind_the_shipped_ones(tmp_path: Path) -> None:
    """The shipped packs are not what is looked at, but what is beside it; a path that stands twice is read once."""
    path = str(written(tmp_path / "own.toml", rule_with()))
    shelf = shelf_of([path, path])
    assert [pack.name for pack in shelf.packs] == ["own.toml"]
    assert shelf.among == (*shipped_packs(), *shelf.packs)
    assert shelf.paths == (path,)


def test_faults_of_all_paths_at_once(tmp_path: Path) -> None:
    """Each path's faults are told, and a path to nothing is named."""
    paths = [str(written(tmp_path / name, rule_with(kind="gift"))) for name in ("a.toml", "b.toml")]
    with pytest.raises(RulePackError) as caught:
        shelf_of(paths)
    assert [fault.file for fault in caught.value.faults] == ["a.toml", "b.toml"]
    with pytest.raises(UnknownPackError, match=r"xx\.toml"):
        shelf_of([str(SHIPPED / "lang" / "xx.toml")])


def test_picking(tmp_path: Path) -> None:
    """By kind, language, and a host of a publisher; a guard is of no kind."""
    own = shelf_of([str(written(tmp_path / "own.toml", rule_with(), guard_with()))]).packs
    entries = entries_of((*shipped_packs(), *own))
    assert [entry.rule.id for entry in picked(entries, kind=Kind.CUSTOM)] == ["valley.custom.weather-line"]
    assert {entry.pack.name for entry in picked(entries, language="en")} == {"en.toml"}
    assert {entry.pack.name for entry in picked(entries, publisher="www.taz.de")} == {"taz.de.toml"}
    assert picked(entries, language="en", publisher="taz.de") == []
    assert picked(entries) == entries


@pytest.mark.parametrize(
    ("pack", "other", "serves"),
    [
        (Pack("a"), Pack("b", "en", "x.org"), True),
        (Pack("a", "en"), Pack("b", "en"), True),
        (Pack("a", "en"), Pack("b"), False),
        (Pack("a", publisher="x.org"), Pack("b", publisher="news.x.org"), True),
        (Pack("a", publisher="news.x.org"), Pack("b", publisher="x.org"), False),
        (Pack("a", publisher="x.org"), Pack("b"), False),
        (Pack("a", "de", "x.org"), Pack("b", "en", "x.org"), False),
    ],
)
def test_a_pack_serves_all_texts_of_another(pack: Pack, other: Pack, serves: bool) -> None:
    """Language and publisher must both take in the other's."""
    assert serves_all_of(pack, other) is serves


def test_texts_in_words() -> None:
    """Each of the two is told where it is bound."""
    assert texts_of(Pack("a")) == "all texts"
    assert texts_of(Pack("a", "en", "x.org")) == "texts in en, on pages of x.org"
