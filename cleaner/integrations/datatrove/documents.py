"""A record as a document of datatrove, and a document as a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from datatrove.data import Document

from cleaner.batch.records import ADDED, ERROR, Fault, Fields, Record, failed, missing
from cleaner.errors import InputError

BODY, REMOVED = "body", "removed"


@dataclass(slots=True)
class Unread(Document):
    """A part of the input that could not be read, or has no text, in place of a document: the error is in its metadata."""


def document_of(item: Record | Fault, fields: Fields, place: str) -> Document:
    """The document of a record, with its place for an id where it has none; an `Unread` where there is nothing to clean."""
    kind = Document
    if isinstance(item, Fault):
        item, kind = item.to_record(), Unread
    elif all(item.get(name) is None for name in fields.read):
        item, kind = failed(item, InputError.__name__, missing(item, fields), fields), Unread
    # Bytes stay where they are: in which encoding they are is told when they are cleaned.
    held = source_of(fields) if isinstance(item.get(source_of(fields)), str) else None
    given = item.get(fields.id)
    return kind(
        text=item[held] if held else "",
        id=place if given is None else given,
        metadata={name: value for name, value in item.items() if name not in (fields.id, held)},
    )


def with_text(document: Document, fields: Fields) -> Document:
    """The document, whose text is one: what stood there and is none stands among the metadata, as it does in one that was read.

    Steps of others may leave None there, of which datatrove cannot tell the length.
    """
    if isinstance(document.text, str):
        return document
    return replace(document, text="", metadata={source_of(fields): document.text, **document.metadata})


def record_of(document: Document, fields: Fields) -> dict[str, object]:
    """The record that a document stands for before it is cleaned."""
    record = {fields.id: document.id, source_of(fields): document.text, **document.metadata}
    record[fields.id] = document.id
    if document.text:
        record[source_of(fields)] = document.text
    return record


def cleaned_document(document: Document, made: Record, fields: Fields) -> Document:
    """The document with what was made of its record."""
    metadata = {name: value for name, value in made.items() if name not in (fields.id, BODY, ERROR)}
    return replace(document, text=made[BODY], metadata=metadata)


def written(document: Document, fields: Fields) -> dict[str, object]:
    """The record as `cleaner clean` has it of a document that was cleaned, or could not be, or is yet to be."""
    metadata = document.metadata
    if isinstance(document, Unread):
        return {fields.id: document.id, **metadata}
    if not _is_cleaned(document):
        return record_of(document, fields)
    others = {name: value for name, value in metadata.items() if name not in ADDED}
    added = {name: document.text if name == BODY else metadata[name] for name in ADDED}
    return {fields.id: document.id, **others, **added}


def _is_cleaned(document: Document) -> bool:
    """Whether its text is the body: one whose record had results before, and that is not, has `body` or `error` beside them."""
    metadata = document.metadata
    return ERROR not in metadata and all((name in metadata) == (name != BODY) for name in ADDED)


def removals_of(document: Document, fields: Fields) -> Iterator[Document]:
    """A document for each removal from a document that was cleaned."""
    url = document.metadata.get(fields.url)
    for removal in document.metadata[REMOVED]:
        about = {name: value for name, value in removal.items() if name != "text"}
        yield Document(removal["text"], document.id, metadata={fields.url: url, **about})


def source_of(fields: Fields) -> str:
    """The field that is a document's text."""
    return fields.read[-1]
