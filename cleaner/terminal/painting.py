"""Lines of an account as the bytes that go out: plain, or wrapped and coloured by rich where that is wanted."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import NamedTuple

from cleaner.errors import MissingExtraError

COLORS = ("auto", "always", "never")
_LEAST_WIDTH = 20
"""Columns below which a terminal breaks the lines itself."""


class Tone(StrEnum):
    """What a line is; the value is its style."""

    TEXT = ""
    TITLE = "bold"
    WARNING = "bold yellow"
    REMOVED = "red"
    SPARED = "yellow"
    NOTE = "dim"
    HUNK = "cyan"


class Line(NamedTuple):
    """A line of an account. Where it is wrapped, its sign stands before each row."""

    sign: str
    text: str
    """Safe to be shown."""
    tone: Tone


@dataclass(frozen=True, slots=True)
class Screen:
    """How accounts are shown."""

    color: bool = False
    width: int | None = None
    """Columns to wrap to; None: a line is a line."""


def screen_of(color: str, path: str | None) -> Screen:
    """The screen for what goes to a file, or to standard output where there is none. Without rich it is the plainest.

    `auto` follows NO_COLOR, then FORCE_COLOR, then whether it is a terminal that has colours. COLUMNS sets the width.
    `MissingExtraError` where colours are asked for by name and rich is not there.
    """
    is_out = path is None
    is_terminal = is_out and sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    wraps = is_terminal or (is_out and columns.isdecimal() and int(columns) > 0)
    width = max(shutil.get_terminal_size().columns, _LEAST_WIDTH) if wraps else None
    wanted = color == "always" or (color == "auto" and is_out and _is_colored(is_terminal=is_terminal))
    if find_spec("rich") is None:
        if color == "always":
            raise MissingExtraError("colours", "terminal")
        return Screen()
    return Screen(wanted, width)


def _is_colored(*, is_terminal: bool) -> bool:
    """What the environment says of colours."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced.lower() not in {"0", "false"}
    return is_terminal and os.environ.get("TERM") != "dumb"


def painted(lines: Iterable[Line], screen: Screen) -> bytes:
    """The lines, each with a line feed."""
    rows = _styled(lines, screen) if screen.color or screen.width else (line.sign + line.text for line in lines)
    return "".join(f"{row}\n" for row in rows).encode()


def _styled(lines: Iterable[Line], screen: Screen) -> Iterator[str]:
    """The rows of the lines, wrapped by the width of their characters on a screen, in the colours that every terminal has."""
    from rich.cells import cell_len
    from rich.color import ColorSystem
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    # It only wraps. An environment of its own: what that says of colours and widths has been decided.
    console = Console(file=io.StringIO(), width=screen.width, height=1, _environ={})
    system = ColorSystem.STANDARD if screen.color else None
    for line in lines:
        rows = [line.text]
        if screen.width:
            rows = [row.plain.rstrip() for row in Text(line.text).wrap(console, screen.width - cell_len(line.sign), tab_size=4)]
        for row in rows:
            yield Style.parse(line.tone).render(line.sign + row, color_system=system)
