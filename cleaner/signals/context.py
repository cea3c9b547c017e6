"""What a first judgement of all units says about each: its neighbours', its line's and its document's scores.

The middle of an appeal reads like reporting; only the sentences around it tell. Given the scores of a first
pass, these signals let a second one grow a run over what it encloses and drop what stands alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.signals.scene import Scene

NAMES = (
    *(f"score.{place}" for place in ("own", "before1", "before2", "before3", "after1", "after2", "after3")),
    "line.mean", "line.max", "line.min", "document.max", "document.high", "document.share",
    "best.before", "best.after", "best.lesser", "high.before", "high.after", "low.before", "low.after", "near.mean",
    "length.before", "length.after", "alone.before", "alone.after",
    "run.units", "run.mean", "run.min", "run.share", "run.from", "run.to",
    "gap.before", "gap.after", "run.before", "run.after",
    "names.with_high", "names.with_low",
)  # fmt: skip

HIGH = 0.6
LOW = 0.2
_REACH = 5

Scores = NDArray[np.float32]


def measure(scene: Scene, scores: Scores) -> NDArray[np.float32]:
    """For every unit of the scene, the signals in the order of `NAMES`; a unit that was not scored has 0."""
    count = len(scores)
    lines = np.asarray(scene.lines, dtype=np.intp)
    lengths = np.log1p(np.asarray([unit.end - unit.start for unit in scene.units], dtype=np.float32))
    alone = (lines[:, 0] == lines[:, 1]).astype(np.float32)
    before = _shifted(scores, range(1, _REACH + 1))
    after = _shifted(scores, range(-1, -_REACH - 1, -1))
    best_before, best_after = before[:4].max(axis=0), after[:4].max(axis=0)
    high = scores > 0.5
    columns = [
        scores, *before[:3], *after[:3],
        *_by_line(scores, lines),
        np.full(count, scores.max()), np.full(count, high.sum()), np.full(count, high.mean()),
        best_before, best_after, np.minimum(best_before, best_after),
        _nearest(before > HIGH), _nearest(after > HIGH),
        _nearest((before < LOW) & (before >= 0)), _nearest((after < LOW) & (after >= 0)),
        np.maximum(before[:2], 0).sum(axis=0) + scores + np.maximum(after[:2], 0).sum(axis=0),
        *_shifted(lengths, (1, -1)), *_shifted(alone, (1, -1)),
        *_by_run(scores, high, lengths),
        *_names(scene, scores),
    ]  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _shifted(values: NDArray[np.float32], steps: range | tuple[int, ...]) -> NDArray[np.float32]:
    """A row for each step: the value so many units before (after, if negative); -1 beyond the ends."""
    padded = np.full(len(values) + 2 * _REACH, -1, dtype=np.float32)
    padded[_REACH:-_REACH] = values
    return np.stack([padded[_REACH - step : _REACH - step + len(values)] for step in steps])


def _nearest(marks: NDArray[np.bool_]) -> NDArray[np.float32]:
    """In how many steps the first mark comes; 9 where none does."""
    return np.where(marks.any(axis=0), marks.argmax(axis=0) + 1, 9).astype(np.float32)


def _by_line(scores: Scores, lines: NDArray[np.intp]) -> list[NDArray[np.float32]]:
    """Mean, highest and lowest score of each unit's line."""
    starts = np.unique(lines[:, 0])
    sizes = np.diff(np.append(starts, len(scores)))
    means = np.add.reduceat(scores, starts) / sizes
    return [np.repeat(part, sizes) for part in (means, np.maximum.reduceat(scores, starts), np.minimum.reduceat(scores, starts))]


def _by_run(scores: Scores, high: NDArray[np.bool_], lengths: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """For units in a run of high scores: its size, mean, lowest, share of the text, and how far its ends are;
    for the others: how far the runs before and after are, and their sizes."""
    count = len(scores)
    columns = np.zeros((10, count), dtype=np.float32)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    total = float(np.expm1(lengths).sum())
    columns[6:8] = 9
    last = 0
    for start, end in zip(starts, ends, strict=True):
        inside = slice(start, end)
        columns[0, inside] = end - start
        columns[1, inside] = scores[inside].mean()
        columns[2, inside] = scores[inside].min()
        columns[3, inside] = float(np.expm1(lengths[inside]).sum()) / total
        columns[4, inside] = np.arange(end - start)
        columns[5, inside] = np.arange(end - start)[::-1]
        columns[6:8, inside] = 0
        gap = np.arange(last, start)
        columns[7, last:start] = np.minimum(start - gap, 9)
        columns[9, last:start] = np.where(start - gap <= 4, end - start, 0)
        following = slice(end, min(count, end + 9))
        reach = np.arange(following.start, following.stop)
        columns[6, following] = reach - end + 1
        columns[8, end : min(count, end + 4)] = end - start
        last = end
    return list(columns)


def _names(scene: Scene, scores: Scores) -> list[NDArray[np.float32]]:
    """How many of a unit's names stand in other units of high scores alone, and how many in ones of low scores.

    A publisher's own name comes up in its boilerplate and not in its reporting.
    """
    allies = np.zeros(len(scores), dtype=np.float32)
    foes = np.zeros(len(scores), dtype=np.float32)
    if scores.max() <= HIGH:
        return [allies, foes]
    high: dict[str, int] = {}
    low: dict[str, int] = {}
    for i, names in enumerate(scene.names):
        side = high if scores[i] > HIGH else low if scores[i] < LOW else None
        if side is not None:
            for name in set(names):
                side[name] = side.get(name, 0) + 1
    for i, names in enumerate(scene.names):
        own_high, own_low = scores[i] > HIGH, scores[i] < LOW
        for name in set(names):
            others_low = low.get(name, 0) - own_low
            if others_low > 0:
                foes[i] += 1
            elif high.get(name, 0) - own_high > 0:
                allies[i] += 1
    return [allies, foes]
