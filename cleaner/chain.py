"""Scores of units that depend on each other: boilerplate comes in runs.

For each unit there are three potentials: of being boilerplate, of beginning a run there, and of a run's having ended
just before. Every way of marking the units has the sum of what it uses; the log-odds of one unit sum over all ways that mark it
against all that don't. So one unit beside a sure run is told with it, and half of a run is rarely told alone. This is a
linear-chain conditional random field with two states; its forward and backward messages are differences here, one number a unit.
"""

from __future__ import annotations

from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

POTENTIALS = 3
"""Columns: of being boilerplate, of beginning a run, of having ended one."""


def log_odds(potentials: Floats) -> Floats:
    """The log-odds of each unit's being boilerplate, by its row of potentials and all others."""
    rows = potentials.tolist()
    return np.asarray([f + b for f, b in zip(_forward(rows), _backward(rows), strict=True)], dtype=np.float32)


def slopes(potentials: Floats, first: int, last: int) -> Floats:
    """How the mean log-odds of the units from `first` to `last` change with each potential, in the shape of `potentials`."""
    rows = potentials.tolist()
    forward, backward = _forward(rows), _backward(rows)
    found = np.zeros((len(rows), POTENTIALS))
    each = 1 / (last + 1 - first)
    slope = 0.0
    for t in range(last, -1, -1):
        slope += each if t >= first else 0.0
        found[t, 0] += slope
        if t:
            from_run, from_none = _share(forward[t - 1] - rows[t][1]), _share(forward[t - 1] + rows[t][2])
            found[t, 1] += slope * (1 - from_run)
            found[t, 2] -= slope * from_none
            slope *= from_run - from_none
    slope = 0.0
    for t in range(first, len(rows) - 1):
        slope += each if t <= last else 0.0
        own, begin, end = rows[t + 1]
        ahead = own + backward[t + 1]
        to_run, to_begun = _share(ahead - end), _share(ahead + begin)
        found[t + 1, 2] += slope * (1 - to_run)
        found[t + 1, 1] -= slope * to_begun
        slope *= to_run - to_begun
        found[t + 1, 0] += slope
    return found.astype(np.float32)


def _forward(rows: list[list[float]]) -> list[float]:
    """For each unit, what it and all before it say: the log of the sum that marks it, less the log of the one that doesn't."""
    messages: list[float] = []
    for own, begin, end in rows:
        messages.append(own + _either(begin, messages[-1]) - _either(0.0, messages[-1] + end) if messages else own)
    return messages


def _backward(rows: list[list[float]]) -> list[float]:
    """For each unit, what all behind it say."""
    messages = [0.0]
    for own, begin, end in reversed(rows[1:]):
        ahead = own + messages[-1]
        messages.append(_either(end, ahead) - _either(0.0, begin + ahead))
    return messages[: len(rows)][::-1]


def _either(one: float, other: float) -> float:
    """log(exp(one) + exp(other))."""
    return max(one, other) + log1p(exp(-abs(one - other)))


def _share(odds: float) -> float:
    """The probability that log-odds say."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))
