"""The pictures of docs/report.md are there."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "report.md"


def test_pictures() -> None:
    """Small, and shown on the page."""
    page = DOCS.read_text(encoding="utf-8")
    for name in ("report-desktop.png", "report-phone.png"):
        assert f"pictures/{name}" in page
        assert 10_000 < (DOCS.parent / "pictures" / name).stat().st_size < 250_000
