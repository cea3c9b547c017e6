"""Cleans what news-please takes for the article on a page: the shipped one.

`python examples/after_newsplease.py`
"""

from __future__ import annotations

from pathlib import Path

from newsplease import NewsPlease

from cleaner.integrations.extractors import from_newsplease

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.html"
URL = "https://harbourgate.example/ferry"

page = ARTICLE.read_text(encoding="utf-8")
article = from_newsplease(NewsPlease.from_html(page, url=URL, fetch_images=False))
print(article.headline)
print(article.body)
print([str(decision.kind) for decision in article.removed])
