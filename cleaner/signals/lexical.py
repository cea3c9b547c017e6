"""The packs' terms in a unit: who speaks, to whom, about what, and asking for what.

Tells because an appeal needs a speaker, a reader and a request, whatever its words. Misleads where somebody
is quoted (hits inside quotation marks count apart) and where the article itself is about money or media.
"""

from __future__ import annotations

from cleaner.model import Hit, Kind, Section
from cleaner.signals.scene import VOICE, Scene

FAMILY_NAMES = (
    "voice", "reader", "press", "claim", "ask", "plea", "money", "deictic", "said", "person", "charity",
    "helpline", "correction", "time",
)  # fmt: skip
_ASK = FAMILY_NAMES.index("ask")
_N = len(FAMILY_NAMES)

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
_GROUP_OF = tuple(
    next((g for g, name in enumerate(_GROUP_NAMES) if kind in _GROUPS[name]), len(_GROUP_NAMES) - 1) for kind in _KINDS
)

NAMES = (
    *(f"{name}.count" for name in FAMILY_NAMES),
    "quotation.voice", "quotation.ask",
    *(f"{section}.{group}" for section in ("term", "opener", "line") for group in _GROUP_NAMES),
    "term.kinds", "term.covered", "ask.first", "families.count",
)  # fmt: skip


def measure(scene: Scene, i: int) -> tuple[float, ...]:
    """Counts of the hits in unit `i`, in the order of `NAMES`."""
    unit = scene.units[i]
    families = [0.0] * _N
    quoted_voice = quoted_ask = ask_first = 0.0
    by_section = [0.0] * (3 * len(_GROUP_NAMES))
    kinds: set[int] = set()
    covered = reached = 0
    quoted = scene.quoted[i] > 0.5
    lead = -1
    for hit in scene.hits[i]:
        if hit.section == Section.FAMILY:
            if quoted and hit.index == VOICE:
                quoted_voice = 1.0
            elif quoted and hit.index == _ASK:
                quoted_ask = 1.0
            else:
                families[hit.index] += 1.0
            if hit.index == _ASK:
                if lead < 0:
                    lead = _lead(scene, i)
                if hit.start <= lead:
                    ask_first = 1.0
            continue
        if hit.section != Section.TERM and not is_in_place(scene, i, hit):
            continue
        by_section[(hit.section - 1) * len(_GROUP_NAMES) + _GROUP_OF[hit.index]] += 1.0
        kinds.add(hit.index)
        if hit.end > reached:
            covered += hit.end - max(hit.start, reached)
            reached = hit.end
    return (
        *(min(count, 4.0) for count in families),
        quoted_voice, quoted_ask, *by_section,
        float(len(kinds)), covered / (unit.end - unit.start), ask_first, float(sum(1 for count in families[:7] if count)),
    )  # fmt: skip


def begins_with_ask(scene: Scene, i: int) -> bool:
    """Unit `i`'s first word is a request."""
    lead = _lead(scene, i)
    return any(hit.start <= lead for hit in scene.hits[i] if hit.section == Section.FAMILY and hit.index == _ASK)


def _lead(scene: Scene, i: int) -> int:
    """Where the unit's first word begins."""
    unit = scene.units[i]
    place = unit.start
    while place < unit.end and not scene.folded[place].isalnum():
        place += 1
    return place


def is_in_place(scene: Scene, i: int, hit: Hit) -> bool:
    """An opener begins its unit, a line is all of it, but for signs."""
    unit = scene.units[i]
    folded = scene.folded
    if hit.start - unit.start > 6 or any(char.isalnum() for char in folded[unit.start : hit.start]):
        return False
    return hit.section == Section.OPENER or not any(char.isalnum() for char in folded[hit.end : unit.end])


def kind_hits(scene: Scene, i: int) -> list[tuple[Kind, Section, str]]:
    """The kind-specific terms in unit `i`, with the words found."""
    return [
        (_KINDS[hit.index], hit.section, scene.folded[hit.start : hit.end])
        for hit in scene.hits[i]
        if hit.section != Section.FAMILY and (hit.section == Section.TERM or is_in_place(scene, i, hit))
    ]


def named_hits(scene: Scene, i: int) -> list[tuple[str, str]]:
    """All hits in unit `i` as pairs of the family (or `term`, `opener`, `line`) and the words found."""
    found = [
        (FAMILY_NAMES[hit.index], scene.folded[hit.start : hit.end])
        for hit in scene.hits[i]
        if hit.section == Section.FAMILY
    ]
    return found + [(section.name.lower(), text) for _, section, text in kind_hits(scene, i)]
