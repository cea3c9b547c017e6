"""Who speaks: the publisher's own names in its text, counted as words for its newsroom.

"The Gazette lives on its readers" is an appeal in the Gazette and reporting anywhere else. What a publisher is called is
known from its page (`og:site_name` and its like), from the address, and from a copyright line with a year. Where such a name
stands in the text there is a hit of the family `press`, as if there stood "our newsroom": evidence like any other, which somebody's
quotation marks take back. A word that the text also writes small is no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import regex

from cleaner.characters import LOWER
from cleaner.folding import fold
from cleaner.model import Document
from cleaner.rules.hosts import host_of
from cleaner.ruling import FAMILIES, Found, Hits, Section

_VOICE = FAMILIES.index("voice")
_SHORTEST, _LONGEST = 3, 60
"""Characters of a name."""
_COMMON_LABELS = frozenset(
    "www m amp mobile edition news blog blogs english en co com org net info gov edu ac or ne go tv online media press".split()
)
_BAR = regex.compile(r"\s+[|–—·:»-]\s+|\s*[|»]\s*")
_DOMAIN = regex.compile(r"\.(?:com|org|net|[a-z]{2})$")
_GAP = regex.compile(r"[^\w]+")
# A year stands beside a publisher's name, and not beside a photographer's. Names begin with capitals and go on over small words.
_CAPITALS = r"\p{Lu}[\w'’&-]{0,30}(?: (?:(?:of|the|and|de|del|la|du|der|di|do|da|i|y|og|och|&) )?\p{Lu}[\w'’&-]{0,30}){0,5}"
_COPYRIGHT = regex.compile(
    rf"(?:©|\([cC]\)|[Cc](?i:opyright)\b) ?©? ?(?:\d{{4}} ?[-–] ?)?\d{{4}},? (?:by )?(?P<name>{_CAPITALS})"
    rf"|^(?P<name>{_CAPITALS}),? (?:©|\([cC]\)|[Cc](?i:opyright)\b) ?©? ?\d{{4}}",
    regex.MULTILINE,
)
_LEGAL = regex.compile(r",? (?:inc|llc|ltd|limited|plc|gmbh|ag|se|sa|srl|spa|bv|nv|ab|as|aps|oy|kft|kg|co)\b.*$")


def with_speaker(found: Found, document: Document, folded: str) -> Found:
    """What was found in a document, and where its publisher names itself."""
    places: list[tuple[int, int]] = []
    for start, end in sorted({place for name in _names(document) for place in _places(name, folded, found)}):
        if not places or start >= places[-1][1]:
            places.append((start, end))
    if not places:
        return found
    starts, ends = np.asarray(places, dtype=np.intp).T
    hits = found.hits
    own = (starts, ends, np.full(len(places), Section.FAMILY, dtype=np.intp), np.full(len(places), _VOICE, dtype=np.intp))
    columns = [np.concatenate(pair) for pair in zip((hits.starts, hits.ends, hits.sections, hits.indices), own, strict=True)]
    order = np.lexsort(columns[::-1])
    return replace(found, hits=Hits(*(column[order] for column in columns)))


def _names(document: Document) -> Iterator[str]:
    """What the publisher may be called, folded, its words parted by single spaces; a host's words may have grown together."""
    metadata = document.metadata
    if metadata and metadata.publisher:
        yield from _told(metadata.publisher)
    yield from _of_host(host_of(document.url))
    if regex.search(r"©|\([cC]\)|opyright|OPYRIGHT", document.text):
        for match in _COPYRIGHT.finditer(document.text):
            yield from _told(_LEGAL.sub("", fold(match["name"])))


def _told(written: str) -> Iterator[str]:
    """The name in what a page says of its publisher, which may have a motto behind it."""
    name = " ".join(_DOMAIN.sub("", _BAR.split(fold(written).strip(), maxsplit=1)[0]).split())
    name = name.removeprefix("the ")
    if _SHORTEST <= len(name) <= _LONGEST:
        yield name


def _of_host(host: str) -> Iterator[str]:
    """The part of a host that is a name: the longest that is none of the usual ones."""
    labels = [label for label in host.split(".")[:-1] if label not in _COMMON_LABELS]
    label = max(labels, key=len, default="")
    if _SHORTEST < len(label) <= _LONGEST and not label.startswith("xn--"):
        yield label
        if len(bare := label.removeprefix("the")) > _SHORTEST:
            yield bare


@lru_cache(maxsize=512)
def _pattern(name: str) -> regex.Pattern[str]:
    """Finds a name in folded text; one written in one piece also where it stands in several words."""
    words = _GAP.split(name)
    inner = r"[\s'.-]{0,2}"
    letters = [inner.join(map(regex.escape, word)) if len(words) == 1 else regex.escape(word) for word in words if word]
    ends = (r"(?<!\w)", r"(?!\w)") if name[:1].lower() != name[:1].upper() else ("", "")
    return regex.compile(ends[0] + r"\W{1,3}".join(letters) + ends[1])


def _places(name: str, folded: str, found: Found) -> list[tuple[int, int]]:
    """Where a name stands; nowhere, where some of these begin small: then it is a word of the language."""
    places = [match.span() for match in _pattern(name).finditer(folded)]
    return [] if any(found.classes[start] & LOWER for start, _ in places) else places
