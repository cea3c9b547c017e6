"""Cleans a table of Arrow: the shipped article, and a row without a text.

`python examples/arrow_table.py`
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from cleaner.integrations.arrow import clean_arrow

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

table = pa.table({"id": [1, 2], "text": [ARTICLE.read_text(encoding="utf-8"), None]})
for row in clean_arrow(table).to_pylist():
    print(row["id"], row["headline"], [removal["kind"] for removal in row["removed"] or ()], row["error"])
