"""Each rule's own proof, on the whole engine: its `match` goes and its `keep` stays, inside an article.

A rule of strength `likely` only adds to the evidence, so what is proved is the decision and not the pattern.
For a guard, `keep` is what it spares, and `match` is boilerplate of like wording that it does not protect.
The rules of a publisher are proved on an address of his.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from cleaner import Article, Cleaner
from cleaner.model import Rule
from cleaner.rules.load import common_pack, language_pack, languages, publisher_pack, publishers
from tests.appeals import kept_of, squeezed
from tests.golden import of_publisher, slug_of

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


class Proof(NamedTuple):
    """A shipped rule, and the language and address of the article that it is proved on."""

    rule: Rule
    language: str
    url: str | None = None


def shipped() -> list[Proof]:
    """All shipped rules. Of what language a publisher's articles are, its golden ones say."""
    proofs = [Proof(rule, "en") for rule in common_pack().rules]
    proofs += [Proof(rule, language) for language in languages() for rule in language_pack(language).rules]
    for domain in sorted(publishers()):
        language = next((folder.parts[-3] for folder in of_publisher(domain)), "en")
        proofs += [Proof(rule, language, f"https://www.{domain}/news/1") for rule in publisher_pack(domain).rules]
    return proofs


def examples(field: str) -> list[object]:
    return [
        pytest.param(proof, text, id=f"{proof.rule.id}-{number}")
        for proof in shipped()
        for number, text in enumerate(getattr(proof.rule, field))
    ]


@cache
def engine(language: str) -> Cleaner:
    return Cleaner(languages=[language])


def with_example(proof: Proof, example: str) -> Article:
    """The carrier with the example as a paragraph of its own."""
    return engine(proof.language).clean_text("\n".join((*CARRIER[:PLACE], example, *CARRIER[PLACE:])), proof.url)


@pytest.mark.parametrize("language", sorted({proof.language for proof in shipped()}))
def test_the_carrier_is_neutral(language: str) -> None:
    """Nothing goes from the article that the examples are put into."""
    assert engine(language).clean_text("\n".join(CARRIER)).removed == ()


def test_ids_are_unique_over_all_packs() -> None:
    """No two rules share an id."""
    ids = [proof.rule.id for proof in shipped()]
    assert sorted(ids) == sorted(set(ids))


def test_ids_begin_with_their_pack() -> None:
    """An id says which pack a rule is in."""
    packs = {language: language_pack(language) for language in languages()} | {"common": common_pack()}
    packs |= {slug_of(domain): publisher_pack(domain) for domain in publishers()}
    for name, pack in packs.items():
        assert all(rule.id.startswith(f"{name}.") for rule in pack.rules)


@pytest.mark.parametrize(("proof", "example"), examples("match"))
def test_match_is_removed(proof: Proof, example: str) -> None:
    """The example goes, and nothing else does."""
    article = with_example(proof, example)
    assert kept_of(article) == squeezed(CARRIER), article.explain()
    if not proof.rule.is_guard:
        assert any(decision.rule for decision in article.removed), f"removed, but no rule is named:\n{article.explain()}"


@pytest.mark.parametrize(("proof", "example"), examples("keep"))
def test_keep_is_kept(proof: Proof, example: str) -> None:
    """The example stays; where a guard is being proved, it says that it spared it."""
    article = with_example(proof, example)
    assert article.removed == (), article.explain()
    if proof.rule.is_guard:
        assert any(evidence.detail == proof.rule.id for decision in article.spared for evidence in decision.evidence), article.explain()
