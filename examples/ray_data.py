"""Cleans a dataset of Ray on two processes: the shipped article, and a row without a text.

`python examples/ray_data.py`
"""

from __future__ import annotations

from pathlib import Path

import ray

from cleaner.integrations.ray import CleanBatch

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

ray.init(num_cpus=3, include_dashboard=False)  # two that clean, and one for all else
articles = ray.data.from_items([{"id": 1, "text": ARTICLE.read_text(encoding="utf-8")}, {"id": 2, "text": None}])
cleaned = articles.map_batches(CleanBatch, batch_format="pyarrow", compute=ray.data.ActorPoolStrategy(size=2))
for row in cleaned.take_all():
    print(row["id"], row["headline"], [removal["kind"] for removal in row["removed"] or ()], row["error"])
