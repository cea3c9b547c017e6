"""Cleans what readability-lxml takes for the article on a page: the shipped one.

`python examples/after_readability.py`
"""

from __future__ import annotations

from pathlib import Path

from readability import Document

from cleaner.integrations.extractors import from_readability

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.html"

page = ARTICLE.read_text(encoding="utf-8")
article = from_readability(Document(page))
print(article.headline)
print(article.body)
print([str(decision.kind) for decision in article.removed])
