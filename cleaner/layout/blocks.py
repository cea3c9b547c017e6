"""What a block shows alone: its length, links, signs, tag and kind.

Tells captions, buttons and lists of links from paragraphs. Misleads on short paragraphs, crossheads and quotations, which
only their place tells from labels.
"""

from __future__ import annotations

import numpy as np

from cleaner.characters import SIGN, STOP, UPPER, WORD
from cleaner.layout.tree import Columns, Layout
from cleaner.model import BlockKind

_KINDS = {kind: n for n, kind in enumerate((BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CODE, BlockKind.TABLE))}


def own(layout: Layout) -> Columns:
    """Length, links, signs, ending and copies of each block, and the size of its page."""
    classes, lengths = layout.classes, np.maximum(layout.lengths, 1)
    words = layout.counted(np.diff(((classes & WORD) > 0).astype(np.int8), prepend=0) == 1)
    last = classes.take(np.maximum(layout.ends - 1, 0)) if layout.count else np.zeros(0, dtype=np.uint16)
    texts = [layout.page.document.text[a:b] for a, b in zip(layout.starts.tolist(), layout.ends.tolist(), strict=True)]
    seen: dict[str, int] = {}
    again = np.asarray([seen.setdefault(text, i) for i, text in enumerate(texts)], dtype=np.intp) if texts else np.zeros(0, dtype=np.intp)
    copies = np.bincount(again, minlength=layout.count).take(again) if layout.count else again
    return {
        "own.length": np.log1p(lengths),
        "own.words": np.log1p(words),
        "own.linked": layout.link_shares,
        "own.prose": np.log1p(layout.prose),
        "own.stops": layout.counted((classes & STOP) > 0) / lengths * 100,
        "own.upper": layout.counted((classes & UPPER) > 0) / lengths,
        "own.signs": np.minimum(layout.counted((classes & SIGN) > 0), 5),
        "own.ends": (last & STOP) > 0,
        "own.copies": np.minimum(copies, 5),
        "own.earlier": again < np.arange(layout.count),
        "own.break": layout.page.breaks,
        "own.place": np.arange(layout.count) / max(1, layout.count),
        "page.blocks": np.full(layout.count, np.log1p(layout.count)),
        "page.prose": np.full(layout.count, np.log1p(layout.prose.sum())),
    }


def kinds(layout: Layout) -> Columns:
    """The block's kind and level, and whether it stands in no element of its own."""
    blocks = layout.page.document.blocks
    kinds = np.asarray([_KINDS.get(block.kind, -1) for block in blocks], dtype=np.intp)
    columns: Columns = {f"kind.{kind}": kinds == n for kind, n in _KINDS.items()}
    columns["kind.level"] = np.asarray([block.level if block.kind != BlockKind.TABLE else 0 for block in blocks], dtype=np.intp)
    columns["tag.div"] = layout.tagged("div").take(layout.owners)
    columns["tag.button"] = layout.tagged("button").take(layout.owners)
    return columns
