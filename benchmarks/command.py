"""Measures how long the command takes from cold, beside a Python that does nothing.

`python benchmarks/command.py`, or `make bench-command`. Each task is a process of its own; all take turns in each round, so
that their ratios hold on a machine that is busy with other things. Of CPU time and time by the clock the least and the median
are shown. Nothing is asserted: figures differ between machines.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

import cleaner

DEMO = Path(__file__).parent.parent / "fixtures" / "demo"
TEXT, PAGE = DEMO / "article.txt", DEMO / "article.html"
_RUN = "from cleaner.cli import main; main()"
TASKS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import numpy'": ["-c", "import numpy"],
    "cleaner --version": ["-c", _RUN, "--version"],
    "cleaner article.txt": ["-c", _RUN, str(TEXT)],
    "cleaner article.html": ["-c", _RUN, str(PAGE)],
    "cleaner explain article.txt": ["-c", _RUN, "explain", str(TEXT)],
    "the same, in colours": ["-c", _RUN, "explain", "--color", "always", str(TEXT)],
}


class Taken(NamedTuple):
    """What one process took, in seconds."""

    cpu: float
    clock: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="rounds (default: 15)")
    rounds = parser.parse_args().rounds
    print(f"cleaner {cleaner.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, {rounds} rounds")
    taken: dict[str, list[Taken]] = {name: [] for name in TASKS}
    with tempfile.TemporaryDirectory() as folder:
        # As once installed: with all modules compiled, whatever the environment says of that.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        for number in range(rounds + 1):
            for name, arguments in TASKS.items():
                one = run(arguments, environment)
                if number:  # the first round compiles, and fills the caches of files
                    taken[name].append(one)
    base = min(one.cpu for one in taken["python -c pass"])
    print(f"  {'':<30}{'CPU ms':>8}{'median':>8}{'clock ms':>10}{'median':>8}{'CPU beside pass':>18}")
    for name, times in taken.items():
        cpu, clock = [1000 * one.cpu for one in times], [1000 * one.clock for one in times]
        ratio = min(cpu) / 1000 / base
        print(f"  {name:<30}{min(cpu):>8.0f}{median(cpu):>8.0f}{min(clock):>10.0f}{median(clock):>8.0f}{ratio:>18.1f}")


def run(arguments: list[str], environment: dict[str, str]) -> Taken:
    """One process from its start to its end; its output goes nowhere."""
    start, before = perf_counter(), getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after, end = getrusage(RUSAGE_CHILDREN), perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(cpu, end - start)


if __name__ == "__main__":
    main()
