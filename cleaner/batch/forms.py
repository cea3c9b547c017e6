"""What a file is: told by its name, or by how it begins."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import PurePath

from cleaner.errors import InputError


class Form(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    """A text or a page, told apart by the engine."""
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"
    """Responses alone."""
    WET = "wet"
    """Conversions alone."""


class Packing(StrEnum):
    """How a file is compressed."""

    NONE = ""
    GZIP = "gz"
    ZSTD = "zst"


_FORMS = {
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".json": Form.JSONL,
    ".parquet": Form.PARQUET,
    ".warc": Form.WARC,
    ".wet": Form.WET,
    # The engine looks at the content of these: many a page is saved as .txt, and many a text as .html.
    ".txt": Form.AUTO,
    ".html": Form.AUTO,
    ".htm": Form.AUTO,
}
_PACKINGS = {".gz": Packing.GZIP, ".zst": Packing.ZSTD, ".zstd": Packing.ZSTD}
_MAGIC = ((b"\x1f\x8b", Packing.GZIP), (b"\x28\xb5\x2f\xfd", Packing.ZSTD))
_ASSETS = frozenset((
    ".css", ".js", ".mjs", ".map", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf",
    ".mp3", ".mp4", ".pdf", ".zip", ".csv", ".tsv", ".toml", ".yaml", ".yml", ".py", ".log", ".tmp",
))  # fmt: skip
"""What lies beside saved pages and is none."""
_BINARIES = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x89PNG", "a picture"), (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"BZh9", "compressed with bzip2"), (b"\xfd7zXZ\x00", "compressed with xz"),
)  # fmt: skip
"""How files begin that are often given and cannot be read, and what they are."""
HEAD = 1 << 16
"""Bytes of a file's beginning that tell what it is."""


def form_named(name: Form | str) -> Form:
    """The form of that name; `InputError` for a name of none."""
    try:
        return Form(name)
    except ValueError:
        raise InputError(f"form has {name!r}; use one of {', '.join(Form)}") from None


def form_of_name(name: str) -> Form | None:
    """What a file is by its suffixes, `.gz` and `.zst` aside; None where they do not say."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    while suffixes and suffixes[-1] in _PACKINGS:
        suffixes.pop()
    return _FORMS.get(suffixes[-1]) if suffixes else None


def packing_of_name(name: str) -> Packing:
    """How a file of that name is to be compressed."""
    return _PACKINGS.get(PurePath(name).suffix.lower(), Packing.NONE)


def packing_of(head: bytes) -> Packing:
    """How a file that begins so is compressed."""
    return next((packing for magic, packing in _MAGIC if head.startswith(magic)), Packing.NONE)


def form_of(head: bytes) -> Form:
    """What a file is that begins so, once it is unpacked.

    >>> form_of(b'{"text": "A bridge opens."}')
    <Form.JSONL: 'jsonl'>
    >>> form_of(b"{A bridge} opens.")
    <Form.AUTO: 'auto'>
    """
    if head.startswith(b"PAR1"):
        return Form.PARQUET
    if head.startswith(b"WARC/"):
        return Form.WET if b"\nwarc-type: conversion" in head[:HEAD].lower() else Form.WARC
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    is_whole = bool(rest) or len(head) < HEAD
    return Form.JSONL if first.startswith(b"{") and _opens_lines_of_json(first, whole=is_whole) else Form.AUTO


def _opens_lines_of_json(first: bytes, *, whole: bool) -> bool:
    if not whole:  # a line longer than what was looked at
        return first.lstrip(b"{ \t").startswith(b'"')
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def is_asset(name: str, head: bytes) -> bool:
    """A file that no folder is read for: of a page's assets, or binary and not of a known form."""
    if PurePath(name).suffix.lower() in _ASSETS:
        return True
    known = packing_of(head) or form_of(head) != Form.AUTO
    return not known and binary_of(head) is not None


def binary_of(head: bytes) -> str | None:
    """What a file is that begins so and is neither text nor page; None for one that may be."""
    named = next((what for magic, what in _BINARIES if head.startswith(magic)), None)
    is_binary = b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 has zeros
    return named or ("binary" if is_binary else None)
