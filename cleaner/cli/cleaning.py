"""`cleaner clean`, `explain` and `diff`: the article of files and records, or an account of what was taken out of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

from cleaner.batch.cleaning import POLICIES, Outcome, Plan, Work, done, told
from cleaner.batch.packing import Meter
from cleaner.batch.reading import read_records
from cleaner.batch.records import Fields, Task
from cleaner.batch.resuming import behind
from cleaner.batch.shapes import AsLine, AsRow, AsText, Both, Shape
from cleaner.batch.writing import NothingWritten, Output
from cleaner.cli.options import add_judging, add_reading, add_working, cleaner_of, fields_of, output_of
from cleaner.cli.running import Tally, counted, inputs_of, meter_of
from cleaner.cli.showing import ACCOUNTS, account_of, account_shape, add_color, add_showing, shown_beside
from cleaner.cli.streams import DONE, NOTHING, Teller, tell
from cleaner.cli.targets import FORMATS, Target, target_of
from cleaner.errors import RecordError

_EXAMPLES = """examples:
  cleaner page.html                                  the article as text
  cleaner crawl.warc.gz -o articles.jsonl.zst -j 4   a crawl on four processes
  cleaner dump.jsonl --text-field body -o out.parquet
  cleaner dump.jsonl -o out.jsonl --resume           go on where it ended
  cleaner dump.jsonl -o out.jsonl --report out.html  with a page that tells what went
  cleaner dump.jsonl -o out.jsonl --diff | less -R   and see what goes
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `clean` to its parser."""
    parser.description = "Writes the article of each file or record."
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    given = "texts, pages, JSONL, Parquet, WARC, WET, or folders of them; - or nothing: standard input"
    parser.add_argument("files", nargs="*", metavar="FILE", help=given)
    _add_writing(parser)
    writing = "what is written (default: by the suffix of -o, else text); jsonl: a record a line; json: with all that is known of it"
    parser.add_argument("--to", choices=FORMATS, help=writing)
    parser.add_argument("--source", action="store_true", help="records keep the text or page that was cleaned")
    failing = "a record that fails is kept with its error, left out, or ends the work (default: keep)"
    parser.add_argument("--errors", choices=POLICIES, default="keep", help=failing)
    parser.add_argument("--resume", action="store_true", help="go on behind what -o has, with the same input: JSONL, or Parquet in parts")
    parser.add_argument("--unordered", action="store_true", help="with -j: write records as they are done, not in their order")
    add_showing(parser)
    parser.add_argument("--report", metavar="OUT.html", help="write a page that tells what went, as `cleaner report` does")
    add_working(parser)
    parser.set_defaults(run=_run)


def configure_explain(parser: argparse.ArgumentParser) -> None:
    """Add the options of `explain` to its parser."""
    _configure_account(parser, "explain")


def configure_diff(parser: argparse.ArgumentParser) -> None:
    """Add the options of `diff` to its parser."""
    _configure_account(parser, "diff")


def _configure_account(parser: argparse.ArgumentParser, account: str) -> None:
    parser.description = f"Writes {ACCOUNTS[account]}."
    parser.add_argument("files", nargs="+", metavar="FILE", help="HTML or text, or records; - for standard input")
    _add_writing(parser)
    add_color(parser)
    parser.set_defaults(
        run=_run, to=account, accounts=None, report=None, source=False, errors="keep", resume=False, unordered=False,
        workers=1, timeout=None, progress="never", quiet=False,
    )  # fmt: skip


def _add_writing(parser: argparse.ArgumentParser) -> None:
    add_reading(parser)
    add_judging(parser)
    writing = "write here; - or nothing: standard output; .gz and .zst are compressed"
    parser.add_argument("-o", dest="output", metavar="PATH", type=output_of, help=writing)


def _run(options: argparse.Namespace) -> int:
    files = inputs_of(options)
    account = account_of(options)
    if account is not None and options.output is None:
        options.to, account = account, None  # in place of the articles
    options.on_stdout = options.output is None or account is not None
    target = target_of(options)
    target.check(files)
    fields = fields_of(options, source=options.source)
    shape = _shape_of(target, fields, options.color)
    if account is not None:
        shape = Both(shape, account_shape(account, options.color, None, fields))
    report = None
    if options.report is not None:
        from cleaner.cli.report import report_beside, write_report
        from cleaner.report.shapes import AsEntry, gathered  # few need it

        report = report_beside(options, files, target)
        shape = Both(shape, AsEntry(fields))
    work = Work(Task(cleaner_of(options), fields, options.url), shape)
    meter = meter_of(options, files)
    items = read_records(files, fields, options.form, meter)
    plan = Plan(options.workers, ordered=not options.unordered, timeout=options.timeout)
    with target.opened(files) as (output, settled):
        noted = _Noted(output)
        outcomes = done(behind(items, settled, fields), work, plan)
        with closing(outcomes), shown_beside(noted) if account else nullcontext(noted) as into:
            tally = _write(outcomes if report is None else gathered(outcomes, report), into, options, meter)
        status = tally.status()
        has_old = target.path is not None and Path(target.path).is_file() and not target.resume
        if has_old and tally.records == tally.errors and not noted.has_any:
            tell(f"no record could be cleaned; {target.path} is left as it was")
            raise NothingWritten
    if report is not None:
        write_report(report, options.report, settled.count)
    # What was done before is not nothing.
    return DONE if status == NOTHING and settled.count else status


def _write(outcomes: Iterator[Outcome], output: Output, options: argparse.Namespace, meter: Meter) -> Tally:
    """Write what comes of the records, tell what is wrong with them, and return their counts."""
    teller = Teller(quiet=options.quiet)
    with counted(outcomes, options, meter) as tally:
        for outcome in tally.outcomes:
            if outcome.error is not None:
                if options.errors == "stop":
                    raise RecordError(told(outcome))
                teller.error(told(outcome))
            for warning in outcome.warnings:
                teller.warning(f"{outcome.id}: warning: {warning}" if outcome.id is not None else f"warning: {warning}")
            if outcome.made is not None and (outcome.error is None or options.errors == "keep"):
                output.write(outcome.made)
    teller.end()
    return tally


class _Noted:
    """An output, and whether anything came to it."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.has_any = False

    def write(self, made: object) -> None:
        """Take one record more."""
        self.has_any = True
        self._output.write(made)

    def finish(self) -> None:
        """Nothing: who made the output finishes it."""


def _shape_of(target: Target, fields: Fields, color: str) -> Shape:
    match target.to:
        case "parquet":
            return AsRow(fields)
        case "json" | "jsonl":
            return AsLine(fields, full=target.to == "json")
        case "html":
            from cleaner.batch.webpages import AsPart

            return AsPart()
        case "text" | "markdown":
            return AsText("to_markdown" if target.to == "markdown" else "text")
    return account_shape(target.to, color, target.path, fields)
