"""A sample of bounded size that no order of taking changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from hashlib import blake2b
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
Rank = tuple[float, bytes]


class Least(Generic[_Item]):
    """Holds the items of lowest rank, so many at most, and one of each name: its lowest.

    What is held depends on what was offered, and not on the order of it, as long as two items of one name and rank are the
    same: end a rank with the item's `digest`.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._order: list[tuple[Rank, str]] = []
        self._held: dict[str, tuple[Rank, _Item]] = {}

    def offer(self, name: str, rank: Rank, item: _Item) -> None:
        """Take an item, if it is among the lowest."""
        if len(self._order) >= self.most and (not self._order or (rank, name) >= self._order[-1]):
            return
        before = self._held.get(name)
        if before is not None:
            if before[0] <= rank:
                return
            del self._order[bisect_left(self._order, (before[0], name))]
        insort(self._order, (rank, name))
        self._held[name] = (rank, item)
        if len(self._order) > self.most:
            _, last = self._order.pop()
            del self._held[last]

    def merge(self, other: Least[_Item]) -> None:
        """Take what another holds."""
        for name, (rank, item) in list(other._held.items()):
            self.offer(name, rank, item)

    def items(self) -> list[_Item]:
        """What is held, the lowest first."""
        return [self._held[name][1] for _, name in self._order]


def digest(value: object) -> bytes:
    """A number for a value that is told in full by its `repr`, spread evenly: sorted by it, values come as if drawn by lot."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).digest()
