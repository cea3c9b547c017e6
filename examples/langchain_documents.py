"""Cleans documents of LangChain: the shipped article.

`python examples/langchain_documents.py`
"""

from __future__ import annotations

from pathlib import Path

from langchain_core.documents import Document

from cleaner.integrations.langchain import ArticleCleaner

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

documents = [Document(ARTICLE.read_text(encoding="utf-8"), metadata={"source": "https://harbourgate.example/ferry"})]
for document in ArticleCleaner().transform_documents(documents):
    print(document.metadata["headline"])
    print(document.page_content)
