"""Ray: its datasets, and datatrove's pipelines on it, give the bytes that the plain API gives."""

from __future__ import annotations

import gzip
from pathlib import Path

from cleaner.batch import clean_records
from cleaner.batch.shapes import line
from tests.engines.articles import CLEANER, expected, found_in, records, write_table
from tests.engines.jobs import EXAMPLES, run

JOB = """
import sys
from pathlib import Path

import ray
from datatrove.executor import RayPipelineExecutor

from cleaner.integrations.datatrove import cleaning_pipeline
from cleaner.integrations.ray import CleanBatch
from tests.engines.articles import CLEANER

folder = Path(sys.argv[1])
# One more than clean, which reads and writes: else all wait for it.
ray.init(num_cpus=3, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)

cleaned = ray.data.read_parquet(str(folder / "in.parquet"), override_num_blocks=4).map_batches(
    CleanBatch,
    fn_constructor_kwargs={"cleaner": CLEANER},
    batch_format="pyarrow",
    batch_size=40,
    compute=ray.data.ActorPoolStrategy(size=2),
)
cleaned.write_parquet(str(folder / "data"))

pipeline = cleaning_pipeline(str(folder / "in"), str(folder / "out"), cleaner=CLEANER)
job = RayPipelineExecutor(pipeline, tasks=3, workers=2, mem_per_cpu_gb=0.5, logging_dir=str(folder / "logs"))
job.run()
"""


def test_rays_datasets_and_datatrove_on_ray(tmp_path: Path) -> None:
    """On two processes, with options, the same articles give the same bytes; what fails is an error of its row alone."""
    write_table(tmp_path / "in.parquet")
    (tmp_path / "in").mkdir()
    for part in range(4):
        (tmp_path / "in" / f"{part}.jsonl").write_bytes(b"".join(map(line, records()[part::4])))
    (tmp_path / "job.py").write_text(JOB)
    run(tmp_path / "job.py", tmp_path)

    rows = found_in(tmp_path / "data")
    assert rows == expected()
    assert sum(b'"error": {' in row for row in rows.values()) == 2

    files = sorted((tmp_path / "out").glob("*.jsonl.gz"))
    assert len(files) == 3
    lines = [one for file in files for one in gzip.decompress(file.read_bytes()).splitlines(keepends=True)]
    assert sorted(lines) == sorted(map(line, clean_records(records(), CLEANER)))


def test_the_example_runs(tmp_path: Path) -> None:
    """As it is written."""
    assert "donation_appeal" in run(EXAMPLES / "ray_data.py", tmp_path)
