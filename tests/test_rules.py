"""Each shipped rule's own proof, on the whole engine: its `match` goes and its `keep` stays, inside an article."""

from __future__ import annotations

import pytest

from cleaner.rulebook.proofs import CARRIER, Proof, Prover, proofs_of
from cleaner.rules.load import common_pack, language_pack, languages, publisher_pack, publishers, shipped_packs
from tests.golden import of_publisher, slug_of

PROVER = Prover()


def shipped() -> list[Proof]:
    """The proofs of all shipped rules. Of what language a publisher's articles are, its golden ones say."""
    spoken = {domain: folder.parts[-3] for domain in publishers() for folder in of_publisher(domain)}
    return list(proofs_of(shipped_packs(), spoken))


def examples(field: str) -> list[object]:
    return [pytest.param(proof, id=f"{proof.rule.id}-{proof.number - 1}") for proof in shipped() if proof.field == field]


@pytest.mark.parametrize("language", languages())
def test_the_carrier_is_neutral(language: str) -> None:
    """Nothing goes from the article that the examples are put into."""
    assert PROVER.engine(language).clean_text("\n".join(CARRIER)).removed == ()


def test_ids_are_unique_over_all_packs() -> None:
    """No two rules share an id."""
    ids = [rule.id for pack in shipped_packs() for rule in pack.rules]
    assert sorted(ids) == sorted(set(ids))


def test_ids_begin_with_their_pack() -> None:
    """An id says which pack a rule is in."""
    packs = {language: language_pack(language) for language in languages()} | {"common": common_pack()}
    packs |= {slug_of(domain): publisher_pack(domain) for domain in publishers()}
    for name, pack in packs.items():
        assert all(rule.id.startswith(f"{name}.") for rule in pack.rules)


@pytest.mark.parametrize("proof", examples("match"))
def test_match_is_removed(proof: Proof) -> None:
    """The example goes, and nothing else does."""
    assert PROVER.fault_of(proof) == "", PROVER.article(proof).explain()


@pytest.mark.parametrize("proof", examples("keep"))
def test_keep_is_kept(proof: Proof) -> None:
    """The example stays; where a guard is being proved, it says that it spared it."""
    assert PROVER.fault_of(proof) == "", PROVER.article(proof).explain()
