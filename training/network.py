"""Fits the networks of `cleaner.network` with PyTorch and gives their arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from cleaner.chain import POTENTIALS
from cleaner.network import JUDGE, KINDS

STEPS = (1, 2, 4, 8, 1)
WIDTH = 128
ROUNDS, KINDS_ROUNDS = (20, 8), (12, 8)
"""Rounds of each rise and fall of the rate, which goes half as high each time."""
DROP = 0.3
SIGNAL_DROP = 0.1
"""Of the signals, each left out of a document at random: none is to decide alone."""
RATE = 4e-3
BATCH = 32
LONGEST = 200
_BOUND = 5.0
_NEVER = -1e4
"""The log of what cannot be."""

Floats = NDArray[np.float32]


class Lesson:
    """One document: its signals, and for each unit the right answer, whether it counts, and the kind (-1: not known)."""

    def __init__(self, matrix: Floats, labels: Sequence[int], counts: NDArray[np.bool_], kinds: Sequence[int]) -> None:
        self.matrix = matrix
        self.labels = torch.tensor(labels, dtype=torch.bool)
        self.counts = torch.tensor(counts, dtype=torch.bool)
        self.kinds = torch.tensor(kinds, dtype=torch.long)


class _Batch(NamedTuple):
    """Documents of about one length; what pads the shorter ones is not `there`."""

    rows: Tensor
    there: Tensor
    labels: Tensor
    counts: Tensor
    kinds: Tensor


class _Layer(nn.Module):
    def __init__(self, width: int, step: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(width, width, 3, dilation=step, padding=step)
        self.out = nn.Linear(width, width)
        self.drop = nn.Dropout(DROP)

    def forward(self, values: Tensor, there: Tensor) -> Tensor:
        inner = torch.relu(self.conv((values * there[..., None]).transpose(1, 2)).transpose(1, 2))
        return values + self.out(self.drop(inner))


class _Net(nn.Module):
    def __init__(self, signals: int, width: int, outputs: int) -> None:
        super().__init__()
        self.width = width
        self.first = nn.Linear(signals, width)
        self.layers = nn.ModuleList(_Layer(width, step) for step in STEPS)
        self.hidden = nn.Linear(width, width)
        self.last = nn.Linear(width, outputs)
        self.drop = nn.Dropout(DROP)

    def forward(self, rows: Tensor, there: Tensor) -> Tensor:
        if self.training:
            kept = torch.rand(rows.shape[0], 1, rows.shape[2]) > SIGNAL_DROP
            rows = rows * kept / (1 - SIGNAL_DROP)
        values = self.drop(torch.relu(self.first(rows)))
        for layer in self.layers:
            values = layer(values, there)
        out: Tensor = self.last(torch.relu(self.hidden(self.drop(values))))
        return out


def fit_networks(lessons: Sequence[Lesson], kinds: int, count: int, aims: Sequence[int]) -> dict[str, NDArray[np.generic]]:
    """So many judges from other beginnings and one network for the kinds, as the arrays that `cleaner.network.Network` reads.

    The columns `aims` are for the kinds alone: what a reader is asked for says nothing of whether it is boilerplate.
    """
    torch.set_num_threads(2)
    table = np.vstack([lesson.matrix for lesson in lessons])
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-3
    inputs = [torch.tensor(((lesson.matrix - mean) / scale).clip(-_BOUND, _BOUND)) for lesson in lessons]
    told = [n for n, lesson in enumerate(lessons) if (lesson.kinds >= 0).any()]
    teller = _fitted([inputs[n] for n in told], [lessons[n] for n in told], _Plan(kinds, KINDS_ROUNDS, _kinds_loss), seed=1)
    for rows in inputs:
        rows[:, aims] = 0
    judges = [_fitted(inputs, lessons, _Plan(POTENTIALS, ROUNDS, _chain_loss), seed) for seed in range(1, count + 1)]
    for net in judges:
        net.first.weight.data[:, aims] = 0
    return {"mean": mean, "scale": scale} | _arrays(JUDGE, judges) | _arrays(KINDS, [teller])


class _Plan(NamedTuple):
    """What a network is to tell, and how it is fitted."""

    outputs: int
    cycles: Sequence[int]
    loss_of: Callable[[Tensor, _Batch], Tensor]


def _fitted(inputs: Sequence[Tensor], lessons: Sequence[Lesson], plan: _Plan, seed: int) -> _Net:
    """A network after all rounds of its plan."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = _Net(inputs[0].shape[1], WIDTH, plan.outputs).train()
    for number, rounds in enumerate(plan.cycles):
        highest = RATE / 2**number
        optimizer = torch.optim.AdamW(net.parameters(), lr=highest, weight_decay=1e-2)
        rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, highest, total_steps=rounds * (len(inputs) // BATCH + 1))
        for _ in range(rounds):
            # Documents of a length go together, so that little is padding.
            order = np.argsort([len(rows) + rng.random() * 6 for rows in inputs])
            batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
            rng.shuffle(batches)
            for chosen in batches:
                batch = _batch([inputs[i] for i in chosen], [lessons[i] for i in chosen])
                loss = plan.loss_of(net(batch.rows, batch.there), batch)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                rate.step()
    return net.eval()


def _batch(inputs: Sequence[Tensor], lessons: Sequence[Lesson]) -> _Batch:
    def padded(parts: Sequence[Tensor], value: float = 0.0) -> Tensor:
        return nn.utils.rnn.pad_sequence([part[:LONGEST] for part in parts], batch_first=True, padding_value=value)

    return _Batch(
        padded(inputs),
        padded([torch.ones(len(rows)) for rows in inputs]),
        padded([lesson.labels for lesson in lessons]),
        padded([lesson.counts for lesson in lessons]),
        padded([lesson.kinds for lesson in lessons], -1),
    )


def _chain_loss(out: Tensor, batch: _Batch) -> Tensor:
    """The right marking's unlikelihood by `cleaner.chain`, for each unit; a unit that doesn't count may be marked or not."""
    free = torch.zeros(out.shape[:2])
    kept = torch.where(batch.labels & batch.counts, _NEVER, free)
    gone = torch.where(~batch.labels & batch.counts, _NEVER, free)
    surprise = _log_sum(out, batch.there, free, free) - _log_sum(out, batch.there, kept, gone)
    return surprise.sum() / batch.there.sum()


def _log_sum(potentials: Tensor, there: Tensor, kept: Tensor, gone: Tensor) -> Tensor:
    """The log of the sum over all markings; `kept` and `gone` are added where a unit is left and where it is marked."""
    own, begin, end = potentials.unbind(dim=-1)
    off, on = kept[:, 0], own[:, 0] + gone[:, 0]
    for t in range(1, potentials.shape[1]):
        next_off = torch.logaddexp(off, on + end[:, t]) + kept[:, t]
        next_on = torch.logaddexp(off + begin[:, t], on) + own[:, t] + gone[:, t]
        off, on = torch.where(there[:, t] > 0, next_off, off), torch.where(there[:, t] > 0, next_on, on)
    return torch.logaddexp(off, on)


def _kinds_loss(out: Tensor, batch: _Batch) -> Tensor:
    """Of a run of one kind, each unit counts by the root of their number: long appeals are of one kind more often than others."""
    losses = cross_entropy(out.transpose(1, 2), batch.kinds, ignore_index=-1, reduction="none")
    begins = torch.ones_like(batch.kinds, dtype=torch.bool)
    begins[:, 1:] = batch.kinds[:, 1:] != batch.kinds[:, :-1]
    runs = begins.flatten().cumsum(0) - 1
    sizes = torch.bincount(runs)[runs].view_as(losses)
    weights = (batch.kinds >= 0) / sizes.sqrt()
    return (losses * weights).sum() / weights.sum()


def _arrays(purpose: str, nets: Sequence[_Net]) -> dict[str, NDArray[np.generic]]:
    def stacked(parts: Sequence[Tensor]) -> NDArray[np.generic]:
        return torch.stack(list(parts)).detach().numpy().astype(np.float16)

    width = nets[0].width
    arrays = {
        "in": stacked([net.first.weight.T for net in nets]),
        "in_bias": stacked([net.first.bias for net in nets]),
        "hidden": stacked([net.hidden.weight.T for net in nets]),
        "hidden_bias": stacked([net.hidden.bias for net in nets]),
        "last": stacked([net.last.weight.T for net in nets]),
        "last_bias": stacked([net.last.bias for net in nets]),
    }
    for n in range(len(STEPS)):
        layers = [net.layers[n] for net in nets]
        # From (out, in, place) to a row for each place and input.
        arrays[f"{n}.conv"] = stacked([layer.conv.weight.permute(2, 1, 0).reshape(3 * width, width) for layer in layers])
        arrays[f"{n}.conv_bias"] = stacked([layer.conv.bias for layer in layers])
        arrays[f"{n}.out"] = stacked([layer.out.weight.T for layer in layers])
        arrays[f"{n}.out_bias"] = stacked([layer.out.bias for layer in layers])
    return {purpose + name: array for name, array in arrays.items()} | {purpose + "steps": np.asarray(STEPS)}
