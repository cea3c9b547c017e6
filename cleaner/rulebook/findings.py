"""What a check of rules finds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Check(StrEnum):
    """What can be wrong with a pack that loads. Stable: a value is never renamed."""

    DEAD = "dead"
    """An example of a rule's own is not hit."""
    DUPLICATE = "duplicate"
    """An id or a pattern stands twice."""
    JOURNALISM = "journalism"
    """What a rule hits in the texts that it was tried on mostly reads like journalism."""
    SHADOWED = "shadowed"
    """An earlier rule hits all that a rule is made for."""
    SLOW = "slow"
    """A pattern costs far more than a search for words."""
    TWICE = "twice"
    """A term is listed twice, or under two names."""
    UNSEEN = "unseen"
    """A rule hits nothing in the texts that it was tried on."""


class Finding(NamedTuple):
    """A fault of a rule or of a list of terms, and what would be right."""

    file: str
    where: str
    """The id of the rule, or the table and key of the list."""
    check: Check
    fault: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.check}: {self.fault}; {self.remedy}"


def unseen(file: str, rule: str, texts: int) -> Finding:
    """What is said of a rule that hits none of so many texts."""
    fault = f"it hits none of the {texts:,} texts that its pack serves"
    return Finding(file, rule, Check.UNSEEN, fault, "see whether its wording is still in use, or try it on more texts")
