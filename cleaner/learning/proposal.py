"""A proposal: a line that a publisher repeats, what speaks for a rule, and the rule's pattern. Files of them, an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.batch.writing import made, placed
from cleaner.errors import InputError
from cleaner.model import Evidence, Kind

FILE = "proposals.jsonl"
"""The name of a file of proposals in a folder of learnt rules."""


class Example(NamedTuple):
    """A wording, and an article that has it."""

    text: str
    url: str
    headline: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line of a publisher's that may be made a rule."""

    id: str
    """The id that the rule would have, its kind aside: it stays the same for the same publisher and pattern."""
    publisher: str
    language: str | None
    kind: Kind
    """Of which kind the judge takes it to be; `custom` where it cannot tell."""
    text: str
    """Its most frequent wording."""
    patterns: tuple[str, ...]
    """One, or several for a line that is longer than a pattern may be wide."""
    score: float
    """From 0 to 1, how sure it is that it is the publisher's own."""
    evidence: tuple[Evidence, ...]
    """What the score is made of, strongest first; weights are log-odds."""
    articles: int
    """How many articles have it."""
    of: int
    """How many articles of the publisher's were seen."""
    stories: int
    """How many different stories there are among those articles that were compared, up to 24."""
    removed: int
    """Out of how many articles all of it goes without a rule."""
    first: str | None
    """The dates, ISO 8601, of the first and the last article that has it, of those whose date is known."""
    last: str | None
    places: tuple[int, int, int]
    """How often it stands at the start, in the middle, at the end."""
    examples: tuple[Example, ...]
    """Wordings, the most frequent first."""
    keep: tuple[str, ...]
    """Journalism of the same publisher whose wording is the nearest; the patterns do not hit it."""

    @property
    def is_left(self) -> bool:
        """In some article it stays as things are."""
        return self.removed < self.articles


def write_proposals(proposals: Iterable[Proposal], folder: str | Path) -> Path:
    """Write a folder's file of proposals, in their order, and return its path. `OutputError` where it cannot be written."""
    path = made(Path(folder)) / FILE
    with placed(str(path)) as file:
        for proposal in proposals:
            file.write(json.dumps(to_dict(proposal), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    return path


def read_proposals(folder: str | Path) -> tuple[Proposal, ...]:
    """The proposals in a folder's file. `InputError` where there is none, or a line that is none."""
    path = Path(folder) / FILE
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")  # other ends of lines may stand in a text
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}; `cleaner learn IN -o {folder}` writes it") from error
    proposals = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            proposals.append(from_dict(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}, line {number}: no proposal ({error}); write the file anew with `cleaner learn`") from error
    return tuple(proposals)


def to_dict(proposal: Proposal) -> dict[str, object]:
    """The proposal as JSON-ready values."""
    data: dict[str, object] = json.loads(json.dumps(asdict(proposal)))  # tuples become lists
    data["evidence"] = [one._asdict() for one in proposal.evidence]
    data["examples"] = [one._asdict() for one in proposal.examples]
    return data


def from_dict(data: object) -> Proposal:
    """The proposal in what `to_dict` made. `KeyError`, `TypeError` or `ValueError` for anything else."""
    if not isinstance(data, dict):
        raise TypeError("no object")

    def items(name: str) -> list[Any]:
        value = data[name]
        if not isinstance(value, list):
            raise TypeError(f"{name} is no list")
        return value

    fields = {
        **data,
        "kind": Kind(str(data["kind"])),
        "patterns": tuple(items("patterns")),
        "places": tuple(items("places")),
        "keep": tuple(items("keep")),
        "evidence": tuple(Evidence(**one) for one in items("evidence")),
        "examples": tuple(Example(**one) for one in items("examples")),
    }
    proposal = Proposal(**fields)
    _check_types(proposal)
    return proposal


def _check_types(proposal: Proposal) -> None:
    """`TypeError` where a value is not of its type."""
    families, weights, details = zip(*proposal.evidence, strict=True) if proposal.evidence else ((), (), ())
    texts: dict[str, Sequence[object]] = {
        **{name: (getattr(proposal, name),) for name in ("id", "publisher", "text")},
        **{name: () if (value := getattr(proposal, name)) is None else (value,) for name in ("language", "first", "last")},
        "patterns": proposal.patterns,
        "keep": proposal.keep,
        "evidence": (*families, *details),
        "examples": [value for example in proposal.examples for value in example],
    }
    counts: dict[str, Sequence[object]] = {
        **{name: (getattr(proposal, name),) for name in ("articles", "of", "stories", "removed")},
        "places": proposal.places,
    }
    numbers: dict[str, Sequence[object]] = {"score": (proposal.score,), "evidence": weights}
    for wanted, named in ((str, texts), (int, counts), (int | float, numbers)):
        for name, values in named.items():
            if not all(isinstance(value, wanted) for value in values):
                raise TypeError(f"{name} has a value of another type")
    if len(proposal.places) != len(("start", "middle", "end")):
        raise TypeError("places are not three")
