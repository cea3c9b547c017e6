"""The golden articles: `fixtures/<language>/<publisher>/<slug>/` with an input and the expected article."""

from __future__ import annotations

import json
from pathlib import Path

import cleaner

FIXTURES = Path(__file__).parent.parent / "fixtures"


def folders() -> list[Path]:
    """The folder of each golden article, by name."""
    return sorted(path.parent for path in FIXTURES.glob("*/*/*/expected.json"))


def slug_of(domain: str) -> str:
    """How a publisher's domain is written in names of folders and rules."""
    return domain.replace(".", "-")


def of_publisher(domain: str) -> list[Path]:
    """The folders of a publisher's golden articles."""
    return [folder for folder in folders() if folder.parent.name == slug_of(domain)]


def read_input(folder: Path) -> str:
    """The input, line ends as they stand in the file."""
    (source,) = folder.glob("input.*")
    return source.read_bytes().decode("utf-8")


def cleaned(folder: Path) -> dict[str, object]:
    """What the library makes of the input: headline, standfirst, paragraphs and removed texts, with kinds.

    The address that the input is cleaned with is what `expected.json` has as `url`.
    """
    is_page = (folder / "input.html").exists()
    url = url_of(folder)
    article = (cleaner.clean_html if is_page else cleaner.clean_text)(read_input(folder), url)
    return {
        **({"url": url} if url else {}),
        "headline": article.headline,
        "standfirst": article.standfirst,
        "paragraphs": list(article.paragraphs),
        "removed": [{"kind": str(decision.kind), "text": decision.text} for decision in article.removed],
    }


def url_of(folder: Path) -> str | None:
    """The address of the article, where it has one."""
    url = read_expected(folder).get("url")
    return None if url is None else str(url)


def read_expected(folder: Path) -> dict[str, object]:
    """The expected article."""
    expected: dict[str, object] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected


def write_expected(folder: Path, expected: dict[str, object]) -> None:
    """Write the expected article, letters of all scripts as they are."""
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
