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
    "line.mean", "line.max", "line.min", "document.max", "document.high",
    "best.before", "best.after", "best.lesser", "high.before", "high.after", "low.before", "low.after", "near.mean",
    "length.before", "length.after", "alone.before", "alone.after",
    "run.units", "run.mean", "run.min", "run.length", "run.from", "run.to",
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
    first, last = scene.lines
    sizes = (scene.ends - scene.starts).astype(np.float32)
    padded = np.full((3, count + 2 * _REACH), -1, dtype=np.float32)
    padded[:, _REACH:-_REACH] = scores, np.log1p(sizes), first == last
    before = np.stack([padded[0, _REACH - step : _REACH - step + count] for step in range(1, _REACH + 1)])
    after = np.stack([padded[0, _REACH + step : _REACH + step + count] for step in range(1, _REACH + 1)])
    best_before, best_after = before[:4].max(axis=0), after[:4].max(axis=0)
    high = scores > 0.5
    table = np.empty((len(NAMES), count), dtype=np.float32)
    table[0] = scores
    table[1:4], table[4:7] = before[:3], after[:3]
    table[7:10] = _by_line(scores, first)
    table[10], table[11] = scores.max(), min(high.sum(), 12)
    table[12], table[13], table[14] = best_before, best_after, np.minimum(best_before, best_after)
    table[15], table[16] = _nearest(before > HIGH), _nearest(after > HIGH)
    table[17], table[18] = _nearest((before < LOW) & (before >= 0)), _nearest((after < LOW) & (after >= 0))
    table[19] = np.maximum(before[:2], 0).sum(axis=0) + scores + np.maximum(after[:2], 0).sum(axis=0)
    table[20:24:2], table[21:24:2] = padded[1:, _REACH - 1 : -_REACH - 1], padded[1:, _REACH + 1 : count + _REACH + 1]
    table[24:34] = _by_run(scores, high, sizes)
    table[34:36] = _names(scene, scores)
    return table.T


def _nearest(marks: NDArray[np.bool_]) -> NDArray[np.float32]:
    """In how many steps the first mark comes; 9 where none does."""
    return np.where(marks.any(axis=0), marks.argmax(axis=0) + 1, 9).astype(np.float32)


def _by_line(scores: Scores, first: NDArray[np.intp]) -> NDArray[np.float32]:
    """Mean, highest and lowest score of each unit's line."""
    starts = np.flatnonzero(first == np.arange(len(first)))
    sizes = np.diff(np.append(starts, len(scores)))
    parts = np.stack([np.add.reduceat(scores, starts) / sizes, np.maximum.reduceat(scores, starts), np.minimum.reduceat(scores, starts)])
    return np.repeat(parts, sizes, axis=1).astype(np.float32)


def _by_run(scores: Scores, high: NDArray[np.bool_], sizes: NDArray[np.float32]) -> NDArray[np.float32]:
    """For units in a run of high scores: its size, mean, lowest, length, and how far its ends are.

    For the others: how far the runs before and after are, and their sizes.
    """
    count = len(scores)
    columns = np.zeros((10, count), dtype=np.float32)
    columns[6:8] = 9
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high.astype(np.int8), [0]))))
    own = np.arange(count)
    last = 0
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        inside = slice(start, end)
        columns[:6, inside] = np.stack([
            np.full(end - start, end - start), np.full(end - start, scores[inside].mean()), np.full(end - start, scores[inside].min()),
            np.full(end - start, np.log1p(sizes[inside].sum())), own[: end - start], own[: end - start][::-1],
        ])  # fmt: skip
        columns[6:8, inside] = 0
        columns[7, last:start] = np.minimum(start - own[last:start], 9)
        columns[9, max(last, start - 4) : start] = end - start
        following = slice(end, min(count, end + 9))
        columns[6, following] = own[following] - end + 1
        columns[8, end : min(count, end + 4)] = end - start
        last = end
    return columns


def _names(scene: Scene, scores: Scores) -> NDArray[np.float32]:
    """How many of a unit's names stand in other units of high scores alone, and how many in ones of low scores.

    A publisher's own name comes up in its boilerplate and not in its reporting.
    """
    columns = np.zeros((2, len(scores)), dtype=np.float32)
    words = scene.words
    if scores.max() <= HIGH or not words.capital.any():
        return columns
    ids, units = words.ids[words.capital], words.units[words.capital]
    high, low = scores > HIGH, scores < LOW
    in_high = np.bincount(ids[high[units]], minlength=words.kinds)[ids] - high[units]
    in_low = np.bincount(ids[low[units]], minlength=words.kinds)[ids] - low[units]
    columns[0] = np.bincount(units[(in_low <= 0) & (in_high > 0)], minlength=len(scores))
    columns[1] = np.bincount(units[in_low > 0], minlength=len(scores))
    return columns
