"""The whole way over a small made corpus: counted, proposed, accepted, cleaned. `benchmarks/learning.py` does it over the large one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleaner
from benchmarks.learning import measure
from benchmarks.newsstand import corpus
from cleaner.batch import Fields, clean_records
from cleaner.cli import CHECK_FAILED, DONE, FAILED, NOTHING, USAGE, main
from cleaner.errors import InputError, OutputError
from cleaner.learning import Written, count, learnt, propose, read_proposals, write_sure
from cleaner.learning.counting import counts_file
from cleaner.rulebook.proofs import CARRIER
from tests.unit.learning.noted import words

LINE = "Our letters page closes at noon on Wednesdays, and we print what fits."
COUNT = 24


@pytest.fixture(scope="module")
def records() -> list[dict[str, str]]:
    """Articles of one publisher, each with his line."""
    return [
        {
            "id": str(number),
            "url": f"https://post.example/{number}",
            "date": f"2026-03-{number + 1:02}",
            "text": "\n\n".join([words(90 * number, 6), *(words(90 * number + place) for place in range(1, 7)), LINE]),
        }
        for number in range(COUNT)
    ]


@pytest.fixture
def file(records: list[dict[str, str]], tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_publishers_lines_and_traps(tmp_path: Path) -> None:
    """Nearly all lines of three publishers are proposed and next to none of their journalism; accepted, they go."""
    figures = measure(list(corpus(3, 40, seed=5)), tmp_path)
    assert figures.recall >= 0.95
    assert figures.harm <= 0.004  # one stock sentence of one publisher, in three of his articles; `benchmarks/learning.py` has fifty
    assert figures.leak <= 0.03
    assert figures.left_before > 0.2 * figures.size
    # What is left is judged anew, so that here and there a neighbour of a line falls otherwise.
    assert figures.lost - figures.lost_before <= 0.02 * figures.journalism


def test_the_commands(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`learn` counts and proposes; counts of several runs give the same proposals as one."""
    assert main(["learn", str(file), "-o", str(tmp_path / "rules")]) == DONE
    (proposal,) = read_proposals(tmp_path / "rules")
    assert (proposal.text, proposal.articles, proposal.first, proposal.last) == (LINE, COUNT, "2026-03-01", "2026-03-24")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("a", lines[:14]), ("b", lines[10:])):
        (tmp_path / f"{name}.jsonl").write_text("".join(part), encoding="utf-8")
        assert main(["learn", str(tmp_path / f"{name}.jsonl"), "--counts", str(tmp_path / f"{name}.parquet")]) == DONE
    files = [str(tmp_path / "b.parquet"), str(tmp_path / "a.parquet")]
    assert main(["learn", "--merge", *files, "-o", str(tmp_path / "merged")]) == DONE
    assert read_proposals(tmp_path / "merged") == read_proposals(tmp_path / "rules")
    assert capsys.readouterr().out == ""


