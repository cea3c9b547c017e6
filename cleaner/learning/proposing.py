"""Which of a publisher's repeated lines are proposed as rules, and how sure that is.

A line is proposed where it is in at least three different stories and stands at an edge of its articles, reads like
boilerplate to the judge, or names the publisher, and where what speaks for it outweighs what speaks against:

- `wording`: the judge's log-odds,
- `share`: in how many of the publisher's articles it is; a stock line is in few,
- `name`: it names the publisher, as the address does,
- `place`: at an edge, or in the middle,
- `subject`: it speaks of what just its articles are about, as background and introductions do.

A helpline, a correction or what a guard spares is never proposed. The weights were chosen on the made corpus of
`benchmarks/learning.py`, with its first seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp, log
from pathlib import Path
from typing import NamedTuple

import regex

from cleaner.folding import fold
from cleaner.learning.framing import patterns_of
from cleaner.learning.gathering import Gathering, Publisher, Repeated
from cleaner.learning.proposal import Example, Proposal
from cleaner.learning.stories import Desk, Told
from cleaner.learning.wording import digest, names_publisher, normal, words_of
from cleaner.model import Evidence, Kind

LEAST_SCORE = 0.5
LEAST_STORIES = 3
EVIDENT = 0.0
"""Log-odds from which a line is proposed wherever it stands: the judge takes it for boilerplate."""

_PRIOR = -1.8
_SHARE = 2.0
_EXPECTED, _DOUBT = 0.02, 50
"""The share of articles that says nothing; and so many articles without the line are added to those that were seen, as of few
articles a share tells little."""
_EDGE, _ASIDE = 1.0, -3.0
_MOST_EDGE = 0.6
"""Share of its articles at whose edge a line stands from which its place is there."""
_NAMED = 4.0
_SUBJECT = -8.0
_SHARED_SUBJECT = 0.15
"""What lines share with their articles by chance beyond what was to be expected."""
_LOWEST, _HIGHEST = -5.0, 4.0
"""How much the wording may count: a line without any wording that the judge knows is not thereby journalism."""
_KEPT = 3
"""Paragraphs of journalism that go with a proposal."""
_SLUG = re.compile(r"[^a-z0-9]+")


def propose(paths: Sequence[str | Path], least_score: float = LEAST_SCORE) -> Iterator[Proposal]:
    """The proposals that count files come to: publisher by publisher, the surest first.

    The same whatever the order of the files, and however the articles are spread over them. `InputError` for what is no
    count file.
    """
    with Gathering(paths) as gathering:
        for publisher in gathering.publishers():
            yield from proposals_of(publisher, least_score)


def proposals_of(publisher: Publisher, least_score: float = LEAST_SCORE) -> list[Proposal]:
    """The proposals for one publisher, the surest first."""
    desk = Desk(publisher.name, publisher.told, publisher.base, publisher.repeated)
    # Where no paragraph is beyond doubt, headlines are.
    texts = publisher.journalism or [told.headline for told in publisher.told if told.headline]
    journalism = [_Paragraph(text, fold(text), frozenset(words_of(normal(text)))) for text in texts]
    found = (_proposal(publisher, one, desk, journalism, least_score) for one in publisher.lines)
    return sorted((one for one in found if one is not None), key=lambda proposal: (-proposal.score, proposal.id))


class _Paragraph(NamedTuple):
    """A paragraph of journalism."""

    text: str
    folded: str
    words: frozenset[str]


def _proposal(
    publisher: Publisher, repeated: Repeated, desk: Desk, journalism: Sequence[_Paragraph], least_score: float
) -> Proposal | None:
    """The proposal of one line, or None where it is not to be one."""
    line, total = repeated.line, sum(repeated.places)
    is_edge = desk.at_edge(repeated.sample, line.digests) >= _MOST_EDGE
    is_named = names_publisher(normal(line.texts[0]), publisher.name)
    if 2 * repeated.spared >= total or not (is_edge or is_named or repeated.odds >= EVIDENT):
        return None
    stories = desk.stories(repeated.sample, line.digests)
    if stories < LEAST_STORIES:
        return None
    evidence = _evidence(publisher, repeated, desk, is_edge=is_edge, is_named=is_named)
    score = 1 / (1 + exp(-_PRIOR - sum(one.weight for one in evidence)))
    if score < least_score:
        return None
    patterns = patterns_of(line.frame, line.texts[0])
    keep = _nearest(line.texts[0], journalism, patterns)
    if not keep:
        return None
    kind = repeated.kinds[0][0] if repeated.odds >= EVIDENT else Kind.CUSTOM
    return Proposal(
        f"{_slug(publisher.name)}.learned.{_name(publisher.name, line.texts[0], patterns)}",
        publisher.name,
        repeated.languages[0][0] if repeated.languages else None,
        Kind(kind),
        line.texts[0],
        patterns,
        round(score, 4),
        tuple(sorted((one for one in evidence if one.weight), key=lambda one: -abs(one.weight))),
        repeated.articles,
        publisher.articles,
        stories,
        repeated.removed,
        repeated.first.isoformat() if repeated.first else None,
        repeated.last.isoformat() if repeated.last else None,
        repeated.places,
        tuple(_examples(repeated, desk)),
        keep,
    )


def _evidence(publisher: Publisher, repeated: Repeated, desk: Desk, *, is_edge: bool, is_named: bool) -> tuple[Evidence, ...]:
    belonging = desk.belonging(repeated.line.texts[0], repeated.sample, repeated.line.digests)
    share = repeated.articles / (publisher.articles + _DOUBT)
    return (
        Evidence("wording", round(min(max(repeated.odds, _LOWEST), _HIGHEST), 2), "the judge's log-odds"),
        Evidence("share", round(_SHARE * log(share / _EXPECTED), 2), f"{repeated.articles:,} of {publisher.articles:,} articles"),
        Evidence("place", _EDGE if is_edge else _ASIDE, "at an edge of its articles" if is_edge else "in the middle of its articles"),
        Evidence("name", _NAMED if is_named else 0.0, "names the publisher"),
        Evidence("subject", round(_SUBJECT * max(0.0, belonging - _SHARED_SUBJECT), 2), "shares words with just its articles"),
    )


def _examples(repeated: Repeated, desk: Desk) -> Iterator[Example]:
    """The line's wordings, each with an article that has it where one is among those that were compared."""
    told = [desk.articles[number] for number in repeated.sample]
    for text, wanted in zip(repeated.line.texts, repeated.line.digests, strict=False):
        found: Told | None = next((one for one in told if wanted in one.digests), None)
        yield Example(text, found.url if found else "", found.headline if found else "")


def _nearest(text: str, journalism: Sequence[_Paragraph], patterns: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs that share most words with a line and that its patterns do not hit."""
    words = set(words_of(normal(text)))
    compiled = [regex.compile(pattern, regex.IGNORECASE) for pattern in patterns]
    free = (one for one in journalism if not any(pattern.search(one.folded) for pattern in compiled))
    ranked = sorted((-len(words & one.words) / len(words | one.words), one.text) for one in free)
    return tuple(paragraph for _, paragraph in ranked[:_KEPT])


def _slug(host: str) -> str:
    return _SLUG.sub("-", host.lower()).strip("-") or "host"


def _name(publisher: str, text: str, patterns: Sequence[str]) -> str:
    """A name for the rule: its longest words, and a few digits of its publisher, whose slug may be another's too, and its patterns."""
    words = [word for word in normal(text).split() if word.isascii() and word.isalpha()]
    longest = sorted(sorted(range(len(words)), key=lambda place: (-len(words[place]), place))[:3])
    return "-".join([*(words[place] for place in longest), f"{digest(chr(10).join((publisher, *patterns))) % 2**24:06x}"])
