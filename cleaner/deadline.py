"""A time by which the work on one document must be done: passed down, and asked at each step.

No signal and no thread is needed, so that any number of threads may work, each by its own.
"""

from __future__ import annotations

from math import inf
from time import monotonic


class OutOfTimeError(Exception):
    """The time is over. The engine catches it; no caller of the library sees it."""


class Deadline:
    """So many seconds from now; with None there is no end."""

    def __init__(self, seconds: float | None = None) -> None:
        self._end = inf if seconds is None else monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, more than 0. Raises `OutOfTimeError` where there are none."""
        if self._end == inf:
            return inf
        left = self._end - monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left

    def check(self, needed: float = 0.0) -> None:
        """Raise `OutOfTimeError` where the time is over, or will be before a step is done that takes `needed` seconds at least."""
        if self.left() < needed:
            raise OutOfTimeError


ENDLESS = Deadline()
"""No end."""
