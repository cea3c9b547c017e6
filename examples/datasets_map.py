"""Cleans a Hugging Face dataset on two processes: the shipped article, and an example without a text.

`python examples/datasets_map.py`
"""

from __future__ import annotations

from pathlib import Path

from datasets import Dataset

from cleaner.integrations.datasets import clean_batch

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

if __name__ == "__main__":  # where processes are not forked, workers import this file
    articles = Dataset.from_dict({"id": [1, 2], "text": [ARTICLE.read_text(encoding="utf-8"), None]})
    for row in articles.map(clean_batch, batched=True, num_proc=2):
        print(row["id"], row["headline"], [removal["kind"] for removal in row["removed"] or ()], row["error"])
