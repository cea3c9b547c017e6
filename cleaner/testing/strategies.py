"""Hypothesis strategies for articles, appeals and pages whose parts are known.

Each makes its choices by few numbers, the plainest first: so they are quick, and a failure shrinks to a short article.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from math import factorial

from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.model import Kind
from cleaner.testing.arguments import listed
from cleaner.testing.forms import PAGE_FORMS, TEXT_FORMS, Form
from cleaner.testing.samples import Appeal, Sample, Story
from cleaner.testing.wording import VARIANTS, Template, languages, wording_of

_LEAST = 5
"""Paragraphs of a story."""
_MOST = 10
"""Sentences of a story."""


def articles(language: str | None = None) -> st.SearchStrategy[Story]:
    """A made-up article of five to ten sentences in as many paragraphs or fewer, with nothing to remove.

    In one language, ISO 639-1, or in any that there are samples in. `UnknownPackError` for one in which there are none,
    `InputError` for what is no text.
    """
    return _stories(_asked(language))


def _asked(language: str | None) -> tuple[str, ...]:
    """The language, once it is found that there are samples in it; all there are for None."""
    if language is None:
        return languages()
    if not isinstance(language, str):
        raise InputError(f"language is {language!r}; give one as a text, such as 'en', or None for any")
    return (wording_of(language).language,)


@st.composite
def _stories(draw: st.DrawFn, codes: Sequence[str]) -> Story:
    wording = wording_of(draw(st.sampled_from(codes)))
    slots = wording.set_as(draw(st.integers(0, wording.settings - 1)))

    def one_of(templates: Sequence[Template]) -> str:
        return filled(templates[draw(st.integers(0, len(templates) - 1))])

    def filled(template: Template) -> str:
        return template.filled(draw(st.integers(0, VARIANTS - 1)), slots)

    most = len(wording.sentences)
    order = _permuted(wording.sentences, draw(st.integers(0, factorial(most) - 1)))
    sentences = [filled(template) for template in order[: draw(st.integers(_LEAST, min(most, _MOST)))]]
    paragraphs = draw(st.integers(_LEAST, len(sentences)))
    # The first paragraphs have the sentences that are left over.
    whole, over = divmod(len(sentences), paragraphs)
    ends = [whole * count + min(count, over) for count in range(paragraphs + 1)]
    body = tuple(wording.joint.join(sentences[start:end]) for start, end in pairwise(ends))
    return Story(wording.language, one_of(wording.headlines), one_of(wording.standfirsts), body)


def _permuted(templates: Sequence[Template], number: int) -> list[Template]:
    """The templates in the order that a number chooses; 0 leaves them as they are."""
    left, order = list(templates), []
    while left:
        number, choice = divmod(number, len(left))
        order.append(left.pop(choice))
    return order


def appeals(kind: Kind | str | None = None, language: str | None = "en") -> st.SearchStrategy[Appeal]:
    """What a publisher says on its own behalf: of a kind and in a language, or of any.

    `InputError` for a kind of which there is none in the language, `UnknownPackError` for a language without samples.
    """
    if kind is not None:
        _check_kind(kind)
    told = [
        Appeal(found, wording.language, lines)
        for wording in map(wording_of, _asked(language))
        for found, texts in wording.appeals.items()
        for lines in texts
    ]
    chosen = [appeal for appeal in told if kind is None or appeal.kind == kind]
    if not chosen:
        raise InputError(f"no appeals of kind {str(kind)!r} in {language!r}; there are {', '.join(dict.fromkeys(a.kind for a in told))}")
    return st.sampled_from(chosen)


def _check_kind(kind: Kind | str) -> None:
    if kind not in tuple(Kind):
        raise InputError(f"no kind {kind!r}; there are {', '.join(Kind)}")


def polluted_articles(
    language: str | None = "en",
    kinds: Collection[Kind | str] = (Kind.DONATION_APPEAL,),
    forms: Collection[Form] = (*TEXT_FORMS, *PAGE_FORMS),
) -> st.SearchStrategy[Sample]:
    """A story with an appeal before one of its paragraphs or at its end, as text or as a page.

    The appeal is of one of `kinds` and in the story's language: one of those that have appeals of such a kind, where none is
    named. `forms` are of `cleaner.testing.forms`. `InputError` for a kind of which there is none in the language, and for no
    kind or form at all.
    """
    kinds, forms = listed("kinds", kinds), listed("forms", forms)
    for form in forms:
        if not isinstance(form, Form):
            raise InputError(f"forms has {form!r}; give forms of cleaner.testing.forms")
    for kind in kinds:
        _check_kind(kind)
    known = [appeals(kind, language) for kind in kinds]
    if language is not None:
        return _polluted({language: st.one_of(known)}, forms)
    offered = {code: [appeals(kind, code) for kind in kinds if kind in wording_of(code).appeals] for code in languages()}
    return _polluted({code: st.one_of(some) for code, some in offered.items() if some}, forms)


@st.composite
def _polluted(draw: st.DrawFn, offered: Mapping[str, st.SearchStrategy[Appeal]], forms: Sequence[Form]) -> Sample:
    """`offered` has the appeals by language."""
    story = draw(_stories(tuple(offered)))
    appeal = draw(offered[story.language])
    place = draw(st.integers(2, len(story.lines)))
    return Sample(story, ((place, appeal),), draw(st.sampled_from(forms)))


def html_pages(language: str | None = "en") -> st.SearchStrategy[Sample]:
    """A story on a page with a menu and a footer, and nothing to remove in the article itself."""
    return st.builds(Sample, articles(language), st.just(()), st.sampled_from(PAGE_FORMS))
