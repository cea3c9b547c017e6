"""How far the work is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO

from cleaner.batch.cleaning import Outcome
from cleaner.batch.packing import Meter

_PAUSE = {True: 0.2, False: 5.0}
"""Seconds between two words: on a terminal, where each is written over the one before, and elsewhere."""
_FIRST = 1.0
"""Seconds before the first: short work needs none."""
CHOICES = ("auto", "always", "never")


class Progress:
    """Counts outcomes, and tells of them from time to time."""

    def __init__(self, meter: Meter, stream: TextIO | None = None) -> None:
        self._meter = meter
        self._stream = stream or sys.stderr
        self._over = self._stream.isatty()
        self._start = time.monotonic()
        self._next = self._start + _FIRST
        self._width = 0
        self.shown = False
        """Whether anything has been written."""
        self.records = self.errors = self._removed = self._size = 0

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Hand the outcomes on."""
        for outcome in outcomes:
            self.records += 1
            self.errors += outcome.error is not None
            self._removed += outcome.removed
            self._size += outcome.size
            now = time.monotonic()
            if now >= self._next:
                self._next = now + _PAUSE[self._over]
                self.show(now)
            yield outcome

    def show(self, now: float | None = None) -> None:
        """Write one line; on a terminal over the last one."""
        text = self.said((time.monotonic() if now is None else now) - self._start)
        self._stream.write(f"\r{text:<{self._width}}" if self._over else f"{text}\n")
        self._stream.flush()
        self._width, self.shown = len(text), True

    def end(self) -> None:
        """Write the last line."""
        self.show()
        if self._over:
            self._stream.write("\n")
            self._stream.flush()

    def said(self, seconds: float) -> str:
        """The count, the rate, the time that is left where the size of the input is known, and the share removed."""
        rate = self.records / seconds if seconds > 0 else 0.0
        parts = [f"{self.records:,} records", f"{rate:,.0f}/s"]
        total, read = self._meter.total, self._meter.done
        if total and 0 < read < total:
            parts.append(f"{read / total:.0%}, {_clock(seconds * (total - read) / read)} left")
        else:
            parts.append(_clock(seconds))
        if self._size:
            parts.append(f"{self._removed / self._size:.1%} removed")
        if self.errors:
            parts.append(f"{self.errors:,} failed")
        return ", ".join(parts)


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> _clock(3725.4)
    '1:02:05'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
