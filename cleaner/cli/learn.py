"""`cleaner learn`: what publishers repeat, counted and proposed as rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from cleaner.batch.cleaning import Plan
from cleaner.batch.reading import read_records
from cleaner.cli.options import add_judging, add_reading, add_working, cleaner_of, fields_of
from cleaner.cli.running import inputs_of, meter_of, watched
from cleaner.cli.streams import DONE, UsageError, tell
from cleaner.cli.targets import Target

_EXAMPLES = """examples:
  cleaner learn crawl.jsonl.gz -o rules/ -j 4          proposals from one crawl; then: cleaner review rules/
  cleaner learn monday.warc.gz --counts monday.parquet         no more than the counts
  cleaner learn --merge monday.parquet tuesday.parquet -o rules/   proposals from all of them together
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `learn` to its parser."""
    parser.description = "Counts what each publisher repeats, and proposes rules for what is not journalism of it."
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="*", metavar="FILE", help="as for `cleaner clean`; each record needs the address of its article")
    parser.add_argument("-o", dest="output", metavar="DIR", help="folder for the proposals, which `cleaner review` takes")
    parser.add_argument("--counts", metavar="FILE.parquet", help="keep the counts here: counts of several runs can be added up")
    parser.add_argument("--merge", action="store_true", help="the files are count files")
    add_reading(parser)
    add_judging(parser)
    add_working(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.output is None and (options.counts is None or options.merge):
        raise UsageError("nothing would be written; give -o DIR for proposals" + ("" if options.merge else " or --counts FILE"))
    if options.merge:
        if options.counts:
            raise UsageError("--merge reads count files and --counts writes one; give --merge all files whenever proposals are made")
        if not options.files:
            raise UsageError("--merge without a count file; name one or more")
        _check_output(options)
        return _propose(options.files, options.output)
    if options.counts is not None:
        return _count_and_propose(options, options.counts)
    with TemporaryDirectory(prefix="cleaner-learning-") as folder:
        return _count_and_propose(options, str(Path(folder) / "counts.parquet"))


def _count_and_propose(options: argparse.Namespace, counts: str) -> int:
    from cleaner.learning.counting import count_records
    from cleaner.learning.observing import AsObservation

    files = inputs_of(options)
    if options.counts is not None:
        Target("parquet", options.counts).check(files, "--counts")
    _check_output(options)
    fields = fields_of(options)
    meter = meter_of(options, files)
    shape = AsObservation(cleaner_of(options), fields, options.url)
    plan = Plan(options.workers, timeout=options.timeout)
    outcomes = count_records(read_records(files, fields, options.form, meter), counts, shape, plan)
    with watched(outcomes, options, meter) as tally:
        for _ in tally.outcomes:
            pass  # they are counted on their way
    status = tally.status()
    if tally.records == tally.errors:
        tell("no record could be read; counts and proposals that are there stay as they were")
        return status
    if options.output is None:
        return status
    return max(status, _propose([counts], options.output))


def _check_output(options: argparse.Namespace) -> None:
    """Refuse proposals that would be written over an input."""
    from cleaner.learning.proposal import FILE

    if options.output is not None and (proposals := Path(options.output) / FILE).exists():
        Target("jsonl", str(proposals)).check(options.files)


def _propose(counts: list[str], folder: str) -> int:
    from cleaner.learning import propose, write_proposals

    proposals = list(propose(counts))
    path = write_proposals(proposals, folder)
    publishers = len({proposal.publisher for proposal in proposals})
    left = sum(proposal.is_left for proposal in proposals)
    tell(f"{len(proposals):,} lines of {publishers:,} publishers, of which {left:,} stay as things are: {path}")
    return DONE
