"""The steps: records are read, cleaned and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from cleaner.batch.cleaning import Outcome, Work
from cleaner.batch.forms import Form, form_named, form_of_name
from cleaner.batch.packing import Meter
from cleaner.batch.reading import read_open, unreadable
from cleaner.batch.records import ERROR, Fault, Fields, Record, engine_of, fields_of
from cleaner.batch.shapes import escaped, line
from cleaner.batch.writing import Rows
from cleaner.errors import InputError
from cleaner.integrations.datatrove.documents import (
    REMOVED,
    Unread,
    cleaned_document,
    document_of,
    record_of,
    removals_of,
    with_text,
    written,
)
from cleaner.integrations.fields import work_of

if TYPE_CHECKING:
    from datatrove.io import DataFolderLike

    from cleaner.engine import Cleaner

FAILED, EMPTY = "failed", "empty"
"""Why a document is with the exclusions; it is there as one that was `REMOVED` from another, too."""


class ReadRecords(BaseDiskReader):
    """Reads what `cleaner clean` reads: JSONL, Parquet, WARC, WET, texts and pages, plain or compressed.

    Files are told by name and content; tasks share them out whole. Unlike datatrove's readers it loses nothing: a line
    or file that cannot be read, or a record without a text, is an `Unread`. `options` are those of `BaseDiskReader`
    (`glob_pattern`, `paths_file`, `limit`, ...).
    """

    name = "records"

    def __init__(
        self,
        data_folder: DataFolderLike,
        fields: Fields | None = None,
        form: Form | str = Form.AUTO,
        **options: Any,  # noqa: ANN401 - passed on as they are
    ) -> None:
        super().__init__(data_folder, **options)
        self.fields = fields_of(fields)
        self.form = form_named(form)

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The documents of a file of the folder. An interrupted connection is raised: the task is to be tried again."""
        items = self._items(filepath)
        place = 0
        while True:
            with self.track_time():
                item = next(items, None)
            if item is None:
                return
            if isinstance(item, Fault):
                self.stat_update("unread")
            yield document_of(item, self.fields, f"{filepath}/{place}")
            place += 1

    def _items(self, filepath: str) -> Iterator[Record | Fault]:
        if PurePosixPath(filepath).name.startswith("."):
            return
        try:
            with self.data_folder.open(filepath, "rb") as raw:
                yield from read_open(filepath, raw, self.fields, self.form, meter=Meter(), among_others=True)
        except (ConnectionError, TimeoutError):
            raise
        except (OSError, EOFError) as error:
            yield unreadable(filepath, error)


