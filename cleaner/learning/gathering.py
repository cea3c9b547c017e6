"""Count files added up: which blocks a publisher repeats, in which wordings, where and when.

DuckDB does the adding up, in a bounded part of memory and on disk beyond that. Nothing in the result depends on the order
of the files: articles are taken once each, sums are whole numbers, and samples are those with the lowest numbers.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from glob import escape
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.batch.tables import arrow
from cleaner.errors import MissingExtraError
from cleaner.learning.copies import Line, lines_of
from cleaner.learning.counting import NEEDS, checked
from cleaner.learning.observing import PLAIN
from cleaner.learning.stories import Told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "400MB"
"""What DuckDB takes before it uses the disk."""
LEAST_ARTICLES = 3
"""Articles that a line must stand in."""
SAMPLE = 24
"""Articles of a line that are compared with each other."""
BASE = 100
"""Articles of a publisher by which it is told what is common."""
_NEAR = 100
"""Paragraphs of a publisher's journalism among which the one nearest to a line is looked for."""
_AT_ONCE, _MOST_HELD = 1_000, 50_000
"""Rows that are read, and written, at a time."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line and what is known of it."""

    line: Line
    articles: int
    places: tuple[int, int, int]
    odds: float
    """Mean log-odds that it is boilerplate, by the judge."""
    kinds: tuple[tuple[str, int], ...]
    spared: int
    """How often it is said that it is to be spared."""
    removed: int
    """Out of how many articles all of it goes as things are."""
    first: date | None
    last: date | None
    languages: tuple[tuple[str, int], ...]
    sample: tuple[int, ...]


class Publisher(NamedTuple):
    """All that is known of a publisher's lines."""

    name: str
    articles: int
    lines: list[Repeated]
    told: list[Told]
    """The articles of the lines' samples and of the base."""
    base: frozenset[int]
    repeated: frozenset[int]
    """The blocks of its lines."""
    journalism: list[str]
    """Paragraphs that stand in one article each and are nothing but journalism to the judge."""


class Gathering:
    """Count files, added up; what that needs on disk is gone when the context is left."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self._files = checked(paths)
        self._folder = ""
        self._base: DuckDBPyConnection

    def __enter__(self) -> Gathering:
        duckdb = _duckdb()
        self._folder = mkdtemp(prefix="cleaner-learning-")
        settings = {"threads": "2", "memory_limit": _MEMORY, "temp_directory": self._folder, "preserve_insertion_order": "false"}
        self._base = duckdb.connect(str(Path(self._folder) / "sums.duckdb"), config=settings)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._base.close()
        shutil.rmtree(self._folder)

    def publishers(self) -> Iterator[Publisher]:
        """The publishers that repeat something, by name."""
        for statement in _STATEMENTS:
            self._base.execute(statement, {"files": list(map(escape, self._files))} if "$files" in statement else None)
        lines = self._find_lines()
        yield from self._joined(lines)

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a thousand at a time."""
        cursor = self._base.cursor()
        cursor.execute(query)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
        cursor.close()

    def _find_lines(self) -> list[Line]:
        """The lines, by number; the table `members` has the blocks of each."""
        found: list[Line] = []
        members: list[tuple[int, int, int]] = []
        edges = _ByPublisher(self._rows("SELECT publisher, least, digest FROM edges ORDER BY ALL"))
        self._base.execute("CREATE TABLE members (publisher INTEGER, digest UBIGINT, line INTEGER)")
        for publisher, rows in groupby(self._rows(_WORDINGS), lambda row: int(row[0])):
            new = lines_of([(digest, text, count) for _, digest, text, count in rows], edges.of(publisher), LEAST_ARTICLES)
            members += [(publisher, digest, len(found) + number) for number, line in enumerate(new) for digest in line.digests]
            found += new
            if len(members) >= _MOST_HELD:
                self._insert(members)
                members = []
        self._insert(members)
        return found

    def _insert(self, members: Sequence[tuple[int, int, int]]) -> None:
        """Put rows into the table `members`."""
        pyarrow, _ = arrow(*NEEDS)
        types = [("publisher", pyarrow.int32()), ("digest", pyarrow.uint64()), ("line", pyarrow.int32())]
        rows = [dict(zip(("publisher", "digest", "line"), member, strict=True)) for member in members]
        self._base.register("fresh", pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(types)))
        self._base.execute("INSERT INTO members SELECT * FROM fresh")
        self._base.unregister("fresh")

    def _joined(self, lines: Sequence[Line]) -> Iterator[Publisher]:
        self._base.execute(_LINES)
        self._base.execute(_SAMPLED)
        told = _ByPublisher(self._rows(_TOLD))
        plain = _ByPublisher(self._rows(_JOURNALISM))
        names = {number: (name, count, base) for number, name, count, base in self._rows("SELECT id, name, articles, base FROM publishers")}
        for publisher, rows in groupby(self._rows("SELECT * FROM lines ORDER BY publisher, line"), lambda row: int(row[0])):
            repeated = [_repeated(row, lines[row[1]]) for row in rows]
            name, count, base = names[publisher]
            yield Publisher(
                name,
                count,
                repeated,
                [_told(row) for row in told.of(publisher)],
                frozenset(base),
                frozenset(digest for one in repeated for digest in one.line.digests),
                [text for _, texts in plain.of(publisher) for text in texts],
            )


