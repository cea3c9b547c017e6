"""`cleaner clean` over records: forms, fields, workers, resuming, and what goes wrong."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cleaner.batch import Fields, read_records
from cleaner.cli import DONE, FAILED, NOTHING, USAGE, main
from tests.unit.batch.samples import PAGE, PROMPT, TEXT, lines_of, response, texts, warc_of, write_lines, write_table

COMMAND = [sys.executable, "-m", "cleaner"]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", texts(5))


def records_in(path: Path) -> list[dict[str, object]]:
    return [dict(item) for item in read_records([path], Fields(text="body"))]  # type: ignore[call-overload]


@pytest.mark.parametrize("target", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet"])
@pytest.mark.parametrize("source", ["in.jsonl", "in.jsonl.zst", "in.parquet"])
def test_any_to_any(source: str, target: str, tmp_path: Path) -> None:
    """The suffix says what is read and written; fields that are not ours go through."""
    write = write_table if source.endswith("parquet") else write_lines
    write(tmp_path / source, texts(5))
    assert main([str(tmp_path / source), "-o", str(tmp_path / target), "-j", "2"]) == DONE
    found = records_in(tmp_path / target)
    assert [(record["id"], record["desk"]) for record in found] == [(record["id"], record["desk"]) for record in texts(5)]
    assert all(PROMPT not in str(record["body"]) and record["removed"][0]["text"] == PROMPT for record in found)  # type: ignore[index]


def test_pages_archives_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All kinds of file in one folder become records by the name of the file, or of the record."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "in/b.warc.gz").write_bytes(gzip.compress(warc_of(response(PAGE.encode()))))
    (tmp_path / "in/c.txt").write_text(TEXT, encoding="utf-8")
    assert main([str(tmp_path / "in"), "--to", "jsonl"]) == DONE
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["headline"] for record in found] == ["Bridge reopens", "Bridge reopens", "Bridge over the Lenn reopens after repairs"]
    assert found[1]["url"] == "https://lenn.example/0"
    assert "html" not in found[1]


def test_fields_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields can have other names; the source stays if that is asked."""
    path = write_lines(tmp_path / "in.jsonl", [{"key": 1, "words": TEXT, "html": "<p>mine</p>"}])
    assert main([str(path), "--to", "jsonl", "--text-field", "words", "--id-field", "key", "--source"]) == DONE
    record = json.loads(capsys.readouterr().out)
    assert (record["key"], record["words"], record["html"]) == (1, TEXT, "<p>mine</p>")
    assert PROMPT not in record["body"]
    assert main([str(path), "--text-field", "a", "--html-field", "a"]) == USAGE


