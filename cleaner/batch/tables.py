"""Parquet: rows as records, and records as rows with the columns that they had."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from cleaner.batch.packing import Meter
from cleaner.batch.records import ERROR, RESULTS, Fault, Fields, Record, ValueType, missing
from cleaner.errors import InputError, MissingExtraError, OutputError

_SHOWN = 200
"""Characters of a value that are told."""
_ROWS = 256
"""Rows that are read at a time."""

NO_FIELD = "NoSuchField"
"""The kind of the fault of a Parquet file that has none of the columns that are read."""

BAD_TABLE = "BadTable"
"""The kind of the fault of a Parquet file that cannot be read."""


def read_table(name: str, source: BinaryIO, fields: Fields, meter: Meter) -> Iterator[Record | Fault]:
    """The rows of a Parquet file; of one that comes through a pipe or is compressed once more, all of it is held."""
    in_place = source.seekable()
    pyarrow, parquet = arrow()
    try:
        with parquet.ParquetFile(source if in_place else pyarrow.BufferReader(source.read())) as file:
            columns = dict.fromkeys(file.schema_arrow.names)
            if not any(field in columns for field in fields.read):
                yield Fault(name, NO_FIELD, missing(columns, fields))
                return
            size, rows, done = source.seek(0, os.SEEK_END) if in_place else 0, file.metadata.num_rows, 0
            start = meter.done
            # Without threads of its own: workers may be forked off at any time.
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                yield from batch.to_pylist()
                done += batch.num_rows
                meter.done = max(meter.done, start + size * done // rows)
    except pyarrow.ArrowException as error:
        yield Fault(name, BAD_TABLE, f"{str(error).splitlines()[0]}; give a whole Parquet file")
    except ValueError as error:  # of values that Python has no type for, such as nanoseconds
        yield Fault(name, BAD_TABLE, f"{error}; write the column in another type")


def columns_of(name: str) -> object:
    """The schema of a Parquet file, to give the same columns to what is written; None for what is none."""
    pyarrow, parquet = arrow()
    try:
        return parquet.read_schema(name)
    except (pyarrow.ArrowException, OSError):
        return None


def count_rows(name: str) -> int:
    """The rows of a Parquet file. `InputError` for what is none."""
    pyarrow, parquet = arrow()
    try:
        rows: int = parquet.read_metadata(name).num_rows
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: {str(error).splitlines()[0]}; it is no whole Parquet file: take it away") from error
    return rows


class TableWriter:
    """Writes records to one Parquet file. Columns are those of the input, of what cleaning adds, and of the first records.

    `OutputError` for a record that does not fit them.
    """

    def __init__(self, file: BinaryIO, columns: object = None) -> None:
        self._file = file
        self._columns = columns
        self._writer: Any = None
        self._schema: Any = None

    def write(self, records: Sequence[Record]) -> None:
        """Write the records as a row group."""
        pyarrow, parquet = arrow()
        if self._writer is None:
            self._schema = _schema(records, self._columns)
            self._writer = parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        records = [_fitted(record, self._schema) if ERROR in record else record for record in records]
        new = [name for record in records for name in record if name not in self._schema.names]
        if new:
            raise OutputError(f"the field {new[0]!r} is not in the records before; Parquet has the same columns throughout: use --to jsonl")
        try:
            table = pyarrow.Table.from_pylist(list(records), schema=self._schema)
        except (pyarrow.ArrowException, TypeError, ValueError) as error:
            raise OutputError(f"a record does not fit the columns ({str(error).splitlines()[0]}); use --to jsonl") from error
        self._writer.write_table(table)

    def close(self) -> None:
        """Write the end, without which it is no Parquet file; one without records has the added columns."""
        if self._writer is None:
            self.write([])
        self._writer.close()


def _schema(records: Sequence[Record], columns: object) -> object:
    """The columns: those of the input keep their types, others are told from the records."""
    pyarrow, _ = arrow()
    added = result_columns()
    told = {field.name: field.type for field in columns} if isinstance(columns, pyarrow.Schema) else {}
    # Of lines that could not be read the id is a place: it says nothing of the others' ids.
    records = [record for record in records if ERROR not in record] or records
    names = dict.fromkeys(name for record in records for name in record if name not in RESULTS)
    types = {}
    for name in names:
        if name in told:
            types[name] = told[name]
            continue
        try:
            kind = pyarrow.array([record.get(name) for record in records]).type
        except (pyarrow.ArrowException, TypeError, ValueError) as error:
            raise OutputError(f"the field {name!r} has values of several types ({error}); use --to jsonl") from error
        # A column that is empty so far most likely is one of texts.
        types[name] = pyarrow.string() if kind == pyarrow.null() else kind
    return pyarrow.schema([*types.items(), *added])


def _fitted(record: Record, schema: Any) -> Record:  # noqa: ANN401 - pyarrow has no types
    """An error record that fits the columns: what does not, such as the place of a line among numbers, is told in its message."""
    pyarrow, _ = arrow()
    fitted: dict[str, object] = {}
    rest: list[str] = []
    for name, value in record.items():
        try:
            pyarrow.scalar(value, schema.field(name).type)
        except (pyarrow.ArrowException, KeyError, TypeError, ValueError):
            rest.append(str(value)[:_SHOWN])
        else:
            fitted[name] = value
    error = record[ERROR]
    if rest and isinstance(error, Mapping):
        fitted[ERROR] = {**error, "message": ": ".join([*rest, str(error["message"])])}
    return fitted


def result_columns() -> list[Any]:
    """The columns that cleaning adds, the error among them, as fields of Arrow."""
    pyarrow, _ = arrow()
    return [pyarrow.field(name, _arrow_type(kind)) for name, kind in RESULTS.items()]


def _arrow_type(kind: ValueType) -> Any:  # noqa: ANN401 - pyarrow has no types
    pyarrow, _ = arrow()
    if isinstance(kind, tuple):
        return pyarrow.list_(_arrow_type(kind[0]))
    if isinstance(kind, Mapping):
        return pyarrow.struct([(name, _arrow_type(inner)) for name, inner in kind.items()])
    return {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}[kind]


def arrow() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet, or the name of the extra that brings them."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("Parquet files", "parquet") from error
    return pyarrow, parquet
