"""The code in docs/report.md runs and prints what stands under it."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs" / "report.md"


def test_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example gives its output, and every picture is there, small."""
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(DOCS), module_relative=False, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0
    assert (tmp_path / "report.html").stat().st_size > 1000
    for name in ("report-desktop.png", "report-phone.png"):
        assert f"pictures/{name}" in DOCS.read_text(encoding="utf-8")
        assert 10_000 < (DOCS.parent / "pictures" / name).stat().st_size < 250_000
