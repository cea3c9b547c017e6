"""Articles as they are noted, by hand: what the engine would say of each block is said here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from cleaner.learning import Proposal, propose
from cleaner.learning.counting import counts_file
from cleaner.learning.observing import END, MIDDLE, START, BlockSeen, Observation
from cleaner.learning.subjects import subject_words
from cleaner.learning.wording import digest, near_keys, normal, word_digest, words_of

HOST = "post.example"
PLAIN, WEAK, TELLING = -7.0, -1.0, 2.5
"""Log-odds of journalism, of what may be either, and of what reads like boilerplate."""


def words(number: int, count: int = 9) -> str:
    """A sentence of so many words that no other number has."""
    names = []
    for place in range(count):
        rest, name = number * 31 + place * 7_919 + 17, ""
        while rest:
            rest, letter = divmod(rest, 26)
            name += "abcdefghijklmnopqrstuvwxyz"[letter]
        names.append(f"{name}{'qxzvjkw'[place % 7]}ation")
    return " ".join(names).capitalize() + "."


def block(text: str, ordinal: int, place: int, odds: float, *, spared: bool = False) -> BlockSeen:
    said = normal(text)
    return BlockSeen(digest(said), ordinal, place, odds, "custom", spared, False, text, near_keys(words_of(said)))


def article(
    number: int,
    own: Sequence[tuple[str, float]] = (),
    *,
    at_start: bool = False,
    host: str = HOST,
    story: Sequence[str] | None = None,
    headline: str | None = None,
    spared: bool = False,
) -> Observation:
    """An article with eight paragraphs that no other number has, or those of a story, and blocks of the publisher's own."""
    told = [(text, PLAIN) for text in (story or [words(number * 10 + place) for place in range(1, 9)])]
    texts = [*own, *told] if at_start else [*told, *own]
    blocks = []
    for place, (text, odds) in enumerate(texts):
        where = START if place < 3 else END if place >= len(texts) - 4 else MIDDLE
        blocks.append(block(text, place + 1, where, odds, spared=spared and (text, odds) in own))
    title = headline or words(number * 10, 6)
    bits: dict[int, int] = {}
    for place, text in enumerate([title, *(text for text, _ in texts)]):
        for word in subject_words(text):
            bits[word_digest(word)] = bits.get(word_digest(word), 0) | 1 << place
    subjects = {word: where for word, where in bits.items() if where & 1 or where.bit_count() > 1}
    url = f"https://{host}/{number}"
    day = date(2026, 1, 1) + timedelta(days=number)
    content = digest("\n".join(text for text, _ in texts))
    return Observation(host, digest(url), content, url, title, day, "en", subjects, tuple(blocks))


def counted(articles: Iterable[Observation], path: Path) -> Path:
    """The articles in a count file."""
    with counts_file(path) as counts:
        for one in articles:
            counts.add(one)
    return path


def proposed(articles: Iterable[Observation], folder: Path) -> list[Proposal]:
    """What the articles come to."""
    return list(propose([counted(articles, folder / "counts.parquet")]))
