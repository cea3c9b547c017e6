"""Where the output goes, and in which form."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from cleaner.batch.forms import Form, Packing, form_of_name, packing_of_name
from cleaner.batch.reading import STDIN, files_of
from cleaner.batch.resuming import Settled, settle_lines, settle_parts
from cleaner.batch.writing import Bytes, Output, Parts, Rows, appended, placed, told
from cleaner.cli.streams import UsageError

FORMATS = ("text", "json", "jsonl", "markdown", "html", "parquet")
_SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet", ".md": "markdown", ".html": "html", ".htm": "html",
}  # fmt: skip
_LINES = ("json", "jsonl")


@dataclass(frozen=True, slots=True)
class Target:
    """The form of the output, and its place; standard output for None."""

    to: str
    path: str | None
    resume: bool = False

    def check(self, files: Sequence[str], option: str = "-o") -> None:
        """Refuse an output that cannot be written, or that is of the inputs: opening it would empty it. The option names it."""
        if self.path is None:
            _check_redirection(files)
            return
        path = Path(self.path)
        if os.path.isdir(path) and not (self.resume and self.to == "parquet"):
            raise UsageError(f"{path} is a folder; give {option} the name of a file")
        if not os.path.isdir(path.parent):
            raise UsageError(f"the folder {str(path.parent)!r} is not there; make it, or give {option} another path")
        for name in files:
            if name == STDIN or not os.path.exists(name):
                continue
            if os.path.exists(path) and os.path.samefile(path, name):
                raise UsageError(f"{path} is one of the inputs and would be overwritten; give {option} another path")
            # Also where it is not there yet: with --resume it is while the folder is read, and without the next time.
            if os.path.isdir(name) and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(name)):
                raise UsageError(f"{path} is in the folder {name}, which is read; give {option} another path")

    @contextmanager
    def opened(self, files: Sequence[str]) -> Iterator[tuple[Output, Settled]]:
        """The output, and what it has already; it is whole when the context is left without an error."""
        output: Output
        if self.resume and self.path is not None:
            with told(self.path):
                if self.to == "parquet":
                    settled, number = settle_parts(self.path)
                    output = Parts(Path(self.path), number, self._columns(files))
                    yield output, settled
                    output.finish()
                    return
                settled = settle_lines(self.path, self._packing(), full=self.to == "json")
            with appended(self.path) as file:
                output = Bytes(file, self._packing())
                yield output, settled
                output.finish()
            return
        with placed(self.path) as file:
            output = self._output(file, files)
            yield output, Settled()
            output.finish()

    def _output(self, file: BinaryIO, files: Sequence[str]) -> Output:
        if self.to == "parquet":
            return Rows(file, self._columns(files))
        if self.to == "html":
            from cleaner.batch.webpages import Page

            return Page(Bytes(file, self._packing()))
        # A blank line parts texts; objects of JSON stand one a line.
        return Bytes(file, self._packing(), b"" if self.to in _LINES else b"\n")

    def _packing(self) -> Packing:
        return Packing.NONE if self.path is None else packing_of_name(self.path)

    def _columns(self, files: Sequence[str]) -> object:
        """The columns of the first input that is a Parquet file: what is carried through keeps its types."""
        from cleaner.batch.tables import columns_of

        for name in files:
            inside = files_of(name, lambda _: None) if name != STDIN and os.path.isdir(name) else iter([name])
            first = next((file for file in inside if form_of_name(file) == Form.PARQUET), None)
            if first is not None and os.path.isfile(first):
                return columns_of(first)
        return None


def _check_redirection(files: Sequence[str]) -> None:
    """Refuse a file that standard output goes to and that is read: there would be no end of it."""
    try:
        out = os.fstat(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):  # there is none, or it is no file
        return
    if not stat.S_ISREG(out.st_mode):
        return
    for name in files:
        for file in files_of(name, lambda _: None) if name != STDIN and os.path.isdir(name) else (name,):
            with suppress(OSError):
                if os.path.samestat(os.stat(file), out):
                    raise UsageError(f"{file} is read, and standard output goes there; give -o a path that is not read")


def target_of(options: argparse.Namespace) -> Target:
    """The output that the options ask for. `UsageError` for what cannot be taken up again."""
    path: str | None = options.output
    target = Target(options.to or _form_by_name(path), path, options.resume)
    if path is not None and target.to == "parquet" and packing_of_name(path) != Packing.NONE:
        raise UsageError(f"{path} would be Parquet, which is compressed inside; give -o a name without {PurePath(path).suffix}")
    if options.resume:
        if path is None:
            raise UsageError("--resume goes on behind what a file has; give it with -o")
        if options.unordered:
            raise UsageError("--resume counts records in the order of the input, and --unordered changes it; give one of them")
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            raise UsageError(f"{path} is no file and cannot be read again; give -o another path")
        if target.to not in (*_LINES, "parquet"):
            raise UsageError(f"--resume cannot count records in {target.to}; use --to jsonl or --to parquet")
        if options.errors == "skip":
            raise UsageError("--resume counts a record written for each one read, and --errors skip leaves some out; use --errors keep")
    return target


def _form_by_name(path: str | None) -> str:
    """The form that the suffix of the output says, `.gz` and `.zst` aside."""
    suffixes = PurePath(path).suffixes if path is not None else []
    if path is not None and packing_of_name(path) != Packing.NONE:
        suffixes = suffixes[:-1]
    return _SUFFIXES.get(suffixes[-1].lower(), "text") if suffixes else "text"
