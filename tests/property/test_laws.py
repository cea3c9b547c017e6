"""The laws that the library promises, each under its own name.

They are tried on generated articles, on hand-written ones (`fixtures/appeals`) and on arbitrary text. That nothing
is taken from journalism, and that an appeal in between changes nothing, cannot hold for every text that there
is: the judge is fitted. Those two are laws on the generated articles, and a measured share on the hand-written
ones (`tests/test_appeals.py`).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Article, Cleaner, InputError, Kind, Verdict
from tests.appeals import Case, kept_of, sample, squeezed
from tests.property.strategies import Polluted, Story, any_bytes, any_markup, any_text, polluted, stories

SAMPLE = sample()
on_fixtures = pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.id)
many = settings(max_examples=300)
few = settings(max_examples=25)


# 1. Only deletes


def assert_only_deletes(article: Article) -> None:
    """Kept and removed spans tile the text, and give it back."""
    text = article.document.text
    removed = [decision.span for decision in article.removed]
    place = 0
    for start, end in sorted((*article.kept, *removed)):
        assert start == place
        assert end > start
        place = end
    assert place == len(text)
    assert article.original() == text
    for decision in (*article.removed, *article.spared):
        assert decision.text == text[decision.span.start : decision.span.end]
        assert 0 <= decision.confidence <= 1
    assert all(decision.verdict == Verdict.REMOVED for decision in article.removed)
    assert all(decision.verdict == Verdict.SPARED for decision in article.spared)


@many
@given(any_text())
def test_only_deletes_from_any_text(text: str) -> None:
    """The document's text is the caller's, and the spans rebuild it."""
    article = cleaner.clean_text(text)
    assert article.document.text == text
    assert_only_deletes(article)


@given(polluted())
def test_only_deletes_from_generated_articles(case: Polluted) -> None:
    """An article with an appeal in it is rebuilt from the spans."""
    article = cleaner.clean_text(case.input)
    assert article.document.text == case.input
    assert_only_deletes(article)


@given(any_markup())
@few
def test_only_deletes_from_any_markup(markup: str) -> None:
    """What holds for text holds for the text of a page."""
    assert_only_deletes(cleaner.clean_html(markup))


@on_fixtures
def test_only_deletes_from_written_articles(case: Case) -> None:
    """Hand-written articles are rebuilt from the spans."""
    article = cleaner.clean_text(case.input)
    assert article.document.text == case.input
    assert_only_deletes(article)


# 2. Idempotent


@many
@given(any_text())
def test_idempotent_on_any_text(text: str) -> None:
    """Nothing more goes from what is left of any text."""
    assert cleaner.clean_text(cleaner.clean_text(text).text).removed == ()


@given(polluted())
def test_idempotent_on_generated_articles(case: Polluted) -> None:
    """Nothing more goes from a cleaned article."""
    assert cleaner.clean_text(cleaner.clean_text(case.input).text).removed == ()


@on_fixtures
def test_idempotent_on_written_articles(case: Case) -> None:
    """Nothing more goes from a cleaned hand-written article."""
    assert cleaner.clean_text(cleaner.clean_text(case.input).text).removed == ()


# 3. Deterministic

_DIGESTS = """
import hashlib
import cleaner
from tests.appeals import sample
for case in sample(97):
    print(hashlib.sha256(cleaner.clean_text(case.input).to_json().encode()).hexdigest())
