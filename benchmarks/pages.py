"""Measures the reading of pages whose articles are known: how much of each is right, and how long it takes.

`python benchmarks/pages.py DIR [DIR ...]`, or `make bench-pages DIR=...`. A folder holds `gold.jsonl`, an object a line with `id`,
`url`, `headline` and `body`, and where they are known `standfirst` (null: the article has none), `with` and `without` (lists of
snippets), and each page as `html/ID.html.gz`. Other libraries are measured beside this one where they are installed:
`pip install -e '.[bench]'`. They give a page's description where this one gives the standfirst.

The figures of a system on a folder:

words       precision, recall and F1 of the words of the body, in lower case, each as often as it stands there; mean over pages
shingles    the same of the sequences of four words, as the article-extraction-benchmark has it: in the letters that stand
            there; the mean precision of the pages on which something was found, the mean recall, and the F1 of the two
headline    share of the pages where it is the gold one, but for quotation marks, dashes and white space
standfirst  the same; where the gold has none, right is none
with        share of the snippets of `with` that are in the body, mean over pages
without     share of the snippets of `without` that are not
ms          CPU milliseconds a page: the median, and the mean. Each page is given to the system twice, and the quicker time
            counts: what is imported or read once, such as the wording of a language, is not in it
slowest     how many times longer a byte of the slowest page took than one of the median page
errors      pages on which the system raised: they count as empty

Sets differ on whether the standfirst is of the body: every system is compared with it and without it, on both sides, and
gets the better score. A dash stands where a folder or a system has nothing to compare.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from statistics import fmean, median
from time import process_time
from typing import Any, NamedTuple

import cleaner
from cleaner.readers.source import decode_text

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SAME = str.maketrans("‘’‚‛“”„‟–—‑", "''''\"\"\"\"---")
"""Quotation marks and dashes that headlines differ in from source to source."""
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td")


class Found(NamedTuple):
    """What a system makes of a page."""

    headline: str | None
    standfirst: str | None
    body: str


Extractor = Callable[[bytes, str | None], Found]
"""Takes a page and its address."""


class System(NamedTuple):
    """What can be measured: the name of its distribution, how to set it up, and what it gives besides the body."""

    package: str
    set_up: Callable[[], Extractor]
    gives: frozenset[str] = frozenset({"headline", "standfirst"})


class Page(NamedTuple):
    """A page with its gold."""

    id: str
    gold: Mapping[str, Any]
    html: bytes


class Ratio(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


class Score(NamedTuple):
    """How right one page is; None for what is not known of it."""

    is_empty: bool
    """Nothing was found."""
    words: Ratio
    shingles: Ratio
    headline: bool | None
    standfirst: bool | None
    found: float | None
    """Share of `with`."""
    spared: float | None
    """Share of `without`."""


class Run(NamedTuple):
    """A system over a folder, page by page."""

    ids: list[str]
    scores: list[Score]
    milliseconds: list[float]
    sizes: list[int]
    errors: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    parser.add_argument("--systems", metavar="NAME,...", help=f"of {','.join(SYSTEMS)} (default: those that are installed)")
    parser.add_argument("--limit", type=int, metavar="N", help="pages of each folder, from the first (default: all)")
    parser.add_argument("--worst", type=int, metavar="N", default=0, help="pages with the least word F1 that are listed (default: 0)")
    options = parser.parse_args()
    try:
        systems = chosen(options.systems)
        for folder in options.folders:
            print_folder(folder, systems, options.limit, options.worst)
    except UsageError as error:
        parser.error(str(error))


class UsageError(Exception):
    """The measurement cannot be done as it was asked for."""


def chosen(names: str | None) -> list[str]:
    """The systems of a list by comma; where none is given, all that are installed, with a word on the others."""
    wanted = names.split(",") if names else list(SYSTEMS)
    unknown = [name for name in wanted if name not in SYSTEMS]
    if unknown:
        raise UsageError(f"no system {', '.join(map(repr, unknown))}; there are {', '.join(SYSTEMS)}")
    missing = [name for name in wanted if not is_installed(SYSTEMS[name].package)]
    told = [f"{name} needs the package {SYSTEMS[name].package}; pip install {SYSTEMS[name].package}" for name in missing]
    if missing and names:
        raise UsageError("; ".join(told))
    for line in told:
        print(f"left out: {line}", file=sys.stderr)
    return [name for name in wanted if name not in missing]


def is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def read_pages(folder: Path, limit: int | None = None) -> Iterator[Page]:
    """The pages of a folder, in the order of its gold, one after the other from the disk."""
    path = folder / "gold.jsonl"
    if not path.is_file():
        raise UsageError(f"{path} is not there; a folder of pages has gold.jsonl and html/ID.html.gz")
    with path.open(encoding="utf-8") as lines:
        for line in islice(filter(str.strip, lines), limit):
            gold = json.loads(line)
            yield Page(gold["id"], gold, gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()))


# What is measured


def run(extract: Extractor, pages: Sequence[Page] | Iterator[Page]) -> Run:
    """A system over pages; each is given to it twice."""
    done = Run([], [], [], [], [])
    for page in pages:
        (found, error, first), (_, _, second) = found_on(extract, page), found_on(extract, page)
        done.milliseconds.append(min(first, second))
        done.ids.append(page.id)
        done.sizes.append(max(1, len(page.html)))
        done.scores.append(score_of(page.gold, found))
        done.errors.extend([f"{page.id}: {error}"] if error else [])
    return done


def found_on(extract: Extractor, page: Page) -> tuple[Found, str, float]:
    """What a system finds on a page; nothing, and why, where it raises; and the milliseconds that it took."""
    found, told = Found(None, None, ""), ""
    start = process_time()
    try:
        found = extract(page.html, page.gold.get("url"))
    except Exception as error:  # whatever another library raises, it has found nothing
        told = " ".join(f"{type(error).__name__}: {error}".split())
    return found, told, 1000 * (process_time() - start)


def score_of(gold: Mapping[str, Any], found: Found) -> Score:
    """What was found against what there is."""
    golds = with_and_without(gold.get("standfirst"), gold["body"])
    pairs = [(body, wanted) for body in with_and_without(found.standfirst, found.body) for wanted in golds]
    shown = folded(found.body).lower()
    return Score(
        not found.body.strip(),
        max((ratio_of(words_of(body.lower()), words_of(wanted.lower())) for body, wanted in pairs), key=lambda ratio: ratio.f1),
        max((ratio_of(shingles_of(body), shingles_of(wanted)) for body, wanted in pairs), key=lambda ratio: ratio.f1),
        folded(found.headline) == folded(gold["headline"]) if gold.get("headline") else None,
        folded(found.standfirst) == folded(gold["standfirst"]) if "standfirst" in gold else None,
        share_in(gold.get("with"), shown),
        None if (share := share_in(gold.get("without"), shown)) is None else 1 - share,
    )


def with_and_without(standfirst: str | None, body: str) -> list[str]:
    return [body, f"{standfirst}\n\n{body}"] if standfirst else [body]


def words_of(text: str) -> Counter[str]:
    """The words of a text, each with how often it stands there."""
    return Counter(_WORD.findall(text))


def shingles_of(text: str) -> Counter[str]:
    """The sequences of four words of a text; of a shorter text, all of it."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(" ".join(words[place : place + _SHINGLE]) for place in range(max(1, len(words) - _SHINGLE + 1)))


