"""Everything that `cleaner` raises on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class CleanerError(Exception):
    """The base of all errors of this library."""


class InputError(CleanerError, ValueError):
    """The source is of a type that is not read, or too large."""


class UnknownPackError(CleanerError, LookupError):
    """A rule pack was asked for that is not there."""


@dataclass(frozen=True, slots=True)
class PackFault:
    """One fault of a rule pack: where it is, what stands there, and what would be right."""

    file: str
    rule: str
    field: str
    value: str
    remedy: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.rule, self.field) if part)
        return f"{where}: {self.value}; {self.remedy}"


class RulePackError(CleanerError, ValueError):
    """A rule pack cannot be used. `faults` has every fault of it, not just the first."""

    def __init__(self, faults: Sequence[PackFault]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        count = len(self.faults)
        super().__init__(f"{count} fault{'s' if count != 1 else ''} in the rule pack:\n{lines}")

    def __reduce__(self) -> tuple[type[RulePackError], tuple[tuple[PackFault, ...]]]:
        return type(self), (self.faults,)


class RecordError(CleanerError, ValueError):
    """A record of many could not be cleaned, and the work was to stop at the first."""


class MissingExtraError(CleanerError, ImportError):
    """A library is not installed that comes with an extra of this one."""

    def __init__(self, purpose: str, extra: str) -> None:
        self.purpose = purpose
        self.extra = extra
        super().__init__(f"{purpose} need what is not installed; do: pip install 'article-cleaner[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.purpose, self.extra)


class OutputError(CleanerError):
    """What was to be written could not be."""
