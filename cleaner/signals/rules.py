"""The rules that hit a unit. A `likely` rule is evidence to be weighed; `certain` rules and guards decide elsewhere."""

from __future__ import annotations

from cleaner.model import Strength
from cleaner.signals.scene import Scene

NAMES = ("rule.likely", "rule.guard")


def measure(scene: Scene, i: int) -> tuple[float, ...]:
    """How many rules and guards hit unit `i`; a `certain` rule counts as two likely ones."""
    likely = sum(2 if hit.rule.strength == Strength.CERTAIN else 1 for hit in scene.rules[i] if not hit.rule.is_guard)
    return (min(float(likely), 3.0), float(any(hit.rule.is_guard for hit in scene.rules[i])))
