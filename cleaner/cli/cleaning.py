"""`cleaner clean`, `explain` and `diff`: the article of files, or an account of what was taken out of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cleaner.article import Article
from cleaner.cli.streams import DONE, FAILED, UsageError, encoded, output, tell
from cleaner.engine import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Kind, Mode
from cleaner.readers.source import decode_text

_STDIN = "-"

_Writer = Callable[[str, Article], str]
"""What is written of one article, given the name of its file; without the line break at the end."""


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


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands to the program's."""
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


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="form", choices=("html", "text"), help="what the files are (default: told apart by their content)")
    parser.add_argument("--url", help="address of the page: binds the rules of its publisher")
    parser.add_argument("--lang", metavar="CODE", help="language of the texts, ISO 639-1 (default: told from each)")
    modes = tuple(map(str, Mode))
    parser.add_argument("--mode", choices=modes, default="balanced", help="how sure to be of a removal (default: balanced)")
    parser.add_argument("--keep", metavar="KIND,...", action="append", type=_kinds, default=[], help=f"kinds that stay: {', '.join(Kind)}")
    parser.add_argument("--packs", metavar="DIR", action="append", default=[], help="folder or file of further rule packs; repeatable")
    parser.add_argument("-o", dest="output", metavar="PATH", help="write here and not to standard output")
    parser.set_defaults(run=_run)


def _kinds(listed: str) -> list[Kind]:
    """The kinds of a list by comma; argparse shows the message of the error."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Kind)]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown kind {', '.join(map(repr, unknown))}; use {', '.join(Kind)}")
    return [Kind(name) for name in names]


def _run(options: argparse.Namespace) -> int:
    files: list[str] = options.files or [_STDIN]
    if not options.files and sys.stdin.isatty():
        raise UsageError("nothing to read; name a file, or pipe a text into it: cleaner < article.txt")
    if files.count(_STDIN) > 1:
        raise UsageError("- stands twice, but standard input can be read only once; name it once")
    if options.output is not None:
        _check_output(options.output, files)
    cleaner = Cleaner(
        keep=[kind for kinds in options.keep for kind in kinds],
        packs=options.packs,
        languages=[options.lang] if options.lang else None,
        mode=options.mode,
    )
    write: _Writer = options.writer if "writer" in options else _FORMATS[options.to]
    # A blank line parts articles; objects of JSON stand one a line.
    between = b"" if write is _write_json else b"\n"
    failed = written = False
    with output(options.output) as out:
        for name in files:
            try:
                article = _article(cleaner, _bytes_of(name), options)
            except OSError as error:
                tell(f"{name}: {error.strerror or error}; give a file that can be read")
                failed = True
                continue
            except CleanerError as error:
                tell(f"{name}: {error}")
                failed = True
                continue
            for warning in article.warnings:
                tell(f"{name}: warning: {warning}")
            out.write((between if written else b"") + encoded(write(name, article), json_escapes=write is _write_json) + b"\n")
            out.flush()
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


def _check_output(target: str, files: Sequence[str]) -> None:
    """Refuse an output that cannot be written, or that is one of the inputs: opening it would empty it."""
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"{target} is a folder; give -o the name of a file")
    if not path.parent.is_dir():
        raise UsageError(f"the folder {str(path.parent)!r} is not there; make it, or give -o another path")
    if path.exists() and any(name != _STDIN and Path(name).exists() and path.samefile(name) for name in files):
        raise UsageError(f"{target} is one of the inputs and would be overwritten; give -o another path")
