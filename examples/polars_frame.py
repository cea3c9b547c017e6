"""Cleans a column of Polars: the shipped article, and a row without a text.

`python examples/polars_frame.py`
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

import cleaner.integrations.polars  # noqa: F401 - it gives expressions the name `cleaner`

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

articles = pl.LazyFrame({"id": [1, 2], "text": [ARTICLE.read_text(encoding="utf-8"), None]})
cleaned = articles.select("id", pl.col("text").cleaner.clean()).unnest("text").collect()
for row in cleaned.iter_rows(named=True):
    print(row["id"], row["headline"], [removal["kind"] for removal in row["removed"] or ()], row["error"])
