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
_NO_PROSE = {"distance": _FAR, "same_parent": 0, "alike": 0, "hops": _FAR}
"""What is told of the nearest paragraph where there is none."""
_LONG_WORD = 4
_HEAD = 40
"""Code points of a description that tell it: they are cut off at different lengths."""
_LEAST_SUMMARY = 30
_LEAST_TOLD, _LONGEST_TOLD = 20, 60
"""Code points of a block that are looked up in JSON-LD."""


def around(layout: Layout) -> Columns:
    """Lengths and links of the blocks beside each, the nearest paragraphs, and the heading it stands under."""
    count = layout.count
    lengths, linked = np.log1p(layout.lengths), layout.link_shares
    is_prose = layout.prose > 0
    heading = np.asarray([block.kind == BlockKind.HEADING for block in layout.page.document.blocks], dtype=bool)
    columns: Columns = {}
    for step in (1, 2, 3):
        columns[f"before{step}.length"] = shifted(lengths, step)
        columns[f"after{step}.length"] = shifted(lengths, -step)
        columns[f"before{step}.linked"] = shifted(linked, step)
        columns[f"after{step}.linked"] = shifted(linked, -step)
    columns["before1.heading"] = shifted(heading.astype(float), 1)
    columns["after1.heading"] = shifted(heading.astype(float), -1)
    sums = np.concatenate(([0.0], np.cumsum(layout.prose)))
    own = np.arange(count)
    total = max(layout.prose.sum(), 1.0)
    for reach in (3, 8):
        low, high = np.maximum(own - reach, 0), np.minimum(own + reach + 1, count)
        columns[f"near{reach}.before"] = (sums.take(own) - sums.take(low)) / total
        columns[f"near{reach}.after"] = (sums.take(high) - sums.take(np.minimum(own + 1, count))) / total
    link_sums = np.concatenate(([0.0], np.cumsum(layout.lengths * linked)))
    size_sums = np.concatenate(([0.0], np.cumsum(layout.lengths)))
    low, high = np.maximum(own - 4, 0), np.minimum(own + 5, count)
    columns["near4.linked"] = (link_sums.take(high) - link_sums.take(low)) / np.maximum(size_sums.take(high) - size_sums.take(low), 1)
    # The nearest paragraphs on both sides, and how far up one must go to hold both.
    places = np.flatnonzero(is_prose)
    for side in ("before", "after"):
        if not len(places):
            columns |= {f"prose_{side}.{name}": np.full(count, value) for name, value in _NO_PROSE.items()}
            continue
        at = np.searchsorted(places, own, side="left" if side == "before" else "right") - (side == "before")
        there = (at >= 0) & (at < len(places))
        found = places.take(np.clip(at, 0, len(places) - 1))
        columns[f"prose_{side}.distance"] = np.where(there, np.minimum(np.abs(found - own), _FAR), _FAR)
        owner, other = layout.owners, layout.owners.take(found)
        columns[f"prose_{side}.same_parent"] = there & (layout.parents.take(owner) == layout.parents.take(other))
        names = layout.name_ids
        columns[f"prose_{side}.alike"] = there & (names.take(owner) == names.take(other))
        columns[f"prose_{side}.hops"] = np.where(there, hops_up(layout, owner, other), _FAR)
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
    texts = layout.folded
    is_h1, place = layout.is_h1, layout.title
    own = np.arange(layout.count)
    same = (own >= place) & (own < layout.headline.last)
    same |= np.asarray([text == (layout.headline.text or "").lower() for text in texts], dtype=bool)
    shared = np.asarray([len(words & set(text.split())) for text in texts], dtype=float)
    mass = np.cumsum(layout.prose) - layout.prose
    whole = np.asarray([tag in {"article", "main"} for tag in (*layout.page.tree.tags, "")])
    article = layout.nearest(whole[None, :])[0].take(layout.owners)
    head = layout.owners[place : place + 1].repeat(layout.count) if place >= 0 else layout.owners
    other_h1 = is_h1 & ~same & (own > place)
    return {
        "title.same": same,
        "title.h1": is_h1,
        "title.shared": np.minimum(shared, 6),
        "title.shared_part": shared / max(1, len(words)),
        "title.distance": np.clip(own - place, -_FAR, 60) if place >= 0 else np.full(layout.count, -_FAR - 1),
        "title.after": (own > place) if place >= 0 else np.zeros(layout.count, dtype=bool),
        "title.prose_since": (mass - (mass[place] if place >= 0 else 0)) / max(layout.prose.sum(), 1.0),
        "title.h1_before": np.minimum(np.cumsum(is_h1) - is_h1, 5),
        "title.others_before": np.minimum(np.cumsum(other_h1), 5),
        "title.same_article": (article == article[place]) if place >= 0 else np.full(layout.count, -1),
        "title.hops_up": hops_up(layout, layout.owners, head),
        "title.hops_down": hops_up(layout, head, layout.owners),
        "title.h1_count": np.full(layout.count, min(int(is_h1.sum()), 6)),
        "title.summary": _summaries(texts, [title.text.lower() for title in metadata.descriptions]),
        "title.in_data": _in_data(texts, " ".join((metadata.article_body or "").lower().split())),
    }


def _summaries(texts: Sequence[str], descriptions: Sequence[str]) -> NDArray[np.bool_]:
    """The blocks that are one of the page's descriptions, or begin as a longer one does."""
    heads = {text[:_HEAD] for text in descriptions if len(text) > _HEAD}
    return np.asarray([len(text) > _LEAST_SUMMARY and (text in descriptions or text[:_HEAD] in heads) for text in texts], dtype=bool)


def _in_data(texts: Sequence[str], body: str) -> NDArray[np.float64]:
    """1 for the blocks whose beginning is in the article as JSON-LD has it, 0 for the others; -1 where it has none."""
    if not body:
        return np.full(len(texts), -1.0)
    return np.asarray([len(text) > _LEAST_TOLD and text[:_LONGEST_TOLD] in body for text in texts], dtype=float)
