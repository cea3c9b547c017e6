"""What the documentation says can be done, can be: its code runs, its commands are read, and what it names is there.

Code in `python` and sessions in `pycon` run, page by page, in one namespace and one folder; what is `py` needs a cluster or files
of the reader's. A block with a title is a file of that name. Commands in `console` stand behind `$` and over what they write
to both streams, where `...` is anything; they end with 0 unless `echo $?` follows. Other commands are parsed and not run.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from cleaner import Kind
from cleaner.cli import main, parser_of
from cleaner.rules.load import common_pack, language_pack, languages

ROOT = Path(__file__).parent.parent
PAGES = sorted({ROOT / "README.md", *(ROOT / "docs").rglob("*.md")} - {ROOT / "docs" / "rule-index.md"})
FENCE = re.compile(
    r'^(?P<indent> *)```(?P<language>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=indent)```$', re.MULTILINE | re.DOTALL
)
FOLDERS = ("benchmarks", "cleaner", "docs", "examples", "fixtures", "fuzz", "tests", "training", ".ci")


class Fence(NamedTuple):
    """A fenced block of a page."""

    language: str
    title: str
    text: str


def fences(page: Path) -> list[Fence]:
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    return [Fence(one["language"], one["title"] or "", dedent(one["text"])) for one in found]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def is_run(page: Path) -> bool:
    return any(fence.language in {"python", "pycon", "console"} for fence in fences(page))


@pytest.mark.parametrize("page", [page for page in PAGES if is_run(page)], ids=name_of)
def test_code_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each block of code gives the output that stands under it, beside the shipped article and the files of the page."""
    monkeypatch.chdir(tmp_path)
    for variable in ("COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    shutil.copy(ROOT / "fixtures" / "demo" / "article.html", "page.html")
    names: dict[str, object] = {"__name__": "__main__"}
    for number, fence in enumerate(fences(page), start=1):
        if fence.title:
            file = Path(fence.title)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(fence.text, encoding="utf-8")
        elif fence.language == "python" and not fence.text.startswith(">>>"):
            exec(compile(fence.text, name_of(page), "exec"), names)  # noqa: S102
        elif fence.language in {"python", "pycon"}:
            run_session(fence.text, names, f"{name_of(page)}, block {number}")
        elif fence.language == "console":
            run_commands(fence.text, capsys)


def run_session(code: str, names: dict[str, object], name: str) -> None:
    examples = doctest.DocTestParser().get_doctest(code, names, name, name, 0)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(examples, out=told.append, clear_globs=False)
    names.update(examples.globs)
    assert result.attempted > 0
    assert result.failed == 0, "".join(told)


def run_commands(shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    calls = [(command, output) for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)]
    assert calls, f"no command behind $ in {shown!r}"
    status = 0
    for command, output in calls:
        if command == "echo $?":
            assert output == f"{status}\n"
            status = 0
            continue
        assert status == 0, f"the command before {command!r} ended with {status}"
        program, *arguments = shlex.split(command)
        assert program == "cleaner"
        capsys.readouterr()
        status = main(arguments)
        written = "".join(capsys.readouterr())
        assert doctest.OutputChecker().check_output(output, written, doctest.ELLIPSIS), f"{command} wrote\n{written}"
    assert status == 0, f"the last command ended with {status}"


def commands(page: Path) -> Iterator[str]:
    """Commands that are shown and not run: in blocks without a language, what stands behind two spaces being a remark."""
    for fence in fences(page):
        lines = [] if fence.language else fence.text.splitlines()
        yield from (re.split(r"\s{2,}| \| ", line)[0] for line in lines if line.startswith("cleaner "))


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=name_of)
def test_commands_are_read(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command has the options that the program has."""
    parser = parser_of()
    names = set(re.findall(r"^ {4}([a-z]+)", parser.format_help(), re.MULTILINE))
    assert {"clean", "rules", "completion"} <= names
    for command in commands(page):
        if "|" in command:  # several at once, as in `cleaner rules list|show`
            continue
        arguments = shlex.split(command)[1:]
        try:
            parser.parse_args(arguments if arguments[0] in names else ["clean", *arguments])
        except SystemExit:
            pytest.fail(f"{command}\n{capsys.readouterr().err}")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_is_named_is_there(page: Path) -> None:
    """Targets of `make`, and files and folders of the project."""
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = set(re.findall(r"(?:^|`|[A-Z]=\S+ )make ([a-z-]+)", text, re.MULTILINE))
    assert asked <= targets
    paths = re.findall(rf"`((?:{'|'.join(map(re.escape, FOLDERS))})/(?:[\w./-]*(?:\.\w+|/))?)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_all_kinds_are_told() -> None:
    """The page of kinds has each once, with an example that is in the proof of a shipped rule of that kind."""
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (.*?) ?\|$", (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(kind for kind, _ in rows) == sorted(Kind)
    proofs: dict[str, set[str]] = {}
    for pack in (common_pack(), *map(language_pack, languages())):
        for rule in pack.rules:
            if not rule.is_guard:
                proofs.setdefault(rule.kind, set()).update(rule.match)
    told = {kind: example.replace("\\|", "|") for kind, example in rows}
    assert {kind for kind, example in told.items() if not example} == set(Kind) - proofs.keys()
    assert [kind for kind, example in told.items() if example and example not in proofs[kind]] == []
