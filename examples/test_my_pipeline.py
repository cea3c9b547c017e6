"""Tests of a pipeline that stores cleaned articles: a pattern for your own.

pytest examples/test_my_pipeline.py
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cleaner import Cleaner, Kind
from cleaner.testing import Sample, Story, articles, assert_laws, assert_local, hostile_text, polluted_articles

ENGINE = Cleaner(keep={Kind.COPYRIGHT_NOTICE})
patient = settings(deadline=None)
"""The first cleaning of a process loads the weights, for which hypothesis would allow too little time."""


def stored(source: str, url: str | None = None) -> dict[str, object]:
    """What the pipeline stores of a source: stands for your own code."""
    article = ENGINE.clean(source, url)
    return {"title": article.headline, "text": article.body, "language": article.language}


@pytest.fixture(scope="session")
def cleaner_engine() -> Cleaner:
    """The engine that the plugin's fixtures use."""
    return ENGINE


@patient
@given(hostile_text())
def test_any_text_keeps_the_laws(source: str) -> None:
    """Whatever comes in, the account of it is right."""
    assert_laws(ENGINE, source)


@patient
@given(articles("en"))
def test_journalism_is_stored(story: Story) -> None:
    """No paragraph of an article without boilerplate is lost."""
    text = str(stored(story.text)["text"])
    assert all(paragraph in text for paragraph in story.body)


@patient
@given(polluted_articles("en", kinds=[Kind.DONATION_APPEAL]))
def test_appeals_are_not_stored(case: Sample) -> None:
    """No line of an appeal is stored, and it takes nothing else with it, in text and on pages."""
    assert_local(ENGINE, case)
    text = str(stored(case.source)["text"])
    assert not any(part.text in text for part in case.boilerplate)


def test_a_page_comes_out_as_before(cleaner_laws, cleaner_golden, request) -> None:
    """The golden file has what was made of the page when it was last looked at; `--cleaner-update` writes it anew."""
    page = (
        "<html><head><title>Ferry sails late again</title></head><body><article><h1>Ferry sails late again</h1>"
        "<p>The ferry left Westhaven two hours late on Monday, the fourth time this month that it did so.</p>"
        "<p>Its owner said that a pump had failed during the night, and that a new one was on its way.</p>"
        "<p>Your support helps us to tell the story. Please donate today and help us keep our journalism free for everyone.</p>"
        "<p>The county council has asked the company for a report on all delays since January.</p></article></body></html>"
    )
    cleaner_golden(cleaner_laws(page), request.path.with_name("my_page.golden.json"))
