"""The forests, and the shipped weights."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import signals
from cleaner.model import Kind
from cleaner.weighing import Forest, text_weights


def forest() -> Forest:
    """Two trees of two questions over three columns."""
    splits = [[[0, 0.5], [1, 0.5]], [[2, 1.5], [0, -1.0]]]
    leaves = [[-1.0, 0.5, 0.25, 2.0], [0.0, 1.0, -3.0, 0.125]]
    weights = [[10.0, 5.0, 4.0, 1.0], [3.0, 3.0, 3.0, 3.0]]
    return Forest(0.5, splits, leaves, weights)


def test_the_bit_of_a_question_is_its_level() -> None:
    """The answer to question k adds 2**k to the number of the leaf."""
    rows = np.asarray([[0, 0, 0], [1, 0, 0], [1, 1, 2]], dtype=np.float32)
    assert forest().log_odds(rows).tolist() == [0.5 - 1.0 - 3.0, 0.5 + 0.5 - 3.0, 0.5 + 2.0 + 0.125]


def test_shares_add_up() -> None:
    """A row's shares and the mean over the training data make its log-odds."""
    rows = np.asarray([[0, 0, 0], [1, 0, 0], [1, 1, 2], [-2, 5, 0]], dtype=np.float32)
    mean = 0.5 + (-10.0 + 2.5 + 1.0 + 2.0) / 20 + (0.0 + 1.0 - 3.0 + 0.125) / 4
    assert forest().shares(rows, 3).sum(axis=1) + mean == pytest.approx(forest().log_odds(rows), abs=1e-5)


def test_a_column_that_is_not_asked_has_no_share() -> None:
    """Columns beyond the questions stay at nothing."""
    assert not forest().shares(np.ones((2, 5), dtype=np.float32), 5)[:, 3:].any()


def test_the_shipped_weights_are_of_these_signals() -> None:
    """Weights that were fitted to other columns would judge by the wrong evidence."""
    weights = text_weights()
    assert weights.signals == signals.NAMES
    rows = np.zeros((3, len(signals.NAMES)), dtype=np.float32)
    assert weights.network.log_odds(rows).shape == (3,)
    assert weights.network.kinds(rows).shape == (3, len(Kind))
