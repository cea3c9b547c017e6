"""What no page sets into its article, whatever the rest of its layout looks like.

Forms, captions, footers, menus and dialogues, by their tags; comment threads, by their names; consent layers, by what
they talk of; the next article, by a headline of its own. Each is more often wrong for the judge than right (of 836
pages, 1,000 words of article against 5,000 of others), and a comment thread or consent layer may hold more prose than
the article and pull the judge away from it. What holds the headline is never foreign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from cleaner.layout.tree import Layout

_TAGS = ("form", "figcaption", "footer", "nav", "dialog")
_MOST_FOREIGN = 0.5
"""Of a page's text, in something foreign."""
_COOKIE = ("cookie", "куки", "クッキー", "쿠키", "gdpr", "ccpa")
_CONSENT = (*_COOKIE, "opt-out", "consent", "einwilligung", "consenso")
"""Words of consent layers; those that are no `_COOKIE` are said of operations and of courts as well."""
_CONSENT_PART = 0.3
"""Of an element's text: where blocks that talk of consent hold so much, it is a consent layer..."""
_CONSENT_BLOCKS = 4
"""...if there are so many of them, and one talks of cookies."""


def find_foreign(layout: Layout) -> NDArray[np.bool_]:
    """The blocks that are inside something foreign."""
    marked = layout.tagged(*_TAGS) | layout.called("comment")
    if layout.title < 0:
        # No headline shows what is the article: pages whose whole text is in a form, or called "comments" somewhere, are many.
        marked &= layout.summed(layout.lengths) < _MOST_FOREIGN * layout.lengths.sum()
    marked |= _consent_layers(layout)
    if layout.title >= 0:
        holds_title = (layout.firsts <= layout.title) & (layout.title < layout.lasts)
        articles = layout.tagged("article")
        if (articles & holds_title).any():
            others = layout.is_h1 & (np.arange(layout.count) >= layout.headline.last)
            marked |= articles & (layout.summed(others.astype(float)) > 0)
        marked &= ~holds_title
    inside: NDArray[np.bool_] = layout.nearest(marked[None, :])[0].take(layout.holders) < layout.nodes
    return inside


def _consent_layers(layout: Layout) -> NDArray[np.bool_]:
    """The elements that talk of little but cookies; none on a page that is about them."""
    text = "\n".join(layout.folded)
    metadata = layout.page.metadata
    about = " ".join((layout.headline.text or "", *(said for _, said in (*metadata.titles, *metadata.descriptions)))).lower()
    if sum(map(text.count, _CONSENT)) < _CONSENT_BLOCKS or any(word in about for word in _CONSENT):
        return np.zeros(layout.nodes + 1, dtype=bool)
    told = np.asarray([any(word in text for word in _CONSENT) for text in layout.folded], dtype=bool)
    cookies = np.asarray([any(word in text for word in _COOKIE) for text in layout.folded], dtype=bool)
    telling = layout.summed(np.where(told, layout.lengths, 0.0))
    layers: NDArray[np.bool_] = (
        (telling > _CONSENT_PART * layout.summed(layout.lengths))
        & (layout.summed(told.astype(float)) >= _CONSENT_BLOCKS)
        & (layout.summed(cookies.astype(float)) > 0)
    )
    return layers
