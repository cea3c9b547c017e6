"""Which block of a page is its headline.

A page says its headline several times: in a heading, in JSON-LD, in Open Graph, in its title with the site's name behind.
The heading that a reader sees is taken, and the other sayings tell which heading that is. Where all of them differ, the
heading still is the headline: on 190 pages whose Open Graph title differs from the heading, the heading was right three
times as often.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import regex

from cleaner.layout.wording import letters, words
from cleaner.model import BlockKind, Metadata

if TYPE_CHECKING:
    from cleaner.layout.tree import Layout

_SHORT = 8
"""Code points up to which a text is a part of a title by chance: "Sport" is a section, too."""
_ALIKE = 0.3
"""Of the words of a heading and a title together: a heading that shares so many says the same."""
_MOST_LINES = 3
"""A headline may be set in so many blocks."""
_LONGEST_SUFFIX = 2.5
"""Times the length of a site's name: "The Example - Business" is still the site."""
_LEAST_NAME = 5
"""Letters of a site's name from which it is looked for inside another text."""
_BAR = regex.compile(r"\s+[|–—\-·•»:]+\s+|\s*[|ㅣ]\s*")
_LONGEST = 1_000
"""Code points of a headline that is held against titles, which are no longer, and looked through for bars."""
_COMMON_LABELS = frozenset({"www", "com", "org", "net", "co", "uk", "de", "fr", "es", "it", "news", "blog"})


class Headline(NamedTuple):
    """The blocks `first` up to `last`, which is not one of them, and what they say; -1 and -1 where no block does."""

    first: int
    last: int
    text: str | None


def find_headline(layout: Layout) -> Headline:
    """The headline of a page: the heading that is one of its titles, or is like one, or a block that is, or the first heading."""
    metadata = layout.page.metadata
    site = _site_names(metadata)
    titles = [without_site(title.text, site) for title in metadata.titles]
    told = {said for title in (*titles, *(title.text for title in metadata.titles)) if len(said := words(title)) > _SHORT}
    told_words = [frozenset(title.split()) for title in told]
    lowered = {title.lower() for title in titles if len(title) > _SHORT}
    parts = {said for title in metadata.titles for part in _BAR.split(title.text) if len(said := words(part)) > _SHORT}
    blocks = layout.page.document.blocks
    ranked: list[tuple[int, float, int]] = []
    for number, text in enumerate(layout.folded):
        is_heading = blocks[number].kind == BlockKind.HEADING
        if not (is_heading or text in lowered) or _is_site(text, site, 1.0):
            continue
        said = words(text)
        is_first = is_heading and blocks[number].level == 1
        likeness = _likeness(said, told_words) if is_first and len(said) <= _LONGEST else 0.0
        if said in told:
            rank = 0 if is_first else 2 if is_heading else 5
        elif is_first and len(said) > _SHORT and any(title.startswith(said) or title.endswith(said) for title in told):
            rank = 1
        elif is_heading and said in parts:
            rank = 3
        elif is_first:
            rank = 4 if likeness >= _ALIKE else 6
        else:
            continue
        ranked.append((rank, -likeness if rank == 4 else 0.0, number))
    first = min(ranked)[2] if ranked else -1
    if first < 0:
        starts = [n for n, text in enumerate(layout.folded) if len(text) > _SHORT and any(title.startswith(text) for title in lowered)]
        first = next((n for n in starts if not _is_site(layout.folded[n], site, 1.0)), -1)
    if first < 0:
        return Headline(-1, -1, _shortest(titles))
    found = _worded(layout, first, dict(zip(map(words, reversed(titles)), reversed(titles), strict=True)), site)
    return found._replace(text=_agreed(found.text or "", metadata, site))


def _shortest(titles: Sequence[str]) -> str | None:
    """What a page that shows no headline calls itself: the title with which all others begin, else the first."""
    long = sorted((title for title in titles if len(title) > _SHORT), key=len)
    return next((title for title in long if all(other.startswith(title) for other in long)), titles[0] if titles else None)


def _agreed(text: str, metadata: Metadata, site: frozenset[str]) -> str:
    """The headline, or what the page calls itself instead.

    That is so where Open Graph and JSON-LD of a news page say the same, or where the heading has a kicker before it.
    """
    said: dict[str, str] = {}
    for title in metadata.titles:
        said.setdefault(title.source, without_site(title.text, site))
    shared = said.get("og:title", "")
    own, other = words(text), words(shared)
    if len(other) <= _SHORT or own == other:
        return text
    if metadata.is_news and other == words(said.get("json-ld", "")):
        return shared
    kicker = text[: len(text) - len(shared)].rstrip()
    return shared if own.endswith(" " + other) and kicker.endswith(":") else text


def _worded(layout: Layout, first: int, titles: dict[str, str], site: frozenset[str]) -> Headline:
    """The headline that begins at a block: over several blocks, and parted and not in capitals alone, where a title has it so."""
    document = layout.page.document
    texts = [document.text[start:end] for (start, end), _, _ in document.blocks[first : first + _MOST_LINES]]
    if len(texts[0]) > _LONGEST:
        return Headline(first, first + 1, texts[0])
    joined = ""
    for count, text in enumerate(texts, 1):
        joined = f"{joined} {words(text)}".strip()
        title = titles.get(joined)
        if title and (count > 1 or _parts(title) > _parts(text) or (text.isupper() and not title.isupper())):
            return Headline(first, first + count, title)
        if title:
            break
    return Headline(first, first + 1, without_site(texts[0], site))


def _parts(text: str) -> int:
    return len(_BAR.findall(text)) + text.count(":")


def _likeness(text: str, titles: Sequence[frozenset[str]]) -> float:
    """The largest part of the words of the text and of a title together that both have."""
    own = set(text.split())
    return max((shared / (len(own) + len(title) - shared) for title in titles if (shared := len(title & own))), default=0.0)


def _site_names(metadata: Metadata) -> frozenset[str]:
    """What the site may be called, in letters alone: by itself, and by its address."""
    try:
        host = (urlsplit(metadata.url or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    labels = [label for label in host.split(".") if label not in _COMMON_LABELS and len(label) >= _LEAST_NAME - 1]
    return frozenset(filter(None, map(letters, (metadata.publisher or "", host, *labels))))


def _is_site(text: str, site: frozenset[str], longest: float = _LONGEST_SUFFIX) -> bool:
    """A text says nothing but a site's name, or that and not `longest` times as much."""
    told = letters(text)
    return bool(told) and any(
        told == name
        or (len(told) >= _LEAST_NAME and told in name)
        or (len(name) >= _LEAST_NAME and name in told and len(told) < longest * len(name))
        for name in site
    )


def without_site(title: str, site: frozenset[str]) -> str:
    """A title without the site's name at its beginning or end; bars and dashes of the headline itself stay.

    >>> without_site("Ferry sails - late again | The Example", frozenset({"theexample"}))
    'Ferry sails - late again'
    """
    while bars := list(_BAR.finditer(title)):
        if _is_site(title[bars[-1].end() :], site):
            title = title[: bars[-1].start()]
        elif _is_site(title[: bars[0].start()], site, 1.0):
            title = title[bars[0].end() :]
        else:
            break
    return title
