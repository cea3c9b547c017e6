"""Articles as one page of HTML: each a part of it, and the page around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cleaner.article import Article
from cleaner.batch.records import Record
from cleaner.batch.writing import Bytes
from cleaner.webpage import CLOSING, element, opening


class Titled(NamedTuple):
    """An article as a part of a page, and the title of a page that begins with it."""

    title: str | None
    element: bytes


@dataclass(frozen=True, slots=True)
class AsPart:
    """An article as a part of a page of HTML."""

    def article(self, _: Record, article: Article) -> Titled:
        """The part."""
        return Titled(article.headline, element(article).encode("utf-8", "replace"))

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: a page has no place for it."""


class Page:
    """Articles into one page of HTML, that has the title of the first."""

    def __init__(self, output: Bytes) -> None:
        self._output = output
        self._begun = False

    def write(self, made: object) -> None:
        """Take one article more."""
        assert isinstance(made, Titled)  # noqa: S101 - its shape makes these
        self._begin(made.title)
        self._output.write(made.element)

    def finish(self) -> None:
        """Write what has been held back, and the end of the page; one without articles is a page too."""
        self._begin(None)
        self._output.write(CLOSING.encode())
        self._output.finish()

    def _begin(self, title: str | None) -> None:
        if not self._begun:
            self._output.write(opening(title).encode("utf-8", "replace"))
            self._begun = True
