"""Cleans a frame of pandas: the shipped article, and a row without a text.

`python examples/pandas_frame.py`
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import cleaner.integrations.pandas  # noqa: F401 - it gives frames and series the name `cleaner`

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

articles = pd.DataFrame({"id": [1, 2], "text": [ARTICLE.read_text(encoding="utf-8"), None]})
for row in articles.cleaner.clean().to_dict("records"):
    print(row["id"], row["headline"], [removal["kind"] for removal in row["removed"] or ()], row["error"])
