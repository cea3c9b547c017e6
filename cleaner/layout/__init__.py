"""What the layout of a page says of its blocks: facts for a judge of pages, with no power to remove."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.deadline import ENDLESS, Deadline
from cleaner.layout import blocks, containers, neighbours
from cleaner.layout.tree import Layout

_PARTS = (blocks.own, blocks.kinds, containers.above, containers.containers, containers.alike, neighbours.around, neighbours.titles)


class Signals(NamedTuple):
    """What is known of each block of a page."""

    names: tuple[str, ...]
    """What stands before the dot is the family; the same for every page."""
    table: NDArray[np.float32]
    """A row for each block, a column for each name."""


def measure(layout: Layout, deadline: Deadline = ENDLESS) -> Signals:
    """All signals of all blocks of a page. Raises `OutOfTimeError`."""
    columns: dict[str, NDArray[np.float32]] = {}
    for part in _PARTS:
        deadline.check()
        columns |= {name: column.astype(np.float32) for name, column in part(layout).items()}
    return Signals(tuple(columns), np.asarray(tuple(columns.values())).reshape(len(columns), layout.count).T)
