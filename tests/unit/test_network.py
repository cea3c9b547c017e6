"""The networks over a document's units."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cleaner import network
from cleaner.chain import POTENTIALS
from cleaner.model import Kind
from cleaner.network import JUDGE, KINDS, REACH, Network

SIGNALS, WIDTH, NETS, STEPS = 7, 6, 2, (1, 2, 4, 8, 1)


def arrays() -> dict[str, NDArray[np.generic]]:
    """Networks of small random weights, always the same."""
    made: dict[str, NDArray[np.generic]] = {"mean": np.linspace(-1, 1, SIGNALS), "scale": np.linspace(0.5, 2, SIGNALS)}
    return made | stack(JUDGE, POTENTIALS) | stack(KINDS, len(Kind))


def stack(purpose: str, outputs: int) -> dict[str, NDArray[np.generic]]:
    """The arrays of networks for one purpose."""
    rng = np.random.default_rng(5)

    def some(*shape: int) -> NDArray[np.generic]:
        return rng.normal(0, 0.4, (NETS, *shape)).astype(np.float32)

    made: dict[str, NDArray[np.generic]] = {
        "steps": np.asarray(STEPS), "in": some(SIGNALS, WIDTH), "in_bias": some(WIDTH),
        "hidden": some(WIDTH, WIDTH), "hidden_bias": some(WIDTH), "last": some(WIDTH, outputs), "last_bias": some(outputs),
    }  # fmt: skip
    for n in range(len(STEPS)):
        made |= {
            f"{n}.conv": some(3 * WIDTH, WIDTH), f"{n}.conv_bias": some(WIDTH),
            f"{n}.out": some(WIDTH, WIDTH), f"{n}.out_bias": some(WIDTH),
        }  # fmt: skip
    return {purpose + name: array for name, array in made.items()}


NETWORK = Network(arrays())


def rows(count: int, seed: int = 1) -> NDArray[np.float32]:
    """Signals of so many units."""
    return np.random.default_rng(seed).normal(size=(count, SIGNALS)).astype(np.float32)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40])
def test_a_verdict_for_each_unit(count: int) -> None:
    """Documents of any length get a finite log-odds and probabilities of kinds for each unit."""
    log_odds, kinds = NETWORK.log_odds(rows(count)), NETWORK.kinds(rows(count))
    assert log_odds.shape == (count,)
    assert np.isfinite(log_odds).all()
    assert np.exp(kinds).sum(axis=1) == pytest.approx(np.ones(count), abs=1e-4)


def test_a_unit_sees_what_stands_near() -> None:
    """A changed neighbour changes the log-odds."""
    long = rows(2 * REACH + 3)
    near = long.copy()
    near[REACH + 1 + REACH // 2] = 4
    assert NETWORK.log_odds(near)[REACH + 1] != pytest.approx(NETWORK.log_odds(long)[REACH + 1], abs=1e-5)


def test_what_follows_is_seen_as_what_comes_before_is() -> None:
    """A document and its part give the same where no neighbour is missing and the chain has faded."""
    long = rows(8 * REACH)
    whole = NETWORK.log_odds(long)
    assert NETWORK.log_odds(long[REACH:])[5 * REACH :] == pytest.approx(whole[6 * REACH :], abs=1e-3)


@pytest.mark.parametrize("count", [239, 240, 241, 259, 260, 261, 503, 720])
def test_stretches_change_nothing(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long document that is judged by stretches gets what it gets when it is judged at once, to the last bit."""
    by_stretches = NETWORK.log_odds(rows(count)), NETWORK.kinds(rows(count))
    monkeypatch.setattr(network, "_STRETCH", count + 1)
    at_once = NETWORK.log_odds(rows(count)), NETWORK.kinds(rows(count))
    assert all(map(np.array_equal, by_stretches, at_once))


def one_of_each() -> dict[str, NDArray[np.generic]]:
    """The arrays of the first network for each purpose."""
    return {name: array[:1] if array.ndim > 1 else array for name, array in arrays().items()}


def test_a_share_is_the_slope_times_the_distance() -> None:
    """Moving all signals of a unit a little further from their mean changes the log-odds by as much of its shares."""
    made, document, step = one_of_each(), rows(12), 1e-3
    net = Network(made)
    shares = NETWORK.shares(document, 4, 6)
    for unit in (4, 5, 9):
        moved = document.copy()
        moved[unit] += step * (document[unit] - made["mean"].astype(np.float32))
        change = net.log_odds(moved)[4:7].mean() - net.log_odds(document)[4:7].mean()
        assert change / step == pytest.approx(float(shares[unit].sum()), abs=0.02)
