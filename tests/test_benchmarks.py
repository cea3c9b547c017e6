"""The benchmark of pages: its figures on a tiny folder of made-up pages, by hand."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks import batch, pages
from benchmarks.pages import Found, Ratio, UsageError
from tests.pages import HEADLINE, STORY, page

GOLD = {
    "id": "ferry",
    "url": "https://courier.example/ferry",
    "headline": HEADLINE,
    "standfirst": None,
    "body": "\n\n".join(STORY),
    "with": [STORY[0][:40], STORY[-1][-40:]],
    "without": ["All rights reserved", "Sport"],
}


def write(folder: Path, *golds: Mapping[str, object]) -> Path:
    """A folder with the story under each gold."""
    (folder / "html").mkdir(parents=True)
    (folder / "gold.jsonl").write_text("".join(json.dumps(gold) + "\n" for gold in golds), encoding="utf-8")
    for gold in golds:
        (folder / "html" / f"{gold['id']}.html.gz").write_bytes(gzip.compress(page().encode()))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three pages; of the second no more than the body is known, the third has a body that is on no page."""
    return write(tmp_path / "made-up", GOLD, {"id": "bare", "body": GOLD["body"]}, {"id": "other", "body": "Nothing of it."})


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["pages.py", *map(str, arguments)])
    pages.main()


@pytest.mark.parametrize(
    ("found", "wanted", "ratio"),
    [
        ("a b c d", "a b c d", (1.0, 1.0, 1.0)),
        ("a a b", "a b b b", (2 / 3, 2 / 4, 4 / 7)),
        ("a b", "c", (0.0, 0.0, 0.0)),
        ("", "a", (0.0, 0.0, 0.0)),
        ("a", "", (0.0, 1.0, 0.0)),
        ("", "", (1.0, 1.0, 1.0)),
    ],
)
def test_ratio_of_words(found: str, wanted: str, ratio: tuple[float, float, float]) -> None:
    """Precision, recall and F1 count each word as often as it stands in both."""
    assert pages.ratio_of(pages.words_of(found), pages.words_of(wanted)) == pytest.approx(ratio)


def test_shingles() -> None:
    """A text of n words has n - 3 sequences of four; a shorter one is one, and an empty one has none."""
    assert pages.shingles_of("One, two; three four five.") == Counter(["One two three four", "two three four five"])
    assert pages.shingles_of("One two") == Counter(["One two"])
    assert pages.shingles_of(" .,") == Counter()


def test_a_right_page() -> None:
    """What is right in all its parts scores 1 in all of them, in whichever marks the headline is set."""
    score = pages.score_of(GOLD | {"headline": "“It – is”"}, Found('"It - is"', None, str(GOLD["body"])))
    assert score == (False, Ratio(1, 1, 1), Ratio(1, 1, 1), True, True, 1.0, 1.0)


def test_a_wrong_page() -> None:
    """Each part is scored alone."""
    score = pages.score_of(GOLD, Found("Another headline", "A summary", f"{STORY[0]} Sport"))
    assert (score.headline, score.standfirst, score.found, score.spared) == (False, False, 0.5, 0.5)
    assert score.words.precision < 1
    assert score.words.recall < 0.2
    assert pages.score_of(GOLD, Found(None, None, "")).is_empty


def test_what_is_not_known_is_not_scored() -> None:
    """A gold with no more than a body says nothing of the other parts."""
    score = pages.score_of({"body": "One two."}, Found("A", "B", "One two."))
    assert score[3:] == (None, None, None, None)


def test_the_standfirst_may_be_of_the_body() -> None:
    """The body is compared with the standfirst and without it, on both sides."""
    gold = {"body": "Five six seven eight nine.", "standfirst": "One two three four."}
    for found in (
        Found(None, gold["standfirst"], gold["body"]),
        Found(None, None, gold["body"]),
        Found(None, None, f"{gold['standfirst']}\n{gold['body']}"),
    ):
        assert pages.score_of(gold, found).words.f1 == 1
    assert pages.score_of({"body": f"{gold['standfirst']}\n{gold['body']}"}, Found(None, gold["standfirst"], gold["body"])).words.f1 == 1


