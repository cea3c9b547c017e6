"""Samples: their parts are where they say, and failures shrink to short ones."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from cleaner import InputError, Kind, UnknownPackError
from cleaner.rules.load import languages as pack_languages
from cleaner.testing import Appeal, Sample, Story, appeals, articles, html_pages, polluted_articles
from cleaner.testing.forms import GLUED_FORM, LINES, PAGE_FORMS, TEXT_FORMS
from cleaner.testing.wording import languages, wording_of

SHRINK = settings(phases=[Phase.generate, Phase.shrink], max_examples=200, deadline=None, database=None, derandomize=True)


@given(polluted_articles(None, forms=(*TEXT_FORMS, GLUED_FORM, *PAGE_FORMS)))
def test_parts_are_where_they_say(case: Sample) -> None:
    """Spans are of the source, in order and apart; journalism and boilerplate are the story and the appeal."""
    place = 0
    for part in case.parts:
        told = case.source[part.span.start : part.span.end]
        assert part.span.start >= place
        assert (unescape(told) if case.is_html else told) == part.text
        place = part.span.end
    assert tuple(part.text for part in case.journalism) == case.story.lines
    (appeal,) = (appeal for _, appeal in case.appeals)
    assert tuple(part.text for part in case.boilerplate if part.kind == appeal.kind) == appeal.lines
    assert {part.kind for part in case.boilerplate} - {appeal.kind} <= ({Kind.PAGE_CHROME} if case.is_html else set())
    assert not {part.kind for part in case.without().parts} & {appeal.kind}


@given(articles())
def test_stories(story: Story) -> None:
    """No slot is left open, no paragraph comes twice, and none is empty."""
    assert len(set(story.body)) == len(story.body) >= 5
    assert all(line and line == line.strip() and not set("{}") & set(line) for line in story.lines)


@given(html_pages("de"))
def test_pages_have_no_appeal(page: Sample) -> None:
    """What is on such a page beside the story is the page's own."""
    assert page.is_html
    assert {part.kind for part in page.boilerplate} == {Kind.PAGE_CHROME}


def test_each_language_with_a_pack_has_samples() -> None:
    """There are stories and donation appeals in every language that texts are cleaned in, English first."""
    assert set(languages()) == set(pack_languages())
    assert languages()[0] == "en"
    for language in languages():
        wording = wording_of(language)
        assert wording.appeals[Kind.DONATION_APPEAL]
        slots = wording.set_as(0)
        templates = (*wording.headlines, *wording.standfirsts, *wording.sentences)
        assert {slot for template in templates for _, slot in template.pieces if slot} <= slots.keys()


@given(st.data())
def test_appeals_are_of_the_kind_and_language(data: st.DataObject) -> None:
    """Whatever is asked for is drawn."""
    language = data.draw(st.sampled_from(languages()))
    kind = data.draw(st.sampled_from(tuple(wording_of(language).appeals)))
    appeal = data.draw(appeals(kind, language))
    assert (appeal.kind, appeal.language) == (kind, language)
    assert data.draw(appeals(str(kind), None)).kind == kind


def test_what_there_is_not() -> None:
    """A kind or a language without samples is named, with those that there are."""
    with pytest.raises(InputError, match=r"no appeals of kind 'caption' in 'en'; there are donation_appeal, "):
        appeals(Kind.CAPTION)
    with pytest.raises(UnknownPackError, match=r"no samples in 'tlh'; there are en, ar, "):
        appeals(language="tlh")
    with pytest.raises(InputError, match=r"no kind 'zz'; there are donation_appeal, "):
        appeals("zz")


@pytest.mark.parametrize("strategy", [articles, html_pages, polluted_articles, lambda language: appeals(language=language)])
def test_what_is_no_language(strategy) -> None:
    """It is refused by each strategy when that is called, and not when it draws."""
    with pytest.raises(UnknownPackError, match=r"no samples in 'xx'; there are en, "):
        strategy("xx")
    with pytest.raises(InputError, match=r"language is \['en'\]; give one as a text"):
        strategy(["en"])


STORY = Story("en", "Headline", "Standfirst", ("One.", "Two.", "Three.", "Four.", "Five."))
APPEAL = Appeal(Kind.DONATION_APPEAL, "en", ("Please donate.",))


@pytest.mark.parametrize("place", [-1, 8, 99, True, 2.0, "2"])
def test_a_place_that_is_not_in_the_story(place) -> None:
    """It is refused, and so is nothing up to the story's end."""
    with pytest.raises(InputError, match=r"the place of an appeal is .*; give whole numbers in their order, up to 7"):
        Sample(STORY, ((place, APPEAL),), LINES)
    with pytest.raises(InputError, match="the place of an appeal is 2; give whole numbers in their order"):
        Sample(STORY, ((5, APPEAL), (2, APPEAL)), LINES)
    assert Sample(STORY, ((7, APPEAL),), LINES).source.endswith(APPEAL.lines[-1])


def test_what_no_sample_is_made_of() -> None:
    """What is no form, story or appeal is named."""
    with pytest.raises(InputError, match=r"form is 'x'; give one of cleaner\.testing\.forms"):
        Sample(STORY, (), LINES).written("x")
    with pytest.raises(InputError, match="story is of type str"):
        Sample("x", (), LINES)
    with pytest.raises(InputError, match="appeal is of type str"):
        Sample(STORY, ((2, "x"),), LINES)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"kinds": "donation_appeal"}, r"kinds is 'donation_appeal'; give a list"),
        ({"kinds": ()}, "kinds is empty"),
        ({"forms": ()}, "forms is empty"),
        ({"forms": ["lines"]}, "forms has 'lines'"),
        ({"language": None, "kinds": [None]}, "no kind None; there are donation_appeal, "),
        ({"language": "de", "kinds": [Kind.TIP_LINE]}, "no appeals of kind 'tip_line' in 'de'"),
    ],
)
def test_what_cannot_be_drawn_from(options, told: str) -> None:
    """It is refused where it is asked for, and not in the middle of a run."""
    with pytest.raises(InputError, match=told):
        polluted_articles(**options)


@given(polluted_articles(None, kinds=["tip_line"]))
def test_languages_without_the_kind_are_not_drawn(case: Sample) -> None:
    """Of all languages, those count that have such an appeal."""
    assert case.appeals[0][1].kind == Kind.TIP_LINE


def test_they_shrink() -> None:
    """The smallest samples are the plainest: five short sentences, the first appeal in front of the first paragraph, lines."""
    case = find(polluted_articles(), lambda case: True, settings=SHRINK)
    assert (len(case.story.body), case.form, case.appeals) == (5, LINES, ((2, find(appeals(), lambda appeal: True, settings=SHRINK)),))
    story = find(articles(), lambda story: len(story.body) > 5, settings=SHRINK)
    assert (story.language, len(story.body)) == ("en", 6)
    appeal = find(appeals(None, None), lambda appeal: len(appeal.lines) > 1, settings=SHRINK)
    assert appeal == Appeal(Kind.DONATION_APPEAL, "en", wording_of("en").appeals[Kind.DONATION_APPEAL][1])