def test_what_cannot_be_learnt_from(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record without an address is told, and all others are counted; wrong usage is refused before anything is read."""
    with file.open("a", encoding="utf-8") as more:
        more.write('{"id": "lost", "text": "No address."}\n')
    assert main(["learn", str(file), "-o", str(tmp_path / "rules")]) == FAILED
    assert "lost: no publisher" in capsys.readouterr().err
    assert len(read_proposals(tmp_path / "rules")) == 1
    assert main(["learn", str(file)]) == USAGE
    assert main(["learn", "--merge", str(file), "-o", str(tmp_path / "rules")]) == USAGE
    assert main(["learn", "--merge", "-o", str(tmp_path / "rules")]) == USAGE
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    assert main(["learn", str(tmp_path / "empty.jsonl"), "-o", str(tmp_path / "none")]) == NOTHING


def test_inputs_are_not_written_over(file: Path, tmp_path: Path) -> None:
    """Counts and proposals that would be are refused."""
    before = file.read_bytes()
    assert main(["learn", str(file), "--counts", str(file)]) == USAGE
    proposals = tmp_path / "rules" / "proposals.jsonl"
    proposals.parent.mkdir()
    proposals.write_bytes(before)
    assert main(["learn", str(proposals), "-o", str(proposals.parent)]) == USAGE
    assert file.read_bytes() == proposals.read_bytes() == before


@pytest.mark.parametrize("given", [["mistyped.jsonl"], ["in.jsonl", "--text-field", "nothing"], ["counts.parquet"]])
def test_where_nothing_could_be_read(given: list[str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proposals and counts that are there stay."""
    monkeypatch.chdir(tmp_path)
    assert main(["learn", str(file), "-o", "rules", "--counts", "counts.parquet"]) == DONE
    (tmp_path / "kept.parquet").write_bytes((tmp_path / "counts.parquet").read_bytes())
    assert main(["learn", *given, "-o", "rules", "--counts", "kept.parquet"]) == FAILED
    assert len(read_proposals("rules")) == 1
    assert (tmp_path / "kept.parquet").read_bytes() == (tmp_path / "counts.parquet").read_bytes()


def test_a_folder_that_cannot_be_made(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file is in its place it is told, by the command and by `write_sure`, and the file stays."""
    counts = tmp_path / "counts.parquet"
    assert main(["learn", str(file), "--counts", str(counts)]) == DONE
    assert main(["learn", "--merge", str(counts), "-o", str(file)]) == FAILED
    assert "in.jsonl: File exists" in capsys.readouterr().err
    with pytest.raises(OutputError, match="File exists"):
        write_sure([counts], file)


def test_a_record_without_a_name(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its error has the number of the record."""
    with file.open("a", encoding="utf-8") as more:
        more.write('{"text": "No address."}\n')
    assert main(["learn", str(file), "--counts", str(tmp_path / "counts.parquet")]) == FAILED
    assert f"record {COUNT + 1}: no publisher" in capsys.readouterr().err


def test_a_line_with_signs_that_show_nothing(records: list[dict[str, str]]) -> None:
    """It becomes a rule as any other, and goes."""
    hidden = LINE.replace("letters", "let\u00adters").replace(" closes", "\u200b closes") + "\u202c"
    records = [{**record, "text": record["text"].replace(LINE, hidden)} for record in records]
    taught = learnt(records)
    assert len(taught.packs) == 1
    assert not any("page" in str(record["body"]) for record in clean_records(records, taught))


def test_a_line_of_which_no_rule_is_made(records: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning says so, where nobody looks at proposals."""
    monkeypatch.setattr("cleaner.learning.twice.write_packs", lambda *_: Written((), 0, (("post.learned.x", "it hits nothing"),)))
    with pytest.warns(UserWarning, match=r"post\.learned\.x: it hits nothing"):
        assert learnt(records).packs == ()


def test_what_are_no_records(tmp_path: Path) -> None:
    """The error says what was given and what is to be."""
    with pytest.raises(InputError, match="sources is of type str; give a list"):
        cleaner.clean_many("one text", learn=True)
    for given in (None, "text", {"text": "a"}):
        with pytest.raises(InputError, match="records is of type"):
            learnt(given)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="a record is of type int"):
        learnt([1, 2])  # type: ignore[list-item]
    with pytest.raises(InputError, match="path is of type NoneType"):
        count([], None)  # type: ignore[arg-type]


def test_a_request_to_end(tmp_path: Path) -> None:
    """It leaves no temporary file behind: they hold texts."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "cleaner", "learn", "-", "--counts", str(tmp_path / "counts.parquet"), "-o", str(tmp_path)],
        stdin=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:  # fmt: skip
        while not list(tmp_path.iterdir()) and process.poll() is None:
            time.sleep(0.05)
        process.terminate()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert not list(tmp_path.iterdir())


def test_two_passes(records: list[dict[str, str]]) -> None:
    """An engine that has learnt from records takes out what they repeat; so does `clean_many(learn=True)`."""
    taught = learnt(records)
    cleaned = list(clean_records(records, taught))
    assert not any(LINE in str(record["body"]) for record in cleaned)
    assert all(".learned." in str(record["removed"]) for record in cleaned)
    texts = [record["text"] for record in records]
    assert [article.body for article in cleaner.clean_many(texts, learn=True)] == [record["body"] for record in cleaned]


def test_what_can_be_read_once_is_refused(records: list[dict[str, str]]) -> None:
    """The error names what was given, before anything is read."""

    def texts() -> Iterator[str]:
        raise AssertionError("it was read")
        yield ""

    with pytest.raises(InputError, match="sources is of type generator"):
        cleaner.clean_many(texts(), learn=True)
    with pytest.raises(InputError, match="records is of type list_iterator"):
        learnt(iter(records))


def test_nothing_to_learn() -> None:
    """Of sources that repeat nothing nothing is learnt, and they are cleaned all the same."""
    text = "The bridge was opened on Monday."
    assert [article.body for article in cleaner.clean_many([text], learn=True)] == [text]
    assert learnt([], fields=Fields()).packs == ()


def test_stale_rules(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that hits nothing is told, and one that hits what reads like journalism, with an example; others are not."""
    rule = (
        '[[rule]]\nid = "own.custom.{name}"\nkind = "custom"\nstrength = "certain"\npattern = "{pattern}"\n'
        'message = "m"\nwhy = "w"\nmatch = ["{match}"]\nkeep = ["k"]\n'
    )
    appeal = "Please support our journalism with a donation today."
    report = CARRIER[5]
    pack = tmp_path / "own.toml"
    rules = [
        rule.format(name="unused", pattern="never to be seen", match="Never to be seen."),
        rule.format(name="wrong", pattern="engineers tested the landing stage", match=report),
        rule.format(name="right", pattern="support our journalism", match=appeal),
    ]
    pack.write_text("\n".join(rules), encoding="utf-8")
    tried = tmp_path / "tried.jsonl"
    records = [{"id": number, "text": "\n".join((*CARRIER, f"{number} people came.", appeal))} for number in range(3)]
    tried.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert main(["rules", "stale", str(tried), "--packs", str(pack)]) == CHECK_FAILED
    unused, wrong = capsys.readouterr().out.splitlines()
    assert unused.startswith("own.toml: own.custom.unused: unseen: ")
    assert wrong.startswith("own.toml: own.custom.wrong: journalism: ")
    assert report[:40] in wrong
    assert main(["rules", "stale", str(file), "--packs", str(pack)]) == CHECK_FAILED
    assert capsys.readouterr().out.count("unseen") == 3


def test_counts_of_a_failed_run_are_not_there(tmp_path: Path) -> None:
    """Where the work ends with an error, no count file comes to its name."""
    with pytest.raises(KeyError), counts_file(tmp_path / "counts.parquet"):
        raise KeyError
    assert not list(tmp_path.iterdir())
    with counts_file(tmp_path / "counts.parquet"):
        pass
    assert list(propose([tmp_path / "counts.parquet"])) == []
