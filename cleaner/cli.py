"""The command `cleaner`: files in, journalism out. stdout carries data alone, messages go to stderr.

    cleaner [clean] [FILE...|-]   the article of each file
    cleaner explain FILE          what was removed, what nearly, and why
    cleaner diff FILE             the text with what was removed marked

Exit status: 0 all done, 1 some files failed, 2 usage, 130 interrupted. A pipe that its reader closes ends the
command quietly.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cleaner import __version__
from cleaner.article import Article
from cleaner.engine import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Kind, Mode
from cleaner.readers.source import decode_text

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 128 + signal.SIGINT

_STDIN = "-"

_Writer = Callable[[str, Article], str]
"""What is written of one article, given the name of its file; without the line break at the end."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. `argv` is without the program's name; by default `sys.argv`."""
    parser = _parser()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser.parse_args(_with_command(given))
    except SystemExit as stop:  # argparse has said why, or has shown the help or the version
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        return _run(options)
    except _UsageError as error:
        _tell(str(error))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return DONE


class _UsageError(Exception):
    """The command cannot be done as it was given."""


def _write_text(_: str, article: Article) -> str:
    return article.text


def _write_json(name: str, article: Article) -> str:
    return json.dumps({"id": name, **article.to_dict()}, ensure_ascii=False)


def _write_markdown(_: str, article: Article) -> str:
    return article.to_markdown()


def _write_explanation(_: str, article: Article) -> str:
    return article.explain()


def _write_diff(_: str, article: Article) -> str:
    return article.diff()


_FORMATS: dict[str, _Writer] = {"text": _write_text, "json": _write_json, "markdown": _write_markdown}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cleaner",
        description="Takes donation appeals and publisher boilerplate out of news articles, and says what it took and why.",
        epilog="Without a command, `clean` is meant: `cleaner page.html`. A file that is named like a command is given as ./clean.",
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    clean = commands.add_parser("clean", help="the article of each file (default)", description="Writes the article of each file.")
    clean.add_argument("files", nargs="*", metavar="FILE", help="HTML or text; - or nothing: standard input")
    clean.add_argument("--to", choices=tuple(_FORMATS), default="text", help="output; json: one object a line (default: text)")
    _add_options(clean)

    for name, writer, purpose in (
        ("explain", _write_explanation, "what was removed, what nearly, and why"),
        ("diff", _write_diff, "the text with what was removed marked"),
    ):
        command = commands.add_parser(name, help=purpose, description=f"Writes {purpose}.")
        command.add_argument("files", nargs=1, metavar="FILE", help="HTML or text; - for standard input")
        command.set_defaults(writer=writer)
        _add_options(command)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="form", choices=("html", "text"), help="what the files are (default: told apart by their content)")
    parser.add_argument("--url", help="address of the page: binds the rules of its publisher")
    parser.add_argument("--lang", metavar="CODE", help="language of the texts, ISO 639-1 (default: told from each)")
    modes = tuple(map(str, Mode))
    parser.add_argument("--mode", choices=modes, default="balanced", help="how sure to be of a removal (default: balanced)")
    parser.add_argument("--keep", metavar="KIND,...", action="append", type=_kinds, default=[], help=f"kinds that stay: {', '.join(Kind)}")
    parser.add_argument("--packs", metavar="DIR", action="append", default=[], help="folder or file of further rule packs; repeatable")
    parser.add_argument("-o", dest="output", metavar="PATH", help="write here and not to standard output")


def _kinds(listed: str) -> list[Kind]:
    """The kinds of a list by comma; argparse shows the message of the error."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Kind)]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown kind {', '.join(map(repr, unknown))}; use {', '.join(Kind)}")
    return [Kind(name) for name in names]


def _with_command(given: Sequence[str]) -> list[str]:
    """The arguments with `clean` before them where they begin with no command and no option of the program itself."""
    if given and given[0] in {"clean", "explain", "diff", "-h", "--help", "--version"}:
        return list(given)
    return ["clean", *given]


def _run(options: argparse.Namespace) -> int:
    files: list[str] = options.files or [_STDIN]
    if not options.files and sys.stdin.isatty():
        raise _UsageError("nothing to read; name a file, or pipe a text into it: cleaner < article.txt")
    if files.count(_STDIN) > 1:
        raise _UsageError("- stands twice, but standard input can be read only once; name it once")
    if options.output is not None:
        _check_output(options.output, files)
    try:
        cleaner = Cleaner(
            keep=[kind for kinds in options.keep for kind in kinds],
            packs=options.packs,
            languages=[options.lang] if options.lang else None,
            mode=options.mode,
        )
    except CleanerError as error:
        raise _UsageError(str(error)) from error
    write: _Writer = options.writer if "writer" in options else _FORMATS[options.to]
    # A blank line parts articles; objects of JSON stand one a line.
    between = b"" if write is _write_json else b"\n"
    failed = written = False
    with _output(options.output) as output:
        for name in files:
            try:
                article = _article(cleaner, _bytes_of(name), options)
            except OSError as error:
                _tell(f"{name}: {error.strerror or error}; give a file that can be read")
                failed = True
                continue
            except CleanerError as error:
                _tell(f"{name}: {error}")
                failed = True
                continue
            for warning in article.warnings:
                _tell(f"{name}: warning: {warning}")
            output.write((between if written else b"") + _encoded(write(name, article), json_escapes=write is _write_json) + b"\n")
            output.flush()
            written = True
    return FAILED if failed else DONE


def _article(cleaner: Cleaner, data: bytes, options: argparse.Namespace) -> Article:
    if options.form == "text":
        return cleaner.clean_text(decode_text(data), options.url)
    if options.form == "html":
        return cleaner.clean_html(data, options.url)
    return cleaner.clean(data, options.url)


def _bytes_of(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()


def _check_output(output: str, files: Sequence[str]) -> None:
    """Refuse an output that cannot be written, or that is one of the inputs: opening it would empty it."""
    path = Path(output)
    if path.is_dir():
        raise _UsageError(f"{output} is a folder; give -o the name of a file")
    if not path.parent.is_dir():
        raise _UsageError(f"the folder {str(path.parent)!r} is not there; make it, or give -o another path")
    if path.exists() and any(name != _STDIN and Path(name).exists() and path.samefile(name) for name in files):
        raise _UsageError(f"{output} is one of the inputs and would be overwritten; give -o another path")


@contextmanager
def _output(path: str | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        file = Path(path).open("wb")  # noqa: SIM115 - only opening it may fail here, so the `with` comes after
    except OSError as error:
        raise _UsageError(f"{path}: {error.strerror or error}; give -o a path that can be written") from error
    with file:
        yield file


def _encoded(text: str, *, json_escapes: bool) -> bytes:
    # Half a surrogate pair has no UTF-8 form; `backslashreplace` writes it as JSON does.
    return text.encode("utf-8", "backslashreplace" if json_escapes else "replace")


def _tell(message: str) -> None:
    print(f"cleaner: {message}", file=sys.stderr)


def _silence_stdout() -> None:
    """Let the interpreter's last flush of standard output go nowhere: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
