"""Records cleaned one after the other, here or in other processes: each comes out, or an account of why it does not."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cleaner.batch.records import ERROR, Fault, Fields, Record, Task, engine_of, fields_of
from cleaner.batch.shapes import AsRecord, Shape
from cleaner.errors import InputError, RecordError

if TYPE_CHECKING:
    from cleaner.engine import Cleaner

TIMEOUT, DIED = "Timeout", "WorkerDied"
"""The kinds of error of a record whose cleaning did not end, and of one that ended its process."""
POLICIES = ("keep", "skip", "stop")
_MOST_WORKERS = 1000
"""More than any machine has cores; each takes the memory of a process."""


class Outcome(NamedTuple):
    """What came of one record."""

    id: object
    made: object
    """What the shape made of it; None for nothing."""
    error: tuple[str, str] | None = None
    """The kind of the error, and the message."""
    warnings: tuple[str, ...] = ()
    removed: int = 0
    """Characters of the document that were removed."""
    size: int = 0
    """Characters of the document."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each record. A worker is sent this once, and then the records."""

    task: Task
    shape: Shape

    def __call__(self, item: Record | Fault) -> Outcome:
        """Clean the record; whatever goes wrong with it is part of the outcome."""
        if isinstance(item, Fault):
            return self.lost(item, item.kind, item.message)
        try:
            article = self.task.article(item)
            made = self.shape.article(item, article)
        except Exception as error:  # a fault of one record, ours or not, must not lose the others
            return self.lost(item, type(error).__name__, str(error) or "no more is known")
        removed = sum(decision.span.end - decision.span.start for decision in article.removed)
        return Outcome(item.get(self.task.fields.id), made, None, article.warnings, removed, len(article.document.text))

    def lost(self, item: Record | Fault, kind: str, message: str) -> Outcome:
        """The outcome of a record that could not be cleaned."""
        if isinstance(item, Fault):
            return Outcome(item.id, self.shape.error({self.task.fields.id: item.id}, kind, message), (kind, message))
        return Outcome(item.get(self.task.fields.id), self.shape.error(item, kind, message), (kind, message))

    def warm(self) -> None:
        """Load what every record needs, before time is taken."""
        self.task.cleaner.clean_text("Support us.\n\nPlease sign up to our newsletter.\n\nThe bridge was opened on Monday.")


@dataclass(frozen=True, slots=True)
class Plan:
    """On how many processes work is done, and how. `InputError` for what cannot be."""

    workers: int = 1
    ordered: bool = True
    timeout: float | None = None
    """Seconds that one record may take; None for as many as it does."""
    start: str | None = None
    """How processes are started: `fork`, `spawn` or `forkserver`; None: as the platform does."""

    def __post_init__(self) -> None:
        if type(self.workers) is not int or self.workers < 1:
            raise InputError(f"workers is {self.workers!r}; give a whole number, 1 or more")
        if self.workers > _MOST_WORKERS:
            raise InputError(f"{self.workers:,} workers are more than {_MOST_WORKERS:,}; give as many as there are cores, which is -j 0")
        if self.timeout is not None and not (isinstance(self.timeout, int | float) and self.timeout > 0):
            raise InputError(f"timeout is {self.timeout!r}; give seconds, more than 0, or None")


def done(items: Iterable[Record | Fault], work: Work, plan: Plan) -> Generator[Outcome]:
    """The outcomes of all records, as they come. A time limit needs a process that can be ended, even for one worker."""
    if plan.workers == 1 and plan.timeout is None:
        yield from map(work, items)
        return
    from cleaner.batch.crew import Crew

    crew = Crew(work, plan)
    try:
        yield from crew.outcomes(items)
    finally:
        crew.end()


def clean_records(  # noqa: PLR0913 - all but the first two by name
    records: Iterable[Record | Fault],
    cleaner: Cleaner | None = None,
    *,
    workers: int = 1,
    ordered: bool = True,
    timeout: float | None = None,
    errors: str = "keep",
    fields: Fields | None = None,
) -> Iterator[dict[str, object]]:
    """The records, cleaned, lazily and in bounded memory; by default in their order.

    A record has the fields that it had but its text or page, and `headline`, `standfirst`, `body`, `language`, `removed`
    (a list of mappings) and `warnings`. One that cannot be cleaned, that takes more than `timeout` seconds, or on which
    its process ends, comes out whole with `error`: `{"type": ..., "message": ...}`; with `errors="skip"` it does not, with
    `errors="stop"` it ends the work with `RecordError`.
    """
    if errors not in POLICIES:
        raise InputError(f"errors has {errors!r}; use one of {', '.join(POLICIES)}")
    plan = Plan(workers, ordered, timeout)
    names = fields_of(fields)
    return _cleaned(records, Work(Task(engine_of(cleaner), names), AsRecord(names)), plan, errors)


def _cleaned(records: Iterable[Record | Fault], work: Work, plan: Plan, errors: str) -> Iterator[dict[str, object]]:
    for outcome in done(records, work, plan):
        if outcome.error is not None:
            if errors == "stop":
                raise RecordError(told(outcome))
            if errors == "skip":
                continue
        assert isinstance(outcome.made, dict), ERROR  # noqa: S101 - that is the shape
        yield outcome.made


def told(outcome: Outcome) -> str:
    """The error of an outcome in words."""
    _, message = outcome.error or ("", "")
    return f"{outcome.id}: {message}" if outcome.id is not None else message
