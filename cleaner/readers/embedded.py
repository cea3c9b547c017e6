"""The article of a page whose text is in its scripts alone: pages that a browser first has to build.

Such a page ships its article as a string of JSON, of HTML or of plain text, once in the data of the framework or in
JSON-LD. Taken is the string with most text in sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

import regex

_LEAST = 300
"""Code points of a string that can be an article."""
_STRING = regex.compile(r'"((?:[^"\\]|\\.)*+)', regex.DOTALL)
"""From each quotation mark to the next: in JavaScript it is not known which of them opens a string. Every try ends in a
match, so that a script full of marks is read once."""
_TAG = regex.compile(r"<[^<>]{1,2000}>")
_SENTENCE = regex.compile(r"[.!?…。！？।؟۔]['\"”’»)」]?(?:\s|<|$)|다\.")
_PARAGRAPH = regex.compile(r"</?(?:p|br|div|h[1-6]|li)\b", regex.IGNORECASE)
_LEAST_SENTENCES = 3
_DEEPEST = 2
"""Times a string may be a string of JSON again."""


def embedded_article(scripts: Iterable[str]) -> str | None:
    """The article in a page's scripts as HTML; None where there is none."""
    found = [(size, text) for script in scripts for text in _strings(script, _DEEPEST) if (size := _prose(text))]
    if not found:
        return None
    text = max(found)[1]
    if _PARAGRAPH.search(text):
        return text
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _strings(source: str, depth: int) -> Iterator[str]:
    """The long strings of JSON in a source, and those in them."""
    for match in _STRING.finditer(source):
        start, end = match.span(1)
        if end - start < _LEAST:
            continue
        try:
            text = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:  # a string of JavaScript that is none of JSON: such as one with \\x27 in it
            continue
        yield text
        if depth and '":' in text:
            yield from _strings(text, depth - 1)


def _prose(text: str) -> int:
    """How much of a string is text in sentences; 0 for code, addresses and lists."""
    plain = _TAG.sub("", text)
    words = len(plain.split())
    is_prose = len(_SENTENCE.findall(text)) >= _LEAST_SENTENCES and "{" not in plain and words * 25 > len(plain)
    return len(plain) if is_prose and len(plain) >= _LEAST else 0
