"""Evidence -> decisions: the only judge, and the only place where one thing takes precedence over another.

1. The networks and their chain give every unit a score, by its signals and those of the units around it. (A single
   sentence decides nothing: the middle of an appeal reads like reporting.)
2. A `certain` rule puts its units at 1. A guard puts its sentence at 0, whatever else speaks against it.
3. Neighbouring units at or over the mode's lower threshold are a run. It goes where one of its scores reaches the upper
   threshold, or a `likely` rule hit. Else only what a `certain` rule hit goes: the rule says nothing of what is beside it.
4. The damage guard: where the runs would leave less than `LEAST_LEFT` of the text, only what a `certain` rule
   removes goes, and the article says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner import signals
from cleaner.kinds import kinds_of
from cleaner.model import Decision, Evidence, Kind, Mode, Span, Verdict
from cleaner.ruling import RuleHit, Scope, Strength
from cleaner.signals import lexical
from cleaner.signals.scene import Scene
from cleaner.weighing import Weights

LEAST_LEFT = 0.2
"""Share of a document's characters that a cleaning leaves, unless rules are certain of more."""

DOUBTFUL = 0.2
"""A score from which a unit that stays is told as a near miss."""

MOST_ACCOUNTED = 40
"""Decisions of one look whose evidence is told by family; what odd texts have beyond that is told as one sum."""

DAMAGE = "damage guard: removals that would have left less than a fifth of the text were not made"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge made of one document; the spans are of that document's text."""

    removed: tuple[Decision, ...] = ()
    spared: tuple[Decision, ...] = ()
    """Near misses, told where nothing is removed: what a removal leaves is judged once more."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of all units, and what they were made from."""

    matrix: NDArray[np.float32]
    log_odds: NDArray[np.float32]
    scores: NDArray[np.float32]
    """Probabilities of being boilerplate."""


def judge(scene: Scene, weights: Weights, mode: Mode) -> Judgement:
    """The decisions over one document."""
    certain, guarded = _forced(scene)
    scored = score(scene, weights)
    if not any(scene.rules) and float(scored.scores.max()) < DOUBTFUL:
        return Judgement()
    own = scored.scores.copy()
    own[sorted(guarded)] = 0.0
    final = own.copy()
    final[sorted(certain)] = 1.0
    grow, start = weights.thresholds[mode]
    runs: list[tuple[int, int]] = []
    for first, last in _runs(final >= grow):
        if own[first : last + 1].max() >= start or _has_likely_rule(scene, first, last):
            runs.append((first, last))
        else:
            runs += [(first + low, first + high) for low, high in _runs(final[first : last + 1] == 1.0)]
    warnings: tuple[str, ...] = ()
    if runs and _share_left(scene, runs) < LEAST_LEFT:
        runs = _runs(np.asarray([i in certain for i in range(len(final))]))
        warnings = (DAMAGE,)
    account = _Account(scene, scored, final, weights)
    if runs:
        return Judgement(tuple(decision for first, last in runs for decision in account.removals(first, last)), (), warnings)
    near = [
        i
        for i in range(len(final))
        if scored.scores[i] >= DOUBTFUL or i in guarded or any(not hit.rule.is_guard for hit in scene.rules[i])
    ]
    return Judgement((), tuple(account.spared(i, guarded.get(i), damage=bool(warnings)) for i in near), warnings)


def score(scene: Scene, weights: Weights) -> Scored:
    """The scores of all units."""
    matrix = signals.matrix(scene, weights.words)
    log_odds = weights.network.log_odds(matrix)
    return Scored(matrix, log_odds, np.exp(-np.logaddexp(0, -log_odds)))


