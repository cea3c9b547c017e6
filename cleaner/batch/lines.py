"""JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.batch.records import LARGEST_RECORD, Fault, Record

BAD_LINE = "BadLine"
"""The kind of the fault of a line that is no JSON object."""


def read_lines(name: str, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The object of each line that is not blank, and a fault for each line that has none."""
    number = 0
    while line := stream.readline(LARGEST_RECORD):
        number += 1
        if len(line) == LARGEST_RECORD and not line.endswith(b"\n"):
            while (more := stream.readline(LARGEST_RECORD)) and not more.endswith(b"\n"):
                pass
            yield _fault(name, number, f"the line is longer than {LARGEST_RECORD:,} bytes")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _object(name, number, line)


def _object(name: str, number: int, line: bytes) -> Record | Fault:
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return _fault(name, number, f"the byte 0x{line[error.start]:02x} at {error.start + 1} is not UTF-8")
    except RecursionError:
        return _fault(name, number, "its JSON is nested too deeply")
    except ValueError as error:
        return _fault(name, number, f"it is no JSON ({error}); write one object a line")
    if not isinstance(value, dict):
        return _fault(name, number, f"it holds a JSON {_JSON_NAMES[type(value)]}, not an object")
    return value


_JSON_NAMES = {list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def _fault(name: str, number: int, message: str) -> Fault:
    return Fault(f"{name}:{number}", BAD_LINE, message)
