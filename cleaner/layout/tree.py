"""The arrays of a page, and the sums over its tree, that the signals of its blocks are made from."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import IDEOGRAPH, STOP, classes_of, running
from cleaner.layout.foreign import find_foreign
from cleaner.layout.headline import Headline, find_headline
from cleaner.layout.names import CATEGORIES, bits_of
from cleaner.model import BlockKind, Page

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]
Columns = dict[str, NDArray[np.generic]]
"""Signals by name: a value for each block."""

_LONG = 60
"""Code points from which a block can be a paragraph."""


class Layout:
    """A page's arrays, and the sums over its tree; arrays over nodes have one more row for "outside all" at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        document, tree = page.document, page.tree
        spans = np.asarray([span for span, _, _ in document.blocks], dtype=np.intp).reshape(-1, 2)
        self.starts, self.ends = spans[:, 0], spans[:, 1]
        self.count = len(spans)
        self.nodes = len(tree.parents)
        # The root's parent, and the owner of text outside all, is one row more: index `nodes`, its own parent.
        self.parents = np.append(np.where(tree.parents < 0, self.nodes, tree.parents), self.nodes)
        self.firsts = np.append(tree.firsts, 0)
        self.lasts = np.append(tree.lasts, self.count)
        self.owners = np.where(page.owners < 0, self.nodes, page.owners)
        self.holders = np.where(page.holders < 0, self.nodes, page.holders)
        self.classes = classes_of(document.text)

    def counted(self, mask: NDArray[np.bool_]) -> Indices:
        """How many characters of a class each block has."""
        sums = running(mask)
        counts: Indices = (sums.take(self.ends) - sums.take(self.starts)).astype(np.intp)
        return counts

    @cached_property
    def lengths(self) -> Floats:
        """Of each block in code points, a character of Han or kana as two."""
        return (self.ends - self.starts) + 1.2 * self.counted((self.classes & IDEOGRAPH) > 0)

    @cached_property
    def link_shares(self) -> Floats:
        """The part of each block that is link."""
        shares: Floats = np.minimum(self.page.linked / np.maximum(self.ends - self.starts, 1), 1.0)
        return shares

    @cached_property
    def prose(self) -> Floats:
        """The length of each block that reads like a paragraph and is in nothing foreign; 0 for the others."""
        marks = self.counted((self.classes & STOP) > 0) + self.commas
        like = (self.lengths >= _LONG) & (self.link_shares < 0.4) & (marks > 0) & ~self.foreign
        return np.where(like, self.lengths * (1 - self.link_shares), 0.0)

    @cached_property
    def commas(self) -> Indices:
        """How many commas of any script each block has."""
        codes = np.frombuffer(self.page.document.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self.counted((codes == 0x2C) | (codes == 0xFF0C) | (codes == 0x3001) | (codes == 0x60C))

    @cached_property
    def bits(self) -> NDArray[np.int64]:
        """The categories of each node's own names."""
        return np.asarray([bits_of(*pair) for pair in self.labels], dtype=np.int64).take(self.name_ids)

    def called(self, category: str) -> NDArray[np.bool_]:
        """The nodes whose names are of a category."""
        return (self.bits >> CATEGORIES.index(category) & 1) > 0

    def tagged(self, *tags: str) -> NDArray[np.bool_]:
        """The nodes of these tags."""
        wanted = frozenset(tags)
        return np.asarray([tag in wanted for tag, _ in self.labels], dtype=bool).take(self.name_ids)

    @cached_property
    def depths(self) -> Indices:
        """How many elements are above each; -1 for the row outside all."""
        depths = [0] * (self.nodes + 1)
        depths[-1] = -1
        for node, parent in enumerate(self.parents[:-1].tolist()):
            depths[node] = depths[parent] + 1
        return np.asarray(depths, dtype=np.intp)

    @cached_property
    def by_depth(self) -> list[Indices]:
        """The nodes of each depth, from the root down."""
        order = np.argsort(self.depths[:-1], kind="stable")
        return np.split(order, np.flatnonzero(np.diff(self.depths[:-1].take(order))) + 1) if len(order) else []

    @cached_property
    def name_ids(self) -> Indices:
        """The same number for elements of the same tag and names."""
        return np.append(self.page.tree.looks, len(self.labels) - 1)

    @cached_property
    def labels(self) -> list[tuple[str, str]]:
        """The pairs of tag and names that there are on the page, by number; the last is of the row outside all."""
        tree = self.page.tree
        firsts = np.unique(tree.looks, return_index=True)[1].tolist()
        return [*((tree.tags[node], tree.names[node]) for node in firsts), ("", "")]

    @cached_property
    def folded(self) -> list[str]:
        """The blocks' texts in lower case."""
        document = self.page.document
        return [document.text[start:end].lower() for (start, end), _, _ in document.blocks]

    @cached_property
    def is_h1(self) -> NDArray[np.bool_]:
        """The headings of the first level."""
        return np.asarray([block.level == 1 and block.kind == BlockKind.HEADING for block in self.page.document.blocks], dtype=bool)

    @cached_property
    def headline(self) -> Headline:
        """The page's headline and the blocks that it stands in."""
        return find_headline(self)

    @property
    def title(self) -> int:
        """The first block of the headline; -1 where no block is."""
        return self.headline.first

    @cached_property
    def foreign(self) -> NDArray[np.bool_]:
        """The blocks that are in nothing that can be the article."""
        return find_foreign(self)

    def summed(self, values: Floats) -> Floats:
        """The sum over each node's blocks."""
        sums = np.concatenate(([0.0], np.cumsum(values)))
        return sums.take(self.lasts) - sums.take(self.firsts)

    def nearest(self, marked: NDArray[np.bool_]) -> Indices:
        """For each node and each row of marks, the nearest marked node from itself upwards; the row outside where there is none."""
        found = np.where(marked, np.arange(self.nodes + 1), self.nodes)
        for level in self.by_depth[1:]:
            above = found[:, self.parents.take(level)]
            own = found[:, level]
            found[:, level] = np.where(own < self.nodes, own, above)
        return found


def shifted(values: Floats, step: int) -> Floats:
    """The values of the blocks so many places before (after, for a negative step); -1 beyond the ends."""
    shifted = np.full(len(values), -1.0)
    if step > 0:
        shifted[step:] = values[:-step]
    else:
        shifted[:step] = values[-step:]
    return shifted


def hops_up(layout: Layout, left: Indices, right: Indices) -> Indices:
    """How far above `left` the nearest node is that holds both."""
    up = left
    hops: Indices = np.zeros(len(left), dtype=np.intp)
    first, last = layout.firsts, layout.lasts
    target = layout.firsts.take(right)
    for _ in range(10):
        outside = (target < first.take(up)) | (layout.lasts.take(right) > last.take(up))
        if not outside.any():
            break
        up = np.where(outside, layout.parents.take(up), up)
        hops += outside
    return hops
