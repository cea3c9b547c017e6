"""The laws that the library promises, each under its own name.

They are tried on any text, markup and bytes, on made-up articles and on hand-written ones (`fixtures/appeals`). That nothing
is taken from journalism, and that an appeal in between changes nothing, cannot hold for every text that there is: the judge
is fitted. Those two are laws on the made-up articles, and a measured share on the hand-written ones (`tests/test_appeals.py`).

`make laws` tries 2,000 examples of each. What ever broke a law is in `tests/corpus` and is tried in each run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Article, Cleaner, InputError, Kind
from cleaner.testing import (
    LAWS,
    Sample,
    Story,
    articles,
    assert_agree,
    assert_inert,
    assert_laws,
    assert_local,
    hostile_bytes,
    hostile_markup,
    hostile_text,
    html_pages,
    polluted_articles,
)
from cleaner.testing.forms import GLUED_FORM, PAGE_FORMS, TEXT_FORMS
from cleaner.testing.samples import squeezed
from tests.appeals import Case, kept_of, sample
from tests.property.steps import steps_a_look

ENGINE = Cleaner()
CORPUS = Path(__file__).parent.parent / "corpus"
SAMPLE = sample()
on_fixtures = pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.id)
few = settings(max_examples=25)
"""For what starts threads or many engines: here a profile's number would only take long."""

ALL_KINDS = (Kind.DONATION_APPEAL, Kind.SUBSCRIPTION_PROMPT, Kind.NEWSLETTER_SIGNUP, Kind.SOCIAL_FOLLOW, Kind.COPYRIGHT_NOTICE)
"""Kinds of which there are appeals in all languages."""

NOT_ON_ANY_PAGE = "idempotent"
"""The law that some pages break which are none, see `BROKEN`: of 700 heaps of tags, 14."""


# 1, 2, 3, 6, 7 and 8, which hold for any source: only deletes, idempotent, deterministic, monotone, never fuses, total


@given(st.one_of(hostile_text(), hostile_bytes()))
def test_laws_on_any_source(source: str | bytes) -> None:
    """Whatever it is, told apart or not, its cleaning keeps the laws."""
    assert_laws(ENGINE, source, laws=LAWS.keys() - {NOT_ON_ANY_PAGE})
    if isinstance(source, str):
        assert_laws(ENGINE, source, as_html=False, laws=[NOT_ON_ANY_PAGE])


@given(hostile_markup())
def test_laws_on_any_markup(markup: str) -> None:
    """So does what is said to be a page."""
    assert_laws(ENGINE, markup, as_html=True, laws=LAWS.keys() - {NOT_ON_ANY_PAGE})


@given(polluted_articles(None, ALL_KINDS))
def test_laws_on_polluted_articles(case: Sample) -> None:
    """So does an article with an appeal in any language, as text or as a page."""
    assert_laws(ENGINE, case.source)


@on_fixtures
def test_laws_on_written_articles(case: Case) -> None:
    """So do hand-written articles."""
    assert_laws(ENGINE, case.input, as_html=False)


@pytest.mark.parametrize("options", [{"mode": "strict"}, {"mode": "recall"}, {"keep": ["donation_appeal"]}, {"languages": ["en"]}], ids=str)
@given(polluted_articles(None, ALL_KINDS, TEXT_FORMS))
@few
def test_laws_with_options(options: dict[str, object], case: Sample) -> None:
    """So does an engine with options."""
    assert_laws(Cleaner(**options), case.source)  # type: ignore[arg-type]


# What ever broke one of them

BROKEN = {"html/title-that-is-a-copyright-notice"}
"""Files of the corpus on which a law is broken still. The title of a page that stands in none of the blocks that are judged is
not judged; cleaned again, as text, it is, and goes or lets others go."""


