"""The hand-written cases of `fixtures/appeals`: articles whose kept and removed parts are known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner import Article

FOLDER = Path(__file__).parent.parent / "fixtures" / "appeals"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the input, and what a reader would keep of it."""

    id: str
    language: str
    input: str
    headline: str | None
    standfirst: str | None
    body: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """Headline, standfirst and paragraphs, those that there are."""
        return tuple(part for part in (self.headline, self.standfirst, *self.body) if part)


@cache
def cases() -> tuple[Case, ...]:
    """All cases, by file and line."""
    return tuple(
        Case(
            row["id"], row["lang"], row["input"], row["headline"], row["standfirst"], tuple(row["body"]), tuple(row["removed"])
        )
        for file in sorted(FOLDER.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
        for row in (json.loads(line),)
    )


def sample(step: int = 19) -> tuple[Case, ...]:
    """Every so many-th case. The step is odd: variants of a text stand in groups of four and of eight."""
    return cases()[::step]


def squeezed(parts: Iterable[str | None]) -> str:
    """The texts without their white space, which formats differ in."""
    return "".join("".join(part.split()) for part in parts if part)


def kept_of(article: Article) -> str:
    """What an article keeps, without white space."""
    return squeezed((article.headline, article.standfirst, *article.paragraphs))
