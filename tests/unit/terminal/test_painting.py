"""Lines on their way out: plain, wrapped, coloured."""

from __future__ import annotations

import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cleaner.errors import MissingExtraError
from cleaner.terminal.painting import Line, Screen, Tone, painted, screen_of

LINES = [
    Line("- ", "Please donate to keep our reporting free for everyone.", Tone.REMOVED),
    Line("  ", "橋の修理は八か月かかった。" * 4, Tone.TEXT),
]
LETTERS = st.text(st.sampled_from("ab cdé橋の한שלום🙂\u0301. "))
ESCAPES = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_plain() -> None:
    """A line is a line."""
    assert painted(LINES, Screen()).decode() == "".join(f"{line.sign}{line.text}\n" for line in LINES)


def test_colors_change_nothing_else() -> None:
    """Without the colours it is what it is without colours; what was removed is red, and each row ends as it began."""
    colored = painted(LINES, Screen(color=True)).decode()
    assert ESCAPES.sub("", colored) == painted(LINES, Screen()).decode()
    assert colored.startswith("\x1b[31m- Please")
    assert colored.splitlines()[0].endswith("\x1b[0m")


@given(
    st.lists(st.builds(Line, st.sampled_from(["- ", "    ", ""]), LETTERS, st.sampled_from(Tone))),
    st.integers(20, 120),
    st.booleans(),
)
def test_wrapping(lines: list[Line], width: int, color: bool) -> None:
    """No row is wider than the screen, each has its sign, and no letter is lost."""
    rows = [row for line in lines for row in ESCAPES.sub("", painted([line], Screen(color, width)).decode()).splitlines()]
    assert max(map(cell_len, rows), default=0) <= width
    for line in lines:
        own = ESCAPES.sub("", painted([line], Screen(color, width)).decode()).split("\n")[:-1]
        assert all(row.startswith(line.sign.rstrip()) for row in own)
        assert "".join("".join(row[len(line.sign) :].split()) for row in own) == "".join(line.text.split())


@pytest.mark.parametrize(
    ("asked", "terminal", "environment", "colored"),
    [
        (("auto", None), True, {}, True),
        (("auto", None), False, {}, False),
        (("auto", None), True, {"TERM": "dumb"}, False),
        (("auto", None), True, {"NO_COLOR": "1"}, False),
        (("auto", None), False, {"FORCE_COLOR": "1"}, True),
        (("auto", None), True, {"FORCE_COLOR": "0"}, False),
        (("auto", None), True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("auto", "out.txt"), True, {"FORCE_COLOR": "1"}, False),
        (("always", "out.txt"), True, {"NO_COLOR": "1"}, True),
        (("never", None), True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_wants_colors(
    asked: tuple[str, str | None], terminal: bool, environment: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option goes before the environment, and that before what is written to."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    screen = screen_of(*asked)
    assert screen.color == colored
    assert (screen.width is not None) == (terminal and asked[1] is None)
    assert b"\x1b" in painted(LINES, screen) or not colored


def test_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS wraps what goes through a pipe too, down to a least width; what is no number is no width."""
    for given_, width in (("40", 40), ("1", 20), ("wide", None), ("0", None), ("", None)):
        monkeypatch.setenv("COLUMNS", given_)
        assert screen_of("never", None).width == width
        assert screen_of("never", "out.txt").width is None


def test_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is plain, and says what is missing where colours are asked for."""
    monkeypatch.setitem(sys.modules, "rich", None)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert screen_of("auto", None) == Screen()
    with pytest.raises(MissingExtraError, match=r"pip install 'article-cleaner\[terminal\]'"):
        screen_of("always", None)
