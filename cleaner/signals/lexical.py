"""The packs' terms in a unit: who speaks, to whom, about what, and asking for what.

Tells because an appeal needs a speaker, a reader and a request, whatever its words. Misleads where somebody
is quoted (hits inside quotation marks count apart) and where the article itself is about money or media.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.model import Kind
from cleaner.ruling import FAMILIES, Section
from cleaner.signals.scene import Indices, Scene, Table

VOICE, ASK = FAMILIES.index("voice"), FAMILIES.index("ask")
CORE = tuple(FAMILIES.index(name) for name in ("voice", "reader", "press", "claim", "ask", "plea", "money"))
"""The families that an appeal is made of; the others speak for journalism or say nothing alone."""

_FAMILIES = len(FAMILIES)
_KINDS = tuple(Kind)
_GROUPS = {
    "asking": {
        Kind.DONATION_APPEAL, Kind.MEMBERSHIP_PROMPT, Kind.SUBSCRIPTION_PROMPT, Kind.NEWSLETTER_SIGNUP, Kind.APP_PROMO,
        Kind.SOCIAL_FOLLOW, Kind.EVENT_PROMO, Kind.TIP_LINE,
    },
    "credit": {
        Kind.MEDIA_CREDIT, Kind.AGENCY_CREDIT, Kind.COPYRIGHT_NOTICE, Kind.REPUBLISH_NOTICE, Kind.AFFILIATE_DISCLOSURE,
    },
    "chrome": {
        Kind.AD_MARKER, Kind.SHARE_CHROME, Kind.AUDIO_VIDEO_CHROME, Kind.COMMENT_POLICY, Kind.COOKIE_NOTICE,
        Kind.RELATED_LINK, Kind.ARTICLE_METADATA,
    },
}  # fmt: skip
_GROUP_NAMES = tuple(_GROUPS)
_GROUP_OF = np.asarray(
    [next((g for g, name in enumerate(_GROUP_NAMES) if kind in _GROUPS[name]), len(_GROUPS) - 1) for kind in _KINDS]
)

NAMES = (
    *(f"{name}.count" for name in FAMILIES),
    "quotation.voice", "quotation.ask",
    *(f"{section}.{group}" for section in ("term", "opener", "line") for group in _GROUP_NAMES),
    *(f"term.{kind}" for kind in _KINDS),
    "term.kinds", "term.covered", "ask.first", "families.count",
)  # fmt: skip
_GROUPED = _FAMILIES + 2 + 3 * len(_GROUPS)


def measure(scene: Scene, table: Table) -> None:
    """Counts of the hits in each unit, in the order of `NAMES`."""
    units, sections, indices = scene.hit_units, scene.hit_sections, scene.hit_indices
    family = sections == Section.FAMILY
    aside = family & (scene.quotation[0].take(units) > 0.5) & ((indices == VOICE) | (indices == ASK))
    told = family & ~aside
    counts = _table(scene, units[told], indices[told], _FAMILIES)
    np.minimum(counts, 4, out=table[:_FAMILIES], casting="unsafe")
    table[_FAMILIES : _FAMILIES + 2] = _table(scene, units[aside], (indices[aside] == ASK).astype(np.intp), 2) > 0
    kinds = ~family
    of_kind, kind = units[kinds], indices[kinds]
    table[_FAMILIES + 2 : _GROUPED] = _table(scene, of_kind, (sections[kinds] - 1) * len(_GROUPS) + _GROUP_OF.take(kind), 3 * len(_GROUPS))
    by_kind = _table(scene, of_kind, kind, len(_KINDS))
    np.minimum(by_kind, 3, out=table[_GROUPED:-4], casting="unsafe")
    table[-4] = (by_kind > 0).sum(axis=0)
    table[-3] = _covered(scene, scene.hit_starts[kinds], scene.hit_ends[kinds])
    table[-2] = asks_first(scene)
    table[-1] = (counts[list(CORE)] > 0).sum(axis=0)


def _covered(scene: Scene, starts: Indices, ends: Indices) -> NDArray[np.float64]:
    """The share of each unit's characters that lie in some range; the ranges are by place and may overlap."""
    reached = np.maximum.accumulate(np.concatenate(([0], ends)))
    fresh = np.maximum(ends - np.maximum(starts, reached[:-1]), 0)
    covered: NDArray[np.float64] = np.bincount(scene.unit_at(starts), weights=fresh, minlength=len(scene)) / (scene.ends - scene.starts)
    return covered


def _table(scene: Scene, units: Indices, rows: Indices, height: int) -> Indices:
    """A row for each number below `height`, a column for each unit: how often it comes up there."""
    return np.bincount(rows * len(scene) + units, minlength=len(scene) * height).reshape(height, -1)


def asks_first(scene: Scene) -> NDArray[np.bool_]:
    """The units whose first word is a request."""
    marks = np.zeros(len(scene), dtype=bool)
    marks[scene.hit_units[(scene.hit_sections == Section.FAMILY) & (scene.hit_indices == ASK) & scene.hit_leads]] = True
    return marks


def voiced(scene: Scene) -> NDArray[np.bool_]:
    """The units in which the publisher, or whoever is not quoted, says "we"."""
    marks = np.zeros(len(scene), dtype=bool)
    marks[scene.hit_units[(scene.hit_sections == Section.FAMILY) & (scene.hit_indices == VOICE)]] = True
    return marks & (scene.quotation[0] < 0.5)


def kind_hits(scene: Scene, i: int) -> list[tuple[Kind, Section, str]]:
    """The kind-specific terms in unit `i`, with the words found."""
    return [(_KINDS[index], section, text) for section, index, text in scene.hits_of(i) if section != Section.FAMILY]


def named_hits(scene: Scene, i: int) -> list[tuple[str, str]]:
    """All hits in unit `i` as pairs of the family (or `term`, `opener`, `line`) and the words found."""
    return [
        (FAMILIES[index] if section == Section.FAMILY else section.name.lower(), text)
        for section, index, text in scene.hits_of(i)
    ]
