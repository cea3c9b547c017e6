"""What is known to go wrong. Each test is strict: once it passes, it has to move to where it belongs."""

from __future__ import annotations

import pytest

import cleaner


# A byline is told by its line alone, and a line of two capitalised words may as well be a crosshead.
@pytest.mark.xfail(raises=AssertionError)
def test_a_byline_without_a_word_for_it_goes() -> None:
    """A reporter's name on a line of its own under the headline is no part of the article."""
    lines = [
        "Ferry fares to rise by a tenth",
        "Ines Calloway",
        "Ferry fares on the Lenn will rise by a tenth in May, the county council said on Tuesday.",
        "The council said that the price of diesel had doubled since the last increase three years ago.",
        "Passengers who hold a season ticket will pay the old fare until the end of the year.",
    ]
    assert "Ines Calloway" not in cleaner.clean_text("\n".join(lines)).text
