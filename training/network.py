"""Fits the networks of `cleaner.network` with PyTorch and gives their arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

STEPS = (1, 2, 4, 8, 1)
WIDTH = 112
DROP = 0.35
SIGNAL_DROP = 0.1
"""Of the signals, each left out of a document at random: none is to decide alone."""
ROUNDS = 12
RATE = 4e-3
BATCH = 32
LONGEST = 200
KIND_WEIGHT = 0.3
_BOUND = 5.0

Floats = NDArray[np.float32]


class Lesson:
    """One document: its signals, and for each unit the right answer, how much it counts, and the kind (-1: not known)."""

    def __init__(self, matrix: Floats, labels: Sequence[int], counts: NDArray[np.bool_], kinds: Sequence[int]) -> None:
        self.matrix = matrix
        self.labels = torch.tensor(labels, dtype=torch.float32)
        self.counts = torch.tensor(counts, dtype=torch.float32)
        self.kinds = torch.tensor(kinds, dtype=torch.long)


class _Layer(nn.Module):
    def __init__(self, step: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(WIDTH, WIDTH, 3, dilation=step, padding=step)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.drop = nn.Dropout(DROP)

    def forward(self, values: Tensor, there: Tensor) -> Tensor:
        inner = torch.relu(self.conv((values * there[..., None]).transpose(1, 2)).transpose(1, 2))
        return values + self.out(self.drop(inner))


class _Net(nn.Module):
    def __init__(self, signals: int, kinds: int) -> None:
        super().__init__()
        self.first = nn.Linear(signals, WIDTH)
        self.layers = nn.ModuleList(_Layer(step) for step in STEPS)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, 1 + kinds)
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


def fit_networks(lessons: Sequence[Lesson], kinds: int, count: int) -> dict[str, NDArray[np.generic]]:
    """So many networks from other beginnings, as the arrays that `cleaner.network.Network` reads."""
    torch.set_num_threads(2)
    table = np.vstack([lesson.matrix for lesson in lessons])
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-3
    inputs = [torch.tensor(((lesson.matrix - mean) / scale).clip(-_BOUND, _BOUND)) for lesson in lessons]
    nets = [_fitted(inputs, lessons, kinds, seed) for seed in range(1, count + 1)]
    return {"mean": mean, "scale": scale, "steps": np.asarray(STEPS)} | _arrays(nets)


def _fitted(inputs: Sequence[Tensor], lessons: Sequence[Lesson], kinds: int, seed: int) -> _Net:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = _Net(inputs[0].shape[1], kinds)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-2)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=ROUNDS * (len(inputs) // BATCH + 1))
    net.train()
    for _ in range(ROUNDS):
        # Documents of a length go together, so that little is padding.
        order = np.argsort([len(rows) + rng.random() * 6 for rows in inputs])
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        for batch in batches:
            loss = _loss(net, [inputs[i] for i in batch], [lessons[i] for i in batch])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
    return net.eval()


def _loss(net: _Net, inputs: Sequence[Tensor], lessons: Sequence[Lesson]) -> Tensor:
    def padded(parts: Sequence[Tensor], value: float = 0.0) -> Tensor:
        return nn.utils.rnn.pad_sequence([part[:LONGEST] for part in parts], batch_first=True, padding_value=value)

    there = padded([torch.ones(len(rows)) for rows in inputs])
    out = net(padded(inputs), there)
    counts = padded([lesson.counts for lesson in lessons])
    each = binary_cross_entropy_with_logits(out[..., 0], padded([lesson.labels for lesson in lessons]), reduction="none")
    known = padded([lesson.kinds for lesson in lessons], -1).long()
    loss = (each * counts).sum() / counts.sum()
    if (known >= 0).any():
        loss = loss + KIND_WEIGHT * cross_entropy(out[..., 1:].flatten(0, 1), known.flatten(), ignore_index=-1)
    return loss


def _arrays(nets: Sequence[_Net]) -> dict[str, NDArray[np.generic]]:
    def stacked(parts: Sequence[Tensor]) -> NDArray[np.generic]:
        return torch.stack(list(parts)).detach().numpy().astype(np.float16)

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
        arrays[f"{n}.conv"] = stacked([layer.conv.weight.permute(2, 1, 0).reshape(3 * WIDTH, WIDTH) for layer in layers])
        arrays[f"{n}.conv_bias"] = stacked([layer.conv.bias for layer in layers])
        arrays[f"{n}.out"] = stacked([layer.out.weight.T for layer in layers])
        arrays[f"{n}.out_bias"] = stacked([layer.out.bias for layer in layers])
    return arrays
