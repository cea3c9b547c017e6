"""`cleaner rules list`, `show`, `test`, `lint` and more: what rules there are, whether they do what they say, and what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import chain

from cleaner.cli import ftr, stale
from cleaner.cli.streams import CHECK_FAILED, DONE, UsageError, put, tell
from cleaner.model import Kind
from cleaner.rulebook import pages
from cleaner.rulebook.catalogue import entries_of, picked, shelf_of
from cleaner.rulebook.corpus import read_corpus
from cleaner.rulebook.lint import lint
from cleaner.rulebook.proofs import Prover, proofs_of
from cleaner.rules.hosts import is_of
from cleaner.rules.load import languages
from cleaner.terminal.safety import visible

_MOST_NEAR = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what `rules` does to its parser."""
    parser.description = "The shipped rules and your own: listed, shown, tested and checked."
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    listing = actions.add_parser("list", help="a line a rule", description="Writes a line for each rule and guard.")
    listing.add_argument("--kind", choices=tuple(map(str, Kind)), metavar="KIND", help=f"rules of that kind alone: {', '.join(Kind)}")
    listing.add_argument("--lang", metavar="CODE", help="those of the packs for that language, ISO 639-1")
    listing.add_argument("--publisher", metavar="DOMAIN", help="those of the packs for pages of that publisher")
    listing.add_argument("--to", choices=("text", "json", "markdown"), default="text", help="json: an object a line (default: text)")
    _add_packs(listing, _list)

    show = actions.add_parser("show", help="a rule's page", description="Writes what a rule catches, why, and with which proof.")
    show.add_argument("id", metavar="ID", help="as in `cleaner rules list`")
    _add_packs(show, _show)

    purpose = "Cleans each example of each rule, and writes which are not as they should be."
    test = actions.add_parser("test", help="the proofs of rules", description=purpose)
    _add_shelf(test, _test)
    spoken = "language of the articles where a pack says none, ISO 639-1 (default: English; a publisher's is told)"
    test.add_argument("--lang", metavar="CODE", help=spoken)

    purpose = "Writes what in the packs does nothing, stands twice, or is slow."
    check = actions.add_parser("lint", help="faults of rules", description=purpose)
    _add_shelf(check, _lint)
    articles = "articles to try the rules on: an object a line with text, and with language and url if they are known"
    check.add_argument("--corpus", metavar="FILE.jsonl", nargs="+", default=[], help=articles)

    purpose = "Tries rules on articles, and writes which hit nothing and which hit journalism."
    stale.configure(actions.add_parser("stale", help="rules that are out of use", description=purpose))

    purpose = "Makes packs of the site files in your own copy of ftr-site-config, and writes which lines it cannot take."
    ftr.configure(actions.add_parser("import-ftr", help="packs from ftr-site-config", description=purpose))


def _add_packs(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    parser.add_argument("--packs", metavar="DIR", action="append", default=[], help="folder or file of further rule packs; repeatable")
    parser.set_defaults(run=run)


def _add_shelf(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    parser.add_argument("packs", nargs="*", metavar="PACK", help="files or folders of rule packs (default: the shipped ones)")
    parser.set_defaults(run=run)


def _list(options: argparse.Namespace) -> int:
    entries = entries_of(shelf_of(options.packs).among)
    _check_choice("language", options.lang, {entry.pack.language for entry in entries} | set(languages()))
    domains = {entry.pack.publisher for entry in entries if entry.pack.publisher}
    if not any(is_of(options.publisher or "", domain) for domain in domains):
        _check_choice("publisher", options.publisher, domains)
    found = picked(entries, options.kind and Kind(options.kind), options.lang, options.publisher)
    if not found:
        tell("no rule is all of that; languages and publishers without rules have lists of terms")
    elif options.to == "markdown":
        put([visible(pages.index(found))])
    elif options.to == "json":
        put(json.dumps(pages.to_dict(entry), ensure_ascii=False) for entry in found)
    else:
        put(map(visible, pages.listed(found)))
    return DONE


def _show(options: argparse.Namespace) -> int:
    entries = entries_of(shelf_of(options.packs).among)
    found = [entry for entry in entries if entry.rule.id == options.id]
    if not found:
        raise UsageError(f"no rule {options.id!r}; {_near(options.id, [entry.rule.id for entry in entries])}")
    put([visible("\n\n".join(map(pages.page, found)))])
    return DONE


def _test(options: argparse.Namespace) -> int:
    shelf = shelf_of(options.packs)
    given = {pack.publisher or "": options.lang for pack in shelf.packs} if options.lang else {}
    proofs = list(proofs_of(shelf.packs, given))
    failed = 0
    for failure in Prover(shelf.paths).failures(proofs):
        put([visible(str(failure))])
        failed += 1
    rules = len(entries_of(shelf.packs))
    tell(f"{len(proofs):,} examples of {_counted(rules, 'rule')}, {failed:,} not as they should be")
    return CHECK_FAILED if failed else DONE


def _lint(options: argparse.Namespace) -> int:
    shelf = shelf_of(options.packs)
    count = 0
    for finding in lint(shelf, chain.from_iterable(map(read_corpus, options.corpus))):
        put([visible(str(finding))])
        count += 1
    tell(f"{_counted(count, 'fault')} in {_counted(len(shelf.packs), 'pack')}")
    return CHECK_FAILED if count else DONE


def _check_choice(what: str, name: str | None, names: Iterable[str | None]) -> None:
    known = sorted(filter(None, names))
    if name is not None and name not in known:
        raise UsageError(f"no pack for the {what} {name!r}; {_near(name, known)}")


def _near(name: str, names: Sequence[str]) -> str:
    """What may have been meant, or where to look."""
    near = get_close_matches(name, names, n=_MOST_NEAR, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else "`cleaner rules list` has what there is"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
