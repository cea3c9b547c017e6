"""The accounts of `explain` and `diff` on the command line: their options, where they go, and what reads them no more."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleaner.batch.progress import CHOICES
from cleaner.batch.writing import Bytes, Output, placed
from cleaner.cli.streams import UsageError, silence_stdout

if TYPE_CHECKING:
    from cleaner.batch.records import Fields
    from cleaner.terminal.shapes import AsAccount

ACCOUNTS = {
    "explain": "each article with what was removed and what nearly was in its place, and why",
    "diff": "what was removed as a unified diff: - before a line that went, and some lines around it",
}


def add_showing(parser: argparse.ArgumentParser) -> None:
    """Add the options that show what is done while it is done."""
    group = parser.add_argument_group("showing, on standard output; the articles go to -o, or nowhere")
    for account, purpose in ACCOUNTS.items():
        group.add_argument(f"--{account}", dest="accounts", action="append_const", const=account, help=f"show {purpose}")
    add_color(group)


def add_color(parser: argparse._ActionsContainer) -> None:
    """Add the option of an account's colours."""
    parser.add_argument("--color", choices=CHOICES, default="auto", help="colours of what is shown (default: on a terminal)")


def account_of(options: argparse.Namespace) -> str | None:
    """The account that is asked for, None for none. `UsageError` where articles, or another account, would be mixed with it."""
    if not options.accounts:
        return None
    account: str = options.accounts[0]
    if any(other != account for other in options.accounts):
        raise UsageError("--explain and --diff both write to standard output; give one of them")
    if options.output is None and options.to is not None:
        raise UsageError(
            f"--{account} and --to {options.to} both write to standard output; leave out --to, or give the articles a file with -o"
        )
    return account


def account_shape(account: str, color: str, path: str | None, fields: Fields) -> AsAccount:
    """What makes the account of a record, as it suits the file or standard output that it goes to."""
    from cleaner.terminal.painting import screen_of
    from cleaner.terminal.shapes import AsAccount

    return AsAccount(account, screen_of(color, path), fields)


@contextmanager
def shown_beside(output: Output) -> Iterator[Output]:
    """An output that takes pairs: the first of each goes to `output`, the second to standard output."""
    with placed(None) as out:
        yield _Beside(output, Bytes(out, between=b"\n"))


class _Beside:
    """Two outputs. Who reads the second may go away, as one who leaves a pager does: the first is still written to its end."""

    def __init__(self, output: Output, shown: Bytes) -> None:
        self._output = output
        self._shown: Bytes | None = shown

    def write(self, made: object) -> None:
        """Take one record more."""
        assert isinstance(made, tuple)  # noqa: S101 - its shape makes pairs
        article, account = made
        if article is not None:
            self._output.write(article)
        if account is not None and self._shown is not None:
            try:
                self._shown.write(account)
            except BrokenPipeError:
                silence_stdout()
                self._shown = None

    def finish(self) -> None:
        """Nothing: who made the outputs finishes them, and what is shown is not held back."""
