"""What a report takes from one article: counts, and what may be shown of it. Small, so that workers can send it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.article import Article
from cleaner.errors import InputError
from cleaner.model import Decision
from cleaner.report.excerpts import Cut, Excerpt, around, cuts_of, short, whole
from cleaner.report.least import digest

_EACH = 3
"""Doubtful removals, and near misses, that one article may give."""
_LONGEST_NAME, _LONGEST_URL = 120, 500


class Card(NamedTuple):
    """What is shown of an article."""

    id: str
    url: str
    """"" where it has none, or an odd one: too long, or of another scheme than http and https."""
    publisher: str
    headline: str
    excerpt: Excerpt
    left_out: int = 0
    """Decisions that are not in the excerpt."""


class Removal(NamedTuple):
    """What is counted of a removal."""

    kind: str
    rule: str
    """The rule's id, or "" where none decided."""
    confidence: float
    size: int
    """Characters."""


class Candidate(NamedTuple):
    """A decision that may be shown."""

    confidence: float
    name: str
    """The same for the same words of the same kind: they need to be shown once."""
    card: Card


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report takes from one article."""

    publisher: str
    """The host of its address without `www.`; "" where it has none."""
    language: str
    """ISO 639-1; "" where it could not be told."""
    size: int
    """Characters of its document."""
    removals: tuple[Removal, ...]
    near: tuple[float, ...]
    """The confidence of each near miss."""
    warnings: tuple[str, ...]
    card: Card
    doubtful: tuple[Candidate, ...]
    """Its removals of lowest confidence."""
    spared: tuple[Candidate, ...]
    """Its near misses of highest confidence."""


class Failure(NamedTuple):
    """What a report takes from a record that could not be cleaned."""

    id: str
    type: str
    message: str


def failure_of(id: object, type: str, message: str) -> Failure:
    """What a report takes from a record that could not be cleaned for an error of this type."""
    return Failure("" if id is None else short(str(id)), short(type), short(message))


def entry_of(article: Article, id: object = None, url: str | None = None) -> Entry:
    """What a report takes from an article. `url` is its address where it was cleaned without one.

    Raises `InputError` for a `url` that is no text.
    """
    from cleaner.engine import KEPT  # it brings numpy; who only opens a report need not wait for that

    if not isinstance(url, str | None):
        raise InputError(f"url is of type {type(url).__name__}; give str or None")
    address = url or article.document.url or article.metadata.url or ""
    publisher = host_of(address)
    cuts = cuts_of(article)
    excerpt = whole(article.document, cuts)
    name = "" if id is None else short(str(id), _LONGEST_NAME)
    link = address if len(address) <= _LONGEST_URL and address.lower().startswith(("http://", "https://")) else ""
    decisions = len(article.removed) + len(article.spared)
    card = Card(name, link, publisher, short(article.headline or ""), excerpt, max(0, decisions - len(excerpt.marks)))
    near = [decision for decision in article.spared if decision.reason != KEPT]
    removed = sorted(article.removed, key=lambda decision: (decision.confidence, decision.span))
    nearest = sorted(near, key=lambda decision: (-decision.confidence, decision.span))
    return Entry(
        publisher,
        article.language or "",
        len(article.document.text),
        tuple(
            Removal(str(decision.kind), decision.rule or "", decision.confidence, decision.span.end - decision.span.start)
            for decision in article.removed
        ),
        tuple(decision.confidence for decision in near),
        article.warnings,
        card,
        tuple(_candidates(article, cuts, card, removed)),
        tuple(_candidates(article, cuts, card, nearest)),
    )


def host_of(address: str) -> str:
    """The host that an address names, without `www.`; "" where it names none.

    >>> host_of("https://www.lenn.example/bridge")
    'lenn.example'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return short(host.removeprefix("www."), _LONGEST_NAME)


def _candidates(article: Article, cuts: Sequence[Cut], card: Card, decisions: Sequence[Decision]) -> Iterator[Candidate]:
    """What may be shown of these decisions, the first of them."""
    for decision in decisions[:_EACH]:
        excerpt = around(article.document, cuts, decision)
        if excerpt.focus is not None:
            words = " ".join(decision.text.split()).casefold()
            name = digest((decision.kind.value, decision.verdict.value, words)).hex()
            yield Candidate(decision.confidence, name, card._replace(excerpt=excerpt, left_out=0))
