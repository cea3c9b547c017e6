"""Counts that add up: whole numbers alone, so that no order of adding changes them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Sums:
    """The counts of some articles: all of them, those of a publisher, or those from which a rule took something."""

    articles: int = 0
    changed: int = 0
    """Articles from which something was removed."""
    removals: int = 0
    size: int = 0
    """Characters of the articles' documents."""
    removed: int = 0
    """Characters of the removals."""

    @property
    def share(self) -> float:
        """The part of the characters that was removed, 0 to 1."""
        return self.removed / self.size if self.size else 0.0

    def add(self, other: Sums) -> None:
        """Add the counts of other articles."""
        self.articles += other.articles
        self.changed += other.changed
        self.removals += other.removals
        self.size += other.size
        self.removed += other.removed

    def to_dict(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "articles": self.articles,
            "changed": self.changed,
            "removals": self.removals,
            "characters": self.size,
            "removed_characters": self.removed,
        }


@dataclass(slots=True)
class Pool:
    """Counts by name, of so many names at most.

    Up to twice as many are held; then those with the fewest articles are added to `others`. Until that happens, every
    count is exact and in no order different; after it, the count of a name may lack what went to `others` before the name
    came up again, and only the sum of all stays exact.
    """

    most: int
    others: Sums = field(default_factory=Sums)
    _rows: dict[str, Sums] = field(default_factory=dict)

    def add(self, name: str, sums: Sums) -> None:
        """Add counts to those of a name."""
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = Sums()
        row.add(sums)
        if len(self._rows) > 2 * self.most:
            self._shrink()

    def merge(self, other: Pool) -> None:
        """Add the counts of another pool."""
        self.others.add(other.others)
        for name, sums in list(other._rows.items()):
            self.add(name, sums)

    def ranked(self) -> list[tuple[str, Sums]]:
        """All names and their counts: those with most removed characters first, then by articles and name."""
        return sorted(self._rows.items(), key=lambda row: (-row[1].removed, -row[1].articles, row[0]))

    def total(self) -> Sums:
        """The sum of all counts."""
        sums = Sums()
        for row in (*self._rows.values(), self.others):
            sums.add(row)
        return sums

    def to_dict(self) -> dict[str, dict[str, int]]:
        """The counts by name; those of the others, if there are any, under `…`."""
        rows = {name: sums.to_dict() for name, sums in self.ranked()}
        return {**rows, "…": self.others.to_dict()} if self.others.articles else rows

    def _shrink(self) -> None:
        rows = sorted(self._rows.items(), key=lambda row: (-row[1].articles, row[0]))
        self._rows = dict(rows[: self.most])
        for _, sums in rows[self.most :]:
            self.others.add(sums)
