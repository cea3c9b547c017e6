"""Which blocks of a page are its standfirst.

They stand between the headline and the second paragraph, and the page shows what they are: it describes itself with
them, or calls them so, or sets them as it sets nothing else. What is set like the paragraph after it is the first
paragraph of the body, with which many pages describe themselves.
"""

from __future__ import annotations

from itertools import islice

import numpy as np
from numpy.typing import NDArray

from cleaner.layout.names import CATEGORIES, bits_of
from cleaner.layout.tree import Layout
from cleaner.layout.wording import words
from cleaner.model import ALTERNATIVE, BlockKind

_SUMMARY = 40
"""Letters of a description that tell it: pages cut it off at different lengths."""
_LEAST_SUMMARY = 15
_LEAST_NAMED = 6
_MOST_LINKED_SUMMARY = 0.5
_LATEST = 40
"""Letters before the description in a block, for a dateline."""
_LEAST_UNLIKE = 40
"""Code points of a block that only its looks tell."""
_MOST_ALIKE = 2
"""Blocks of a page that are set as a standfirst is."""
_LONGEST = 6
"""Blocks of a standfirst."""
_MOST_TRIED = 20
"""Blocks that only their looks tell, of which each is held against all of the body."""
_MOST_DIGITS = 0.1
_MOST_LINKED = 0.3
_ABOVE = 4
_NAMED = 1 << CATEGORIES.index("standfirst")
_LABELS = sum(1 << CATEGORIES.index(name) for name in ("caption", "byline"))
_OTHERS = _LABELS | sum(1 << CATEGORIES.index(name) for name in ("related", "social", "asking", "navigation", "advert"))


def find_standfirst(layout: Layout, body: NDArray[np.intp]) -> range:
    """The blocks of the standfirst, by the blocks of the body; an empty range for none."""
    prose = body[layout.prose.take(body) > 0]
    if layout.headline.last < 0 or not len(prose):
        return range(0)
    page = _Page(layout, body, prose)
    within = [n for n in range(layout.headline.last, page.first + 1) if not layout.foreign[n] and not page.is_title(n)]
    for is_one in (page.is_summary, page.is_named):
        number = next(filter(is_one, within), -1)
        if number >= 0:
            return page.run(number) if page.is_apart(number) else range(0)
    tried = islice(filter(page.is_unlike, within), _MOST_TRIED)
    number = next(filter(page.is_apart, tried), -1)
    return page.run(number) if number >= 0 else range(0)


class _Page:
    """What is asked of the blocks between headline and second paragraph."""

    def __init__(self, layout: Layout, body: NDArray[np.intp], prose: NDArray[np.intp]) -> None:
        self.layout = layout
        self.body = frozenset(body.tolist())
        self.prose = prose
        self.first = int(prose[0])
        self.alike = np.bincount(layout.name_ids.take(layout.owners))
        metadata = layout.page.metadata
        begins = [words(description.text)[:_SUMMARY] for description in metadata.descriptions]
        self.summaries = [begin for begin in begins if len(begin) >= _LEAST_SUMMARY]
        # The alternative headline of many sites is their standfirst.
        self.titles = [words(title.text) for title in metadata.titles if title.source != ALTERNATIVE] + [words(layout.headline.text or "")]

    def is_summary(self, number: int) -> bool:
        """The page describes itself with the block."""
        if self.layout.link_shares[number] > _MOST_LINKED_SUMMARY:
            return False
        said = words(self.layout.folded[number])
        return any(0 <= said.find(summary) < _LATEST for summary in self.summaries)

    def is_named(self, number: int) -> bool:
        """The block's element is called standfirst, lead or the like, or the one around it that holds little else."""
        layout = self.layout
        if layout.link_shares[number] > _MOST_LINKED_SUMMARY or len(words(layout.folded[number])) < _LEAST_NAMED:
            return False
        parent = self.parent(number)
        is_list = layout.page.document.blocks[number].kind == BlockKind.LIST_ITEM
        above = 2 if layout.lasts[parent] - layout.firsts[parent] <= (_LONGEST if is_list else _MOST_ALIKE) else 1
        names = self.names(number, above)
        return bool(names & _NAMED) and not names & _LABELS

    def is_unlike(self, number: int) -> bool:
        """The block is text, and set as nothing else on the page is."""
        layout = self.layout
        text = layout.folded[number]
        return (
            len(text) >= _LEAST_UNLIKE
            and (layout.page.document.blocks[number].kind != BlockKind.HEADING or number == layout.headline.last)
            and layout.link_shares[number] <= _MOST_LINKED
            and sum(map(str.isdigit, text)) <= _MOST_DIGITS * len(text)
            and not self.names(number, _ABOVE) & _OTHERS
            and self.alike[self.look(number)] <= _MOST_ALIKE
        )

    def is_title(self, number: int) -> bool:
        """The block says the headline again, or a part of it."""
        said = words(self.layout.folded[number])
        return any(said in title or (len(title) > _LEAST_SUMMARY and title in said and len(said) < 2 * len(title)) for title in self.titles)

    def is_apart(self, number: int) -> bool:
        """No later paragraph of the body is set the same.

        Pages that are no news mostly begin without a standfirst: there the block must be told twice where it is judged body,
        and stand in another element (of 40 that did not, 39 were the first paragraph).
        """
        after = self.prose[self.prose >= self.run(number).stop].tolist()
        beside = [self.look(n) for n in after if self.parent(n) == self.parent(number)]
        if self.layout.page.metadata.is_news:
            return self.look(number) not in beside
        return not beside and (number not in self.body or (self.is_summary(number) and self.is_named(number)))

    def run(self, number: int) -> range:
        """The block and those after it that are set the same: lists, and leads of several lines."""
        layout = self.layout
        end = number + 1
        is_list = layout.page.document.blocks[number].kind == BlockKind.LIST_ITEM
        while (
            end < layout.count
            and end - number < _LONGEST
            and layout.link_shares[end] <= _MOST_LINKED_SUMMARY
            and self.look(end) == self.look(number)
            and (is_list or self.parent(end) == self.parent(number))
        ):
            end += 1
        return range(number, end)

    def look(self, number: int) -> int:
        return int(self.layout.name_ids[self.layout.owners[number]])

    def parent(self, number: int) -> int:
        return int(self.layout.parents[self.layout.owners[number]])

    def names(self, number: int, above: int) -> int:
        """The categories of the names of the block's element and those above it."""
        tree, node, bits = self.layout.page.tree, int(self.layout.page.owners[number]), 0
        for _ in range(above):
            if node < 0:
                break
            bits |= bits_of(tree.tags[node], tree.names[node])
            node = int(tree.parents[node])
        return bits