def test_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records that fail are kept, left out, or end the work; the good ones are done, and the status is 1."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": 1, "text": "One."}\n{oops\n{"id": 3, "other": "x"}\n{"id": 4, "text": "Four."}\n')
    target = tmp_path / "out.jsonl"
    assert main([str(path), "-o", str(target)]) == FAILED
    assert [record["id"] for record in records_in(target)] == [1, f"{path}:2", 3, 4]
    assert [record["error"]["type"] for record in records_in(target) if "error" in record] == ["BadLine", "InputError"]  # type: ignore[index]
    assert "the fields are 'id', 'other'" in capsys.readouterr().err
    assert main([str(path), "-o", str(target), "--errors", "skip", "-j", "2"]) == FAILED
    assert [record["id"] for record in records_in(target)] == [1, 4]
    before = target.read_bytes()
    assert main([str(path), "-o", str(target), "--errors", "stop"]) == FAILED
    assert target.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    ("content", "arguments", "status"),
    [
        (b'{"id": 1}\n', [], FAILED),
        (b'{"id": 1}\n', ["--diff"], FAILED),
        (b'{"id": 1}\n', ["--to", "html"], FAILED),
        (b'{"id": 1}\n', ["--to", "parquet", "--errors", "skip"], FAILED),
        (b"\n\n", [], NOTHING),
        (b"\n\n", ["--to", "jsonl"], NOTHING),
    ],
)
def test_an_old_output_stays(content: bytes, arguments: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no record could be cleaned and none is written, nothing takes its place, and that is told; a report is still made."""
    source, target, page = tmp_path / "in.jsonl", tmp_path / "out", tmp_path / "report.html"
    source.write_bytes(content)
    target.write_bytes(b"old")
    assert main([str(source), "-o", str(target), "--report", str(page), *arguments]) == status
    assert target.read_bytes() == b"old"
    assert "is left as it was" in capsys.readouterr().err
    assert page.exists()
    assert main([str(write_lines(source, [{"text": "One."}])), "-o", str(target)]) == DONE
    assert target.read_bytes() == b"One.\n"


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_by_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no file of that name."""
    monkeypatch.chdir(tmp_path)
    source = write_lines(tmp_path / "in.jsonl", [{"text": "One."}])
    assert main([str(source), "-o", name]) == DONE
    assert capsys.readouterr().out == "One.\n"
    assert main(["report", str(source), "-o", name]) == DONE
    assert capsys.readouterr().out.startswith("<!")
    assert os.listdir(tmp_path) == ["in.jsonl"]


def test_many_errors_are_told_in_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hundred are shown, the others counted."""
    path = write_lines(tmp_path / "in.jsonl", [{"id": number} for number in range(250)])
    assert main([str(path), "--to", "jsonl"]) == FAILED
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 101
    assert err[-1] == "cleaner: 150 further errors are not shown"


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0), b"\n\n"], ids=["no bytes", "an empty gzip", "blank lines"])
def test_nothing_to_read(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An input without a record ends with 4."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    assert main([str(path)]) == NOTHING == 4
    assert "nothing to read" in capsys.readouterr().err


def test_progress(lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told on standard error where it is asked for, or on a terminal, and never with --quiet."""
    arguments = [str(lines), "-o", str(tmp_path / "out.jsonl")]
    assert main([*arguments, "--progress", "always"]) == DONE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("5 records, ")
    assert "% removed" in err
    for quiet in ([], ["--progress", "never"], ["--progress", "always", "--quiet"]):
        assert main([*arguments, *quiet]) == DONE
        assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--resume"], "give it with -o"),
        (["--resume", "-o", "out.txt"], "use --to jsonl"),
        (["--resume", "-o", "out.jsonl", "--errors", "skip"], "use --errors keep"),
        (["-j", "many"], "whole number"),
        (["-j", "99999999999999999999999"], "as many as there are cores, which is -j 0"),
        (["--timeout", "0"], "more than 0"),
        (["--from", "pdf"], "parquet"),
        (["-o", "out.parquet.gz"], "without .gz"),
        (["-o", "out.zst", "--to", "parquet"], "without .zst"),
        (["--url", "not a url"], "https://example.org/news"),
        (["--url", "https://not a url"], "https://example.org/news"),
        (["--url", "lenn.example/news"], "https://example.org/news"),
        (["--url", "http://[lenn"], "https://example.org/news"),
        (["--url", ""], "https://example.org/news"),
        (["--lang", ""], "there are ar, cs"),
        (["--keep", ""], "leave --keep out"),
        (["--keep", " , "], "leave --keep out"),
    ],
)
def test_usage(arguments: list[str], remedy: str, lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong arguments end with 2 and say what would be right."""
    assert main([str(lines), *arguments]) == USAGE
    assert remedy in capsys.readouterr().err


def test_an_output_in_a_folder_that_is_read(lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would be its own input, now or the next time."""
    for options in ([], ["--resume"]):
        assert main([str(lines.parent), "-o", str(lines.parent / "out.jsonl"), *options]) == USAGE
        assert "in the folder" in capsys.readouterr().err
    assert [path.name for path in lines.parent.iterdir()] == [lines.name]


def test_standard_output_in_a_folder_that_is_read(lines: Path) -> None:
    """So would a file to which the shell sends it."""
    with (lines.parent / "out.jsonl").open("wb") as out:
        done = subprocess.run([*COMMAND, ".", "--to", "jsonl"], cwd=lines.parent, stdout=out, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert done.returncode == USAGE
    assert b"standard output goes there; give -o a path that is not read" in done.stderr
    assert (lines.parent / "out.jsonl").read_bytes() == b""


def test_an_input_without_rights(lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output is not blamed for it, and has the others."""
    target = tmp_path / "out.jsonl"
    assert main(["x" * 5000, str(lines), "-o", str(target)]) == FAILED
    assert "File name too long; give a file that can be read" in capsys.readouterr().err
    assert len(records_in(target)) == 6


def test_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not installed is named."""
    path = write_table(tmp_path / "in.parquet", texts(1))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main([str(path)]) == USAGE
    assert "pip install 'article-cleaner[parquet]'" in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is played by a device")
@pytest.mark.parametrize("arguments", [[], ["-o", "/dev/full"], ["--to", "parquet", "-o", "/dev/full"], ["-j", "2"]])
def test_a_full_disk(arguments: list[str], lines: Path) -> None:
    """It ends with 1 and a message, not with a traceback."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, str(lines), *arguments], stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert done.returncode == FAILED
    assert done.stderr.decode().endswith("No space left on device; nothing more was written\n")
    assert b"Traceback" not in done.stderr


def big(tmp_path: Path, count: int = 300) -> Path:
    return write_lines(tmp_path / "in.jsonl", texts(count))


def heedful() -> None:
    """Heed a request to end, before a program is started."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
@pytest.mark.parametrize(("number", "workers"), [("SIGINT", "1"), ("SIGINT", "2"), ("SIGTERM", "1"), ("SIGTERM", "2"), ("SIGHUP", "2")])
def test_interrupt_leaves_nothing_half_done(number: str, workers: str, tmp_path: Path) -> None:
    """Ctrl-C ends it with 130, quietly, and with no output under its name and no process left; other requests to end do so too."""
    target = tmp_path / "out.jsonl"
    command = [*COMMAND, str(big(tmp_path, 4000)), "-o", str(target), "-j", workers]
    # A request that whoever runs the tests ignores, as under `nohup`, would be ignored there too.
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heedful)  # noqa: S603, PLW1509
    deadline = time.monotonic() + 60
    while not any(draft.stat().st_size for draft in tmp_path.glob(".out.jsonl.*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.Signals[number])
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (128 + signal.Signals[number], b"")
    assert os.listdir(tmp_path) == ["in.jsonl"]


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
@pytest.mark.parametrize(("name", "workers", "kills"), [("out.jsonl", "2", 5), ("out.jsonl.gz", "1", 2), ("out.jsonl.zst", "2", 1)])
def test_resume_after_kill(name: str, workers: str, kills: int, tmp_path: Path) -> None:
    """Killed at random moments and resumed, it writes what an undisturbed run writes."""
    source, target, whole = big(tmp_path), tmp_path / name, tmp_path / ("whole" + name)
    assert main([str(source), "-o", str(whole)]) == DONE
    command = [*COMMAND, str(source), "-o", str(target), "--resume", "-j", workers]
    chance = random.Random(name)
    for _ in range(kills):
        process = subprocess.Popen(command)  # noqa: S603
        # Some while after it begins to write, which is where something can be lost.
        size, deadline = target.stat().st_size if target.exists() else 0, time.monotonic() + 3
        while (not target.exists() or target.stat().st_size == size) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    assert subprocess.run(command, check=False).returncode == DONE  # noqa: S603
    assert records_in(target) == records_in(whole)
    if name.endswith(".jsonl"):
        assert target.read_bytes() == whole.read_bytes()
    assert subprocess.run(command, check=False).returncode == DONE  # noqa: S603 - all is done, and stays as it is
    assert records_in(target) == records_in(whole)


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
def test_parquet_after_kill(tmp_path: Path) -> None:
    """Killed behind a part, twice, and in the middle of a write, and resumed, it has the rows that an undisturbed run has."""
    # Four parts; nearly all texts are such that nothing is found in them, so that it takes no time.
    few = texts(10)
    records = [few[number % 10] if number % 500 == 0 else {"text": "One.", "desk": {"no": 1}} for number in range(16_000)]
    source = write_lines(tmp_path / "in.jsonl", [{**record, "id": f"n{number}"} for number, record in enumerate(records)])
    whole, target = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    assert main([str(source), "-o", str(whole), "-j", "2"]) == DONE
    command = [*COMMAND, str(source), "-o", str(target), "--resume", "-j", "2"]
    chance = random.Random(4)
    counts = []
    for _ in range(2):
        before = len(list(target.glob("part-*")))
        process = subprocess.Popen(command)  # noqa: S603
        deadline = time.monotonic() + 60
        while len(list(target.glob("part-*"))) == before and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=10) == -signal.SIGKILL, "it was done before it was killed"
        counts.append(len(list(target.glob("part-*"))))
    assert 0 < counts[0] < counts[1] < 4
    # As one leaves it who is killed in the middle of a write.
    (target / ".part-00003.parquet.1.tmp").write_bytes(next(target.glob("part-*")).read_bytes()[:1000])
    for _ in range(2):  # the second time all is done, and stays as it is
        assert subprocess.run(command, check=False).returncode == DONE  # noqa: S603
        assert sorted(os.listdir(target)) == [f"part-{number:05}.parquet" for number in range(4)]
        assert pq.read_table(target).equals(pq.read_table(whole))


def test_unordered(tmp_path: Path) -> None:
    """Records may come out as they are done: each once, whatever their order."""
    slow = {"id": "slow", "text": "\n\n".join(str(record["text"]) for record in texts(400))}
    path = write_lines(tmp_path / "in.jsonl", [slow, *texts(200)])
    found = {}
    for name, arguments in (("ordered", []), ("unordered", ["--unordered"])):
        assert main([str(path), "-o", str(tmp_path / name), "--to", "jsonl", "-j", "2", *arguments]) == DONE
        found[name] = (tmp_path / name).read_text(encoding="utf-8").splitlines()
    assert sorted(found["ordered"]) == sorted(found["unordered"])
    ids = [json.loads(line)["id"] for line in found["unordered"]]
    assert ids[0] != "slow"
    assert [json.loads(line)["id"] for line in found["ordered"]] == ["slow", *(f"n{number}" for number in range(200))]


def test_resume_in_parts(lines: Path, tmp_path: Path) -> None:
    """Parquet goes on in a folder."""
    target = tmp_path / "out.parquet"
    few = write_lines(tmp_path / "few.jsonl", texts(2))
    for source in (few, lines):
        assert main([str(source), "-o", str(target), "--resume"]) == DONE
    assert pq.read_table(target).column("id").to_pylist() == [record["id"] for record in texts(5)]


@pytest.mark.parametrize("bad", [{"text": f"{TEXT}\n\ud800"}, {"text": TEXT, "desk": "\ud800"}, {"text": TEXT, "desk\ud800": 1}])
def test_half_a_surrogate_pair_in_a_table(bad: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """UTF-8 has no form for it: its record is an error with an escape in its place, and those beside it are cleaned."""
    path, target = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    bad, good = {"id": "bad", **bad}, {"id": "good", "text": TEXT, "desk": "local"}
    for records in ([bad], [bad, good], [good, bad]):
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        assert main([str(path), "-o", str(target), "--source"]) == FAILED
        assert "half a surrogate pair, for which UTF-8 has no form; use --to jsonl" in capsys.readouterr().err
        rows = {row["id"]: row for row in pq.read_table(target).to_pylist()}
        assert list(rows) == [record["id"] for record in records]
        assert rows["bad"]["error"]["type"] == "InputError"
        assert rows["bad"]["text"] == str(bad["text"]).replace("\ud800", "\\ud800")
        assert rows["bad"].get("desk") == ("\\ud800" if "desk" in bad else None)
        assert rows.get("good", {"error": None})["error"] is None
    assert main([str(path), "-o", str(target)]) == FAILED
    assert "text" not in pq.read_schema(target).names


def test_standard_streams(tmp_path: Path) -> None:
    """Records come in and go out by pipes, told by what they are."""
    done = subprocess.run([*COMMAND, "-", "--to", "jsonl"], input=gzip.compress(lines_of(texts(3))), capture_output=True, check=True)  # noqa: S603
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["n0", "n1", "n2"]
    assert done.stderr == b""


def test_heavy_modules_are_not_imported(tmp_path: Path) -> None:
    """A text is cleaned without what only other inputs, several processes and other commands need."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    names = ("pyarrow", "fastwarc", "zstandard", "lxml", "bs4", "turbohtml", "trafilatura", "cleaner.batch.crew", "cleaner.rulebook")
    code = f"import sys, cleaner.cli; cleaner.cli.main([{str(tmp_path / 'a.txt')!r}]); print([n for n in {names!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"
