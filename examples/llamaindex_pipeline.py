"""Cleans documents in an ingestion pipeline of LlamaIndex: the shipped article.

`python examples/llamaindex_pipeline.py`
"""

from __future__ import annotations

from pathlib import Path

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document

from cleaner.integrations.llamaindex import ArticleCleaner

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

documents = [Document(text=ARTICLE.read_text(encoding="utf-8"), metadata={"url": "https://harbourgate.example/ferry"})]
for node in IngestionPipeline(transformations=[ArticleCleaner()]).run(documents=documents):
    print(node.metadata["headline"])
    print(node.get_content())
