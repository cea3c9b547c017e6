"""Cases whose removed and kept parts are known, as judged scenes with the right answer for each unit."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from cleaner import Cleaner
from cleaner.folding import fold
from cleaner.language import tell_language
from cleaner.readers.text import read_text
from cleaner.rules.load import common_pack, language_pack, publisher_pack, publishers
from cleaner.signals.scene import Scene
from written import written_cases

Case = Mapping[str, Any]

_CLEANER = Cleaner()
_JOINTS = {"ja": "", "zh": ""}
"""What stands between two sentences, where it is no space."""


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
    """The cases of a folder's JSONL files, by file name and line, and of the articles in its folder `written`."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line) | {"file": path.stem}
    yield from written_cases(folder / "written")


def read_bodies(named: str) -> Iterator[Case]:
    """Clean articles as cases with nothing to remove; the style of one is its host. "FILE:3" takes a third."""
    path, _, every = named.rpartition(":") if named[-2:-1] == ":" else (named, "", "1")
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if zlib.crc32(row["id"].encode()) % int(every):
                continue
            parts = [part.strip() for part in row["body"].splitlines() if part.strip()]
            text = "\n".join([row["headline"] or "", *parts]).strip()
            host = (urlsplit(row.get("url") or "").hostname or row["id"]).removeprefix("www.")
            yield {
                "id": row["id"], "url": row.get("url"), "file": "bodies", "style": host, "lang": "-", "input": text,
                "headline": row["headline"], "standfirst": None, "body": parts, "removed": [],
            }  # fmt: skip


def mixed(cases: Sequence[Case], bodies: Sequence[Case]) -> Iterator[Case]:
    """Clean articles with runs of boilerplate of one style put in: at the top, at the end, or between two paragraphs.

    The cases are short; without these, a long article would be one that has nothing to remove. A third of the runs
    stands in one paragraph, however many lines it had.
    """
    sources: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case["removed"] and case.get("format", "base") in ("base", "own"):
            sources[case["lang"]].append(case)
    for body in bodies:
        rng = Random(zlib.crc32(body["id"].encode()))
        language = tell_language(fold(body["input"]))
        if not language or not sources[language]:
            continue
        source = rng.choice(sources[language])
        parts = [(text, False) for text in body["body"]]
        for run, place in removed_runs(source)[:3]:
            lines = [line.strip() for line in run.splitlines() if line.strip()]
            text = (_JOINTS.get(language, " ") if rng.random() < 1 / 3 else "\n").join(lines)
            at = len(parts) if place > 0.85 else 0 if place < 0.1 else rng.randint(1, len(parts))
            parts.insert(at, (text, True))
        headline = [(body["headline"], False)] if body["headline"] else []
        yield {
            "id": f"{body['id']}-mixed", "url": body["url"], "file": "mixed", "style": source["style"], "lang": language,
            "input": "\n".join(text for text, _ in headline + parts), "headline": body["headline"], "standfirst": None,
            "body": [text for text, gone in parts if not gone], "removed": [text for text, gone in parts if gone],
        }  # fmt: skip


def proofs(cases: Sequence[Case]) -> Iterator[Case]:
    """The examples of the shipped rules, each a paragraph of some articles: `match` is to go and `keep` to stay."""
    articles: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.get("format", "base") == "base":
            articles[case["lang"]].append(case)
    packs = [("en", common_pack()), ("en", language_pack("en"))]
    for domain in publishers():
        pack = publisher_pack(domain)
        said = " ".join(text for rule in pack.rules for text in (*rule.match, *rule.keep))
        packs.append((tell_language(fold(said)) or "en", pack))
    for language, rule in ((language, rule) for language, pack in packs for rule in pack.rules if articles[language]):
        for number, (text, goes) in enumerate([*((text, True) for text in rule.match), *((text, False) for text in rule.keep)] * 2):
            name = f"{rule.id}-{number}"
            rng = Random(zlib.crc32(name.encode()))
            article = rng.choice(articles[language])
            parts = [(part, False) for part in article["body"]]
            parts.insert(rng.randint(1, len(parts)), (text, goes))
            head = [part for part in (article["headline"], article["standfirst"]) if part]
            yield {
                "id": name, "file": "rules", "style": rule.id, "lang": language,
                "headline": article["headline"], "standfirst": article["standfirst"],
                "input": "\n".join([*head, *(part for part, _ in parts)]),
                "body": [part for part, gone in parts if not gone], "removed": [part for part, gone in parts if gone],
            }  # fmt: skip


def cleaned(cases: Sequence[Case]) -> Iterator[Case]:
    """What a right cleaning leaves of each case, as it is judged again: nothing more is to go."""
    for case in cases:
        if case["removed"] and case.get("format", "base") in ("base", "own"):
            parts = [part for part in (case["headline"], case["standfirst"], *case["body"]) if part]
            left = {"file": "cleaned", "input": "\n\n".join(parts), "removed": [], "removed_kinds": []}
            yield {**case, **left, "id": f"{case['id']}-cleaned"}


def removed_runs(case: Case) -> list[tuple[str, float]]:
    """Each stretch of a case that is to be removed, with the share of the text that stands before it."""
    text, marks = case["input"], removed_marks(case)
    places = [i for i, char in enumerate(text) if not char.isspace()]
    runs: list[tuple[int, int]] = []
    for i in places:
        if marks[i]:
            if runs and all(marks[k] or text[k].isspace() for k in range(runs[-1][1], i)):
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((i, i + 1))
    return [(text[start:end], start / len(text)) for start, end in runs]


_EXAMPLES: dict[tuple[str, str], Example | None] = {}


def example_of(case: Case) -> Example | None:
    """`_made` of a case, made once: parts of the cases are fitted and judged again and again."""
    key = (case["id"], case["input"])
    if key not in _EXAMPLES:
        _EXAMPLES[key] = _made(case)
    return _EXAMPLES[key]


def _made(case: Case) -> Example | None:
    """The case as its scene, each unit labelled by the majority of its characters; None where nothing is found in it."""
    document = read_text(case["input"], case.get("url"))
    folded = fold(document.text)
    scene = _CLEANER.scene_of(document, folded, tell_language(folded))
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
