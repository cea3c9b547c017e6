"""The look of a unit: length, signs, case, ending.

Tells because buttons, labels and credits are short, unpunctuated, capitalised or full of signs. Misleads on
crossheads, results, prices in reviews and headlines in capitals.
"""

from __future__ import annotations

import re
from math import log1p

from cleaner.signals.scene import Scene

_CLOSING = "\"'”’»)]」』）"

NAMES = (
    "shape.length", "shape.words", "shape.stops", "shape.asks", "shape.exclaims", "shape.colon_end", "shape.ellipsis_end", "shape.lower_start", "shape.capitals", "shape.title_case", "shape.digits",
    "shape.currency", "shape.address", "shape.signs", "shape.colon", "shape.dash", "shape.bracketed", "quotation.quote_start", "quotation.quoted", "quotation.opened", "shape.names",
)  # fmt: skip

_CURRENCY = re.compile(
    r"[$£€¥₹₽₴₺₩₪₦₫฿]|\d ?(?:kr|zł|Kč|Ft|руб|грн|Rs|lei|EUR|USD|TL|元|円|원)|\b(?:Rs\.?|EUR|USD|Kr) ?\d"
)
_SIGN = re.compile(r"[©®™→←▶►▸▪•·|>»✓✔★☆❤♥➡⬇⬆↓↑✉☕\[\]{}_=*~\U0001F300-\U0001FAFF]")
_DOMAIN = re.compile(r"\w\.(?:com|org|net|info|news|media|co|tv|io|[a-z]{2})\b(?![.\w])")
_DIGITS = re.compile(r"\d+")
_UPPER = re.compile("[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΆ-ΏΑ-ΫЀ-Я]")


def measure(scene: Scene, i: int) -> tuple[float, ...]:
    """The shape of unit `i`, in the order of `NAMES`."""
    start, end, _, _ = scene.units[i]
    text = scene.text[start:end]
    words, names = len(scene.words[i]), len(scene.names[i])
    last = text.rstrip(_CLOSING)[-1:] or " "
    first = text[0]
    return (
        log1p(end - start), log1p(words),
        float(last in ".!?…。！？؟۔।"), float("?" in text or "？" in text or "؟" in text), float("!" in text or "！" in text),
        float(last in ":："), float(last == "…" or text.endswith("...")),
        float(first.islower()), len(_UPPER.findall(text)) / (end - start), names / (words or 1),
        min(len(_DIGITS.findall(text)), 5.0), float(_CURRENCY.search(text) is not None),
        float("@" in text or "www." in text or "://" in text or "#" in text or ("." in text[:-1] and _DOMAIN.search(text) is not None)),
        min(len(_SIGN.findall(text)), 4.0), float(":" in text or "：" in text), float(" – " in text or " — " in text or "——" in text),
        float(first in "([（【" and last in ")])）】 "), float(first in "\"“„«「‘'»"), scene.quoted[i], float(scene.opened[i]),
        min(names, 6.0),
    )  # fmt: skip
