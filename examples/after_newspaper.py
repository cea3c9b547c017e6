"""Cleans what newspaper4k takes for the article on a page: the shipped one.

`python examples/after_newspaper.py`
"""

from __future__ import annotations

from pathlib import Path

from newspaper import Article

from cleaner.integrations.extractors import from_newspaper

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.html"
URL = "https://harbourgate.example/ferry"

page = ARTICLE.read_text(encoding="utf-8")
found = Article(URL)
found.download(input_html=page)
found.parse()
article = from_newspaper(found)
print(article.headline)
print(article.body)
print([str(decision.kind) for decision in article.removed])
