"""The benchmarks of hostile input: what they make, and how they reckon, by hand."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks import scaling, soak
from benchmarks.hostile import Cost, cost_of
from benchmarks.shapes import PAGES, TEXTS


@pytest.mark.parametrize("shape", sorted((*TEXTS, *PAGES)))
def test_sizes_of_shapes(shape: str) -> None:
    """A shape of a size has about that many characters, and twice as many have twice as many."""
    make = {**TEXTS, **PAGES}[shape]
    assert len(make(10_000)) == pytest.approx(10_000, rel=0.15)
    assert len(make(20_000)) == pytest.approx(20_000, rel=0.15)


def costs(*seconds: float, memory: float = 2.0) -> list[Cost]:
    return [Cost(1_000 << n, 1_000 << n, taken, memory, []) for n, taken in enumerate(seconds)]


def test_ratios() -> None:
    """Linear is 2 and the square is 4, over all steps and for the worst; documents may be other than twice as large."""
    for seconds, ratio, worst in (((1, 2, 4, 8), 2, 2), ((1, 4, 16, 64), 4, 4), ((1, 2, 8, 8), 2, 4)):
        assert scaling.ratio(costs(*seconds)) == pytest.approx(ratio)
        assert scaling.worst_ratio(costs(*seconds)) == pytest.approx(worst)
    assert scaling.ratio([Cost(100, 100, 1, 0, []), Cost(300, 300, 9, 0, [])]) == pytest.approx(4)


def test_memory() -> None:
    """What is needed once is not counted: 1,000 bytes and 3 for each byte are 3."""
    sizes = [1_000 << n for n in range(4)]
    assert scaling.memory_of([Cost(size, size, 1, 1_000 / size + 3, []) for size in sizes]) == pytest.approx(3)


def test_pictures() -> None:
    """A picture has a line for each shape and one that doubles."""
    picture = scaling.picture("seconds", [1, 2, 4], {"one": [1, 2, 4], "other & more": [0, 5, 90]})
    root = ElementTree.fromstring(picture)  # noqa: S314 - made here
    assert sum(child.tag.endswith("polyline") for child in root) == 3


def test_a_measurement() -> None:
    """An input is cleaned in a process of its own, and what it took is told."""
    cost = cost_of("prose", 5_000)
    assert cost.size == cost.bytes == pytest.approx(5_000, rel=0.02)
    assert cost.seconds > 0
    assert cost.warnings == []


def test_documents_of_the_soak() -> None:
    """No two are alike, and a fourth are pages."""
    made = list(soak.documents(40))
    assert len(set(made)) == 40
    assert sum(is_page for _, is_page in made) == 10
