"""What is noted of an article that the engine made."""

from __future__ import annotations

from datetime import date

import pytest

from cleaner import Cleaner
from cleaner.batch.records import Fields
from cleaner.errors import InputError
from cleaner.learning.observing import END, MIDDLE, START, AsObservation, BlockSeen, Observation, observe, publisher_of
from cleaner.learning.wording import digest, normal
from cleaner.rulebook.proofs import CARRIER
from tests.pages import HEADLINE, STORY, page, paragraphs
from tests.unit.learning.noted import HOST, words

APPEAL = "Please support our journalism with a donation today."
HELPLINE = "If you have been affected by this story, call Samaritans free on 116 123 at any hour."


def noted(observation: Observation) -> dict[int, BlockSeen]:
    return {block.digest: block for block in observation.blocks}


def block_of(observation: Observation, text: str) -> BlockSeen:
    return noted(observation)[digest(normal(text))]


def test_what_wording_does_with_a_block() -> None:
    """It goes, or it is to be spared, or neither; of an appeal the odds are over those of a report."""
    cleaner = Cleaner()
    seen = observe(cleaner.clean_text("\n\n".join((*CARRIER, APPEAL, HELPLINE))), cleaner, HOST)
    appeal, helpline, report = (block_of(seen, text) for text in (APPEAL, HELPLINE, CARRIER[3]))
    assert (appeal.removed, appeal.spared) == (True, False)
    assert (helpline.removed, helpline.spared) == (False, True)
    assert (report.removed, report.spared) == (False, False)
    assert appeal.odds > 0 > report.odds


def test_where_blocks_stand() -> None:
    """The headline is no block; the others stand at the start, in the middle and at the end, and that of the middle loses its words."""
    cleaner = Cleaner()
    texts = [words(number) for number in range(20)]
    seen = observe(cleaner.clean_text("\n\n".join((CARRIER[0], *texts))), cleaner, HOST)
    assert [block.place for block in seen.blocks] == [START] * 4 + [MIDDLE] * 10 + [END] * 6
    assert [block.ordinal for block in seen.blocks] == list(range(2, 22))
    assert [block.text is None for block in seen.blocks] == [block.place == MIDDLE for block in seen.blocks]
    assert all(bool(block.keys) == (block.text is not None) for block in seen.blocks)


def test_of_a_page_what_layout_takes_for_the_article() -> None:
    """What the layout sets apart is not noted; what wording alone takes out is, as removed."""
    cleaner = Cleaner()
    aside = "The almanac of the Courier, with the tides and the fairs of the year, is out on Sunday week."
    markup = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY, APPEAL)}</article>", after=f"<aside>{paragraphs(aside)}</aside>")
    seen = observe(cleaner.clean_html(markup), cleaner, HOST)
    assert {digest(normal(text)) for text in STORY} <= noted(seen).keys()
    assert digest(normal(aside)) not in noted(seen)
    assert block_of(seen, APPEAL).removed


def test_an_article_is_its_address() -> None:
    """One address is one article, whatever its scheme and fragment; without one an article is its text."""
    cleaner = Cleaner()
    one, other = (cleaner.clean_text(text) for text in CARRIER[2:4])
    addresses = ("https://post.example/1", "http://post.example/1/#top")
    assert len({observe(article, cleaner, HOST, url).article for article in (one, other) for url in addresses}) == 1
    assert observe(one, cleaner, HOST).article != observe(other, cleaner, HOST).article


@pytest.mark.parametrize(
    ("record", "day"),
    [
        ({"date": "2026-03-01T08:00:00Z"}, date(2026, 3, 1)),
        ({"published_at": date(2026, 3, 2)}, date(2026, 3, 2)),
        ({"date": "2026-02-31"}, None),
        ({"date": "yesterday"}, None),
        ({}, None),
    ],
)
def test_days(record: dict[str, object], day: date | None) -> None:
    """A day is taken where a field says one, in whatever type."""
    cleaner = Cleaner()
    shape = AsObservation(cleaner, Fields())
    assert shape.article({"url": "https://post.example/1", **record}, cleaner.clean_text(CARRIER[2])).date == day


def test_publishers() -> None:
    """The host without what tells devices apart; an address that names none is an error."""
    hosts = ("https://www.post.example/1", "https://m.post.example", "http://amp.post.example:80/", "https://post.example./")
    assert {publisher_of(url) for url in hosts} == {HOST}
    assert publisher_of("post.example/1") == publisher_of("http://[::1/") == publisher_of("https://*.example.org/") == ""
    cleaner = Cleaner()
    with pytest.raises(InputError, match="'post'"):
        AsObservation(cleaner).article({"url": "post"}, cleaner.clean_text(CARRIER[2]))


def test_signs_that_show_nothing() -> None:
    """A block is noted as its reader sees it, of which rules are made; what goes of it is known all the same."""
    cleaner = Cleaner()
    appeal = "Please sup\u00adport our journalism\u200b with a dona\u00adtion today.\u202c"
    hidden = ("\ufeffFerry \u200bservice to Skerra will resume before the winter", *CARRIER[1:4], appeal)
    seen = observe(cleaner.clean_text("\n\n".join(hidden)), cleaner, HOST)
    plain = observe(cleaner.clean_text("\n\n".join((*CARRIER[:4], APPEAL))), cleaner, HOST)
    assert seen == plain
    assert block_of(seen, APPEAL).removed
