"""What packs say, and what they found in one text: values alone, frozen, with the offsets of `cleaner.model`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Scope(StrEnum):
    """How much goes where a rule matches."""

    MATCH = "match"
    SENTENCE = "sentence"
    BLOCK = "block"
    RUN = "run"


class Strength(StrEnum):
    """Whether a rule's word is enough."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording, what is to be done about it, and the proof. A guard is a rule that spares what it matches."""

    id: str
    kind: Kind
    scope: Scope
    strength: Strength
    pattern: str
    message: str
    why: str
    match: tuple[str, ...]
    keep: tuple[str, ...]
    source: str = ""
    anchors: tuple[str, ...] = ()
    """Folded literals one of which is in every match; none where the pattern has no such literal."""
    is_guard: bool = False


class Ask(NamedTuple):
    """A question about how an element is called: its class, id and like attributes as one list of names."""

    asks: str
    """`is`: all names of the value are among them; `has`: the value stands somewhere in them; `begins`: a name begins with
    it; `part`: it is a name, or one or several whole words of one; `and`, `or`, `not`: of the parts."""
    value: str = ""
    parts: tuple[Ask, ...] = ()


class Step(NamedTuple):
    """A step down to elements of a page."""

    descends: bool
    """To any element inside, and not to children alone."""
    tag: str
    """`*` for any."""
    test: Ask | None = None
    is_first: bool = False
    """The first such child of each element, and no other."""


class Says(StrEnum):
    """What a place says of what is in it."""

    OUTSIDE = "outside"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a publisher's pages and what it says of what is in it: evidence beside the layout."""

    id: str
    says: Says
    kind: Kind
    """Of what is outside."""
    steps: tuple[Step, ...]
    message: str
    is_first: bool = False
    """The first element that the steps lead to, and no other."""
    source: str = ""


FAMILIES = (
    "voice",
    "reader",
    "press",
    "claim",
    "ask",
    "plea",
    "money",
    "deictic",
    "said",
    "person",
    "charity",
    "helpline",
    "correction",
    "time",
    "giving",
    "joining",
    "buying",
    "mailing",
)
"""The families of weak evidence, in the order by which hits and signals count them."""

AIMS = FAMILIES[-4:]
"""The families of what a reader is asked for. Their words tell the kinds apart, and may be among those of another family too."""


class Section(IntEnum):
    """Which part of a pack's lexicon a term is from."""

    FAMILY = 0
    TERM = 1
    OPENER = 2
    LINE = 3


class RuleHit(NamedTuple):
    """A rule's or guard's match at `start:end`."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Hits:
    """The terms of the lexicon in a text: four arrays of one length, by place."""

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    sections: NDArray[np.intp]
    """Values of `Section`."""
    indices: NDArray[np.intp]
    """Of the family among the schema's families, or of the kind in `Kind`."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one text."""

    hits: Hits
    rules: Sequence[RuleHit]
    """By place."""
    classes: NDArray[np.uint16]
    """The classes of the text's characters (`cleaner.characters`)."""
