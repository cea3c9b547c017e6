"""What a rule pack holds, and the check of one: every fault of a pack is found in one go.

A pack is a TOML file with any of

- `language`: ISO 639-1, such as `en`; the pack then serves texts of that language, else all texts,
- `publisher`: a host such as `example.org`; the pack then serves only pages of that host and its subdomains,
- `[families]`: weak evidence, lists of terms by family (see `FAMILIES`),
- `[terms]`, `[openers]`, `[lines]`: lists of terms by kind; a phrase that is telling anywhere in a sentence,
  one that a sentence begins with, one that is a line and nothing else,
- `[[rule]]` and `[[guard]]`: a pattern with its proof,
- `[[place]]`: a part of a publisher's pages, by a path or a name, and whether it is of the article.

A term is matched on folded text (`cleaner.folding`), as whole words; a `*` at its end or beginning lets the
word go on there. Scripts without spaces between words know no word ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from reprlib import Repr
from typing import TypeGuard

import regex

from cleaner.errors import PackFault
from cleaner.folding import fold
from cleaner.language import OTHER_CODES
from cleaner.model import Kind
from cleaner.rules.hosts import host_meant, is_host
from cleaner.rules.patterns import anchors_of, faults_of, parts_of
from cleaner.rules.places import PathError, name_of, path_of
from cleaner.ruling import FAMILIES, Place, Rule, Says, Scope, Strength

SECTIONS = ("terms", "openers", "lines")

MOST_PARTS = 1_000_000
"""Parts of all patterns of packs that are given together, with their repeats written out: a quarter of a second to compile, and
150 MB. The 350 of the shipped packs have 102,000, a thousand plain ones 70,000."""
MOST_PLACES = 300
"""Places of a publisher in packs that are given together. Each takes up to seven milliseconds on a page of 6,000 elements."""


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The rules and the lexicon of one file."""

    name: str
    language: str | None = None
    publisher: str | None = None
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    openers: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    places: tuple[Place, ...] = ()


_KINDS = tuple(sorted(kind.value for kind in Kind))
_TEXTS = ("id", "kind", "pattern", "message", "why")
_LISTS = ("match", "keep")
_OPTIONAL = ("scope", "strength", "source", "anchors")
_PLACE = ("id", "says", "path", "name", "kind", "message", "source")
_ID = regex.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
PATIENCE = 2.0
"""Seconds that a pattern may take on one example; one that passes the checks takes microseconds."""
_SHOWN = 80
_BRIEF = Repr()
_MOST_SLOW = 5
"""Rules of a pack that may be slow on their own examples before no more examples are tried."""


class Tally:
    """What packs that are given together have of what is bounded over all of them."""

    def __init__(self) -> None:
        self.parts = 0
        self.places: Counter[str] = Counter()


class _Check:
    """Collects the faults of one file."""

    def __init__(self, file: str, tally: Tally, *, proven: bool) -> None:
        self.file = file
        self.tally = tally
        self.proven = proven
        self.faults: list[PackFault] = []
        self.slow = 0

    def fault(self, rule: str, where: str, value: object, remedy: str) -> None:
        shown = repr(value) if isinstance(value, str) else _BRIEF.repr(value)  # a table may be as deep as it is long
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN] + "..."
        self.faults.append(PackFault(self.file, rule, where, shown, remedy))


def parse_pack(
    name: str, data: Mapping[str, object], *, proven: bool = False, tally: Tally | None = None
) -> tuple[Pack, list[PackFault]]:
    """The pack in `data` and all its faults; with faults, the pack is not to be used.

    Of a pack that is `proven` the terms, patterns and examples have been checked before and are not checked again. Packs that
    are given together have one `tally`.
    """
    check = _Check(name, tally or Tally(), proven=proven)
    known = {"language", "publisher", "families", *SECTIONS, "rule", "guard", "place"}
    for key in data:
        if key not in known:
            check.fault("", key, data[key], f"an unknown key; use one of {', '.join(sorted(known))}")
    families = _lexicon(check, data, "families", FAMILIES)
    by_kind = {
        section: {Kind(kind): terms for kind, terms in _lexicon(check, data, section, _KINDS).items()} for section in SECTIONS
    }
    rules = [
        rule
        for table in ("rule", "guard")
        for name, entry in _tables(check, data, table)
        if (rule := _rule(check, name, entry, is_guard=table == "guard"))
    ]
    places = _places(check, data)
    seen: set[str] = set()
    for known_as in (*(rule.id for rule in rules), *(place.id for place in places)):
        if known_as in seen:
            check.fault(known_as, "id", known_as, "the id stands twice; give each rule its own")
        seen.add(known_as)
    pack = Pack(
        name,
        _language(check, data),
        _publisher(check, data),
        families,
        by_kind["terms"],
        by_kind["openers"],
        by_kind["lines"],
        tuple(rules),
        tuple(places),
    )
    return pack, check.faults


