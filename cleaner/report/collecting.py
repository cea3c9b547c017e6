"""Counts and samples of many articles, taken one at a time and in bounded memory; reports of parts add up to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from os import PathLike, fspath

from cleaner.article import Article
from cleaner.errors import InputError
from cleaner.model import Kind
from cleaner.report.entries import Card, Entry, Failure, entry_of, failure_of
from cleaner.report.least import Least, digest
from cleaner.report.sums import Pool, Sums

SAMPLES = 40
BINS = 20
"""Columns of the plots: each is a twentieth of the range from 0 to 1."""
_MOST_NAMES = 2000
"""Names of a table that are counted apart; see `Pool`."""
_EACH_KIND = 4
"""Articles that are shown for each kind, beside those that are drawn from all."""


class Report:
    """What was done with many articles.

    `samples` is how many articles, doubtful removals, near misses and failures are shown, each. `about` is what the page
    is to say of itself: the input, the options. Raises `InputError` for a number of samples that is none.
    """

    def __init__(self, samples: int = SAMPLES, about: Mapping[str, str] | None = None) -> None:
        if type(samples) is not int or samples < 0:
            raise InputError(f"samples is {samples!r}; give a whole number, 0 or more")
        self.samples = samples
        self.about = dict(about or {})
        self.total = Sums()
        self.kinds, self.publishers, self.rules, self.languages = (Pool(_MOST_NAMES) for _ in range(4))
        """By name; what has none is under ""."""
        self.failed, self.warnings = Pool(_MOST_NAMES), Pool(_MOST_NAMES)
        """Records that could not be cleaned by the type of their error, and articles by their warnings."""
        self.confidences: Counter[int] = Counter()
        """Removals by twentieth of their confidence, 0 to 19."""
        self.near: Counter[int] = Counter()
        """Near misses in the same way."""
        self.shares: Counter[int] = Counter()
        """Articles from which something was removed, by twentieth of the share of their characters that was."""
        self._doubtful: Least[Card] = Least(samples)
        self._spared: Least[Card] = Least(samples)
        self._drawn: Least[Card] = Least(samples)
        self._of_kind: dict[str, Least[Card]] = {str(kind): Least(min(samples, _EACH_KIND)) for kind in Kind}
        self._failures: Least[Failure] = Least(samples)

    def add(self, article: Article, id: object = None, url: str | None = None) -> None:
        """Take an article; `url` stands in for an address that it does not have itself."""
        self.take(entry_of(article, id, url))

    def fail(self, id: object, type: str, message: str) -> None:
        """Take a record that could not be cleaned for an error of this type."""
        self.take(failure_of(id, type, message))

    def take(self, found: Entry | Failure) -> None:
        """Take what `entry_of` or `failure_of` made elsewhere, as in another process."""
        if isinstance(found, Failure):
            lot = digest(found)
            self.failed.add(found.type, Sums(articles=1))
            self._failures.offer(lot.hex(), (0.0, lot), found)
            return
        removals = found.removals
        sums = Sums(1, int(bool(removals)), len(removals), found.size, sum(removal.size for removal in removals))
        self.total.add(sums)
        self.publishers.add(found.publisher, sums)
        self.languages.add(found.language, sums)
        _count(self.kinds, found, [removal.kind for removal in removals])
        _count(self.rules, found, [removal.rule for removal in removals])
        for warning in found.warnings:
            self.warnings.add(warning, sums)
        self.confidences.update(_bin(removal.confidence) for removal in removals)
        self.near.update(map(_bin, found.near))
        if removals:
            self.shares[_bin(sums.share)] += 1
        self._draw(found)

    def merge(self, other: Report) -> None:
        """Add what another report has. `InputError` where it has another number of samples: it could not be told which to show."""
        if other.samples != self.samples:
            raise InputError(f"one report has {self.samples} samples, the other {other.samples}; give both the same number")
        self.total.add(other.total)
        for pool, more in zip(self._pools(), other._pools(), strict=True):
            pool.merge(more)
        for counts, further in zip(self._counters(), other._counters(), strict=True):
            counts.update(further)
        for drawn, others in zip(self._samples(), other._samples(), strict=True):
            drawn.merge(others)
        self._failures.merge(other._failures)
        self.about = {**other.about, **self.about}

    @property
    def doubtful(self) -> list[Card]:
        """The removals that are most likely to be wrong, the most doubtful first."""
        return self._doubtful.items()

    @property
    def spared(self) -> list[Card]:
        """What was nearly removed, the nearest first."""
        return self._spared.items()

    @property
    def articles(self) -> list[Card]:
        """Articles drawn from all that were changed, and then some more so that there are some of each kind."""
        drawn = self._drawn.items()
        return list(dict.fromkeys((*drawn, *(card for kind in Kind for card in self._of_kind[kind].items()))))

    @property
    def failures(self) -> list[Failure]:
        """Some of the records that could not be cleaned."""
        return sorted(self._failures.items(), key=lambda failure: (failure.type, failure.id))

    def to_dict(self) -> dict[str, object]:
        """The counts as JSON-ready values; of the samples none."""
        return {
            "about": self.about,
            "total": {**self.total.to_dict(), "near_misses": self.near.total(), "failed": self.failed_records},
            "kinds": self.kinds.to_dict(),
            "publishers": self.publishers.to_dict(),
            "rules": self.rules.to_dict(),
            "languages": self.languages.to_dict(),
            "failures": {name: sums.articles for name, sums in self.failed.ranked()},
            "warnings": {name: sums.articles for name, sums in self.warnings.ranked()},
            "confidences": row_of(self.confidences),
            "near_misses": row_of(self.near),
            "removed_shares": row_of(self.shares),
        }

    @property
    def failed_records(self) -> int:
        """Records that could not be cleaned."""
        return self.failed.total().articles

    def html(self) -> str:
        """The report as one page that needs nothing else."""
        from cleaner.report.page import page

        return page(self)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the page to a file, which comes to its name only when it is whole. `OutputError` where that cannot be."""
        from cleaner.batch.writing import placed

        with placed(fspath(path)) as file:
            file.write(self.html().encode())

    def _draw(self, entry: Entry) -> None:
        for candidate in entry.doubtful:
            self._doubtful.offer(candidate.name, (candidate.confidence, digest(candidate.card)), candidate.card)
        for candidate in entry.spared:
            self._spared.offer(candidate.name, (-candidate.confidence, digest(candidate.card)), candidate.card)
        if entry.removals:
            lot = digest(entry.card)
            for least in (self._drawn, *(self._of_kind[kind] for kind in {removal.kind for removal in entry.removals})):
                least.offer(lot.hex(), (0.0, lot), entry.card)

    def _pools(self) -> tuple[Pool, ...]:
        return self.kinds, self.publishers, self.rules, self.languages, self.failed, self.warnings

    def _counters(self) -> tuple[Counter[int], ...]:
        return self.confidences, self.near, self.shares

    def _samples(self) -> tuple[Least[Card], ...]:
        return self._doubtful, self._spared, self._drawn, *self._of_kind.values()


def row_of(counts: Counter[int]) -> list[int]:
    """The counts of all twentieths."""
    return [counts[place] for place in range(BINS)]


def _count(pool: Pool, entry: Entry, names: list[str]) -> None:
    """Add the removals to those of their names; the article counts once for each name."""
    sums: dict[str, Sums] = {}
    for name, removal in zip(names, entry.removals, strict=True):
        sums.setdefault(name, Sums(1, 1, 0, entry.size)).add(Sums(removals=1, removed=removal.size))
    for name, found in sums.items():
        pool.add(name, found)


def _bin(share: float) -> int:
    return min(BINS - 1, max(0, int(share * BINS)))
