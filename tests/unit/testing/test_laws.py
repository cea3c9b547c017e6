"""The checks of the laws: each finds what breaks its law, and says what."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle

import pytest

from cleaner import Article, Cleaner, InputError, Kind, Span
from cleaner.testing import LAWS, Appeal, BrokenLawError, Sample, Story, assert_agree, assert_inert, assert_laws, assert_local
from cleaner.testing.forms import LINES, PAGE_FORMS, Form
from cleaner.testing.wording import wording_of
from tests.unit.test_article import BODY, HEADLINE, STANDFIRST
from tests.unit.test_article import LINES as TEXT_LINES

TEXT = "\n".join(TEXT_LINES)
STORY = Story("en", HEADLINE, STANDFIRST, BODY)
APPEAL = Appeal(Kind.DONATION_APPEAL, "en", wording_of("en").appeals[Kind.DONATION_APPEAL][1])


class Wrong(Cleaner):
    """An engine whose articles are spoilt on their way out."""

    def __init__(self, spoil: Callable[[Article], Article]) -> None:
        super().__init__()
        object.__setattr__(self, "spoil", spoil)

    def clean(self, source, url=None):
        """The article, spoilt."""
        return self.spoil(super().clean(source, url))

    def __reduce__(self):
        return Wrong, (self.spoil,)


def moved(article: Article) -> Article:
    return replace(article, removed=tuple(replace(gone, span=Span(gone.span.start + 1, gone.span.end)) for gone in article.removed))


def reworded(article: Article) -> Article:
    return replace(article, removed=tuple(replace(gone, text=f"{gone.text}!") for gone in article.removed))


def doubled(article: Article) -> Article:
    return replace(article, removed=article.removed * 2)


def lost(article: Article) -> Article:
    return replace(article, paragraphs=article.paragraphs[1:])


def fused(article: Article) -> Article:
    return replace(article, paragraphs=(article.paragraphs[0] + article.paragraphs[1], *article.paragraphs[2:]))


def padded(article: Article) -> Article:
    return replace(article, paragraphs=(f"{article.paragraphs[0]} ", *article.paragraphs[1:]))


def boasting(article: Article) -> Article:
    return replace(article, removed=tuple(replace(gone, confidence=1.5) for gone in article.removed))


def idle(article: Article) -> Article:
    return article.restored()


_calls = count()


def counting(article: Article) -> Article:
    return replace(article, warnings=(str(next(_calls)),))


@pytest.mark.parametrize(
    ("spoil", "law", "told"),
    [
        (moved, "only deletes", "not what was kept"),
        (reworded, "only deletes", "has another text"),
        (doubled, "only deletes", "follows one that ends at"),
        (lost, "only deletes", "not what was kept"),
        (boasting, "only deletes", "confidence 1.5"),
        (idle, "idempotent", "removes more"),
        (counting, "deterministic", "another article"),
        (fused, "never fuses", "are not those that were kept"),
        (padded, "total", "white space"),
    ],
)
def test_a_broken_law_is_found(spoil: Callable[[Article], Article], law: str, told: str) -> None:
    """The error has the law's name, and its message the text in question."""
    with pytest.raises(BrokenLawError, match=told) as caught:
        assert_laws(Wrong(spoil), TEXT, laws=[law])
    assert caught.value.law == law
    assert f"not {law}: " in str(caught.value)
    assert "\n  " in str(caught.value)


def test_a_broken_law_can_be_pickled() -> None:
    """It comes out of a worker process as it was raised there."""
    error = BrokenLawError("total", "a fault", ["a line", "another"])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - it was pickled here
    assert (type(again), str(again), again.law) == (BrokenLawError, str(error), "total")


class Forgetful(Cleaner):
    """An engine that takes out what it is to keep."""

    def clean(self, source, url=None):
        """The article without what was to be kept."""
        return replace(self, keep=()).clean(source, url) if self.keep else super().clean(source, url)


def test_not_monotone_is_found() -> None:
    """Keeping a kind has to keep it, and may change nothing else."""
    with pytest.raises(BrokenLawError, match=r"not monotone: keeping donation_appeal.*\n  \+ ['\"]donation_appeal at "):
        assert_laws(Forgetful(), TEXT, laws=["monotone"])


class Late(Cleaner):
    """An engine with another time limit at each call."""

    turns = cycle([None])

    def clean(self, source, url=None):
        """Within the next limit."""
        return Cleaner(keep=self.keep, timeout=next(self.turns)).clean(source, url)

    def clean_text(self, text, url=None):
        """Within the next limit."""
        return Cleaner(keep=self.keep, timeout=next(self.turns)).clean_text(text, url)

    def clean_html(self, html, url=None):
        """Within the next limit."""
        return Cleaner(keep=self.keep, timeout=next(self.turns)).clean_html(html, url)


_OVER = 1e-9


@pytest.mark.parametrize(
    ("law", "limits"),
    [
        ("idempotent", (_OVER, None)),  # one that ran out of time removes nothing, so that only the first can
        ("deterministic", (_OVER, None, None)), ("deterministic", (None, _OVER, _OVER)),
        ("monotone", (_OVER, None)), ("monotone", (None, _OVER)),
    ],
)  # fmt: skip
def test_articles_that_ran_out_of_time_are_not_compared(law: str, limits: tuple[float | None, ...], monkeypatch) -> None:
    """One of two cleanings that came back as it was for want of time breaks no law."""
    monkeypatch.setattr(Late, "turns", cycle(limits))
    assert_laws(Late(), TEXT, laws=[law])


