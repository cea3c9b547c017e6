"""What was made of records, written: bytes one after the other, or rows of Parquet. Nothing half-written is taken for whole."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from cleaner.batch.forms import Packing
from cleaner.batch.packing import packed
from cleaner.batch.records import Record
from cleaner.batch.tables import TableWriter
from cleaner.errors import OutputError

_MEMBER = 1 << 18
"""Bytes that are packed together: what is packed so can be read again whatever becomes of what follows."""
_LONGEST_HELD = 2.0
"""Seconds after which less than that is packed."""
_GROUP = 1000
"""Records of a row group."""
_LONGEST_NAME = 200
"""Bytes of a name that stand in that of its draft: file systems take 255 in all, some of them fewer."""


class Output(Protocol):
    """Takes what a shape made."""

    def write(self, made: object) -> None:
        """Take one record more."""

    def finish(self) -> None:
        """Write what has been held back."""


class Bytes:
    """Bytes into a file: each record at once, or packed members of some hundred kilobytes."""

    def __init__(self, file: BinaryIO, packing: Packing = Packing.NONE, between: bytes = b"") -> None:
        self._file = file
        self._packing = packing
        self._between = between
        self._held = bytearray()
        self._some = False
        self._since = time.monotonic()

    def write(self, made: object) -> None:
        """Take one record more."""
        assert isinstance(made, bytes)  # noqa: S101 - its shape makes bytes
        data = self._between + made if self._some else made
        self._some = True
        if self._packing == Packing.NONE:
            self._file.write(data)
            self._file.flush()
            return
        self._held += data
        if len(self._held) >= _MEMBER or time.monotonic() - self._since > _LONGEST_HELD:
            self._pack()

    def finish(self) -> None:
        """Write what has been held back."""
        if self._packing != Packing.NONE and (self._held or not self._some):
            self._pack()
        self._file.flush()

    def _pack(self) -> None:
        self._file.write(packed(bytes(self._held), self._packing))
        self._file.flush()
        self._held.clear()
        self._since = time.monotonic()


class Rows:
    """Records into one Parquet file."""

    def __init__(self, file: BinaryIO, columns: object = None) -> None:
        self._writer = TableWriter(file, columns)
        self._held: list[Record] = []

    def write(self, made: object) -> None:
        """Take one record more."""
        assert isinstance(made, dict)  # noqa: S101 - its shape makes records
        self._held.append(made)
        if len(self._held) >= _GROUP:
            self._writer.write(self._held)
            self._held = []

    def finish(self) -> None:
        """Write what has been held back, and the end of the file."""
        if self._held:
            self._writer.write(self._held)
        self._writer.close()


class Parts:
    """Records into files of a folder, each of which is there only when it is whole."""

    def __init__(self, folder: Path, number: int, columns: object = None, size: int = 5 * _GROUP) -> None:
        self._folder = folder
        self._number = number
        self._columns = columns
        self._size = size
        self._held: list[Record] = []

    def write(self, made: object) -> None:
        """Take one record more."""
        assert isinstance(made, dict)  # noqa: S101 - its shape makes records
        self._held.append(made)
        if len(self._held) >= self._size:
            self._part()

    def finish(self) -> None:
        """Write what has been held back; where there was nothing at all, a part without rows."""
        if self._held or not self._number:
            self._part()

    def _part(self) -> None:
        with placed(str(self._folder / f"part-{self._number:05}.parquet")) as file:
            writer = TableWriter(file, self._columns)
            for start in range(0, len(self._held), _GROUP):
                writer.write(self._held[start : start + _GROUP])
            writer.close()
        self._held = []
        self._number += 1


class NothingWritten(Exception):  # noqa: N818 - no error, but a way out of `placed`
    """Raised within `placed`, it leaves the file that is there as it was, and goes no further."""


@contextmanager
def placed(path: str | None) -> Iterator[BinaryIO]:
    """A file that comes to its name only when all is written; standard output for None; devices and pipes as they are.

    `OutputError` for what cannot be written. A pipe that its reader closed is a `BrokenPipeError`.
    """
    if path is None:
        with told("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    with told(path), suppress(NothingWritten):
        mode = _mode_of(path)
        if mode is not None and not stat.S_ISREG(mode):
            with Path(path).open("wb") as file:  # as it was named: what /dev/stdout points to may be no path
                yield file
            return
        target = Path(os.path.realpath(path))  # a link stays a link
        draft = target.with_name(f".{_shortened(target.name)}.{os.getpid()}.tmp")
        try:
            with draft.open("wb") as file:
                yield file
            if mode is not None:
                draft.chmod(stat.S_IMODE(mode))
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def _mode_of(path: str) -> int | None:
    """The mode of what is there, None where nothing is."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _shortened(name: str) -> str:
    """The name, cut where a file system that takes it would not take it with more around it."""
    return os.fsencode(name)[:_LONGEST_NAME].decode("utf-8", "ignore")


@contextmanager
def appended(path: str) -> Iterator[BinaryIO]:
    """A file to which more is written, under its own name."""
    with told(path), Path(path).open("ab") as file:
        yield file


def made(folder: Path) -> Path:
    """The folder, made if it is not there yet. `OutputError` where it cannot be."""
    with told(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def told(name: str) -> Iterator[None]:
    """Make an `OutputError` with the name of each error of writing."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: {error.strerror or error}; nothing more was written") from error


def drop_drafts(folder: Path) -> None:
    """Take away what was left half-written in a folder of parts."""
    for draft in folder.glob(".part-*.parquet.*.tmp"):
        with suppress(OSError):
            draft.unlink()
