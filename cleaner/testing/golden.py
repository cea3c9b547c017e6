"""Golden files: what an article was, as JSON to be read and reviewed, and in which decisions another differs from it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from cleaner.article import Article
from cleaner.batch.writing import placed
from cleaner.engine import OUT_OF_TIME, UNSETTLED
from cleaner.errors import InputError

Golden = Mapping[str, object]
"""`url` (where there is one), `headline`, `standfirst`, `paragraphs`, and `removed`: the `kind` and `text` of each removal."""
_FIELDS = ("url", "headline", "standfirst", "paragraphs", "removed")


class GoldenError(AssertionError):
    """An article is not what its golden file says, or there is no such file."""


def golden_of(article: Article, url: str | None = None) -> Golden:
    """What is written down of an article that was cleaned with this address."""
    return {
        **({"url": url} if url else {}),
        "headline": article.headline,
        "standfirst": article.standfirst,
        "paragraphs": list(article.paragraphs),
        "removed": [{"kind": str(decision.kind), "text": decision.text} for decision in article.removed],
    }


def read_golden(path: Path) -> Golden:
    """A golden file; where only a `url` is known yet, no more than that.

    `FileNotFoundError` where it is not there, `InputError` for what cannot be read and for what is none.
    """
    try:
        _check_regular(path)
        golden = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except RecursionError as error:
        raise InputError(f"{path} is nested too deep; mend it, or delete it and have it written anew") from error
    except ValueError as error:
        raise InputError(f"{path} is not JSON in UTF-8 ({error}); mend it, or delete it and have it written anew") from error
    fault = _fault_of(golden)
    if fault:
        raise InputError(f"{path}: {fault}; mend it, or delete it and have it written anew")
    known: Golden = golden
    return known


def _fault_of(golden: object) -> str:
    if not isinstance(golden, dict):
        return f"a {type(golden).__name__} stands there, not an object"
    for name in golden:
        if name not in _FIELDS:
            return f"{name!r} is no field of a golden file, and would be lost with an update; there are {', '.join(_FIELDS)}"
    for name in ("url", "headline", "standfirst"):
        if not isinstance(golden.get(name), str | None):
            return f"{name} is {golden[name]!r}, not a text or null"
    paragraphs, removed = golden.get("paragraphs", []), golden.get("removed", [])
    if not isinstance(paragraphs, list) or not all(isinstance(paragraph, str) for paragraph in paragraphs):
        return "paragraphs is not a list of texts"
    if not isinstance(removed, list) or not all(
        isinstance(gone, dict) and gone.keys() == {"kind", "text"} and all(isinstance(value, str) for value in gone.values())
        for gone in removed
    ):
        return "removed is not a list of objects with kind and text, and nothing else"
    return ""


def _check_regular(path: Path) -> None:
    """`InputError` for a pipe or a device, which might be waited for without an end. What is wrong with a folder the system says."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise InputError(f"{path} is no regular file, but a pipe, a device or the like; delete it, or give another path")


def write_golden(path: Path, golden: Golden) -> None:
    """Write a golden file whole or not at all: a line for each value, letters of all scripts as they are.

    `OutputError` where it cannot be written, `InputError` where a pipe or a device is.
    """
    with suppress(OSError):  # what else is wrong with it, writing finds
        _check_regular(path)
    text = json.dumps(golden, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair has no UTF-8; JSON has an escape for it.
    escaped = "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)
    with placed(str(path)) as file:
        file.write(escaped.encode("utf-8"))


def is_cleaned(article: Article) -> bool:
    """It did not come back as it was for want of time or an end, which nobody can want written down as what a cleaning gives."""
    return not {OUT_OF_TIME, UNSETTLED}.intersection(article.warnings)


def changes(before: Golden, after: Golden) -> list[str]:
    """In what the second article differs from the first, a line for each thing, by what it means to a reader; none where in nothing."""
    if before == after:
        return []
    moves = list(_moves(_lines(before), _lines(after)))
    told = [f"{what}: {text!r}" for what, text in moves]
    told += [
        f"{name} changed: {before.get(name)!r} to {after.get(name)!r}"
        for name in ("url", "headline", "standfirst")
        if before.get(name) != after.get(name)
    ]
    # What was removed is missing from the paragraphs as well: there is no need to say it twice.
    if not moves and before.get("paragraphs") != after.get("paragraphs"):
        told += _paragraphs_changed(_list(before, "paragraphs"), _list(after, "paragraphs"))
    return told or ["removed in other pieces: the same text of the same kinds, cut elsewhere"]


class _Piece(NamedTuple):
    """A removed line or word."""

    text: str
    kind: str


def _list(golden: Golden, name: str) -> list[object]:
    value = golden.get(name, [])
    return value if isinstance(value, list) else []


def _lines(golden: Golden) -> list[_Piece]:
    removed = [gone for gone in _list(golden, "removed") if isinstance(gone, dict)]
    return [_Piece(line, gone["kind"]) for gone in removed for line in gone["text"].split("\n") if line.strip()]


def _moves(before: Sequence[_Piece], after: Sequence[_Piece], *, in_words: bool = False) -> Iterator[tuple[str, str]]:
    """What became of removals, and their text: lines are compared first, and by words where they differ."""
    matcher = SequenceMatcher(None, [piece.text for piece in before], [piece.text for piece in after], autojunk=False)
    for change, start, end, start_after, end_after in matcher.get_opcodes():
        old, new = before[start:end], after[start_after:end_after]
        if change == "equal":
            pairs = [(f"{one.kind} to {other.kind}", one.text) for one, other in zip(old, new, strict=True) if one.kind != other.kind]
            for kinds, group in groupby(pairs, lambda pair: pair[0]):
                yield f"kind changed ({kinds})", " ".join(text for _, text in group)
        elif change == "replace" and not in_words:
            yield from _moves(_words(old), _words(new), in_words=True)
        else:
            for what, pieces in (("removed less", old), ("removed more", new)):
                for kind, words in groupby(pieces, lambda piece: piece.kind):
                    yield f"{what} ({kind})", " ".join(word.text for word in words)


def _words(lines: Sequence[_Piece]) -> list[_Piece]:
    return [_Piece(word, line.kind) for line in lines for word in line.text.split()]


def _paragraphs_changed(before: list[object], after: list[object]) -> Iterator[str]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, start, end, start_after, end_after in matcher.get_opcodes():
        if change != "equal":
            yield f"body changed: {before[start:end]!r} to {after[start_after:end_after]!r}"
