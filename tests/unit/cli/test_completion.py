"""`cleaner completion`: what a shell offers after some words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.cli import DONE, FAILED, USAGE, main, parser_of


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == DONE
    return capsys.readouterr().out


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["cleaner", "expl"], {"explain"}),
        (["cleaner", "rules", "l"], {"list", "lint"}),
        (["cleaner", "clean", "--mode", ""], {"strict", "balanced", "recall"}),
        (["cleaner", "clean", "--err"], {"--errors"}),
        (["cleaner", "--er"], {"--errors"}),
        (["cleaner", "x.html", "--mode", "s"], {"strict"}),
        (["cleaner", "completion", "f"], {"fish"}),
    ],
)
def test_bash(words: list[str], offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, options and choices are offered where they may stand."""
    listed = " ".join(f"'{word}'" for word in words)
    code = script("bash", capsys) + f'COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}; _cleaner; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S603, S607
    assert set(done.stdout.split()) == offered
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They have every command and option; where the shell is there, it can read the script."""
    text = script(shell, capsys)
    for option in parser_of(["clean"])._option_string_actions:
        assert option.lstrip("-") in text
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=text, text=True, check=True)  # noqa: S603


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is played by a device")
def test_where_it_cannot_be_written() -> None:
    """It ends with 1 and a message, not with a traceback."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "cleaner", "completion", "bash"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == FAILED
    assert done.stderr == b"cleaner: standard output: No space left on device; nothing more was written\n"


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """A shell that is not known is refused with those that are."""
    assert main(["completion", "tcsh"]) == USAGE
    assert "fish" in capsys.readouterr().err
