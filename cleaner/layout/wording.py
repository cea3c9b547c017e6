"""Texts without what may differ between two sayings of the same: case, punctuation, white space."""

from __future__ import annotations

import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def words(text: str) -> str:
    """The words in lower case with one space between them.

    >>> words("Ferry sails – late, again")
    'ferry sails late again'
    """
    return " ".join(_WORD.findall(text.lower()))


def letters(text: str) -> str:
    """The letters and digits in lower case with nothing between them."""
    return "".join(_WORD.findall(text.lower()))
