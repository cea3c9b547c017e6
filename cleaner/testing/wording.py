"""The reporting and the appeals that samples are made of: a file a language, beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from string import Formatter

from cleaner.errors import UnknownPackError
from cleaner.model import Kind

_FOLDER = Path(__file__).with_name("wording")
_NUMBERS = {"number": tuple(map(str, range(12, 980))), "year": tuple(map(str, range(1952, 2025)))}
"""Slots that all languages have."""
_UNSPACED = ("ja", "zh")
"""Languages that put no space between sentences."""

VARIANTS = 1_000_000
"""The numbers below this choose, each in its way, what is in the slots of a sentence."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, each filled with one of some texts."""

    pieces: tuple[tuple[str, str | None], ...]
    """A text, and the slot behind it."""

    def filled(self, number: int, slots: Mapping[str, Sequence[str]]) -> str:
        """The sentence that a number chooses, slot by slot; 0 chooses the first text of each."""
        told: list[str] = []
        for text, slot in self.pieces:
            told.append(text)
            if slot is not None:
                number, choice = divmod(number, len(slots[slot]))
                told.append(slots[slot][choice])
        return "".join(told)


@dataclass(frozen=True, slots=True)
class Wording:
    """What samples in one language are made of."""

    language: str
    headlines: tuple[Template, ...]
    standfirsts: tuple[Template, ...]
    sentences: tuple[Template, ...]
    shared: Mapping[str, tuple[str, ...]]
    """Slots that are filled alike in all of a story."""
    slots: Mapping[str, tuple[str, ...]]
    appeals: Mapping[Kind, tuple[tuple[str, ...], ...]]

    @property
    def settings(self) -> int:
        """In how many ways the shared slots can be filled."""
        return prod(map(len, self.shared.values()))

    @property
    def joint(self) -> str:
        """What stands between two sentences."""
        return "" if self.language in _UNSPACED else " "

    def set_as(self, number: int) -> dict[str, tuple[str, ...]]:
        """All slots, the shared ones as a number below `settings` chooses."""
        chosen: dict[str, tuple[str, ...]] = {}
        for slot, texts in self.shared.items():
            number, choice = divmod(number, len(texts))
            chosen[slot] = (texts[choice],)
        return {**self.slots, **chosen}


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are samples in, English first."""
    return ("en", *sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != "en"))


@cache
def wording_of(language: str) -> Wording:
    """The wording of a language, ISO 639-1. `UnknownPackError` where there is none."""
    if language not in languages():
        raise UnknownPackError(f"no samples in {language!r}; there are {', '.join(languages())}")
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    story = {name: tuple(map(_template, texts)) for name, texts in data["story"].items()}
    return Wording(
        language,
        **story,
        shared={slot: tuple(texts) for slot, texts in data.get("shared", {}).items()},
        slots=_NUMBERS | {slot: tuple(texts) for slot, texts in data["slots"].items()},
        appeals={Kind(kind): tuple(map(tuple, texts)) for kind, texts in data["appeals"].items()},
    )


def _template(text: str) -> Template:
    return Template(tuple((literal, slot) for literal, slot, _, _ in Formatter().parse(text)))
