"""Fits the judge's weights for text and writes them to `cleaner/weights/`: `text.npz` has the networks and words, `text.json` all else.

    python training/fit.py --bodies fundus.jsonl wcxb.jsonl --sentences phrases.jsonl negatives.jsonl
    python training/fit.py --bodies ... --sentences ... --folds 3     judge instead: fit without a third of the styles, clean that third

`--bodies` names clean articles, to be learnt from as they are and with boilerplate put in: a JSON object a line with
`id`, `url`, `headline` and `body`; with ":3" behind a name those whose id has a CRC-32 divisible by 3. The shipped weights are fitted with
the 127 articles of Fundus' test data (MIT) and the 709 of WCXB's development set (CC BY 4.0). `--sentences` names two
files of loose sentences, of boilerplate and of journalism, a JSON object a line with `text`: only the weights of words
learn from them, as a sentence out of its context shows no more.

The networks learn from weights of words that were fitted without a style's own texts: its wording must not vouch for itself.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cases import Case, Example, cleaned, example_of, mixed, proofs, read_bodies, read_cases
from cleaner import Cleaner, engine, signals
from cleaner.folding import fold
from cleaner.model import Kind
from cleaner.roles import LEAST_PARAGRAPHS, STANDFIRST_SIGNALS, standfirst_signals
from cleaner.ruling import AIMS, Section
from cleaner.signals.lexical import kind_hits
from cleaner.signals.wording import WordWeights, parts_of
from cleaner.weighing import Weights
from figures import figures, harm_line, table
from network import Lesson, fit_networks

ROOT = Path(__file__).parent.parent
INNER = 4
"""Parts of the styles in which the weights of words are fitted without the part that they are used on."""
NETWORKS = 3
LEAST_COUNT = 3
LEAST_WEIGHT = 0.05
STRENGTH = 3.0
"""How far the weights of words may go from nothing."""
THRESHOLDS = {"strict": (0.6, 0.95), "balanced": (0.5, 0.85), "recall": (0.4, 0.5)}
"""Of a unit to be in a run, and of some unit of it for the run to go."""
_TOKEN = re.compile(r"\w+")
_KINDS = tuple(Kind)


class Material(NamedTuple):
    """What is learnt from."""

    cases: list[Case]
    bodies: list[Case]
    sentences: list[tuple[list[str], int]]
    """The words of loose sentences, and 1 for boilerplate."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=ROOT / "fixtures" / "appeals")
    parser.add_argument("--out", type=Path, default=ROOT / "cleaner" / "weights")
    parser.add_argument("--folds", type=int, default=0, help="judge leaving styles out, in so many parts; nothing is written")
    parser.add_argument("--bodies", nargs="*", default=[], metavar="FILE[:N]", help="JSONL files of clean articles")
    parser.add_argument("--sentences", nargs=2, type=Path, metavar="FILE", help="JSONL files of loose sentences: boilerplate, journalism")
    parser.add_argument("--save", type=Path, help="with --folds: write what was cleaned, case by case")
    args = parser.parse_args()
    material = Material(
        list(read_cases(args.cases)),
        [case for named in args.bodies for case in read_bodies(named)],
        [(words, 1 - n) for n, path in enumerate(args.sentences or ()) for words in read_sentences(path)],
    )
    if args.folds:
        judge_by_style(material, args.folds, args.save)
        return
    data, arrays = fit(material)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (args.out / "text.json").write_text(text + "\n", encoding="utf-8")
    np.savez_compressed(args.out / "text.npz", **arrays)


def read_sentences(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield _TOKEN.findall(fold(json.loads(line)["text"]))


def judge_by_style(material: Material, folds: int, save: Path | None) -> None:
    """Clean each case with weights that know nothing of its style, and print what came out."""
    cleaner = Cleaner()
    rows, harm = [], []
    for held in range(folds):
        known = Material(*([case for case in part if fold_of(case["style"], folds) != held] for part in material[:2]), material.sentences)
        data, arrays = fit(known)
        weights = Weights(data, arrays)
        engine.text_weights = lambda fitted=weights: fitted  # type: ignore[misc]
        apart = ([case for case in part if fold_of(case["style"], folds) == held] for part in material[:2])
        for cases, into in zip(apart, (rows, harm), strict=True):
            into += [figures(case, cleaner.clean_text(case["input"])) for case in cases]
        print(f"part {held + 1} of {folds}", flush=True)
    print(table(rows))
    if harm:
        print(harm_line(harm))
    if save:
        save.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows + harm), encoding="utf-8")


