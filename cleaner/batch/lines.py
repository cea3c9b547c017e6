"""JSON objects, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.batch.records import LARGEST_RECORD, Fault, Record

BAD_LINE = "BadLine"
"""The kind of the fault of a line that is no JSON object."""

_REMEDY = "write one object a line, as `jq -c .` does"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_lines(name: str, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The object of each line that is not blank, and a fault for each line that has none; one for a file that is no lines."""
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
            if line.startswith(_UTF16):
                yield _fault(name, number, "the file is UTF-16; write it as UTF-8, as `iconv -f UTF-16 -t UTF-8` does")
                return
            if line.strip() in (b"{", b"["):
                yield _fault(name, number, f"the file is JSON over several lines; {_REMEDY}")
                return
        if line.strip():
            yield _object(name, number, line)


def _object(name: str, number: int, line: bytes) -> Record | Fault:
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return _fault(name, number, f"the byte 0x{line[error.start]:02x} at {error.start + 1} is not UTF-8")
    except RecursionError:
        return _fault(name, number, "its JSON is nested too deeply")
    except json.JSONDecodeError as error:
        return _fault(name, number, f"it is no JSON ({error}); {_REMEDY}")
    except ValueError:
        return _fault(name, number, f"it has a number of over {sys.get_int_max_str_digits():,} digits; write it as a text, in quotes")
    if isinstance(value, list):
        return _fault(name, number, "it holds a JSON array, not an object; write one object a line, as `jq -c '.[]'` does")
    if not isinstance(value, dict):
        return _fault(name, number, f"it holds a JSON {_JSON_NAMES[type(value)]}, not an object; {_REMEDY}")
    return value


_JSON_NAMES = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def _fault(name: str, number: int, message: str) -> Fault:
    return Fault(f"{name}:{number}", BAD_LINE, message)
