"""Where text is cut into units: at sentence ends and at joints that lost their white space, and not inside words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cleaner.readers.text import read_text
from cleaner.segmenting import segment
from cleaner.testing import hostile_text


def units_of(text: str) -> list[str]:
    document = read_text(text)
    return [text[unit.start : unit.end] for unit in segment(text, document.blocks)]


@pytest.mark.parametrize(
    "units",
    [
        ("Support makes all the difference.", "The head of the spy agency spoke."),
        ("It ends here!", "Then it starts."),
        ("Will you help?", "The vote is on Monday."),
        ("Thank you for reading.", "“We waited,” she said."),
        ("Thank you for reading.", "—The vote is on Monday."),
        ("Thank you for reading.", "412 people came."),
        ("The doors open at 3 p.m.", "Photographs by Ada Brandt"),
        ("“It is over.”", "The board met later."),
        ("我们需要你的支持。", "市议会周一开会。"),
        ("今すぐ寄付を。", "市議会は月曜日に開かれた。"),
        ("यह समाप्त हुआ।", "परिषद की बैठक हुई।"),
    ],
)
def test_joints_without_a_space_are_cut(units: tuple[str, ...]) -> None:
    """A sentence that touches the next one is a unit of its own."""
    assert units_of("".join(units)) == list(units)


@pytest.mark.parametrize("units", [("The board met on Monday.", "It voted."), ("Was it so?", "It was."), ("It was هنا؟", "نعم.")])
def test_sentences_are_cut(units: tuple[str, ...]) -> None:
    """A sentence ends at its stop, with white space behind it that is in neither unit."""
    assert units_of(" ".join(units)) == list(units)
    assert units_of("  ".join(units)) == list(units)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate voted",
        "He lives in the U.S. and works for J.K. Rowling",
        "It rose by 3.5 per cent to 1.25 million",
        "She booked on Booking.com and wrote it in Node.js",
        "Mr. Solheim met Dr. Adeyemi and Gen. Marlow",
        "McDonald and O’Brien sold their iPhone on YouTube and LinkedIn",
        "J. K. Solheim spoke to P. Adeyemi",
        "“Why now?” she asked",
        "They waited ... and waited",
        "See example.org for the report",
        "Der Hafen bleibt vom 3. März bis zum 12. Juni zu",
    ],
)
def test_words_as_people_write_them_are_not_cut(text: str) -> None:
    """Abbreviations, decimals, initials, domain names and names with a capital inside are no joints."""
    assert units_of("\n".join([text] * 4)) == [text] * 4


@pytest.mark.parametrize("text", ["The case was heard by Justice and O’Brien in Dublin", "他说「好」了", "a「b"])
def test_one_line_is_cut_nowhere_else(text: str) -> None:
    """Neither a name with an apostrophe nor a bracket loses a character or becomes a joint of its own."""
    assert "".join(units_of(text)) == text


def test_a_joint_is_marked_as_fused() -> None:
    """A unit knows whether white space parts it from the one before."""
    text = "It ends here.The next begins. And a third."
    assert [unit.fused for unit in segment(text, read_text(text).blocks)] == [False, True, False]


@given(hostile_text())
@settings(max_examples=200)
def test_units_tile_their_blocks(text: str) -> None:
    """Units are in order, disjoint, within their block, not empty, and skip only white space."""
    document = read_text(text)
    at = 0
    for unit in segment(text, document.blocks):
        span = document.blocks[unit.block].span
        assert at <= unit.start < unit.end
        assert span.start <= unit.start
        assert unit.end <= span.end
        assert not text[at : unit.start].strip()
        at = unit.end
    assert not text[at:].strip()
