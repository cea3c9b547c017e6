"""What makes two blocks the same, or nearly the same: their words, without what a publisher changes from day to day."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

import numpy as np
import regex

from cleaner.folding import fold

LEAST_WORDS, LEAST_LETTERS = 5, 30
"""A block is looked at if it has so many words or so many characters: shorter ones are said by everybody."""

MOST_WORDS = 120
"""Words up to which a near copy of a block is looked for; longer blocks recur word for word or not at all."""

KEYS = 6
"""MinHash keys of a block by which near copies are found. With two hashes each, two blocks that share half of their word
pairs have a key in common with a probability of .82, such that share a tenth with one of .06."""
_BEGINNING = 4
"""Words at the beginning of a block that are a further key: what changes from day to day mostly comes behind them."""

_LEAST_NAME = 5
"""Letters of a publisher's name that is looked for within other letters; a shorter one has to be a word."""

_NUMBER = regex.compile(r"\d[\d.,:/]*")
_OTHER = regex.compile(r"[^\w]+|_+")
_MARK = regex.compile(r"\p{Mn}+")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}]")
"""Scripts without spaces between their words: here each character is a word."""

_STEPS = np.random.default_rng(20)
_FACTORS = _STEPS.integers(1, 2**62, size=(2 * KEYS, 1), dtype=np.uint64) | np.uint64(1)
_OFFSETS = _STEPS.integers(0, 2**62, size=(2 * KEYS, 1), dtype=np.uint64)


def normal(text: str) -> str:
    """The words alone: in lower case, each number as 0, without accents and punctuation.

    >>> normal("Café “Lenn”: open till 9.30, 7 days a week!")
    'cafe lenn open till 0 0 days a week'
    """
    # Folded behind the taking apart, which makes capitals and quotation marks of some signs.
    bare = _MARK.sub("", fold(unicodedata.normalize("NFKD", text)))
    return _OTHER.sub(" ", _NUMBER.sub("0", bare)).strip()


def words_of(normalised: str) -> list[str]:
    """The words of a normalised text; characters, in scripts that put no spaces between words."""
    return _WIDE.sub(r" \g<0> ", normalised).split()


def is_long_enough(normalised: str) -> bool:
    """Whether a block says enough to be a publisher's own."""
    return len(normalised) >= LEAST_LETTERS or len(words_of(normalised)) >= LEAST_WORDS


def names_publisher(normalised: str, host: str) -> bool:
    """A normalised text names the publisher as his host does.

    >>> names_publisher("the valley post is printed in lenn", "thevalleypost.example"), names_publisher("an abbc", "bbc.co.uk")
    (True, False)
    """
    label = max(host.split(".")[:-1] or [host], key=len)
    name = "".join(letter for letter in label if letter.isalpha()).removeprefix("the")
    words = words_of(normalised)
    return name in "".join(words) if len(name) >= _LEAST_NAME else name in words


def digest(text: str) -> int:
    """64 bits of a text; the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def word_digest(word: str) -> int:
    """32 bits of a word; the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def pairs_of(words: list[str]) -> set[str]:
    """The pairs of neighbouring words: what near copies share most of."""
    return {f"{left} {right}" for left, right in pairwise(words)} or set(words)


def near_keys(words: list[str]) -> list[int]:
    """Numbers of 32 bits; blocks that share most of their word pairs, or their beginning, share one of them at the same place.

    They are MinHashes: of each of several shufflings of all word pairs the first that the block has, two to a key. The last
    is of the beginning. None for a block that is too short or too long.
    """
    if not 1 < len(words) <= MOST_WORDS:
        return []
    hashed = np.asarray([word_digest(pair) for pair in sorted(pairs_of(words))], dtype=np.uint64)
    # Overflow is meant: multiplication modulo 2**64, of which the upper half is well mixed.
    least = ((hashed * _FACTORS + _OFFSETS) >> np.uint64(32)).min(axis=1)
    mixed = (least[::2] * np.uint64(0x9E3779B97F4A7C15) + least[1::2] * np.uint64(0xC2B2AE3D27D4EB4F)) >> np.uint64(32)
    return [*(int(key) for key in mixed), word_digest(" ".join(words[:_BEGINNING]))]
