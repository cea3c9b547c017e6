"""Worker processes that can be lost: the record at which one hangs or dies is known, and all others are still done.

Records go out in bundles, so that a process costs little for each. A worker counts the records that it begins, in memory
that it shares: by this count it is known at which it is.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, MutableSequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread

from cleaner.batch.cleaning import DIED, TIMEOUT, Outcome, Plan, Work
from cleaner.batch.records import Fault, Record
from cleaner.errors import CleanerError

_Item = Record | Fault

_AHEAD = 2
"""Bundles that a worker has: one that it works on, and one for when that is done."""
_WINDOW = 6
"""Bundles a worker that may be under way or wait for one before them."""
_MOST_RECORDS, _MOST_SIZE = 32, 1 << 18
"""Records of a bundle, and characters after which it is closed."""
_LONGEST_TICK = 0.5
_MOST_STILLBORN = 4
"""Workers in a row that may end before they do anything."""
_UNREADABLE = 65
"""The exit code of a worker that was given a bundle with values of a class that it cannot import."""
_MOST_DEATHS = 2
"""A worker may be ended from outside, such as for want of memory: the record it was at is tried once more."""


@dataclass(slots=True, eq=False)
class _Bundle:
    """Records that go out together, and what has come of them."""

    items: list[_Item]
    open: list[int] = field(default_factory=list)
    """The places of those that are still to be done."""
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    deaths: dict[int, int] = field(default_factory=dict)
    refusals: int = 0
    """Workers that ended when they were to take it, before they began a record of it."""

    def __post_init__(self) -> None:
        self.open = list(range(len(self.items)))

    def settle(self, place: int, outcome: Outcome) -> None:
        self.outcomes[place] = outcome
        self.open.remove(place)


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and what it was given to do."""

    process: BaseProcess
    pipe: Connection
    begun: MutableSequence[int]
    """In its only place, the records that the process has begun."""
    bundles: deque[_Bundle] = field(default_factory=deque)
    returned: int = 0
    """Records of the bundles that came back."""
    seen: int = 0
    since: float = 0.0
    """When `begun` was first seen to be `seen`."""

    def at(self) -> tuple[_Bundle, int] | None:
        """The bundle and the place in it of the record that is being cleaned, or was last."""
        ahead = self.begun[0] - self.returned
        if ahead <= 0:
            return None
        for bundle in self.bundles:
            if ahead <= len(bundle.open):
                return bundle, bundle.open[ahead - 1]
            ahead -= len(bundle.open)
        return None


