"""Parquet: rows as records, and records as rows with the columns that they had."""

from __future__ import annotations

import io
import os
from bisect import bisect_left
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
    """The rows of a Parquet file that this library wrote. `InputError` for what is none."""
    pyarrow, parquet = arrow()
    try:
        file = parquet.read_metadata(name)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: {str(error).splitlines()[0]}; it is no whole Parquet file: take it away") from error
    if not set(RESULTS) <= set(file.schema.to_arrow_schema().names):
        raise InputError(f"{name}: it was not written by this command; give -o another path")
    rows: int = file.num_rows
    return rows


def last_row(name: str) -> Record:
    """The last row of a Parquet file that has one. `InputError` where it cannot be read."""
    pyarrow, parquet = arrow()
    try:
        with parquet.ParquetFile(name) as file:
            group = file.read_row_group(file.num_row_groups - 1, use_threads=False)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: {str(error).splitlines()[0]}; it is no whole Parquet file: take it away") from error
    row: Record = group.slice(group.num_rows - 1).to_pylist()[0]
    return row


class _Sink(io.RawIOBase):
    """A file for pyarrow, whose writers write the end of the table when they are thrown away: not into one that was given up."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.is_given_up = False

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: object) -> int:
        """Write as `io.RawIOBase` says."""
        view = memoryview(data)  # type: ignore[arg-type] # it is a buffer, a type that Python 3.11 has no name for
        if not (self.is_given_up or self._file.closed):
            self._file.write(view)
        return view.nbytes


class TableWriter:
    """Writes records to one Parquet file. Columns are those of the input, of what cleaning adds, and of the first records.

    An empty object is written as null. `OutputError` for a record that does not fit the columns.
    """

    def __init__(self, file: BinaryIO, columns: object = None) -> None:
        self._sink = _Sink(file)
        self._columns = columns
        self._writer: Any = None
        self._schema: Any = None
        self._count = 0

    def write(self, records: Sequence[Record]) -> None:
        """Write the records as a row group."""
        try:
            self._write([{name: _filled(value) for name, value in record.items()} for record in records])
        except BaseException:
            self._sink.is_given_up = True
            raise

    def _write(self, records: Sequence[Record]) -> None:
        pyarrow, parquet = arrow()
        if self._writer is None:
            self._schema = _schema(records, self._columns)
            self._writer = parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        records = [_fitted(record, self._schema) if ERROR in record else record for record in records]
        try:
            new = any(name not in self._schema.names for record in records for name in record)
            table = None if new else pyarrow.Table.from_pylist(list(records), schema=self._schema)
        except _misfits() as error:
            raise OutputError(_misfit(records, self._schema, self._count) or _unfit("a record", error)) from error
        if table is None:
            raise OutputError(_misfit(records, self._schema, self._count))
        self._writer.write_table(table)
        self._count += len(records)

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
    numbered = [(number, record) for number, record in enumerate(records, 1) if ERROR not in record] or list(enumerate(records, 1))
    names = dict.fromkeys(name for _, record in numbered for name in record if name not in RESULTS)
    types = {}
    for name in names:
        if name in told:
            types[name] = told[name]
            continue
        values = [record.get(name) for _, record in numbered]
        try:
            kind = pyarrow.array(values).type
        except _misfits() as error:
            first = bisect_left(range(len(values)), True, key=lambda last: not _is_column(values[: last + 1]))
            raise OutputError(_unfit(f"{_named(*numbered[first])}: the field {name!r}", error)) from error
        # A column that is empty so far most likely is one of texts.
        types[name] = pyarrow.string() if kind == pyarrow.null() else kind
    return pyarrow.schema([*types.items(), *added])


def _filled(value: object) -> object:
    """The value with null for objects without a field, for which Parquet has no form, anywhere in it."""
    if isinstance(value, Mapping):
        return {name: _filled(inner) for name, inner in value.items()} or None
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def _misfits() -> tuple[type[Exception], ...]:
    """What pyarrow raises for a value that has no place in a column, or no column."""
    pyarrow, _ = arrow()
    return pyarrow.ArrowException, KeyError, OverflowError, TypeError, ValueError


def _is_column(values: Sequence[object]) -> bool:
    pyarrow, _ = arrow()
    try:
        pyarrow.array(values)
    except _misfits():
        return False
    return True


def _misfit(records: Sequence[Record], schema: Any, before: int) -> str:  # noqa: ANN401 - pyarrow has no types
    """What to say of the first record that does not fit the columns; `before` is how many the file has. Empty where each does."""
    pyarrow, _ = arrow()
    for number, record in enumerate(records, before + 1):
        for name, value in record.items():
            place = f"{_named(number, record)}: the field {name!r}"
            if name not in schema.names:
                return f"{place} is not in the records before; Parquet has the same columns throughout: write JSONL"
            kind = schema.field(name).type
            try:
                pyarrow.scalar(value, kind)
            except _misfits() as error:
                return _unfit(place, error, f" of {kind}")
    return ""


def _unfit(what: str, error: Exception, kind: str = "") -> str:
    why = "an integer beyond 64 bits" if isinstance(error, OverflowError) else str(error).splitlines()[0]
    return f"{what} does not fit a column{kind} ({why}); Parquet has one type of value in each: write JSONL"


def _named(number: int, record: Record) -> str:
    """The record by its place in the file, and by its id where it has one of that name."""
    return f"record {number:,}" if record.get("id") is None else f"record {number:,}, {record['id']!r}"


def _fitted(record: Record, schema: Any) -> Record:  # noqa: ANN401 - pyarrow has no types
    """An error record that fits the columns: what does not, such as the place of a line among numbers, is told in its message."""
    pyarrow, _ = arrow()
    fitted: dict[str, object] = {}
    rest: list[str] = []
    for name, value in record.items():
        try:
            pyarrow.scalar(value, schema.field(name).type)
        except _misfits():
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


def arrow(what: str = "Parquet files", extra: str = "parquet") -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet; `MissingExtraError` with what needs them and the extra that brings them."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(what, extra) from error
    return pyarrow, parquet
