"""Patterns of lines whose wording changes."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.folding import fold
from cleaner.learning.framing import MOST_GAPS, frame_of, patterns_of, widened
from cleaner.rules.patterns import faults_of

_WORDS = st.lists(st.sampled_from("the post is printed in lenn by hand 12 3.50 of “all” and sold — daily".split()), min_size=5, max_size=90)


def hits(patterns: tuple[str, ...], text: str) -> bool:
    return all(regex.search(pattern, fold(text), regex.IGNORECASE) for pattern in patterns)


def test_a_gap_where_wordings_differ() -> None:
    """The pattern takes all wordings that were seen, and such as are like them, and nothing before or behind the line."""
    weather = ("mild, 15", "bright and cold, 3", "wet, 9")
    texts = [f"Weather on the Lenn: {today} degrees." for today in weather]
    frame = frame_of(texts[0])
    for text in texts[1:]:
        wider = widened(frame, text)
        assert wider is not None
        frame = wider
    patterns = patterns_of(frame, texts[0])
    assert all(hits(patterns, text) for text in (*texts, "Weather on the Lenn: foggy, 11 degrees."))
    assert not hits(patterns, "Weather on the Lenn: mild, 15 degrees. The bridge was closed.")
    assert not hits(patterns, "The weather on the Lenn was mild, 15 degrees.")


def test_other_lines_do_not_widen() -> None:
    """A line that shares some words is another line."""
    assert widened(frame_of("The Post is printed in Lenn by hand."), "The Post is sold in four shops and at the station.") is None


@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_all_that_widened_is_taken(wordings: list[list[str]]) -> None:
    """Whatever wordings a frame has taken in, its patterns hit each, and may stand in a pack."""
    texts = [" ".join(wording) for wording in wordings]
    frame, taken = frame_of(texts[0]), texts[:1]
    for text in texts[1:]:
        wider = widened(frame, text)
        if wider is not None:
            frame = wider
            taken.append(text)
    patterns = patterns_of(frame, texts[0])
    assert len(frame.gaps) <= MOST_GAPS
    assert all(hits(patterns, text) for text in taken)
    assert not [fault for pattern in patterns for fault in faults_of(pattern)]


def test_a_number_of_any_length_is_taken() -> None:
    """Numbers of books, accounts and the like are longer than other numbers, and change like these."""
    text = "The almanac is sold under ISBN 9783161484100 at our counter."
    assert hits(patterns_of(frame_of(text), text), text)
    assert hits(patterns_of(frame_of(text), text), text.replace("9783161484100", "9780306406157"))


def test_a_long_line_has_several_patterns() -> None:
    """A line longer than a pattern may be wide is taken by patterns of its parts, all of which may stand in a pack."""
    text = " ".join(f"The paper of {number} readers belongs to those who read it." for number in range(40))
    patterns = patterns_of(frame_of(text), text)
    assert len(patterns) > 1
    assert hits(patterns, text)
    assert not [fault for pattern in patterns for fault in faults_of(pattern)]