def replayed(form: str) -> list[object]:
    """The files of one form; those on which a law is broken have to break it until they are mended and taken off the list."""
    known = pytest.mark.xfail(raises=AssertionError)
    names = {path: f"{form}/{path.name}" for path in sorted((CORPUS / form).glob("[!.]*"))}
    return [pytest.param(path, id=name, marks=[known] if name in BROKEN else []) for path, name in names.items()]


@pytest.mark.parametrize("path", replayed("text") + replayed("html"))
def test_corpus(path: Path) -> None:
    """What broke a law once keeps all of them."""
    assert_laws(ENGINE, path.read_bytes().decode("utf-8", "surrogateescape"), as_html=path.parent.name == "html")


# 3. Deterministic: over orders, threads and processes

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


@given(st.lists(st.one_of(hostile_text(), polluted_articles().map(lambda case: case.source)), max_size=5), st.randoms())
@few
def test_deterministic_in_any_order(sources: list[str], random) -> None:
    """No earlier call and no order of calls changes a result."""
    alone = {source: Cleaner().clean(source) for source in sources}
    shuffled = sources * 2
    random.shuffle(shuffled)
    assert [ENGINE.clean(source) for source in shuffled] == [alone[source] for source in shuffled]


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


@given(articles(), st.sampled_from(TEXT_FORMS))
def test_inert_on_articles(story: Story, form) -> None:
    """An article without boilerplate comes out whole, in any language and however its lines are written."""
    assert_inert(ENGINE, Sample(story, (), form))


@given(html_pages())
def test_inert_on_pages(page: Sample) -> None:
    """So does the article on a page, with all that is around it taken out."""
    assert_inert(ENGINE, page)


@pytest.mark.parametrize("joint", ["", " "], ids=["glued", "one line"])
@given(articles("en"))
@few
def test_inert_without_line_breaks(joint: str, story: Story) -> None:
    """A body whose line breaks were lost comes out whole."""
    article = cleaner.clean_text(joint.join(story.body))
    assert article.removed == ()
    assert kept_of(article) == squeezed(story.body)


# 5. Local


@given(polluted_articles(forms=(*TEXT_FORMS, GLUED_FORM, *PAGE_FORMS)))
def test_local(case: Sample) -> None:
    """An appeal between two paragraphs changes nothing in the article, and is what is removed, glued to the next one or not."""
    assert_local(ENGINE, case)


# 6. Monotone: any two sets of kinds


@given(polluted_articles("en", ALL_KINDS), st.sets(st.sampled_from(Kind)), st.sets(st.sampled_from(Kind)))
@few
def test_monotone_in_sets_of_kinds(case: Sample, fewer: set[Kind], more: set[Kind]) -> None:
    """A larger `keep` removes a part of what a smaller one removes."""
    small = Cleaner(keep=fewer).clean(case.source).removed
    large = Cleaner(keep=fewer | more).clean(case.source).removed
    assert set(large) <= set(small)


# 8. Total: addresses, and what is no source


@given(hostile_text(), st.text(st.characters(categories=None), max_size=30))
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


# 9. Linear: counted in calls, which no busy machine changes; `benchmarks/` has the times


@given(st.one_of(st.tuples(st.just(ENGINE.clean_text), hostile_text()), st.tuples(st.just(ENGINE.clean_html), hostile_markup())))
@example((ENGINE.clean_text, "“0000000\t©0"))
def test_linear(case: tuple[Callable[[str], object], str]) -> None:
    """Ten times the input takes less than thirty times the calls a look, whatever it is that comes again and again.

    The small one is large enough to have decisions if the large one has: the first forty of a look are accounted for one by one.
    """
    call, piece = case
    small, large = (((piece[:40] or " ") * size)[:size] for size in (200, 2000))
    call(large)  # what is loaded once is loaded now
    assert steps_a_look(call, large) < 30 * steps_a_look(call, small)


# 10. HTML and text agree


@given(polluted_articles(forms=PAGE_FORMS))
def test_html_and_text_agree(case: Sample) -> None:
    """The same lines come out of a page and of text."""
    assert_agree(ENGINE, case)
