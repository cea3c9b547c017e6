"""Work taken up again where it ended, however it ended. The truth is the output: as many records as it has are done.

This holds because outcomes are written in the order of the input, one for each record of it; so the same input must be
given again. Whether it is the same is seen by the last record that is done. Of a file that was cut off in the middle of a
write the last line that is not whole is taken away, and done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleaner.batch.archives import BAD_RECORD, CUT_OFF
from cleaner.batch.forms import Packing
from cleaner.batch.lines import BAD_LINE
from cleaner.batch.packing import unpack, unpackers
from cleaner.batch.reading import EMPTY, UNREADABLE
from cleaner.batch.records import ERROR, RESULTS, TOO_LARGE, Fault, Fields, Record
from cleaner.batch.shapes import escaped, is_output, line
from cleaner.batch.tables import BAD_TABLE, NO_FIELD, count_rows, last_row
from cleaner.batch.writing import drop_drafts
from cleaner.errors import InputError

_BLOCK = 1 << 20
_SHOWN = 100
"""Characters of a value that are told."""
_FAULTS = frozenset((BAD_LINE, BAD_RECORD, BAD_TABLE, CUT_OFF, EMPTY, NO_FIELD, TOO_LARGE, UNREADABLE))
"""The kinds of error of what could not be read; others are of records."""
FULL = ("paragraphs", "metadata", "confidence", "spared")
"""What all of an article has besides what records have of it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an output has."""

    count: int = 0
    """Records that are whole."""
    last: Record | None = None
    """The last of them, if there is one."""
    full: bool = False
    """Whether more is to be written that has all of an article."""
    path: str | None = None
    """The file of lines that they are in."""
    end: int = 0
    """Where in it the last of them ends."""

    def trim(self) -> None:
        """Take away what is not whole."""
        if self.path is not None:
            with Path(self.path).open("r+b") as file:
                file.truncate(self.end)


def settle_lines(path: str, packing: Packing, *, full: bool = False) -> Settled:
    """Count the whole lines of a file. A file that is not there has none. `InputError` for one that is of somebody else."""
    if not Path(path).exists():
        return Settled(full=full)
    with Path(path).open("r+b") as file:
        count, end, last = _plain_lines(file) if packing == Packing.NONE else _packed_lines(file, packing)
        if not last and end == 0:
            _check_beginning(path, file, packing)
    return Settled(count, _output_of(path, last) if last else None, full, path, end)


def _plain_lines(file: BinaryIO) -> tuple[int, int, bytes]:
    """How many lines have an end, where the last of these is, and this line."""
    count = end = place = 0
    while block := file.read(_BLOCK):
        count += block.count(b"\n")
        if (found := block.rfind(b"\n")) >= 0:
            end = place + found + 1
        place += len(block)
    return count, end, _last_line(file, end)


def _last_line(file: BinaryIO, end: int) -> bytes:
    """The line that ends there."""
    tail, start = b"", end
    while start > 0 and b"\n" not in tail[:-1]:
        length = min(_BLOCK, start)
        start -= length
        file.seek(start)
        tail = file.read(length) + tail
    return tail[tail[:-1].rfind(b"\n") + 1 :]


def _packed_lines(file: BinaryIO, packing: Packing) -> tuple[int, int, bytes]:
    """How many lines are in the members that are whole, where the last of these ends, and its last line. They end where lines do."""
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
                return count, end, last
            lines += data.count(b"\n")
            tail = _tail(tail, data)
            if not unpacker.eof:
                break
            block = unpacker.unused_data
            end, count, last = place - len(block), count + lines, bytes(tail) or last
            unpacker, lines = new(), 0
    return count, end, last


def _tail(before: bytearray, data: bytes) -> bytearray:
    """The last line of what has been read, as far as it goes."""
    if not data:
        return before
    cut = data[:-1].rfind(b"\n") if data.endswith(b"\n") else data.rfind(b"\n")
    if cut >= 0:
        return bytearray(data[cut + 1 :])
    return bytearray(data) if before.endswith(b"\n") else before + data


def _check_beginning(path: str, file: BinaryIO, packing: Packing) -> None:
    """Refuse to write over a file without a whole line, unless it begins as one that was cut off would."""
    file.seek(0)
    data = file.read(_BLOCK)
    if packing != Packing.NONE:
        try:
            data = unpack(unpackers(packing)(), data)
        except OSError:
            raise InputError(f"{path}: it is not compressed as its name says; give -o another path") from None
    record = _object(data)
    if not b'{"'.startswith(data[:2]) or (record is not None and not is_output(record)):
        raise InputError(f"{path}: it was not written by this command; give -o another path")


def _output_of(path: str, last: bytes) -> Record:
    """The record of a line. `InputError` for one that this library did not write: nothing is written behind it."""
    record = _object(last)
    if record is None or not is_output(record):
        raise InputError(f"{path}: its last line was not written by this command; give -o another path")
    return record


def _object(data: bytes) -> Record | None:
    """The object of a line; None where it holds none, or not all of it."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


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
    rows = [count_rows(str(part)) for part in parts]
    filled = [part for part, count in zip(parts, rows, strict=True) if count]
    return Settled(sum(rows), last_row(str(filled[-1])) if filled else None), len(parts)


def behind(items: Iterator[Record | Fault], settled: Settled, fields: Fields) -> Iterator[Record | Fault]:
    """The records that are not done yet, once what is not whole is taken away from the output.

    `InputError` where those that are done are not of this input; then the output stays as it is.
    """
    item: Record | Fault | None = None
    for number in range(settled.count):
        item = next(items, None)
        if item is None:
            raise InputError(f"the output has {settled.count:,} records, the input only {number:,}; it was written from another input")
    if item is not None and settled.last is not None:
        difference = _difference(item, settled, fields)
        if difference:
            raise InputError(f"record {settled.count:,} of the input {difference}; it was written from another input")
    settled.trim()
    yield from items


def _difference(item: Record | Fault, settled: Settled, fields: Fields) -> str:
    """What tells that an output is not of an item; empty for nothing."""
    found: Record = settled.last or {}
    error = found.get(ERROR)
    is_fault = isinstance(error, Mapping) and error.get("type") in _FAULTS
    if isinstance(item, Fault):
        if not is_fault:
            return f"cannot be read ({item.id}), of the output it could be"
    elif is_fault:
        return "can be read, of the output it could not be"
    elif error is None and all(name in found for name in FULL) != (settled.full or all(name in item for name in FULL)):
        return "has other fields than in the output, as with another --to"
    for name, value in _carried(item, settled, fields).items():
        there = found.get(name)
        # Of an error record a table leaves out what does not fit its columns.
        if not _is_same(value, there) and (error is None or there is not None):
            has = "is" if name == fields.id else f"has {name!r}"
            return f"{has} {repr(value)[:_SHOWN]}, of the output {repr(there)[:_SHOWN]}"
    return ""


def _carried(item: Record | Fault, settled: Settled, fields: Fields) -> Record:
    """The fields that come out as they went in. Lists and objects may not: in a table they are given further fields."""
    if isinstance(item, Fault):
        return {fields.id: item.id}
    written = {*RESULTS, *fields.read, *(FULL if settled.full else ())}
    fields_there = {fields.id: None, **item}
    return {name: value for name, value in fields_there.items() if name not in written and not isinstance(value, Mapping | list | tuple)}


def _is_same(value: object, there: object) -> bool:
    """Whether they are the same once they are written: dates and bytes become texts in JSON."""
    return value == there or line({"": escaped(value)}) == line({"": escaped(there)})
