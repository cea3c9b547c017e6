"""The rules in print: as lines, as JSON, as an index in Markdown, and each on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import fill

from cleaner.rulebook.catalogue import Entry, texts_of
from cleaner.ruling import Scope, Strength

GUARD = "guard"
"""What stands for the kind of a guard."""

_SHOWN = 100
"""Code points of an example in the index."""
_WIDTH = 100
_MARGIN = 10
_SPECIAL = re.compile(r"([\\`*_\[\]<|])")

_SCOPES = {
    Scope.MATCH: "what the pattern matches",
    Scope.SENTENCE: "the sentence that the pattern is in",
    Scope.BLOCK: "the whole line or block that the pattern is in",
    Scope.RUN: "the sentence that the pattern is in; its neighbours are judged knowing that it is boilerplate",
}
_STRENGTHS = {
    Strength.CERTAIN: "removes by itself",
    Strength.LIKELY: "evidence beside other evidence",
}


def listed(entries: Sequence[Entry]) -> Iterator[str]:
    """A line for each: id, kind, strength, scope and message in columns; a guard has no kind and no strength."""
    rows = [
        (
            rule.id,
            GUARD if rule.is_guard else str(rule.kind),
            "-" if rule.is_guard else str(rule.strength),
            str(rule.scope),
            rule.message,
        )
        for _, rule in entries
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)), row[-1]])


def to_dict(entry: Entry) -> dict[str, object]:
    """All that is known of a rule, as JSON-ready values; the kind and the strength of a guard are null."""
    pack, rule = entry
    return {
        "id": rule.id,
        "guard": rule.is_guard,
        "kind": None if rule.is_guard else str(rule.kind),
        "strength": None if rule.is_guard else str(rule.strength),
        "scope": str(rule.scope),
        "message": rule.message,
        "why": rule.why,
        "pack": pack.name,
        "language": pack.language,
        "publisher": pack.publisher,
        "source": rule.source,
        "pattern": rule.pattern,
        "anchors": list(rule.anchors),
        "match": list(rule.match),
        "keep": list(rule.keep),
    }


def page(entry: Entry) -> str:
    """What a rule catches, why, and with which proof, for people."""
    pack, rule = entry
    parts = [("what", rule.message), ("why", rule.why)]
    if rule.is_guard:
        parts += [("kind", "guard: it spares what it matches"), ("scope", f"{rule.scope}: {_SCOPES[rule.scope]}")]
    else:
        parts += [
            ("kind", rule.kind),
            ("scope", f"{rule.scope}: {_SCOPES[rule.scope]}"),
            ("strength", f"{rule.strength}: {_STRENGTHS[rule.strength]}"),
        ]
    parts.append(("pack", f"{pack.name}, for {texts_of(pack)}"))
    if rule.source:
        parts.append(("source", rule.source))
    told = [_paragraph(name, text) for name, text in parts]
    # A pattern is to be copied, so nothing is put between its characters.
    told.append(f"{'pattern':<{_MARGIN}}{rule.pattern}")
    told.append(_paragraph("anchors", ", ".join(map(repr, rule.anchors)) or "none: the pattern is run on every block"))
    goes, stays = ("goes all the same", "is spared by it") if rule.is_guard else ("goes", "stays")
    for field, verdict, examples in (("match", goes, rule.match), ("keep", stays, rule.keep)):
        told += [f"\n{field}, what {verdict}:", *map(_example, examples)]
    return "\n".join((rule.id, "", *told))


def index(entries: Iterable[Entry]) -> str:
    """A table for each pack in Markdown: id, kind, message, and the first text that goes, or that a guard spares."""
    parts = [
        "# The rules\n\n"
        "What each rule catches, and the first example of its proof: a text that goes or, of a guard, one that stays.\n"
        "`cleaner rules show ID` has the whole page of a rule. `make docs-rules` writes this file."
    ]
    for pack, group in groupby(entries, lambda entry: entry.pack):
        rows = [("id", "kind", "message", "example"), ("---",) * 4]
        for _, rule in group:
            kind, examples = (GUARD, rule.keep) if rule.is_guard else (str(rule.kind), rule.match)
            rows.append((f"`{rule.id}`", kind, _cell(rule.message), _cell(examples[0])))
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        parts.append(f"## {pack.name}: {texts_of(pack)}\n\n{table}")
    return "\n\n".join(parts)


def _paragraph(name: str, text: str) -> str:
    return fill(text, _WIDTH, initial_indent=f"{name:<{_MARGIN}}", subsequent_indent=" " * _MARGIN, break_on_hyphens=False)


def _example(text: str) -> str:
    return "\n".join(f"  {'- ' if not number else '  '}{line}" for number, line in enumerate(text.split("\n")))


def _cell(text: str) -> str:
    flat = " ".join(text.split())
    return _SPECIAL.sub(r"\\\1", flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…")
