"""Which kind of boilerplate a run is, unit by unit."""

from __future__ import annotations

from cleaner.model import FAMILIES, Kind, Section
from cleaner.signals.lexical import kind_hits
from cleaner.signals.scene import Scene

# What one find is worth. A rule names its kind with a proof; a whole line or an opening says more than a phrase.
_WORTH = {Section.TERM: 1.0, Section.OPENER: 2.0, Section.LINE: 3.0}
_RULE = 3.0

# Where nothing names a kind: what the families suggest.
_MONEY, _VOICE, _CLAIM, _ASK, _PRESS, _READER = (
    FAMILIES.index(name) for name in ("money", "voice", "claim", "ask", "press", "reader")
)


def kind_of(scene: Scene, first: int, last: int) -> list[Kind]:
    """The kind of each unit from `first` to `last`.

    A line is of one kind, and one that names none is of its neighbours'.
    """
    votes: list[tuple[int, dict[Kind, float]]] = []
    for i in range(first, last + 1):
        line = int(scene.lines[0][i])
        if not votes or votes[-1][0] != line:
            votes.append((line, {}))
        _vote(scene, i, votes[-1][1])
    named = [max(vote, key=lambda kind: (vote[kind], kind)) if vote else None for _, vote in votes]
    total: dict[Kind, float] = {}
    for _, vote in votes:
        for kind, weight in vote.items():
            total[kind] = total.get(kind, 0.0) + weight
    overall = max(total, key=lambda kind: (total[kind], kind)) if total else _by_family(scene, first, last)
    kinds = {line: kind or overall for (line, _), kind in zip(votes, _filled(named), strict=True)}
    return [kinds[int(scene.lines[0][i])] for i in range(first, last + 1)]


def _vote(scene: Scene, i: int, votes: dict[Kind, float]) -> None:
    for hit in scene.rules[i]:
        if not hit.rule.is_guard:
            votes[hit.rule.kind] = votes.get(hit.rule.kind, 0.0) + _RULE
    for kind, section, _ in kind_hits(scene, i):
        votes[kind] = votes.get(kind, 0.0) + _WORTH[section]


def _filled(named: list[Kind | None]) -> list[Kind | None]:
    """The kinds, where one is missing that of the line before, else of the first after that names one."""
    filled: list[Kind | None] = []
    for kind in named:
        filled.append(kind or (filled[-1] if filled else None))
    first = next((kind for kind in named if kind), None)
    return [kind or first for kind in filled]


def _by_family(scene: Scene, first: int, last: int) -> Kind:
    """An appeal where somebody speaks of himself and wants something, else what a page wraps around articles."""
    families = {
        index for i in range(first, last + 1) for section, index, _ in scene.hits_of(i) if section == Section.FAMILY
    }
    if families & {_MONEY, _VOICE, _CLAIM, _READER}:
        return Kind.DONATION_APPEAL
    if _ASK in families or _PRESS in families:
        return Kind.SUBSCRIPTION_PROMPT
    return Kind.PAGE_CHROME
