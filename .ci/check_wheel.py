"""Checks an installed wheel: all data files are in it, and it cleans.

Run it by the environment's own Python, so that nothing of the source tree is imported: `python -I .ci/check_wheel.py dist/*.whl`.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import cleaner

ROOT = Path(__file__).resolve().parent.parent
TEXT = """Bridge over the Lenn reopens after repairs

Traffic crossed the bridge for the first time since March on Monday morning, the county said.

Sign up to our newsletter to get the latest news in your inbox.

The repairs took eight months and cost £3m, of which the county paid two thirds.
"""
PROMPT = "Sign up to our newsletter to get the latest news in your inbox."


def main() -> int:
    """Report what is wrong with the wheel named on the command line; 0 where nothing is."""
    faults = [*missing_files(Path(sys.argv[1])), *wrong_imports(), *wrong_results()]
    for fault in faults:
        print(f"wheel: {fault}", file=sys.stderr)
    if not faults:
        print(f"wheel: cleaner {cleaner.__version__} installs, imports and cleans")
    return 1 if faults else 0


def missing_files(wheel: Path) -> list[str]:
    """Files of the package in the source tree that the wheel lacks."""
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    kinds = {".py", ".toml", ".json", ".css", ".js"}
    files = sorted(path for path in (ROOT / "cleaner").rglob("*") if path.suffix in kinds or path.name == "py.typed")
    wanted = [path.relative_to(ROOT).as_posix() for path in files]
    missing = [f"{name} is not in {wheel.name}" for name in wanted if name not in inside]
    parts = ("cleaner/rules/packs/", "cleaner/weights/", "cleaner/py.typed")
    empty = [f"nothing of {part} is in {wheel.name}" for part in parts if not any(name.startswith(part) for name in inside)]
    return [*missing, *empty]


def wrong_imports() -> list[str]:
    """The package came from another place than the environment."""
    place = Path(cleaner.__file__).resolve()
    return [] if place.is_relative_to(Path(sys.prefix).resolve()) else [f"cleaner was imported from {place}, not from the environment"]


def wrong_results() -> list[str]:
    """The library or the command did not clean a text."""
    faults = []
    article = cleaner.clean(TEXT)
    if PROMPT in article.text or [decision.text for decision in article.removed] != [PROMPT]:
        faults.append(f"cleaner.clean removed {[decision.text for decision in article.removed]!r}, not the newsletter prompt alone")
    command = Path(sysconfig.get_path("scripts")) / "cleaner"
    done = subprocess.run([command], input=TEXT.encode(), capture_output=True, check=False)
    if done.returncode or done.stdout.decode().rstrip("\n") != article.text:
        faults.append(f"the command cleaner ended with {done.returncode} and wrote {done.stdout.decode()!r}; {done.stderr.decode()}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
