"""The rules that hit a unit. A `likely` rule is evidence to be weighed; `certain` rules and guards decide elsewhere."""

from __future__ import annotations

from cleaner.model import Strength
from cleaner.signals.scene import Scene, Table

NAMES = ("rule.likely", "rule.guard")


def measure(scene: Scene, table: Table) -> None:
    """How many rules and guards hit each unit; a `certain` rule counts as two likely ones."""
    table[:] = 0
    for i, hits in enumerate(scene.rules):
        for hit in hits:
            if hit.rule.is_guard:
                table[1, i] = 1
            else:
                table[0, i] = min(table[0, i] + (2 if hit.rule.strength == Strength.CERTAIN else 1), 3)
