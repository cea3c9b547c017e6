"""Strings of TOML, for packs that are written by the library."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A basic string: its escapes are those of JSON, and DEL needs one too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def literal(text: str) -> str:
    """A string without escapes, in which patterns and paths are easier to read, where it can be one."""
    plain = text.isprintable() and "'''" not in text and not text.startswith("'") and not text.endswith("'")
    return f"'''{text}'''" if plain else quoted(text)
