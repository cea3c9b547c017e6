"""Fits the weights by which `cleaner.joints` tells where something new begins between two words, and writes them.

    python training/fit_joints.py
    python training/fit_joints.py --folds 3     judge instead: fit without a third of the styles, tell that third's line ends

Learnt from the cases whose lines are whole: a line end is a place where something new begins, once the two lines
are joined by a space; a space before a capital within a line is one where nothing does.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cases import read_cases
from cleaner.joints import Joints, features, places
from fit import fold_of

ROOT = Path(__file__).parent.parent
LEAST_COUNT = 4
LEAST_WEIGHT = 0.02
WHOLE = ("base", "own", None)
"""Formats whose lines are as they were."""
_AROUND = 200
"""Code points of a line that are looked at on each side of its end."""


class Place(NamedTuple):
    """A place between two words, and 1 where a line ended there."""

    style: str
    language: str
    text: str
    at: int
    label: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=ROOT / "fixtures" / "appeals")
    parser.add_argument("--out", type=Path, default=ROOT / "cleaner" / "weights" / "joints.json")
    parser.add_argument("--folds", type=int, default=0, help="judge leaving styles out, in so many parts; nothing is written")
    args = parser.parse_args()
    known = places_of(args.cases)
    if args.folds:
        judge(known, args.folds)
        return
    text = json.dumps(fitted(known), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    args.out.write_text(text + "\n", encoding="utf-8")


def places_of(folder: Path) -> list[Place]:
    """The places of all cases, each once a style."""
    found = {}
    for case in read_cases(folder):
        if case.get("format") not in WHOLE:
            continue
        lines = [line.strip() for line in case["input"].splitlines() if line.strip()]
        for line in lines:
            for at in places(line, 0, len(line)):
                found[case["style"], line, at] = Place(case["style"], case["lang"], line, at, 0)
        for before, after in pairwise(lines):
            text = f"{before[-_AROUND:]} {after[:_AROUND]}"
            at = len(before[-_AROUND:])
            if at in places(text, 0, len(text)):
                found[case["style"], text, at] = Place(case["style"], case["lang"], text, at, 1)
    return list(found.values())


def fitted(known: list[Place]) -> dict[str, float]:
    """The weights, as `cleaner.joints.Joints` takes them."""
    listed = [set(features(place.text, place.at, place.language)) for place in known]
    counts = Counter(name for names in listed for name in names)
    numbers = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST_COUNT))}
    columns = [[numbers[name] for name in sorted(names) if name in numbers] for names in listed]
    rows = np.repeat(np.arange(len(known)), [len(some) for some in columns])
    table = csr_matrix((np.ones(len(rows)), (rows, np.concatenate(columns))), shape=(len(known), len(numbers)))
    model = LogisticRegression(C=0.5, solver="liblinear").fit(table, [place.label for place in known])
    slopes = model.coef_[0]
    weights = {name: round(float(slopes[n]), 2) for name, n in numbers.items() if abs(slopes[n]) >= LEAST_WEIGHT}
    return {"bias": round(float(model.intercept_[0]), 2)} | weights


def judge(known: list[Place], folds: int) -> None:
    """What share of line ends is told, and of other places taken for one, at several thresholds."""
    scores, labels = [], []
    for held in range(folds):
        joints = Joints(fitted([place for place in known if fold_of(place.style, folds) != held]))
        for place in known:
            if fold_of(place.style, folds) == held:
                scores.append(joints.log_odds(place.text, place.at, place.language))
                labels.append(place.label)
    odds, ends = np.asarray(scores), np.asarray(labels, dtype=bool)
    print(f"{ends.sum()} line ends, {(~ends).sum()} other places")
    for least in (-3.5, -3.0, -2.5, -2.0, -1.5, -1.0, 0.0):
        told, taken = (odds[ends] >= least).mean(), (odds[~ends] >= least).mean()
        print(f"log-odds of {least} or more: {told:.3f} of the line ends, {taken:.3f} of the others")


if __name__ == "__main__":
    main()
