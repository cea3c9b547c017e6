"""Articles written by hand with their boilerplate marked, as cases in the shapes in which text comes.

They are in `fixtures/appeals/written/`, many to a file. One line a paragraph, after a letter: H headline, S standfirst,
B body, R removed; `{{R: ...}}` marks a removal inside a body paragraph, `R[KIND]` says of which kind one is. A line
`=== style: NAME | lang: CODE` begins an article; without a language it is English.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

SHAPES = ("fuse", "fuseboth", "blank", "oneline", "crlf", "space", "nbsp")
_INNER = re.compile(r"\{\{R(?:\[(\w+)\])?:\s*(.*?)\}\}")
_LINE = re.compile(r"([HSBR])(?:\[(\w+)\])?: ?(\S.*)")
_LANGUAGE = re.compile(r"\|\s*lang:\s*(\w+)")


def written_cases(folder: Path) -> Iterator[dict[str, Any]]:
    """Each article of a folder's files as lines of its own, and in one other shape."""
    for path in sorted(folder.glob("*.txt")):
        for number, chunk in enumerate(path.read_text(encoding="utf-8").split("=== style:")[1:]):
            yield from _cases(f"{path.stem}-{number:02}", chunk)


def _cases(name: str, chunk: str) -> Iterator[dict[str, Any]]:
    head, _, rest = chunk.partition("\n")
    paragraphs = [line.groups() for line in map(_LINE.match, rest.splitlines()) if line]
    removed = [part for letter, kind, text in paragraphs for part in ([(kind, text)] if letter == "R" else _INNER.findall(text))]
    language = _LANGUAGE.search(head)
    rng = Random(zlib.crc32(name.encode()))
    for shape in ("base", rng.choice(SHAPES)):
        yield {
            "id": f"{name}-{shape}", "file": "written", "style": head.partition("|")[0].strip(), "lang": language[1] if language else "en",
            "format": shape, "input": _laid_out([(letter, text) for letter, _, text in paragraphs], shape),
            "headline": next((text for letter, _, text in paragraphs if letter == "H"), None),
            "standfirst": next((text for letter, _, text in paragraphs if letter == "S"), None),
            "body": [part for letter, _, text in paragraphs if letter == "B" for part in _kept_parts(text)],
            "removed": [text for _, text in removed], "removed_kinds": [kind for kind, _ in removed],
        }  # fmt: skip


def _kept_parts(text: str) -> list[str]:
    """What stands before, between and behind the marked removals of a body paragraph."""
    return [part.strip() for part in re.split(r"\{\{R.*?\}\}", text) if part.strip()]


def _laid_out(paragraphs: list[tuple[str, str]], shape: str) -> str:
    """The paragraphs as one text; "fuse" glues what follows a removal to it, "fuseboth" what comes before it too."""
    texts = [_INNER.sub(r"\2", text) for _, text in paragraphs]
    joints = []
    for (letter, _), (following, _) in pairwise(paragraphs):
        after, before = letter == "R" != following and following == "B", letter == "B" and following == "R"
        glued = (shape in ("fuse", "fuseboth", "space") and after) or (shape == "fuseboth" and before)
        joints.append({"space": " "}.get(shape, "") if glued else {"blank": "\n\n", "oneline": " ", "crlf": "\r\n"}.get(shape, "\n"))
    text = texts[0] + "".join(joint + text for joint, text in zip(joints, texts[1:], strict=True))
    return re.sub(r" (?=\S{1,3} )", "\u00a0", text) if shape == "nbsp" else text
