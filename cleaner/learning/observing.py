"""What is noted of one article: who published it, of what it tells, and each of its blocks as a number.

Of a page the blocks are those that its layout takes for the article: what the layout sets apart needs no rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from cleaner.article import Article
from cleaner.assembling import Rendering, render
from cleaner.batch.records import Fields, Record
from cleaner.deciding import score
from cleaner.engine import Cleaner
from cleaner.errors import InputError
from cleaner.folding import fold
from cleaner.learning.subjects import LAST_BIT, subjects_of
from cleaner.learning.wording import digest, is_long_enough, names_publisher, near_keys, normal, words_of
from cleaner.model import BlockKind, Decision, Document, Kind, Span
from cleaner.revealing import reveal, revealed
from cleaner.rules.hosts import host_of, is_host
from cleaner.selecting import FOREIGN, PLACED, REASON
from cleaner.signals import lexical
from cleaner.signals.scene import Scene
from cleaner.weighing import text_weights

START, MIDDLE, END = 0, 1, 2
"""Where in an article a block stands."""
_NEAR_START, _NEAR_END = 4, 6
"""Blocks at an article's beginning and end that stand at its start and end, if they are no more than two fifths of it each."""

UNSAID = -10.0
"""The log-odds of a block in which none of the packs' wording is."""
PLAIN = -4.0
"""Log-odds under which a block in the middle of an article is not kept in words: nothing speaks for a rule."""

_DATE = regex.compile(r"\d{4}-\d{2}-\d{2}")
_BARE = ("www.", "m.", "amp.", "mobile.")


class BlockSeen(NamedTuple):
    """A block of an article."""

    digest: int
    """Of the normalised words; 64 bits."""
    ordinal: int
    """Its place among the article's blocks, from 1 to 63, which all behind it share: its bit in `Observation.subjects`."""
    place: int
    """`START`, `MIDDLE` or `END`."""
    odds: float
    """The judge's log-odds that it is boilerplate, from its wording in its surroundings."""
    kind: str
    """Of which kind it would be."""
    spared: bool
    """A guard, a helpline or a correction speaks for it."""
    removed: bool
    """It is taken out as things are."""
    text: str | None
    """As it stands there; None for what is in the middle, reads like journalism and does not name the publisher."""
    keys: list[int]
    """What near copies share (`near_keys`)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What is noted of one article."""

    publisher: str
    """The host of its address without `www.` and the like."""
    article: int
    """64 bits of its address: the same address is the same article."""
    content: int
    """64 bits of all its blocks."""
    url: str
    headline: str
    date: date | None
    language: str | None
    subjects: Mapping[int, int] = field(default_factory=dict)
    """Words that tell of what it is, by their digests; each with the blocks that it stands in as bits, bit 0 the headline."""
    blocks: Sequence[BlockSeen] = ()


@dataclass(frozen=True, slots=True)
class AsObservation:
    """The shape of a record that is learnt from (`cleaner.batch.shapes`)."""

    cleaner: Cleaner
    fields: Fields = field(default_factory=Fields)
    url: str | None = None
    """The address of records that have none: they are its publisher's."""
    date_fields: tuple[str, ...] = ("date", "published", "date_publish", "published_at")

    def article(self, record: Record, article: Article) -> Observation:
        """What is noted. `InputError` for a record of which no publisher is known."""
        own = record.get(self.fields.url) or article.metadata.url
        address = own if isinstance(own, str) else ""
        publisher = publisher_of(address or self.url or "")
        if not publisher:
            raise InputError(f"no publisher: the field {self.fields.url!r} has {own!r}; give an address such as https://example.org/story")
        told = next((value for name in self.date_fields if (value := record.get(name))), article.metadata.published)
        return observe(article, self.cleaner, publisher, address, _day(told))

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: who reads the outcomes tells of it."""


def publisher_of(url: str) -> str:
    """The host that stands for a publisher; "" where an address names none.

    >>> publisher_of("https://www.example.org/story/1")
    'example.org'
    """
    host = host_of(url)
    for prefix in _BARE:
        host = host.removeprefix(prefix)
    return host if is_host(host) else ""  # of no other could a pack be


def observe(article: Article, cleaner: Cleaner, publisher: str, url: str = "", day: date | None = None) -> Observation:
    """What is noted of an article that `cleaner` made."""
    rendering = region_of(article)
    document = rendering.document
    texts = [document.text[start:end] for (start, end), _, _ in document.blocks]
    headline = _headline(article)
    blocks = tuple(_blocks(article, cleaner, publisher, rendering, texts))
    content = digest("\n".join(texts))
    return Observation(
        publisher,
        digest(_bare_address(url)) if url else digest(f"{publisher}\n{content}"),
        content,
        url,
        headline,
        day,
        article.language,
        subjects_of([headline, *(text if text != headline else "" for text in texts)]),
        blocks,
    )


def region_of(article: Article) -> Rendering:
    """What layout takes for the article, before wording is looked at: of a plain text, all of it.

    As its reader sees it (`cleaner.revealing`), which is what rules are tried on.
    """
    region = render(article.document, (decision.span for decision in article.removed if _is_apart(decision)))
    seen = reveal(region.document)
    return _through(seen, region) if seen else region


def _through(seen: Rendering, region: Rendering) -> Rendering:
    """The first rendering, with its characters' places in the source of the second, of which it was made."""
    pieces = []
    for start, place, length in seen.pieces:
        for first, source, count in region.pieces_of(Span(place, place + length)):
            low, high = max(first, place), min(first + count, place + length)
            if low < high:
                pieces.append((start + low - place, source + low - first, high - low))
    return Rendering(seen.document, tuple(pieces))


