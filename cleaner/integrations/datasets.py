"""Hugging Face datasets: a function for `Dataset.map`.

>>> import datasets
>>> from cleaner.integrations.datasets import clean_batch
>>> datasets.disable_progress_bars()
>>> pages = datasets.Dataset.from_dict({"text": ["Sign up to our newsletter.", None]})
>>> cleaned = pages.map(clean_batch, batched=True)
>>> cleaned[1]["error"]["message"]
"nothing stands in the field 'text' or 'html'"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner import __version__
from cleaner.batch.records import RESULTS, Fields
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import column_of, columns_read, work_of

try:
    import datasets  # noqa: F401 - it brings pyarrow
except ImportError as error:
    raise MissingExtraError("datasets", "datasets") from error

import pyarrow as pa

from cleaner.batch.tables import result_columns

if TYPE_CHECKING:
    from cleaner.engine import Cleaner


@dataclass(frozen=True, slots=True)
class CleanBatch:
    """Gives a batch of examples the results of cleaning: `dataset.map(CleanBatch(text_field="content"), batched=True)`.

    It can be pickled. What `map` remembers of it in its cache are these options and the version of this library.
    """

    text_field: str | None = None
    """The column of texts, `text` where no column is named; where a column of pages is named and this is not, no column."""
    html_field: str | None = None
    """The column of pages, the like."""
    url_field: str = "url"
    cleaner: Cleaner | None = None
    """An engine with options."""
    version: str = field(default=__version__, init=False, repr=False)

    def __call__(self, batch: Mapping[str, Iterable[object]]) -> dict[str, list[Any]]:
        """The new columns: `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        An example that cannot be cleaned has its `error`, and in all others that is None. `InputError` where no column may
        hold texts, and for what is no batch.
        """
        if not isinstance(batch, Mapping):
            raise InputError(f"the batch is of type {type(batch).__name__}; map the dataset without a format, as in ds.with_format(None)")
        fields = Fields.named(self.text_field, self.html_field, self.url_field)
        names = columns_read(batch, fields)
        columns = [batch[name] for name in names]
        if any(isinstance(column, str | bytes | Mapping) or not isinstance(column, Iterable) for column in columns):
            raise InputError("the batch is a single example; call map with batched=True")
        records = [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
        types = pa.struct(result_columns())
        results, array = column_of(records, work_of(fields, self.cleaner), lambda results: (results, pa.array(results, types)))
        return {
            name: _Typed([result[name] for result in results], column) for name, column in zip(RESULTS, array.flatten(), strict=True)
        }


clean_batch = CleanBatch()
"""`CleanBatch` without options: `dataset.map(clean_batch, batched=True, num_proc=2)`."""


class _Typed(list[Any]):
    """Values that tell Arrow their type: of a batch in which all are None it could not be told, and would fit no other batch."""

    def __init__(self, values: Iterable[object], array: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        super().__init__(values)
        self._array = array

    def __arrow_array__(self, type: Any = None) -> Any:  # noqa: ANN401
        """The values as pyarrow asks for them."""
        return self._array if type is None else self._array.cast(type)
