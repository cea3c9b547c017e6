"""`cleaner report`, and `--report` of `cleaner clean`: what was done with many articles, as one page of HTML."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from os.path import realpath

from cleaner.batch.cleaning import Plan, Work, done
from cleaner.batch.reading import STDIN, read_records
from cleaner.batch.records import Task
from cleaner.batch.writing import placed
from cleaner.cli.options import STDOUT, add_judging, add_reading, add_working, cleaner_of, fields_of, output_of
from cleaner.cli.running import inputs_of, meter_of, watched
from cleaner.cli.streams import UsageError
from cleaner.cli.targets import Target
from cleaner.report.collecting import SAMPLES, Report
from cleaner.report.entries import Entry, Failure
from cleaner.report.shapes import AsEntry

_EXAMPLES = """examples:
  cleaner report dump.jsonl -o report.html
  cleaner report crawl.warc.gz -o report.html -j 4 --samples 100
  cleaner dump.jsonl -o out.jsonl --report report.html    the articles, and the report
"""
_MOST_NAMED = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `report` to its parser."""
    parser.description = "Cleans all records, and writes one page of HTML: what goes, by kind, publisher, rule and language, and samples."
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="*", metavar="FILE", help="as for `cleaner clean`")
    parser.add_argument("-o", dest="output", metavar="PATH", type=output_of, help="write the page here; - or nothing: standard output")
    shown = f"articles, doubtful removals, near misses and failures that are shown, so many of each (default: {SAMPLES})"
    parser.add_argument("--samples", metavar="N", type=_samples, default=SAMPLES, help=shown)
    add_reading(parser)
    add_judging(parser)
    add_working(parser)
    parser.set_defaults(run=_run)


def report_beside(options: argparse.Namespace, files: Sequence[str], target: Target) -> Report:
    """The report that `--report` asks for. `UsageError` for a place where it cannot be written."""
    if options.report == STDOUT:
        raise UsageError("--report writes a page beside the articles, and no standard output; give it the name of a file")
    Target("html", options.report).check(files, "--report")
    if target.path is not None and realpath(options.report) == realpath(target.path):
        raise UsageError(f"{options.report} is the output already; give --report another path")
    return Report(about=_about(options, files))


def write_report(report: Report, path: str | None, before: int = 0) -> None:
    """Write the page; `before` is how many records an earlier run had done, which are not in the report."""
    if before:
        report.about["Not in this report"] = f"records that an earlier run had done: {before:,}"
    with placed(path) as file:
        file.write(report.html().encode())


def _run(options: argparse.Namespace) -> int:
    files = inputs_of(options)
    Target("html", options.output).check(files)
    report = Report(options.samples, _about(options, files))
    fields = fields_of(options)
    meter = meter_of(options, files)
    work = Work(Task(cleaner_of(options), fields, options.url), AsEntry(fields))
    outcomes = done(read_records(files, fields, options.form, meter), work, Plan(options.workers, timeout=options.timeout))
    with watched(outcomes, options, meter) as tally:
        for outcome in tally.outcomes:
            assert isinstance(outcome.made, Entry | Failure)  # noqa: S101 - that is the shape
            report.take(outcome.made)
    write_report(report, options.output)
    return tally.status()


def _about(options: argparse.Namespace, files: Sequence[str]) -> dict[str, str]:
    """What the page says of the work: the input, and the options that change what goes."""
    names = ["standard input" if name == STDIN else name for name in files]
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    told = {
        "Input": ", ".join(names[:_MOST_NAMED]) + more,
        "Mode": options.mode,
        "Language": options.lang,
        "Kept kinds": ", ".join(str(kind) for kinds in options.keep for kind in kinds),
        "Rule packs": ", ".join(options.packs),
    }
    return {name: value for name, value in told.items() if value}


def _samples(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number; give 0 or more")
    return int(given)
