"""`cleaner check`: a gate for pipelines. It cleans, counts what would go, and compares that with limits."""

from __future__ import annotations

import argparse
import json
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.batch.cleaning import Plan, Work, done
from cleaner.batch.reading import read_records
from cleaner.batch.records import Fault, Record, Task
from cleaner.batch.shapes import AsKinds
from cleaner.cli.options import add_judging, add_reading, add_working, cleaner_of, fields_of
from cleaner.cli.running import inputs_of, meter_of, watched
from cleaner.cli.streams import CHECK_FAILED, put, tell
from cleaner.model import Kind

_SIGNS: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "=": operator.eq, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
_TOTALS = ("records", "errors", "warnings", "removals")
_LIMIT = re.compile(r"\s*(\w+)\s*(>=|<=|==|=|>|<)\s*(\d+)\s*")
_EXAMPLES = """examples:
  cleaner check pages/ --fail-if donation_appeal>0            does any text hold an appeal?
  cleaner check out.jsonl --text-field body --fail-if removals>0 --fail-if 'records<1000'
  cleaner check crawl.warc.gz --max-removed 0.4 --fail-if errors>10

A `>` in an argument is to be quoted in most shells, or it writes to a file. The exit status is 3 where a limit is passed.
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """A count that must not be."""

    name: str
    """A kind, or one of the totals."""
    sign: str
    number: int

    def is_passed(self, counts: Mapping[str, int]) -> bool:
        """Whether the count is one that must not be."""
        return _SIGNS[self.sign](counts.get(self.name, 0), self.number)

    def __str__(self) -> str:
        return f"{self.name}{self.sign}{self.number}"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `check` to its parser."""
    parser.description = "Cleans all records, writes how many removals of each kind there are, and compares them with limits."
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="*", metavar="FILE", help="as for `cleaner clean`")
    named = f"fail where that is so of all records together; NAME is a kind or one of {', '.join(_TOTALS)}; repeatable"
    parser.add_argument("--fail-if", metavar="NAME>N", dest="limits", action="append", type=_limit, default=[], help=named)
    share = "fail where more than this share of all characters, 0 to 1, is removed"
    parser.add_argument("--max-removed", metavar="SHARE", type=_share, help=share)
    parser.add_argument("--to", choices=("text", "json"), default="text", help="how the counts are written (default: text)")
    add_reading(parser)
    add_judging(parser)
    add_working(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    files = inputs_of(options)
    fields = fields_of(options)
    work = Work(Task(cleaner_of(options), fields, options.url), AsKinds())
    meter = meter_of(options, files)
    counts: Counter[str] = Counter()
    removed = size = 0
    items = _counted(read_records(files, fields, options.form, meter), counts)
    outcomes = done(items, work, Plan(options.workers, timeout=options.timeout))
    with watched(outcomes, options, meter) as tally:
        for outcome in tally.outcomes:
            if isinstance(outcome.made, Mapping):
                counts.update(outcome.made)
            removed += outcome.removed
            size += outcome.size
    status = tally.status()
    share = removed / size if size else 0.0
    counts.update({"errors": tally.errors, "removals": sum(counts[kind] for kind in Kind)})
    _write(counts, share, options.to)
    passed = [f"{limit}: it is {counts[limit.name]:,}" for limit in options.limits if limit.is_passed(counts)]
    if options.max_removed is not None and share > options.max_removed:
        passed.append(f"--max-removed {options.max_removed:g}: it is {share:.4f}")
    for one in passed:
        tell(f"limit passed: {one}")
    return CHECK_FAILED if passed else status


def _counted(items: Iterator[Record | Fault], counts: Counter[str]) -> Iterator[Record | Fault]:
    """The items, with the records among them counted: a file or a line that cannot be read is an error and no record."""
    for item in items:
        counts["records"] += not isinstance(item, Fault)
        yield item


def _write(counts: Mapping[str, int], share: float, to: str) -> None:
    names = (*_TOTALS, *(str(kind) for kind in Kind if counts.get(kind)))
    figures: dict[str, float] = {**{name: counts.get(name, 0) for name in names}, "removed_share": round(share, 4)}
    text = json.dumps(figures) if to == "json" else "\n".join(f"{name} {value}" for name, value in figures.items())
    put([text])


def _limit(given: str) -> Limit:
    found = _LIMIT.fullmatch(given)
    if found is None:
        raise argparse.ArgumentTypeError(f"{given!r} is no limit; write it like 'donation_appeal>0'")
    name, sign, number = found.groups()
    if name not in {*_TOTALS, *Kind}:
        raise argparse.ArgumentTypeError(f"unknown {name!r}; use one of {', '.join((*_TOTALS, *Kind))}")
    return Limit(name, sign, int(number))


def _share(given: str) -> float:
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no share; give a number from 0 to 1")
    return share
