"""Packs to be looked at, written to a folder."""

from __future__ import annotations

import json
from pathlib import Path

RULE = {
    "id": "valley.custom.weather-line",
    "kind": "custom",
    "scope": "block",
    "strength": "certain",
    "pattern": r"weather on the lenn: .{1,80}",
    "message": "the daily weather line of one paper",
    "why": "It stands in every article and reports nothing.",
    "match": ["Weather on the Lenn: mild, 11 degrees."],
    "keep": ["The weather on the Lenn was mild."],
}
GUARD = {
    "id": "valley.keep.told-the-court",
    "pattern": r"\btold the (?:court|inquiry)\b",
    "message": "testimony is reporting",
    "why": "What somebody says under oath is news.",
    "match": ["Please donate to our newsroom today and support our journalism."],
    "keep": ['"Please support our journalism with a donation today," she told the court.'],
}


def rule_with(**fields: object) -> dict[str, object]:
    """The rule with other fields."""
    return {**RULE, **fields}


def guard_with(**fields: object) -> dict[str, object]:
    """The guard with other fields."""
    return {**GUARD, **fields}


def written(path: Path, *rules: dict[str, object], top: str = "") -> Path:
    """The path, with a pack there: some keys and tables, then the rules; one without a kind is a guard."""
    parts = [top]
    for rule in rules:
        table = "rule" if "kind" in rule else "guard"
        parts.append("\n".join([f"[[{table}]]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rule.items())]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts), encoding="utf-8")
    return path
