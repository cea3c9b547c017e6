"""Nothing in a text moves the terminal that shows it."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.terminal.safety import on_one_line, visible

SHOWN_AS_IS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Of no width, and without a word to the terminal."""
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(alphabet=st.characters() | st.sampled_from([chr(code) for code in (*range(0xA0), *range(0x2000, 0x2070))])))
@example("\x1b]0;a title\x07\x9b2J\u202e\U000e0041\ud800")
def test_no_controls_are_left(text: str) -> None:
    """No control, no turn of direction and no half of a pair comes through; all that is not one stays as it is."""
    shown = visible(text)
    for char in set(shown) - set("\n\t"):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(char) not in BIDI
    shown.encode()
    plain = "".join(char for char in text if unicodedata.category(char)[0] not in "CZ")
    assert [char for char in plain if char not in shown] == []


def test_what_stays() -> None:
    """Text of all scripts, the joiners that spell words, and emoji are shown as they are."""
    for text in ("می‌خواهم", "क्‍ष", "👩‍👩‍👧", "橋の修理", "Bäck\tlinks\n", SHOWN_AS_IS):
        assert visible(text) == text


def test_what_is_named() -> None:
    """What is not shown is named by its number, so that it is not lost either."""
    assert visible("a\u200fb\rc") == "a<U+200F>b<U+000D>c"
    assert on_one_line("a\nb\tc\x00") == "a b c<U+0000>"