@pytest.mark.parametrize("limits", [(_OVER, None), (None, _OVER)], ids=["first", "last"])
@pytest.mark.parametrize("form", [LINES, PAGE_FORMS[0]], ids=lambda form: form.name)
def test_samples_that_ran_out_of_time_are_not_compared(form: Form, limits: tuple[float | None, ...], monkeypatch) -> None:
    """The same of a sample, whichever of the two it is."""
    monkeypatch.setattr(Late, "turns", cycle(limits))
    sample = Sample(STORY, ((3, APPEAL),), form)
    for check in (assert_local, assert_agree) if sample.is_html else (assert_local,):
        check(Late(), sample)
    assert_inert(Cleaner(timeout=_OVER), sample)


class Careless(Cleaner):
    """An engine that returns the text of an article of text."""

    def clean_text(self, text, url=None):
        """No article."""
        return super().clean_text(text, url).text


@pytest.mark.parametrize(("source", "law"), [(TEXT, "only deletes"), (Sample(STORY, (), PAGE_FORMS[0]).source, "idempotent")])
def test_an_engine_that_returns_no_article_is_told(source: str, law: str) -> None:
    """Such an engine is not total, at whichever cleaning that shows."""
    with pytest.raises(BrokenLawError, match="not total: Careless returns what is no Article"):
        assert_laws(Careless(), source, laws=[law])


def test_the_article_is_returned() -> None:
    """Who has it checked need not clean it again; all sources are taken that a cleaner takes."""
    assert assert_laws(Cleaner(), TEXT).paragraphs == BODY
    assert assert_laws(Cleaner(), TEXT.encode()).paragraphs == BODY
    page = Sample(STORY, ((3, APPEAL),), PAGE_FORMS[0]).source
    assert assert_laws(Cleaner(), page).paragraphs == BODY
    assert assert_laws(Cleaner(), TEXT, as_html=False).document.text == TEXT


def test_what_is_no_law() -> None:
    """A law that is not there is named, with those that are; a source that cannot be read is the engine's to refuse."""
    with pytest.raises(InputError, match=r"no law 'linear'; there are only deletes, idempotent, .*total"):
        assert_laws(Cleaner(), TEXT, laws=["linear"])
    with pytest.raises(InputError, match=r"laws is 'total'; give a list"):
        assert_laws(Cleaner(), TEXT, laws="total")
    with pytest.raises(InputError, match=r"laws is empty"):
        assert_laws(Cleaner(), TEXT, laws=[])
    with pytest.raises(InputError, match="as_html is of type str; give one of type bool"):
        assert_laws(Cleaner(), TEXT, as_html="no")
    with pytest.raises(InputError, match="limit is 10"):
        assert_laws(Cleaner(max_size=10), TEXT)
    assert set(LAWS) == {"only deletes", "idempotent", "deterministic", "monotone", "never fuses", "total"}


@pytest.mark.parametrize(("engine", "told"), [(None, "of type NoneType"), (Cleaner, "the class Cleaner itself")])
def test_what_is_no_engine(engine, told: str) -> None:
    """It is named, and so is what is no sample."""
    with pytest.raises(InputError, match=f"engine is {told}; give one of type Cleaner"):
        assert_laws(engine, TEXT)
    for check in (assert_local, assert_inert, assert_agree):
        with pytest.raises(InputError, match="sample is of type str; give one of type Sample"):
            check(Cleaner(), TEXT)


@pytest.mark.parametrize("form", [LINES, *PAGE_FORMS], ids=lambda form: form.name)
def test_samples_keep_theirs(form) -> None:
    """An engine that does what it should passes, as text and on pages."""
    sample = Sample(STORY, ((3, APPEAL),), form)
    assert_inert(Cleaner(), sample)
    assert_local(Cleaner(), sample)
    if sample.is_html:
        assert_agree(Cleaner(), sample)


def test_samples_tell_a_wrong_engine() -> None:
    """An engine that keeps appeals is not local, and one that is no judge of a page's menu does not agree."""
    sample = Sample(STORY, ((3, APPEAL),), LINES)
    with pytest.raises(BrokenLawError, match=r"(?s)not local: .*\n  \+ 'Your support helps us"):
        assert_local(Cleaner(keep={Kind.DONATION_APPEAL}), sample)
    with pytest.raises(BrokenLawError, match=r"not in agreement"):
        assert_agree(Cleaner(keep={Kind.PAGE_CHROME}), sample.written(PAGE_FORMS[0]))
    with pytest.raises(InputError, match="own lines"):
        assert_agree(Cleaner(), sample)


def test_journalism_that_goes_is_told(tmp_path) -> None:
    """An engine whose own rules take out reporting is not inert."""
    (tmp_path / "own.toml").write_text(
        f"""
        [[rule]]
        id = "own.custom.first-words"
        kind = "custom"
        scope = "block"
        strength = "certain"
        pattern = '{BODY[0][:20].lower()}'
        message = "for the test"
        why = "For the test."
        match = ["{BODY[0][:20]}"]
        keep = ["Nothing of it."]
        """,
        encoding="utf-8",
    )
    with pytest.raises(BrokenLawError, match="not inert: the article does not come out as it is"):
        assert_inert(Cleaner(packs=[tmp_path]), Sample(STORY, (), LINES))
