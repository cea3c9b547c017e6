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


# The weights decide these wrong. Journalism that says what a label or a prompt says ("was exclusive to the subscribers of
# a newsletter on hunting"), alone in an article that is about neither:
LOST = {
    "en.donation.we-are-a-nonprofit-0",
    "mekomit-co-il.comment.leave-a-comment-0",
    "propublica-org.newsletter.produced-for-0",
    "rappler-com.credit.end-mark-0",
    "shakuf-co-il.share.print-0",
}
# Prompts of one sentence that are worded as what a guard spares, without another word of an appeal beside them:
LEFT = {"en.guard.advice-to-customers-0", "en.guard.register-to-vote-1"}


def examples(field: str) -> list[object]:
    """The proofs of a field; what is known to go wrong has to go wrong, until it is mended and taken off its list."""
    known = pytest.mark.xfail(raises=AssertionError)
    wrong = LOST if field == "keep" else LEFT
    proofs = [(f"{proof.rule.id}-{proof.number - 1}", proof) for proof in shipped() if proof.field == field]
    return [pytest.param(proof, id=name, marks=[known] if name in wrong else []) for name, proof in proofs]


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
