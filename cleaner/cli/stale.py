"""`cleaner rules stale`: rules tried on a user's own articles."""

from __future__ import annotations

import argparse

from cleaner.batch.cleaning import Plan, Work, done
from cleaner.batch.reading import read_records
from cleaner.batch.records import Task
from cleaner.cli.options import add_reading, add_working, fields_of
from cleaner.cli.running import inputs_of, meter_of, watched
from cleaner.cli.streams import CHECK_FAILED, DONE, put, tell
from cleaner.engine import Cleaner
from cleaner.rulebook.catalogue import shelf_of
from cleaner.terminal.safety import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rules stale` to its parser."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="articles, as for `cleaner clean`, with the address where it is known")
    given = "folder or file of rule packs to try (default: the shipped ones); repeatable"
    parser.add_argument("--packs", metavar="DIR", action="append", default=[], help=given)
    add_reading(parser)
    add_working(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from cleaner.learning.stale import AsTrial, Held, Trial

    shelf = shelf_of(options.packs)
    cleaner = Cleaner(packs=shelf.paths)
    held = Held(shelf.packs)
    files, fields = inputs_of(options), fields_of(options)
    meter = meter_of(options, files)
    work = Work(Task(cleaner, fields, options.url), AsTrial(cleaner, shelf.packs))
    outcomes = done(read_records(files, fields, options.form, meter), work, Plan(options.workers, timeout=options.timeout))
    with watched(outcomes, options, meter) as tally:
        for outcome in tally.outcomes:
            if isinstance(outcome.made, Trial):
                held.add(outcome.made)
    findings = list(held.findings())
    put(visible(str(finding)) for finding in findings)
    status = tally.status()
    tell(f"articles: {tally.records - tally.errors:,}, rules that hit nothing in them or journalism: {len(findings):,}")
    return CHECK_FAILED if findings and status == DONE else status
