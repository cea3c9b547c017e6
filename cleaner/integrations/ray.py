"""Ray Data: batches of a dataset with the results of cleaning as further columns.

`dataset.map_batches(CleanBatch, batch_format="pyarrow", compute=ray.data.ActorPoolStrategy(size=2))` cleans on two
processes, each of which loads the rules once. Options go into `fn_constructor_kwargs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.engine import Cleaner
from cleaner.integrations.arrow import clean_arrow

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass  # neither frozen nor slotted: Ray makes a class of its own of it, which has more attributes
class CleanBatch:
    """Gives a batch the results of cleaning as columns: a row for each row, in their order."""

    text_field: str | None = None
    """The column of texts; `text` where neither this nor `html_field` is given."""
    html_field: str | None = None
    """The column of pages, which go before texts; `html` where neither is given."""
    url_field: str = "url"
    source: bool = True
    """Whether the columns of texts and pages stay."""
    cleaner: Cleaner = field(default_factory=Cleaner)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The batch with `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        A row that cannot be cleaned has its `error`, which in other rows is null. `InputError`, which ends the job, for a
        batch without the columns that are read.
        """
        return clean_arrow(
            batch,
            text_field=self.text_field,
            html_field=self.html_field,
            url_field=self.url_field,
            source=self.source,
            cleaner=self.cleaner,
        )
