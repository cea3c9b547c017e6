"""Cleans a folder with datatrove: the shipped article, as a page and as a text, in two tasks.

`python examples/datatrove_pipeline.py [OUTPUT]`. Run again with the same output, it does what has not been done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor

from cleaner.integrations.datatrove import cleaning_pipeline

ARTICLES = Path(__file__).parent.parent / "fixtures" / "demo"

if __name__ == "__main__":  # workers import this file
    output = sys.argv[1] if len(sys.argv) > 1 else "cleaned"
    pipeline = cleaning_pipeline(str(ARTICLES), f"{output}/articles", exclusions=f"{output}/exclusions")
    LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=f"{output}/logs").run()
