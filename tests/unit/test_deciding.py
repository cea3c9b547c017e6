"""What goes and what stays, by scores that are given and the rules beside them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cleaner import Cleaner, Kind, Mode, signals
from cleaner.deciding import DAMAGE, Judgement, judge
from cleaner.folding import fold
from cleaner.readers.text import read_text
from cleaner.signals.wording import WordWeights

LINES = (
    "The harbour at Lenn was closed for most of Tuesday.",
    "Our reporters need you, said the note at the door.",
    "The lamp over this page is lit by its readers.",
    "A ferry waited outside until the wind had turned.",
    "Two crews stayed aboard, and the mayor brought soup.",
    "By Wednesday the first boats had left for the banks.",
)
RULE = """
[[rule]]
id = "own.donation.lamp"
kind = "donation_appeal"
scope = "sentence"
strength = "{strength}"
pattern = 'the lamp over this page is lit by'
message = "an appeal"
why = "The paper says so in each issue."
match = ["The lamp over this page is lit by its readers."]
keep = ["The lamp over this page of the atlas shows the pole."]
"""


def judged(scores: list[float], tmp_path: Path, strength: str | None = None, lines: tuple[str, ...] = LINES) -> Judgement:
    """The decisions over lines that have these scores, with a rule that hits the third."""
    if strength:
        (tmp_path / "own.toml").write_text(RULE.format(strength=strength), encoding="utf-8")
    document = read_text("\n\n".join(lines))
    scene = Cleaner(packs=[tmp_path] if strength else []).scene_of(document, fold(document.text), "en")
    assert scene is not None
    assert len(scene) == len(scores)
    odds = np.log(np.asarray(scores) / (1 - np.asarray(scores))).astype(np.float32)
    network = SimpleNamespace(
        log_odds=lambda _: odds,
        kinds=lambda matrix: np.zeros((len(matrix), len(Kind)), dtype=np.float32),
        shares=lambda matrix, _first, _last: np.zeros((len(matrix), len(signals.NAMES)), dtype=np.float32),
    )
    weights: Any = SimpleNamespace(words=WordWeights({}), network=network, thresholds={Mode.BALANCED: (0.5, 0.8)})
    return judge(scene, weights, Mode.BALANCED)


def gone(judgement: Judgement) -> list[str]:
    """The lines that went."""
    return [line for decision in judgement.removed for line in decision.text.split("\n\n")]


def test_a_run_goes_with_its_best_unit(tmp_path: Path) -> None:
    """Units over the lower threshold go with one over the upper that they touch, and stay without one."""
    assert gone(judged([0.01, 0.6, 0.9, 0.55, 0.01, 0.6], tmp_path)) == list(LINES[1:4])


def test_a_certain_rule_speaks_for_its_own_line_alone(tmp_path: Path) -> None:
    """What stands beside its line needs a score of its own to go."""
    assert gone(judged([0.01, 0.6, 0.02, 0.6, 0.01, 0.01], tmp_path, "certain")) == [LINES[2]]
    assert gone(judged([0.01, 0.9, 0.02, 0.6, 0.01, 0.01], tmp_path, "certain")) == list(LINES[1:4])


def test_a_likely_rule_is_as_good_as_the_upper_threshold(tmp_path: Path) -> None:
    """A run that it hits goes, and one that the lower threshold does not make stays."""
    assert gone(judged([0.01, 0.6, 0.55, 0.01, 0.01, 0.01], tmp_path, "likely")) == list(LINES[1:3])
    assert not judged([0.01, 0.6, 0.02, 0.01, 0.01, 0.01], tmp_path, "likely").removed


@pytest.mark.parametrize("strength", [None, "certain"])
def test_no_more_than_four_fifths_go(tmp_path: Path, strength: str | None) -> None:
    """Where the scores would leave less than a fifth, only what a certain rule removes goes, and it is said."""
    judgement = judged([0.9, 0.9, 0.9, 0.9, 0.9, 0.01], tmp_path, strength)
    assert gone(judgement) == ([LINES[2]] if strength else [])
    assert judgement.warnings == (DAMAGE,)
