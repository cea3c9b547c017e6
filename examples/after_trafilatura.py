"""Cleans what trafilatura takes for the article on a page: the shipped one.

`python examples/after_trafilatura.py`
"""

from __future__ import annotations

from pathlib import Path

import trafilatura

from cleaner.integrations.extractors import from_trafilatura

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.html"

page = ARTICLE.read_text(encoding="utf-8")
article = from_trafilatura(trafilatura.bare_extraction(page, with_metadata=True))
print(article.headline)
print(article.body)
print([str(decision.kind) for decision in article.removed])
