"""Measures what a report costs: CPU time beside that of cleaning, and how it grows with the number of articles.

`python benchmarks/report.py`, or `make bench-report`. The articles are the shipped English ones; for the growth each is taken
again and again from another publisher and with another id, so that no two are the same. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

import cleaner
from cleaner.article import Article
from cleaner.report import Report

FIXTURES = Path(__file__).parent.parent / "fixtures" / "en"
ROUNDS = 5
COUNTS = (1_000, 10_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    sources = [path.read_bytes() for path in sorted(FIXTURES.glob("*/*/input.*"))]
    articles = [cleaner.clean(source) for source in sources]
    cleaning = min(seconds_of(lambda: [cleaner.clean(source) for source in sources]) for _ in range(ROUNDS))
    reporting = min(seconds_of(lambda: report_of(articles, len(articles))) for _ in range(ROUNDS))
    print(f"{len(articles)} articles: a report takes {reporting / cleaning:.1%} of the CPU time that cleaning them takes")
    print(f"{'articles':>10} {'report MB':>10} {'page MB':>10} {'peak MB':>10}")
    for count in COUNTS:
        report = report_of(articles, count)
        sizes = (len(pickle.dumps(report)) / 1e6, len(report.html()) / 1e6, peak())
        print(f"{count:>10,} " + " ".join(f"{size:>10.2f}" for size in sizes))


def report_of(articles: list[Article], count: int) -> Report:
    """A report of so many articles, each as if of another publisher."""
    report = Report()
    for number in range(count):
        article = articles[number % len(articles)]
        moved = replace(article, document=replace(article.document, url=f"https://n{number}.example/article"))
        report.add(moved, id=number)
    return report


def seconds_of(work: Callable[[], object]) -> float:
    """The CPU time of a call."""
    start = process_time()
    work()
    return process_time() - start


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
