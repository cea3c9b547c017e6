"""Runs each example of an integration in an environment that has the library and that example's extra, and nothing else.

`python .ci/check_examples.py [EXTRA ...]`, or `make test-examples`. The environments are made one after the other under
`build/examples`, and taken away again. Spark needs Java 17.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {
    "": "after_trafilatura.py",
    "arrow": "arrow_table.py",
    "datasets": "datasets_map.py",
    "datatrove": "datatrove_pipeline.py",
    "langchain": "langchain_documents.py",
    "llamaindex": "llamaindex_pipeline.py",
    "newspaper": "after_newspaper.py",
    "newsplease": "after_newsplease.py",
    "pandas": "pandas_frame.py",
    "polars": "polars_frame.py",
    "ray": "ray_data.py",
    "readability": "after_readability.py",
    "scrapy": "scrapy_spider.py",
    "spark": "spark_frame.py",
}
"""The example of each extra; trafilatura needs none."""
TOLD = "Ferry to Marrow Island will run through the winter after council vote"
"""What each example writes: the headline of the shipped article."""


def main() -> int:
    """Report the examples that do not run; 0 where all do."""
    asked = sys.argv[1:] or list(EXAMPLES)
    unknown = [extra for extra in asked if extra not in EXAMPLES]
    if unknown:
        print(f"examples: no example is of the extra {unknown[0]!r}; there are {', '.join(filter(None, EXAMPLES))}", file=sys.stderr)
        return 2
    faults = [fault for extra in asked if (fault := fault_of(extra))]
    for fault in faults:
        print(f"examples: {fault}", file=sys.stderr)
    return 1 if faults else 0


def fault_of(extra: str) -> str:
    """What is wrong with the example of an extra; "" for nothing."""
    place = ROOT / "build" / "examples" / (extra or "none")
    shutil.rmtree(place, ignore_errors=True)
    python = place / "bin" / "python"
    try:
        # Some systems ship Python without ensurepip: the pip that is here puts one there. That of Python 3.11 is too old: it does
        # not find an extra of lxml that news-please names in the new way.
        venv.create(place)
        done = run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "pip>=23.3"], ROOT)
        if done.returncode == 0:
            done = run([python, "-m", "pip", "install", "--quiet", f"{ROOT}[{extra}]" if extra else str(ROOT)], ROOT)
        if done.returncode:
            return f"the extra {extra!r} cannot be installed\n{done.stderr}"
        with tempfile.TemporaryDirectory() as folder:
            done = run([python, ROOT / "examples" / EXAMPLES[extra]], Path(folder))
            # datatrove's writes files.
            written = done.stdout + "".join(gzip.decompress(path.read_bytes()).decode() for path in Path(folder).rglob("*.jsonl.gz"))
        if done.returncode or TOLD not in written:
            return f"{EXAMPLES[extra]} ended with {done.returncode} and wrote {done.stdout!r}\n{done.stderr}"
        print(f"examples: {EXAMPLES[extra]} runs with the extra {extra!r} alone" if extra else f"examples: {EXAMPLES[extra]} runs")
        return ""
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run it in a folder without the source tree; Spark's workers are of the same Python."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    environment["PYSPARK_PYTHON"] = str(command[0])
    return subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
