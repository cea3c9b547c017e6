"""Articles and decisions as the page shows them: the text, and in its place what was removed, struck through, with the reason."""

from __future__ import annotations

import re
from collections import Counter

from cleaner.report.entries import Card
from cleaner.report.excerpts import Excerpt, Mark, Piece
from cleaner.report.markup import shown

_BREAK = re.compile(r"\s*\n\s*")
UNNAMED = "No headline"
_WITHOUT_RULE = "no single rule"


def decision_card(card: Card, name: str) -> str:
    """One decision, what there is to say of it, and what stands around it. `name` is its id on the page."""
    mark = card.excerpt.marks[card.excerpt.focus or 0]
    return (
        f'<article class="card" id="{name}"><div class="pair"><div class="account"><h3>{_kind(mark)}</h3><p class="sure">{_sure(mark)}</p>'
        f'<p class="why">{shown(mark.reason)}<br>{_rule(mark)}</p>'
        f'<p class="from"><cite><bdi>{shown(card.headline or UNNAMED)}</bdi></cite><br>{_origin(card)}</p></div>'
        f"{_text(card.excerpt, name)}</div></article>"
    )


def article_card(card: Card, name: str, *, is_open: bool) -> str:
    """An article and all decisions on it."""
    removed = sum(mark.is_removed for mark in card.excerpt.marks)
    near = len(card.excerpt.marks) - removed
    counts = f"{removed} removed" + (f", {near} near miss{'es' if near > 1 else ''}" if near else "")
    more = f"<br>{card.left_out:,} more decisions are in what is not shown" if card.left_out else ""
    return (
        f'<details class="card" id="{name}"{" open" if is_open else ""}>'
        f'<summary><h3><bdi>{shown(card.headline or UNNAMED)}</bdi></h3> <span class="sure">{counts}</span></summary>'
        f'<div class="pair"><div class="account"><p class="from">{_origin(card)}{more}</p><ul>{_listed(card.excerpt)}</ul></div>'
        f"{_text(card.excerpt, name)}</div></details>"
    )


def facets(card: Card, name: str) -> dict[str, object]:
    """What the card is found by: of a decision its own kind and rule, of an article those of all that is marked."""
    excerpt = card.excerpt
    marks = excerpt.marks if excerpt.focus is None else (excerpt.marks[excerpt.focus],)
    return {
        "id": name,
        "publisher": card.publisher,
        "kinds": sorted({mark.kind for mark in marks}),
        "rules": sorted({mark.rule for mark in marks if mark.rule}),
    }


def kind_words(kind: str) -> str:
    """A kind in words.

    >>> kind_words("donation_appeal")
    'Donation appeal'
    """
    return kind.replace("_", " ").capitalize()


def _listed(excerpt: Excerpt) -> str:
    """What there is of each kind, most first."""
    counts = Counter(_kind(mark) for mark in excerpt.marks)
    return "".join(f"<li>{kind}{f' × {count}' if count > 1 else ''}</li>" for kind, count in counts.most_common())


def _text(excerpt: Excerpt, name: str) -> str:
    told: set[int] = set()
    return f'<div class="text" dir="auto">{"".join(_piece(piece, excerpt, name, told) for piece in excerpt.pieces)}</div>'


def _piece(piece: Piece, excerpt: Excerpt, name: str, told: set[int]) -> str:
    """A part of the text. The first part of each decision takes the keyboard's focus and has the note."""
    if piece.left_out:
        return f'<span class="left-out">{piece.left_out:,} characters not shown</span>'
    # A break with room behind it, that is a line feed too where the text is read or copied.
    text = _BREAK.sub('\n<span class="gap"></span>', shown(piece.text))
    if piece.mark is None:
        return text
    mark = excerpt.marks[piece.mark]
    tag = "del" if mark.is_removed else "mark"
    focus = ' class="focus"' if piece.mark == excerpt.focus else ""
    if piece.mark in told:
        return f"<{tag}{focus}>{text}</{tag}>"
    told.add(piece.mark)
    note = f"{name}-{piece.mark}"
    return f'<{tag}{focus} tabindex="0" aria-describedby="{note}">{text}</{tag}>{_note(mark, note)}'


def _note(mark: Mark, name: str) -> str:
    evidence = f'<span class="evidence">{shown(mark.evidence)}</span>' if mark.evidence else ""
    return (
        f'<span class="note" id="{name}" dir="ltr"><strong>{_kind(mark)}</strong> <span class="sure">{_sure(mark)}</span>'
        f'<span class="reason">{shown(mark.reason)}</span>{_rule(mark)}{evidence}</span>'
    )


def _kind(mark: Mark) -> str:
    return shown(kind_words(mark.kind) if mark.is_removed else f"{kind_words(mark.kind)}, spared")


def _sure(mark: Mark) -> str:
    return f"confidence {mark.confidence:.2f}"


def _rule(mark: Mark) -> str:
    return f"<code>{shown(mark.rule)}</code>" if mark.rule else f'<span class="rule">{_WITHOUT_RULE}</span>'


def _origin(card: Card) -> str:
    parts = [f"<bdi>{shown(card.publisher)}</bdi>"] if card.publisher else []
    if card.url:
        said = shown(card.publisher or "address")
        parts = [f'<a href="{shown(card.url)}" rel="noreferrer noopener"><bdi>{said}</bdi></a>']
    if card.id:
        parts.append(f"<bdi>{shown(card.id)}</bdi>")
    return "<br>".join(parts)
