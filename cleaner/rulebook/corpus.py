"""Texts to try rules on: a file of JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cleaner.errors import InputError
from cleaner.folding import fold
from cleaner.language import tell_language
from cleaner.model import Document
from cleaner.readers.text import read_text
from cleaner.rules.hosts import host_of, is_of
from cleaner.rules.load import languages
from cleaner.rules.schema import Pack

_TEXT = ("text", "input", "body")
"""The names that a text may have, the first before the others: `body` is also what articles without boilerplate are in."""
_LANGUAGE = ("language", "lang")


def read_corpus(path: str | Path) -> Iterator[Document]:
    """The texts of a file, line by line, each with its language and address where they are known.

    An object has `text` or `body` (or `input`), a text or a list of paragraphs, and may have `language` (or `lang`) and
    `url`. `InputError` for what is none.
    """
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _document(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {reason}; give a file of JSON objects, one a line, in UTF-8") from error


def _document(line: str, place: str) -> Document:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: {error}; give one JSON object a line") from error
    text = _first(record, _TEXT)
    if isinstance(text, list):
        text = "\n".join(map(str, text))
    if not isinstance(text, str):
        raise InputError(f"{place}: no text; give an object with 'text' or 'body'")
    language, url = _first(record, _LANGUAGE), _first(record, ("url",))
    document = read_text(text, url if isinstance(url, str) else None)
    told = language if isinstance(language, str) else tell_language(fold(text))
    return Document(document.text, document.blocks, document.url, language=told)


def _first(record: object, names: Iterable[str]) -> object:
    found = (record[name] for name in names if record.get(name) is not None) if isinstance(record, Mapping) else iter(())
    return next(found, None)


def serves(pack: Pack, document: Document) -> bool:
    """A pack is used on a text: English serves one of no language that has a pack, as it does in the engine."""
    language = document.language if document.language in languages() or document.language == pack.language else "en"
    return pack.language in (None, language) and (pack.publisher is None or is_of(host_of(document.url), pack.publisher))
