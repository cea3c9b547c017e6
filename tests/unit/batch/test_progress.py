"""What is told of how far the work is."""

from __future__ import annotations

import io

import pytest

from cleaner.batch.cleaning import Outcome
from cleaner.batch.packing import Meter
from cleaner.batch.progress import Progress

OUTCOMES = [Outcome(1, b"", removed=20, size=100), Outcome(2, b"", ("Timeout", "late")), Outcome(3, b"", removed=30, size=100)]


class Terminal(io.StringIO):
    """A stream that says that it is one."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_what_is_said() -> None:
    """Count, rate, share removed and failures; the time that is left where the size is known."""
    meter = Meter()
    progress = Progress(meter, io.StringIO())
    assert list(progress.watch(OUTCOMES)) == OUTCOMES
    assert progress.said(2.0) == "3 records, 2/s, 0:02, 25.0% removed, 1 failed"
    meter.total, meter.done = 1000, 100
    assert progress.said(10.0) == "3 records, 0/s, 10%, 1:30 left, 25.0% removed, 1 failed"
    assert Progress(Meter(0), io.StringIO()).said(0.0) == "0 records, 0/s, 0:00"


def test_terminals_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a line is written over the last, elsewhere under it; and not more often than can be read."""
    clock = [0.0]
    monkeypatch.setattr("cleaner.batch.progress.time.monotonic", lambda: clock[0])
    for stream, mark in ((Terminal(), "\r"), (io.StringIO(), "\n")):
        clock[0] = 0.0
        progress = Progress(Meter(), stream)
        for _ in progress.watch(OUTCOMES * 40):
            clock[0] += 0.1
        progress.end()
        assert 2 < stream.getvalue().count(mark) < 70
        assert stream.getvalue().endswith("\n")
