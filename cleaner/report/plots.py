"""Plots as SVG in the page itself. Sizes are attributes, since the page allows no styles of elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.report.markup import shown

_WIDTH, _HEIGHT = 400, 170
_TOP, _BASE = 22, 140
"""Where the highest column ends, and where all begin."""
_LEAST = 1.5
"""A column that is not empty can be seen."""


class Series(NamedTuple):
    """Numbers of one sort, for equal parts of the range from 0 to 1."""

    name: str
    look: str
    """The class that gives the colour."""
    values: Sequence[int]


def columns(title: str, series: Sequence[Series], axis: str) -> str:
    """Columns over the range from 0 to 1; those of several series, which have as many numbers, stand beside each other."""
    parts = len(series[0].values)
    slot = _WIDTH / parts
    most = max((value for one in series for value in one.values), default=0)
    width = (slot - 4) / len(series)
    drawn: list[str] = []
    for place, one in enumerate(series):
        for number, value in enumerate(one.values):
            if value:
                height = max(_LEAST, (_BASE - _TOP) * value / most)
                left = number * slot + 2 + place * width
                told = f"{one.name}: {_said_of(number, value, parts)}"
                drawn.append(
                    f'<rect class="{one.look}" x="{left:.1f}" y="{_BASE - height:.1f}" width="{width:.1f}" height="{height:.1f}">'
                    f"<title>{shown(told)}</title></rect>"
                )
                if len(series) == 1 or value == most:
                    middle = min(max(left + width / 2, 8), _WIDTH - 8)
                    drawn.append(f'<text x="{middle:.1f}" y="{_BASE - height - 5:.1f}" text-anchor="middle">{brief(value)}</text>')
    ticks = "".join(
        f'<text x="{place * _WIDTH:.0f}" y="{_BASE + 15}" text-anchor="{anchor}">{label}</text>'
        for place, anchor, label in ((0, "start", "0"), (0.25, "middle", "¼"), (0.5, "middle", "½"), (0.75, "middle", "¾"), (1, "end", "1"))
    )
    return (
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{shown(_said(title, series))}">{"".join(drawn)}'
        f'<line x1="0" y1="{_BASE}" x2="{_WIDTH}" y2="{_BASE}"/>{ticks}'
        f'<text x="{_WIDTH / 2:.0f}" y="{_HEIGHT - 2}" text-anchor="middle">{shown(axis)}</text></svg>'
    )


def bar(part: int, most: int, look: str = "gone") -> str:
    """A bar beside a number, as long as its part of the longest."""
    length = max(1.0, 100 * part / most) if part else 0
    return (
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{look}" width="{length:.1f}" height="8"/></svg>'
    )


def brief(number: int) -> str:
    """A number in few characters.

    >>> brief(12345), brief(950)
    ('12k', '950')
    """
    for size, unit in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if number >= 10 * size:
            return f"{number // size}{unit}"
        if number >= size:
            return f"{number / size:.1f}{unit}"
    return str(number)


def _said(title: str, series: Sequence[Series]) -> str:
    """The plot in words."""
    parts = []
    for one in series:
        found = [_said_of(number, value, len(one.values)) for number, value in enumerate(one.values) if value]
        parts.append(f"{one.name}: {'; '.join(found) or 'none'}")
    return f"{title}. {'. '.join(parts)}."


def _said_of(number: int, value: int, parts: int) -> str:
    return f"{value:,} from {number / parts:.2f} to {(number + 1) / parts:.2f}"
