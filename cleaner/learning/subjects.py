"""Of what an article tells: the words that are in its headline or come up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from cleaner.learning.wording import normal, word_digest

MOST_SUBJECTS = 24
"""Words of an article that are kept to tell of what it is."""
LAST_BIT = 63
"""Blocks behind this one share their bit."""

_SUBJECT = regex.compile(r"\p{Lu}\p{L}{3,}|\p{L}{5,}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{2,}")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")


def subjects_of(texts: Iterable[str]) -> dict[int, int]:
    """The words that are in the headline or in several blocks: first those of the headline, then by how many blocks they are in."""
    bits: Counter[str] = Counter()
    for number, text in enumerate(texts):
        bit = 1 << min(number, LAST_BIT)
        for word in subject_words(text):
            bits[word] |= bit
    ranked = sorted(bits.items(), key=lambda item: (-(item[1] & 1), -item[1].bit_count(), word_digest(item[0])))
    return {word_digest(word): where for word, where in ranked[:MOST_SUBJECTS] if where & 1 or where.bit_count() > 1}


def subject_words(text: str) -> set[str]:
    """The words of a text that may tell of what it is: names and long words; pairs of letters in scripts without spaces."""
    found: set[str] = set()
    for match in _SUBJECT.finditer(text):
        word = normal(match[0])
        if _WIDE.search(word):
            found.update(word[k : k + 2] for k in range(len(word) - 1))
        elif word:
            found.add(word)
    return found
