"""What may stand in a rule's pattern, and the literals by which it is found without being run.

A pattern of bounded width cannot run away over a document, and one without a repeat inside a repeat cannot
run away over a sentence. Both are read off the parse tree of the standard library's own regex parser, before the pattern is
compiled: the compiler writes repeats out, and takes gigabytes for a line of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import regex

from cleaner.folding import fold

MAX_WIDTH = 600
"""Code points that one match may span: two long sentences."""

MAX_PATTERN = 4_000
"""Code points of a pattern. The longest in the shipped packs has under 800."""

MAX_SIZE = 10_000
"""Parts of a pattern whose repeats are written out. The largest in the shipped packs has 1,095."""

MAX_DEPTH = 20
"""Groups inside each other. The deepest in the shipped packs has 5."""

# What the two parsers read differently: a set in a set, an operation on sets, and an approximate match, `(?:abc){e<=2}`.
_SET = regex.compile(r"\\.|\[\^?\]?((?:[^\]\\]|\\.)*+)\]", regex.DOTALL)
_IN_SET = regex.compile(r"\[|(?:[^\\]|\\.)*?(?:\[:|--|&&|~~|\|\|)", regex.DOTALL)
_BRACE = regex.compile(r"\\(?:[pP]\{[^{}]*\}|.)|(\{)(?!\d*,?\d*\})", regex.DOTALL)
# The standard parser knows no properties; for width and literals any class of one character will do.
_PROPERTY = regex.compile(r"\\[pP]\{[^{}]*\}")
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def faults_of(pattern: str) -> list[tuple[str, str]]:
    """What is wrong with a pattern, as pairs of the value and the remedy; empty where it may be used."""
    if len(pattern) > MAX_PATTERN:
        return [(pattern, f"at most {MAX_PATTERN} characters; split the rule")]
    if any(_IN_SET.match(found[1] or "") for found in _SET.finditer(pattern)):
        return [(pattern, "a set may not begin with '[' or hold '[:' or two of '-', '&', '~', '|' on end; write them with a backslash")]
    if any(found[1] for found in _BRACE.finditer(_SET.sub(_without_set, pattern))):
        return [(pattern, "a brace that is no repeat; write it with a backslash")]
    try:
        tree = _parsed(pattern)
        low, high = tree.getwidth()
        size, depth = _extent(tree)
        if size > MAX_SIZE or depth > MAX_DEPTH:
            return [(pattern, f"its repeats written out have {size:,} parts in {depth} groups; at most {MAX_SIZE:,} in {MAX_DEPTH}")]
    except (re.error, OverflowError, RecursionError) as error:
        return [(pattern, f"not a pattern that can be read: {error}")]
    faults = []
    if low == 0:
        faults.append((pattern, "it matches the empty text; make some part of it required"))
    if high > MAX_WIDTH:
        faults.append((pattern, f"it can span {'any number of' if high >= op.MAXREPEAT else high} characters; bound its gaps, "
                       f"as in .{{0,40}}, to {MAX_WIDTH} in all"))
    if _is_nested(tree, inside=False):
        faults.append((pattern, "a repeat inside a repeat can take exponential time; write it flat"))
    if faults:
        return faults
    # Compiling is what costs, and only of a pattern that is counted (`parts_of`).
    try:
        regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as error:
        return [(pattern, f"not a pattern that can be read: {error}")]
    return []


def _parsed(pattern: str) -> parser.SubPattern:
    return parser.parse(_PROPERTY.sub(r"\\w", pattern))


def _without_set(found: regex.Match[str]) -> str:
    """A sign in the place of a set; what is escaped outside of sets stays."""
    return "x" if found[0].startswith("[") else found[0]


def width_of(pattern: str) -> int:
    """How many code points a match can span at most."""
    return int(_parsed(pattern).getwidth()[1])


def parts_of(pattern: str) -> int:
    """How many parts a pattern has with its repeats written out: what it costs to compile and to hold it."""
    return _extent(_parsed(pattern))[0]


def _extent(tree: Iterable[tuple[object, object]]) -> tuple[int, int]:
    """How many parts a tree has with its repeats written out, and how deep its groups are."""
    size = depth = 0
    for kind, value in tree:
        if kind in _REPEATS:
            _, most, body = _repeat(value)
            times, bodies = 1 if most >= op.MAXREPEAT else max(1, most), [body]
        else:
            times, bodies = 1, _parts(kind, value)
        found = [_extent(part) for part in bodies]
        size += 1 + times * sum(parts for parts, _ in found)
        depth = max((depth, *(1 + inner for _, inner in found)))
    return size, depth


def _is_nested(tree: Iterable[tuple[object, object]], *, inside: bool) -> bool:
    """A repeat of variable length stands inside another."""
    for kind, value in tree:
        if kind in _REPEATS:
            least, most, body = _repeat(value)
            varies = least != most and most > 1
            if (varies and inside) or _is_nested(body, inside=inside or varies):
                return True
        elif any(_is_nested(part, inside=inside) for part in _parts(kind, value)):
            return True
    return False


def _repeat(value: object) -> tuple[int, int, Iterable[tuple[object, object]]]:
    """How often at least and at most, and what, of a repeat's node."""
    return value  # type: ignore[return-value]


