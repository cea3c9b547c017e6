"""The lowest of many: the same whatever the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.report.least import Least, digest

OFFERS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 20)), max_size=40)


def least_of(offers: list[tuple[str, int]], most: int) -> Least[tuple[str, int]]:
    least: Least[tuple[str, int]] = Least(most)
    for name, rank in offers:
        least.offer(name, (rank, digest(rank)), (name, rank))
    return least


@given(OFFERS, st.integers(0, 6), st.data())
def test_it_holds_the_lowest_of_each_name(offers: list[tuple[str, int]], most: int, data: st.DataObject) -> None:
    """In any order, and in parts that are merged: of each name its lowest, and of these the lowest."""
    lowest = {name: min(rank for one, rank in offers if one == name) for name, _ in offers}
    expected = sorted(lowest.items(), key=lambda item: (item[1], digest(item[1]), item[0]))[:most]
    turned = data.draw(st.permutations(offers))
    cut = data.draw(st.integers(0, len(offers)))
    merged = least_of(turned[:cut], most)
    merged.merge(least_of(turned[cut:], most))
    assert least_of(offers, most).items() == merged.items() == expected


def test_a_digest_does_not_change() -> None:
    """It is the same in every process, and takes any str."""
    assert digest(("a", 1)).hex() == "3b3688aeadbc99ff848bd3a0"
    assert digest("\ud800") != digest("\ud801")
