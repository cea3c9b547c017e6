"""How long hostile input takes, and how much memory: a line for each shape.

    python benchmarks/hostile.py --size 1000000
    python benchmarks/hostile.py --size 8000000 --only "paragraphs of a letter"
    python benchmarks/hostile.py --size 4000000 --timeout 1

Time is beside that of as much plain prose, memory is what the process needs at most beyond what it had, in bytes for each of
the input: both in one run, each shape in a process of its own. With --timeout each has so many seconds, and the time shows how
much later it came back. The page of paragraphs of a letter has 1,000,000 elements at --size 8000000.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.shapes import PAGES, TEXTS


class Cost(NamedTuple):
    """What one input took."""

    size: int
    """Characters."""
    bytes: int
    """Of UTF-8."""
    seconds: float
    """Of the processor."""
    memory: float
    """Bytes at the peak beyond what there was before, for each byte of UTF-8."""
    warnings: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of each input (default: 1000000)")
    parser.add_argument("--only", metavar="SHAPE", action="append", choices=[*TEXTS, *PAGES], help="this shape; may be given several times")
    parser.add_argument("--timeout", metavar="S", type=float, help="seconds for each (default: as long as it takes)")
    parser.add_argument("--in-process", metavar="SHAPE", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_process:
        print(json.dumps(measured(options.in_process, options.size, options.rounds, options.timeout)))
        return
    print(f"{'':<36}{'kB':>8}{'s':>8}{'beside prose':>14}{'memory':>8}  warnings")
    for shapes, plain in ((TEXTS, "prose"), (PAGES, "paragraphs of prose")):
        names = [name for name in shapes if not options.only or name in options.only]
        beside = cost_of(plain, options.size) if names else None
        for name in names:
            cost = cost_of(name, options.size, timeout=options.timeout)
            ratio = cost.seconds / cost.size / (beside.seconds / beside.size) if beside else 0
            told = "; ".join(warning.partition(":")[0] for warning in cost.warnings)
            print(f"{name:<36}{cost.size // 1000:>8}{cost.seconds:>8.2f}{ratio:>14.1f}{cost.memory:>8.1f}  {told}", flush=True)


def cost_of(shape: str, size: int, rounds: int = 1, timeout: float | None = None) -> Cost:
    """What an input of a shape takes at the least of some rounds, in a process of its own."""
    command = [sys.executable, "-X", "utf8", __file__, "--in-process", shape, "--size", str(size), "--rounds", str(rounds)]
    command += ["--timeout", str(timeout)] if timeout else []
    return Cost(*json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout))


def measured(shape: str, size: int, rounds: int, timeout: float | None) -> Cost:
    """What an input takes in this process, which has cleaned nothing but a small article before."""
    import cleaner

    cleaner.clean("<p>Support us. Please sign up to our newsletter.</p>")
    cleaner.clean_text("Support us. Please sign up to our newsletter.")
    is_text = shape in TEXTS
    source = (TEXTS if is_text else PAGES)[shape](size)
    engine = cleaner.Cleaner(timeout=timeout)
    clean = engine.clean_text if is_text else engine.clean_html
    before = peak()
    seconds = []
    for _ in range(rounds):
        start = process_time()
        article = clean(source)
        seconds.append(process_time() - start)
    grown = peak() - before
    in_bytes = len(source.encode("utf-8", "surrogatepass"))
    return Cost(len(source), in_bytes, min(seconds), grown / in_bytes, list(article.warnings))


def peak() -> int:
    """Bytes that the process had resident at most."""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` says is the parent's where that was larger
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