def fit(material: Material) -> tuple[dict[str, Any], dict[str, NDArray[np.generic]]]:
    """What `cleaner.weighing.Weights` takes: a table of names and numbers, and arrays."""
    cases, bodies, sentences = material
    made = (*proofs(cases), *cleaned(cases), *mixed(cases, bodies))
    examples = [example for case in (*cases, *bodies, *made) if (example := example_of(case)) is not None]
    plain = [example for example in examples if example.case["file"] not in ("mixed", "rules", "cleaned")]
    words = word_weights(plain, sentences)
    others = [WordWeights(word_weights([e for e in plain if fold_of(e.style, INNER) != part], sentences)) for part in range(INNER)]
    lessons = [
        Lesson(
            signals.matrix(example.scene, others[fold_of(example.style, INNER)]).astype(np.float32),
            example.labels,
            learnable(example),
            kinds_known(example),
        )
        for example in examples
    ]
    data = {"signals": list(signals.NAMES), "thresholds": THRESHOLDS, "standfirst": standfirst_weights(cases)}
    listed = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    hundredths = np.asarray([round(weight * 100) for weight in words.values()], dtype=np.int16)
    aims = [signals.column(f"{name}.count") for name in AIMS]
    return data, {"words": listed, "word_weights": hundredths} | fit_networks(lessons, len(Kind), NETWORKS, aims)


def kinds_known(example: Example) -> list[int]:
    """The kind of each unit that is boilerplate, where the case says it line by line or has one kind only; else -1."""
    case = example.case
    told = case.get("removed_kinds")
    if not told and len(case.get("kinds", ())) == 1:
        told = case["kinds"] * len(case["removed"])
    if not told:
        return [-1] * len(example.labels)
    parts = [("".join(text.split()), kind) for text, kind in zip(case["removed"], told, strict=True) if kind in _KINDS]
    known = []
    for unit, label in zip(example.scene.units, example.labels, strict=True):
        flat = "".join(case["input"][unit.start : unit.end].split())
        found = next((kind for text, kind in parts if flat in text), None) if label else None
        known.append(_KINDS.index(Kind(found)) if found else -1)
    return known


def learnable(example: Example) -> NDArray[np.bool_]:
    """The units to learn from: all, but for labels that got into clean bodies ("Related", "Advertisement")."""
    if example.case["file"] not in ("bodies", "mixed"):
        return np.ones(len(example.labels), dtype=bool)
    return np.asarray([
        bool(label) or all(section != Section.LINE for _, section, _ in kind_hits(example.scene, i))
        for i, label in enumerate(example.labels)
    ])  # fmt: skip


def fold_of(style: str, folds: int) -> int:
    """The part a style is in: by its name alone, so that adding cases moves no other."""
    return zlib.crc32(style.encode()) % folds


def word_weights(examples: Sequence[Example], sentences: Sequence[tuple[list[str], int]]) -> dict[str, float]:
    """A logistic regression over what the words of units and loose sentences have, each text once a style and side."""
    texts: dict[tuple[str, int, str], tuple[list[str], int]] = {}
    for example in examples:
        for words, label in zip(words_by_unit(example), example.labels, strict=True):
            if words:  # variants of one case repeat its sentences
                texts[example.style, label, " ".join(words)] = (words, label)
    lessons = [*texts.values(), *sentences]
    parts = [{part for word in words for part in parts_of(word)} for words, _ in lessons]
    counts = Counter(part for found in parts for part in found)
    numbers = {part: n for n, part in enumerate(sorted(part for part, count in counts.items() if count >= LEAST_COUNT))}
    columns = [[numbers[part] for part in sorted(found) if part in numbers] for found in parts]
    rows = np.repeat(np.arange(len(lessons)), [len(listed) for listed in columns])
    table = csr_matrix((np.ones(len(rows)), (rows, np.concatenate(columns))), shape=(len(lessons), len(numbers)))
    table = diags(1 / np.sqrt(np.maximum(np.asarray(table.sum(axis=1)).ravel(), 1))) @ table
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200).fit(table, [label for _, label in lessons])
    slopes = model.coef_[0]
    return {part: round(float(slopes[n]), 2) for part, n in numbers.items() if abs(slopes[n]) >= LEAST_WEIGHT}


def words_by_unit(example: Example) -> list[list[str]]:
    words: list[list[str]] = [[] for _ in example.scene.units]
    found = example.scene.words
    for number, unit in zip(found.ids.tolist(), found.units.tolist(), strict=True):
        words[unit].append(found.different[number])
    return words


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
