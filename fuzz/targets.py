"""What is fuzzed: for each kind of input, what must hold of any bytes that are made into one.

A target takes bytes and raises where a law is broken (`cleaner.testing`) or an error is raised that is not documented. It
needs no fuzzer: `tests/hostile/test_corpus.py` runs each on all inputs that were ever found to break one.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cleaner import Cleaner, CleanerError, RulePackError
from cleaner.testing import BrokenLawError, assert_laws

MOST = 20_000
"""Bytes of one input: what needs more to go wrong is made by `benchmarks/hostile.py`."""
LAWS = ("only deletes", "never fuses", "total")
"""Those that hold for every source, and take no more than one cleaning."""

_ENGINE = Cleaner()
_URL = "https://courier.example/a"
_PACK = """
[[rule]]
id = "fuzz.custom.pattern"
kind = "custom"
scope = "match"
strength = "certain"
pattern = '''{}'''
message = "made up"
why = "Made up."
match = ['''{}''']
keep = ["Nothing of it."]
"""


def text(data: bytes) -> None:
    """Plain text of any code points, half surrogate pairs among them."""
    assert_laws(_ENGINE, data[:MOST].decode("utf-8", "surrogateescape"), as_html=False, laws=(*LAWS, "idempotent"))


def html(data: bytes) -> None:
    """A page."""
    assert_laws(_ENGINE, data[:MOST].decode("utf-8", "surrogateescape"), _URL, as_html=True, laws=LAWS)


def raw(data: bytes) -> None:
    """Bytes of which neither encoding nor form is known."""
    assert_laws(_ENGINE, data[:MOST], laws=LAWS)


def packs(data: bytes) -> None:
    """A file of rules, or, behind a first byte of zero, a pattern and its example parted by another zero."""
    body = data[1:MOST].decode("utf-8", "replace")
    pattern, _, example = body.partition("\0")
    is_pattern = data[:1] == b"\0" and "'''" not in body
    path = Path(_folder().name) / "fuzzed.toml"
    path.write_bytes(_PACK.format(pattern, example or "a").encode() if is_pattern else data[:MOST])
    try:
        engine = Cleaner(packs=[path])
    except CleanerError as error:
        if isinstance(error, RulePackError) and not error.faults:
            raise BrokenLawError("total", "a pack is refused without a fault") from error
        return
    assert_laws(engine, f"{example}\n{example * 9}\n{_story()}", as_html=False, laws=LAWS)
    assert_laws(engine, str(tomllib.loads(path.read_text(encoding="utf-8")))[:MOST], as_html=False, laws=LAWS)


TARGETS: dict[str, Callable[[bytes], None]] = {"text": text, "html": html, "raw": raw, "packs": packs}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cleaner-fuzz-")


@cache
def _story() -> str:
    return (Path(__file__).parent.parent / "fixtures" / "demo" / "article.txt").read_text(encoding="utf-8")