def ratio_of(found: Counter[str], wanted: Counter[str]) -> Ratio:
    """How much of what was found is wanted, and the other way round; nothing is right where nothing is wanted."""
    if not wanted or not found:
        return Ratio(float(not wanted and not found), float(not wanted), float(not wanted and not found))
    common = (found & wanted).total()
    return Ratio(common / found.total(), common / wanted.total(), 2 * common / (found.total() + wanted.total()))


def folded(text: str | None) -> str:
    """A text without what two sources of one headline differ in."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_SAME).split())


def share_in(snippets: Sequence[str] | None, text: str) -> float | None:
    """The share of the snippets that are in a folded text in lower case; None where there are none."""
    if not snippets:
        return None
    return fmean(folded(snippet).lower() in text for snippet in snippets)


# What is printed


def print_folder(folder: Path, systems: Sequence[str], limit: int | None, worst: int) -> None:
    count = sum(1 for _ in read_pages(folder, limit))
    if not count:
        raise UsageError(f"{folder} has no pages")
    print(f"\n{folder.name}: {count} pages")
    print(f"  {'':<13}{'words P R F1':>23}{'shingles P R F1':>23}", end="")
    print(f"{'headline':>10}{'standfirst':>12}{'with':>8}{'without':>9}{'ms':>8}{'mean':>8}{'slowest':>9}{'errors':>8}")
    for name in systems:
        done = run(SYSTEMS[name].set_up(), read_pages(folder, limit))
        print(row_of(name, done, SYSTEMS[name].gives), flush=True)
        for error in done.errors:
            print(f"  {name} raised on {error}"[:160], file=sys.stderr)
        for f1, page in sorted(zip((score.words.f1 for score in done.scores), done.ids, strict=True))[:worst]:
            print(f"      {f1:.3f} {page}")


def row_of(name: str, done: Run, gives: frozenset[str]) -> str:
    """The figures of one system in a line."""
    scores = done.scores
    words = [fmean(score.words[part] for score in scores) for part in range(3)]
    precision = fmean([score.shingles.precision for score in scores if not score.is_empty] or [0.0])
    recall = fmean(score.shingles.recall for score in scores)
    shingles = (precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    rates = [taken / size for taken, size in zip(done.milliseconds, done.sizes, strict=True)]
    cells = [f"{'  '.join(f'{value:.3f}' for value in values):>23}" for values in (words, shingles)]
    cells.append(told([score.headline for score in scores] if "headline" in gives else [], 10))
    cells.append(told([score.standfirst for score in scores] if "standfirst" in gives else [], 12))
    cells += [told([score.found for score in scores], 8), told([score.spared for score in scores], 9)]
    cells += [f"{median(done.milliseconds):>8.1f}", f"{fmean(done.milliseconds):>8.1f}"]
    cells += [f"{max(rates) / (median(rates) or 1):>8.1f}x", f"{len(done.errors):>8}"]
    return f"  {name:<13}{''.join(cells)}"


def told(values: Sequence[float | None], width: int) -> str:
    """The mean of what is known, or a dash."""
    known = [value for value in values if value is not None]
    return f"{fmean(known):>{width}.3f}" if known else f"{'-':>{width}}"


# The systems


def set_up_cleaner() -> Extractor:
    def extract(html: bytes, url: str | None) -> Found:
        article = cleaner.clean_html(html, url)
        return Found(article.headline, article.standfirst, article.body)

    return extract


def set_up_trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def extract(html: bytes, url: str | None) -> Found:
        document = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
        if document is None or isinstance(document, dict):  # a dict only where one is asked for
            return Found(None, None, "")
        return Found(document.title, document.description, document.text or "")

    return extract


def set_up_newspaper4k() -> Extractor:
    import newspaper

    def extract(html: bytes, url: str | None) -> Found:
        article = newspaper.Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=decode_text(html))
        article.parse()
        return Found(article.title, article.meta_description, article.text)

    return extract


def set_up_readability() -> Extractor:
    from lxml.html import fromstring
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs what it raises

    def extract(html: bytes, _: str | None) -> Found:
        document = Document(decode_text(html))
        tree = fromstring(document.summary())
        # It gives markup: the blocks that hold no others, in their order.
        blocks = [block for block in tree.iter(*_BLOCKS) if next(block.iterdescendants(*_BLOCKS), None) is None]
        lines = [" ".join("".join(map(str, block.itertext())).split()) for block in blocks]
        return Found(document.short_title(), None, "\n\n".join(filter(None, lines)) or "".join(map(str, tree.itertext())))

    return extract


def set_up_resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    def extract(html: bytes, _: str | None) -> Found:
        return Found(None, None, extract_plain_text(decode_text(html), main_content=True))

    return extract


SYSTEMS = {
    "cleaner": System("article-cleaner", set_up_cleaner),
    "trafilatura": System("trafilatura", set_up_trafilatura),
    "newspaper4k": System("newspaper4k", set_up_newspaper4k),
    "readability": System("readability-lxml", set_up_readability, frozenset({"headline"})),
    "resiliparse": System("resiliparse", set_up_resiliparse, frozenset()),
}


if __name__ == "__main__":
    main()
