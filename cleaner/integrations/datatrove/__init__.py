"""Steps for datatrove's pipelines, which run on one machine, on a Slurm cluster and on Ray, and go on where they ended.

`cleaning_pipeline` puts three of them together: records are read, cleaned and written. Each can stand among steps of
datatrove's own. A `Document` and a record say the same: its id is the record's, its text the field that is read as text
(`Fields.text`; `Fields.html` where that is None), its metadata all other fields. Once it is cleaned, its text is the body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.batch.forms import Form
from cleaner.errors import MissingExtraError

try:
    import datatrove as _  # noqa: F401 - the steps cannot be defined without it
except ImportError as error:
    raise MissingExtraError("Steps of datatrove", "datatrove") from error

from cleaner.integrations.datatrove.documents import REMOVED, Unread
from cleaner.integrations.datatrove.folders import check_apart
from cleaner.integrations.datatrove.steps import FAILED, CleanDocuments, ReadRecords, WriteRecords

if TYPE_CHECKING:
    from datatrove.io import DataFolderLike
    from datatrove.pipeline.base import PipelineStep

    from cleaner.batch.records import Fields
    from cleaner.engine import Cleaner

__all__ = ["CleanDocuments", "ReadRecords", "Unread", "WriteRecords", "cleaning_pipeline"]


def cleaning_pipeline(  # noqa: PLR0913 - all but the first two by name
    source: DataFolderLike,
    output: DataFolderLike,
    *,
    exclusions: DataFolderLike | None = None,
    cleaner: Cleaner | None = None,
    fields: Fields | None = None,
    form: Form | str = Form.AUTO,
    output_filename: str = WriteRecords.default_output_filename,
) -> list[PipelineStep]:
    """A pipeline from a folder of records to a folder of records, for any of datatrove's executors.

    Each task writes a file of its own, JSONL or Parquet by the suffix of `output_filename`. With `exclusions`, what
    failed is written there under `failed/` and not to the output, and each removal under `removed/`. `InputError` where
    any of it would be written into the source.
    """
    excluded = WriteRecords(exclusions, fields, output_filename="${reason}/${rank}.jsonl.gz") if exclusions else None
    reader, writer = ReadRecords(source, fields, form), WriteRecords(output, fields, output_filename=output_filename)
    check_apart(reader.data_folder, writer, "output")
    if excluded is not None:
        check_apart(reader.data_folder, excluded, "exclusions", FAILED, REMOVED)
    return [reader, CleanDocuments(cleaner, fields, excluded), writer]
