"""Rules held against a corpus: which hit nothing in it, and which hit what else reads like journalism."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log

import numpy as np

from cleaner import signals
from cleaner.article import Article
from cleaner.batch.records import Record
from cleaner.engine import Cleaner
from cleaner.folding import fold
from cleaner.learning.observing import region_of
from cleaner.rulebook.corpus import serves
from cleaner.rulebook.findings import Check, Finding, unseen
from cleaner.rules.schema import Pack
from cleaner.weighing import text_weights

JOURNALISM = log(0.1 / 0.9)
"""Log-odds under which a text reads like journalism."""
MOST_AGAINST = 0.5
"""Share of a rule's hits on journalism from which it is told."""
_LIKELY = signals.column("rule.likely")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules did in one text."""

    served: frozenset[int]
    """Which of the packs are used on it."""
    hits: dict[str, tuple[int, int, str]]
    """By the rule's id: how many units it hits, how many of them read like journalism but for it, and one such, or ""."""


@dataclass(frozen=True, slots=True)
class AsTrial:
    """The shape of a record in which rules are tried (`cleaner.batch.shapes`)."""

    cleaner: Cleaner
    packs: tuple[Pack, ...]

    def article(self, _: Record, article: Article) -> Trial:
        """What the rules did."""
        document = region_of(article).document
        served = frozenset(number for number, pack in enumerate(self.packs) if serves(pack, document))
        scene = self.cleaner.scene_of(document, fold(document.text), article.language)
        hits: dict[str, tuple[int, int, str]] = {}
        if scene is None or not any(scene.rules):
            return Trial(served, hits)
        weights = text_weights()
        matrix = signals.matrix(scene, weights.words)
        # Of certain rules the judge's weights know nothing, of the others they know this.
        matrix[:, _LIKELY] = 0
        odds = weights.network.log_odds(matrix)
        for unit in np.flatnonzero([bool(found) for found in scene.rules]).tolist():
            text = scene.text[scene.starts[unit] : scene.ends[unit]]
            for name in dict.fromkeys(hit.rule.id for hit in scene.rules[unit] if not hit.rule.is_guard):
                count, against, example = hits.get(name, (0, 0, ""))
                is_against = bool(odds[unit] < JOURNALISM)
                hits[name] = (count + 1, against + is_against, example or (text if is_against else ""))
        return Trial(served, hits)

    def error(self, _: Record, __: str, ___: str) -> None:
        """Nothing: who reads the outcomes tells of it."""


@dataclass(slots=True)
class Held:
    """The sum of many trials."""

    packs: tuple[Pack, ...]
    served: dict[int, int] = field(default_factory=dict)
    """By the pack's number, how many texts it is used on."""
    hits: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def add(self, trial: Trial) -> None:
        """Add one more text."""
        for number in trial.served:
            self.served[number] = self.served.get(number, 0) + 1
        for name, (count, against, example) in trial.hits.items():
            before = self.hits.get(name, (0, 0, ""))
            self.hits[name] = (before[0] + count, before[1] + against, before[2] or example)

    def findings(self) -> Iterator[Finding]:
        """Rules that hit nothing in the texts that their packs serve, and such as mostly hit journalism, pack by pack."""
        for number, texts in sorted(self.served.items()):
            pack = self.packs[number]
            for rule in pack.rules:
                count, against, example = self.hits.get(rule.id, (0, 0, ""))
                if rule.is_guard:
                    continue
                if not count:
                    yield unseen(pack.name, rule.id, texts)
                elif against >= MOST_AGAINST * count:
                    shown = example if len(example) <= _SHOWN else f"{example[:_SHOWN]}…"
                    fault = f"of {count:,} hits {against:,} are on what else reads like journalism, such as {shown!r}"
                    yield Finding(pack.name, rule.id, Check.JOURNALISM, fault, "make it narrower, or of strength likely")