class _ByPublisher:
    """Rows that are ordered by publisher, handed out a publisher at a time; those asked for must be in that order too."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, lambda row: int(row[0]))
        self._ahead: tuple[int, list[tuple[Any, ...]]] | None = None

    def of(self, publisher: int) -> list[tuple[Any, ...]]:
        """The rows of a publisher; none where there are none."""
        while self._ahead is None or self._ahead[0] < publisher:
            group = next(self._groups, None)
            if group is None:
                return []
            number, rows = group
            # Rows of publishers that nobody asks for are passed over unread.
            self._ahead = (number, list(rows) if number >= publisher else [])
        return self._ahead[1] if self._ahead[0] == publisher else []


def _repeated(row: Sequence[Any], line: Line) -> Repeated:
    _, _, articles, start, middle, end, odds, seen, kinds, spared, removed, first, last, spoken, sample = row
    return Repeated(
        line, articles, (start, middle, end), odds / seen / 10, _ranked(kinds), spared, removed, first, last, _ranked(spoken), tuple(sample)
    )  # fmt: skip


def _ranked(counts: dict[str, int] | None) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((counts or {}).items(), key=lambda item: (-item[1], item[0])))


def _told(row: Sequence[Any]) -> Told:
    _, article, url, headline, words, places, digests, ordinals = row
    return Told(
        article, url, headline, frozenset(digests), dict(zip(words, places, strict=True)), dict(zip(digests, ordinals, strict=True))
    )  # fmt: skip


def _duckdb() -> Any:  # noqa: ANN401 - it is there with an extra alone
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("proposals of rules", "learning") from error
    return duckdb


_ROW = "filename, file_row_number"
# Names are no patterns, and folders called `date=2026-03-01` say nothing of what is in the files.
_READ = "read_parquet($files, filename = true, file_row_number = true, hive_partitioning = false)"
_STATEMENTS = (
    # Of an article that is noted several times the row with the lowest content is taken, whichever file has it.
    f"""CREATE TABLE chosen AS SELECT publisher, article, unnest(min_by(struct_pack(filename := filename, number := file_row_number),
        (content, date, headline, filename, file_row_number))) FROM {_READ} GROUP BY publisher, article""",
    f"""CREATE TABLE publishers AS SELECT row_number() OVER (ORDER BY publisher) AS id, publisher AS name, count(*) AS articles,
        min(article, {BASE}) AS base FROM chosen GROUP BY publisher""",
    f"""CREATE TABLE articles AS SELECT p.id::INTEGER AS publisher, article, url, headline, words, places, date, language, blocks
        FROM {_READ} a JOIN chosen c USING (publisher, article, filename) JOIN publishers p ON p.name = publisher
        WHERE a.file_row_number = c.number""",
    """CREATE TABLE blocks AS SELECT publisher, article, date, language, unnest(blocks, recursive := true) FROM articles""",
    """CREATE TABLE counts AS SELECT publisher, digest, count(*) AS n FROM blocks GROUP BY ALL HAVING n > 1""",
    """CREATE TABLE keyed AS SELECT publisher, digest, hash(publisher, place, key) AS key FROM (
        SELECT publisher, digest, unnest(keys) AS key, generate_subscripts(keys, 1) AS place FROM blocks)""",
    """CREATE TABLE shared AS SELECT key, min(digest) AS least FROM keyed GROUP BY key HAVING min(digest) <> max(digest)""",
    """CREATE TABLE edges AS SELECT DISTINCT publisher, least, digest FROM keyed JOIN shared USING (key) WHERE digest <> least""",
    f"""CREATE TABLE candidates AS SELECT publisher, digest FROM counts WHERE n >= {LEAST_ARTICLES}
        UNION SELECT publisher, digest FROM edges UNION SELECT publisher, least FROM edges""",
)
_WORDINGS = """SELECT publisher, digest, min(text) AS text, count(*) AS n FROM blocks SEMI JOIN candidates USING (publisher, digest)
    GROUP BY publisher, digest HAVING min(text) IS NOT NULL ORDER BY publisher, n DESC, text, digest"""
_LINES = f"""CREATE TABLE lines AS SELECT publisher, line, count(DISTINCT article)::INTEGER AS articles,
    count(*) FILTER (place = 0)::INTEGER, count(*) FILTER (place = 1)::INTEGER, count(*) FILTER (place = 2)::INTEGER,
    sum(round(odds * 10)::INTEGER)::BIGINT, count(*)::INTEGER, histogram(kind), count(*) FILTER (spared)::INTEGER,
    (articles - count(DISTINCT article) FILTER (NOT removed))::INTEGER, min(date), max(date),
    histogram(language) FILTER (language IS NOT NULL), min(DISTINCT article, {SAMPLE}) AS sample
    FROM blocks JOIN members USING (publisher, digest) GROUP BY publisher, line HAVING articles >= {LEAST_ARTICLES}"""
_SAMPLED = """CREATE TABLE sampled AS SELECT publisher, unnest(sample) AS article FROM lines
    UNION SELECT id, unnest(base) FROM publishers WHERE id IN (SELECT publisher FROM lines)"""
_TOLD = """SELECT publisher, article, url, headline, words, places, list_transform(blocks, lambda b: b.digest),
    list_transform(blocks, lambda b: b.ordinal) FROM articles SEMI JOIN sampled USING (publisher, article) ORDER BY publisher, article"""
_JOURNALISM = f"""SELECT publisher, min_by(text, digest, {_NEAR}) FROM blocks ANTI JOIN counts USING (publisher, digest)
    ANTI JOIN candidates USING (publisher, digest) WHERE text IS NOT NULL AND NOT removed AND odds <= {PLAIN}
    GROUP BY publisher ORDER BY publisher"""
