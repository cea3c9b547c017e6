"""`explain`, `diff`, `--explain` and `--diff` as processes of their own, on terminals, through pipes and beside the data."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from cleaner import clean_text
from cleaner.cli import DONE, FAILED, NOTHING, USAGE, main
from tests.unit.batch.samples import PAGE, PROMPT, TEXT, texts, write_lines, write_table

COMMAND = [sys.executable, "-m", "cleaner"]
HOSTILE = f"""Bridge over the Lenn \x1b[2J\x1b]0;mine\x07reopens after repairs

Traffic crossed \u202ethe bridge\u202c for the first time since March on Monday morning, the county said.

{PROMPT}\x9b31m

The repairs took eight months and cost £3m, of which the county paid two thirds.
"""
posix = pytest.mark.skipif(os.name != "posix", reason="terminals differ elsewhere")


def environment(**wanted: str) -> dict[str, str]:
    """That of the tests, with nothing in it that is said of colours and widths but what is wanted."""
    said = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM"}
    return {**{name: value for name, value in os.environ.items() if name not in said}, "TERM": "xterm-256color", **wanted}


def on_terminal(*arguments: str, columns: int = 80, **wanted: str) -> str:
    """What the command writes to a terminal of so many columns, with its line feeds as it wrote them."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([*COMMAND, *arguments], stdout=theirs, stderr=subprocess.PIPE, env=environment(**wanted))  # noqa: S603
    os.close(theirs)
    data = b""
    try:
        while block := os.read(ours, 1 << 16):
            data += block
    except OSError:  # so a terminal says that nobody is left to write to it
        pass
    os.close(ours)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (DONE, b"")
    return data.decode().replace("\r\n", "\n")


def through_pipe(*arguments: str, wanted: Mapping[str, str] | None = None) -> str:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, env=environment(**(wanted or {})))  # noqa: S603
    assert (done.returncode, done.stderr) == (DONE, b"")
    return done.stdout.decode()


def bare(shown: str) -> str:
    """Without colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", shown)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@posix
@pytest.mark.parametrize(("command", "sign"), [("explain", "- "), ("diff", "-")])
def test_red_for_removed(command: str, sign: str, article: Path) -> None:
    """On a terminal what was removed is red; through a pipe the same is without colours."""
    shown = on_terminal(command, str(article), columns=200)
    assert f"\x1b[31m{sign}{PROMPT}\x1b[0m\n" in shown
    assert bare(shown) == through_pipe(command, str(article))
    assert f"\n{sign}{PROMPT}\n" in bare(shown)
    for wanted in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert on_terminal(command, str(article), columns=200, **wanted) == bare(shown)
    assert on_terminal(command, str(article), "--color", "never", columns=200) == bare(shown)
    assert through_pipe(command, str(article), "--color", "always") == shown
    assert through_pipe(command, str(article), wanted={"FORCE_COLOR": "1"}) == shown


@posix
def test_a_near_miss_is_yellow(article: Path) -> None:
    """What was nearly removed is yellow in its place, with what spared it."""
    shown = on_terminal("explain", "--keep", "newsletter_signup", str(article), columns=200)
    assert f"\x1b[33m? {PROMPT}\x1b[0m\n\x1b[2m    SPARED newsletter_signup at line 5, " in shown
    assert "kept by the option keep" in shown


@posix
@pytest.mark.parametrize("command", ["explain", "diff"])
@pytest.mark.parametrize("columns", [40, 10])
def test_a_narrow_terminal(command: str, columns: int, tmp_path: Path) -> None:
    """No row is wider than the terminal, in scripts with wide letters and in those that run from the right too; none is lost."""
    path = tmp_path / "mixed.txt"
    more = "\n橋の修理は八か月かかった。" * 5 + "\n\nהגשר נפתח שוב לתנועה ביום שני בבוקר, כך נמסר מהמועצה.\n"
    path.write_text(TEXT + more, encoding="utf-8")
    shown = bare(on_terminal(command, str(path), columns=columns))
    assert max(map(cell_len, shown.split("\n"))) <= max(columns, 20)
    signs = re.compile(r"^[-? ]*", re.MULTILINE)
    for letters in (PROMPT, "橋の修理は八か月かかった。"):
        assert "".join(letters.split()) in "".join(signs.sub("", shown).split())


@posix
@pytest.mark.parametrize("command", ["explain", "diff"])
def test_hostile_text(command: str, tmp_path: Path) -> None:
    """Nothing of a text, of a name or of a message is obeyed by the terminal."""
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    for shown in (on_terminal(command, str(path)), through_pipe(command, str(path))):
        left = bare(shown)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
        assert "<U+009B>31m" in left
    name = write_lines(tmp_path / "in.jsonl", [{"id": "\x1b[2Ja\nb", "text": HOSTILE}, {"id": "\x1b[2J"}])
    done = subprocess.run([*COMMAND, command, str(name)], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == FAILED
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"<U+001B>[2Ja b" in done.stdout


@pytest.mark.parametrize("write", [write_lines, write_table])
def test_all_records(write: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each record of each file has its account under its id."""
    suffix = ".jsonl" if write is write_lines else ".parquet"
    path = write(tmp_path / f"in{suffix}", texts(3))  # type: ignore[operator]
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["explain", str(path), str(page)]) == DONE
    heads = [line for line in capsys.readouterr().out.splitlines() if "nearly removed" in line]
    assert [head.split(": ")[0] for head in heads] == ["n0", "n1", "n2", str(page)]
    assert main(["diff", str(path), str(page)]) == DONE
    assert re.findall(r"^--- (.*)$", capsys.readouterr().out, re.MULTILINE) == ["n0", "n1", "n2", str(page)]


