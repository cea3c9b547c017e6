"""What may stand in a pattern, and the literals by which it is found."""

from __future__ import annotations

import pytest

from cleaner.rules.patterns import MAX_PATTERN, MAX_WIDTH, anchors_of, faults_of


@pytest.mark.parametrize("pattern", [r"\bfund\b.{0,40}\bour newsroom\b", r"a{3}", r"(?:one|two)\s?three", r"\p{Lu}x", r"(?<!no )donate"])
def test_good_patterns(pattern: str) -> None:
    """Bounded, flat patterns have no fault."""
    assert faults_of(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        (r"support.*?read more", "bound its gaps"),
        (r"a+", "bound its gaps"),
        (rf"a{{1,{MAX_WIDTH + 1}}}", str(MAX_WIDTH)),
        (r"(?:a{1,5}b){1,5}", "write it flat"),
        (r"(?:a|b?){1,3}c?", "empty text"),
        (r"x?", "empty text"),
        (r"(unclosed", "not a pattern that can be read"),
        (r"[z-a]", "not a pattern that can be read"),
        ("a" * (MAX_PATTERN + 1), "split the rule"),
    ],
)
def test_bad_patterns(pattern: str, remedy: str) -> None:
    """Each fault says what would be right."""
    assert any(remedy in told for _, told in faults_of(pattern))


def test_all_faults_of_a_pattern_are_found_at_once() -> None:
    """One look finds the empty match, the unbounded gap and the nested repeat."""
    assert len(faults_of(r"(?:a*b*)*")) == 3


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        (r"\bfund\b.{0,40}\bour newsroom\b", ("our newsroom",)),
        (r"(?:journalism|newsroom)s?", ("journalism", "newsroom")),
        (r"(?:journalism)?newsroom", ("newsroom",)),
        (r"\d\d:\d\d", ()),
        (r"(?:journalism|\d)", ()),
        (r"FUND US", ("fund us",)),
        (r"支持我们", ("支持我们",)),
    ],
)
def test_anchors(pattern: str, anchors: tuple[str, ...]) -> None:
    """Every match has one of the literals in it; where there is no such literal, there is no anchor."""
    assert anchors_of(pattern) == anchors
