"""The golden articles: `fixtures/<language>/<publisher>/<slug>/` with an input and the expected article."""

from __future__ import annotations

from pathlib import Path

import cleaner
from cleaner.testing.golden import Golden, golden_of, read_golden, write_golden

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


def cleaned(folder: Path) -> Golden:
    """What the library makes of the input.

    The address that the input is cleaned with is what `expected.json` has as `url`.
    """
    is_page = (folder / "input.html").exists()
    url = url_of(folder)
    return golden_of((cleaner.clean_html if is_page else cleaner.clean_text)(read_input(folder), url), url)


def url_of(folder: Path) -> str | None:
    """The address of the article, where it has one."""
    url = read_expected(folder).get("url")
    return None if url is None else str(url)


def read_expected(folder: Path) -> Golden:
    """The expected article."""
    return read_golden(folder / "expected.json")


def write_expected(folder: Path, expected: Golden) -> None:
    """Write the expected article."""
    write_golden(folder / "expected.json", expected)
