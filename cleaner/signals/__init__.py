"""One file for each heuristic: a fact about a unit, with no power to remove.

`vector` lists what the judge's first pass sees of a unit, `NAMES` what each place in it means. What comes after
the dot or before it names the family under which a share of the judge's sum is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.signals import lexical, place, rules, shape, topic, wording
from cleaner.signals.scene import Scene

NAMES = (*lexical.NAMES, *rules.NAMES, *shape.NAMES, *place.NAMES, *topic.NAMES, *wording.NAMES)


def vector(scene: Scene, i: int, words: Mapping[str, float]) -> tuple[float, ...]:
    """All signals of unit `i`, in the order of `NAMES`."""
    return (
        *lexical.measure(scene, i),
        *rules.measure(scene, i),
        *shape.measure(scene, i),
        *place.measure(scene, i),
        *topic.measure(scene, i),
        *wording.measure(scene, i, words),
    )
