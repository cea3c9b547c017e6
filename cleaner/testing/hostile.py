"""Hypothesis strategies for sources that no one wrote as an article: all that a cleaner has to bear."""

from __future__ import annotations

from hypothesis import strategies as st

SURPRISES = (
    "\x00", "\ud800", "\udfff", "\u202e", "\u2067", "\u200b", "\ufeff", "\u00a0", "\u2028", "\x85", "\x1f", "\r\n", "\r", "\n\n", "\t",
    "İ", "ß", "ﬁ", "Σς", "e\u0301", "東京都は", "。", "「", "」", "שלום", "مرحبا ", "।", "🎧", "👩‍👩‍👧", "U.S.", "3.5", "Node.js",
    ".", "!?", "...", "“", "”", '"',
)  # fmt: skip
"""Characters that break what counts, folds or cuts text carelessly."""
BAIT = (
    "Please donate today. ", "Your support makes all the difference.", "Subscribe to our newsletter", "Advertisement", "READ MORE: ",
    "We rely on readers like you.", "© 2026 The Example. All rights reserved.", "Sign up here", "Photo: ", "she said. ",
    "The council met on Monday. ",
)  # fmt: skip
"""What a cleaner has to decide on."""
MARKUP = (
    "<p>", "</p>", "<article>", "</article>", "<html>", "<br>", "<div class='a'>", "</div>", "<h1>", "</h1>", "<!--", "-->", "<![CDATA[",
    "&amp;", "&#0;", "&#xD800;", "<", ">", "<?xml encoding='x'?>", "<table>", "<tr>", "<td>", "</table>", "<a href='", "<a>", "</a>",
    "<script>", "</script>", "<pre>", "</pre>", "<svg>", "<template>", "<noscript>", "</html>", "<title>", "<form>", '"', "'",
    "<plaintext>", "<math><mi>", "<li>", "<b>", "</b>", "<body>", "</div></div>", "<select><option>", "<frameset>", "<?php", "&",
    "&#x1F6A2",
)  # fmt: skip
"""Tags, and what breaks them."""

_ANY = st.text(st.characters(categories=None), max_size=12)
_ENCODINGS = ("utf-8", "utf-16", "utf-8-sig", "latin-1", "shift_jis")


def hostile_text() -> st.SearchStrategy[str]:
    """Any str: all code points, half surrogate pairs among them, and pieces that a cleaner has to decide on."""
    piece = st.one_of(_ANY, st.sampled_from(SURPRISES), st.sampled_from(BAIT))
    return st.one_of(st.text(st.characters(categories=None)), st.lists(piece, max_size=40).map("".join))


def hostile_markup() -> st.SearchStrategy[str]:
    """Any str with tags in it, closed or not."""
    piece = st.one_of(st.sampled_from(MARKUP), st.sampled_from(SURPRISES), st.sampled_from(BAIT), _ANY)
    return st.lists(piece, max_size=40).map("".join)


def hostile_bytes() -> st.SearchStrategy[bytes]:
    """Any bytes, and text and markup in several encodings."""
    text = st.one_of(hostile_text(), hostile_markup())
    encoded = st.builds(lambda told, encoding: told.encode(encoding, "replace"), text, st.sampled_from(_ENCODINGS))
    return st.one_of(st.binary(), encoded)
