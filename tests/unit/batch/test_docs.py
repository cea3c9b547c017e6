"""The code in docs/batch.md runs and prints what stands under it."""

from __future__ import annotations

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "batch.md"


def test_docs() -> None:
    """Every example gives its output, and every kind of error is named."""
    result = doctest.testfile(str(DOCS), module_relative=False, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0
