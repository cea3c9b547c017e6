"""Turns articles written by hand, their boilerplate marked, into cases in the shapes in which text comes.

    python training/write_cases.py fixtures/appeals/written/*.txt > fixtures/appeals/written.jsonl

One line a paragraph, after a letter: H headline, S standfirst, B body, R removed; `{{R: ...}}` marks a removal inside
a body paragraph. `=== style: NAME | kinds: KIND, ...` begins an article.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

FORMATS = ("fuse", "fuseboth", "blank", "oneline", "crlf", "space", "nbsp")
_INNER = re.compile(r"\{\{R:\s*(.*?)\}\}")


def main() -> None:
    for name in sys.argv[1:]:
        for number, chunk in enumerate(Path(name).read_text(encoding="utf-8").split("=== style:")[1:]):
            for case in cases(f"{Path(name).stem}-{number:02}", chunk):
                print(json.dumps(case, ensure_ascii=False))


def cases(name: str, chunk: str) -> Iterator[dict[str, object]]:
    """The article as lines of its own, and in one other shape."""
    head, _, rest = chunk.partition("\n")
    style, _, kinds = head.partition("| kinds:")
    paragraphs = [(line[0], line[2:].strip()) for line in rest.splitlines() if re.match(r"[HSBR]: ?\S", line)]
    rng = Random(zlib.crc32(name.encode()))
    named = [kind.strip() for kind in kinds.split(",") if kind.strip() not in ("", "none")]
    for shape in ("base", rng.choice(FORMATS)):
        yield {
            "id": f"{name}-{shape}", "group": name, "style": style.strip(), "lang": "en", "kinds": named, "shape": "text", "format": shape,
            "input": laid_out(paragraphs, shape),
            "headline": next((text for letter, text in paragraphs if letter == "H"), None),
            "standfirst": next((text for letter, text in paragraphs if letter == "S"), None),
            "body": [part for letter, text in paragraphs if letter == "B" for part in kept_parts(text)],
            "removed": [part for letter, text in paragraphs for part in removed_parts(letter, text)],
        }  # fmt: skip


def kept_parts(text: str) -> list[str]:
    """What stands before, between and behind the marked removals of a body paragraph."""
    return [part.strip() for part in re.split(r"\{\{R:.*?\}\}", text) if part.strip()]


def removed_parts(letter: str, text: str) -> list[str]:
    return [text] if letter == "R" else _INNER.findall(text)


def laid_out(paragraphs: list[tuple[str, str]], shape: str) -> str:
    """The paragraphs as one text; "fuse" glues what follows a removal to it, "fuseboth" what comes before it too."""
    texts = [_INNER.sub(r"\1", text) for _, text in paragraphs]
    joints = []
    for (letter, _), (following, _) in pairwise(paragraphs):
        after, before = letter == "R" != following and following == "B", letter == "B" and following == "R"
        glued = (shape in ("fuse", "fuseboth", "space") and after) or (shape == "fuseboth" and before)
        joints.append({"space": " "}.get(shape, "") if glued else {"blank": "\n\n", "oneline": " ", "crlf": "\r\n"}.get(shape, "\n"))
    text = texts[0] + "".join(joint + text for joint, text in zip(joints, texts[1:], strict=True))
    return re.sub(r" (?=\S{1,3} )", "\u00a0", text) if shape == "nbsp" else text


if __name__ == "__main__":
    main()
