"""What a block shows alone: its length, links, signs, tag and kind.

Tells captions, buttons and lists of links from paragraphs. Misleads on short paragraphs, crossheads and quotations, which
only their place tells from labels.
"""

from __future__ import annotations

import numpy as np

from cleaner.characters import ASKS, COLON, DIGIT, SIGN, STOP, UPPER, WORD
from cleaner.layout.tree import Columns, Layout
from cleaner.model import BlockKind

_TAGS = ("p", "div", "span", "li", "td", "a", "button", "figcaption", "h1", "h2", "h3", "h4", "label", "dd", "dt", "section", "article")
_MARKS = frozenset({"em", "i", "strong", "b", "small"})


def own(layout: Layout) -> Columns:
    """Length, links, signs, ending and copies of each block, and the size of its page."""
    classes, lengths = layout.classes, np.maximum(layout.lengths, 1)
    words = layout.counted(np.diff(((classes & WORD) > 0).astype(np.int8), prepend=0) == 1)
    last = classes.take(np.maximum(layout.ends - 1, 0)) if layout.count else np.zeros(0, dtype=np.uint16)
    first = classes.take(layout.starts) if layout.count else last
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
        "own.commas": layout.commas / lengths * 100,
        "own.digits": layout.counted((classes & DIGIT) > 0) / lengths,
        "own.upper": layout.counted((classes & UPPER) > 0) / lengths,
        "own.signs": np.minimum(layout.counted((classes & SIGN) > 0), 5),
        "own.ends": (last & STOP) > 0,
        "own.asks": (last & ASKS) > 0,
        "own.colon": (last & COLON) > 0,
        "own.upper_start": (first & UPPER) > 0,
        "own.copies": np.minimum(copies, 5),
        "own.earlier": again < np.arange(layout.count),
        "own.break": layout.page.breaks,
        "own.place": np.arange(layout.count) / max(1, layout.count),
        "page.blocks": np.full(layout.count, np.log1p(layout.count)),
        "page.prose": np.full(layout.count, np.log1p(layout.prose.sum())),
    }


def kinds(layout: Layout) -> Columns:
    """The block's kind, the tag of which it is a line, and whether one inline element holds all of it."""
    blocks = layout.page.document.blocks
    tags = (*layout.page.tree.tags, "")
    kinds = np.asarray([tuple(BlockKind).index(block.kind) for block in blocks], dtype=np.intp)
    levels = np.asarray([block.level for block in blocks], dtype=np.intp)
    owner = np.asarray([_TAGS.index(tag) if tag in _TAGS else -1 for tag in tags], dtype=np.intp).take(layout.owners)
    columns: Columns = {f"kind.{kind}": kinds == n for n, kind in enumerate(BlockKind)}
    columns |= {f"tag.{tag}": owner == n for n, tag in enumerate(_TAGS)}
    columns["kind.level"] = levels
    holder = [tags[node] for node in layout.holders.tolist()]
    columns["tag.inline_link"] = np.asarray([tag == "a" for tag in holder])
    columns["tag.inline_mark"] = np.asarray([tag in _MARKS for tag in holder])
    return columns
