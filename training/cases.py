"""Cases whose removed and kept parts are known, as judged scenes with the right answer for each unit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cleaner import Cleaner
from cleaner.readers.text import read_text
from cleaner.signals.scene import Scene

Case = Mapping[str, Any]

_CLEANER = Cleaner()


@dataclass(frozen=True, slots=True)
class Example:
    """One case: its scene and whether each unit is boilerplate."""

    case: Case
    scene: Scene
    labels: list[int]

    @property
    def style(self) -> str:
        """The made-up publisher whose manner it has; what is judged out of sample is held out by it."""
        return str(self.case["style"])


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder's JSONL files, by file name and line."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line) | {"file": path.stem}


def read_bodies(path: Path) -> Iterator[Case]:
    """Clean articles as cases with nothing to remove; the style of one is its host."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            parts = [part.strip() for part in row["body"].splitlines() if part.strip()]
            text = "\n".join([row["headline"] or "", *parts]).strip()
            host = (urlsplit(row.get("url") or "").hostname or row["id"]).removeprefix("www.")
            yield {
                "id": row["id"], "file": "bodies", "style": host, "lang": "-", "input": text, "headline": row["headline"],
                "standfirst": None, "body": parts, "removed": [],
            }  # fmt: skip


def example_of(case: Case) -> Example | None:
    """The case as its scene, each unit labelled by the majority of its characters; None where nothing is found in it."""
    document = read_text(case["input"])
    scene = _CLEANER.scene_of(document)
    if scene is None:
        return None
    if not case["removed"]:
        return Example(case, scene, [0] * len(scene.units))
    marks = removed_marks(case)
    labels = []
    for unit in scene.units:
        inside = [marks[i] for i in range(unit.start, unit.end) if not document.text[i].isspace()]
        labels.append(int(2 * sum(inside) > len(inside)))
    return Example(case, scene, labels)


def removed_marks(case: Case) -> list[int]:
    """1 for each character of the input that is to be removed, else 0.

    Kept and removed parts tile the input, each list in its order; the tiling is found by trying both.
    """
    text: str = case["input"]
    places = [i for i, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[i] for i in places)
    kept = ["".join(part.split()) for part in (case["headline"], case["standfirst"], *case["body"]) if part]
    removed = ["".join(part.split()) for part in case["removed"]]
    stack: list[tuple[int, int, int, tuple[tuple[int, int], ...]]] = [(0, 0, 0, ())]
    seen = set()
    while stack:
        place, i, j, cuts = stack.pop()
        if place == len(flat) and i == len(kept) and j == len(removed):
            marks = [0] * len(text)
            for start, length in cuts:
                for k in range(start, start + length):
                    marks[places[k]] = 1
            return marks
        if (i, j) in seen:
            continue
        seen.add((i, j))
        if i < len(kept) and flat.startswith(kept[i], place):
            stack.append((place + len(kept[i]), i + 1, j, cuts))
        if j < len(removed) and flat.startswith(removed[j], place):
            stack.append((place + len(removed[j]), i, j + 1, (*cuts, (place, len(removed[j])))))
    raise ValueError(f"case {case['id']}: its parts do not tile its input")
