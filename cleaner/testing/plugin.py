"""The pytest plugin: fixtures, and tests of the files in a folder (`--cleaner-corpus`).

It is loaded in each run of pytest where this library is installed, and so imports the engine only when it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
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
_FOLDERS = pytest.StashKey[tuple[Path, ...]]()
"""The folders of the corpus."""
_WAYS = pytest.StashKey[set[Path]]()
"""Folders that pytest would not enter and that lead to one of those."""
_WRITTEN = "cleaner_golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two options, under a heading of their own."""
    group = parser.getgroup("cleaner", "articles (article-cleaner)")
    group.addoption(
        "--cleaner-corpus",
        metavar="DIR",
        action="append",
        default=[],
        help="clean every HTML and text file in a folder: each must keep the laws, and give what its golden file says; may be repeated",
    )
    group.addoption("--cleaner-update", action="store_true", help="write the golden files anew, instead of comparing with them")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Find the folders of the corpus, and refuse one that brings code: this is before pytest runs any conftest.py."""
    given = early_config.known_args_namespace
    folders = early_config.stash[_FOLDERS] = tuple(_folder_of(early_config, told) for told in given.cleaner_corpus)
    early_config.stash[_WAYS] = set()
    code = [] if given.noconftest else [place for folder in folders for place in _within(folder) if (place / "conftest.py").exists()]
    if code:
        raise pytest.UsageError(
            f"--cleaner-corpus: pytest would run {code[0] / 'conftest.py'}, and nothing in a corpus is run; "
            "move it to a folder above the corpus, or delete it"
        )


def _folder_of(config: pytest.Config, told: str) -> Path:
    """Where a folder is: from where pytest was started, or from its ini file, in which the option may stand."""
    if not told:
        raise pytest.UsageError("--cleaner-corpus is empty; give a folder with articles as HTML or text")
    starts = (config.invocation_params.dir, *((config.inipath.parent,) if config.inipath else ()))
    for start in starts:
        # Not resolved: pytest names files by the path that leads to them, symbolic links and all.
        folder = Path(os.path.abspath(start / told))
        if folder.is_dir():
            return folder
    raise pytest.UsageError(f"--cleaner-corpus: {told} is not a folder; give one with articles as HTML or text")


def _within(folder: Path) -> Iterator[Path]:
    """A folder and those in it, through symbolic links as pytest goes, each once."""
    seen: set[str] = set()
    for place, folders, _ in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
        else:
            seen.add(real)
            yield Path(place)


def pytest_configure(config: pytest.Config) -> None:
    """Add the corpus to what is collected, unless files in it are named anyway."""
    named = [Path(os.path.abspath(config.invocation_params.dir / argument.partition("::")[0])) for argument in config.args]
    for folder in config.stash.get(_FOLDERS, ()):
        if not _has_articles(folder, config):
            told = os.path.relpath(folder, config.invocation_params.dir)
            raise pytest.UsageError(
                f"--cleaner-corpus: no article in {told}; their names end with {', '.join(SUFFIXES)}, and neither hidden files "
                "are taken nor what is in folders that pytest does not enter (norecursedirs)"
            )
        if not any(path.is_relative_to(folder) for path in named):
            if "[" in str(folder) or "::" in str(folder):
                raise pytest.UsageError(f"--cleaner-corpus: pytest takes no path with [ or :: in it; rename {folder}")
            config.args.append(str(folder))


def _has_articles(folder: Path, config: pytest.Config) -> bool:
    """There is an article among what pytest will collect."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise pytest.UsageError(f"--cleaner-corpus: {folder} cannot be read: {error.strerror or error}") from error
    taken = [path for path in inside if not config.hook.pytest_ignore_collect(collection_path=path, config=config)]
    return any(map(_is_article, taken)) or any(_has_articles(path, config) for path in taken if path.is_dir())


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and not path.is_dir()


def _is_in_corpus(path: Path, config: pytest.Config) -> bool:
    return any(path.is_relative_to(folder) for folder in config.stash.get(_FOLDERS, ()))


