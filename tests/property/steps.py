"""The work of a call, counted: a number that is the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from cleaner.deciding import judge


def steps_a_look(call: Callable[[str], object], source: str) -> float:
    """How many functions a cleaning calls and returns from, in Python and in C, for each look of the judge and the one without."""
    steps = looks = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal steps, looks
        steps += 1
        looks += event == "call" and frame.f_code is judge.__code__

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call(source)
    finally:
        sys.setprofile(before)
    return steps / (looks + 1)
