"""Polars: an expression namespace, `pl.col("text").cleaner`.

>>> import polars as pl
>>> import cleaner.integrations.polars
>>> frame = pl.DataFrame({"text": ["Sign up to our newsletter.", None], "desk": ["local", "sport"]})
>>> cleaned = frame.with_columns(pl.col("text").cleaner.clean().alias("article"))
>>> cleaned["article"].struct.field("error").struct.field("message").to_list()
[None, "nothing stands in the field 'text'"]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cleaner.batch.records import RESULTS, ValueType
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import column_of, of_one, work_of

try:
    import polars as pl
except ImportError as error:
    raise MissingExtraError("Polars expressions", "polars") from error

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

    from cleaner.engine import Cleaner


def _polars_type(kind: ValueType) -> PolarsDataType:
    if isinstance(kind, tuple):
        return pl.List(_polars_type(kind[0]))
    if isinstance(kind, Mapping):
        return pl.Struct({name: _polars_type(inner) for name, inner in kind.items()})
    return {str: pl.String, int: pl.Int64, float: pl.Float64}[kind]()


RESULT_TYPE = pl.Struct({name: _polars_type(kind) for name, kind in RESULTS.items()})
"""The type of what `clean` makes."""


@pl.api.register_expr_namespace("cleaner")
class CleanerExpression:
    """Cleaning of a column of texts or pages, in eager and lazy frames."""

    def __init__(self, column: pl.Expr) -> None:
        self._column = column

    def clean(self, *, html: bool = False, url: pl.Expr | str | None = None, cleaner: Cleaner | None = None) -> pl.Expr:
        """A struct a row: `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        The column holds texts, or pages with `html=True`; `url` is the column of their addresses, or its name. What cannot
        be cleaned, such as null, has its `error` set and all else null. `InputError` for several columns with a `url`.
        """
        return self._mapped(RESULT_TYPE, lambda made: made, html, url, cleaner)

    def body(self, *, html: bool = False, url: pl.Expr | str | None = None, cleaner: Cleaner | None = None) -> pl.Expr:
        """The body a row; null for what cannot be cleaned: `clean` says why."""
        return self._mapped(pl.String(), lambda made: made.struct.field("body"), html, url, cleaner)

    def _mapped(
        self,
        kind: PolarsDataType,
        part: Callable[[pl.Series], pl.Series],
        html: bool,
        url: pl.Expr | str | None,
        cleaner: Cleaner | None,
    ) -> pl.Expr:
        fields = of_one(html=html)
        work = work_of(fields, cleaner)
        (source,) = fields.read

        def made(rows: pl.Series) -> pl.Series:
            records = rows.to_list() if url is not None else [{source: value} for value in rows.to_list()]
            results = column_of(records, work, lambda results: pl.Series(rows.name, results, dtype=RESULT_TYPE))
            return part(results).alias(rows.name)

        if url is None:
            return self._column.map_batches(made, return_dtype=kind, is_elementwise=True)
        if self._column.meta.has_multiple_outputs():
            raise InputError("these are several columns; with url, clean each by itself, as in pl.col('text').cleaner.clean(url=...)")
        address = pl.col(url) if isinstance(url, str) else url
        rows = pl.struct(self._column.alias(source), address.alias(fields.url))
        return rows.map_batches(made, return_dtype=kind, is_elementwise=True).alias(self._column.meta.output_name())
