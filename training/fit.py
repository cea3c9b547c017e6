"""Fits the judge's weights for text and writes them to `cleaner/weights/`.

    python training/fit.py                                  fit on the cases of all languages: text.json
    python training/fit.py --languages en                   fit on the cases of one language: text.en.json
    python training/fit.py --folds 5                        judge instead: fit without a fifth of the styles, clean that fifth
    python training/fit.py --bodies fundus.jsonl wcxb.jsonl:3

The last names clean articles, to be learnt from as they are and with boilerplate put in: a JSON object a line with
`id`, `url`, `headline` and `body`. The shipped weights are fitted with the 127 articles of Fundus' test data (MIT)
and a third of those of WCXB's development set (CC BY 4.0).

Each stage learns from the scores that the stage before gives to styles it did not learn from, and so do the
weights of words: a style's own wording must not vouch for itself.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cases import Case, Example, example_of, mixed, proofs, read_bodies, read_cases
from cleaner import Cleaner, engine, signals
from cleaner.deciding import rows_near
from cleaner.folding import fold
from cleaner.language import tell_language
from cleaner.model import Section
from cleaner.roles import LEAST_PARAGRAPHS, STANDFIRST_SIGNALS, standfirst_signals
from cleaner.signals import context, seeds
from cleaner.signals.lexical import kind_hits
from cleaner.weighing import Forest, Weights
from figures import figures, harm_line, table

ROOT = Path(__file__).parent.parent
INNER = 4
TREES = (220, 220, 220)
DEPTH = 5
LEAST_COUNT = 3
LEAST_WEIGHT = 0.6
THRESHOLDS = {"strict": (0.6, 0.95), "balanced": (0.5, 0.9), "recall": (0.4, 0.5)}
"""Of a unit to be in a run, and of some unit of it for the run to go."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=ROOT / "fixtures" / "appeals")
    parser.add_argument("--out", type=Path, default=ROOT / "cleaner" / "weights")
    parser.add_argument("--folds", type=int, default=0, help="judge leaving styles out, in so many parts; nothing is written")
    parser.add_argument(
        "--bodies", nargs="*", default=[], metavar="FILE[:N]",
        help="JSONL files of clean articles (id, url, headline, body); with :N those whose id has a CRC-32 divisible by N",
    )
    parser.add_argument("--languages", default="", help="only cases in these, by comma")
    parser.add_argument("--save", type=Path, help="with --folds: write what was cleaned, case by case")
    args = parser.parse_args()
    wanted = set(filter(None, args.languages.split(",")))
    cases = [case for case in read_cases(args.cases) if not wanted or case["lang"] in wanted]
    bodies = [case for named in args.bodies for case in read_bodies(named)]
    if wanted:
        bodies = [case for case in bodies if tell_language(fold(case["input"])) in wanted]
    if args.folds:
        judge_by_style(cases, bodies, args.folds, args.save)
    else:
        weights = json.dumps(fit(cases, bodies), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        name = f"text.{args.languages}.json" if len(wanted) == 1 else "text.json"
        (args.out / name).write_text(weights + "\n", encoding="utf-8")


def judge_by_style(cases: Sequence[Case], bodies: Sequence[Case], folds: int, save: Path | None) -> None:
    """Clean each case with weights that know nothing of its style, and print what came out."""
    cleaner = Cleaner()
    rows, harm = [], []
    for held in range(folds):
        apart = [case for case in cases if fold_of(case["style"], folds) == held]
        unknown = [case for case in bodies if fold_of(case["style"], folds) == held]
        known = ([case for case in listed if fold_of(case["style"], folds) != held] for listed in (cases, bodies))
        weights = Weights(fit(*known))
        engine.text_weights = lambda _=None, fitted=weights: fitted  # type: ignore[misc]
        rows += [figures(case, cleaner.clean_text(case["input"])) for case in apart]
        harm += [figures(case, cleaner.clean_text(case["input"])) for case in unknown]
        print(f"part {held + 1} of {folds}", flush=True)
    print(table(rows))
    if harm:
        print(harm_line(harm))
    if save:
        save.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows + harm), encoding="utf-8")


def fit(cases: Sequence[Case], bodies: Sequence[Case] = ()) -> dict[str, Any]:
    """Weights from the cases and clean bodies, in the form that `cleaner.weighing.Weights` takes."""
    examples = [example for case in (*cases, *proofs(cases), *bodies, *mixed(cases, bodies)) if (example := example_of(case)) is not None]
    plain = [example for example in examples if example.case["file"] not in ("mixed", "rules")]
    words = word_weights(plain)
    others = [word_weights([example for example in plain if fold_of(example.style, INNER) != part]) for part in range(INNER)]
    tables = [others[fold_of(example.style, INNER)] for example in examples]
    matrices = [signals.matrix(example.scene, table) for example, table in zip(examples, tables, strict=True)]
    rows = [
        rows_near(seeds.find(example.scene, table[:, signals.column("wording.sum")]))
        for example, table in zip(examples, matrices, strict=True)
    ]
    learnt = np.concatenate([learnable(example)[near] for example, near in zip(examples, rows, strict=True)])
    labels = np.concatenate([np.asarray(example.labels)[near] for example, near in zip(examples, rows, strict=True)])
    parts = np.concatenate([np.full(len(near), fold_of(example.style, INNER)) for example, near in zip(examples, rows, strict=True)])
    matrix = np.vstack([table[near] for table, near in zip(matrices, rows, strict=True)])
    ends = np.cumsum([len(near) for near in rows])[:-1]
    stages: list[dict[str, Any]] = []
    seen = matrix
    for number, trees in enumerate(TREES):
        stages.append(forest_of(fitted(seen[learnt], labels[learnt], trees)))
        if number + 1 == len(TREES):
            break
        scores = np.zeros(len(labels), dtype=np.float32)
        for part in range(INNER):
            rest = learnt & (parts != part)
            model = Forest(**forest_of(fitted(seen[rest], labels[rest], trees)))
            scores[parts == part] = 1 / (1 + np.exp(-model.log_odds(seen[parts == part])))
        around = []
        for example, near, own in zip(examples, rows, np.split(scores, ends), strict=True):
            whole = np.zeros(len(example.scene.units), dtype=np.float32)
            whole[near] = own
            around.append(context.measure(example.scene, whole)[near])
        seen = np.hstack([matrix, np.vstack(around)])
    return {
        "signals": [*signals.NAMES, *context.NAMES],
        "words": words,
        "stages": stages,
        "thresholds": THRESHOLDS,
        "standfirst": standfirst_weights(cases),
    }


