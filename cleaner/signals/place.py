"""Where a unit stands: in its line, in the document, between what neighbours.

Tells because appeals stand at the top, at the end, or alone between longer lines, and because a joint without
white space is a line break that was lost. Misleads on short last paragraphs and on one-line texts.
"""

from __future__ import annotations

from math import log1p

from cleaner.signals.scene import Scene

NAMES = (
    "place.from_start", "place.from_end", "place.line_from_start", "place.line_from_end", "place.depth", "place.units", "place.lines",
    "place.alone", "place.first_in_line", "place.last_in_line", "place.line_units", "place.line_length", "place.fused_before", "place.fused_after",
    "place.line_before", "place.line_after", "place.unended_before", "place.one_line", "place.voice_elsewhere", "place.reader_gap",
)  # fmt: skip

_NEAR = 5


def measure(scene: Scene, i: int) -> tuple[float, ...]:
    """The place of unit `i`, in the order of `NAMES`."""
    units, lines, blocks = scene.units, scene.lines, scene.document.blocks
    unit, line = units[i], lines[i]
    count, rows = len(units), len(blocks)
    span = blocks[unit.block].span
    before = blocks[unit.block - 1].span if unit.block else None
    after = blocks[unit.block + 1].span if unit.block + 1 < rows else None
    far = sum(scene.voiced[: max(0, i - _NEAR)]) + sum(scene.voiced[i + _NEAR + 1 :])
    others = max(1, count - 2 * _NEAR - 1)
    return (
        log1p(i), log1p(count - 1 - i), float(min(unit.block, 12)), float(min(rows - 1 - unit.block, 12)), i / count,
        log1p(count), log1p(rows),
        float(line.first == line.last), float(i == line.first), float(i == line.last), log1p(line.last - line.first),
        log1p(span.end - span.start), float(unit.fused), float(i + 1 < count and units[i + 1].fused),
        log1p(before.end - before.start) if before else 0.0, log1p(after.end - after.start) if after else 0.0,
        float(i > 0 and scene.text[units[i - 1].end - 1].isalnum()), float(rows == 1),
        far / others, float(i == 0 or units[i].start - units[i - 1].end > 1),
    )  # fmt: skip
