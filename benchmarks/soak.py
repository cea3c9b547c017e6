"""Many documents in one process: its memory must not grow.

    python benchmarks/soak.py --documents 200000

The documents are texts of the fixtures and pages made of them, in an order that is never the same, with a number in each so
that no two are alike. The resident memory is read at each tenth; the exit status is 1 where it grows by 5 % or more after
the first tenth, or by its first 10,000 documents where that is more.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import cleaner  # noqa: E402 - this checkout's

GROWTH = 0.05
SETTLED = 10_000
"""Documents after which all that is kept for later ones is there."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200_000, help="default: 200000")
    count: int = parser.parse_args().documents
    settled = max(min(SETTLED, count // 2), count // 10)
    sizes: list[tuple[int, float]] = []
    start = process_time()
    for number, (source, is_page) in enumerate(documents(count), 1):
        article = cleaner.clean_html(source) if is_page else cleaner.clean_text(source)
        article.to_json()
        if number in (settled, count) or (number > settled and number % max(1, count // 10) == 0):
            sizes.append((number, resident()))
            print(f"{number:>9} documents {process_time() - start:>8.0f} s {sizes[-1][1]:>8.1f} MB", flush=True)
    growth = sizes[-1][1] / sizes[0][1] - 1
    print(f"growth after the first {settled:,}: {growth:+.1%}")
    return 1 if growth >= GROWTH else 0


def documents(count: int) -> Iterator[tuple[str, bool]]:
    """Texts and pages, every fourth of them a page."""
    texts = [
        json.loads(line)["input"]
        for path in sorted((ROOT / "fixtures" / "appeals").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    page = (ROOT / "fixtures" / "demo" / "article.html").read_text(encoding="utf-8")
    choose = random.Random(1)
    for number in range(count):
        text = f"{choose.choice(texts)}\nThe ferry sailed {number} times, {choose.random()} of them late."
        if number % 4:
            yield text, False
        else:
            lines = "".join(f"<p class='c{number} d{choose.random()}'>{line}</p>" for line in text.splitlines())
            yield page.replace("</body>", f"{lines}</body>"), True


def resident() -> float:
    """Megabytes of the process that are in memory."""
    status = Path("/proc/self/status")
    if not status.exists():
        sys.exit("the resident memory is read from /proc/self/status, which this system does not have")
    return int(status.read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
