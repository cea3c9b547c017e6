"""Measures the batch: memory whatever the size of the input, two workers beside one, and the command beside `clean_text`.

`python benchmarks/batch.py --count 100000`, or `make bench-batch`. Articles of about two kilobytes, made from
`fixtures/appeals/en*.jsonl` by a fixed recipe, go as JSONL through processes of their own into JSONL. Memory is the most that
parent and workers held together, looked at every few hundredths of a second: what they share is counted once (Pss, of Linux).
Ratios are of runs that take turns. Nothing is asserted: figures differ between machines.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, sleep
from typing import NamedTuple

import cleaner

FIXTURES = Path(__file__).parent.parent / "fixtures" / "appeals"
SIZE = 2_000
"""Characters of an article."""
PAUSE = 0.03

# The same articles in one process without the command: read beforehand, cleaned, and thrown away.
_PLAIN = """
import json, sys, time, cleaner
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
cleaner.clean_text(texts[0])
cpu, clock = time.process_time(), time.perf_counter()
for text in texts:
    cleaner.clean_text(text)
print(time.process_time() - cpu, time.perf_counter() - clock)
"""


class Run(NamedTuple):
    """What one run of the command took."""

    clock: float
    """Seconds, from its start to its end."""
    cpu: float
    """Seconds, of parent and workers."""
    memory: float
    """Megabytes that they held together at the most; 0 where the system does not tell."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000, help="articles (default: 4000)")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of the runs that are compared (default: 2)")
    options = parser.parse_args()
    if options.count < 10 or options.rounds < 1:
        parser.error("give a --count of 10 or more, and 1 or more --rounds")
    print(f"cleaner {cleaner.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        whole, tenth = write(Path(folder) / "whole.jsonl", options.count), write(Path(folder) / "tenth.jsonl", options.count // 10)
        print(f"{options.count:,} articles, {whole.stat().st_size / 1e6:.0f} MB, {options.rounds} rounds")
        print_memory(whole, tenth)
        print_speed(whole, options.count, options.rounds)


def write(path: Path, count: int) -> Path:
    """So many articles, each with a field that is carried through."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in zip(range(count), articles(), strict=False):
            record = {"id": f"article-{number}", "desk": number % 7, "text": text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def articles() -> Iterator[str]:
    """Articles without end, no two of them the same: cases put together up to the size, with a number in the last line."""
    cases = [json.loads(line) for path in sorted(FIXTURES.glob("en*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    at = number = 0
    while True:
        lines: list[str] = []
        while sum(map(len, lines)) < SIZE:
            lines += cases[at % len(cases)]["input"].splitlines()
            at += 1
        number += 1
        yield "\n".join(lines)[:SIZE] + f"\nThe council counted {number} letters from readers of the county's paper."


def print_memory(whole: Path, tenth: Path) -> None:
    print(f"\n  {'most memory, MB':<26}{'a tenth':>10}{'all':>10}{'ratio':>8}")
    for workers in (1, 2):
        small, large = run(tenth, workers).memory, run(whole, workers).memory
        ratio = f"{large / small:.2f}" if small else "-"
        print(f"  {f'-j {workers}':<26}{small:>10.0f}{large:>10.0f}{ratio:>8}")


def print_speed(whole: Path, count: int, rounds: int) -> None:
    plain_cpu = plain_clock = float("inf")
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", _PLAIN, str(whole)], check=True, capture_output=True, text=True)
        cpu, clock = map(float, done.stdout.split())
        plain_cpu, plain_clock = min(plain_cpu, cpu), min(plain_clock, clock)
        for workers, listed in runs.items():
            listed.append(run(whole, workers))
    print(f"\n  {'':<26}{'s':>10}{'CPU s':>10}{'articles/s':>12}")
    print(f"  {'clean_text in a loop':<26}{plain_clock:>10.1f}{plain_cpu:>10.1f}{count / plain_clock:>12.0f}")
    best = {workers: (min(one.clock for one in listed), min(one.cpu for one in listed)) for workers, listed in runs.items()}
    for workers, (clock, cpu) in best.items():
        print(f"  {f'cleaner -j {workers}':<26}{clock:>10.1f}{cpu:>10.1f}{count / clock:>12.0f}")
    # By CPU time two workers cannot be quicker than one: it says what their work costs together.
    print(f"\n  speed of -j 1 beside clean_text: {plain_clock / best[1][0]:.2f} by the clock, {plain_cpu / best[1][1]:.2f} by CPU time")
    print(f"  speed of -j 2 beside -j 1: {best[1][0] / best[2][0]:.2f} by the clock, {best[1][1] / best[2][1]:.2f} by CPU time")


def run(source: Path, workers: int) -> Run:
    """The command over a file, with an eye on its memory."""
    command = [sys.executable, "-c", "from cleaner.cli import main; raise SystemExit(main())", str(source)]
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    process = subprocess.Popen([*command, "-j", str(workers), "-o", str(source.with_suffix(".out.jsonl")), "--quiet"])
    most = 0.0
    while process.poll() is None:
        most = max(most, memory_of(process.pid))
        sleep(PAUSE)
    after, end = getrusage(RUSAGE_CHILDREN), perf_counter()
    if process.returncode:
        raise SystemExit(f"the command ended with {process.returncode}")
    return Run(end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def memory_of(pid: int) -> float:
    """Megabytes that a process and those that it started hold; 0 where it has ended, or the system does not tell."""
    try:
        folder = Path(f"/proc/{pid}")
        own = re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
        children = (folder / "task" / str(pid) / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(own[1]) / 1024 if own else 0.0) + sum(memory_of(int(child)) for child in children)


if __name__ == "__main__":
    main()