class CleanDocuments(PipelineStep):
    """Puts the body of an article in place of a document's text, and what else cleaning adds into its metadata.

    A document that cannot be cleaned goes on as it was, with `error` in its metadata. With an `exclusion_writer` it goes
    there instead; and so does each removal, as a document whose text is what was removed and whose id is the article's.
    With `drop_empty`, documents without a body go no further, but to the `exclusion_writer`. `${reason}` in its file name
    is `failed`, `removed` or `empty`. Statistics count removals by kind, characters, warnings, and the documents that were
    forwarded, dropped and failed.
    """

    type = "CLEANER"
    name = "article-cleaner"

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        fields: Fields | None = None,
        exclusion_writer: DiskWriter | None = None,
        *,
        drop_empty: bool = False,
    ) -> None:
        super().__init__()
        self.cleaner = engine_of(cleaner)
        self.fields = fields_of(fields)
        self.exclusion_writer = exclusion_writer
        self.drop_empty = drop_empty

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, cleaned, in their order."""
        # Rules and weights are loaded when the first document asks for them: by the worker, and not where the job is made.
        work = work_of(self.fields, self.cleaner)
        with self.exclusion_writer or nullcontext() as writer:
            for document in data:
                with self.track_time():
                    found = document if isinstance(document, Unread) else self._cleaned(document, work)
                reason = self._reason(found)
                if writer is not None:
                    self._exclude(found, reason, writer, rank)
                self.stat_update(StatHints.total)
                if reason == EMPTY or (reason == FAILED and writer is not None):
                    self.stat_update(StatHints.dropped)
                    continue
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(found)
                yield found

    def _cleaned(self, document: Document, work: Work) -> Document:
        document = with_text(document, self.fields)
        outcome = work(record_of(document, self.fields))
        made: Any = outcome.made
        if outcome.error is not None:
            return replace(document, metadata={**document.metadata, ERROR: made[ERROR]})
        self._count(outcome, made)
        return cleaned_document(document, made, self.fields)

    def _count(self, outcome: Outcome, made: Any) -> None:  # noqa: ANN401 - a record as JSON has it
        self.stat_update("characters", value=outcome.size)
        self.stat_update("characters_removed", value=outcome.removed)
        self.stat_update("warnings", value=len(outcome.warnings))
        for kind, count in Counter(removal["kind"] for removal in made[REMOVED]).items():
            self.stat_update(f"removed_{kind}", value=count)

    def _reason(self, found: Document) -> str | None:
        """Why the document is one that is to go no further."""
        if ERROR in found.metadata:
            self.stat_update(FAILED)
            return FAILED
        if self.drop_empty and not found.text:
            self.stat_update(EMPTY)
            return EMPTY
        return None

    def _exclude(self, found: Document, reason: str | None, writer: DiskWriter, rank: int) -> None:
        if reason != FAILED:
            for removal in removals_of(found, self.fields):
                writer.write(removal, rank, reason=REMOVED)
        if reason is not None:
            writer.write(found, rank, reason=reason)


class WriteRecords(DiskWriter):
    """Writes documents as the records that `cleaner clean` writes: JSONL, or Parquet where the file's name ends so.

    Parquet has no form for half a surrogate pair: it has the six characters there by which JSON writes one.

    `options` are those of `DiskWriter` (`output_filename`, `compression`, `max_file_size`). Media are not written.
    `InputError` for an `output_filename` without `${rank}`, as tasks would write over each other's files, and for one of
    another suffix.
    """

    name = "records"
    default_output_filename = "${rank}.jsonl.gz"

    def __init__(
        self,
        output_folder: DataFolderLike,
        fields: Fields | None = None,
        **options: Any,  # noqa: ANN401 - passed on as they are
    ) -> None:
        super().__init__(output_folder, mode="wb", **options)
        self.fields = fields_of(fields)
        self._tables: dict[str, Rows] = {}
        name = self.output_filename.template
        if "rank" not in self.output_filename.get_identifiers():
            raise InputError(f"output_filename is {name!r}; it needs ${{rank}}")
        if form_of_name(name) not in (Form.JSONL, Form.PARQUET):
            raise InputError(f"output_filename is {name!r}; end it in .jsonl or .parquet")

    def _default_adapter(self, document: Document) -> dict[str, object]:
        return written(document, self.fields)

    def _get_output_filename(self, document: Document, rank: int | str = 0, **others: object) -> str:
        # A field of a record may be called `rank` too, and files of two tasks must never have one name.
        known = {**document.metadata, "id": document.id, "rank": str(rank).zfill(5), **others}
        return str(self.output_filename.substitute(known))

    def _write(self, record: dict[str, object], file: BinaryIO, filename: str) -> None:
        if form_of_name(filename) != Form.PARQUET:
            file.write(line(record))
            return
        if filename not in self._tables:
            self._tables[filename] = Rows(file)
        self._tables[filename].write(escaped(record))

    def _on_file_switch(self, original_name: str, old_filename: str, new_filename: str) -> None:
        """End a file that has grown to `max_file_size`."""
        if original_name in self._tables:
            self._tables.pop(original_name).finish()
        super()._on_file_switch(original_name, old_filename, new_filename)

    def close(self) -> None:
        """Write what has been held back, and the ends of the files."""
        for table in self._tables.values():
            table.finish()
        self._tables.clear()
        super().close()