def _parts(kind: object, value: object) -> list[Iterable[tuple[object, object]]]:
    """The subtrees of one node."""
    if kind is op.SUBPATTERN:
        return [value[3]]  # type: ignore[index]
    if kind is op.BRANCH:
        return list(value[1])  # type: ignore[index]
    if kind is op.ATOMIC_GROUP:
        return [value]  # type: ignore[list-item]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]  # type: ignore[index]
    if kind is op.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]  # type: ignore[index]
    return []


def anchors_of(pattern: str) -> tuple[str, ...]:
    r"""Folded literals one of which is in every text that matches; empty where there are none of use.

    >>> anchors_of(r"\bour (?:journalism|newsroom)s?\b")
    ('journalism', 'newsroom')
    """
    return tuple(sorted(_anchors(_parsed(pattern)) or ()))


def literals_of(pattern: str) -> tuple[str, ...]:
    r"""The folded literals of a pattern in their order, each once, be they required or not.

    >>> literals_of(r"\bour (?:journalism|newsroom)s?\b")
    ('our ', 'journalism', 'newsroom', 's')
    """
    return tuple(dict.fromkeys(fold(literal) for literal in _literals(_parsed(pattern))))


def _literals(tree: Iterable[tuple[object, object]]) -> Iterator[str]:
    literal = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            literal += chr(value)  # type: ignore[arg-type]
            continue
        if literal and kind is not op.AT:
            yield literal
            literal = ""
        for part in [_repeat(value)[2]] if kind in _REPEATS else _parts(kind, value):
            yield from _literals(part)
    if literal:
        yield literal


def _anchors(tree: Iterable[tuple[object, object]]) -> set[str] | None:
    """The best set of literals of a sequence: the one whose shortest is longest."""
    best: set[str] | None = None
    literal = ""

    def offer(found: set[str] | None) -> None:
        nonlocal best
        if found and (best is None or min(map(len, found)) > min(map(len, best))):
            best = found

    for kind, value in tree:
        if kind is op.LITERAL:
            literal += chr(value)  # type: ignore[arg-type]
            continue
        if kind is not op.AT:
            offer(_literal(literal))
            literal = ""
        if kind in (op.BRANCH, op.SUBPATTERN, op.ATOMIC_GROUP):
            offer(_united([_anchors(part) for part in _parts(kind, value)]))
        elif kind in _REPEATS:
            least, _, body = _repeat(value)
            if least > 0:
                offer(_anchors(body))
    offer(_literal(literal))
    return best


def _literal(literal: str) -> set[str] | None:
    # Two code points are enough where a script packs a word into them; in an alphabet they would be found everywhere.
    folded = fold(literal).strip()
    least = 3 if folded.isascii() else 2
    return {folded} if len(folded) >= least else None


def _united(found: list[set[str] | None]) -> set[str] | None:
    union: set[str] = set()
    for part in found:
        if not part:
            return None
        union |= part
    return union
