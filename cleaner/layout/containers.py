"""Which element holds the article, and where a block stands to it.

What tells most of all: how much of the page's prose the elements above a block hold, whether the block is inside the
smallest element with most of it, and how much of it is set in the same tag and class. Misleads where a consent layer or a
comment thread has more prose than the article; hence everything is counted a second time without what is named so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.layout.names import CATEGORIES
from cleaner.layout.tree import Columns, Indices, Layout

_ABOVE = 6
"""Elements above a block whose sums are looked at."""
_SHARES = (0.5, 0.7, 0.9)
"""Of the prose: the smallest element that holds so much of it is a candidate for the article's container."""
_MOST_AGAINST = 0.3
"""Of the prose: a name against an element that holds more of it is none; bodies are called "sidebar" and "box" too."""
_AGAINST = ("navigation", "footer", "comment", "related", "consent", "aside")
_FOREIGN = ("navigation", "footer", "comment", "consent")
"""Names that hold against any share of the prose, unless the headline is in there too."""
_ANCESTOR_TAGS = ("article", "main", "section", "ul", "table", "button", "li")
_NAMES = tuple(name for name in CATEGORIES if name != "standfirst")
"""Categories of names that tell something of the blocks under them."""
_LINES = tuple("p li span h1 h2 h3 h4 h5 h6 blockquote td a strong em".split())


def above(layout: Layout) -> Columns:
    """The sums of the elements above each block, and of the nearest above it of each tag and category of names."""
    total = max(layout.prose.sum(), 1.0)
    prose = layout.summed(layout.prose) / total
    length = layout.summed(layout.lengths)
    linked = layout.summed(layout.lengths * layout.link_shares) / np.maximum(length, 1)
    blocks = layout.lasts - layout.firsts
    columns: Columns = {}
    marks = np.stack([layout.called(name) for name in _NAMES] + [layout.tagged(tag) for tag in _ANCESTOR_TAGS])
    marks[_NAMES.index("faint")] |= np.append(layout.page.tree.hidden, False)
    near = layout.nearest(marks)
    depth = layout.depths
    found = near.take(layout.holders, axis=1)
    some = found < layout.nodes
    inside = np.where(some, prose.take(found), -1)
    hops = np.where(some, np.minimum(depth.take(layout.holders) - depth.take(found), 12), 15)
    for n, name in enumerate((*_NAMES, *(f"tag_{tag}" for tag in _ANCESTOR_TAGS))):
        columns[f"in.{name}"], columns[f"hops.{name}"] = inside[n], hops[n]
    up = layout.owners
    for step in range(_ABOVE):
        columns[f"above{step}.prose"] = prose.take(up)
        columns[f"above{step}.linked"] = linked.take(up)
        columns[f"above{step}.blocks"] = np.log1p(blocks.take(up))
        up = layout.parents.take(up)
    columns["above.depth"] = depth.take(layout.owners)
    return columns


def containers(layout: Layout) -> Columns:
    """Where each block stands to the smallest elements with most of the prose, and to the one that Readability would take."""
    prose = layout.prose
    against = sum(1 << CATEGORIES.index(name) for name in _AGAINST)
    whole = layout.summed(prose)
    total = max(prose.sum(), 1.0)
    foreign = sum(1 << CATEGORIES.index(name) for name in _FOREIGN)
    guarded = ((layout.bits & against) > 0) & (whole < _MOST_AGAINST * total)
    if layout.title >= 0:
        holds_title = (layout.firsts <= layout.title) & (layout.title < layout.lasts)
        guarded |= ((layout.bits & foreign) > 0) & ~holds_title
    apart = layout.nearest(guarded[None, :])[0].take(layout.owners) < layout.nodes
    clean = np.where(apart, 0.0, prose)
    columns: Columns = {"container.apart": apart}
    own = np.arange(layout.count)
    inside: Indices
    for name, mass in (("all", prose), ("clean", clean)):
        sums = layout.summed(mass)
        whole_mass = max(float(mass.sum()), 1.0)
        for share in _SHARES:
            node = _smallest(layout, sums >= share * whole_mass)
            inside = (own >= layout.firsts[node]) & (own < layout.lasts[node])
            if name == "all":
                columns[f"container.{name}{share}"] = inside
            down = np.minimum(layout.depths.take(layout.owners) - layout.depths[node], 12)
            columns[f"container.{name}{share}.hops"] = np.where(inside, down, 15)
        before = np.cumsum(mass) - mass
        columns[f"container.{name}.before"] = before / whole_mass
        columns[f"container.{name}.after"] = 1 - (before + mass) / whole_mass
    # Readability's score: a paragraph counts for its parent, half for the one above, a third for the next.
    lines = layout.tagged(*_LINES)
    base = np.where(lines.take(layout.owners), layout.parents.take(layout.owners), layout.owners)
    score = np.zeros(layout.nodes + 1)
    up = base
    for divisor in (1.0, 2.0, 3.0, 5.0):
        score += np.bincount(up, weights=clean / divisor, minlength=layout.nodes + 1)
        up = layout.parents.take(up)
    score[-1] = 0
    score /= max(float(score.max()), 1.0)
    up = base
    for step in range(4):
        columns[f"score.{step}"] = score.take(up)
        up = layout.parents.take(up)
    best = int(score.argmax())
    columns["score.inside"] = (own >= layout.firsts[best]) & (own < layout.lasts[best])
    columns["score.hops"] = np.minimum(np.abs(layout.depths.take(base) - layout.depths[best]), 12)
    columns["score.above"] = np.full(layout.count, score[layout.parents[best]])
    return columns


def _smallest(layout: Layout, enough: NDArray[np.bool_]) -> int:
    """The deepest of the nodes that hold enough; with two of one depth, the first."""
    return int(np.where(enough, layout.depths, -2).argmax())


def alike(layout: Layout) -> Columns:
    """How much prose is set like each block: in the same tag and names, in those and their parent's, in the same element."""
    of_node = layout.name_ids
    parents = of_node.take(layout.parents)
    pairs: dict[tuple[int, int], int] = {}
    both = zip(of_node.tolist(), parents.tolist(), strict=True)
    of_pair = np.asarray([pairs.setdefault(pair, len(pairs)) for pair in both], dtype=np.intp)
    total = max(layout.prose.sum(), 1.0)
    columns: Columns = {}
    for name, of in (("own", of_node.take(layout.owners)), ("pair", of_pair.take(layout.owners)), ("parent", parents.take(layout.owners))):
        mass = np.bincount(of, weights=layout.prose, minlength=1)
        count = np.bincount(of, minlength=1)
        size = np.bincount(of, weights=layout.lengths, minlength=1)
        linked = np.bincount(of, weights=layout.lengths * layout.link_shares, minlength=1)
        columns[f"alike.{name}.prose"] = mass.take(of) / total
        columns[f"alike.{name}.count"] = np.log1p(count.take(of))
        columns[f"alike.{name}.purity"] = mass.take(of) / np.maximum(size.take(of), 1)
        columns[f"alike.{name}.linked"] = linked.take(of) / np.maximum(size.take(of), 1)
    # The siblings: blocks whose owners have one parent.
    parent = layout.parents.take(layout.owners)
    mass = np.bincount(parent, weights=layout.prose, minlength=layout.nodes + 1)
    columns["siblings.prose"] = mass.take(parent) / total
    columns["siblings.count"] = np.log1p(np.bincount(parent, minlength=layout.nodes + 1).take(parent))
    return columns
