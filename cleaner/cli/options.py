"""Options that several commands have: what is read, how it is judged, and on how many processes."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.batch.forms import Form
from cleaner.batch.progress import CHOICES
from cleaner.batch.records import Fields
from cleaner.model import Kind, Mode

if TYPE_CHECKING:
    from cleaner.engine import Cleaner

STDOUT = "-"
"""The path that stands for standard output."""
_FORMS = tuple(str(form) for form in Form if form != Form.AUTO)


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add the options of the engine."""
    group = parser.add_argument_group("judging")
    group.add_argument("--lang", metavar="CODE", help="language of the texts, ISO 639-1 (default: told from each)")
    modes = tuple(map(str, Mode))
    group.add_argument("--mode", choices=modes, default="balanced", help="how sure to be of a removal (default: balanced)")
    group.add_argument("--keep", metavar="KIND,...", action="append", type=_kinds, default=[], help=f"kinds that stay: {', '.join(Kind)}")
    group.add_argument("--packs", metavar="DIR", action="append", default=[], help="folder or file of further rule packs; repeatable")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options of what is read."""
    group = parser.add_argument_group("reading")
    told = "what the files are (default: told by content and name)"
    group.add_argument("--from", dest="form", choices=_FORMS, default=str(Form.AUTO), help=told)
    group.add_argument("--url", type=_address, help="address of pages that have none of their own: binds the rules of its publisher")
    group.add_argument("--text-field", metavar="NAME", help="field of a record that holds its text (default: text)")
    group.add_argument("--html-field", metavar="NAME", help="field that holds its page, read before the text (default: html)")
    group.add_argument("--url-field", metavar="NAME", default="url", help="field that holds its address (default: url)")
    group.add_argument("--id-field", metavar="NAME", default="id", help="field that names it (default: id)")


def output_of(given: str) -> str | None:
    """The path that `-o` names; None for standard output."""
    # By its other name too: where the shell appends it to a file, another file would come in that one's place.
    return None if given in {STDOUT, "/dev/stdout"} else given


def add_working(parser: argparse.ArgumentParser) -> None:
    """Add the options of how the work is done."""
    group = parser.add_argument_group("working")
    group.add_argument("-j", dest="workers", metavar="N", type=_count, default=1, help="worker processes; 0: one a core (default: 1)")
    group.add_argument("--timeout", metavar="S", type=_seconds, help="seconds after which a record is given up (default: never)")
    group.add_argument("--progress", choices=CHOICES, default="auto", help="count, rate and time left (default: on a terminal)")
    group.add_argument("--quiet", action="store_true", help="no progress and no warnings; errors are told")
    parser.set_defaults(on_stdout=False)  # whether records appear on standard output while the work is done


def cleaner_of(options: argparse.Namespace) -> Cleaner:
    """The engine that the options ask for."""
    from cleaner.engine import Cleaner

    return Cleaner(
        keep=[kind for kinds in options.keep for kind in kinds],
        packs=options.packs,
        languages=[options.lang] if options.lang is not None else None,
        mode=options.mode,
    )


def fields_of(options: argparse.Namespace, *, source: bool = False) -> Fields:
    """The names of the fields that the options give."""
    return Fields.named(options.text_field, options.html_field, options.url_field, options.id_field, source=source)


def _kinds(listed: str) -> list[Kind]:
    """The kinds of a list by comma; argparse shows the message of the error."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Kind)]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown kind {', '.join(map(repr, unknown))}; use {', '.join(Kind)}")
    if not names:
        raise argparse.ArgumentTypeError(f"{listed!r} names no kind; use {', '.join(Kind)}, or leave --keep out")
    return [Kind(name) for name in names]


def _address(given: str) -> str:
    """The address, as it is; of a publisher's host no more is known than it says."""
    try:
        parts = urlsplit(given)
        is_whole = bool(parts.scheme and parts.hostname) and not any(letter.isspace() for letter in given)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise argparse.ArgumentTypeError(f"{given!r} is no address of a page; write it out: https://example.org/news")
    return given


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number; give 1 or more, or 0 for one a core")
    return int(given) or os.cpu_count() or 1


def _seconds(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{given!r} is no time; give seconds, more than 0")
    return seconds
