"""One engine under load: many threads, and processes that are forked and started anew."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice

import pytest

from benchmarks.shapes import PAGES, TEXTS
from cleaner import Cleaner
from tests.hostile.test_disguise import BODY, DISGUISES, with_appeal

ENGINE = Cleaner()
SOURCES = [
    *(with_appeal(appeal) for appeal in DISGUISES.values()),
    "<p>" + "</p><p>".join(BODY) + "</p>",
    *(shape(500) for shape in TEXTS.values()),
    *(shape(500) for shape in islice(PAGES.values(), 8)),
]


def cleaned(number: int) -> str:
    """All that is said of one source."""
    return ENGINE.clean(SOURCES[number]).to_json()


def test_threads() -> None:
    """Sixteen threads on one engine, each source twice, give what one gives."""
    alone = [cleaned(number) for number in range(len(SOURCES))]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(cleaned, [*range(len(SOURCES))] * 2)) == alone * 2


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str) -> None:
    """Processes that share what was loaded, and such as load it themselves, give the same."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this platform has no {method}")
    numbers = range(0, len(SOURCES), 4)
    alone = [cleaned(number) for number in numbers]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(cleaned, numbers)) == alone
