"""Who speaks: the publisher's own names in its text, counted as its voice.

"A gift to the Gazette pays for reporting" is an appeal in the Gazette and reporting anywhere else. What a publisher is called is
known from its page (`og:site_name` and its like), from the address, and from a copyright line with a year. Where such a name
stands in the text there is a hit of the family `voice`, as if there stood "we": evidence like any other, which somebody's
quotation marks take back.

Papers are called after days, towns and the world, and a sentence about those must not go. So a name counts only where
the text writes it as one, with capitals and never small; and one word, an article aside, only where it is none of the
packs' terms, and none of the words that the judge has a weight for or has the English article before it with which the
publisher calls itself: English writes no other noun large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import numpy as np
import regex

from cleaner.characters import IDEOGRAPH, LOWER, UPPER, classes_of
from cleaner.folding import fold
from cleaner.model import Document
from cleaner.rules.hosts import host_of
from cleaner.ruling import FAMILIES, Found, Hits, Section

_VOICE = FAMILIES.index("voice")
_SHORTEST, _LONGEST = 3, 60
"""Characters of a name."""
_MOST_NAMES = 20
"""Names that are looked for: each takes a scan of the text, and copyright lines may have any number."""
_SECOND_LEVEL = frozenset("co com org net gov gob edu ac or ne go nom gen web".split())
"""Labels of a host that countries have before their own."""
_HOSTS_OF_OTHERS = frozenset("blogspot github google medium msn substack tumblr wixsite wordpress yahoo".split())
_ARTICLES = frozenset("the a an der die das den de het il lo la le les el los las o os as al".split())
_SMALL = 3
"""Letters up to which a word of a name may be written small."""
_BAR = regex.compile(r"\s+[|–—·:»-]\s+|\s*[|»]\s*")
_DOMAIN = regex.compile(r"\.(?:com|org|net|[a-z]{2})$")
_GAP = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_WORD = regex.compile(r"\w+")
# A year stands beside a publisher's name, and not beside a photographer's. Names begin with capitals and go on over small words.
_CAPITALS = r"\p{Lu}[\w'’&-]{0,30}(?: (?:(?:of|the|and|de|del|la|du|der|di|do|da|i|y|og|och|&) )?\p{Lu}[\w'’&-]{0,30}){0,5}"
_COPYRIGHT = regex.compile(
    rf"(?:©|\([cC]\)|[Cc](?i:opyright)\b) ?©? ?(?:\d{{4}} ?[-–] ?)?\d{{4}},? (?:by )?(?P<name>{_CAPITALS})"
    rf"|^(?P<name>{_CAPITALS}),? (?:©|\([cC]\)|[Cc](?i:opyright)\b) ?©? ?\d{{4}}",
    regex.MULTILINE,
)
_LEGAL = regex.compile(r",? (?:inc|llc|ltd|limited|plc|gmbh|ag|se|sa|srl|spa|bv|nv|ab|as|aps|oy|kft|kg|co)\b.*$")


def with_speaker(found: Found, document: Document, folded: str, is_word: Callable[[str], bool]) -> Found:
    """What was found in a document, and where its publisher names itself; `is_word` knows words of the language, folded."""
    places: list[tuple[int, int]] = []
    names = islice(dict.fromkeys(_names(document)), _MOST_NAMES)
    for start, end in sorted({place for name in names for place in _places(name, folded, found, is_word)}):
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
    name = _GAP.sub(" ", _DOMAIN.sub("", _BAR.split(fold(written).strip(), maxsplit=1)[0])).strip()
    if _SHORTEST <= len(name) <= _LONGEST:
        yield name


def _of_host(host: str) -> Iterator[str]:
    """The name in a host: the label that its owner had registered, or the one before where others write under it."""
    labels = host.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL | _HOSTS_OF_OTHERS:
        labels.pop()
    label = labels[-1] if labels and labels[-1] not in _HOSTS_OF_OTHERS else ""
    if label.startswith("xn--"):
        try:
            label = label.encode().decode("idna")
        except UnicodeError:  # it only looks as if it were encoded
            return
    name = _GAP.sub(" ", fold(label)).strip()
    if _SHORTEST <= len(name) <= _LONGEST:
        yield name
        if name.startswith("the") and len(name) >= _SHORTEST + 3:
            yield f"the {name[3:].strip()}"


@lru_cache(maxsize=512)
def _pattern(name: str) -> regex.Pattern[str]:
    """Finds a name in folded text; one written in one piece also where it stands in several words."""
    article, _, main = name.partition(" ")
    if article not in _ARTICLES:
        article, main = "", name
    words = main.split()
    letters = r"\W{1,3}".join(words) if len(words) > 1 else r"[\s'.-]{0,2}".join(main)
    is_glued = classes_of(name[0])[0] & IDEOGRAPH  # in such scripts words stand together
    ends = ("", "") if is_glued else (r"(?<!\w)", r"(?!\w)")
    before = rf"(?:{article}\W{{1,3}})?" if article else ""
    return regex.compile(ends[0] + before + letters + ends[1])


def _places(name: str, folded: str, found: Found, is_word: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where a name stands; nowhere, where the text also writes it small: then these are words of the language."""
    places: list[tuple[int, int]] = []
    for match in _pattern(name).finditer(folded):
        words = [word.span() for word in _WORD.finditer(folded, *match.span())]
        has_article = len(words) > 1 and folded[slice(*words[0])] in _ARTICLES
        article = folded[slice(*words.pop(0))] if has_article else ""
        large = [not found.classes[low] & LOWER for low, _ in words if folded[low].isalpha()]
        if not large or not (large[0] and large[-1]) or any(found.classes[low] & LOWER and high - low > _SMALL for low, high in words):
            return []
        start, end = words[0][0], match.end()
        if all(high - low == 1 for low, high in words[1:]):  # one word, or its letters with full stops
            is_known = article != "the" and is_word("".join(folded[low:high] for low, high in words))
            if is_known or _is_term(found.hits, start, end) or (article and _before_name(folded, found, end)):
                continue
        places.append((start, end))
    return places


def _is_term(hits: Hits, start: int, end: int) -> bool:
    """A term of the packs stands at `start:end`; hits are by place."""
    low, high = np.searchsorted(hits.starts, (start, start + 1))
    return bool((hits.ends[low:high] == end).any())


def _before_name(folded: str, found: Found, place: int) -> bool:
    """A word with a capital follows, as in "the London Marathon"."""
    following = _WORD.match(folded, place + 1)
    return following is not None and bool(found.classes[following.start()] & UPPER)
