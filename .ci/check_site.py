"""Looks through a built site for what a browser would fetch from elsewhere: `python .ci/check_site.py build/site`.

Links that a reader clicks are free to lead out; pictures, styles, scripts, fonts and frames have to be files of the site, and
to be there. Every link within the site has to lead to a file, and to a place in it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_FETCHED = {"src", "srcset", "poster", "data"}
_HARMLESS_RELATIONS = {"canonical", "prev", "next", "alternate"}
_STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Addresses(HTMLParser):
    """The addresses on one page: what it fetches, what it links to, and the names of its places."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of an element."""
        values = {name: value or "" for name, value in attrs}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        self.fetched += [values[name] for name in _FETCHED & values.keys() if tag != "form"]
        self.fetched += addresses_of_style(values.get("style", ""))
        if tag == "link" and values.get("rel") not in _HARMLESS_RELATIONS:
            self.fetched.append(values.get("href", ""))
        if tag == "a" and "href" in values:
            self.linked.append(values["href"])


def addresses_of_style(style: str) -> list[str]:
    """What a style sheet fetches."""
    return [first or second for first, second in _STYLE_ADDRESS.findall(style)]


def faults_of(site: Path) -> Iterator[str]:
    """What is wrong with a site, a line each."""
    pages = {path: read(path) for path in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"{site} has no page; build it with `make docs`"
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for address in page.fetched:
            if is_elsewhere(address):
                yield f"{name} fetches {address}"
            elif not address.startswith("data:") and not target_of(site, name, address).is_file():
                yield f"{name} fetches {address}, which is not there"
        for address in page.linked:
            if is_elsewhere(address):
                continue
            target = target_of(site, name, address)
            place = unquote(urlsplit(address).fragment)
            if not target.is_file():
                yield f"{name} links to {address}, which is not there"
            elif place and target in pages and place not in pages[target].places:
                yield f"{name} links to {address}: there is no such place on the page"
    for path in sorted({*site.rglob("*.css"), *site.rglob("*.svg")}):
        yield from (
            f"{path.relative_to(site)} fetches {address}"
            for address in addresses_of_style(path.read_text(encoding="utf-8"))
            if is_elsewhere(address)
        )


def read(path: Path) -> Addresses:
    """The addresses of a page."""
    page = Addresses()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def is_elsewhere(address: str) -> bool:
    """Whether an address is none of the site."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def target_of(site: Path, page: str, address: str) -> Path:
    """The file of the site that an address on a page leads to."""
    path = unquote(urlsplit(urljoin(f"/{page}", address)).path)
    target = site / path.lstrip("/")
    return target / "index.html" if target.is_dir() else target


def main() -> int:
    """Tell all faults; 1 where there are any."""
    if len(sys.argv) != 2:
        print("usage: python .ci/check_site.py FOLDER", file=sys.stderr)
        return 2
    faults = list(faults_of(Path(sys.argv[1])))
    for fault in faults:
        print(f"site: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
