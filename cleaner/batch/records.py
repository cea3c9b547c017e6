"""A record: a mapping with a text or a page in it, and whatever else its owner keeps there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from cleaner.errors import InputError

if TYPE_CHECKING:
    from cleaner.article import Article
    from cleaner.engine import Cleaner

Record = Mapping[str, object]
"""A text under `text`, or a page under `html`, and optionally `id` and `url`; all else is carried through untouched."""

LARGEST_RECORD = 1 << 27
"""Bytes of a text, page or line that is read, once it is unpacked; a larger one is a fault, and no more of it is kept in memory."""
TOO_LARGE = "TooLarge"
"""The kind of the fault of a larger one."""
ERROR = "error"
"""The field of a record that could not be cleaned."""

ValueType: TypeAlias = "type[str | int | float] | tuple[ValueType] | Mapping[str, ValueType]"
"""The type of a value: of a number or a text, (T,) for a list of T, a mapping for an object with such fields."""

_DECISION: ValueType = {
    "span": (int,),
    "kind": str,
    "verdict": str,
    "rule": str,
    "reason": str,
    "evidence": ({"family": str, "weight": float, "detail": str},),
    "confidence": float,
    "text": str,
}
RESULTS: Mapping[str, ValueType] = {
    "headline": str,
    "standfirst": str,
    "body": str,
    "language": str,
    "removed": (_DECISION,),
    "warnings": (str,),
    ERROR: {"type": str, "message": str},
}
"""What comes of a record, and of which type it is: every table and frame has these columns. Each may be null."""

ADDED = tuple(name for name in RESULTS if name != ERROR)
"""The fields that cleaning adds."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields that are read."""

    id: str = "id"
    url: str = "url"
    text: str | None = "text"
    """A str is plain text; of bytes it is told whether they are text or HTML. None: no field is read as text."""
    html: str | None = "html"
    """Goes before the text where a record has both. None: no field is read as HTML."""
    source: bool = False
    """Whether the text or page that was cleaned stays in the record."""

    def __post_init__(self) -> None:
        if not self.read:
            raise InputError("fields name neither a text nor a page; name the one that is to be cleaned, as in Fields(text='content')")
        if self.text is not None and self.text == self.html:
            raise InputError(f"{self.text!r} cannot hold both text and pages; give one of them another name")

    @classmethod
    def named(cls, text: str | None, html: str | None, url: str = "url", id: str = "id", *, source: bool = False) -> Fields:
        """The names that a user gave. Where one of text and page is named and not the other, it alone is read."""
        if text is None and html is None:
            return cls(id, url, source=source)
        return cls(id, url, text, html, source)

    @property
    def read(self) -> tuple[str, ...]:
        """The fields that may hold what is cleaned, the first before the others."""
        return tuple(name for name in (self.html, self.text) if name is not None)


def fields_of(fields: Fields | None) -> Fields:
    """The names that were given, or else those that fields have by default. `InputError` for what is none."""
    if fields is None:
        return Fields()
    if not isinstance(fields, Fields):
        raise InputError(f"fields is {fields!r}; give Fields, as in Fields(text='content')")
    return fields


def engine_of(cleaner: Cleaner | None) -> Cleaner:
    """The engine that was given, or else one without options. `InputError` for what is none."""
    from cleaner.engine import Cleaner

    if cleaner is None:
        return Cleaner()
    if not isinstance(cleaner, Cleaner):
        raise InputError(f"cleaner is {cleaner!r}; give a Cleaner, as in Cleaner(mode='strict')")
    return cleaner


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of the input that could not be read: a line, a file, a folder. It takes the place of a record."""

    id: str
    """Where it is: the file, and the line if it is of one."""
    kind: str
    """What it is, in one word, as the name of an error is."""
    message: str

    def to_record(self) -> dict[str, object]:
        """The error record that tells of it."""
        return {"id": self.id, ERROR: {"type": self.kind, "message": self.message}}


@dataclass(frozen=True, slots=True)
class Task:
    """How records are cleaned: an engine, the names of the fields, and an address for records that have none."""

    cleaner: Cleaner
    fields: Fields = field(default_factory=Fields)
    url: str | None = None

    def article(self, record: Record) -> Article:
        """The article in a record. `InputError` where it has no text, and names the fields that it has."""
        url = record.get(self.fields.url) or self.url
        address = url if isinstance(url, str) else None
        for name in self.fields.read:
            source = record.get(name)
            if source is None:
                continue
            if not isinstance(source, str | bytes):
                raise InputError(f"the field {name!r} holds {type(source).__name__}; name one that holds text")
            if name == self.fields.html:
                return self.cleaner.clean_html(source, address)
            return self.cleaner.clean(source, address) if isinstance(source, bytes) else self.cleaner.clean_text(source, address)
        raise InputError(missing(record, self.fields))


def missing(record: Record, fields: Fields) -> str:
    """What to say of a record without a text: which fields were looked for, and which there are."""
    wanted = " or ".join(map(repr, reversed(fields.read)))
    if any(name in record for name in fields.read):
        return f"nothing stands in the field {wanted}"
    there = ", ".join(map(repr, record)) or "none"
    return f"no field {wanted}; the fields are {there}: name the one with the text"


def cleaned(record: Record, article: Article, fields: Fields) -> dict[str, object]:
    """The record with the article in place of its source; fields of the names that are added are written over."""
    kept = without_source(record, fields)
    added: dict[str, object] = {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "body": article.body,
        "language": article.language,
        "removed": [decision.to_dict() for decision in article.removed],
        "warnings": list(article.warnings),
    }
    return {**kept, **added}


def without_source(record: Record, fields: Fields) -> dict[str, object]:
    """The record without what was cleaned, unless that is to stay."""
    return {name: value for name, value in record.items() if fields.source or name not in fields.read}


def failed(record: Record, kind: str, message: str, fields: Fields) -> dict[str, object]:
    """The record of a document that could not be cleaned: all its fields as they were, and the error."""
    return {"id": record.get(fields.id), **record, ERROR: {"type": kind, "message": message}}
