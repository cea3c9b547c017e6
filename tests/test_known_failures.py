"""What is known to go wrong. Each test is strict: once it passes, it has to move to where it belongs."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.testing.wording import wording_of


# Where all lines are lost, the title of a teaser ends where no mark says so: the sentence behind it goes with it, or
# the teaser stays. Only knowledge of what titles say would tell.
@pytest.mark.xfail(raises=AssertionError)
def test_a_teaser_in_a_text_of_one_line_goes_without_the_sentence_behind_it() -> None:
    """A title joined to a sentence by a space alone is cut off from it."""
    body = "Ferry fares will rise by a tenth in May. Harbour master Peter Adeyemi said that diesel had doubled in price."
    text = body.replace(" Harbour", " READ MORE: Why the last lightship was sold to a school Harbour")
    assert cleaner.clean_text(text).body == body


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


# The last paragraph behind an appeal, in which nobody speaks and nothing is dated to a day, is judged by the appeal beside it.
@pytest.mark.xfail(raises=AssertionError)
def test_a_last_paragraph_behind_an_appeal_stays() -> None:
    """An appeal in front of the last paragraph takes nothing of it with it."""
    lines = (
        "How the ferry pier in Westhaven was brought down by a single storm",
        "The decision on the ferry pier ends 12 months of argument in Westhaven over the repairs",
        "The county council in Westhaven voted on Monday to rebuild the ferry pier, which was badly damaged in the flood of 1953. "
        "In the hall, 12 residents of Westhaven followed the debate, which went on until midnight.",
        "Police closed the road beside the ferry pier shortly after dawn on Monday because of falling masonry.",
        "The harbour master of Westhaven, Ingrid Solheim, declined to comment on the length of the works.",
        "Engineers found 12 cracks in the ferry pier during an inspection on 3 January, and the county council shut it the same day.",
    )
    last = "Work on the ferry pier began in 1952 and was interrupted three times by storms."
    appeal = wording_of("en").appeals[cleaner.Kind.DONATION_APPEAL][1]
    assert last in cleaner.clean_text("\n".join((*lines, *appeal, last))).paragraphs
