"""The answer: its parts, what can be put back, and the forms that it takes."""

from __future__ import annotations

import json
import pickle

import pytest

import cleaner
from cleaner import Article, Kind, Span

HEADLINE = "Harbour board votes to rebuild the flooded ferry pier"
STANDFIRST = "The decision ends two years of argument over who should pay for the repairs"
BODY = (
    "The harbour board in Westhaven voted on Tuesday to rebuild the ferry pier that was destroyed by the flood of March 2024.",
    "“We have waited long enough,” said Ingrid Solheim, who chairs the board, after the meeting in the old customs house.",
    "Two members of the board voted against the plan. Peter Adeyemi said the ferry carried fewer than 300 passengers a week.",
    "Residents of the island of Skerra have used a temporary landing stage since the flood.",
)
APPEAL = (
    "We are a small newsroom and our journalism is free for everyone to read, so we rely on readers like you.",
    "Please donate from £3 a month and help us keep our independent journalism free for everyone.",
)
LINES = (HEADLINE, STANDFIRST, BODY[0], *APPEAL, *BODY[1:])


@pytest.fixture
def article() -> Article:
    """An article out of which an appeal went."""
    return cleaner.clean_text("\n".join(LINES))


def test_parts(article: Article) -> None:
    """Headline, standfirst and body are told apart, and the appeal is out."""
    assert (article.headline, article.standfirst, article.paragraphs) == (HEADLINE, STANDFIRST, BODY)
    assert article.body == "\n\n".join(BODY)
    assert article.text == "\n\n".join((HEADLINE, STANDFIRST, *BODY))
    assert article.language == "en"
    assert article.warnings == ()
    assert {decision.kind for decision in article.removed} == {Kind.DONATION_APPEAL}


def test_kept_and_original(article: Article) -> None:
    """The kept spans are what the removed ones leave."""
    assert article.original() == article.document.text == "\n".join(LINES)
    assert sum(end - start for start, end in (*article.kept, *(decision.span for decision in article.removed))) == len(article.original())


def test_restored_puts_a_kind_back(article: Article) -> None:
    """What is of the kinds named is in again; the article itself is unchanged."""
    again = article.restored("donation_appeal")
    assert again.removed == ()
    assert again.paragraphs == (BODY[0], *APPEAL, *BODY[1:])
    assert again.document is article.document
    assert article.removed
    assert article.restored() == again
    assert article.restored(Kind.AD_MARKER) == article


def test_restored_refuses_an_unknown_kind(article: Article) -> None:
    """A kind that there is not is an error that names it."""
    with pytest.raises(ValueError, match="newsletters"):
        article.restored("newsletters")


def test_to_dict_is_ready_for_json(article: Article) -> None:
    """All parts are there, in JSON's own types, and come back from JSON as they went."""
    data = article.to_dict()
    assert set(data) == {
        "headline", "standfirst", "body", "paragraphs", "language", "metadata", "confidence", "removed", "spared", "warnings",
    }  # fmt: skip
    assert json.loads(article.to_json()) == data
    assert json.loads(article.to_json(indent=2)) == data
    removed = data["removed"]
    assert isinstance(removed, list)
    assert set(removed[0]) == {"span", "kind", "verdict", "rule", "reason", "evidence", "confidence", "text"}
    start, end = removed[0]["span"]
    assert article.original()[start:end] == removed[0]["text"]


def test_to_json_writes_letters_as_they_are() -> None:
    """All scripts are readable in the JSON, and half a surrogate pair is escaped."""
    told = cleaner.clean_text("Zoë 東京 \ud83d").to_json()
    assert "Zoë 東京 \\ud83d" in told
    assert json.loads(told)["paragraphs"] == ["Zoë 東京 \ud83d"]


def test_to_markdown(article: Article) -> None:
    """The headline is a title and the standfirst bold."""
    assert article.to_markdown().startswith(f"# {HEADLINE}\n\n**{STANDFIRST}**\n\n{BODY[0]}")


def test_removals_carry_their_reasons(article: Article) -> None:
    """Each removal has a reason, evidence that speaks for it, and a place in the account."""
    for decision in article.removed:
        assert decision.reason
        assert any(evidence.weight > 0 for evidence in decision.evidence)
        assert decision.text.split("\n")[0] in article.explain()
    assert f"- {APPEAL[1]}" in article.diff().splitlines()


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u00a0\u3000"])
def test_empty_text_is_an_article_with_nothing_in_it(text: str) -> None:
    """Nothing in, nothing out, and no error."""
    article = cleaner.clean_text(text)
    assert (article.headline, article.standfirst, article.paragraphs, article.removed) == (None, None, (), ())
    assert article.body == article.text == article.diff() == article.to_markdown() == ""
    assert article.original() == text
    assert article.kept == ((Span(0, len(text)),) if text else ())


def test_articles_are_values(article: Article) -> None:
    """An article equals another with the same content, survives pickling, and cannot be changed."""
    assert pickle.loads(pickle.dumps(article)) == article == cleaner.clean_text("\n".join(LINES))  # noqa: S301
    with pytest.raises(AttributeError):
        article.headline = "Another"  # type: ignore[misc]
