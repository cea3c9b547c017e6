"""Going stretch by stretch finds what going over the whole text at once finds."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, matching, segmenting, signals
from cleaner.folding import fold
from cleaner.readers.text import read_text
from cleaner.signals import scene
from cleaner.stretches import stretches
from cleaner.testing import articles, hostile_text
from cleaner.weighing import text_weights

ODD = (
    "Subscribe to our newsletter", "© 2024 Lenn Press", "私たちの取材を支えてください。", "Read more:", "“Give,” he said. “", ")»”",
    "ADVERTISEMENTNo",  # where it may be cut is told by what stands behind the line
)  # fmt: skip
LINES = st.lists(
    st.one_of(articles().map(lambda article: article.text), hostile_text(), st.sampled_from(ODD)), min_size=1, max_size=4
).map("\n".join)


@given(text=LINES, least=st.integers(1, 60))
def test_the_size_of_stretches_changes_nothing(text: str, least: int) -> None:
    """Units, hits, words and all signals are the same, whatever the size of a stretch."""

    def seen() -> tuple[object, ...]:
        document, folded = read_text(text), fold(text)
        found = Cleaner().scene_of(document, folded, "en")
        if found is None:
            return (None,)
        hits = found.found.hits
        return found.units, hits.starts.tolist(), hits.ends.tolist(), signals.matrix(found, text_weights().words).tobytes()

    whole = seen()
    with pytest.MonkeyPatch.context() as patch:
        for module in (segmenting, matching, scene):
            patch.setattr(module, "stretches", partial(stretches, least=least))
        assert seen() == whole


@given(text=LINES, least=st.integers(1, 60))
def test_stretches_cover_the_blocks(text: str, least: int) -> None:
    """Each block is in one stretch, in order, and each stretch but the last has the size asked."""
    blocks = read_text(text).blocks
    spans = list(stretches(blocks, least))
    assert [sum(start <= low and high <= end for start, end in spans) for (low, high), _, _ in blocks] == [1] * len(blocks)
    assert np.all(np.diff([place for span in spans for place in span]) >= 0)
    assert all(end - start >= least for start, end in spans[:-1])
