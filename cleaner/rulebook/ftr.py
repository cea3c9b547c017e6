"""The site files of ftr-site-config, from a user's own copy, as rule packs.

Of their lines, those are taken that say which parts of a page are its article (`body`) or are not (`strip`,
`strip_id_or_class`): they become places, which are evidence beside the layout. What the library finds by itself (title, author,
date) is not needed; downloads, logins and rewriting of pages are not its business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cleaner.batch.writing import made, placed, told
from cleaner.errors import InputError, OutputError
from cleaner.rulebook.toml import begins_with, literal, quoted
from cleaner.rules.places import PathError, name_of, path_of
from cleaner.rules.schema import MOST_PLACES
from cleaner.ruling import Says

_HEADER = "# Made by `cleaner rules import-ftr`, which writes this file anew."
_FOUND_OTHERWISE = frozenset({"title", "author", "date"})
"""What the library finds on a page without being told where."""
_SETTINGS = frozenset({"test_url", "test_contains", "prune", "tidy", "parser", "autodetect_on_failure", "skip_json_ld"})
"""What sets or tests the extractor that the files are made for, and says nothing of the pages."""
_LINE = re.compile(r"([a-z_]+)\s*(\(.*?\))?\s*:\s*(.*)", re.DOTALL)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class Refused(NamedTuple):
    """A line that was not taken."""

    line: int
    directive: str
    value: str
    reason: str


class Part(NamedTuple):
    """A place, as it stands in a site file."""

    line: int
    says: Says
    key: str
    """`path` or `name`, as in a pack."""
    value: str


@dataclass(slots=True)
class SiteFile:
    """What is in the file of one site."""

    path: Path
    parts: list[Part] = field(default_factory=list)
    """What was taken, each once."""
    taken: int = 0
    """Lines that were taken."""
    unneeded: Counter[str] = field(default_factory=Counter)
    """Lines of which nothing is needed, by directive."""
    refused: list[Refused] = field(default_factory=list)


def host_of(path: Path) -> str:
    """The site that a file is of: `.example.org.txt` and `example.org.txt` are both of example.org and what is under it."""
    return path.name.removesuffix(".txt").lstrip(".").removeprefix("www.").lower()


def site_files(folder: str | Path) -> tuple[list[Path], list[Path]]:
    """The site files in a folder, by host and name, and its other texts, whose names are no host's.

    `InputError` where there is no site file.
    """
    texts = sorted(Path(folder).glob("*.txt"), key=lambda path: (host_of(path), path))
    found = [path for path in texts if _HOST.fullmatch(host_of(path))]
    if not found:
        raise InputError(f"{folder}: no site file such as example.org.txt is there; give the folder of your copy of ftr-site-config")
    return found, [path for path in texts if path not in found]


def read_site(path: Path, before: Sequence[SiteFile] = ()) -> SiteFile:
    """What a site file says beyond those of the same site before it. `InputError` for one that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}; give a text in UTF-8") from error
    site = SiteFile(path)
    known = {part[1:] for other in before for part in other.parts}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            _read_line(site, number, line.strip(), known)
    return site


def write_pack(sites: Sequence[SiteFile], folder: str | Path) -> Path | None:
    """Write the pack of one site's files into a folder, and return its path.

    None where nothing of them was taken: then a pack that an earlier import wrote is taken away. `OutputError` where a file
    of that name is somebody else's.
    """
    host = host_of(sites[0].path)
    path = Path(folder) / f"{host}.toml"
    with told(str(path)):
        is_there = path.exists()
        is_own = is_there and path.is_file() and begins_with(path, _HEADER)
        if not any(site.parts for site in sites):
            if is_own:
                path.unlink()
            return None
    if is_there and not is_own:
        raise OutputError(f"{path} was not written by `cleaner rules import-ftr`; move it, or give another folder with -o")
    made(path.parent)
    with placed(str(path)) as file:
        file.write("\n".join(_pack(host, sites)).encode())
    return path


def _read_line(site: SiteFile, number: int, line: str, known: set[tuple[Says, str, str]]) -> None:
    """Take a line, or note why not; `known` are the parts that the pack has so far."""
    found = _LINE.fullmatch(line)
    if found is None:
        site.refused.append(Refused(number, "", line, "no directive with a colon behind it"))
        return
    directive, value = found[1], found[3].strip()
    if directive in _FOUND_OTHERWISE | _SETTINGS:
        site.unneeded[directive] += 1
        return
    if directive not in ("strip", "strip_id_or_class", "body"):
        site.refused.append(Refused(number, directive, value, "it is about more than which parts of a page are its article"))
        return
    try:
        parts = list(_parts(number, directive, value))
    except PathError as error:
        site.refused.append(Refused(number, directive, value, str(error)))
        return
    new = [part for part in parts if part[1:] not in known]
    if len(known) + len(new) > MOST_PLACES:
        site.refused.append(Refused(number, directive, value, f"a pack has room for {MOST_PLACES:,} places"))
        return
    site.taken += 1
    site.parts += new
    known |= {part[1:] for part in new}


def _parts(number: int, directive: str, value: str) -> Iterator[Part]:
    """The places of a line. `PathError` where one of them cannot be taken: half of a line is none."""
    if directive == "strip_id_or_class":
        name = value.strip("\"'")
        name_of(name)
        yield Part(number, Says.OUTSIDE, "name", name)
        return
    says = Says.ARTICLE if directive == "body" else Says.OUTSIDE
    for alternative in _alternatives(value):
        path_of(alternative)
        yield Part(number, says, "path", alternative)


def _alternatives(value: str) -> list[str]:
    """The paths between the bars of an expression; a bar in quotation marks is none."""
    hidden = _QUOTED.sub(lambda found: "x" * len(found[0]), value)
    edges = [-1, *(place for place, char in enumerate(hidden) if char == "|"), len(value)]
    return [value[start + 1 : end].strip() for start, end in pairwise(edges)]


def _pack(host: str, sites: Sequence[SiteFile]) -> Iterator[str]:
    yield _HEADER
    yield f"publisher = {quoted(host)}"
    slug = host.replace(".", "-")
    for path, part in ((site.path, part) for site in sites for part in site.parts):
        mark = blake2b(f"{part.says}\n{part.key}\n{part.value}".encode(), digest_size=4).hexdigest()
        message = "in the site's file it is the article" if part.says == Says.ARTICLE else "in the site's file it is to be stripped"
        yield "\n[[place]]"
        yield f"id = {quoted(f'{slug}.ftr.{part.says}-{mark}')}"
        yield f"says = {quoted(part.says)}"
        yield f"{part.key} = {literal(part.value)}"
        yield f"message = {quoted(message)}"
        yield f"source = {quoted(f'{path.name}, line {part.line}')}"
    yield ""
