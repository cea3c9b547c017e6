"""Work taken up again where it ended, however it ended. The truth is the output: as many records as it has are done.

This holds because outcomes are written in the order of the input, one for each record of it; so the same input must be
given again. Of a file that was cut off in the middle of a write the last line that is not whole is taken away, and done
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleaner.batch.forms import Packing
from cleaner.batch.packing import unpack, unpackers
from cleaner.batch.records import Fault, Fields, Record
from cleaner.batch.shapes import is_output
from cleaner.batch.tables import count_rows
from cleaner.batch.writing import drop_drafts
from cleaner.errors import InputError

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Settled:
    """What an output has."""

    count: int = 0
    """Records that are whole."""
    last: bytes = b""
    """The last of them, if they are lines."""


def settle_lines(path: str, packing: Packing) -> Settled:
    """Take away what is not whole at the end of a file of lines, and count the lines. A file that is not there has none."""
    if not Path(path).exists():
        return Settled()
    with Path(path).open("r+b") as file:
        settled, end = _plain_lines(file) if packing == Packing.NONE else _packed_lines(file, packing)
        if settled.last:
            _check_line(path, settled.last)
        elif end == 0 and file.seek(0, 2) > 0 and packing != Packing.NONE and not _begins(file, packing):
            raise InputError(f"{path}: it is not compressed as its name says; give -o another path")
        file.truncate(end)
    return settled


def _plain_lines(file: BinaryIO) -> tuple[Settled, int]:
    """The lines that have an end, and where the last of these is."""
    count = end = place = 0
    while block := file.read(_BLOCK):
        count += block.count(b"\n")
        if (found := block.rfind(b"\n")) >= 0:
            end = place + found + 1
        place += len(block)
    return Settled(count, _last_line(file, end)), end


def _last_line(file: BinaryIO, end: int) -> bytes:
    """The line that ends there."""
    tail, start = b"", end
    while start > 0 and b"\n" not in tail[:-1]:
        length = min(_BLOCK, start)
        start -= length
        file.seek(start)
        tail = file.read(length) + tail
    return tail[tail[:-1].rfind(b"\n") + 1 :]


def _packed_lines(file: BinaryIO, packing: Packing) -> tuple[Settled, int]:
    """The lines of the packed members that are whole, and where the last of these ends. Members end where lines do."""
    new = unpackers(packing)
    count = end = place = 0
    last, tail = b"", bytearray()
    unpacker, lines = new(), 0
    while block := file.read(_BLOCK):
        place += len(block)
        while block:
            try:
                data = unpack(unpacker, block)
            except OSError:  # a member that was cut off, and something behind it
                return Settled(count, last), end
            lines += data.count(b"\n")
            tail = _tail(tail, data)
            if not unpacker.eof:
                break
            block = unpacker.unused_data
            end, count, last = place - len(block), count + lines, bytes(tail) or last
            unpacker, lines = new(), 0
    return Settled(count, last), end


def _tail(before: bytearray, data: bytes) -> bytearray:
    """The last line of what has been read, as far as it goes."""
    if not data:
        return before
    cut = data[:-1].rfind(b"\n") if data.endswith(b"\n") else data.rfind(b"\n")
    if cut >= 0:
        return bytearray(data[cut + 1 :])
    return bytearray(data) if before.endswith(b"\n") else before + data


def _begins(file: BinaryIO, packing: Packing) -> bool:
    file.seek(0)
    try:
        unpack(unpackers(packing)(), file.read(_BLOCK))
    except OSError:
        return False
    return True


def _check_line(path: str, line: bytes) -> None:
    """Refuse to write behind what this library did not write."""
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    if not isinstance(record, dict) or not is_output(record):
        raise InputError(f"{path}: its last line was not written by this command; give -o another path")


def settle_parts(folder: str) -> tuple[Settled, int]:
    """What a folder of Parquet files has, and how many files these are."""
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise InputError(f"{folder}: it is a file; with --resume, Parquet is written as parts in a folder: give -o another path")
    place.mkdir(exist_ok=True)
    drop_drafts(place)
    parts = sorted(place.glob("part-*.parquet"))
    if [part.name for part in parts] != [f"part-{number:05}.parquet" for number in range(len(parts))]:
        raise InputError(f"{folder}: parts are missing; give -o another path")
    return Settled(sum(count_rows(str(part)) for part in parts)), len(parts)


def behind(items: Iterator[Record | Fault], settled: Settled, fields: Fields) -> Iterator[Record | Fault]:
    """The records that are not done yet. `InputError` where those that are done are not of this input."""
    item: Record | Fault | None = None
    for number in range(settled.count):
        item = next(items, None)
        if item is None:
            raise InputError(f"the output has {settled.count:,} records, the input only {number:,}; it was written from another input")
    if item is not None and settled.last:
        told = item.id if isinstance(item, Fault) else item.get(fields.id)
        found = json.loads(settled.last).get(fields.id)
        if told is not None and found is not None and told != found:
            place = f"record {settled.count:,} of the input is {told!r}, of the output {found!r}"
            raise InputError(f"{place}; it was written from another input")
    yield from items
