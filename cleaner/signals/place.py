"""Where a unit stands: in its line, in the document, between what neighbours.

Tells because appeals stand at the top, at the end, or alone between longer lines, and because a joint without
white space is a line break that was lost. Misleads on short last paragraphs and on one-line texts.
"""

from __future__ import annotations

import numpy as np

from cleaner.characters import WORD, running
from cleaner.signals.lexical import voiced
from cleaner.signals.scene import Scene, Table

NAMES = (
    "place.from_start", "place.from_end", "place.line_from_start", "place.line_from_end", "place.depth", "place.units", "place.lines",
    "place.alone", "place.first_in_line", "place.last_in_line", "place.line_units", "place.line_length", "place.fused_before",
    "place.fused_after", "place.line_before", "place.line_after", "place.unended_before", "place.one_line", "place.voice_elsewhere",
)  # fmt: skip

_NEAR = 5
_FAR = 12


def measure(scene: Scene, table: Table) -> None:
    """The place of each unit, in the order of `NAMES`."""
    count, rows = len(scene), len(scene.document.blocks)
    own = np.arange(count)
    first, last = scene.lines
    lengths = np.zeros(rows + 2)
    lengths[1:-1] = np.log1p([end - start for (start, end), _, _ in scene.document.blocks])
    voices = running(voiced(scene))
    near = voices.take(np.minimum(own + _NEAR + 1, count)) - voices.take(np.maximum(own - _NEAR, 0))
    np.minimum(own, _FAR, out=table[0], casting="unsafe")
    table[1] = table[0, ::-1]
    np.minimum(scene.blocks, _FAR, out=table[2], casting="unsafe")
    np.minimum(rows - 1 - scene.blocks, _FAR, out=table[3], casting="unsafe")
    table[4] = own / count
    table[5], table[6] = np.log1p(count), np.log1p(rows)
    table[7] = first == last
    table[8] = own == first
    table[9] = own == last
    np.log1p(last - first, out=table[10])
    table[11] = lengths.take(scene.blocks + 1)
    table[12] = scene.fused
    table[13, :-1], table[13, -1] = scene.fused[1:], 0
    table[14] = lengths.take(scene.blocks)
    table[15] = lengths.take(scene.blocks + 2)
    table[16, 0], table[16, 1:] = 0, (scene.classes.take(scene.ends[:-1] - 1) & WORD) > 0
    table[17] = rows == 1
    table[18] = (voices[-1] - near) / max(1, count - 2 * _NEAR - 1)
