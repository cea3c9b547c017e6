"""`cleaner report`, and `--report` beside the articles: one page of all that was read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli import DONE, FAILED, NOTHING, USAGE, main
from tests.unit.batch.samples import PAGE, PROMPT, texts, write_lines, write_table


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Four texts, and a line that is none."""
    path = write_lines(tmp_path / "in.jsonl", [{**text, "url": f"https://lenn.example/{text['id']}"} for text in texts(4)])
    path.write_bytes(path.read_bytes() + b"{oops\n")
    return path


def figures(page: Path | str) -> Mapping[str, Any]:
    """The counts in a page."""
    text = page if isinstance(page, str) else page.read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text)
    found: Mapping[str, Any] = json.loads(data)["figures"]
    return found


def test_report(lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It cleans what it is given, counts it, and shows removals in their place; errors are told, and end with 1."""
    page = tmp_path / "report.html"
    assert main(["report", str(lines), "-o", str(page)]) == FAILED
    assert "in.jsonl:5: it is no JSON" in capsys.readouterr().err
    found = figures(page)
    assert (found["total"]["articles"], found["total"]["changed"], found["total"]["failed"]) == (4, 4, 1)
    assert found["kinds"]["newsletter_signup"]["removals"] == 4
    assert list(found["publishers"]) == ["lenn.example"]
    assert found["failures"] == {"BadLine": 1}
    assert found["about"] == {"Input": str(lines), "Mode": "balanced"}
    assert f">{PROMPT}</del>" in page.read_text(encoding="utf-8")


def test_it_reads_what_the_batch_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, pages and folders, from standard output on."""
    (tmp_path / "in").mkdir()
    write_table(tmp_path / "in/a.parquet", texts(2))
    (tmp_path / "in/b.html").write_text(PAGE, encoding="utf-8")
    assert main(["report", str(tmp_path / "in"), "--samples", "1"]) == DONE
    out, err = capsys.readouterr()
    assert figures(out)["total"]["articles"] == 3
    assert err == ""


@pytest.mark.parametrize("more", [["-j", "1"], ["-j", "2"], ["-j", "2", "--unordered"], ["--errors", "skip"], ["--explain"]])
def test_beside_the_articles(more: list[str], lines: Path, tmp_path: Path) -> None:
    """The page is the same as that of `cleaner report`, on any number of processes, and the articles as without it."""
    alone, beside, plain, out = (tmp_path / name for name in ("alone.html", "beside.html", "plain.jsonl", "out.jsonl"))
    assert main(["report", str(lines), "-o", str(alone)]) == FAILED
    assert main([str(lines), "-o", str(plain), *more]) == FAILED
    assert main([str(lines), "-o", str(out), "--report", str(beside), *more]) == FAILED
    assert beside.read_bytes() == alone.read_bytes()
    assert sorted(out.read_bytes().splitlines()) == sorted(plain.read_bytes().splitlines())


def test_options_that_change_what_goes_are_told(lines: Path, tmp_path: Path) -> None:
    """The page says with which it was made."""
    page = tmp_path / "report.html"
    assert main(["report", str(lines), "-o", str(page), "--mode", "strict", "--lang", "en", "--keep", "caption,ad_marker"]) == FAILED
    told = {"Input": str(lines), "Mode": "strict", "Language": "en", "Kept kinds": "caption, ad_marker"}
    assert figures(page)["about"] == told


def test_resuming(lines: Path, tmp_path: Path) -> None:
    """The page is of this run alone, and says how many records it lacks."""
    out, page = tmp_path / "out.jsonl", tmp_path / "report.html"
    assert main([str(lines), "-o", str(out)]) == FAILED
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:3]))
    assert main([str(lines), "-o", str(out), "--resume", "--report", str(page)]) == FAILED
    assert figures(page)["total"]["articles"] == 1
    assert figures(page)["about"]["Not in this report"] == "records that an earlier run had done: 3"


def test_nothing_to_read(tmp_path: Path) -> None:
    """The page is there and says so."""
    empty = tmp_path / "in.jsonl"
    empty.touch()
    assert main(["report", str(empty), "-o", str(tmp_path / "report.html")]) == NOTHING
    assert figures(tmp_path / "report.html")["total"]["articles"] == 0


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["-o", "{0}", "--report", "{0}"], "give --report another path"),
        (["-o", "{0}", "--report", "{1}"], "one of the inputs and would be overwritten; give --report another path"),
        (["-o", "{0}", "--report", "none/report.html"], "give --report another path"),
        (["-o", "{0}", "--report", "."], "give --report the name of a file"),
        (["-o", "{0}", "--report", "-"], "give it the name of a file"),
    ],
)
def test_places_that_cannot_be(arguments: list[str], remedy: str, lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are refused before anything is done."""
    given = [argument.format(tmp_path / "out.jsonl", lines) for argument in arguments]
    before = lines.read_bytes()
    assert main([str(lines), *given]) == USAGE
    assert remedy in capsys.readouterr().err
    assert lines.read_bytes() == before
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("samples", ["-1", "many", "1.5"])
def test_bad_samples(samples: str, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number of samples that is none is refused with what would be right."""
    assert main(["report", str(lines), f"--samples={samples}"]) == USAGE
    assert "give 0 or more" in capsys.readouterr().err
