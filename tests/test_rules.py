"""Each rule's own proof, on the whole engine: its `match` goes and its `keep` stays, inside an article.

A rule of strength `likely` only adds to the evidence, so what is proved is the decision and not the pattern.
For a guard, `keep` is what it spares, and `match` is boilerplate of like wording that it does not protect.
"""

from __future__ import annotations

from functools import cache

import pytest

from cleaner import Article, Cleaner
from cleaner.model import Rule
from cleaner.rules.load import common_pack, language_pack, languages
from tests.appeals import kept_of, squeezed

CARRIER = (
    "Ferry service to Skerra will resume before the winter",
    "A new landing stage replaces the pier that a storm destroyed two years ago",
    "The ferry between Westhaven and the island of Skerra will run again from 3 November, the harbour board decided on Tuesday.",
    "The old pier was destroyed in March 2024, and the 212 people of the island have since crossed in a fishing boat.",
    "“My children missed eleven days of lessons last winter,” said Ingrid Solheim, who teaches at the island’s only school.",
    "Engineers tested the landing stage for six weeks, and found that it moved by less than four centimetres in a gale.",
    "The crossing takes 40 minutes. The first boat leaves Westhaven at 06:15.",
    "Peter Adeyemi, the harbour master, said that the old pier would be taken down in the spring.",
)
PLACE = 5


def shipped() -> list[tuple[str, Rule]]:
    """All shipped rules, with the language that they are of."""
    packs = [("en", common_pack()), *((language, language_pack(language)) for language in languages())]
    return [(language, rule) for language, pack in packs for rule in pack.rules]


def examples(field: str) -> list[object]:
    return [
        pytest.param(language, rule, text, id=f"{rule.id}-{number}")
        for language, rule in shipped()
        for number, text in enumerate(getattr(rule, field))
    ]


@cache
def engine(language: str) -> Cleaner:
    return Cleaner(languages=[language])


def with_example(language: str, example: str) -> Article:
    """The carrier with the example as a paragraph of its own."""
    return engine(language).clean_text("\n".join((*CARRIER[:PLACE], example, *CARRIER[PLACE:])))


def test_the_carrier_is_neutral() -> None:
    """Nothing goes from the article that the examples are put into."""
    assert engine("en").clean_text("\n".join(CARRIER)).removed == ()


def test_ids_are_unique_over_all_packs() -> None:
    """No two rules share an id."""
    ids = [rule.id for _, rule in shipped()]
    assert sorted(ids) == sorted(set(ids))


def test_ids_begin_with_their_pack() -> None:
    """An id says which pack a rule is in."""
    for language in languages():
        assert all(rule.id.startswith(f"{language}.") for rule in language_pack(language).rules)
    assert all(rule.id.startswith("common.") for rule in common_pack().rules)


@pytest.mark.parametrize(("language", "rule", "example"), examples("match"))
def test_match_is_removed(language: str, rule: Rule, example: str) -> None:
    """The example goes, and nothing else does."""
    article = with_example(language, example)
    assert kept_of(article) == squeezed(CARRIER), article.explain()
    if not rule.is_guard:
        assert any(decision.rule for decision in article.removed), f"removed, but no rule is named:\n{article.explain()}"


@pytest.mark.parametrize(("language", "rule", "example"), examples("keep"))
def test_keep_is_kept(language: str, rule: Rule, example: str) -> None:
    """The example stays; where a guard is being proved, it says that it spared it."""
    article = with_example(language, example)
    assert article.removed == (), article.explain()
    if rule.is_guard:
        assert any(evidence.detail == rule.id for decision in article.spared for evidence in decision.evidence), article.explain()
