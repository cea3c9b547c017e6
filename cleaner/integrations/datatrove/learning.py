"""Learning on datatrove's executors: each task counts what it has, the counts are added up, and a second run cleans.

First run `[ReadRecords(source), CountDocuments(counts)]`; then `cleaning_pipeline(source, output, cleaner=Cleaner(packs=
rules_of(counts, folder)))`, with as many tasks as there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from cleaner.batch.cleaning import Work
from cleaner.batch.records import Fields, Task, engine_of, fields_of
from cleaner.integrations.datatrove.documents import Unread, record_of
from cleaner.learning.counting import counts_file
from cleaner.learning.observing import AsObservation, Observation
from cleaner.learning.twice import write_sure

if TYPE_CHECKING:
    from cleaner.engine import Cleaner


class CountDocuments(PipelineStep):
    """Notes each document in the task's own count file, `00000.parquet` and so on, and hands it on as it is.

    The folder must be one that all tasks, and who adds up, can write and read: on one machine any, on several a shared one.
    Of a document that cannot be cleaned, or of which no publisher is known, nothing is noted; statistics count those.
    """

    type = "CLEANER"
    name = "article-cleaner: counts"

    def __init__(self, counts: str | Path, cleaner: Cleaner | None = None, fields: Fields | None = None) -> None:
        super().__init__()
        self.counts = str(counts)
        self.cleaner = engine_of(cleaner)
        self.fields = fields_of(fields)

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, in their order."""
        work = Work(Task(self.cleaner, self.fields), AsObservation(self.cleaner, self.fields))
        Path(self.counts).mkdir(parents=True, exist_ok=True)
        with counts_file(Path(self.counts) / f"{rank:05}.parquet") as counts:
            for document in data:
                with self.track_time():
                    made = None if isinstance(document, Unread) else work(record_of(document, self.fields)).made
                    if isinstance(made, Observation):
                        counts.add(made)
                self.stat_update(StatHints.total)
                self.stat_update("counted" if isinstance(made, Observation) else "not_counted")
                yield document


def rules_of(counts: str | Path, folder: str | Path) -> tuple[str, ...]:
    """Add up the count files of all tasks, write rule packs of what is sure into a folder, and return their paths."""
    written = write_sure(sorted(Path(counts).glob("*.parquet")), folder)
    return tuple(map(str, written.paths))
