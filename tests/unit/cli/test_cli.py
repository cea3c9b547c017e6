"""The command line: what goes to which stream, and with which status it ends."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import Kind, __version__, clean_text
from cleaner.cli import DONE, FAILED, INTERRUPTED, NOTHING, USAGE, main
from cleaner.engine import Cleaner

PROMPT = "Sign up to our newsletter to get the latest news in your inbox."
TEXT = (
    "Bridge over the Lenn reopens after repairs\n\n"
    "Traffic crossed the bridge for the first time since March on Monday morning, the county said.\n\n"
    f"{PROMPT}\n\n"
    "The repairs took eight months and cost £3m, of which the county paid two thirds.\n"
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Bridge over the Lenn reopens after repairs</title></head><body><article>"
    "<h1>Bridge over the Lenn reopens after repairs</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()[1:] if line)
    + "</article></body></html>"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def fed(monkeypatch: pytest.MonkeyPatch, text: str, *, terminal: bool = False) -> None:
    """Let standard input be this text."""
    stream = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdin", stream)


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "cleaner", *arguments], input=data, capture_output=True, check=False)  # noqa: S603


@pytest.mark.parametrize("command", [[], ["clean"]])
def test_clean_is_the_default_command(command: list[str], article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With or without its name, `clean` writes the article and nothing else."""
    assert main([*command, str(article)]) == DONE
    out, err = capsys.readouterr()
    assert out == clean_text(TEXT).text + "\n"
    assert PROMPT not in out
    assert err == ""


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing and a dash both mean standard input."""
    fed(monkeypatch, TEXT)
    assert main(arguments) == DONE
    assert capsys.readouterr().out == clean_text(TEXT).text + "\n"


def test_terminal_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file and with a terminal as input, the command says what to do."""
    fed(monkeypatch, "", terminal=True)
    assert main([]) == USAGE
    assert "name a file" in capsys.readouterr().err


