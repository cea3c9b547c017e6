"""What all commands share: the exit status, and what goes to which stream."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DONE, FAILED, USAGE, CHECK_FAILED, INTERRUPTED = 0, 1, 2, 3, 128 + signal.SIGINT


class UsageError(Exception):
    """The command cannot be done as it was given."""


def tell(message: str) -> None:
    """Write a message to standard error."""
    print(f"cleaner: {message}", file=sys.stderr)


def encoded(text: str, *, json_escapes: bool = False) -> bytes:
    """UTF-8. Half a surrogate pair has no such form: JSON has an escape for it, elsewhere it becomes a question mark."""
    return text.encode("utf-8", "backslashreplace" if json_escapes else "replace")


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """The file at a path, opened for writing, or standard output."""
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        file = Path(path).open("wb")  # noqa: SIM115 - only opening it may fail here, so the `with` comes after
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}; give -o a path that can be written") from error
    with file:
        yield file


def silence_stdout() -> None:
    """Let the interpreter's last flush of standard output go nowhere: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
