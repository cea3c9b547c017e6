"""How time and memory grow with the size of a document: doubled five times, for prose, appeals and hostile shapes.

    python benchmarks/scaling.py
    python benchmarks/scaling.py --least 20000 --pictures docs/pictures

Time is of the processor. What counts is by how much it grows with each doubling, over all five of them: 2 is linear, 4 is the
square, and 2.3 the most that may be. The worst step is shown, too; single steps are uneven, where arrays outgrow a cache of the
processor or one more look at a text is needed.

Memory is the growth of the process's peak from the smallest size to the largest, in bytes for each byte of UTF-8 that the input
grew by, so that what is loaded once is not counted. `--pictures` draws the curves.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.hostile import Cost, cost_of
from benchmarks.shapes import PAGES, TEXTS

DOUBLINGS = 5
LARGEST_RATIO = 2.3
ROUNDS = 3
"""Runs of which the quickest counts: another program may have had its turn in the others."""
SHAPES = (
    "prose", "prose in lines", "one word without an end", "one letter a line", "appeals in lines", "labels in lines", "prices",
    "zero-width signs", "Han", "paragraphs of prose", "paragraphs of a letter", "elements in each other with text",
    "inline elements in each other", "links in each other", "tables in each other", "line breaks", "headings",
    "attributes of one element", "strings in a script",
)  # fmt: skip
_WIDTH, _HEIGHT, _EDGE = 640, 360, 48
_COLOURS = ("#1b6ca8", "#c0392b", "#27823b", "#8e44ad", "#b7770d", "#16808a", "#555555", "#d35493", "#6b8e23", "#34495e")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=int, default=16_000, help="characters of the smallest document (default: 16000)")
    parser.add_argument("--only", metavar="SHAPE", action="append", choices=[*TEXTS, *PAGES], help="this shape; may be given several times")
    parser.add_argument("--pictures", metavar="DIR", type=Path, help="write time.svg and memory.svg there")
    options = parser.parse_args()
    sizes = [options.least << doubling for doubling in range(DOUBLINGS + 1)]
    head = "".join(f"{size // 1000:>8}" for size in sizes)
    print(f"{'ms, by thousand characters':<34}{head}{'ratio':>8}{'worst':>8}{'memory':>8}")
    found: dict[str, Sequence[Cost]] = {}
    for shape in options.only or SHAPES:
        costs = found[shape] = [cost_of(shape, size, ROUNDS) for size in sizes]
        times = "".join(f"{1000 * cost.seconds:>8.0f}" for cost in costs)
        print(f"{shape:<34}{times}{ratio(costs):>8.2f}{worst_ratio(costs):>8.2f}{memory_of(costs):>8.1f}", flush=True)
    if options.pictures:
        draw(options.pictures, found)
    steep = [shape for shape, costs in found.items() if ratio(costs) > LARGEST_RATIO]
    print(f"over {LARGEST_RATIO}: {', '.join(steep) or 'none'}")
    return 1 if steep else 0


def ratio(costs: Sequence[Cost]) -> float:
    """How many times as long twice the size takes, over all steps."""
    small, large = costs[0], costs[-1]
    return 2 ** (log2(large.seconds / small.seconds) / log2(large.size / small.size))


def worst_ratio(costs: Sequence[Cost]) -> float:
    """The same for the worst step."""
    return max(ratio(pair) for pair in pairwise(costs))


def memory_of(costs: Sequence[Cost]) -> float:
    """Bytes for each byte from the smallest to the largest."""
    small, large = costs[0], costs[-1]
    return (large.memory * large.bytes - small.memory * small.bytes) / (large.bytes - small.bytes)


def draw(folder: Path, found: Mapping[str, Sequence[Cost]]) -> None:
    """Both curves of every shape, on axes that double at each step."""
    folder.mkdir(parents=True, exist_ok=True)
    times = {shape: [1000 * cost.seconds for cost in costs] for shape, costs in found.items()}
    peaks = {shape: [cost.memory * cost.bytes / 1e6 for cost in costs] for shape, costs in found.items()}
    sizes = [cost.size // 1000 for cost in next(iter(found.values()))]
    (folder / "time.svg").write_text(picture("milliseconds", sizes, times), encoding="utf-8")
    (folder / "memory.svg").write_text(picture("megabytes at the peak", sizes, peaks), encoding="utf-8")


def picture(unit: str, sizes: Sequence[int], curves: Mapping[str, Sequence[float]]) -> str:
    """An SVG: a line for each shape over the sizes, both axes logarithmic, with a dashed line that doubles with the size."""
    least = min(min(values) for values in curves.values())
    low, high = log2(max(least, 0.5)), log2(max(max(values) for values in curves.values()))

    def place(number: int, value: float) -> str:
        x = _EDGE + number * (_WIDTH - 2 * _EDGE) / (len(sizes) - 1)
        y = _HEIGHT - _EDGE - (log2(max(value, 0.5)) - low) * (_HEIGHT - 2 * _EDGE) / max(high - low, 1)
        return f"{x:.0f},{y:.0f}"

    height = _HEIGHT + 8 * (len(curves) + 3)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="11">',
        f'<text x="{_EDGE}" y="16">{unit}, by thousand characters; dashed: twice as much for twice the size</text>',
    ]
    for number, size in enumerate(sizes):
        x, _, _ = place(number, 1).partition(",")
        parts.append(f'<text x="{x}" y="{_HEIGHT - _EDGE + 18}" text-anchor="middle">{size}</text>')
    for power in range(int(low), int(high) + 1, max(1, int(high - low) // 6)):
        _, _, y = place(0, 2.0**power).partition(",")
        parts.append(f'<text x="{_EDGE - 6}" y="{y}" text-anchor="end">{2.0**power:g}</text>')
    middle = 2 ** ((low + high) / 2 - len(sizes) / 2)
    doubled = " ".join(place(number, middle * 2**number) for number in range(len(sizes)))
    parts.append(f'<polyline points="{doubled}" fill="none" stroke="#999" stroke-dasharray="4 4"/>')
    for number, (shape, values) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        dash = ' stroke-dasharray="8 3"' if number >= len(_COLOURS) else ""
        line = " ".join(place(n, value) for n, value in enumerate(values))
        x, y = _EDGE + (number % 2) * (_WIDTH // 2 - _EDGE), _HEIGHT + 16 * (number // 2)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"{dash}/>')
        parts.append(f'<line x1="{x}" x2="{x + 24}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2"{dash}/>')
        parts.append(f'<text x="{x + 30}" y="{y}">{escape(shape)}</text>')
    return "\n".join((*parts, "</svg>\n"))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"a measurement ended with {error.returncode}: {error.stderr}")
