"""The answer, and the account of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cleaner import accounts
from cleaner.model import Decision, Document, Kind, Metadata, Span


@dataclass(frozen=True, slots=True)
class Article:
    """The journalism of one document: headline, standfirst and body, and what was taken out of it and why."""

    headline: str | None
    standfirst: str | None
    """The summary line under the headline, from the text itself."""
    paragraphs: tuple[str, ...]
    """The body's paragraphs, in order, none of them empty."""
    language: str | None
    """ISO 639-1, or None where it could not be told."""
    removed: tuple[Decision, ...]
    """By place; their spans are disjoint."""
    spared: tuple[Decision, ...]
    """By place: what was nearly removed, and what spared it."""
    warnings: tuple[str, ...]
    document: Document
    """What was judged: its text (for plain text, the input unchanged) and blocks. All spans are of this text."""
    confidence: float | None = None
    """How sure it is which part of a page is the article: the expected F1 of its characters, 0 to 1; None for plain text."""
    _roles: Mapping[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def metadata(self) -> Metadata:
        """What a page says of its article: url, publisher, authors, published, language, all titles with their source."""
        return self.document.metadata or Metadata(self.document.url)

    @property
    def body(self) -> str:
        """The paragraphs with a blank line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """Headline, standfirst and body with blank lines between them: what comes out the same when cleaned again."""
        return "\n\n".join(part for part in (self.headline, self.standfirst, *self.paragraphs) if part)

    @property
    def kept(self) -> tuple[Span, ...]:
        """The spans of `document.text` that were not removed; with the removed ones they tile it."""
        spans: list[Span] = []
        start = 0
        for decision in self.removed:
            if decision.span.start > start:
                spans.append(Span(start, decision.span.start))
            start = decision.span.end
        if start < len(self.document.text):
            spans.append(Span(start, len(self.document.text)))
        return tuple(spans)

    def original(self) -> str:
        """`document.text`, put together again from the kept and the removed spans."""
        spans = sorted((*self.kept, *(decision.span for decision in self.removed)))
        return "".join(self.document.text[span.start : span.end] for span in spans)

    def restored(self, *kinds: Kind | str) -> Article:
        """The article with the removals of these kinds put back, or all of them where none is named.

        Raises `ValueError` for a kind that is not one of `Kind`.
        """
        from cleaner.assembling import assemble, without_kinds  # it imports this module

        back = [Kind(kind) for kind in kinds] or list(Kind)
        removed = without_kinds(self.removed, back)
        back_in = assemble(self.document, removed, self.spared, self.warnings, self._roles)
        return replace(back_in, confidence=self.confidence)

    def explain(self) -> str:
        """Each removal and near miss in words: place, kind, rule, reason, confidence and evidence."""
        return accounts.explain(self.document, self.removed, self.spared, self.warnings)

    def diff(self) -> str:
        """The document line by line as `diff` shows it: "-" before what was removed, two spaces before what stays."""
        return accounts.diff(self.document, self.removed)

    def to_dict(self) -> dict[str, object]:
        """All but the document as JSON-ready values."""
        return {
            "headline": self.headline,
            "standfirst": self.standfirst,
            "body": self.body,
            "paragraphs": list(self.paragraphs),
            "language": self.language,
            "metadata": self.metadata.to_dict(),
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "removed": [decision.to_dict() for decision in self.removed],
            "spared": [decision.to_dict() for decision in self.spared],
            "warnings": list(self.warnings),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict()` as JSON, letters of all scripts as they are."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        # Half a surrogate pair is a code point of a str but has no UTF-8; JSON has an escape for it.
        return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)

    def to_markdown(self) -> str:
        """The article as Markdown: headings, lists, quotes, code, tables and links of a page are kept."""
        from cleaner.assembling import render  # it imports this module
        from cleaner.markdown import markdown

        rendering = render(self.document, (decision.span for decision in self.removed))
        return markdown(self.headline, self.standfirst, self.document, rendering, len(self.paragraphs))

    def to_html(self) -> str:
        """The article as a whole page of HTML, with the same in it as `to_markdown`; text is escaped, and nothing is loaded or run."""
        from cleaner import webpage  # it is needed by few

        return webpage.opening(self.headline) + webpage.element(self) + webpage.CLOSING
