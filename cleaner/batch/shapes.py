"""What becomes of a record and its article: a record again, or the bytes of a line or a text."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from cleaner.article import Article
from cleaner.batch.records import ADDED, ERROR, Fields, Record, cleaned, failed, without_source
from cleaner.errors import InputError

_Value = TypeVar("_Value")


class Shape(Protocol):
    """Makes what comes out. Workers call it, so that it can be pickled."""

    def article(self, record: Record, article: Article) -> object:
        """What comes out of a record that was cleaned."""

    def error(self, record: Record, kind: str, message: str) -> object:
        """What comes out of a record that could not be cleaned; None where that is nothing."""


@dataclass(frozen=True, slots=True)
class AsRecord:
    """A record with the added fields."""

    fields: Fields = field(default_factory=Fields)

    def article(self, record: Record, article: Article) -> dict[str, object]:
        """The record, cleaned."""
        return cleaned(record, article, self.fields)

    def error(self, record: Record, kind: str, message: str) -> dict[str, object]:
        """The record and its error."""
        return failed(record, kind, message, self.fields)


@dataclass(frozen=True, slots=True)
class AsRow:
    """A record with the added fields as a row of a table, whose texts are UTF-8."""

    fields: Fields = field(default_factory=Fields)

    def article(self, record: Record, article: Article) -> dict[str, object]:
        """The record, cleaned. `InputError` where a field has half a surrogate pair."""
        row = cleaned(record, article, self.fields)
        for name, value in row.items():
            if escaped({name: value}) != {name: value}:
                raise InputError(f"the field {name!r} has half a surrogate pair, for which UTF-8 has no form; use --to jsonl")
        return row

    def error(self, record: Record, kind: str, message: str) -> dict[str, object]:
        """The record, without its source unless that is to stay, and its error; halves of surrogate pairs are escapes."""
        return escaped(without_source(failed(record, kind, message, self.fields), self.fields))


@dataclass(frozen=True, slots=True)
class AsLine:
    """A record with the added fields as a line of JSON."""

    fields: Fields = field(default_factory=Fields)
    full: bool = False
    """Whether it has all of `Article.to_dict()`."""

    def article(self, record: Record, article: Article) -> bytes:
        """The record, cleaned."""
        if not self.full:
            return line(cleaned(record, article, self.fields))
        return line({**without_source(record, self.fields), **article.to_dict()})

    def error(self, record: Record, kind: str, message: str) -> bytes:
        """The record and its error."""
        return line(failed(record, kind, message, self.fields))


@dataclass(frozen=True, slots=True)
class AsText:
    """What a method of the article says, as a text."""

    method: str = "text"

    def article(self, _: Record, article: Article) -> bytes:
        """The text."""
        said = article.text if self.method == "text" else getattr(article, self.method)()
        return str(said).encode("utf-8", "replace") + b"\n"

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: a text has no place for it."""


@dataclass(frozen=True, slots=True)
class AsKinds:
    """The kinds of what was removed, and how many have a warning: what a check looks at."""

    def article(self, _: Record, article: Article) -> Mapping[str, int]:
        """The number of removals of each kind."""
        counts: dict[str, int] = {"warnings": len(article.warnings)}
        for decision in article.removed:
            counts[str(decision.kind)] = counts.get(str(decision.kind), 0) + 1
        return counts

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: errors are counted apart."""


@dataclass(frozen=True, slots=True)
class Both:
    """What two shapes make of one record, as a pair."""

    first: Shape
    second: Shape

    def article(self, record: Record, article: Article) -> tuple[object, object]:
        """What both make of the article."""
        return self.first.article(record, article), self.second.article(record, article)

    def error(self, record: Record, kind: str, message: str) -> tuple[object, object]:
        """What both make of the error."""
        return self.first.error(record, kind, message), self.second.error(record, kind, message)


def line(record: Record) -> bytes:
    """The record as JSON with a line feed. Letters of all scripts stand as they are, halves of surrogate pairs as escapes.

    NaN and infinities, for which JSON has no form, are null.
    """
    try:
        text = json.dumps(record, ensure_ascii=False, default=_plain, allow_nan=False)
    except ValueError:  # nearly all records have none, and need not be looked through
        text = json.dumps(_finite(record), ensure_ascii=False, default=_plain)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def escaped(value: _Value) -> _Value:
    """The value with halves of surrogate pairs, for which UTF-8 has no form, as escapes, in texts anywhere in it."""
    found: object = value
    if isinstance(value, str):
        found = value.encode("utf-8", "backslashreplace").decode()
    elif isinstance(value, Mapping):
        found = {escaped(name): escaped(inner) for name, inner in value.items()}
    elif isinstance(value, list | tuple):
        found = type(value)(map(escaped, value))
    return cast("_Value", found)


def _finite(value: object) -> object:
    """The value with null for numbers that are none, or have no end, anywhere in it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value


def _plain(value: object) -> object:
    """What JSON has no type for: bytes as text if they are UTF-8, else as Base64; dates by ISO 8601; the rest as it prints."""
    if isinstance(value, bytes | bytearray | memoryview):
        data = bytes(value)
        try:
            return data.decode()
        except UnicodeDecodeError:
            return base64.b64encode(data).decode()
    iso = getattr(value, "isoformat", None)
    return iso() if callable(iso) else str(value)


def is_output(record: Record) -> bool:
    """The record is one that was written by this library: cleaned, or with an error."""
    return ERROR in record or all(name in record for name in ADDED)