class Crew:
    """The workers of one piece of work."""

    def __init__(self, work: Work, plan: Plan) -> None:
        self._work = work
        self._plan = plan
        self._context: BaseContext = multiprocessing.get_context(plan.start)
        self._stillborn = 0
        self._ready: deque[_Bundle] = deque()
        self._window: deque[_Bundle] = deque()
        self._workers: list[_Worker] = []

    def outcomes(self, items: Iterable[_Item]) -> Iterator[Outcome]:
        """What comes of the records: in their order, or bundle by bundle as they are done."""
        bundles = _bundled(items)
        if self._context.get_start_method() == "fork":
            self._work.warm()  # what is loaded before is shared
        more = True
        while True:
            more = self._hand_out(bundles, more=more)
            for bundle in self._whole():
                yield from (bundle.outcomes[place] for place in range(len(bundle.items)))
            if not more and not self._window:
                return
            if self._is_full() or not more:
                self._listen()

    def end(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            _dismiss(worker)
        self._workers = []

    def _is_full(self) -> bool:
        return len(self._window) >= self._plan.workers * _WINDOW or not self._has_room()

    def _has_room(self) -> bool:
        return len(self._workers) < self._plan.workers or any(len(worker.bundles) < _AHEAD for worker in self._workers)

    def _idlest(self) -> _Worker:
        """The worker with the least to do; one that is hired now, where all have something and there may be more."""
        idlest = min(self._workers, key=lambda one: len(one.bundles), default=None)
        if idlest is None or (idlest.bundles and len(self._workers) < self._plan.workers):
            idlest = self._hired()
            self._workers.append(idlest)
        return idlest

    def _hand_out(self, bundles: Iterator[_Bundle], *, more: bool) -> bool:
        """Give the workers what they have room for, and say whether there may be more."""
        while self._has_room():
            if not self._ready:
                if not more or len(self._window) >= self._plan.workers * _WINDOW:
                    return more
                bundle = next(bundles, None)
                if bundle is None:
                    return False
                self._window.append(bundle)
                self._ready.append(bundle)
            bundle = self._ready.popleft()
            worker = self._idlest()
            worker.bundles.append(bundle)
            try:
                worker.pipe.send([bundle.items[place] for place in bundle.open])
            except OSError:
                self._replace(worker)
        return more

    def _whole(self) -> Iterator[_Bundle]:
        """Take out the bundles that are done."""
        if self._plan.ordered:
            while self._window and not self._window[0].open:
                yield self._window.popleft()
        else:
            for bundle in [one for one in self._window if not one.open]:
                self._window.remove(bundle)
                yield bundle

    def _listen(self) -> None:
        """Wait for a worker to give something back, to end, or to take too long."""
        limit = self._plan.timeout
        tick = None if limit is None else min(limit / 4, _LONGEST_TICK)
        pipes = {worker.pipe: worker for worker in self._workers}
        sentinels = {worker.process.sentinel: worker for worker in self._workers}
        heard = wait([*pipes, *sentinels], tick)
        for source in heard:
            if isinstance(source, Connection) and source in pipes and not self._receive(pipes[source]):
                self._replace(pipes[source])
        for source in heard:
            if isinstance(source, int) and sentinels[source] in self._workers:
                self._replace(sentinels[source])
        if limit is not None:
            for worker in list(self._workers):
                self._watch(worker, limit)

    def _receive(self, worker: _Worker) -> bool:
        """Take one bundle back, and say whether the worker could give it."""
        try:
            outcomes: list[Outcome] = worker.pipe.recv()
        except (EOFError, OSError):
            return False
        self._stillborn = 0
        bundle = worker.bundles.popleft()
        worker.returned += len(outcomes)
        for place, outcome in zip(list(bundle.open), outcomes, strict=True):
            bundle.settle(place, outcome)
        return True

    def _watch(self, worker: _Worker, limit: float) -> None:
        """End a worker that has been at one record for too long."""
        now = time.monotonic()
        if worker.begun[0] != worker.seen:
            worker.seen, worker.since = worker.begun[0], now
        elif now - worker.since > limit and worker.at() is not None:
            if worker.pipe.poll():  # it is done, and was only waiting to be heard
                return
            self._replace(worker, f"not done after {limit:g} s")

    def _replace(self, worker: _Worker, late: str = "") -> None:
        """End a worker and put another in its place; the record it was at has failed, its others are handed out again."""
        while not late and _has_word(worker) and self._receive(worker):
            pass
        place = worker.at()
        _dismiss(worker)
        code = worker.process.exitcode
        if place is None and code == _UNREADABLE:
            self._give_up(worker.bundles[0], "no worker process can read it")
        elif place is None:
            self._refused(worker, f"its process ended (exit code {code})")
            self._stillborn += 1
            if self._stillborn >= _MOST_STILLBORN:
                raise CleanerError(
                    f"worker processes end as they start (exit code {code}); in a script, start them under `if __name__ == '__main__':`"
                )
        else:
            self._fail(*place, late, f"its process ended (exit code {code})")
        self._ready.extendleft(bundle for bundle in reversed(worker.bundles) if bundle.open)
        self._workers[self._workers.index(worker)] = self._hired()

    def _refused(self, worker: _Worker, ended: str) -> None:
        """Give up a bundle that no worker can take, such as one for which there is not memory enough."""
        if worker.bundles:
            bundle = worker.bundles[0]
            bundle.refusals += 1
            if bundle.refusals >= _MOST_STILLBORN:
                self._give_up(bundle, ended)

    def _give_up(self, bundle: _Bundle, message: str) -> None:
        for place in list(bundle.open):
            bundle.settle(place, self._work.lost(bundle.items[place], DIED, message))

    def _fail(self, bundle: _Bundle, place: int, late: str, ended: str) -> None:
        bundle.deaths[place] = bundle.deaths.get(place, 0) + 1
        if late or bundle.deaths[place] >= _MOST_DEATHS:
            kind, message = (TIMEOUT, late) if late else (DIED, ended)
            bundle.settle(place, self._work.lost(bundle.items[place], kind, message))

    def _hired(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        begun: MutableSequence[int] = self._context.RawArray("q", 1)
        process = self._context.Process(target=_serve, args=(theirs, begun, self._work), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours, begun, since=time.monotonic())


def _bundled(items: Iterable[_Item]) -> Iterator[_Bundle]:
    """The records in bundles: the first ones small, so that something comes out soon and all workers have some."""
    bundle: list[_Item] = []
    size, most = 0, 1
    for item in items:
        bundle.append(item)
        if not isinstance(item, Fault):
            size += sum(len(value) for value in item.values() if isinstance(value, str | bytes))
        if len(bundle) >= most or size >= _MOST_SIZE:
            yield _Bundle(bundle)
            bundle, size, most = [], 0, min(most * 2, _MOST_RECORDS)
    if bundle:
        yield _Bundle(bundle)


def _has_word(worker: _Worker) -> bool:
    try:
        return worker.pipe.poll()
    except OSError:
        return False


def _dismiss(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, begun: MutableSequence[int], work: Work) -> None:
    """The life of a worker: it takes bundles and gives their outcomes back, until it is ended or left alone."""
    # An interrupt from the keyboard reaches all processes of a terminal; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What the command does on these is inherited where processes are forked; a worker just ends.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and callable(signal.getsignal(getattr(signal, name))):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    bundles: SimpleQueue[list[_Item] | None] = SimpleQueue()
    # What is sent is always taken in, so that parent and worker never both wait to be rid of something.
    Thread(target=_take_in, args=(pipe, bundles), daemon=True).start()
    work.warm()
    while True:
        outcomes = []
        items = bundles.get()
        if items is None:
            os._exit(_UNREADABLE)
        for item in items:
            begun[0] += 1
            outcomes.append(work(item))
        try:
            pipe.send(outcomes)
        except OSError:
            os._exit(0)


def _take_in(pipe: Connection, bundles: SimpleQueue[list[_Item] | None]) -> None:
    """Take in what the parent sends; None stands for a bundle that cannot be read, whose turn comes as it came."""
    parent = multiprocessing.parent_process()
    sources: list[Connection | int] = [pipe]
    if parent is not None:
        sources.append(parent.sentinel)
    try:
        while pipe in wait(sources):
            sent = pipe.recv_bytes()
            try:
                bundles.put(pickle.loads(sent))  # noqa: S301 - by the parent
            except Exception:
                bundles.put(None)
    finally:
        os._exit(1)  # there is no parent any more
