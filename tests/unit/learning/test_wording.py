"""What makes blocks the same, or nearly."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.learning.wording import is_long_enough, near_keys, normal, words_of


@given(st.text())
@example("\N{TRADE MARK SIGN} \N{GREEK UPSILON WITH HOOK SYMBOL} \N{LATIN SMALL LETTER N PRECEDED BY APOSTROPHE}")
def test_normalising_is_settled_at_once(text: str) -> None:
    """Of any text, what is normal stays as it is."""
    assert normal(normal(text)) == normal(text)


def test_what_changes_from_day_to_day_is_the_same() -> None:
    """Case, numbers, accents, punctuation and spaces tell no blocks apart."""
    assert normal("Le café: 12,50 € — “à midi”.") == normal("LE CAFE 3 €  a midi")
    assert normal("The council met.") != normal("The council meets.")


def test_what_is_said_by_everybody_is_too_short() -> None:
    """Four short words are no publisher's own; five are enough, and so are thirty characters, and some letters of Chinese."""
    assert not is_long_enough(normal("The inquest goes on."))
    assert is_long_enough(normal("It is on page two."))
    assert is_long_enough(normal("Nachrichtenüberblicksredaktion"))
    assert is_long_enough(normal("本报记者报道"))


def test_near_copies_share_a_key_and_others_none() -> None:
    """A line with another day's names shares a key, at its place; another line shares none."""
    one = near_keys(words_of(normal("Edited by Ada Brandt at the Post, typeset in Lenn by hand, and printed there too.")))
    other = near_keys(words_of(normal("Edited by Leo Farrow at the Post, typeset in Lenn by hand, and printed there too.")))
    third = near_keys(words_of(normal("The council said on Monday that the bridge would be closed until the end of the summer.")))
    assert any(left == right for left, right in zip(one, other, strict=True))
    assert not any(left == right for left, right in zip(one, third, strict=True))
