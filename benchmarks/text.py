"""Measures the cleaning of text: speed beside two simple loops, growth with size, import time and memory.

`python benchmarks/text.py`, or `make bench`. The texts are built from `fixtures/appeals/en*.jsonl` by a fixed recipe. Times
are CPU time, the best of some rounds; all loops take turns in each round, so that their ratios hold on a machine that is
busy with other things. Nothing is asserted: figures differ between machines.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time
from typing import NamedTuple

import cleaner

FIXTURES = Path(__file__).parent.parent / "fixtures" / "appeals"
SIZES_KB = (32, 64, 128, 256, 512, 1024)
SET_KB = 1024
BUDGET = 20.0
"""CPU seconds after which a measurement takes no further round."""

# What people write into their pipelines, one after the other: a cue, a bounded or unbounded gap, an end.
REGEXES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"your support helps us.*", r"support (?:our|independent) journalism.*", r"please (?:consider )?donat(?:e|ing).*",
        r"make a (?:one-off |monthly )?donation.*", r"donate (?:now|today|here).*", r"become a (?:member|supporter|patron).*",
        r"join (?:us )?as a member.*", r"subscribe (?:now|today|here|to).*", r"already a subscriber\?.*",
        r"log in to (?:continue|read).*", r"sign up (?:to|for) (?:our|the).*newsletter.*", r"get the latest news.*inbox.*",
        r"^\s*newsletter\s*$", r"download (?:our|the) app.*", r"available on the app store.*",
        r"follow us on (?:twitter|facebook|instagram|x).*", r"like us on facebook.*", r"join our (?:telegram|whatsapp) channel.*",
        r"read (?:more|also|next):? .*", r"related (?:articles?|stories|content):?.*", r"see also:? .*", r"you (?:may|might) also like.*",
        r"more from .{1,60}$", r"^\s*advertisement\s*$", r"story continues below.*", r"scroll to continue.*",
        r"^\s*sponsored(?: content)?\s*$", r"\(?(?:photo|image|picture)(?: credit)?: .*", r"getty images.*", r"reuters/.{1,40}$",
        r"\(ap photo.*?\)", r"©\s?\d{4}.*", r"copyright \d{4}.*", r"all rights reserved.*",
        r"this article (?:was )?(?:originally|first) (?:published|appeared).*", r"republished (?:from|with permission).*",
        r"reporting by .{1,80}; editing by .*", r"comments are (?:closed|moderated).*", r"leave a comment.*",
        r"this (?:site|website) uses cookies.*", r"accept (?:all )?cookies.*", r"do you have a (?:story|tip).*",
        r"contact our newsroom.*", r"we may earn a commission.*", r"buy tickets.*event.*", r"listen to (?:this article|the podcast).*",
        r"watch (?:the video|now|live):?.*", r"share (?:this|on) .*", r"\d+ min(?:ute)?s? read", r"last updated:? .*",
    )
)  # fmt: skip

_TELL_PEAK = """
def peak():
    import pathlib, resource, sys
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
"""


class Texts(NamedTuple):
    """The articles of a benchmark, and what they are."""

    name: str
    articles: Sequence[str]

    @property
    def megabytes(self) -> float:
        """Of UTF-8."""
        return sum(len(text.encode()) for text in self.articles) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement (default: 5)")
    rounds = parser.parse_args().rounds
    clean, appeals = read_texts()
    print(f"cleaner {cleaner.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print_memory(clean, appeals)
    print_imports(max(rounds, 3) * 3)
    for texts in (clean, appeals):
        print_throughput(texts, rounds)
    for texts in (clean, appeals):
        print_growth(texts, rounds)


def read_texts() -> tuple[Texts, Texts]:
    """Articles with nothing to remove, and articles with an appeal: about `SET_KB` of each, in the order of the fixtures.

    Of each English case that is written out in lines and has an appeal: its input is an article with one; its expected result
    is an article with nothing to remove, where the library indeed removes nothing.
    """
    cases = [json.loads(line) for path in sorted(FIXTURES.glob("en*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    clean: list[str] = []
    appeals: list[str] = []
    for case in cases:
        if case["input"].count("\n") < 4 or not case["removed"]:
            continue
        kept = "\n".join(part for part in (case["headline"], case["standfirst"], *case["body"]) if part)
        if kept not in clean and not cleaner.clean_text(kept).removed:
            clean.append(kept)
        appeals.append(case["input"])
    return Texts("nothing to remove", filled(clean, SET_KB)), Texts("with appeals", filled(appeals, SET_KB))


def filled(articles: Sequence[str], kilobytes: int) -> list[str]:
    """The articles, again from the first where they end, up to a size."""
    chosen: list[str] = []
    size = 0
    while size < kilobytes * 1000:
        chosen.append(articles[len(chosen) % len(articles)])
        size += len(chosen[-1].encode())
    return chosen


def of_size(articles: Sequence[str], kilobytes: int) -> str:
    """One text of articles on end, cut to so many thousand code points."""
    text = "\n\n".join(filled(articles, kilobytes))
    return text[: kilobytes * 1000]


def run_cleaner(text: str) -> None:
    cleaner.clean_text(text)


def run_regexes(text: str) -> None:
    for pattern in REGEXES:
        text = pattern.sub("", text)


def run_split(text: str) -> None:
    text.splitlines()


def best_times(loops: Sequence[Callable[[str], None]], articles: Sequence[str], rounds: int) -> list[float]:
    """The least CPU seconds of each loop over all articles; the loops take turns, until `rounds` or `BUDGET` is used up."""
    best = [float("inf")] * len(loops)
    begun = process_time()
    for _ in range(rounds):
        for place, loop in enumerate(loops):
            start = process_time()
            for text in articles:
                loop(text)
            best[place] = min(best[place], process_time() - start)
        if process_time() - begun > BUDGET:
            break
    return best


def print_throughput(texts: Texts, rounds: int) -> None:
    loops = (run_cleaner, run_regexes, run_split)
    times = best_times(loops, texts.articles, rounds)
    removed = sum(bool(cleaner.clean_text(text).removed) for text in texts.articles)
    print(f"\n{texts.name}: {len(texts.articles)} articles, {texts.megabytes:.2f} MB, something removed from {removed}")
    print(f"  {'':<26}{'MB/s':>10}{'ms/article':>12}{'time beside clean_text':>25}")
    for name, taken in zip(("clean_text", f"{len(REGEXES)} regexes in a loop", "split into lines"), times, strict=True):
        print(f"  {name:<26}{texts.megabytes / taken:>10.2f}{1000 * taken / len(texts.articles):>12.3f}{taken / times[0]:>25.3f}")


def print_growth(texts: Texts, rounds: int) -> None:
    print(f"\n{texts.name}, as one text: the time should double with the size")
    print(f"  {'thousand characters':<26}{'ms':>10}{'MB/s':>12}{'beside half the size':>25}{'removals':>12}")
    before = 0.0
    for size in SIZES_KB:
        text = of_size(texts.articles, size)
        (taken,) = best_times([run_cleaner], [text], rounds)
        ratio = f"{taken / before:.2f}" if before else "-"
        removals = len(cleaner.clean_text(text).removed)
        print(f"  {size:<26}{1000 * taken:>10.1f}{len(text.encode()) / 1e6 / taken:>12.2f}{ratio:>25}{removals:>12}")
        before = taken


def print_imports(rounds: int) -> None:
    """CPU time of a new interpreter with the import, less that of one without: the two take turns."""
    bare: list[float] = []
    full: list[float] = []
    for _ in range(rounds):
        bare.append(cpu_of_process("pass"))
        full.append(cpu_of_process("import cleaner"))
    own, beyond = 1000 * median(bare), 1000 * (median(full) - median(bare))
    print(f"\nimport cleaner: {beyond:.0f} ms beyond Python's own {own:.0f} ms (median of {rounds})")


def cpu_of_process(code: str) -> float:
    """CPU seconds of an interpreter that runs this code, from its start to its end."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_memory(clean: Texts, appeals: Texts) -> None:
    """Peak resident memory of a new interpreter for each task."""
    print("\npeak memory")
    for name, code, text in (
        ("bare Python", "", ""),
        ("import cleaner", "import cleaner", ""),
        ("one article with an appeal", "import cleaner, sys; cleaner.clean_text(sys.stdin.read())", appeals.articles[0]),
        (f"{SET_KB} kB, nothing to remove", "import cleaner, sys; cleaner.clean_text(sys.stdin.read())", of_size(clean.articles, SET_KB)),
        (f"{SET_KB} kB with appeals", "import cleaner, sys; cleaner.clean_text(sys.stdin.read())", of_size(appeals.articles, SET_KB)),
    ):
        command = [sys.executable, "-X", "utf8", "-c", f"{_TELL_PEAK}\n{code}\nprint(peak())"]
        done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
        print(f"  {name:<32}{float(done.stdout):>8.0f} MB")


if __name__ == "__main__":
    main()