def learnable(example: Example) -> NDArray[np.bool_]:
    """The units to learn from: of clean articles every third is plenty, but all boilerplate that was put into them.

    Labels that got into clean bodies ("Related", "Advertisement") teach nothing.
    """
    if example.case["file"] not in ("bodies", "mixed"):
        return np.ones(len(example.labels), dtype=bool)
    return np.asarray([
        bool(label) or (i % 3 == 0 and all(section != Section.LINE for _, section, _ in kind_hits(example.scene, i)))
        for i, label in enumerate(example.labels)
    ])  # fmt: skip


def fold_of(style: str, folds: int) -> int:
    """The part a style is in: by its name alone, so that adding cases moves no other."""
    return zlib.crc32(style.encode()) % folds


def word_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Log-odds of each word between boilerplate and journalism, counted once a style and side."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    seen: dict[tuple[str, int], set[str]] = defaultdict(set)
    for example in examples:
        for words, label in zip(words_by_unit(example), example.labels, strict=True):
            text = " ".join(words)
            key = (example.style, label)
            if text in seen[key]:  # variants of one case repeat its sentences
                continue
            seen[key].add(text)
            counts[label].update(set(words))
    totals = [sum(count.values()) + 1 for count in counts]
    weights: dict[str, float] = {}
    for word in sorted(counts[0].keys() | counts[1].keys()):
        kept, removed = counts[0][word], counts[1][word]
        if kept + removed < LEAST_COUNT:
            continue
        weight = log((removed + 0.5) / totals[1]) - log((kept + 0.5) / totals[0])
        if abs(weight) >= LEAST_WEIGHT:
            weights[word] = round(weight, 2)
    return weights


def words_by_unit(example: Example) -> list[list[str]]:
    words: list[list[str]] = [[] for _ in example.scene.units]
    for text, unit in zip(example.scene.words.texts, example.scene.words.units.tolist(), strict=True):
        words[unit].append(text)
    return words


def fitted(matrix: NDArray[np.float32], labels: NDArray[np.int_], trees: int) -> CatBoostClassifier:
    model = CatBoostClassifier(
        iterations=trees, depth=DEPTH, learning_rate=0.09, l2_leaf_reg=5, rsm=0.5, bootstrap_type="Bernoulli", subsample=0.8,
        border_count=64, random_seed=7, thread_count=2, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    return model.fit(matrix, labels)


def forest_of(model: CatBoostClassifier, depth: int = DEPTH) -> dict[str, Any]:
    """The model's trees in the form that `cleaner.weighing.Forest` takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "forest.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    scale, (bias,) = data["scale_and_bias"]
    splits, leaves, weights = [], [], []
    for tree in data["oblivious_trees"]:
        asked = [[split["float_feature_index"], round(split["border"], 5)] for split in tree["splits"]]
        values = [round(value * scale, 4) for value in tree["leaf_values"]]
        masses = [round(float(mass), 1) for mass in tree["leaf_weights"]]
        while len(asked) < depth:  # a shallower tree asks a question whose answer changes nothing
            asked.append(asked[-1] if asked else [0, 0.0])
            values, masses = values * 2, [mass / 2 for mass in masses] * 2
        splits.append(asked)
        leaves.append(values)
        weights.append(masses)
    return {"bias": bias, "splits": splits, "leaves": leaves, "weights": weights}


def standfirst_weights(cases: Sequence[Case]) -> dict[str, float]:
    """A logistic regression over the kept paragraphs of cases that have lines to tell roles by."""
    table, labels = [], []
    for case in cases:
        paragraphs = [part for part in (case["headline"], case["standfirst"], *case["body"]) if part]
        if case["headline"] and len(paragraphs) >= LEAST_PARAGRAPHS and case["input"].strip().count("\n") >= LEAST_PARAGRAPHS:
            table.append(standfirst_signals(paragraphs))
            labels.append(case["standfirst"] is not None)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(scaler.transform(table), labels)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return {"bias": round(bias, 4)} | {name: round(float(slope), 4) for name, slope in zip(STANDFIRST_SIGNALS, slopes, strict=True)}


if __name__ == "__main__":
    main()
