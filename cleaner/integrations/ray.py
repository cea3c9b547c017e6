"""Ray Data: batches of a dataset with the results of cleaning as further columns.

`dataset.map_batches(CleanBatch, batch_format="pyarrow", compute=ray.data.ActorPoolStrategy(size=2))` cleans on two
processes, each of which loads the rules once. Options go into `fn_constructor_kwargs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.integrations.arrow import ArrowCleaner

if TYPE_CHECKING:
    import pyarrow as pa


class CleanBatch(ArrowCleaner):
    """Gives a batch the results of cleaning as columns: a row for each row, in their order."""

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The batch with `headline`, `standfirst`, `body`, `language`, `removed`, `warnings` and `error`.

        A row that cannot be cleaned has its `error`, which in other rows is null. `InputError`, which ends the job, for a
        batch without the columns that are read.
        """
        return self.clean(batch)
