"""Cleans a frame of Spark: the shipped article, and a row without a text.

`python examples/spark_frame.py`, with Java 17 or later.
"""

from __future__ import annotations

from pathlib import Path

from pyspark.sql import SparkSession

from cleaner.integrations.spark import CleanBatches

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt"

spark = SparkSession.builder.master("local[2]").getOrCreate()
articles = spark.createDataFrame([(1, ARTICLE.read_text(encoding="utf-8")), (2, None)], "id long, text string")
clean = CleanBatches()
for row in articles.mapInArrow(clean, clean.schema(articles.schema)).collect():
    print(row.id, row.headline, [removal.kind for removal in row.removed or ()], row.error)
