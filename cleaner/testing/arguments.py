"""Arguments of the wrong form, refused in words where they are given, and not somewhere inside a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from cleaner.errors import InputError

_Value = TypeVar("_Value")


def listed(name: str, values: Iterable[_Value]) -> tuple[_Value, ...]:
    """The values of an argument that takes several. `InputError` for a single one, which a text is too, and for none."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InputError(f"{name} is {values!r}; give a list, as in {name}=[...]")
    several = tuple(values)
    if not several:
        raise InputError(f"{name} is empty; give one at least, or leave it out")
    return several


def check_type(name: str, value: object, wanted: type) -> None:
    """`InputError` for a value that is of another type."""
    __tracebackhide__ = True  # for pytest: the line that gave it is to be seen
    if isinstance(value, wanted):
        return
    found = f"the class {value.__name__} itself" if isinstance(value, type) else f"of type {type(value).__name__}"
    raise InputError(f"{name} is {found}; give one of type {wanted.__name__}")
