"""A person's verdicts on proposals: kept in a journal beside them, so that a review can be left and taken up again.

Nothing here knows of a terminal: a page can ask the same questions.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cleaner.batch.writing import appended, told
from cleaner.errors import InputError
from cleaner.learning.packs import Accepted, Written, write_packs
from cleaner.learning.proposal import Proposal, from_dict, read_proposals, to_dict
from cleaner.model import Kind

JOURNAL = "review.jsonl"
"""The name of the file of verdicts, in the folder of the proposals."""


class Answer(StrEnum):
    """What a person says of a proposal, or of the verdict before."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


class Review:
    """The proposals of a folder and what was said of them. Each verdict is on disk before the next is asked for.

    `InputError` where the folder has no proposals, or a journal that cannot be read.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.proposals = read_proposals(folder)
        self._verdicts: dict[str, Accepted | None] = {}
        """By the proposal's id, in their order; None for one that was rejected."""
        self._read_journal()

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """What was accepted, also of proposals that were made before those at hand."""
        return tuple(verdict for verdict in self._verdicts.values() if verdict is not None)

    def pending(self, *, everything: bool = False) -> list[Proposal]:
        """The proposals without a verdict; but for `everything`, without those that go in each article without a rule."""
        return [proposal for proposal in self.proposals if proposal.id not in self._verdicts and (everything or proposal.is_left)]

    def accept(self, proposal: Proposal, kind: Kind | None = None) -> None:
        """Make a rule of it, of its own kind or of another."""
        self._note({"answer": Answer.ACCEPT, "kind": str(kind or proposal.kind), "proposal": to_dict(proposal)})

    def reject(self, proposal: Proposal) -> None:
        """Make no rule of it."""
        self._note({"answer": Answer.REJECT, "id": proposal.id})

    def undo(self) -> str | None:
        """Take the last verdict back, and return the id of its proposal; None where there is no verdict."""
        last = next(reversed(self._verdicts), None)
        if last is not None:
            self._note({"answer": Answer.UNDO, "id": last})
        return last

    def write(self) -> Written:
        """Write the packs of what was accepted, into the folder."""
        return write_packs(self.accepted, self.folder)

    def _note(self, entry: Mapping[str, object]) -> None:
        self._apply(entry)
        path = self.folder / JOURNAL
        with appended(str(path)) as file:
            file.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _apply(self, entry: Mapping[str, object]) -> None:
        answer = Answer(str(entry["answer"]))
        if answer == Answer.ACCEPT:
            accepted = Accepted(from_dict(entry["proposal"]), Kind(str(entry["kind"])))
            self._set(accepted.proposal.id, accepted)
        elif answer == Answer.REJECT:
            self._set(str(entry["id"]), None)
        else:
            self._verdicts.pop(str(entry["id"]), None)

    def _set(self, name: str, verdict: Accepted | None) -> None:
        self._verdicts.pop(name, None)
        self._verdicts[name] = verdict

    def _read_journal(self) -> None:
        path = self.folder / JOURNAL
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}; it is to be a file that can be read and written") from error
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                self._apply(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise InputError(f"{path}, line {number}: no verdict ({error}); mend the line or take it out") from error
        if len(whole) < len(data):  # the process ended in the midst of a line: that verdict was never given
            with told(str(path)), path.open("r+b") as file:
                file.truncate(len(whole))
