"""Take the journalism out of a news page or text: headline, standfirst and body, without the publisher's own asides.

>>> import cleaner
>>> article = cleaner.clean("")
>>> article.paragraphs
()
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleaner.article import Article
from cleaner.errors import CleanerError, InputError, PackFault, RulePackError, UnknownPackError
from cleaner.model import Block, BlockKind, Decision, Document, Evidence, Kind, Mode, Role, Span, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.engine import Cleaner
    from cleaner.readers.source import Source

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Cleaner",
    "CleanerError",
    "Decision",
    "Document",
    "Evidence",
    "InputError",
    "Kind",
    "Mode",
    "PackFault",
    "Role",
    "RulePackError",
    "Span",
    "UnknownPackError",
    "Verdict",
    "__version__",
    "clean",
    "clean_html",
    "clean_many",
    "clean_text",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The engine brings numpy; who only handles articles or errors does not wait for it.
    if name == "Cleaner":
        from cleaner.engine import Cleaner

        return Cleaner
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _default() -> Cleaner:
    from cleaner.engine import Cleaner

    return Cleaner()


def clean(source: Source, url: str | None = None) -> Article:
    """The article in a source: str or bytes of HTML or text (told apart), a `BeautifulSoup` object, an lxml tree.

    Raises `InputError` for other types and for sources over 20 MB. `Cleaner` has options.
    """
    return _default().clean(source, url)


def clean_html(html: Source, url: str | None = None) -> Article:
    """The article on an HTML page, without a guess whether it is one."""
    return _default().clean_html(html, url)


def clean_text(text: str, url: str | None = None) -> Article:
    """The article in a plain text, without a guess whether it is HTML."""
    return _default().clean_text(text, url)


def clean_many(sources: Iterable[Source], workers: int = 1, *, learn: bool = False) -> Iterator[Article]:
    """The articles of many sources, lazily and in their order, on so many processes.

    With `learn`, the sources are of one publisher and are read twice: what he repeats in them is found first, and taken out
    then. That needs the extra `learning`; `InputError` for sources that can be read only once.
    """
    if learn:
        from cleaner.learning.twice import clean_twice

        return clean_twice(sources, _default(), workers)
    return _default().clean_many(sources, workers)
