"""Which paragraph is headline, which standfirst, which body."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.model import Block, BlockKind, Document, Role, Span
from cleaner.roles import STANDFIRST_SIGNALS, assign_roles, is_headline, standfirst_signals
from cleaner.weighing import text_weights

HEADLINE = "Harbour board votes to rebuild the flooded ferry pier"
STANDFIRST = "The decision ends two years of argument over who should pay for the repairs"
BODY = (
    "The harbour board in Westhaven voted on Tuesday to rebuild the ferry pier that was destroyed by the flood of March 2024.",
    "Two members of the board voted against the plan. Peter Adeyemi said the ferry carried fewer than 300 passengers a week.",
    "Residents of the island of Skerra have used a temporary landing stage since the flood, and have to book a day ahead.",
)


def roles_of(*paragraphs: str, title: str | None = None, standfirst: tuple[str, ...] = ()) -> list[Role]:
    blocks = [Block(Span(0, len(paragraph)), BlockKind.PARAGRAPH) for paragraph in paragraphs]
    return assign_roles(paragraphs, blocks, text_weights().standfirst, Document("", (), title=title, standfirst=standfirst))


def test_headline_and_standfirst() -> None:
    """A headline and a standfirst before three paragraphs are told."""
    assert roles_of(HEADLINE, STANDFIRST, *BODY) == [Role.HEADLINE, Role.STANDFIRST, *[Role.BODY] * 3]


def test_no_standfirst() -> None:
    """A first paragraph of the body is no standfirst."""
    assert roles_of(HEADLINE, *BODY) == [Role.HEADLINE, *[Role.BODY] * 3]


def test_no_headline() -> None:
    """A text that begins with a sentence has neither headline nor standfirst."""
    assert roles_of(*BODY) == [Role.BODY] * 3


@pytest.mark.parametrize("paragraphs", [(), (HEADLINE,), (HEADLINE, BODY[0])])
def test_too_few_paragraphs_are_all_body(paragraphs: tuple[str, ...]) -> None:
    """Where the form shows nothing, nothing is claimed."""
    assert roles_of(*paragraphs) == [Role.BODY] * len(paragraphs)


def test_a_known_title_decides() -> None:
    """The page's own title is the headline, also before a single paragraph, and no other paragraph is."""
    assert roles_of("It is over.", BODY[0], title="It is over.")[0] == Role.HEADLINE
    assert roles_of(HEADLINE, *BODY, title="Another title")[0] == Role.BODY


def test_what_stands_before_the_headline_is_no_headline() -> None:
    """A menu that was put back before them changes neither headline nor standfirst."""
    found = roles_of("Home", HEADLINE, STANDFIRST, *BODY, title=HEADLINE, standfirst=(STANDFIRST,))
    assert found[:4] == [Role.BODY, Role.HEADLINE, Role.STANDFIRST, Role.BODY]


def test_a_known_standfirst_decides() -> None:
    """The blocks that the page shows as its standfirst are it, right after the headline and nowhere else."""
    known = (STANDFIRST, "And who is to run the line")
    assert roles_of(HEADLINE, *known, *BODY, title=HEADLINE, standfirst=known)[:4] == [
        Role.HEADLINE,
        Role.STANDFIRST,
        Role.STANDFIRST,
        Role.BODY,
    ]
    assert roles_of(HEADLINE, *BODY, STANDFIRST, title=HEADLINE, standfirst=known)[1:] == [Role.BODY] * 4


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (HEADLINE, True),
        ("Who pays for the pier?", True),
        ("The board met.", False),
        ("It met. It voted", False),
        ("x" * 400, False),
        ("“It is over.”", False),
    ],
)
def test_is_headline(text: str, answer: bool) -> None:
    """A headline is short, one sentence, and has no full stop."""
    assert is_headline(text) is answer


def test_signals_are_as_many_as_their_names() -> None:
    """Each signal has a name and a weight."""
    assert len(standfirst_signals([HEADLINE, STANDFIRST, BODY[0]])) == len(STANDFIRST_SIGNALS)
    assert {*STANDFIRST_SIGNALS, "bias"} <= set(text_weights().standfirst)


def test_the_whole_engine_uses_them() -> None:
    """The article has the parts."""
    article = cleaner.clean_text("\n".join((HEADLINE, STANDFIRST, *BODY)))
    assert (article.headline, article.standfirst, article.paragraphs) == (HEADLINE, STANDFIRST, BODY)
