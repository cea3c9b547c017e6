"""The proofs of rules, on the whole engine: each `match` goes and each `keep` stays, as a paragraph of an article.

A rule of strength `likely` only adds to the evidence, so what is proved is the decision and not the pattern.
For a guard, `keep` is what it spares, and `match` is boilerplate of like wording that it does not protect.
The rules of a publisher are proved on an address of his.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.article import Article
from cleaner.engine import Cleaner
from cleaner.folding import fold
from cleaner.language import tell_language
from cleaner.model import Decision, Span
from cleaner.rules.schema import Pack
from cleaner.ruling import Rule

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
"""The paragraphs of the article: nothing goes from it in any language."""

_PLACE = 5
"""The paragraph before which an example is put."""


class Proof(NamedTuple):
    """One example of a rule, and what it is to be proved with."""

    file: str
    """The name of the rule's pack."""
    rule: Rule
    field: str
    """`match` or `keep`."""
    number: int
    """From 1."""
    language: str
    url: str | None = None

    @property
    def example(self) -> str:
        """The text that has to go or to stay."""
        texts: tuple[str, ...] = getattr(self.rule, self.field)
        return texts[self.number - 1]


class Failure(NamedTuple):
    """A proof that does not hold, and what happens instead."""

    proof: Proof
    fault: str

    def __str__(self) -> str:
        proof = self.proof
        return f"{proof.file}: {proof.rule.id}: {proof.field} {proof.number}: {self.fault}\n  {proof.example!r}"


def proofs_of(packs: Iterable[Pack], languages: Mapping[str, str] | None = None) -> Iterator[Proof]:
    """The proofs of all rules and guards.

    `languages` says in which the articles of a publisher's domain are, and under "" those that packs for all texts are
    proved on. Where neither it nor the pack says it, a publisher's is told from the examples, and the others' is English.
    """
    for pack in packs:
        language = pack.language or (languages or {}).get(pack.publisher or "") or _told(pack)
        url = f"https://www.{pack.publisher}/news/1" if pack.publisher else None
        for rule in pack.rules:
            for field in ("match", "keep"):
                for number in range(1, len(getattr(rule, field)) + 1):
                    yield Proof(pack.name, rule, field, number, language, url)


def _told(pack: Pack) -> str:
    """The language of a pack's examples; English serves a text that no language is told from."""
    if not pack.publisher:
        return "en"
    return tell_language(fold("\n".join(text for rule in pack.rules for text in (*rule.match, *rule.keep)))) or "en"


class Prover:
    """The engine that a proof is held against, for the shipped packs and those at some paths."""

    def __init__(self, paths: Sequence[str] = ()) -> None:
        self._paths = tuple(paths)
        self._engines: dict[str, Cleaner] = {}

    def failures(self, proofs: Iterable[Proof]) -> Iterator[Failure]:
        """Those that do not hold, lazily."""
        for proof in proofs:
            fault = self.fault_of(proof)
            if fault:
                yield Failure(proof, fault)

    def fault_of(self, proof: Proof) -> str:
        """What is wrong where a proof does not hold; "" where it does."""
        before = len("\n".join(CARRIER[:_PLACE])) + 1
        place = Span(before, before + len(proof.example))
        article = self.article(proof)
        lost = [decision for decision in article.removed if decision.span.start < place.start or decision.span.end > place.end]
        if lost:
            return f"text beside it goes too: {_told_of(lost[0])}"
        if proof.field == "keep":
            return _fault_of_keep(proof, article)
        left = "".join(article.document.text[max(start, place.start) : min(end, place.end)] for start, end in article.kept).strip()
        if left:
            near = next((miss for miss in article.spared if miss.span.start < place.end and miss.span.end > place.start), None)
            told = "it stays" if len(left) == len(proof.example.strip()) else f"a part of it stays, {left!r}"
            return f"{told}; {_told_of(near)}" if near else f"{told}; the engine sees no boilerplate there"
        if not proof.rule.is_guard and not any(decision.rule for decision in article.removed):
            return "it goes, but not for a rule: no rule's pattern hits what went"
        return ""

    def article(self, proof: Proof) -> Article:
        """What is made of the article with the example in it."""
        return self.engine(proof.language).clean_text("\n".join((*CARRIER[:_PLACE], proof.example, *CARRIER[_PLACE:])), proof.url)

    def engine(self, language: str) -> Cleaner:
        """The engine for texts of a language. `UnknownPackError` where the language has no shipped pack."""
        if language not in self._engines:
            self._engines[language] = Cleaner(packs=self._paths, languages=[language])
        return self._engines[language]


def _fault_of_keep(proof: Proof, article: Article) -> str:
    if article.removed:
        return f"it goes: {_told_of(article.removed[0])}"
    if proof.rule.is_guard and not any(evidence.detail == proof.rule.id for decision in article.spared for evidence in decision.evidence):
        return "it stays, but the guard does not speak for it: its pattern hits nothing there"
    return ""


def _told_of(decision: Decision) -> str:
    rule = f", {decision.rule}" if decision.rule else ""
    return f"{decision.verdict} as {decision.kind} with confidence {decision.confidence:.2f}{rule}: {decision.reason}"
