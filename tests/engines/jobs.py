"""Jobs of engines, each in a process of its own: they bring threads, servers and settings that are not for other tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"

_SETTINGS = {
    "PYTHONPATH": str(ROOT),
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_raylet_start_wait_time_s": "300",  # a busy machine takes its time
}
_LIMIT = 1200
"""Seconds after which a job that waits for ever is ended."""


def run(script: Path, folder: Path) -> str:
    """What a script prints that is given a folder, and is run there."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, script, folder],
        capture_output=True, text=True, env={**os.environ, **_SETTINGS}, cwd=folder, timeout=_LIMIT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
