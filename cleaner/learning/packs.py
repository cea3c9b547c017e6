"""Accepted proposals as rule packs: a file a publisher, each rule with examples out of the articles that hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import regex

from cleaner.batch.writing import made, placed, told
from cleaner.errors import OutputError
from cleaner.folding import fold
from cleaner.learning.proposal import Proposal
from cleaner.learning.wording import digest
from cleaner.model import Kind
from cleaner.rulebook.proofs import Prover, proofs_of
from cleaner.rulebook.toml import begins_with, literal, quoted
from cleaner.rules.load import user_packs
from cleaner.rules.schema import parse_pack
from cleaner.ruling import Scope, Strength

_HEADER = "# Learnt by `cleaner learn`, accepted in `cleaner review`, which writes this file anew."
_UNSAFE = re.compile(r"[^a-z0-9.-]+")


class Accepted(NamedTuple):
    """A proposal that is to be a rule, of a kind."""

    proposal: Proposal
    kind: Kind


class Written(NamedTuple):
    """What came of the accepted proposals."""

    paths: tuple[Path, ...]
    """The packs, by publisher."""
    rules: int
    refused: tuple[tuple[str, str], ...]
    """Ids of proposals that make no rule that holds, each with the reason."""


class _Draft(NamedTuple):
    """A rule on its way: one of a proposal's patterns."""

    id: str
    accepted: Accepted
    pattern: str
    scope: Scope
    match: tuple[str, ...]
    keep: tuple[str, ...]

    @property
    def owner(self) -> str:
        """The id of the proposal."""
        return self.accepted.proposal.id


def write_packs(accepted: Sequence[Accepted], folder: str | Path) -> Written:
    """Write a pack for each publisher into a folder, and take away those of publishers that have no accepted proposal any more.

    Each rule is tried on the whole engine: examples that do not end as they should are left out, and a rule that has none
    left is refused, with all of its proposal. The pack of a publisher without a name serves all texts. `OutputError` where
    a file of that name is somebody else's.
    """
    ordered = sorted(accepted, key=lambda one: (one.proposal.publisher, one.proposal.id))
    paths: list[Path] = []
    refused: list[tuple[str, str]] = []
    rules = 0
    for publisher, group in groupby(ordered, lambda one: one.proposal.publisher):
        path = Path(folder) / _file_name(publisher)
        _check_own(path)
        drafts = [draft for one in group for draft in _drafts(one)]
        held, faults = _held(publisher, drafts)
        refused += faults
        if held:
            made(path.parent)
            with placed(str(path)) as file:
                file.write(_pack_text(publisher, held).encode())
            paths.append(path)
            rules += len(held)
    for path in Path(folder).glob("*.toml"):
        with told(str(path)):
            if path not in paths and path.is_file() and begins_with(path, _HEADER):
                path.unlink()
    return Written(tuple(paths), rules, tuple(refused))


def _file_name(publisher: str) -> str:
    """The host, or where not all of it may stand in a file's name, as much as may and a few digits: each has a file of its own."""
    safe = _UNSAFE.sub("-", publisher).strip(".-") or "host"
    return f"{safe}.toml" if safe == publisher else f"{safe}-{digest(publisher) % 2**24:06x}.toml"


def _drafts(accepted: Accepted) -> list[_Draft]:
    proposal = accepted.proposal
    if len(proposal.patterns) == 1:
        texts = tuple(example.text for example in proposal.examples)
        return [_Draft(proposal.id, accepted, proposal.patterns[0], Scope.BLOCK, texts, proposal.keep)]
    drafts = []
    for number, pattern in enumerate(proposal.patterns, start=1):
        # A pattern of a part has that part for its example.
        found = regex.search(pattern, fold(proposal.text), regex.IGNORECASE)
        match = (proposal.text[found.start() : found.end()],) if found else ()
        drafts.append(_Draft(f"{proposal.id}-{number}", accepted, pattern, Scope.MATCH, match, proposal.keep))
    return drafts


def _held(publisher: str, drafts: Sequence[_Draft]) -> tuple[list[_Draft], list[tuple[str, str]]]:
    """The drafts with those of their examples that hold, and the proposals that have none left or a pattern that may not be."""
    faults: dict[str, str] = {}
    for draft in drafts:
        if not draft.match or not draft.keep:
            faults.setdefault(draft.owner, "it has no example that its pattern hits, or none that it spares")
    open_drafts = [draft for draft in drafts if draft.owner not in faults]
    _, found = parse_pack("learnt", tomllib.loads(_pack_text(publisher, open_drafts)))
    owners = {draft.id: draft.owner for draft in drafts}
    for fault in found:
        faults.setdefault(owners.get(fault.rule, fault.rule), str(fault))
    open_drafts = [draft for draft in open_drafts if draft.owner not in faults]
    failures = _failures(publisher, open_drafts)
    held = []
    for draft in open_drafts:
        match = tuple(text for number, text in enumerate(draft.match, 1) if (draft.id, "match", number) not in failures)
        keep = tuple(text for number, text in enumerate(draft.keep, 1) if (draft.id, "keep", number) not in failures)
        if match and keep:
            held.append(draft._replace(match=match, keep=keep[:1]))
        else:
            told = next(fault for (rule, field, _), fault in failures.items() if rule == draft.id and (field == "match") == (not match))
            faults.setdefault(draft.owner, told)
    # Of a proposal with several patterns all hold, or it is refused.
    return [draft for draft in held if draft.owner not in faults], list(faults.items())


def _failures(publisher: str, drafts: Sequence[_Draft]) -> dict[tuple[str, str, int], str]:
    """The examples that do not end as they should: rule, field and number from 1, and what is wrong."""
    if not drafts:
        return {}
    with TemporaryDirectory(prefix="cleaner-learning-") as folder:
        path = Path(folder) / "learnt.toml"
        path.write_text(_pack_text(publisher, drafts), encoding="utf-8")
        prover = Prover([str(path)])
        failed = list(prover.failures(proofs_of(user_packs(path))))
    return {(failure.proof.rule.id, failure.proof.field, failure.proof.number): failure.fault for failure in failed}


def _check_own(path: Path) -> None:
    with told(str(path)):
        is_own = not path.exists() or (path.is_file() and begins_with(path, _HEADER))
    if not is_own:
        raise OutputError(f"{path} was not written by `cleaner review`; move it, or give another folder to `cleaner learn -o`")


def _pack_text(publisher: str, drafts: Sequence[_Draft]) -> str:
    parts = [f"{_HEADER}\n" + (f"publisher = {quoted(publisher)}\n" if publisher else "")]
    for draft in drafts:
        proposal, kind = draft.accepted
        dates = f", {proposal.first} to {proposal.last}" if proposal.first else ""
        fields = {
            "id": draft.id,
            "kind": str(kind),
            "scope": str(draft.scope),
            "strength": str(Strength.CERTAIN),
            "message": f"a line that {publisher or 'the publisher'} repeats",
            "why": f"It is in {proposal.articles:,} of {proposal.of:,} articles, whatever their story.",
            "source": f"learnt from {proposal.of:,} articles{dates}",
        }
        lines = [f"{name} = {quoted(value)}" for name, value in fields.items()]
        lines.insert(4, f"pattern = {literal(draft.pattern)}")
        lines += [f"{name} = [{', '.join(map(quoted, texts))}]" for name, texts in (("match", draft.match), ("keep", draft.keep))]
        parts.append("\n".join(("[[rule]]", *lines, "")))
    return "\n".join(parts)
