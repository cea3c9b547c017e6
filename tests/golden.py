"""The golden articles: `fixtures/<language>/<publisher>/<slug>/` with an input and the expected article."""

from __future__ import annotations

import json
from pathlib import Path

import cleaner

FIXTURES = Path(__file__).parent.parent / "fixtures"


def folders() -> list[Path]:
    """The folder of each golden article, by name."""
    return sorted(path.parent for path in FIXTURES.glob("*/*/*/expected.json"))


def read_input(folder: Path) -> str:
    """The input, line ends as they stand in the file."""
    (source,) = folder.glob("input.*")
    return source.read_bytes().decode("utf-8")


def cleaned(folder: Path) -> dict[str, object]:
    """What the library makes of the input: headline, standfirst, paragraphs and removed texts, with kinds."""
    is_page = (folder / "input.html").exists()
    article = (cleaner.clean_html if is_page else cleaner.clean_text)(read_input(folder))
    return {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "paragraphs": list(article.paragraphs),
        "removed": [{"kind": str(decision.kind), "text": decision.text} for decision in article.removed],
    }


def read_expected(folder: Path) -> dict[str, object]:
    """The expected article."""
    expected: dict[str, object] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected


def write_expected(folder: Path, expected: dict[str, object]) -> None:
    """Write the expected article, letters of all scripts as they are."""
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
