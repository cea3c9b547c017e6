"""How long a pattern takes on text that is made to make it slow, beside a search for plain words in the same text.

The loader lets no pattern run away over a document, but one may still look again and again at the same stretch: behind
every sign of money for a word, behind every "if you" for the words that go with it. Such text is not written, but it is
found, in tables and in broken pages, and sent by who means harm.

Times differ between machines, their ratio hardly does; so that nothing is ever said of seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import process_time
from typing import NamedTuple

import regex

from cleaner.folding import fold
from cleaner.rulebook.catalogue import Entry
from cleaner.rulebook.findings import Check, Finding
from cleaner.rules.patterns import literals_of
from cleaner.ruling import Rule

SLOWEST = 7_000
"""Times that a pattern may take what a search for plain words takes. A word with a bounded gap and a choice of words
behind it comes to some 4,000 where the word is all the text; what takes twice that looks back, or far ahead, from
places that are everywhere. One such pattern then takes longer than all else that is done with the text."""

LENGTH = 10_000
"""Code points of each text: a pattern's width is bounded by a fraction of it, so a longer one would tell nothing more."""

_PLAIN = regex.compile("qzxj wkvq", regex.IGNORECASE)
"""Words that are in none of the texts."""
_LOOKS = 20
"""A plain search takes microseconds: so many are timed at once."""
_ROUNDS = 3
_HOPELESS = 10
_PATIENCE = 0.5
"""Seconds after which a pattern is given up: it has long been found slow then, and no worse is looked for."""
_FEW = 4
"""Literals of a rule that texts are made from, the shortest: they fit in most often."""
_BETWEEN = 60
_PROSE = "the ferry between the two towns will run again from november, the harbour board decided on tuesday after a long meeting"
_FILLINGS = ("", " ", " " * _BETWEEN, "a" * _BETWEEN, "0" * _BETWEEN, f" {_PROSE} ")
"""What is put between two of a literal."""


class Slowness(NamedTuple):
    """How many times the plain search a pattern takes at worst, and the beginning of the text on which it does."""

    ratio: float
    text: str


def slow_patterns(entries: Sequence[Entry], lines: Sequence[str] = ()) -> Iterator[Finding]:
    """The rules that take more than `SLOWEST` times a plain search, tried on these lines too."""
    for pack, rule in entries:
        ratio, text = slowness(rule, lines)
        if ratio > SLOWEST:
            yield Finding(
                pack.name, rule.id, Check.SLOW,
                f"it takes over {int(ratio / 1000):,},000 times a plain search where the text is {text[:40]!r} again and again",
                "let it begin with what is rare: a literal, or a look ahead for one before it looks back",
            )  # fmt: skip


def slowness(rule: Rule, lines: Sequence[str] = ()) -> Slowness:
    """The worst over all texts that are made for a rule, and over these lines."""
    pattern = regex.compile(rule.pattern, regex.IGNORECASE)
    worst = Slowness(0.0, "")
    for text in dict.fromkeys((*_pumped(rule, pattern), *map(fold, lines))):
        tiled = (text * (LENGTH // len(text) + 1))[:LENGTH]
        ratio = _seconds(pattern, tiled) / _seconds_of_plain(tiled)
        # Only what may be worst is timed again: another program may have had its turn in between.
        for _ in range(_ROUNDS - 1):
            if ratio <= worst.ratio:
                break
            ratio = min(ratio, _seconds(pattern, tiled) / _seconds_of_plain(tiled))
        worst = max(worst, Slowness(ratio, text))
        if worst.ratio > _HOPELESS * SLOWEST:
            break
    return worst


def _pumped(rule: Rule, pattern: regex.Pattern[str]) -> Iterator[str]:
    """Texts to be repeated: the literals, one by one and all, with much between them, and what the examples have in them."""
    literals = [literal for literal in literals_of(rule.pattern) if literal.strip()]
    others = sorted((literal for literal in literals if literal not in rule.anchors), key=len)[:_FEW]
    fillings = (*_FILLINGS, *((literal * _BETWEEN)[:_BETWEEN] for literal in others), "".join(literals))
    for literal in sorted(rule.anchors or literals, key=len)[:_FEW]:
        yield from (literal + filling for filling in fillings)
    if not rule.anchors:  # such a pattern is run everywhere
        yield from filter(None, _FILLINGS)
    if literals:
        yield " ".join((*literals, ""))
        yield " ".join((*reversed(literals), ""))
    for example in (*rule.match, *rule.keep):
        folded = fold(example)
        yield folded + " "
        for match in pattern.finditer(folded):
            yield match[0] + " "
            if len(match[0]) > 1:
                yield match[0][:-1]


def _seconds(pattern: regex.Pattern[str], text: str) -> float:
    start = process_time()
    try:
        for _ in pattern.finditer(text, timeout=_PATIENCE):
            pass
    except TimeoutError:
        return _PATIENCE
    return process_time() - start


def _seconds_of_plain(text: str) -> float:
    start = process_time()
    for _ in range(_LOOKS):
        _PLAIN.search(text)
    return (process_time() - start) / _LOOKS