"""


def digest(article: Article) -> str:
    """All that an article says, in short."""
    return hashlib.sha256(article.to_json().encode()).hexdigest()


@given(st.lists(st.one_of(any_text(), polluted().map(lambda case: case.input)), max_size=5), st.randoms())
@few
def test_deterministic_in_any_order(texts: list[str], random) -> None:
    """No earlier call and no order of calls changes a result."""
    alone = {text: Cleaner().clean_text(text) for text in texts}
    shuffled = texts * 2
    random.shuffle(shuffled)
    engine = Cleaner()
    assert [engine.clean_text(text) for text in shuffled] == [alone[text] for text in shuffled]


def test_deterministic_over_threads() -> None:
    """Threads that share one engine get what one thread gets."""
    texts = [case.input for case in SAMPLE]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cleaner.clean_text, texts)) == [cleaner.clean_text(text) for text in texts]


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_deterministic_over_hash_seeds(seed: str) -> None:
    """A process of its own, with another order of sets, says the same, to the last digit of the evidence."""
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    told = subprocess.run([sys.executable, "-c", _DIGESTS], env=environment, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.split() == [digest(cleaner.clean_text(case.input)) for case in sample(97)]


# 4. Inert on journalism


@given(stories())
def test_inert_on_generated_articles(story: Story) -> None:
    """An article without boilerplate comes out whole, its parts told apart."""
    article = cleaner.clean_text("\n".join(story.lines))
    assert article.removed == ()
    assert (article.headline, article.standfirst, article.paragraphs) == (story.headline, story.standfirst, story.body)


@given(polluted())
def test_inert_in_any_format(case: Polluted) -> None:
    """Nor does the way in which its lines are written cost an article anything."""
    article = cleaner.clean_text(case.clean_input)
    assert article.removed == ()
    assert article.warnings == ()
    assert (article.headline, article.standfirst, article.paragraphs) == (case.story.headline, case.story.standfirst, case.story.body)


@pytest.mark.parametrize("joint", ["", " "], ids=["glued", "one line"])
@given(stories())
@few
def test_inert_without_line_breaks(joint: str, story: Story) -> None:
    """A body whose line breaks were lost comes out whole."""
    article = cleaner.clean_text(joint.join(story.body))
    assert article.removed == ()
    assert kept_of(article) == squeezed(story.body)


# 5. Local


@given(polluted())
def test_local_between_lines(case: Polluted) -> None:
    """An appeal between two paragraphs changes nothing in the article, and is what is removed."""
    without, article = cleaner.clean_text(case.clean_input), cleaner.clean_text(case.input)
    assert (article.headline, article.standfirst, article.paragraphs) == (without.headline, without.standfirst, without.paragraphs)
    assert squeezed(decision.text for decision in article.removed) == squeezed(case.appeal)
    low, high = case.span
    assert all(low <= decision.span.start and decision.span.end <= high for decision in article.removed)


@given(polluted())
def test_local_at_a_glued_joint(case: Polluted) -> None:
    """An appeal whose last sentence touches the paragraph after it goes, and all of the paragraph stays."""
    without, article = cleaner.clean_text(case.clean_input), cleaner.clean_text(case.glued())
    assert (article.headline, article.standfirst, article.paragraphs) == (without.headline, without.standfirst, without.paragraphs)


# 6. Monotone


@pytest.mark.parametrize("case", SAMPLE[::3], ids=lambda case: case.id)
def test_monotone_on_written_articles(case: Case) -> None:
    """Keeping a kind puts back what is of it, and changes nothing else."""
    removed = cleaner.clean_text(case.input).removed
    for kind in {decision.kind for decision in removed} | {Kind.CUSTOM}:
        kept = Cleaner(keep={kind}).clean_text(case.input).removed
        assert kept == tuple(decision for decision in removed if decision.kind != kind)


@given(polluted(), st.sets(st.sampled_from(Kind)), st.sets(st.sampled_from(Kind)))
def test_monotone_in_kinds(case: Polluted, fewer: set[Kind], more: set[Kind]) -> None:
    """A larger `keep` removes a part of what a smaller one removes."""
    small = Cleaner(keep=fewer).clean_text(case.input).removed
    large = Cleaner(keep=fewer | more).clean_text(case.input).removed
    assert set(large) <= set(small)


# 7. Never fuses


def assert_never_fuses(article: Article) -> None:
    """The tokens that come out are those of the input, cut where removals begin and end, in order."""
    text = article.document.text
    cut = [token for span in article.kept for token in text[span.start : span.end].split()]
    assert [token for part in (article.headline, article.standfirst, *article.paragraphs) if part for token in part.split()] == cut


@many
@given(any_text())
def test_never_fuses_any_text(text: str) -> None:
    """No token of the output is made of two neighbours' characters."""
    assert_never_fuses(cleaner.clean_text(text))


@given(polluted())
def test_never_fuses_glued_articles(case: Polluted) -> None:
    """Nor where the input itself is glued."""
    assert_never_fuses(cleaner.clean_text(case.glued()))
    assert_never_fuses(cleaner.clean_text("".join((*case.story.body, *case.appeal, *case.story.body))))


@on_fixtures
def test_never_fuses_written_articles(case: Case) -> None:
    """Nor in hand-written articles, in all their formats."""
    assert_never_fuses(cleaner.clean_text(case.input))


# 8. Total


@many
@given(any_text())
def test_total_on_any_text(text: str) -> None:
    """Every str is cleaned as text, and every account of it can be told and written down."""
    article = cleaner.clean_text(text)
    assert isinstance(article.explain() + article.diff() + article.to_markdown(), str)
    assert article.to_json().encode("utf-8")
    assert article.restored().removed == ()
    assert all(part.strip() == part != "" for part in article.paragraphs)


@given(st.one_of(any_text(), any_markup()))
def test_total_on_any_source(text: str) -> None:
    """Every str is cleaned, be it taken for text or for HTML."""
    assert isinstance(cleaner.clean(text), Article)
    assert isinstance(cleaner.clean_html(text), Article)


@given(any_bytes())
def test_total_on_any_bytes(data: bytes) -> None:
    """All bytes are cleaned, in whatever encoding they are, or none."""
    assert isinstance(cleaner.clean(data), Article)
    assert isinstance(cleaner.clean_html(data), Article)


@given(any_text(), st.text(st.characters(categories=None), max_size=30))
@few
def test_total_in_the_url(text: str, url: str) -> None:
    """An address that is none changes nothing but which packs serve the text."""
    assert cleaner.clean_text(text, "http://" + url).document.text == text
    assert cleaner.clean_text(text, url).document.text == text


@given(st.one_of(st.integers(), st.floats(), st.none(), st.lists(st.text()), st.dictionaries(st.text(), st.text()), st.just(object())))
@few
def test_total_but_for_wrong_types(source: object) -> None:
    """What is no source raises `InputError`, and names its type."""
    with pytest.raises(InputError, match=type(source).__name__):
        cleaner.clean(source)  # type: ignore[arg-type]
