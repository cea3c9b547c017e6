"""The rules that hit a unit: a `likely` rule is evidence to be weighed.

A `certain` rule decides alone and speaks for what it matches, not for the sentences beside it.
"""

from __future__ import annotations

from cleaner.ruling import Strength
from cleaner.signals.scene import Scene, Table

NAMES = ("rule.likely", "rule.guard")


def measure(scene: Scene, table: Table) -> None:
    """How many likely rules hit each unit, and whether a guard does."""
    table[:] = 0
    for i, hits in enumerate(scene.rules):
        for hit in hits:
            if hit.rule.is_guard:
                table[1, i] = 1
            elif hit.rule.strength == Strength.LIKELY:
                table[0, i] = min(table[0, i] + 1, 3)
