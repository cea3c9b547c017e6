"""The pytest plugin: fixtures, and tests of the files in a folder (`--cleaner-corpus`).

It is loaded in each run of pytest where this library is installed, and so imports the engine only when it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

    from cleaner.article import Article
    from cleaner.engine import Cleaner
    from cleaner.readers.source import Source

    Laws = Callable[..., Article]
    GoldenCheck = Callable[..., None]

SUFFIXES = (".htm", ".html", ".text", ".txt", ".xhtml")
"""Files of a corpus that are articles; HTML and text are told apart by content."""
GOLDEN = ".golden.json"
"""What a golden file's name has behind that of its article."""
_FOLDER = pytest.StashKey[Path]()
_WRITTEN = "cleaner_golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two options, under a heading of their own."""
    group = parser.getgroup("cleaner", "articles (article-cleaner)")
    group.addoption(
        "--cleaner-corpus",
        metavar="DIR",
        help="clean every HTML and text file in a folder: each must keep the laws, and give what its golden file says",
    )
    group.addoption("--cleaner-update", action="store_true", help="write the golden files anew, instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    """Add the corpus to what is collected, unless files in it are named anyway."""
    told: str | None = config.getoption("cleaner_corpus")
    if told is None:
        return
    # Not resolved: pytest names files by the path that leads to them, symbolic links and all.
    folder = Path(os.path.abspath(config.invocation_params.dir / told))
    if not folder.is_dir():
        raise pytest.UsageError(f"--cleaner-corpus: {told} is not a folder; give one with articles as HTML or text")
    if not any(map(_is_article, folder.rglob("*"))):
        raise pytest.UsageError(f"--cleaner-corpus: no article in {told}; their names end with {', '.join(SUFFIXES)}")
    config.stash[_FOLDER] = folder
    named = [Path(os.path.abspath(config.invocation_params.dir / argument.partition("::")[0])) for argument in config.args]
    if not any(path.is_relative_to(folder) for path in named):
        config.args.append(str(folder))


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests of an article in the corpus, or of a golden file that has lost its article."""
    folder = parent.config.stash.get(_FOLDER, None)
    if folder is None or not file_path.is_relative_to(folder):
        return None
    if _is_article(file_path):
        return _ArticleFile.from_parent(parent, path=file_path)
    if file_path.name.endswith(GOLDEN) and not _article_of(file_path).exists():
        return _LoneGolden.from_parent(parent, path=file_path)
    return None


def _article_of(golden: Path) -> Path:
    return golden.with_name(golden.name.removesuffix(GOLDEN))


class _ArticleFile(pytest.File):
    """An article of the corpus."""

    def collect(self) -> Iterator[pytest.Item]:
        yield _ArticleTest.from_parent(self, name="laws", callobj=_keeps_the_laws)
        yield _ArticleTest.from_parent(self, name="golden", callobj=_is_as_before)


class _LoneGolden(pytest.File):
    """A golden file without an article."""

    def collect(self) -> Iterator[pytest.Item]:
        yield _ArticleTest.from_parent(self, name="golden", callobj=_has_an_article)


class _ArticleTest(pytest.Function):
    """A test of a file: it asks for fixtures as any test does, and is told by the file's name."""

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"{self.path.name}: {self.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override] # as in pytest
        from cleaner.errors import CleanerError

        # What is wrong is in the message; where the check stands in this library tells nobody anything.
        if isinstance(excinfo.value, AssertionError | CleanerError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


def _keeps_the_laws(cleaner_laws: Laws, request: pytest.FixtureRequest) -> None:
    cleaner_laws(request.node.path.read_bytes(), _url_of(request.node.path))


def _is_as_before(cleaner_engine: Cleaner, cleaner_golden: GoldenCheck, request: pytest.FixtureRequest) -> None:
    path = request.node.path
    cleaner_golden(cleaner_engine.clean(path.read_bytes(), _url_of(path)), path.with_name(path.name + GOLDEN))


def _has_an_article(request: pytest.FixtureRequest) -> None:
    from cleaner.testing.golden import GoldenError

    path = request.node.path
    raise GoldenError(f"{path.name} has no article beside it: put {_article_of(path).name} back, or delete it")


def _url_of(article: Path) -> str | None:
    """The address in the article's golden file, where there is one."""
    from cleaner.testing.golden import read_golden

    golden = article.with_name(article.name + GOLDEN)
    url = read_golden(golden).get("url") if golden.exists() else None
    return None if url is None else str(url)


@pytest.fixture(scope="session")
def cleaner_engine() -> Cleaner:
    """The `Cleaner` that is tested: one without options, unless a conftest.py has a fixture of this name."""
    from cleaner.engine import Cleaner

    return Cleaner()


@pytest.fixture
def cleaner_laws(cleaner_engine: Cleaner) -> Laws:
    """A function of a source (and its address) that returns its article, once that is found to keep the laws."""
    from cleaner.testing.laws import assert_laws

    def check(source: Source, url: str | None = None) -> Article:
        return assert_laws(cleaner_engine, source, url)

    return check


@pytest.fixture
def cleaner_golden(request: pytest.FixtureRequest) -> GoldenCheck:
    """A function of an article and the path of a golden file, which it compares; with `--cleaner-update` it writes the file."""
    from cleaner.testing.golden import GoldenError, changes, golden_of, read_golden, write_golden

    update = request.config.getoption("cleaner_update")

    def check(article: Article, path: str | os.PathLike[str]) -> None:
        path = Path(path)
        before = read_golden(path) if path.exists() else None
        after = golden_of(article, article.document.url)
        told = changes(before or {}, after)
        if update and (before is None or told):
            write_golden(path, after)
            request.node.user_properties.append((_WRITTEN, str(path)))
        elif before is None:
            raise GoldenError(f"there is no {path.name}; --cleaner-update writes it")
        elif told:
            lines = "\n".join(f"  {line}" for line in told)
            raise GoldenError(f"{path.name} says otherwise; --cleaner-update takes this over:\n{lines}")

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which golden files were written."""
    passed: list[pytest.TestReport] = terminalreporter.stats.get("passed", [])
    written = [value for report in passed for name, value in report.user_properties if name == _WRITTEN]
    if written:
        terminalreporter.section("golden files written")
        for path in written:
            terminalreporter.line(os.path.relpath(str(path), terminalreporter.config.invocation_params.dir))