def _headline(article: Article) -> str:
    return revealed(article.headline or "").strip()


def _blocks(article: Article, cleaner: Cleaner, publisher: str, rendering: Rendering, texts: Sequence[str]) -> Iterator[BlockSeen]:
    """The blocks that say enough, each of its wording once; the headline is none."""
    document = rendering.document
    judged = _judged(document, cleaner, article.language)
    gone = _gone(article)
    headline = _headline(article)
    body = [number for number, text in enumerate(texts) if text != headline]
    places = _places(len(body))
    seen: set[int] = set()
    for number, (text, block) in enumerate(zip(texts, document.blocks, strict=True)):
        normalised = normal(text)
        known = digest(normalised)
        if text == headline or block.kind == BlockKind.CODE or known in seen or not is_long_enough(normalised):
            continue
        seen.add(known)
        place = places[bisect_left(body, number)]
        odds, kind, spared = judged[number]
        in_words = place != MIDDLE or odds >= PLAIN or names_publisher(normalised, publisher)
        covered = sum(int(np.count_nonzero(gone[start:end])) for start, end in rendering.to_source(block.span))
        yield BlockSeen(
            known,
            min(number + 1, LAST_BIT),
            place,
            round(odds, 1),
            kind,
            spared,
            2 * covered > len(text),
            text if in_words else None,
            near_keys(words_of(normalised)) if in_words else [],
        )


def _places(count: int) -> list[int]:
    """Where each of so many blocks stands."""
    most = (2 * count + 2) // 5
    start, end = min(_NEAR_START, most), min(_NEAR_END, most)
    return [START] * start + [MIDDLE] * (count - start - end) + [END] * end


def _gone(article: Article) -> NDArray[np.bool_]:
    """Which characters wording, not layout, took out."""
    gone = np.zeros(len(article.document.text), dtype=bool)
    for decision in article.removed:
        if not _is_apart(decision):
            gone[slice(*decision.span)] = True
    return gone


def _is_apart(decision: Decision) -> bool:
    """Layout alone took it out."""
    return decision.reason in (FOREIGN, REASON) or decision.reason.startswith(PLACED)


def _judged(document: Document, cleaner: Cleaner, language: str | None) -> list[tuple[float, str, bool]]:
    """Of each block: the mean log-odds of its units by their length, the likeliest kind, and whether it is to be spared."""
    scene = cleaner.scene_of(document, fold(document.text), language)
    plain = (UNSAID, str(Kind.CUSTOM), False)
    if scene is None:
        return [plain] * len(document.blocks)
    weights = text_weights()
    scored = score(scene, weights)
    kinds = weights.network.kinds(scored.matrix)
    sizes = (scene.ends - scene.starts).astype(np.float64)
    bounds = np.searchsorted(scene.blocks, np.arange(len(document.blocks) + 1))
    judged = []
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if first == last:
            judged.append(plain)
            continue
        odds = float(np.average(scored.log_odds[first:last], weights=sizes[first:last]))
        kind = tuple(Kind)[int(kinds[first:last].sum(axis=0).argmax())]
        judged.append((max(odds, UNSAID), str(kind), any(_is_spared(scene, unit) for unit in range(first, last))))
    return judged


def _is_spared(scene: Scene, unit: int) -> bool:
    """A guard hits the unit, or it has the wording of a helpline or a correction."""
    return any(hit.rule.is_guard for hit in scene.rules[unit]) or any(
        family in ("helpline", "correction") for family, _ in lexical.named_hits(scene, unit)
    )


def _bare_address(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/").lower()


def _day(told: object) -> date | None:
    """The day that a date of whatever type says, or None."""
    if isinstance(told, date):  # a datetime is one
        return date(told.year, told.month, told.day)
    found = _DATE.match(told.strip()) if isinstance(told, str) else None
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
