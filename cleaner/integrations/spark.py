"""Spark: the rows of a data frame with the results of cleaning as further columns.

`clean = CleanBatches()` is what `frame.mapInArrow(clean, clean.schema(frame.schema))` asks for: a function of record
batches, and the schema of what it makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cleaner.batch.records import RESULTS, ValueType
from cleaner.errors import MissingExtraError
from cleaner.integrations.arrow import ArrowCleaner, clean_schema

if TYPE_CHECKING:
    from types import ModuleType

    import pyarrow as pa
    from pyspark.sql.types import DataType, StructType


class CleanBatches(ArrowCleaner):
    """Gives record batches the results of cleaning as columns: a row for each row. It is pickled, and so sent to workers."""

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with the columns of `schema`. A row that cannot be cleaned has its `error`, in other rows null."""
        return map(self.clean, batches)

    def schema(self, schema: StructType) -> StructType:
        """The schema of what is made of a frame with this schema. `InputError` where it has none of the columns that are read.

        Behind the columns that stay are `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`, in
        place of columns that had these names.
        """
        types = _types()
        import pyarrow

        columns = pyarrow.schema([(name, pyarrow.null()) for name in schema.names])
        names = clean_schema(columns, text_field=self.text_field, html_field=self.html_field, source=self.source).names
        kept = [column for column in schema.fields if column.name in names and column.name not in RESULTS]
        return types.StructType([*kept, *_spark_type(RESULTS, types).fields])


def _spark_type(kind: ValueType, types: ModuleType) -> DataType:
    if isinstance(kind, tuple):
        return types.ArrayType(_spark_type(kind[0], types))
    if isinstance(kind, Mapping):
        return types.StructType([types.StructField(name, _spark_type(inner, types)) for name, inner in kind.items()])
    return {str: types.StringType(), int: types.LongType(), float: types.DoubleType()}[kind]


def _types() -> ModuleType:
    """The module pyspark.sql.types, or the name of the extra that brings it."""
    try:
        from pyspark.sql import types
    except ImportError as error:
        raise MissingExtraError("Frames of Spark", "spark") from error
    module: ModuleType = types
    return module
