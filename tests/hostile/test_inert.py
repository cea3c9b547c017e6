"""The library opens no socket, starts no program, writes no file and changes no setting of its process: told by audit hooks.

What it stands on is imported before: numpy sets and unsets a variable of the environment when it is imported, and urllib3,
which trafilatura brings, looks whether a local address of IPv6 can be bound.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_WATCHED = """
import json, locale, os, sys, threading, warnings, logging
from pathlib import Path

import numpy, trafilatura

seen = []

def watch(event, arguments):
    if event.split(".")[0] in {"socket", "subprocess", "shutil", "ftplib", "smtplib", "urllib", "http"}:
        seen.append(event)
    elif event in {"os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.putenv", "os.unsetenv", "os.remove", "os.rename",
                   "os.mkdir", "os.rmdir", "os.chdir", "os.chmod", "os.symlink", "os.link", "os.truncate"}:
        seen.append(f"{event} {arguments!r}")
    elif event == "open":
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if writes:
            seen.append(f"open {path!r} {mode!r}")

sources = [path.read_bytes() for path in sorted(Path("fixtures/demo").glob("article.*"))]
pack = sys.argv[1]
before = dict(os.environ), os.getcwd(), locale.setlocale(locale.LC_ALL), list(warnings.filters), logging.root.level, sys.getrecursionlimit()
sys.dont_write_bytecode = True
sys.addaudithook(watch)
import cleaner

for engine in (cleaner.Cleaner(), cleaner.Cleaner(packs=[pack], timeout=60), cleaner.Cleaner(extractor="trafilatura")):
    for source in (*sources, "<p>Nothing here.</p>", "Plain.", b"\\xe9t\\xe9 \\xff", b"<meta charset=shift_jis><p>\\x93\\x8c"):
        article = engine.clean(source, "https://courier.example/a")
        for account in (article.explain, article.diff, article.original, article.to_json, article.to_markdown, article.restored):
            account()
after = dict(os.environ), os.getcwd(), locale.setlocale(locale.LC_ALL), list(warnings.filters), logging.root.level, sys.getrecursionlimit()
changed = [name for name, one, other in zip(("environ", "cwd", "locale", "filters", "logging", "recursion"), before, after) if one != other]
print(json.dumps([seen, changed, [thread.name for thread in threading.enumerate()]]))
"""
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[str]], str]:
    """What a process did that cleaned texts and pages in every way, and what it wrote to standard error."""
    pack = tmp_path_factory.mktemp("rules") / "own.toml"
    pack.write_text('[terms]\ntip_line = ["send us a secret"]\n', encoding="utf-8")
    command = [sys.executable, "-W", "error", "-c", _WATCHED, str(pack)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)  # noqa: S603 - ours
    return json.loads(done.stdout), done.stderr


def test_nothing_is_reached_or_written(watched: tuple[list[list[str]], str]) -> None:
    """No network, no other program, no file that is opened to be written, renamed or removed."""
    (seen, _, _), _ = watched
    assert seen == []


def test_nothing_is_changed(watched: tuple[list[list[str]], str]) -> None:
    """The process has its environment, folder, locale and warnings as before, and no thread more."""
    (_, changed, threads), _ = watched
    assert changed == []
    assert threads == ["MainThread"]


def test_nothing_is_said(watched: tuple[list[list[str]], str]) -> None:
    """Not even of bytes that are in no encoding."""
    assert watched[1] == ""
