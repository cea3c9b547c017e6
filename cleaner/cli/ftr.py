"""`cleaner rules import-ftr`: packs from a user's own copy of ftr-site-config."""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import groupby

from cleaner.cli.streams import DONE, FAILED, put, tell
from cleaner.errors import InputError
from cleaner.rulebook.ftr import SiteFile, host_of, read_site, site_files, write_pack
from cleaner.terminal.safety import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rules import-ftr` to its parser."""
    parser.add_argument("folder", metavar="DIR", help="a folder of site files: example.org.txt and so on")
    parser.add_argument("-o", dest="output", metavar="PACKS", required=True, help="folder for the packs, one a site")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    totals: Counter[str] = Counter()
    found, others = site_files(options.folder)
    for _, paths in groupby(found, host_of):
        sites: list[SiteFile] = []
        for path in paths:
            try:
                sites.append(read_site(path, sites))
            except InputError as error:
                tell(str(error))
                totals["unreadable"] += 1
        # Of a site whose files cannot be read the pack of an earlier import stays.
        totals["packs"] += bool(sites) and write_pack(sites, options.output) is not None
        for site in sites:
            totals += Counter(files=1, taken=site.taken, unneeded=site.unneeded.total(), refused=len(site.refused))
            _write(site)
    if others:
        tell(f"passed over, as their names are no host's: {len(others):,}: {', '.join(path.name for path in others)}")
    tell(
        f"files: {totals['files']:,}, packs: {totals['packs']:,}; lines taken: {totals['taken']:,}, "
        f"not needed: {totals['unneeded']:,}, not taken: {totals['refused']:,}"
    )
    return FAILED if totals["unreadable"] else DONE


def _write(site: SiteFile) -> None:
    unneeded = ", ".join(f"{count} {name}" for name, count in sorted(site.unneeded.items()))
    lines = [f"{site.path.name}: {site.taken} taken, {len(site.refused)} not taken" + (f"; not needed: {unneeded}" if unneeded else "")]
    lines += [f"  line {one.line}: {one.directive or 'no directive'}: {one.value[:80]}: {one.reason}" for one in site.refused]
    put(map(visible, lines))
