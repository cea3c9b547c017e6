"""Counts by name: exact as long as there is room, and never lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.report.sums import Pool, Sums

ROWS = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 50)), max_size=60)


def pool_of(rows: list[tuple[str, int]], most: int) -> Pool:
    pool = Pool(most)
    for name, removed in rows:
        pool.add(name, Sums(1, 1, 1, 100, removed))
    return pool


@given(ROWS, st.data())
def test_the_order_is_nothing(rows: list[tuple[str, int]], data: st.DataObject) -> None:
    """Counts added in any order, and in parts that are merged, are the same."""
    turned = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    merged = pool_of(turned[cut:], 10)
    merged.merge(pool_of(turned[:cut], 10))
    assert merged.to_dict() == pool_of(rows, 10).to_dict()


@given(ROWS, st.integers(0, 3), st.integers(0, 60))
def test_what_has_no_room_is_added_to_the_others(rows: list[tuple[str, int]], most: int, cut: int) -> None:
    """However few names are held, the sum of all is exact, and no more than twice as many are held."""
    pool = pool_of(rows[:cut], most)
    pool.merge(pool_of(rows[cut:], most))
    assert pool.total() == Sums(len(rows), len(rows), len(rows), 100 * len(rows), sum(removed for _, removed in rows))
    assert len(pool.ranked()) <= 2 * most


def test_names_with_most_articles_stay() -> None:
    """What came up often is still there when many names that came up once are not."""
    pool = pool_of([("often", 1)] * 5 + [(f"once-{number}", 9) for number in range(100)], 4)
    assert "often" in dict(pool.ranked())
    assert pool.others.articles > 0
    assert pool.to_dict()["…"]["articles"] == pool.others.articles