def test_a_record_without_an_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its account has no name in its head."""
    path = write_lines(tmp_path / "in.jsonl", [{"text": TEXT}])
    assert main(["explain", str(path)]) == DONE
    assert capsys.readouterr().out.startswith("1 removed (")


def test_what_has_no_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The diff of an article in which nothing went is empty; an empty file is nothing to read."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace(PROMPT, "Nobody was hurt, the county said."), encoding="utf-8")
    assert main(["diff", str(path)]) == DONE
    assert capsys.readouterr() == ("", "")
    path.write_text("", encoding="utf-8")
    assert main(["explain", str(path)]) == NOTHING


def test_into_a_file(article: Path, tmp_path: Path) -> None:
    """`-o` takes the account, without colours whatever the environment says."""
    target = tmp_path / "account.txt"
    through_pipe("explain", str(article), "-o", str(target), wanted={"FORCE_COLOR": "1", "COLUMNS": "40"})
    assert target.read_text(encoding="utf-8") == through_pipe("explain", str(article))


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("account", ["explain", "diff"])
def test_while_cleaning(account: str, workers: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain` and `--diff` show on standard output what the commands show, in place of the articles or beside them."""
    path = write_lines(tmp_path / "in.jsonl", [*texts(3), {"id": "none"}])
    assert main([account, str(path)]) == FAILED
    shown = capsys.readouterr().out
    assert main([str(path), f"--{account}", "-j", workers]) == FAILED
    assert capsys.readouterr().out == shown
    for name in ("out.jsonl", "out.parquet", "out.txt", "out.html", "out.jsonl.gz"):
        beside, alone = tmp_path / name, tmp_path / f"alone-{name}"
        assert main([str(path), f"--{account}", "-j", workers, "-o", str(beside)]) == FAILED
        assert capsys.readouterr().out == shown
        assert main([str(path), "-o", str(alone)]) == FAILED
        assert beside.read_bytes() == alone.read_bytes()
        capsys.readouterr()
    assert "n3" not in shown


@posix
def test_a_pager_that_is_left(tmp_path: Path) -> None:
    """What is shown has no reader any more; the articles are written to their end all the same."""
    path = write_lines(tmp_path / "in.jsonl", texts(40))
    target = tmp_path / "out.jsonl"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, str(path), "--diff", "-o", str(target)], stdout=writer, stderr=subprocess.PIPE, check=False)  # noqa: S603
    os.close(writer)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == [f"n{number}" for number in range(40)]


@posix
def test_progress_does_not_stand_in_the_middle_of_records(article: Path) -> None:
    """On a terminal that shows records there is no line of progress; asked for, there is."""
    import pty

    for arguments, some in (([], False), (["--progress", "always"], True)):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([*COMMAND, str(article), *arguments], stdout=theirs, stderr=theirs, env=environment())  # noqa: S603
        assert process.wait(timeout=30) == DONE
        os.close(theirs)
        shown = os.read(ours, 1 << 16).decode().replace("\r\n", "\n")
        os.close(ours)
        assert ("1 records" in shown) == some
        assert clean_text(TEXT).text in shown


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--explain", "--diff"], "give one of them"),
        (["--explain", "--to", "jsonl"], "give the articles a file with -o"),
        (["--diff", "--resume"], "give it with -o"),
        (["--color", "blue"], "always"),
        (["--resume", "--unordered", "-o", "out.jsonl"], "give one of them"),
        (["--resume", "-o", "out.html"], "use --to jsonl"),
    ],
)
def test_usage(arguments: list[str], remedy: str, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would mix on standard output, or cannot be done, is refused with what to do."""
    assert main([str(article), *arguments]) == USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert remedy in err


def test_without_rich(article: Path) -> None:
    """The same is shown without colours; colours that are asked for name the extra."""
    code = "import sys; sys.modules['rich'] = None; from cleaner.cli import main; sys.exit(main(sys.argv[1:]))"
    for color, status in (("auto", DONE), ("always", USAGE)):
        command = [sys.executable, "-c", code, "explain", str(article), "--color", color]
        done = subprocess.run(command, capture_output=True, check=False, env=environment(FORCE_COLOR="1"))  # noqa: S603
        assert done.returncode == status
        assert ("article-cleaner[terminal]" in done.stderr.decode()) == (status == USAGE)
        assert done.stdout.decode() == (through_pipe("explain", str(article)) if status == DONE else "")


def test_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """docs/command-line.md shows what the commands show; the weights of evidence beside it may change."""
    docs = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```$", docs, re.MULTILINE | re.DOTALL)
    source, explained, diffed = blocks[1:4]
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(source, encoding="utf-8")
    for command, shown in (("explain", explained), ("diff", diffed)):
        assert f"`cleaner {command} article.txt --keep newsletter_signup`" in docs
        assert main([command, "article.txt", "--keep", "newsletter_signup"]) == DONE
        out = capsys.readouterr().out
        assert [line for line in out.splitlines() if not line.startswith("    ")] == [
            line for line in shown.splitlines() if not line.startswith("    ")
        ]
