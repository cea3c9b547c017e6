"""What the commands that read records do alike: their inputs, their progress, and the status they end with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from cleaner.batch.cleaning import Outcome, told
from cleaner.batch.packing import Meter
from cleaner.batch.progress import Progress
from cleaner.batch.reading import EMPTY, STDIN, size_of
from cleaner.cli.streams import DONE, FAILED, NOTHING, Teller, UsageError, tell


def inputs_of(options: argparse.Namespace) -> list[str]:
    """The files that are named, or standard input."""
    files: list[str] = options.files or [STDIN]
    if not options.files and sys.stdin.isatty():
        raise UsageError("nothing to read; name a file, or pipe a text into it: cleaner < article.txt")
    if files.count(STDIN) > 1:
        raise UsageError("- stands twice, but standard input can be read only once; name it once")
    return files


def meter_of(options: argparse.Namespace, files: list[str]) -> Meter:
    """What measures how much is read; with the size of it all, where that is to be shown."""
    return Meter(size_of(files) if _shows_progress(options) else None)


class Tally:
    """Outcomes on their way, counted."""

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self.outcomes = self._counted(outcomes)
        self.records = self.errors = self.empty = 0

    def status(self) -> int:
        """The exit status that they come to."""
        if self.records == self.empty:
            tell("there was nothing to read")
            return NOTHING
        return FAILED if self.errors else DONE

    def _counted(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.records += 1
            if outcome.error is not None:
                self.errors += 1
                self.empty += outcome.error[0] == EMPTY
            yield outcome


@contextmanager
def counted(outcomes: Iterator[Outcome], options: argparse.Namespace, meter: Meter) -> Iterator[Tally]:
    """The outcomes, counted, and with progress where it is to be shown."""
    if not _shows_progress(options):
        yield Tally(outcomes)
        return
    progress = Progress(meter)
    try:
        yield Tally(progress.watch(outcomes))
    finally:
        if options.progress == "always" or progress.shown:
            progress.end()


@contextmanager
def watched(outcomes: Generator[Outcome], options: argparse.Namespace, meter: Meter) -> Iterator[Tally]:
    """The same, where errors are only told: each as it comes. The work ends with the context."""
    teller = Teller(quiet=options.quiet)

    def telling() -> Iterator[Outcome]:
        for number, outcome in enumerate(outcomes, start=1):
            if outcome.error is not None:
                # Records come in their order here, so that one without a name is known by its number.
                teller.error(told(outcome) if outcome.id is not None else f"record {number:,}: {told(outcome)}")
            yield outcome

    with closing(outcomes), counted(telling(), options, meter) as tally:
        yield tally
    teller.end()


def _shows_progress(options: argparse.Namespace) -> bool:
    if options.quiet or options.progress == "never":
        return False
    # A line that is written over again and again does not go together with records on the same terminal.
    return options.progress == "always" or (sys.stderr.isatty() and not (options.on_stdout and sys.stdout.isatty()))
