"""After other extractors: the result objects of trafilatura, newspaper4k, news-please and readability-lxml as articles.

What these libraries find on a page still has the paragraphs in which the publisher speaks of itself. Their title goes before
their text where it does not stand there already, and both are cleaned as a text; what else they found is in `metadata`.
None of them is imported here.

>>> import trafilatura
>>> head = "<html><head><title>Bridge reopens</title></head>"
>>> page = head + "<body><h1>Bridge reopens</h1><p>The bridge was opened on Monday.</p></body></html>"
>>> from_trafilatura(trafilatura.bare_extraction(page, with_metadata=True)).headline
'Bridge reopens'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml.etree import ParserError

from cleaner.batch.records import engine_of
from cleaner.errors import InputError
from cleaner.model import Metadata, Title

if TYPE_CHECKING:
    from newspaper import Article as NewspaperArticle
    from newsplease.NewsArticle import NewsArticle
    from readability import Document as ReadabilityDocument
    from trafilatura.settings import Document as TrafilaturaDocument

    from cleaner.article import Article
    from cleaner.engine import Cleaner


def from_trafilatura(document: TrafilaturaDocument | None, cleaner: Cleaner | None = None) -> Article:
    """The article in what `trafilatura.bare_extraction` gave; an empty one for None, which it gives where it finds nothing."""
    if document is None:
        return _article("", "", Metadata(), cleaner)
    title, text, url, author, date, description, sitename = _parts(
        document, "what trafilatura.bare_extraction gives", "title", "text", "url", "author", "date", "description", "sitename"
    )
    metadata = _metadata(
        "trafilatura", url, title, description=description, authors=(author or "").split("; "), published=date, publisher=sitename
    )
    return _article(title, text, metadata, cleaner)


def from_newspaper(article: NewspaperArticle, cleaner: Cleaner | None = None) -> Article:
    """The article in an `Article` of newspaper4k that was parsed. `InputError` for one that was not."""
    parsed, title, text, url, authors, date, description, site, language = _parts(
        article, "a newspaper.Article", "is_parsed", "title", "text", "url", "authors", "publish_date", "meta_description",
        "meta_site_name", "meta_lang",
    )  # fmt: skip
    if not parsed:
        raise InputError("the article of newspaper4k has not been parsed; call its parse() first")
    metadata = _metadata(
        "newspaper", url, title, description=description, authors=authors, published=date, publisher=site, language=language
    )
    return _article(title, text, metadata, cleaner)


def from_newsplease(article: NewsArticle | None, cleaner: Cleaner | None = None) -> Article:
    """The article in what `NewsPlease.from_html` or the like gave; an empty one for None and {}, which it gives for no page."""
    if article is None or article == {}:
        return _article("", "", Metadata(), cleaner)
    title, text, url, authors, date, description, domain, language = _parts(
        article, "what newsplease.NewsPlease gives", "title", "maintext", "url", "authors", "date_publish", "description",
        "source_domain", "language",
    )  # fmt: skip
    metadata = _metadata(
        "news-please", url, title, description=description, authors=authors, published=date, publisher=domain, language=language
    )
    return _article(title, text, metadata, cleaner)


def from_readability(document: ReadabilityDocument, cleaner: Cleaner | None = None) -> Article:
    """The article in a `Document` of readability-lxml: each block of its summary is a paragraph. An empty one for an empty page."""
    from cleaner.readers.page import read_page

    short_title, summary, url = _parts(document, "a readability.Document", "short_title", "summary", "url")
    try:
        title, text = short_title(), read_page(summary(html_partial=True)).document.text
    except ParserError:  # it reads the page only now, and nothing stands there
        title, text = "", ""
    return _article(title, text, _metadata("readability", url, title), cleaner)


def _parts(result: object, made_by: str, *names: str) -> tuple[Any, ...]:
    """These attributes of a library's object. `InputError` for what is another thing."""
    missing = [name for name in names if not hasattr(result, name)]
    if missing:
        raise InputError(f"{type(result).__name__} has no {missing[0]!r}; give {made_by}")
    return tuple(getattr(result, name) for name in names)


def _metadata(  # noqa: PLR0913 - what the libraries have
    source: str,
    url: str | None,
    title: str | None,
    *,
    description: str | None = None,
    authors: Iterable[str] | None = None,
    published: str | datetime | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Metadata:
    """What a library found, in our names; it has "" for what it did not find, or None."""
    return Metadata(
        url=url or None,
        publisher=publisher or None,
        authors=tuple(name for name in authors or () if name),
        published=(published.isoformat() if isinstance(published, datetime) else published) or None,
        language=language or None,
        titles=(Title(source, title),) if title else (),
        descriptions=(Title(source, description),) if description else (),
    )


def _article(title: str | None, text: str | None, metadata: Metadata, cleaner: Cleaner | None) -> Article:
    """The title and the text, cleaned as one text."""
    title, text = " ".join((title or "").split()), text or ""
    first = " ".join(text.lstrip().partition("\n")[0].split())
    whole = text if not title or first == title else f"{title}\n\n{text}"
    article = engine_of(cleaner).clean_text(whole, metadata.url)
    document = replace(article.document, metadata=metadata)
    if title and article.headline is None and article.paragraphs[:1] == (title,):
        # A text of one or two paragraphs does not show that the first is a headline: here it is known.
        return replace(article, headline=title, paragraphs=article.paragraphs[1:], document=replace(document, title=title))
    return replace(article, document=document)
