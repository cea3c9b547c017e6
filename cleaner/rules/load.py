"""Rule packs from files: the shipped ones by name, a user's own by path. A pack is loaded whole or refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

import regex

from cleaner.errors import PackFault, RulePackError, UnknownPackError
from cleaner.rules.schema import Pack, Tally, parse_pack

LARGEST_PACK = 4_000_000
"""Bytes of a pack's file. The largest of the shipped ones has 310,000."""
MOST_PACKS = 1_000
"""Files of packs that are given together."""

_MOST_PARTS = 100
_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = regex.compile(rf"(?:{_PART}\.[ \t]*+){{{_MOST_PARTS}}}")
"""`a.a.a...`: the parser's memory grows by the square of the parts, to ten gigabytes for 50,000."""
_MOST_LABELS = 4
"""Labels of the longest domain that a pack is of, `folha.uol.com.br`; hosts may have any number."""


@cache
def languages() -> tuple[str, ...]:
    """The languages, ISO 639-1, that have a shipped pack."""
    folder = _shipped() / "lang"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def language_pack(language: str) -> Pack:
    """The shipped pack of a language; `UnknownPackError` where there is none."""
    if language not in languages():
        raise UnknownPackError(f"no pack for the language {language!r}; there are {', '.join(languages())}")
    return _loaded([_shipped() / "lang" / f"{language}.toml"], proven=True)[0]


@cache
def common_pack() -> Pack:
    """The shipped pack of what all languages share."""
    return _loaded([_shipped() / "common.toml"], proven=True)[0]


@cache
def publishers() -> frozenset[str]:
    """The domains that have a shipped pack."""
    folder = _shipped() / "publisher"
    return frozenset(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@cache
def publisher_pack(domain: str) -> Pack:
    """The shipped pack of a publisher's domain; `UnknownPackError` where there is none."""
    if domain not in publishers():
        raise UnknownPackError(f"no pack for the publisher {domain!r}")
    return _loaded([_shipped() / "publisher" / f"{domain}.toml"], proven=True)[0]


def publisher_packs(host: str) -> tuple[Pack, ...]:
    """The shipped packs of the domains that a host is or is under: mostly one or none.

    >>> [pack.publisher for pack in publisher_packs("www1.folha.uol.com.br")]
    ['folha.uol.com.br']
    """
    labels = host.split(".")[-_MOST_LABELS:]
    domains = (".".join(labels[first:]) for first in range(len(labels)))
    return tuple(publisher_pack(domain) for domain in domains if domain in publishers())


def shipped_packs(within: str | Path | None = None) -> tuple[Pack, ...]:
    """All shipped packs: the common one, those of languages, those of publishers.

    With `within`, those whose file that path is or holds; none where it leads elsewhere.
    """
    loaders: list[tuple[str, Callable[[], Pack]]] = [("common", common_pack)]
    loaders += [(f"lang/{language}", partial(language_pack, language)) for language in languages()]
    loaders += [(f"publisher/{domain}", partial(publisher_pack, domain)) for domain in sorted(publishers())]
    if within is not None:
        root, place = Path(str(_shipped())).resolve(), Path(within).resolve()
        loaders = [(name, load) for name, load in loaders if place.is_relative_to(root) and (root / f"{name}.toml").is_relative_to(place)]
    for name, _ in loaders:
        _prove(name)
    return tuple(load() for _, load in loaders)


@cache
def _prove(name: str) -> None:
    """Raise `RulePackError` where a shipped pack has a fault. The engine does not wait for this: a test has seen to it."""
    _loaded([_shipped() / f"{name}.toml"])


def user_packs(*paths: str | Path) -> tuple[Pack, ...]:
    """The packs of TOML files, and of folders' TOML files at any depth, by name; a file that is given twice is one pack.

    Raises `RulePackError` with the faults of all of them, and `UnknownPackError` for a path to none.
    """
    files = {file.resolve(): file for path in paths for file in _files_at(Path(path))}
    return _loaded(list(files.values()))


def _files_at(root: Path) -> list[Path]:
    if root.is_dir():
        files = sorted(islice((path for path in root.rglob("*.toml") if path.is_file()), MOST_PACKS + 1))
        if not files:
            raise UnknownPackError(f"no rule pack in {str(root)!r}: the folder has no .toml file")
        if len(files) > MOST_PACKS:
            raise UnknownPackError(f"more than {MOST_PACKS:,} .toml files in {str(root)!r}; give a folder of rule packs alone")
        return files
    if root.is_file():
        return [root]
    raise UnknownPackError(f"no rule pack at {str(root)!r}: give a .toml file or a folder of them")


def _shipped() -> Traversable:
    return resources.files("cleaner.rules") / "packs"


def _loaded(files: Sequence[Traversable | Path], *, proven: bool = False) -> tuple[Pack, ...]:
    """The packs of all files, or `RulePackError` with the faults of all of them."""
    packs: list[Pack] = []
    faults: list[PackFault] = []
    owners: dict[str, str] = {}
    tally = Tally()
    for file in files:
        name = file.name
        try:
            with file.open("rb") as stream:
                read = stream.read(LARGEST_PACK + 1)
            if len(read) > LARGEST_PACK:
                faults.append(PackFault(name, "", "", f"it is larger than {LARGEST_PACK:,} bytes", "split it into several files"))
                continue
            source = read.decode("utf-8")
            # A long search: of a pack that is proven it was made by a test, and no start of the command waits for it.
            if not proven and _LONG_KEY.search(source):
                faults.append(PackFault(name, "", "", f"a key has {_MOST_PARTS} parts or more", "write it flat"))
                continue
            data = tomllib.loads(source)
        except OSError as error:
            faults.append(PackFault(name, "", "", error.strerror or str(error), "give a file that can be read"))
            continue
        except ValueError as error:  # no TOML, no UTF-8, or a number of thousands of digits
            faults.append(PackFault(name, "", "", str(error), "make it valid TOML in UTF-8"))
            continue
        except RecursionError:
            faults.append(PackFault(name, "", "", "its tables or lists are nested too deeply", "write it flat"))
            continue
        pack, found = parse_pack(name, data, proven=proven, tally=tally)
        packs.append(pack)
        faults += found
        for known_as in dict.fromkeys(rule.id for rule in pack.rules):  # one that stands twice in a pack has been told
            if known_as in owners:
                remedy = f"{owners[known_as]} has that id too; give each rule its own"
                faults.append(PackFault(name, known_as, "id", repr(known_as), remedy))
            owners[known_as] = name
    if faults:
        raise RulePackError(faults)
    return tuple(packs)
