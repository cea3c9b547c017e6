"""Apache Arrow: tables and record batches with the results of cleaning as further columns.

>>> import pyarrow
>>> from cleaner.integrations.arrow import clean_arrow
>>> table = pyarrow.table({"text": ["Sign up to our newsletter.", None], "desk": ["local", "sport"]})
>>> cleaned = clean_arrow(table)
>>> cleaned.column_names
['text', 'desk', 'headline', 'standfirst', 'body', 'language', 'removed', 'warnings', 'error']
>>> cleaned["error"][1]["message"].as_py()
"nothing stands in the field 'text' or 'html'"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from cleaner.batch.records import Fields
from cleaner.batch.tables import result_columns
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import column_of, columns_kept, columns_read, work_of

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("Arrow tables", "arrow") from error

if TYPE_CHECKING:
    from cleaner.batch.cleaning import Work
    from cleaner.engine import Cleaner

_Tabular = TypeVar("_Tabular")
"""A `pyarrow.Table` or a `pyarrow.RecordBatch`."""

_ROWS = 256
"""Rows of which Python objects are held at a time."""


def clean_arrow(  # noqa: PLR0913 - all but the first by name
    table: _Tabular,
    *,
    text_field: str | None = None,
    html_field: str | None = None,
    url_field: str = "url",
    source: bool = True,
    cleaner: Cleaner | None = None,
) -> _Tabular:
    """The table or record batch with the columns of `clean_schema`: a row for each row, in their order.

    `text_field` and `html_field` are `text` and `html` where neither is given; where one is, it alone is read. A row that
    cannot be cleaned, such as one without a text, has its `error`, a struct of `type` and `message`, and in other rows that
    is null. `InputError` for a table that has none of the columns.
    """
    if not isinstance(table, pa.Table | pa.RecordBatch):
        raise InputError(f"table is of type {type(table).__name__}; give a pyarrow.Table or a pyarrow.RecordBatch")
    made: _Tabular = _cleaned(table, Fields.named(text_field, html_field, url_field, source=source), cleaner)
    return made


@dataclass  # neither frozen nor slotted: Ray makes a class of its own of such a one, which has more attributes
class ArrowCleaner:
    """The options of `clean_arrow` in an object, for engines that send it to their workers."""

    text_field: str | None = None
    """The column of texts; `text` where neither this nor `html_field` is given."""
    html_field: str | None = None
    """The column of pages, which go before texts; `html` where neither is given."""
    url_field: str = "url"
    source: bool = True
    """Whether the columns of texts and pages stay."""
    cleaner: Cleaner | None = None
    """An engine with options."""

    def clean(self, table: _Tabular) -> _Tabular:
        """What `clean_arrow` makes of a table or record batch with these options."""
        return clean_arrow(
            table,
            text_field=self.text_field,
            html_field=self.html_field,
            url_field=self.url_field,
            source=self.source,
            cleaner=self.cleaner,
        )


def _cleaned(table: Any, fields: Fields, cleaner: Cleaner | None) -> Any:  # noqa: ANN401 - pyarrow has no types
    schema = _schema(table.schema, fields)
    work = work_of(fields, cleaner)
    read = table.select(columns_read(table.column_names, fields))
    made = [_results(read.slice(start, _ROWS), work) for start in range(0, table.num_rows, _ROWS)]
    results = pa.chunked_array(made, pa.struct(result_columns()))
    kept = [table.column(place) for place in columns_kept(table.column_names, fields)]
    if isinstance(table, pa.Table):
        return pa.Table.from_arrays([*kept, *results.flatten()], schema=schema)
    return pa.RecordBatch.from_arrays([*kept, *results.combine_chunks().flatten()], schema=schema)


def clean_schema(
    schema: pa.Schema, *, text_field: str | None = None, html_field: str | None = None, source: bool = True
) -> pa.Schema:
    """The schema of what `clean_arrow` makes of tables with this schema.

    It has the columns that there were, but with `source=False` those of text and page, and behind them `headline`,
    `standfirst`, `body`, `language`, `removed`, `warnings` and `error`, in place of columns that had these names.
    """
    return _schema(schema, Fields.named(text_field, html_field, source=source))


def _schema(schema: pa.Schema, fields: Fields) -> pa.Schema:
    twice = [name for name in columns_read(schema.names, fields) if schema.names.count(name) > 1]
    if twice:
        raise InputError(f"{schema.names.count(twice[0])} columns have the name {twice[0]!r}; give each a name of its own")
    kept = [schema.field(place) for place in columns_kept(schema.names, fields)]
    return pa.schema([*kept, *result_columns()], metadata=schema.metadata)


def _results(rows: Any, work: Work) -> Any:  # noqa: ANN401 - a table or batch, and an array of structs
    """The results of some rows."""
    names = rows.column_names
    columns = [_values(rows.column(name)) for name in names]
    records = [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
    types = pa.struct(result_columns())
    return column_of(records, work, lambda results: pa.array(results, types))


def _values(column: Any) -> list[object]:  # noqa: ANN401 - an array, whole or in chunks
    """The values of a column. What should be UTF-8 and is not stays bytes; for what Python has no value, Arrow's own stands."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]
    except (OverflowError, ValueError):  # a time after the year 9999, or one of nanoseconds
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> object:  # noqa: ANN401 - pyarrow has no types
    try:
        return scalar.as_py()
    except (OverflowError, ValueError):
        return scalar


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value
