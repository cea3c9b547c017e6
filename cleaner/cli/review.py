"""`cleaner review`: proposals one by one, accepted or rejected by a person; what is accepted becomes rule packs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from textwrap import fill

from cleaner.cli.streams import DONE, FAILED, NOTHING, put, tell
from cleaner.learning.proposal import Proposal
from cleaner.learning.reviewing import Review
from cleaner.model import Kind

_WIDTH = 100
_KEYS = "a accept   r reject   k KIND accept as another kind   s skip   u undo   q quit"
_EXAMPLES = f"""keys, each with Enter:
  {_KEYS}

Each answer is kept at once in DIR/review.jsonl: quit and come back as you like. The rules of what is accepted are in DIR, a
file a publisher: `cleaner --packs DIR page.html` uses them, `cleaner rules test DIR` tries them.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `review` to its parser."""
    parser.description = "Shows the proposals of `cleaner learn` one by one, and makes rules of those that you accept."
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", metavar="DIR", help="what was given to `cleaner learn -o`")
    parser.add_argument("--all", action="store_true", help="also lines that go from each article without a rule")
    sure = "accept all proposals of this score or a higher one, 0 to 1, without asking, and ask nothing"
    parser.add_argument("--accept", metavar="SCORE", type=_score, help=sure)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    review = Review(options.folder)
    pending = review.pending(everything=options.all)
    if options.accept is not None:
        for proposal in pending:
            if proposal.score >= options.accept:
                review.accept(proposal)
    else:
        Dialogue(review, sys.stdin.readline, _write, everything=options.all).run()
    written = review.write()
    for name, reason in written.refused:
        tell(f"{name}: no rule was made of it: {reason}")
    left = len(review.pending(everything=options.all))
    tell(f"rules: {written.rules:,}, packs: {len(written.paths):,}, proposals that are left: {left:,}")
    if written.refused:
        return FAILED
    return DONE if review.proposals else NOTHING


class Dialogue:
    """Asks for verdicts, until there is none to give or no more is to be read."""

    def __init__(self, review: Review, read: Callable[[], str], write: Callable[[str], None], *, everything: bool = False) -> None:
        self._review = review
        self._read = read
        self._write = write
        self._everything = everything
        self._skipped: set[str] = set()

    def run(self) -> None:
        """Show one proposal after the other and take the answers. The last one, too, can be taken back."""
        pending = self._pending()
        some = False
        while pending or some:
            proposal = pending[0] if pending else None
            self._write(shown(proposal, len(pending)) if proposal else "\nnothing is left\n")
            while True:
                self._write("> ")
                line = self._read()
                if not line or line.strip() in ("q", "quit"):
                    return
                if self._answer(proposal, *line.split()):
                    break
            some = True
            pending = self._pending()

    def _pending(self) -> list[Proposal]:
        """The proposals that are neither answered nor skipped."""
        return [proposal for proposal in self._review.pending(everything=self._everything) if proposal.id not in self._skipped]

    def _answer(self, proposal: Proposal | None, key: str = "", kind: str = "", *rest: str) -> bool:
        """Do what is asked; whether to go on to the next proposal."""
        if rest or (kind and key not in ("k", "kind")):
            key = ""
        if key in ("u", "undo"):
            undone = self._review.undo()
            self._write(f"taken back: {undone}\n" if undone else "there is no answer to take back\n")
            return undone is not None
        if proposal is None:
            self._write("u undo   q quit\n")
            return False
        if key in ("a", "accept"):
            self._review.accept(proposal)
        elif key in ("r", "reject"):
            self._review.reject(proposal)
        elif key in ("s", "skip"):
            self._skipped.add(proposal.id)
        elif key in ("k", "kind") and kind in set(Kind):
            self._review.accept(proposal, Kind(kind))
        elif key in ("k", "kind"):
            self._write(f"no kind {kind!r}; k and one of {', '.join(Kind)}\n")
            return False
        else:
            self._write(f"{_KEYS}\n")
            return False
        return True


def shown(proposal: Proposal, left: int) -> str:
    """A proposal for a person: the line, where and when it stands, what speaks for a rule and against it."""
    start, middle, end = proposal.places
    dates = f", {proposal.first} to {proposal.last}" if proposal.first else ""
    lines = [
        f"\n{proposal.publisher}   {proposal.kind}   score {proposal.score:.2f}   {left:,} left",
        fill(proposal.text, _WIDTH, initial_indent="  | ", subsequent_indent="  | ", break_on_hyphens=False),
        f"  in {proposal.articles:,} of {proposal.of:,} articles{dates}; goes from {proposal.removed:,} without a rule",
        f"  at the start {start:,}, in the middle {middle:,}, at the end {end:,}",
    ]
    lines += [f"  {evidence.weight:+.1f} {evidence.family}: {evidence.detail}" for evidence in proposal.evidence]
    for example in proposal.examples:
        again = "" if example.text == proposal.text else f"also: {example.text}  "
        lines.append(f"  {again}{example.headline[:60]}  {example.url}".rstrip())
    return "\n".join(lines) + "\n"


def _write(text: str) -> None:
    put([text], end="")


def _score(given: str) -> float:
    try:
        score = float(given)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError(f"{given!r} is no score; give a number from 0 to 1")
    return score