def _forced(scene: Scene) -> tuple[dict[int, RuleHit], dict[int, RuleHit]]:
    """The units that a certain rule removes, and those that a guard spares, with the hits that do it."""
    certain: dict[int, RuleHit] = {}
    guarded: dict[int, RuleHit] = {}
    for i, hits in enumerate(scene.rules):
        for hit in hits:
            if hit.rule.is_guard:
                for j in _reached(scene, i, hit):
                    guarded.setdefault(j, hit)
            elif hit.rule.strength == Strength.CERTAIN:
                for j in _reached(scene, i, hit):
                    certain.setdefault(j, hit)
    return {i: hit for i, hit in certain.items() if i not in guarded}, guarded


def _reached(scene: Scene, i: int, hit: RuleHit) -> range:
    """The units that a hit on unit `i` speaks for."""
    if hit.rule.scope == Scope.BLOCK:
        return range(int(scene.lines[0][i]), int(scene.lines[1][i]) + 1)
    return range(i, i + 1)


def _runs(marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last index of each stretch of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return [(int(start), int(end) - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _has_likely_rule(scene: Scene, first: int, last: int) -> bool:
    """Some likely rule hit a unit from `first` to `last`."""
    hits = (hit for found in scene.rules[first : last + 1] for hit in found)
    return any(hit.rule.strength == Strength.LIKELY and not hit.rule.is_guard for hit in hits)


def _share_left(scene: Scene, runs: Sequence[tuple[int, int]]) -> float:
    sizes = scene.ends - scene.starts
    return float(1 - sum(sizes[first : last + 1].sum() for first, last in runs) / sizes.sum())


class _Account:
    """Puts decisions into words: kind, rule, reason and evidence of a stretch of units."""

    def __init__(self, scene: Scene, scored: Scored, final: NDArray[np.float32], weights: Weights) -> None:
        self.scene = scene
        self.scored = scored
        self.final = final
        self.weights = weights
        self.kinds = weights.network.kinds(scored.matrix)
        self.accounted = 0

    def removals(self, first: int, last: int) -> list[Decision]:
        """A decision for each stretch of one kind in the run from `first` to `last`."""
        kinds = kinds_of(self.scene, self.kinds, first, last)
        parts: list[tuple[int, int, Kind]] = []
        for i, kind in enumerate(kinds, start=first):
            if parts and parts[-1][2] == kind:
                parts[-1] = (parts[-1][0], i, kind)
            else:
                parts.append((i, i, kind))
        return [self._decision(low, high, kind, Verdict.REMOVED) for low, high, kind in parts]

    def spared(self, i: int, guard: RuleHit | None, *, damage: bool) -> Decision:
        """The near miss of unit `i`."""
        reason = ""
        if guard:
            reason = f"guard {guard.rule.id}: {guard.rule.message}"
        elif damage:
            reason = DAMAGE
        return self._decision(i, i, kinds_of(self.scene, self.kinds, i, i)[0], Verdict.SPARED, reason)

    def _decision(self, first: int, last: int, kind: Kind, verdict: Verdict, reason: str = "") -> Decision:
        units = self.scene.units
        span = Span(units[first].start, units[last].end)
        hits = [hit for i in range(first, last + 1) for hit in self.scene.rules[i]]
        hits.sort(key=lambda hit: (hit.rule.is_guard, hit.rule.strength != Strength.CERTAIN, hit.start))
        rules = [hit.rule for hit in hits if not hit.rule.is_guard]
        evidence = self._evidence(first, last, hits)
        return Decision(
            span,
            kind,
            verdict,
            rules[0].id if rules else None,
            reason or (rules[0].message if rules else _reason(evidence, verdict)),
            evidence,
            round(float(self.final[first : last + 1].mean()), 4),
            self.scene.text[span.start : span.end],
        )

    def _evidence(self, first: int, last: int, hits: Sequence[RuleHit]) -> tuple[Evidence, ...]:
        """What each family adds to the mean log-odds of the units, strongest first, and the rules that hit."""
        found = [
            Evidence("guard" if hit.rule.is_guard else "rule", _RULE_WEIGHT[hit.rule.is_guard, hit.rule.strength], hit.rule.id)
            for hit in dict.fromkeys(hits)
        ]
        self.accounted += 1
        if self.accounted > MOST_ACCOUNTED:
            found.append(Evidence("score", round(float(self.scored.log_odds[first : last + 1].mean()), 2)))
            return tuple(sorted(found, key=lambda e: -abs(e.weight)))
        shares = self.weights.network.shares(self.scored.matrix, first, last)
        own = shares[first : last + 1].sum(axis=0)
        sums = dict(zip(_FAMILIES, (own @ _OF_FAMILY).tolist(), strict=True))
        sums["neighbours"] = float(shares.sum() - own.sum())
        words = _words(self.scene, range(first, last + 1))
        found += [Evidence(family, round(weight, 2), words.get(family, "")) for family, weight in sums.items() if abs(weight) >= 0.1]
        return tuple(sorted(found, key=lambda e: -abs(e.weight)))


# What a rule's word is told as, in log-odds: a guard and a certain rule decide, a likely one is in the families' shares.
_RULE_WEIGHT = {
    (True, Strength.LIKELY): -6.0,
    (True, Strength.CERTAIN): -6.0,
    (False, Strength.CERTAIN): 6.0,
    (False, Strength.LIKELY): 0.0,
}


_FAMILIES = tuple(dict.fromkeys(name.partition(".")[0] for name in signals.NAMES))
"""The families of evidence; what the units around add is told as `neighbours`."""
_OF_FAMILY = np.asarray([[name.partition(".")[0] == family for family in _FAMILIES] for name in signals.NAMES], dtype=np.float64)
"""A row for each signal, with a 1 in the column of its family."""


def _words(scene: Scene, units: Sequence[int]) -> dict[str, str]:
    """The words that were found, by family: at most four each."""
    words: dict[str, dict[str, None]] = {}
    for i in units:
        for name, text in lexical.named_hits(scene, i):
            words.setdefault(name, {})[text] = None
    return {name: ", ".join(list(texts)[:4]) for name, texts in words.items()}


_MEANING = {
    "voice": "the publisher speaks",
    "reader": "the reader is addressed",
    "press": "it is about the publisher's work",
    "claim": "the publisher praises itself",
    "ask": "the reader is asked to act",
    "plea": "it is worded as a plea",
    "money": "it names prices or gifts",
    "giving": "it speaks of gifts",
    "joining": "it speaks of membership",
    "buying": "it speaks of buying access or copies",
    "mailing": "it speaks of mail to the reader",
    "term": "it has wording of its kind",
    "opener": "it begins as its kind does",
    "line": "it is a fixed label",
    "wording": "its words are those of boilerplate",
    "place": "of where it stands",
    "shape": "of its form",
    "topic": "it shares little with the article",
    "neighbours": "of what stands around it",
    "quotation": "nobody is quoted",
    "families": "several kinds of evidence meet",
}
_SPARING = {
    "quotation": "somebody is quoted",
    "said": "it is reported speech",
    "person": "it is about a person",
    "charity": "it is about a cause, not the publisher",
    "helpline": "it is a service of the story",
    "correction": "it is a correction",
    "time": "it dates an event",
    "topic": "it shares names or words with the article",
    "wording": "its words are those of reporting",
    "place": "of where it stands",
    "shape": "of its form",
    "neighbours": "of what stands around it",
    "voice": "the publisher does not speak",
    "term": "it has no wording of its kind",
}


def _reason(evidence: Sequence[Evidence], verdict: Verdict) -> str:
    """The two or three strongest families that speak for the verdict, as a sentence."""
    meaning, sign = (_MEANING, 1) if verdict == Verdict.REMOVED else (_SPARING, -1)
    told = [meaning[e.family] for e in evidence if e.weight * sign > 0 and e.family in meaning][:3]
    start = "removed because " if verdict == Verdict.REMOVED else "kept because "
    return start + (", and because ".join(told) if told else "the evidence together says so")
