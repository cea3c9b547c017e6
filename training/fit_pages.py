"""Fits the weights by which a page's blocks are told from its article: `cleaner/weights/page.json`.

`python training/fit_pages.py SET [SET ...]`, each a folder as `page_cases` says; the shipped file is made from the
development pages of WCXB (Murrough Foley, CC BY 4.0) and 127 pages of Fundus' test data. With `--folds N` nothing is
written: each page is judged by weights that have seen no page of its site, and word F1 against the gold is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from cleaner.layout import measure
from cleaner.layout.tree import Layout
from cleaner.selecting import PageWeights, choose
from page_cases import PageCase, read_pages

TREES = 300
DEPTH = 6
ROOT = Path(__file__).parent.parent
_WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=ROOT / "cleaner" / "weights" / "page.json")
    args = parser.parse_args()
    cases = {folder.name: read_pages(folder) for folder in args.sets}
    if not args.folds:
        text = json.dumps(fit([case for listed in cases.values() for case in listed]), separators=(",", ":"), sort_keys=True)
        args.out.write_text(text + "\n", encoding="utf-8")
        return
    scores: dict[str, list[float]] = {name: [] for name in cases}
    for part in range(args.folds):
        known = [case for listed in cases.values() for case in listed if fold_of(case.site, args.folds) != part]
        weights = PageWeights(fit(known))
        for name, listed in cases.items():
            scores[name] += [word_f1(case, weights) for case in listed if fold_of(case.site, args.folds) == part]
        print(f"part {part + 1} of {args.folds}", flush=True)
    for name, found in scores.items():
        print(f"{name}: {len(found)} pages, word F1 {np.mean(found):.4f}")


def fit(cases: Sequence[PageCase]) -> dict[str, object]:
    """Weights from the cases, in the form that `cleaner.selecting.PageWeights` takes."""
    tables, labels, masses = [], [], []
    for case in cases:
        layout = Layout(case.page)
        measured = measure(layout)
        # What is foreign goes whatever the forest says.
        learnt = ~standfirsts(case) & ~layout.foreign
        label = case.labels >= 0.5
        words = np.asarray([len(_WORD.findall(text)) for text in texts_of(case)], dtype=float)
        tables.append(measured.table[learnt])
        labels.append(label[learnt])
        # A block counts by the root of its share in the article: a page's score falls with the words that go wrong.
        masses.append((np.minimum((words + 2) / max(1.0, words[label].sum()), 0.3) ** 0.5)[learnt])
    model = CatBoostClassifier(
        iterations=TREES, depth=DEPTH, learning_rate=0.08, l2_leaf_reg=5, rsm=0.4, bootstrap_type="Bernoulli", subsample=0.8,
        border_count=64, random_seed=7, thread_count=2, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(np.vstack(tables), np.concatenate(labels), sample_weight=np.concatenate(masses))
    return {"signals": list(measured.names), "forest": forest_of(model, DEPTH)}


def forest_of(model: CatBoostClassifier, depth: int) -> dict[str, Any]:
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


def standfirsts(case: PageCase) -> NDArray[np.bool_]:
    """The blocks that are the standfirst: gold bodies have it or not, so that nothing is to be learnt from them."""
    return np.asarray([text == case.gold.get("standfirst") for text in texts_of(case)], dtype=bool)


def texts_of(case: PageCase) -> list[str]:
    document = case.page.document
    return [document.text[start:end] for (start, end), _, _ in document.blocks]


def word_f1(case: PageCase, weights: PageWeights) -> float:
    """F1 of the words of the chosen blocks; the gold counts with or without its standfirst, whichever is nearer."""
    kept = choose(case.page, weights).kept
    words = Counter(word for text, keep in zip(texts_of(case), kept.tolist(), strict=True) if keep for word in _WORD.findall(text.lower()))
    best = 0.0
    for gold in (case.gold["body"], f"{case.gold.get('standfirst') or ''}\n{case.gold['body']}"):
        wanted = Counter(_WORD.findall(gold.lower()))
        shared = (words & wanted).total()
        best = max(best, 2 * shared / max(1, words.total() + wanted.total()))
    return best


def fold_of(site: str, folds: int) -> int:
    return zlib.crc32(site.encode()) % folds


if __name__ == "__main__":
    main()
