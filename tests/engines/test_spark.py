"""Spark: `mapInArrow` gives the bytes that the plain API gives."""

from __future__ import annotations

from pathlib import Path

from tests.engines.articles import expected, found_in, write_table
from tests.engines.jobs import EXAMPLES, run

JOB = """
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from cleaner.integrations.spark import CleanBatches
from tests.engines.articles import CLEANER

folder = Path(sys.argv[1])
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "512m").getOrCreate()
frame = spark.read.parquet(str(folder / "in.parquet")).repartition(4)
clean = CleanBatches(cleaner=CLEANER)
frame.mapInArrow(clean, clean.schema(frame.schema)).write.parquet(str(folder / "out"))

narrow = CleanBatches(source=False, cleaner=CLEANER)
print(narrow.schema(frame.schema).names)
print(frame.limit(1).mapInArrow(narrow, narrow.schema(frame.schema)).collect()[0].body is not None)
"""


def test_frames_of_spark(tmp_path: Path) -> None:
    """On two processes, with options, the same articles give the same bytes; what fails is an error of its row alone."""
    write_table(tmp_path / "in.parquet")
    (tmp_path / "job.py").write_text(JOB)
    names, some = run(tmp_path / "job.py", tmp_path).splitlines()
    rows = found_in(tmp_path / "out")
    assert rows == expected()
    assert sum(b'"error": {' in row for row in rows.values()) == 2
    assert names == "['id', 'desk', 'headline', 'standfirst', 'body', 'language', 'removed', 'warnings', 'error']"
    assert some == "True"


def test_the_example_runs(tmp_path: Path) -> None:
    """As it is written."""
    assert "donation_appeal" in run(EXAMPLES / "spark_frame.py", tmp_path)
