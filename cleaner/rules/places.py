"""Places on pages: a simple path is read into steps, and what is no simple path is a fault.

Such a path goes down from the root and asks each element for its tag and its names, the tokens of its class, id and like
attributes: `//div[@id="main"]//p[contains(@class, "note")]`. That takes linear time on any page, which paths that look
sideways or up, or into the text, do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from cleaner.ruling import Ask, Step

MOST_STEPS = 8
MOST_CHARACTERS = 400
_DEEPEST = 10
"""Brackets and `not` inside each other."""
READ = ("class", "id", "itemprop", "role", "data-testid", "data-component")
"""The attributes that name an element: those that pages are read for."""

_TOKEN = regex.compile(r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<name>[\p{L}_][\w.:-]*)|(?P<sign>//|[/@()\[\],=*]|\d+|\S))""")


class Path(NamedTuple):
    """A path that was read."""

    steps: tuple[Step, ...]
    is_first: bool


class PathError(ValueError):
    """What is written is no simple path."""


def path_of(written: str) -> Path:
    """The path in an expression of XPath.

    `PathError` says what cannot be taken.

    >>> path_of("(//div[@id='main']//p)[1]").is_first
    True
    """
    if len(written) > MOST_CHARACTERS:
        raise PathError(f"at most {MOST_CHARACTERS} characters")
    reader = _Reader(written)
    is_first = reader.takes("(")
    steps = reader.steps()
    if is_first:
        reader.need(")")
        reader.need("[")
        reader.need("1")
        reader.need("]")
    if not reader.at_end():
        raise PathError(f"nothing may follow that looks up, sideways or into the text, but there is {reader.rest()!r}")
    if len(steps) > MOST_STEPS:
        raise PathError(f"at most {MOST_STEPS} steps")
    return Path(steps, is_first)


def name_of(name: str) -> Path:
    """The path to all elements that are called so, by a name or some whole words of one; by all of several names.

    `PathError` for what is no name.
    """
    names = name.lower().split()
    if not names or len(name) > MOST_CHARACTERS or not all(regex.fullmatch(r"[\w:.-]*\w[\w:.-]*", one) for one in names):
        raise PathError("give a class or an id")
    return Path((Step(True, "*", _joined("and", [Ask("part", one) for one in names])),), False)


class _Reader:
    """Reads tokens from the left to the right."""

    def __init__(self, written: str) -> None:
        self._written = written.rstrip()
        self._at = 0
        self._depth = 0

    def at_end(self) -> bool:
        return self._at >= len(self._written)

    def rest(self) -> str:
        return self._written[self._at :].strip()[:40]

    def peek(self) -> str:
        found = _TOKEN.match(self._written, self._at)
        return found[0].strip() if found else ""

    def take(self) -> str:
        found = _TOKEN.match(self._written, self._at)
        if found is None:
            raise PathError("it ends too early")
        self._at = found.end()
        return found[0].strip()

    def takes(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.take()
        return True

    def need(self, token: str) -> None:
        rest = self.rest()
        if not self.takes(token):
            raise PathError(f"{token!r} is to come, but there is {rest!r}")

    def steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.peek() in ("/", "//"):
            descends = self.take() == "//"
            tag = self.take()
            if tag != "*" and not regex.fullmatch(r"[a-zA-Z][\w-]*", tag):
                raise PathError(f"paths go down alone, by the names of elements, and {tag!r} is none")
            tests: list[Ask] = []
            is_first = False
            while not is_first and self.takes("["):
                is_first = self.takes("1")
                if not is_first:
                    tests.append(self.either())
                self.need("]")
            steps.append(Step(descends, tag.lower(), _joined("and", tests) if tests else None, is_first))
        if not steps:
            raise PathError(f"begin with // or /, not with {self.rest()!r}")
        return tuple(steps)

    def either(self) -> Ask:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise PathError(f"at most {_DEEPEST} brackets inside each other")
        parts = [self.both()]
        while self.takes("or"):
            parts.append(self.both())
        self._depth -= 1
        return _joined("or", parts)

    def both(self) -> Ask:
        parts = [self.term()]
        while self.takes("and"):
            parts.append(self.term())
        return _joined("and", parts)

    def term(self) -> Ask:
        if self.takes("("):
            inner = self.either()
            self.need(")")
            return inner
        if self.peek() == "@":
            self.attribute()
            self.need("=")
            return Ask("is", self.text())
        name = self.take()
        if name == "not":
            self.need("(")
            inner = self.either()
            self.need(")")
            return Ask("not", parts=(inner,))
        if name not in ("contains", "starts-with"):
            raise PathError(f"only names can be asked for, as in [@class=\"note\"], not {name!r}")
        self.need("(")
        is_whole = name == "contains" and self.peek() == "concat"
        if is_whole:
            self.spaced()
        else:
            self.attribute()
        self.need(",")
        text = self.text()
        self.need(")")
        if is_whole:
            return Ask("is", text.strip())
        return Ask("has" if name == "contains" else "begins", text)

    def attribute(self) -> None:
        if not self.takes("@"):
            raise PathError(f"only names can be asked for, as in contains(@class, \"note\"), not {self.rest()!r}")
        name = self.take()
        if name.lower() not in READ:
            raise PathError(f"pages are read for {', '.join(READ)}, not for {name}")

    def spaced(self) -> None:
        """`concat(' ', normalize-space(@class), ' ')`: what a whole class is looked for in."""
        self.need("concat")
        self.need("(")
        self.space()
        self.need(",")
        if self.takes("normalize-space"):
            self.need("(")
            self.attribute()
            self.need(")")
        else:
            self.attribute()
        self.need(",")
        self.space()
        self.need(")")

    def space(self) -> None:
        token = self.take()
        if token not in ("' '", '" "'):
            raise PathError(f"a space in quotation marks is to come, but there is {token!r}")

    def text(self) -> str:
        token = self.take()
        if token[0] not in "\"'" or not token[1:-1].strip():
            raise PathError(f"a text in quotation marks is to come, but there is {token!r}")
        return token[1:-1].lower()


def _joined(asks: str, tests: Sequence[Ask]) -> Ask:
    return tests[0] if len(tests) == 1 else Ask(asks, parts=tuple(tests))