def _text(check: _Check, data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    check.fault("", key, value, "give a text")
    return None


def _language(check: _Check, data: Mapping[str, object]) -> str | None:
    """A language as articles have theirs: any other would silently serve none."""
    language = _text(check, data, "language")
    if language is not None and (language in OTHER_CODES or not regex.fullmatch("[a-z]{2}", language)):
        code = regex.match(r"([a-z]{2})(?![a-z])", language.strip().lower())
        meant = f'write "{OTHER_CODES.get(code[1], code[1])}"' if code else 'write its two letters of ISO 639-1, as in "en"'
        check.fault("", "language", language, meant)
    return language


def _publisher(check: _Check, data: Mapping[str, object]) -> str | None:
    """A host as addresses have theirs: any other would silently serve no page."""
    publisher = _text(check, data, "publisher")
    if publisher is not None and not is_host(publisher):
        meant = host_meant(publisher)
        check.fault("", "publisher", publisher, f'write "{meant}"' if meant else 'write a host, as in "example.org"')
    return publisher


def _lexicon(
    check: _Check, data: Mapping[str, object], section: str, names: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    table = data.get(section, {})
    if not isinstance(table, Mapping):
        check.fault("", section, table, f"make it a table: [{section}]")
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, terms in table.items():
        where = f"{section}.{name}"
        if name not in names:
            check.fault("", where, name, f"an unknown name; use one of {', '.join(sorted(names))}")
        elif not _is_texts(terms):
            check.fault("", where, terms, "give a list of texts")
        else:
            found[name] = tuple(terms)
            for term in () if check.proven else terms:
                _check_term(check, where, term)
    return found


def _check_term(check: _Check, where: str, term: str) -> None:
    core = term.strip("*")
    if not core.strip():
        check.fault("", where, term, "a term needs letters or signs beside the stars")
    elif "*" in core:
        check.fault("", where, term, "a star may stand only at the beginning or the end of a term")
    elif fold(core) != core or core != core.strip():
        check.fault("", where, term, f"write terms folded: {fold(core.strip())!r}")


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _tables(check: _Check, data: Mapping[str, object], table: str) -> list[tuple[str, Mapping[str, object]]]:
    """The tables of one name, each with what it is called in its faults: its id, or its number where it has none."""
    entries = data.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        check.fault("", table, entries, f"make each a table: [[{table}]]")
        return []
    named = []
    for number, entry in enumerate(entries, start=1):
        given = entry.get("id")
        named.append((given if isinstance(given, str) and given else f"{table} {number}", entry))
    return named


def _check_fields(check: _Check, name: str, entry: Mapping[str, object], fields: Sequence[str], texts: Sequence[str]) -> None:
    """A table may have these fields, and must have these texts."""
    for key in entry:
        if key not in fields:
            check.fault(name, key, entry[key], f"an unknown field; use one of {', '.join(fields)}")
    for key in texts:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            check.fault(name, key, value, "a required text")
        elif key == "message" and value.splitlines() != [value]:
            check.fault(name, key, value, "write it on one line, without a line break")


def _check_id(check: _Check, name: str, entry: Mapping[str, object], form: str) -> None:
    if name == entry.get("id") and not _ID.fullmatch(name):
        check.fault(name, "id", name, f"write it as {form}")


def _rule(check: _Check, name: str, entry: Mapping[str, object], *, is_guard: bool) -> Rule | None:
    """The rule in `entry`, or None where it has a fault, or where the packs have too many parts before it."""
    if check.tally.parts > MOST_PARTS:
        return None
    before = len(check.faults)
    texts = [key for key in _TEXTS if not (key == "kind" and is_guard and entry.get(key) is None)]
    _check_fields(check, name, entry, _TEXTS + _LISTS + _OPTIONAL, texts)
    _check_id(check, name, entry, "pack.kind.wording, in lower case: en.donation.fund-our-journalism")
    _check_choice(check, name, "kind", entry, _KINDS)
    _check_choice(check, name, "scope", entry, list(Scope))
    _check_choice(check, name, "strength", entry, list(Strength))
    for key in _LISTS:
        value = entry.get(key)
        if not _is_texts(value) or not value:
            check.fault(name, key, value, "a required list of at least one text")
    anchors = entry.get("anchors", [])
    if not (_is_texts(anchors) and all(map(str.strip, anchors))):
        check.fault(name, "anchors", anchors, "give a list of texts, none of them empty")
    pattern = entry.get("pattern")
    for value, remedy in faults_of(pattern) if isinstance(pattern, str) and pattern.strip() and not check.proven else ():
        check.fault(name, "pattern", value, remedy)
    if len(check.faults) > before:
        return None
    rule = _built(entry, is_guard)
    if not check.proven:
        check.tally.parts += parts_of(rule.pattern)
        if check.tally.parts > MOST_PARTS:
            remedy = f"with it all patterns together have over {MOST_PARTS:,} parts, repeats written out; give fewer or simpler ones"
            check.fault(name, "pattern", rule.pattern, remedy)
            return None
        _check_examples(check, rule)
    return rule if len(check.faults) == before else None


def _built(entry: Mapping[str, object], is_guard: bool) -> Rule:
    def text(key: str, default: str = "") -> str:
        return str(entry.get(key, default))

    def texts(key: str) -> tuple[str, ...]:
        value = entry.get(key)
        return tuple(value) if _is_texts(value) else ()

    return Rule(
        text("id"),
        Kind(text("kind", Kind.CUSTOM)),
        Scope(text("scope", Scope.SENTENCE)),
        Strength(text("strength", Strength.LIKELY)),
        text("pattern"),
        text("message"),
        text("why"),
        texts("match"),
        texts("keep"),
        text("source"),
        tuple(fold(anchor) for anchor in texts("anchors")) or anchors_of(text("pattern")),
        is_guard,
    )


def _places(check: _Check, data: Mapping[str, object]) -> list[Place]:
    described, publisher = _tables(check, data, "place"), data.get("publisher")
    if described and publisher is None:
        check.fault("", "place", len(described), "say whose pages they are of, as in publisher = \"example.org\"")
    owner, count = publisher if isinstance(publisher, str) else "", check.tally.places
    count[owner] += len(described)
    if described and count[owner] > MOST_PLACES:
        check.fault("", "place", count[owner], f"give at most {MOST_PLACES:,} for the pages of a publisher, in all packs together")
        return []
    return [place for name, entry in described if (place := _place(check, name, entry))]


def _place(check: _Check, name: str, entry: Mapping[str, object]) -> Place | None:
    """The place in `entry`, or None where it has a fault."""
    before = len(check.faults)
    _check_fields(check, name, entry, _PLACE, ("id", "says", "message"))
    _check_id(check, name, entry, "pack.place.name, in lower case: example-org.place.newsletter-box")
    _check_choice(check, name, "says", entry, list(Says))
    _check_choice(check, name, "kind", entry, _KINDS)
    ways = [(key, read) for key, read in (("path", path_of), ("name", name_of)) if key in entry]
    if len(ways) != 1:
        check.fault(name, "path", [key for key, _ in ways], "give either a path or a name")
        return None
    key, read = ways[0]
    value = entry[key]
    if not isinstance(value, str):
        check.fault(name, key, value, "a required text")
        return None
    try:
        path = read(value)
    except PathError as error:
        check.fault(name, key, value, str(error))
        return None
    if len(check.faults) > before:
        return None
    kind, source = str(entry.get("kind", Kind.PAGE_CHROME)), str(entry.get("source", ""))
    return Place(name, Says(str(entry["says"])), Kind(kind), path.steps, str(entry["message"]), path.is_first, source)


def _check_choice(check: _Check, rule: str, key: str, entry: Mapping[str, object], choices: Sequence[str]) -> None:
    value = entry.get(key)
    if value is not None and value not in choices:
        check.fault(rule, key, value, f"use one of {', '.join(choices)}")


def _check_examples(check: _Check, rule: Rule) -> None:
    """A `match` must be hit by its rule; for a guard it is `keep` that must be hit."""
    if check.slow >= _MOST_SLOW:
        return
    compiled = regex.compile(rule.pattern, regex.IGNORECASE)
    field_name = "keep" if rule.is_guard else "match"
    for example in rule.keep if rule.is_guard else rule.match:
        folded = fold(example)
        try:
            found = compiled.search(folded, timeout=PATIENCE)
        except TimeoutError:
            check.slow += 1
            check.fault(rule.id, "pattern", rule.pattern, f"it takes over {PATIENCE:g} seconds on its own example; write it simpler")
            return
        if not found:
            check.fault(rule.id, field_name, example, "the pattern does not match it; mend the one or the other")
        elif rule.anchors and not any(anchor in folded for anchor in rule.anchors):
            check.fault(rule.id, "anchors", list(rule.anchors), f"none of them is in {example[:60]!r}")
