"""What stands before and after a block, and where it stands to the page's own headline.

Tells what lies between two paragraphs from what follows the last one. Misleads on lists at the end of an article.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.layout.tree import Columns, Layout, hops_up, shifted
from cleaner.model import BlockKind

_FAR = 20
_REACH = 8
"""Blocks on each side."""
_LONG_WORD = 4
_LEAST_TOLD, _LONGEST_TOLD = 20, 60
"""Code points of a block that are looked up in JSON-LD."""
_LONGEST_BODY = 200_000
"""Code points of the article in JSON-LD in which they are looked up."""


def around(layout: Layout) -> Columns:
    """Lengths and links of the blocks beside each, the nearest paragraphs, and the heading it stands under."""
    count = layout.count
    lengths, linked = np.log1p(layout.lengths), layout.link_shares
    is_prose = layout.prose > 0
    heading = np.asarray([block.kind == BlockKind.HEADING for block in layout.page.document.blocks], dtype=bool)
    columns: Columns = {}
    columns["after1.length"] = shifted(lengths, -1)
    columns["after1.linked"] = shifted(linked, -1)
    columns["before1.linked"] = shifted(linked, 1)
    sums = np.concatenate(([0.0], np.cumsum(layout.prose)))
    own = np.arange(count)
    total = max(layout.prose.sum(), 1.0)
    low, high = np.maximum(own - _REACH, 0), np.minimum(own + _REACH + 1, count)
    columns["near.before"] = (sums.take(own) - sums.take(low)) / total
    columns["near.after"] = (sums.take(high) - sums.take(np.minimum(own + 1, count))) / total
    link_sums = np.concatenate(([0.0], np.cumsum(layout.lengths * linked)))
    size_sums = np.concatenate(([0.0], np.cumsum(layout.lengths)))
    low, high = np.maximum(own - _REACH // 2, 0), np.minimum(own + _REACH // 2 + 1, count)
    columns["near.linked"] = (link_sums.take(high) - link_sums.take(low)) / np.maximum(size_sums.take(high) - size_sums.take(low), 1)
    # How far up one must go from the nearest paragraphs on both sides.
    places = np.flatnonzero(is_prose)
    for side, step in (("before", -1), ("after", 0)):
        at = np.searchsorted(places, own, side="left" if step else "right") + step
        there = (at >= 0) & (at < len(places))
        found = places.take(np.clip(at, 0, len(places) - 1)) if len(places) else own
        columns[f"prose_{side}.hops"] = np.where(there, hops_up(layout, layout.owners, layout.owners.take(found)), _FAR)
    # Under which heading a block stands.
    last = np.maximum.accumulate(np.where(heading, own, -1))
    columns["heading.distance"] = np.where(last >= 0, np.minimum(own - last, _FAR), _FAR)
    under = sums.take(count) - sums.take(np.minimum(own, count))
    following = np.append(np.flatnonzero(heading), count)
    next_heading = following.take(np.searchsorted(following, own, side="right").clip(0, len(following) - 1))
    columns["heading.prose_until_next"] = (sums.take(next_heading) - sums.take(own)) / total
    columns["heading.prose_left"] = under / total
    return columns


def titles(layout: Layout) -> Columns:
    """Where each block stands to the headline, and what it shares with what the page says of its article."""
    metadata = layout.page.metadata
    words = {word for title in metadata.titles[:3] for word in title.text.lower().split() if len(word) >= _LONG_WORD}
    is_h1, place = layout.is_h1, layout.title
    own = np.arange(layout.count)
    shared = np.asarray([len(words.intersection(text.split())) for text in layout.folded], dtype=float)
    mass = np.cumsum(layout.prose) - layout.prose
    head = layout.owners[place : place + 1].repeat(layout.count) if place >= 0 else layout.owners
    return {
        "title.shared_part": shared / max(1, len(words)),
        "title.distance": np.clip(own - place, -_FAR, 60) if place >= 0 else np.full(layout.count, -_FAR - 1),
        "title.prose_since": (mass - (mass[place] if place >= 0 else 0)) / max(layout.prose.sum(), 1.0),
        "title.h1_before": np.minimum(np.cumsum(is_h1) - is_h1, 5),
        "title.hops_up": hops_up(layout, layout.owners, head),
        "title.hops_down": hops_up(layout, head, layout.owners),
        "title.h1_count": np.full(layout.count, min(int(is_h1.sum()), 6)),
        "title.in_data": _in_data(layout.folded, " ".join((metadata.article_body or "")[:_LONGEST_BODY].lower().split())),
    }


def _in_data(texts: Sequence[str], body: str) -> NDArray[np.float64]:
    """1 for the blocks whose beginning is in the article as JSON-LD has it, 0 for the others; -1 where it has none."""
    if not body:
        return np.full(len(texts), -1.0)
    return np.asarray([len(text) > _LEAST_TOLD and text[:_LONGEST_TOLD] in body for text in texts], dtype=float)
