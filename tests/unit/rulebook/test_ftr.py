"""Site files of ftr-site-config as packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.cli import DONE, FAILED, USAGE, main
from cleaner.errors import OutputError
from cleaner.rulebook.ftr import host_of, read_site, write_pack
from cleaner.rules.load import user_packs
from cleaner.rules.schema import MOST_PLACES
from tests.pages import HEADLINE, STORY, page, paragraphs

SITE = """# made up for this test
title: //h1
author: //span[@class='by']
body: //div[@id='story'] | //div[@class='text']
strip: //div[contains(@class, 'almanac')]
strip: //div[contains(@class, 'almanac')]
strip: //p[contains(., 'Read more')]
strip_id_or_class: share-tools
strip_id_or_class: "wide box"
find_string: <b
replace_string(<b>): <i>
prune: no
test_url: https://courier.example/1
test_contains: The ferry
no colon here
"""


def site(folder: Path, text: str = SITE, name: str = "courier.example.txt") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_is_taken(tmp_path: Path) -> None:
    """Lines about the parts of a page are taken, each part once; of all others it is known which they are and why."""
    found = read_site(site(tmp_path / "in") / "courier.example.txt")
    assert host_of(found.path) == "courier.example"
    assert found.taken == 5
    assert [(part.says, part.key, part.value) for part in found.parts] == [
        ("article", "path", "//div[@id='story']"),
        ("article", "path", "//div[@class='text']"),
        ("outside", "path", "//div[contains(@class, 'almanac')]"),
        ("outside", "name", "share-tools"),
        ("outside", "name", "wide box"),
    ]
    assert dict(found.unneeded) == {"title": 1, "author": 1, "prune": 1, "test_url": 1, "test_contains": 1}
    assert [(one.line, one.directive) for one in found.refused] == [(7, "strip"), (10, "find_string"), (11, "replace_string"), (15, "")]
    assert found.taken + found.unneeded.total() + len(found.refused) == sum(not line.startswith("#") for line in SITE.splitlines())


def test_the_packs_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes packs that load and speak on the site's pages, and tells of each line that it does not take."""
    assert main(["rules", "import-ftr", str(site(tmp_path / "in")), "-o", str(tmp_path / "packs")]) == DONE
    shown = capsys.readouterr()
    assert "courier.example.txt: 5 taken, 4 not taken" in shown.out
    assert "line 7: strip: //p[contains(., 'Read more')]" in shown.out
    assert "lines taken: 5, not needed: 5, not taken: 4" in shown.err
    assert len(user_packs(tmp_path / "packs")[0].places) == 5
    box = "<div class='almanac'><p>The almanac of the Courier, with the tides and the fairs of the year, is out on Sunday week.</p></div>"
    markup = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:5])}{box}{paragraphs(*STORY[5:])}</article>")
    article = Cleaner(packs=[tmp_path / "packs"]).clean_html(markup, "https://courier.example/1")
    assert article.paragraphs == STORY


def test_again_and_beside_others(tmp_path: Path) -> None:
    """Import a second time gives the same file; a file of somebody else's is not written over."""
    found = read_site(site(tmp_path / "in") / "courier.example.txt")
    path = write_pack([found], tmp_path / "packs")
    assert path is not None
    before = path.read_bytes()
    assert write_pack([found], tmp_path / "packs") == path
    assert path.read_bytes() == before
    path.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"courier\.example\.toml"):
        write_pack([found], tmp_path / "packs")


def test_several_files_of_one_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They make one pack with the places of all of them, each once."""
    folder = site(tmp_path / "in", "strip: //aside\nstrip: //nav\n")
    site(folder, "strip: //nav\nstrip: //footer\n", ".courier.example.txt")
    site(folder, "strip: //aside\n", "courier.example.org.txt")
    assert main(["rules", "import-ftr", str(folder), "-o", str(tmp_path / "packs")]) == DONE
    assert "files: 3, packs: 2; lines taken: 5" in capsys.readouterr().err
    packs = {pack.publisher: [place.steps[0].tag for place in pack.places] for pack in user_packs(tmp_path / "packs")}
    assert packs == {"courier.example": ["nav", "footer", "aside"], "courier.example.org": ["aside"]}


def test_a_site_of_more_places_than_a_pack_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is over the bound is told line by line, and the pack can be used."""
    names = "".join(f"strip_id_or_class: name{number}\n" for number in range(MOST_PLACES - 1))
    folder = site(tmp_path / "in", names, ".courier.example.txt")
    site(folder, "strip_id_or_class: name1\nstrip: //aside | //nav\nstrip: //aside\nstrip: //nav\nstrip: //aside\n")
    assert main(["rules", "import-ftr", str(folder), "-o", str(tmp_path / "packs")]) == DONE
    told = capsys.readouterr()
    assert "line 2: strip: //aside | //nav: a pack has room for 300 places" in told.out
    assert f"lines taken: {MOST_PLACES + 2}" in told.err
    (pack,) = user_packs(tmp_path / "packs")
    assert len(pack.places) == MOST_PLACES


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no text is told, and all others are done; a folder without site files is an error."""
    folder = site(tmp_path / "in")
    (folder / "broken.example.txt").write_bytes(b"strip: \xff\xfe")
    (folder / "LICENSE.txt").write_text("free", encoding="utf-8")
    assert main(["rules", "import-ftr", str(folder), "-o", str(tmp_path / "packs")]) == FAILED
    shown = capsys.readouterr()
    assert "broken.example.txt" in shown.err
    assert [path.name for path in (tmp_path / "packs").iterdir()] == ["courier.example.toml"]
    (tmp_path / "empty").mkdir()
    assert main(["rules", "import-ftr", str(tmp_path / "empty"), "-o", str(tmp_path / "packs")]) == USAGE


def test_a_site_file_that_gives_nothing_any_more(tmp_path: Path) -> None:
    """The pack of an earlier import goes; somebody else's stays."""
    found = read_site(site(tmp_path / "in") / "courier.example.txt")
    empty = read_site(site(tmp_path / "empty", "title: //h1\n") / "courier.example.txt")
    path = write_pack([found], tmp_path / "packs")
    assert path is not None
    assert write_pack([empty], tmp_path / "packs") is None
    assert not path.exists()
    path.write_text("# mine\n", encoding="utf-8")
    assert write_pack([empty], tmp_path / "packs") is None
    assert path.exists()


def test_texts_that_are_of_no_host(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are passed over, and it is said which."""
    folder = site(tmp_path / "in")
    site(folder, name="münchen.example.txt")
    site(folder, name="a_b.example.txt")
    assert main(["rules", "import-ftr", str(folder), "-o", str(tmp_path / "packs")]) == DONE
    assert "2: a_b.example.txt, münchen.example.txt" in capsys.readouterr().err


def test_packs_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file where the folder is to be is told, and stays."""
    (tmp_path / "page.html").write_text("<p>", encoding="utf-8")
    assert main(["rules", "import-ftr", str(site(tmp_path / "in")), "-o", str(tmp_path / "page.html")]) == FAILED
    assert "page.html: File exists" in capsys.readouterr().err
