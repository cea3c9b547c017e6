"""What the layout of a page says of its blocks: facts for a judge of pages, with no power to remove."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.layout import blocks, containers, neighbours
from cleaner.layout.tree import Layout

_PARTS = (blocks.own, blocks.kinds, containers.above, containers.containers, containers.alike, neighbours.around, neighbours.titles)


class Signals(NamedTuple):
    """What is known of each block of a page."""

    names: tuple[str, ...]
    """What stands before the dot is the family; the same for every page."""
    table: NDArray[np.float32]
    """A row for each block, a column for each name."""


def measure(layout: Layout) -> Signals:
    """All signals of all blocks of a page."""
    columns = {name: column for part in _PARTS for name, column in part(layout).items()}
    table = np.empty((len(columns), layout.count), dtype=np.float32)
    for row, column in zip(table, columns.values(), strict=True):
        row[:] = column
    return Signals(tuple(columns), table.T)
