"""How well a cleaning matches a case: the figures by which weights are judged."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from cases import Case
from cleaner import Article

_QUOTES = str.maketrans("‘’‚‛“”„‟–—‑", "''''\"\"\"\"---")
_SHINGLE = 12


def figures(case: Case, article: Article) -> dict[str, Any]:
    """Whether exactly the right characters were removed, and how much was lost and left."""
    gold = _flat(case["headline"], case["standfirst"], *case["body"])
    got = _flat(article.headline, article.standfirst, *article.paragraphs)
    source = _shingles(_flat(case["input"]))
    took, should = source - _shingles(got), source - _shingles(gold)
    hit = (took & should).total()
    rows = sum(1 for line in case["input"].splitlines() if line.strip()) >= 4
    return {
        "id": case["id"],
        "lang": case["lang"],
        "text": gold == got,
        "precision": hit / took.total() if took else 1.0,
        "recall": hit / should.total() if should else 1.0,
        "has": bool(case["removed"]),
        "clean": not case["removed"] and not took,
        "rows": rows,
        "headline": _fold(article.headline) == _fold(case["headline"]),
        "standfirst": _fold(article.standfirst) == _fold(case["standfirst"]),
        "lost": sum(len(decision.text) for decision in article.removed),
        "size": len(case["input"]),
        "removed": [decision.text for decision in article.removed],
    }


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The means over all rows and by language."""
    groups = defaultdict(list)
    for row in rows:
        groups[row["lang"]].append(row)
    lines = [f"{'':<6}{'n':>6}{'text':>8}{'rm_p':>8}{'rm_r':>8}{'clean':>8}{'head':>8}{'stand':>8}"]
    lines += [_line(name, group) for name, group in [("all", list(rows)), *sorted(groups.items())]]
    return "\n".join(lines)


def harm_line(rows: Sequence[dict[str, Any]]) -> str:
    """What was lost of articles that were clean: characters in 100,000, and the share of articles left whole."""
    lost, size = sum(row["lost"] for row in rows), sum(row["size"] for row in rows)
    whole = sum(not row["removed"] for row in rows) / len(rows)
    return f"clean articles {len(rows)}: whole {whole:.4f}, lost/100k {1e5 * lost / size:.1f}"


def _line(name: str, rows: Sequence[dict[str, Any]]) -> str:
    def mean(key: str, chosen: Sequence[dict[str, Any]]) -> float:
        return sum(row[key] for row in chosen) / len(chosen) if chosen else float("nan")

    has, none = [row for row in rows if row["has"]], [row for row in rows if not row["has"]]
    lined = [row for row in rows if row["rows"]]
    chosen = (("text", rows), ("precision", has), ("recall", has), ("clean", none), ("headline", lined), ("standfirst", lined))
    values = [mean(key, some) for key, some in chosen]
    return f"{name:<6}{len(rows):>6}" + "".join(f"{value:>8.3f}" for value in values)


def _fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_QUOTES).split())


def _flat(*parts: str | None) -> str:
    return "".join("".join(_fold(part).split()) for part in parts if part)


def _shingles(flat: str) -> Counter[str]:
    return Counter(flat[i : i + _SHINGLE] for i in range(max(1, len(flat) - _SHINGLE + 1)))
