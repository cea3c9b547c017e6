"""HTML -> the text that trafilatura takes for the article: a second opinion on which blocks of a page are it."""

from __future__ import annotations


def extracted_text(html: str, url: str | None = None) -> str:
    """The article's paragraphs, one a line; "" where none is found.

    Deduplication stays off: trafilatura's keeps state from page to page.
    """
    import trafilatura  # takes half a second to import, and few pages need it

    return trafilatura.extract(html, url=url, include_comments=False, include_tables=True, deduplicate=False) or ""
