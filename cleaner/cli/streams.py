"""What all commands share: the exit status, and what goes to standard output and standard error."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from cleaner.batch.writing import told
from cleaner.terminal.safety import visible

DONE, FAILED, USAGE, CHECK_FAILED, NOTHING, INTERRUPTED = 0, 1, 2, 3, 4, 128 + signal.SIGINT

_MOST_MESSAGES = 100
"""Of each sort: of a million records with a fault a hundred tell enough."""


class UsageError(Exception):
    """The command cannot be done as it was given."""


def tell(message: str) -> None:
    """Write a message to standard error. It may have words of a record in it: nothing of them moves the terminal.

    Where it cannot be written, the work goes on all the same.
    """
    try:
        print(f"cleaner: {visible(message)}", file=sys.stderr)
    except OSError:
        _silence(sys.stderr)


class Teller:
    """Tells of errors and warnings of records, and of many of them only how many there were."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._errors = self._warnings = 0

    def error(self, message: str) -> None:
        """Tell of an error."""
        self._errors += 1
        if self._errors <= _MOST_MESSAGES:
            tell(message)

    def warning(self, message: str) -> None:
        """Tell of a warning, unless all is to be quiet."""
        self._warnings += 1
        if not self._quiet and self._warnings <= _MOST_MESSAGES:
            tell(message)

    def end(self) -> None:
        """Tell what was not told."""
        if self._errors > _MOST_MESSAGES:
            tell(f"{self._errors - _MOST_MESSAGES:,} further errors are not shown")
        if self._warnings > _MOST_MESSAGES and not self._quiet:
            tell(f"{self._warnings - _MOST_MESSAGES:,} further warnings are not shown; --to jsonl has them")


def put(lines: Iterable[str], end: str = "\n") -> None:
    """Write lines to standard output, at once: the work may take its time. Half a surrogate pair becomes a question mark.

    `OutputError` where it cannot be written.
    """
    for line in lines:
        with told("standard output"):
            sys.stdout.buffer.write(f"{line}{end}".encode("utf-8", "replace"))
    with told("standard output"):
        sys.stdout.buffer.flush()


def silence_stdout() -> None:
    """Let the interpreter's last flush of standard output go nowhere: its reader has gone, or its disk is full."""
    _silence(sys.stdout)


def open_closed() -> None:
    """Put something in the place of standard streams that the command was started without.

    Nothing is to be read, messages go nowhere, and what is written to standard output fails as on a file that was closed. In
    their order, so that no file that is opened later has the number of one of them.
    """
    for name, flags, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def end_on_signals() -> None:
    """Let a request to end unwind the work, so that no temporary file is left: they hold texts of articles."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):  # Windows has no hang-up
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has a hang-up ignored
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _silence(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # it may be closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