def test_json_is_one_object_a_line(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several files become as many lines, each with the name of its file."""
    other = tmp_path / "other.txt"
    other.write_text("A line of news.\u2028And another one.", encoding="utf-8")
    assert main(["--to", "json", str(article), str(other)]) == DONE
    lines = capsys.readouterr().out.removesuffix("\n").split("\n")
    records = [json.loads(line) for line in lines]
    assert [record["id"] for record in records] == [str(article), str(other)]
    assert records[0] == {"id": str(article), **clean_text(TEXT).to_dict()}


def test_markdown(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown has the headline as a title."""
    assert main(["clean", "--to", "markdown", str(article)]) == DONE
    assert capsys.readouterr().out == clean_text(TEXT).to_markdown() + "\n"


def test_articles_are_parted_by_a_blank_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several files follow one another, a blank line between them."""
    assert main([str(article), str(article)]) == DONE
    text = clean_text(TEXT).text
    assert capsys.readouterr().out == f"{text}\n\n{text}\n"


def test_form_can_be_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page is told from text by its content, unless `--from` says what it is."""
    page = tmp_path / "page"
    page.write_text(PAGE, encoding="utf-8")
    for arguments in ([], ["--from", "html"]):
        assert main([*arguments, str(page)]) == DONE
        assert "<p>" not in capsys.readouterr().out
    assert main(["--from", "text", str(page)]) == DONE
    assert "<p>" in capsys.readouterr().out


@pytest.mark.parametrize("keep", [["--keep", "newsletter_signup"], ["--keep", "caption", "--keep", "ad_marker,newsletter_signup"]])
def test_keep(keep: list[str], article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--keep` takes a list and may be repeated."""
    assert main([*keep, str(article)]) == DONE
    assert PROMPT in capsys.readouterr().out


def test_options_reach_the_engine(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Language, mode, packs and address are handed on."""
    seen: list[object] = []
    pack = tmp_path / "packs"
    pack.mkdir()
    (pack / "own.toml").write_text('[lines]\ncustom = ["own label"]\n', encoding="utf-8")
    real = Cleaner.clean

    def clean(self: Cleaner, source: bytes, url: str | None = None) -> object:
        seen.extend([self.languages, str(self.mode), self.packs, url])
        return real(self, source, url)

    monkeypatch.setattr(Cleaner, "clean", clean)
    given = ["--lang", "en", "--mode", "strict", "--packs", str(pack), "--packs", str(pack / "own.toml"), "--url", "https://example.org/a"]
    assert main([*given, str(article)]) == DONE
    assert seen == [("en",), "strict", (str(pack), str(pack / "own.toml")), "https://example.org/a"]


def test_html(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One article is the page that `to_html` gives; several are one page with them all, under the title of the first."""
    assert main(["clean", "--to", "html", str(article)]) == DONE
    assert capsys.readouterr().out == clean_text(TEXT).to_html()
    target = tmp_path / "out.html.gz"
    assert main([str(article), str(article), "-o", str(target)]) == DONE
    page = gzip.decompress(target.read_bytes()).decode()
    assert page.count("<article lang=") == 2
    assert page.count("<title>Bridge over the Lenn reopens after repairs</title>") == page.count("</html>") == 1
    (tmp_path / "empty.txt").touch()
    assert main([str(tmp_path / "empty.txt"), "--to", "html"]) == NOTHING
    assert capsys.readouterr().out.endswith("</body>\n</html>\n")


def test_output_file(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o` writes to a file, byte for byte what standard output would have had."""
    target = tmp_path / "out.txt"
    assert main([str(article), "-o", str(target)]) == DONE
    assert target.read_bytes() == (clean_text(TEXT).text + "\n").encode()
    assert capsys.readouterr().out == ""


def test_output_is_never_an_input(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is not overwritten by its own article."""
    assert main([str(article), "-o", str(article)]) == USAGE
    assert article.read_bytes() == TEXT.encode()
    assert "give -o another path" in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is named on stderr, the rest is done, and the status is 1."""
    (tmp_path / "folder").mkdir()
    assert main([str(tmp_path / "absent.txt"), str(tmp_path / "folder"), str(article)]) == FAILED
    out, err = capsys.readouterr()
    assert out == clean_text(TEXT).text + "\n"
    assert [line.split(": ")[1] for line in err.splitlines()] == [str(tmp_path / "absent.txt"), str(tmp_path / "folder")]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--mode", "brave"], "balanced"),
        (["--keep", "jokes"], Kind.DONATION_APPEAL),
        (["--packs", "/nowhere/at/all"], "give a .toml file or a folder"),
        (["--lang", "tlh"], "there are"),
        (["--to", "pdf"], "markdown"),
        (["-o", "/nowhere/at/all/out.txt"], "make it"),
        (["-", "-"], "name it once"),
        (["explain"], "FILE"),
        (["rules"], "ACTION"),
    ],
)
def test_usage(arguments: list[str], remedy: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong arguments end with 2 and say what would be right."""
    given = arguments if arguments in (["-", "-"], ["explain"], ["rules"]) else [*arguments, "x.txt"]
    assert main(given) == USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert remedy in err


def test_faults_of_a_pack_are_all_told(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad pack ends the command before any file is read, with every fault."""
    pack = tmp_path / "bad.toml"
    pack.write_text('[lines]\njokes = ["x"]\n[terms]\ncaption = ["Not Folded"]\n', encoding="utf-8")
    assert main(["--packs", str(pack), str(article)]) == USAGE
    err = capsys.readouterr().err
    assert "lines.jokes" in err
    assert "terms.caption" in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out == f"cleaner {__version__}\n"


def test_interrupt(article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interrupt ends the command with 130 and without a traceback."""

    def clean(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(Cleaner, "clean", clean)
    assert main([str(article)]) == INTERRUPTED == 130
    assert capsys.readouterr().err == ""


def test_bytes_in_bytes_out() -> None:
    """The output is UTF-8 with plain line feeds, whatever the locale; an input that is not UTF-8 is read all the same."""
    done = run("-", data=TEXT.encode("latin-1"))
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert "£3m" in done.stdout.decode()
    assert b"\r" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
def test_closed_pipe_is_quiet(article: Path) -> None:
    """A reader that goes away ends the command without a message."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "cleaner", *[str(article)] * 3], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (DONE, b"")


def closed(streams: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command, started without some of the standard streams: `<&-`, `>&-` and the like."""
    script = f'exec "$@" {streams}'
    return subprocess.run(["/bin/sh", "-c", script, "sh", sys.executable, "-m", "cleaner", *arguments], capture_output=True, check=False)  # noqa: S603


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_streams_that_are_closed(article: Path, tmp_path: Path) -> None:
    """Without standard error the work is done all the same; without input there is nothing to read; without output it fails."""
    out = tmp_path / "out.txt"
    done = closed("2>&-", str(article), str(tmp_path / "missing"), "-o", str(out))
    assert (done.returncode, done.stdout) == (FAILED, b"")
    assert PROMPT not in out.read_text(encoding="utf-8")
    assert closed("<&-").returncode == NOTHING
    for arguments in ([str(article)], ["rules", "list"]):
        done = closed(">&-", *arguments)
        assert done.returncode == FAILED
        assert done.stderr.startswith(b"cleaner: standard output: ")
        assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["rules", "list"], ["rules", "show", "common.copyright.sign-and-year"]])
def test_rules_on_a_full_disk(arguments: list[str]) -> None:
    """It is told in one line, and messages that cannot be written are not waited for."""
    done = closed(">/dev/full", *arguments)
    assert (done.returncode, done.stderr.count(b"\n")) == (FAILED, 1)
    assert closed("2>/dev/full", *arguments).returncode == DONE
