"""Records out of files, folders and standard input, one after the other."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.batch.forms import HEAD, Form, Packing, binary_of, form_named, form_of, form_of_name, is_asset, packing_of
from cleaner.batch.lines import read_lines
from cleaner.batch.packing import Counted, Headed, Meter, Unpacked
from cleaner.batch.records import LARGEST_RECORD, TOO_LARGE, Fault, Fields, Record
from cleaner.readers.source import decode_text

STDIN = "-"
EMPTY = "EmptyInput"
"""The kind of the fault of a file without content, or a folder without files."""
UNREADABLE = "UnreadableInput"
"""The kind of the fault of a file or folder that cannot be read, or not to its end."""

_BUFFER = 1 << 17


def read_records(
    names: Iterable[str | os.PathLike[str]], fields: Fields | None = None, form: Form | str = Form.AUTO, meter: Meter | None = None
) -> Iterator[Record | Fault]:
    """The records of files and folders, in order; `-` is standard input.

    A text or page is a record of its own, with the file's name as id. Folders are read with all in them, by name. What
    cannot be read is a `Fault`, and reading goes on behind it. `form` says what files are that do not show it
    themselves; with `Form.AUTO` it is told by their names and contents.
    """
    form, fields, meter = form_named(form), fields or Fields(), meter or Meter()
    for name in (os.fspath(one) for one in names):
        if name != STDIN and os.path.isdir(name):  # unlike that of a `Path`, it is False for what cannot be looked at
            yield from _read_folder(name, fields, form, meter)
        else:
            yield from _read_file(name, fields, form, meter)


def files_of(folder: str, fail: Callable[[OSError], None]) -> Iterator[str]:
    """The files in a folder and in those within it, by name; hidden ones, links to folders, pipes and devices are passed over."""
    for place, within, names in os.walk(folder, onerror=fail):
        within[:] = sorted(name for name in within if not name.startswith("."))
        files = (os.path.join(place, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in files if not _is_special(file))


def _is_special(path: str) -> bool:
    """It is a pipe, a socket or a device, of which nobody knows when it will have something, if ever."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:  # that is told where it is read
        return False


def size_of(names: Iterable[str]) -> int | None:
    """The bytes of all files that will be read; None where that is not known beforehand."""
    total = 0
    for name in names:
        if name == STDIN:
            return None
        try:
            if os.path.isdir(name):
                total += sum(os.stat(file).st_size for file in files_of(name, lambda _: None))
            elif _is_special(name):
                return None
            elif os.path.exists(name):
                total += os.stat(name).st_size
        except OSError:
            return None
    return total


def _read_folder(folder: str, fields: Fields, form: Form, meter: Meter) -> Iterator[Record | Fault]:
    faults: list[Fault] = []
    some = False

    def fail(error: OSError) -> None:
        faults.append(unreadable(str(error.filename or folder), error))

    for name in files_of(folder, fail):
        yield from faults
        some = some or bool(faults)
        faults.clear()
        for item in _read_file(name, fields, form, meter, among_others=True):
            some = True
            yield item
    yield from faults
    if not some and not faults:
        yield Fault(folder, EMPTY, "no texts or pages are in the folder")


def _read_file(name: str, fields: Fields, form: Form, meter: Meter, *, among_others: bool = False) -> Iterator[Record | Fault]:
    """The records of one file, and a fault where it cannot be read to its end."""
    try:
        with nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb", buffering=0) as raw:
            yield from read_open(name, raw, fields, form, meter=meter, among_others=among_others)
    except (OSError, EOFError) as error:
        yield unreadable(name, error)


def read_open(  # noqa: PLR0913 - the last two by name
    name: str, raw: BinaryIO, fields: Fields, form: Form, *, meter: Meter, among_others: bool = False
) -> Iterator[Record | Fault]:
    """The records of a file that is open, wherever it is. `OSError` or `EOFError` where it cannot be read to its end."""
    counted = Headed(Counted(raw, meter))
    head = counted.head()
    if among_others and is_asset(name, head):
        return
    if not head:
        yield Fault(name, EMPTY, "it is empty")
        return
    packing = packing_of(head)
    inside = counted if packing == Packing.NONE else Headed(Unpacked(io.BufferedReader(counted, _BUFFER), packing))
    told = form if form != Form.AUTO else _told(name, inside)
    # `Any`: the stubs know no common type of readers over streams of our own.
    stream: Any = io.BufferedReader(inside, _BUFFER)
    if told == Form.PARQUET:
        from cleaner.batch.tables import read_table

        # It is read from its end: where that can be gone to, not through the stream.
        in_place = packing == Packing.NONE and raw.seekable()
        yield from read_table(name, raw if in_place else stream, fields, meter)
    else:
        yield from _read_stream(name, stream, told, fields)


def _told(name: str, stream: Headed) -> Form:
    """What a file is, by its content first: a name may be wrong, the first bytes are not."""
    try:
        told = form_of(stream.head())
    except (OSError, EOFError):  # it will fail again where its records are read
        told = Form.AUTO
    return form_of_name(name) or told if told == Form.AUTO else told


def _read_stream(name: str, stream: BinaryIO, form: Form, fields: Fields) -> Iterator[Record | Fault]:
    if form == Form.JSONL:
        yield from read_lines(name, stream)
    elif form in (Form.WARC, Form.WET):
        from cleaner.batch.archives import read_archive

        yield from read_archive(name, stream, fields, form)
    else:
        yield _whole(name, stream, form, fields)


def _whole(name: str, stream: BinaryIO, form: Form, fields: Fields) -> Record | Fault:
    """A file that is one text or page."""
    data = stream.read(LARGEST_RECORD + 1)
    if not data:
        return Fault(name, EMPTY, "it is empty")
    if len(data) > LARGEST_RECORD:
        return Fault(name, TOO_LARGE, f"it is larger than {LARGEST_RECORD:,} bytes; split it, or give its records one a line")
    what = binary_of(data[:HEAD]) if form == Form.AUTO else None
    if what is not None:
        return Fault(name, UNREADABLE, f"it is {what}; give texts, pages or records")
    if form == Form.HTML:
        return {fields.id: name, fields.html or "html": data}
    return {fields.id: name, fields.text or "text": decode_text(data) if form == Form.TEXT else data}


def unreadable(name: str, error: OSError | EOFError) -> Fault:
    """The fault of a file or folder that cannot be read, or not to its end."""
    reason = getattr(error, "strerror", None) or error
    return Fault(name, UNREADABLE, f"{reason}; give a file that can be read")
