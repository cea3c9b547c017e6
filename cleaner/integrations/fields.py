"""What all integrations share: from a mapping the fields that are read, and to it the results of cleaning, or an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from cleaner.batch.cleaning import Work
from cleaner.batch.records import ADDED, ERROR, RESULTS, Fields, Record, Task, engine_of, missing
from cleaner.batch.shapes import AsRecord
from cleaner.errors import InputError

if TYPE_CHECKING:
    from cleaner.engine import Cleaner

_Column = TypeVar("_Column")

Results = dict[str, object]
"""The results of one record under the names of `RESULTS`: `error` is None, or else it alone is not."""


def work_of(fields: Fields, cleaner: Cleaner | None = None) -> Work:
    """What is done with each record: the fields of these names, cleaned by this engine or by one without options."""
    return Work(Task(engine_of(cleaner), fields), AsRecord(fields))


def columns_read(columns: Iterable[str], fields: Fields) -> list[str]:
    """Of the columns of a table those from which results are made. `InputError` where none of them may hold a text."""
    there = dict.fromkeys(columns)
    if not any(name in there for name in fields.read):
        raise InputError(missing(there, fields))
    return [name for name in there if name in (fields.url, *fields.read) or RESULTS.get(name) is str]


def columns_kept(columns: Iterable[str], fields: Fields) -> list[int]:
    """The places of the columns of a table that stay: not those of results, nor those that are read unless the source stays."""
    gone = {*RESULTS, *(() if fields.source else fields.read)}
    return [place for place, name in enumerate(columns) if name not in gone]


def results_of(record: Record, work: Work) -> Results:
    """The results of a record, or the error that came of it. Fields that are not read make no difference."""
    outcome = work(record)
    if outcome.error is not None:
        return failure(record, *outcome.error)
    assert isinstance(outcome.made, dict)  # noqa: S101 - that is the shape
    # A field that is read may be called `error` too: what it holds is no error of this record.
    return {**{name: outcome.made[name] for name in ADDED}, ERROR: None}


def column_of(records: Sequence[Record], work: Work, made: Callable[[Sequence[Results]], _Column]) -> _Column:
    """The results of records in a column of another library, which refuses with `ValueError` what it cannot hold.

    Such a record has an error: a page may write out half a surrogate pair, and UTF-8 has no form for it.
    """
    results = [results_of(record, work) for record in records]
    try:
        return made(results)
    except ValueError:
        for place, result in enumerate(results):
            try:
                made([result])
            except ValueError as error:
                results[place] = failure(records[place], type(error).__name__, str(error))
        return made(results)


def failure(record: Record, kind: str, message: str) -> Results:
    """The results of a record that could not be cleaned. A text over which one would have been written stays."""
    kept = {name: record[name] for name, type_ in RESULTS.items() if type_ is str and isinstance(record.get(name), str)}
    return {**dict.fromkeys(RESULTS), **kept, ERROR: {"type": kind, "message": message}}


def text_of(results: Results) -> str:
    """`Article.text` of results: headline, standfirst and body with blank lines between them."""
    return "\n\n".join(str(results[name]) for name in ("headline", "standfirst", "body") if results[name])


def cleaned_content(
    content: str, metadata: Mapping[str, object], work: Work, outputs: Sequence[str], *, url_field: str
) -> tuple[str, dict[str, object]]:
    """A document of content and metadata, cleaned: what stays of the content, and the metadata with these results too.

    Of a document that cannot be cleaned both stay as they were, and its metadata has the `error` in one line. It goes once
    the document can be cleaned.
    """
    (source,) = work.task.fields.read
    results = results_of({source: content, work.task.fields.url: metadata.get(url_field)}, work)
    error = results[ERROR]
    if isinstance(error, dict):
        return content, {**metadata, ERROR: f"{error['type']}: {error['message']}"}
    others = {name: value for name, value in metadata.items() if name != ERROR}
    return text_of(results), {**others, **{name: results[name] for name in outputs if results[name] is not None}}


def checked_outputs(names: Iterable[str]) -> tuple[str, ...]:
    """The names of results that a user asks for. `InputError` for one that is none."""
    if isinstance(names, str):
        raise InputError(f"outputs is {names!r}; give a list, as in outputs=[{names!r}]")
    given = tuple(names)
    unknown = [name for name in given if name not in ADDED]
    if unknown:
        raise InputError(f"{unknown[0]!r} is no result; use some of {', '.join(ADDED)}")
    return given


def of_one(*, html: bool) -> Fields:
    """The fields of records that have a page alone, or a text alone, and an address."""
    return Fields(text=None) if html else Fields(html=None)
