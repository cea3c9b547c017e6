"""The chain over a document's units, against all its markings written out."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleaner import chain

potentials = st.integers(1, 7).flatmap(
    lambda count: st.lists(st.tuples(*[st.floats(-6, 6, width=32)] * chain.POTENTIALS), min_size=count, max_size=count)
)


def by_enumeration(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of each unit, by the sums over all markings with it and without it."""
    on, off = np.full(len(rows), -np.inf), np.full(len(rows), -np.inf)
    for marks in product((0, 1), repeat=len(rows)):
        total = sum(own * mark for (own, _, _), mark in zip(rows, marks, strict=True))
        for (_, begin, end), before, mark in zip(rows[1:], marks, marks[1:], strict=False):
            total += begin * (mark > before) + end * (mark < before)
        for unit, mark in enumerate(marks):
            side = on if mark else off
            side[unit] = np.logaddexp(side[unit], total)
    return on - off


@given(potentials)
def test_log_odds_are_those_of_all_markings(rows: list[tuple[float, float, float]]) -> None:
    """The messages give what writing out every marking gives."""
    table = np.asarray(rows)
    assert chain.log_odds(table) == pytest.approx(by_enumeration(table), abs=1e-3)


def test_a_document_without_units_has_none() -> None:
    """No rows, no log-odds."""
    assert chain.log_odds(np.zeros((0, chain.POTENTIALS), dtype=np.float32)).shape == (0,)


@given(potentials, st.data())
def test_slopes_are_those_of_small_changes(rows: list[tuple[float, float, float]], data: st.DataObject) -> None:
    """A slope is what a small change of its potential does to the mean log-odds."""
    table, step = np.asarray(rows), 1e-3
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows) - 1))
    unit, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, chain.POTENTIALS - 1))
    up, down = table.copy(), table.copy()
    up[unit, column] += step
    down[unit, column] -= step
    change = (by_enumeration(up)[first : last + 1].mean() - by_enumeration(down)[first : last + 1].mean()) / (2 * step)
    assert chain.slopes(table, first, last)[unit, column] == pytest.approx(change, abs=5e-3)