@pytest.hookimpl(wrapper=True)
def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> Generator[None, bool | None, bool | None]:
    """Let pytest go to a corpus that was named, whatever `norecursedirs` says."""
    ignored = yield
    if ignored and any(folder.is_relative_to(collection_path) for folder in config.stash.get(_FOLDERS, ())):
        config.stash[_WAYS].add(collection_path)
        return None
    return ignored


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Folders of the corpus are no packages, whose `__init__.py` would be run."""
    if _is_in_corpus(path, parent.config):
        return pytest.Dir.from_parent(parent, path=path)
    if path in parent.config.stash.get(_WAYS, ()) or isinstance(parent, _Way):
        return _Way.from_parent(parent, path=path)
    return None


class _Way(pytest.Directory):
    """A folder that is entered for the corpus somewhere in it, and for nothing else."""

    def collect(self) -> Iterator[pytest.Collector]:
        folders = self.config.stash[_FOLDERS]
        for path in sorted({self.path / folder.relative_to(self.path).parts[0] for folder in folders if self.path in folder.parents}):
            collector: pytest.Collector = self.ihook.pytest_collect_directory(path=path, parent=self)
            yield collector


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, Iterable[pytest.Collector], Iterable[pytest.Collector]]:
    """The tests of an article in the corpus, or of a golden file that has lost its article.

    Nothing else comes of a file there: pytest would look for Python in it, by its name or by `>>>`, and run it.
    """
    others = yield
    if not _is_in_corpus(file_path, parent.config):
        return others
    name, node_id = _named(file_path, parent.config)
    if _is_article(file_path):
        return [_ArticleFile.from_parent(parent, path=file_path, name=name, nodeid=node_id)]
    if file_path.name.endswith(GOLDEN) and not _article_of(file_path).exists():
        return [_LoneGolden.from_parent(parent, path=file_path, name=name, nodeid=node_id)]
    return []


def _article_of(golden: Path) -> Path:
    return golden.with_name(golden.name.removesuffix(GOLDEN))


def _encodable(text: str) -> str:
    """The text with escapes for those bytes of a file's name that are not UTF-8, which neither pytest's cache nor its reports can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _named(path: Path, config: pytest.Config) -> tuple[str | None, str | None]:
    """Name and id of a file that needs escapes in them; None for any other, which pytest names."""
    told = os.path.relpath(path, config.rootpath)
    escaped = _encodable(told)
    return (None, None) if told == escaped else (_encodable(path.name), escaped.replace(os.sep, "/"))


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
        return Path(_encodable(str(self.path))), None, _encodable(f"{self.path.name}: {self.name}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override] # as in pytest
        from cleaner.errors import CleanerError

        # What is wrong is in the message; where the check stands in this library tells nobody anything.
        if isinstance(excinfo.value, AssertionError | CleanerError):
            return _encodable(str(excinfo.value))
        return super().repr_failure(excinfo)


def _keeps_the_laws(cleaner_laws: Laws, request: pytest.FixtureRequest) -> None:
    cleaner_laws(_content_of(request.node.path), _url_of(request.node.path))


def _is_as_before(cleaner_engine: Cleaner, cleaner_golden: GoldenCheck, request: pytest.FixtureRequest) -> None:
    from cleaner.engine import Cleaner
    from cleaner.testing.arguments import check_type

    check_type("cleaner_engine", cleaner_engine, Cleaner)
    path = request.node.path
    cleaner_golden(cleaner_engine.clean(_content_of(path), _url_of(path)), path.with_name(path.name + GOLDEN))


def _has_an_article(request: pytest.FixtureRequest) -> None:
    from cleaner.testing.golden import GoldenError

    path = request.node.path
    raise GoldenError(f"{path.name} has no article beside it: put {_article_of(path).name} back, or delete it")


def _content_of(article: Path) -> bytes:
    from cleaner.errors import InputError

    try:
        return article.read_bytes()
    except OSError as error:
        raise InputError(f"{article.name} cannot be read: {error.strerror or error}") from error


def _url_of(article: Path) -> str | None:
    """The address in the article's golden file, where there is one; what is wrong with the file is for the golden test to say."""
    from cleaner.errors import InputError
    from cleaner.testing.golden import read_golden

    try:
        url = read_golden(article.with_name(article.name + GOLDEN)).get("url")
    except (FileNotFoundError, InputError):
        return None
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
    from cleaner.article import Article
    from cleaner.testing.arguments import check_type
    from cleaner.testing.golden import GoldenError, changes, golden_of, is_cleaned, read_golden, write_golden

    update = request.config.getoption("cleaner_update")

    def check(article: Article, path: str | os.PathLike[str]) -> None:
        __tracebackhide__ = True  # what is wrong is in the message
        check_type("article", article, Article)
        path = Path(path)
        try:
            before = read_golden(path)
        except FileNotFoundError:
            before = None
        after = golden_of(article, article.document.url)
        told = changes(before or {}, after)
        if before is not None and not told:
            return
        if update and is_cleaned(article):
            write_golden(path, after)
            request.node.user_properties.append((_WRITTEN, _encodable(str(path))))
            return
        wrong, remedy = (f"there is no {path.name}", "writes it") if before is None else (f"{path.name} says otherwise", "takes this over:")
        remedy = f"--cleaner-update {remedy}" if is_cleaned(article) else "no golden file is written of an article that was not cleaned:"
        lines = [*([] if before is None else told), *(f"warning: {warning}" for warning in article.warnings)]
        raise GoldenError("\n  ".join((f"{wrong}; {remedy}", *lines)))

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which golden files were written."""
    # A file is written, too, by a test that fails after it.
    told = [report for reports in terminalreporter.stats.values() for report in reports if isinstance(report, pytest.TestReport)]
    written = dict.fromkeys(value for report in told for name, value in report.user_properties if name == _WRITTEN)
    if written:
        terminalreporter.section("golden files written")
        for path in written:
            terminalreporter.line(os.path.relpath(str(path), terminalreporter.config.invocation_params.dir))
