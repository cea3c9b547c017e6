"""Pages with known articles: which of their blocks are the body, told by aligning the words of both.

A set is a folder with `gold.jsonl` (id, url, headline, body; standfirst where it is known) and `html/ID.html.gz`.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from cleaner.model import Page
from cleaner.readers.page import read_page
from cleaner.readers.source import decode_text

_WORD = re.compile(r"\w+")
_CHANCE = 3
"""Fewer words than this can match by chance: such a block is the article's only beside others that are."""


@dataclass(frozen=True)
class PageCase:
    """One page with its gold."""

    id: str
    site: str
    gold: dict[str, Any]
    page: Page
    labels: NDArray[np.float32]
    """The share of each block's words that are in the gold body."""


def read_pages(folder: Path) -> list[PageCase]:
    """The pages of a set."""
    cases = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        gold = json.loads(line)
        markup = decode_text(gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()))
        page = read_page(markup, gold.get("url"))
        cases.append(PageCase(gold["id"], site_of(gold), gold, page, labels_of(page, gold)))
    return cases


def site_of(gold: dict[str, Any]) -> str:
    """What is kept on one side of a fold: the publisher in a name such as `Guardian_2024_01_05`, else the host's own part."""
    name = re.match(r"([A-Za-z][\w-]*?)_\d{4}_", gold["id"])
    if name:
        return name[1]
    return (urlsplit(gold.get("url") or "").hostname or gold["id"]).removeprefix("www.")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def labels_of(page: Page, gold: dict[str, Any]) -> NDArray[np.float32]:
    """The share of each block's words that are aligned with the gold body."""
    blocks = [words_of(page.document.text[start:end]) for (start, end), _, _ in page.document.blocks]
    source = [word for words in blocks for word in words]
    target = words_of(gold["body"])
    matched = np.zeros(len(source), dtype=bool)
    places = np.full(len(source), -1)
    for low, high, start in _common_runs(source, target):
        matched[low:high] = True
        places[low:high] = range(start, start + high - low)
    labels = np.zeros(len(blocks), dtype=np.float32)
    at = 0
    for number, words in enumerate(blocks):
        end = at + len(words)
        if words:
            labels[number] = matched[at:end].mean()
            if len(words) < _CHANCE and labels[number]:
                labels[number] = _is_beside(places, at, end)
        at = end
    return labels


def _is_beside(places: NDArray[np.int_], start: int, end: int) -> bool:
    """The matched words of a short block follow, or come before, matched words of its neighbours in the gold too."""
    before = places[max(0, start - 8) : start]
    after = places[end : end + 8]
    return bool((places[start] - 1 == before).any() or (places[end - 1] + 1 == after).any())


def _common_runs(source: list[str], target: list[str]) -> list[tuple[int, int, int]]:
    """The stretches of a longest common subsequence: start, end, start in the target."""
    return [(low, high, start) for tag, low, high, start, _ in LCSseq.opcodes(source, target) if tag == "equal"]
