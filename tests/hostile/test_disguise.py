"""Signs that show nothing and letters that look like others: they neither hide an appeal nor make one of a body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, Kind
from cleaner.model import Block, Document, Span
from cleaner.readers.text import read_text
from cleaner.revealing import reveal
from cleaner.testing import assert_laws, hostile_text
from fuzz.targets import LAWS

APPEAL = "Your support helps us to tell the story. Please donate today to our newsroom."
BODY = (
    "Bridge over the Lenn reopens after eight months of repairs",
    "Traffic crossed the bridge for the first time since March on Monday morning, the county said.",
    "The repairs took eight months and cost £3m, of which the county paid two thirds.",
    "“We lost a third of our customers,” said Ada Brandt, who keeps the bakery on the north bank.",
    "The council met on Tuesday and will vote on a second bridge in May, its leader said.",
)
BOLD = {chr(code): chr(0x1D41A + code - ord("a")) for code in range(ord("a"), ord("z") + 1)}
DISGUISES = {
    "zero-width spaces": "\u200b".join(APPEAL),
    "zero-width joiners": "\u200d".join(APPEAL),
    "soft hyphens": APPEAL.replace("o", "\u00ado"),
    "word joiners at the spaces": APPEAL.replace(" ", " \u2060"),
    "marks of direction": APPEAL.replace(" ", "\u200e \u202a"),
    "a byte order mark on both sides": f"\ufeff{APPEAL}\ufeff",
    "tags": APPEAL.replace("e", "e\U000e0065"),
    "Cyrillic letters": APPEAL.translate(str.maketrans("oeapc", "оеарс")),
    "Greek letters": APPEAL.translate(str.maketrans("ov", "ον")),
    "letters of mathematics": "".join(BOLD.get(char, char) for char in APPEAL),
}


def with_appeal(appeal: str) -> str:
    return "\n".join((*BODY[:3], appeal, *BODY[3:]))


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_appeal_goes(disguise: str) -> None:
    """It goes whole, with the signs in and around it, and the text that is given back has them."""
    text = with_appeal(DISGUISES[disguise])
    article = assert_laws(Cleaner(), text, as_html=False, laws=LAWS)
    assert [(decision.kind, decision.text) for decision in article.removed] == [(Kind.DONATION_APPEAL, DISGUISES[disguise])]
    assert (article.headline, *filter(None, [article.standfirst]), *article.paragraphs) == BODY


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u00ad", "\u2060", "\u202a", "\ufe0e"])
def test_a_body_full_of_signs_stays(sign: str) -> None:
    """A body is judged by what is seen of it, and comes out with the signs that it had."""
    lines = tuple(sign.join(line) for line in BODY)
    article = cleaner.clean_text("\n".join(lines))
    assert article.removed == ()
    assert article.text.replace("\n\n", "\n") == "\n".join(lines)


@pytest.mark.parametrize(
    "text", ["می\u200cخواهیم", "क्\u200dष", "👩\u200d👩\u200d👧", "сорок", "двух VIPов", "ναι", "plain", "ＮＨＫ", "Zoë", "☂\ufe0f"]
)
def test_what_says_something_is_seen(text: str) -> None:
    """Joiners of scripts that need them, pictographs, words of one alphabet, and Latin ones with an ending in another are not touched."""
    assert reveal(read_text(text)) is None


def test_what_is_seen() -> None:
    """Blocks stand in the text that is seen; one of which nothing is seen is none; places lead back."""
    document = Document("d\u043en\u200bate\n\u200b\n x\u200b\u00a0 y", (Block(Span(0, 7)), Block(Span(8, 9)), Block(Span(11, 16))))
    seen = reveal(document)
    assert seen is not None
    assert [seen.document.text[slice(*block.span)] for block in seen.document.blocks] == ["donate", "x\u00a0 y"]
    assert seen.to_source(seen.document.blocks[0].span) == [Span(0, 3), Span(4, 7)]


@given(hostile_text())
def test_any_text_is_seen(text: str) -> None:
    """What is seen is made of characters of the text, in order, and looking at it again changes nothing."""
    seen = reveal(read_text(text))
    if seen is None:
        return
    assert sum(length for _, _, length in seen.pieces) == len(seen.document.text)
    assert all(start >= end for (_, start, _), end in zip(seen.pieces[1:], (s + n for _, s, n in seen.pieces), strict=False))
    assert reveal(seen.document) is None


@given(st.lists(st.sampled_from(["\u200b", "\u200d", "\u2060", APPEAL, " ", "\n", *BODY, "о", "a"]), max_size=30).map("".join))
def test_laws_hold_under_disguise(text: str) -> None:
    """Spans tile the text, and a second cleaning removes nothing."""
    assert_laws(Cleaner(), text, as_html=False, laws=(*LAWS, "idempotent"))
