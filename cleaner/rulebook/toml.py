"""Packs that the library writes: their strings, and which files are its own."""

from __future__ import annotations

import json
from pathlib import Path


def quoted(text: str) -> str:
    """A basic string: its escapes are those of JSON, and DEL needs one too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def literal(text: str) -> str:
    """A string without escapes, in which patterns and paths are easier to read, where it can be one."""
    plain = text.isprintable() and "'''" not in text and not text.startswith("'") and not text.endswith("'")
    return f"'''{text}'''" if plain else quoted(text)


def begins_with(path: Path, header: str) -> bool:
    """A file's first line is this one, by which it is known who writes it."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().rstrip("\n") == header
