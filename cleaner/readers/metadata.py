"""What a page says of its article in its head and in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.language import OTHER_CODES
from cleaner.model import ALTERNATIVE, Metadata, Title

if TYPE_CHECKING:
    from turbohtml import Node

_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "sailthru.title", "parsely-title", "citation_title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description", "lp")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author")
_DATES = ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "parsely-pub-date", "sailthru.date", "og:published_time")
_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title")
_ADDRESSES = ("og:url",)
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Review|Recipe|WebPage|CreativeWork", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,200}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_LONGEST_LIST = 20
_LONGEST_NAME = 1_000
"""Code points; what is longer is neither a title nor a name. Titles are compared with every heading, and taken apart at
each of their bars."""
_MOST_TITLES = 100
_DEEPEST = 6


class Head:
    """Collects the elements that speak of the article, in order."""

    def __init__(self) -> None:
        self.language: str | None = None
        self.title = ""
        self.canonical = ""
        self.metas: list[tuple[str, str]] = []
        self.data: list[Mapping[str, object]] = []
        self.scripts: list[Node] = []

    def add(self, node: Node) -> None:
        """Take in a `title`, `meta`, `link` or `script` element; others say nothing."""
        tag, attributes = node.tag, node.attrs  # type: ignore[attr-defined]
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content:
                self.metas.append((_first(name).lower(), _first(content)))
        elif tag == "title":
            self.title = self.title or node.text
        elif tag == "link":
            if "canonical" in (attributes.get("rel") or ()):
                self.canonical = attributes.get("href") or ""
        elif tag == "script":
            self.scripts.append(node)
            if "ld+json" in (attributes.get("type") or "").lower():
                self.data += _objects(node.text)


def metadata_of(head: Head, url: str | None) -> Metadata:
    """The metadata that was collected."""
    metas: dict[str, list[str]] = {}
    for name, content in head.metas:
        metas.setdefault(name, []).append(content)
    told = [data for data in head.data if _ARTICLE_TYPE.search(str(data.get("@type", "")))]
    told.sort(key=lambda data: "webpage" in str(data.get("@type", "")).lower())
    titles = [Title("json-ld", text) for data in told for key in ("headline", "name") if (text := _line(data.get(key)))]
    titles += _named(metas, _TITLES)
    if _line(head.title):
        titles.append(Title("title", _line(head.title)))
    descriptions = _named(metas, _DESCRIPTIONS)
    titles += [Title(ALTERNATIVE, text) for data in told if (text := _line(data.get("alternativeHeadline")))]
    descriptions += [Title("json-ld", text) for data in told if (text := _line(data.get("description")))]
    bodies = [body for data in told if isinstance(body := data.get("articleBody"), str)]
    authors = [name for data in told for name in _people(data.get("author"))] or [
        title.text for title in _named(metas, _AUTHORS) if not title.text.startswith(("http:", "https:"))
    ]
    dates = [text for data in told if (text := _line(data.get("datePublished")))] + [title.text for title in _named(metas, _DATES)]
    names = [title.text for title in _named(metas, _NAMES)] + [name for data in told for name in _people(data.get("publisher"))]
    addresses = [title.text for title in _named(metas, _ADDRESSES)]
    language = head.language or next((_line(data.get("inLanguage")) for data in told if data.get("inLanguage")), "")
    return Metadata(
        url or _address(head.canonical) or next(filter(None, map(_address, addresses)), None),
        next((name for name in names if len(name) <= _LONGEST_NAME), None),
        tuple(dict.fromkeys(authors)),
        next(iter(dates), None),
        OTHER_CODES.get(found[0].lower(), found[0].lower()) if (found := _LANGUAGE.match(language or "")) else None,
        any("news" in str(data.get("@type", "")).lower() for data in told),
        tuple(dict.fromkeys(title for title in titles if len(title.text) <= _LONGEST_NAME))[:_MOST_TITLES],
        tuple(dict.fromkeys(descriptions))[:_MOST_TITLES],
        max(bodies, key=len, default=None),
    )


def _objects(text: str) -> list[Mapping[str, object]]:
    """The objects of a JSON-LD script: at its top, in lists, in `@graph` and in `mainEntity`; none where it is no JSON."""
    try:
        data = json.loads(text.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):  # pages have comments and broken quotes in it; it is a second source only
        return []
    return list(_walk(data, _DEEPEST))


def _walk(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list) and depth:
        for item in data[:_LONGEST_LIST]:
            yield from _walk(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth and isinstance(data.get(key), list | dict):
                yield from _walk(data[key], depth - 1)


def _named(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> list[Title]:
    return [Title(name, text) for name in names for content in metas.get(name, ()) if (text := _line(content))]


def _people(value: object, depth: int = _DEEPEST) -> list[str]:
    """The names of a JSON-LD person, organisation or a list of them."""
    if isinstance(value, list):
        return [name for item in value[:_LONGEST_LIST] for name in _people(item, depth - 1)] if depth else []
    name = _line(value.get("name")) if isinstance(value, dict) else _line(value)
    return [name] if name and not name.startswith(("http:", "https:")) else []


def _line(value: object) -> str:
    """A text as one line without tags; "" for all else."""
    if not isinstance(value, str):
        return ""
    if "<" in value:
        value = _TAG.sub("", value)
    if "&" in value:
        from html import unescape

        value = unescape(value)
    return " ".join(value.split())


def _first(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def _address(value: str) -> str | None:
    try:
        return value if urlsplit(value).scheme in {"http", "https"} else None
    except ValueError:
        return None