def test_a_run(folder: Path) -> None:
    """Every page is scored, and a system that raises has found nothing there."""

    def extract(html: bytes, url: str | None) -> Found:
        if url:
            raise ValueError("no\naddress")
        return Found(HEADLINE, None, "\n".join(STORY))

    done = pages.run(extract, pages.read_pages(folder))
    assert done.ids == ["ferry", "bare", "other"]
    assert done.errors == ["ferry: ValueError: no address"]
    assert [score.words.f1 for score in done.scores[:2]] == [0, 1]
    assert done.sizes == [len(page().encode())] * 3
    assert min(done.milliseconds) >= 0


def test_the_library_on_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a line for each system, with a dash where nothing is known, and the worst pages under it."""
    run_main(monkeypatch, folder, "--systems", "cleaner,trafilatura", "--worst", "1", "--limit", "3")
    title, head, own, worst, *others = capsys.readouterr().out.strip().splitlines()
    assert title == "made-up: 3 pages"
    assert head.split() == "words P R F1 shingles P R F1 headline standfirst with without ms mean slowest errors".split()
    cells = own.split()
    assert cells[0] == "cleaner"
    assert cells[7:11] == ["1.000"] * 4
    assert cells[-1] == "0"
    assert worst.split()[-1] == "other"
    assert others[0].split()[0] == "trafilatura"


def test_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The first pages are read, and the figures are of them."""
    run_main(monkeypatch, folder, "--systems", "cleaner", "--limit", "1")
    own = capsys.readouterr().out.strip().splitlines()[-1].split()
    assert own[1:11] == ["1.000"] * 10


def test_what_a_system_does_not_give(folder: Path) -> None:
    """A system that gives no headline or no standfirst is not scored on them."""
    done = pages.run(lambda html, url: Found(None, None, "\n".join(STORY)), pages.read_pages(folder, 1))
    assert pages.row_of("x", done, frozenset()).split()[7:9] == ["-", "-"]
    assert pages.row_of("x", done, frozenset({"headline"})).split()[7:9] == ["0.000", "-"]


def test_missing_packages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A system that is asked for and not installed is an error that names its package; else it is left out, with a word."""
    monkeypatch.setattr(pages, "is_installed", lambda package: package != "readability-lxml")
    with pytest.raises(UsageError, match="readability needs the package readability-lxml"):
        pages.chosen("cleaner,readability")
    assert pages.chosen(None) == [name for name in pages.SYSTEMS if name != "readability"]
    assert "readability-lxml" in capsys.readouterr().err
    with pytest.raises(UsageError, match=r"no system 'goose'.*cleaner"):
        pages.chosen("goose")


def test_folders_that_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without gold, or with an empty one, is told, and the status says wrong usage."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "gold.jsonl").touch()
    for folder, message in ((tmp_path, "gold.jsonl is not there"), (tmp_path / "empty", "has no pages")):
        with pytest.raises(SystemExit) as stop:
            run_main(monkeypatch, folder, "--systems", "cleaner")
        assert stop.value.code == 2
        assert message in capsys.readouterr().err


def test_every_system_is_told_from_what_is_installed() -> None:
    """The names of the packages are those of distributions."""
    assert pages.is_installed("article-cleaner")
    assert pages.is_installed("trafilatura")
    assert not pages.is_installed("no-such-package-of-ours")


def test_articles_of_the_batch(tmp_path: Path) -> None:
    """They are of one size, no two of them the same, and written as records with a field of their own."""
    path = batch.write(tmp_path / "in.jsonl", 60)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [record["text"] for record in records]
    assert len(set(texts)) == len({record["id"] for record in records}) == 60
    assert all(batch.SIZE <= len(text) <= batch.SIZE + 100 for text in texts)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_memory_of_a_process_and_its_children() -> None:
    """What a child holds counts, and what has ended holds nothing."""
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = b\"1\" * 90_000_000; print(1, flush=True); input()'])"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdout is not None
    process.stdout.readline()
    assert 90 < batch.memory_of(process.pid) < 200
    process.communicate(b"\n")
    assert batch.memory_of(process.pid) == 0
