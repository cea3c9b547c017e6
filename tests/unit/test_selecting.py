"""Which blocks of a page are its article."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Cleaner, layout
from cleaner.engine import LARGEST_ASKED
from cleaner.readers import extracted
from cleaner.selecting import DOUBT, NO_ARTICLE, UNSURE, best_set, choose, following, is_in, page_weights
from tests.pages import FOOTER, HEADLINE, NAVIGATION, SITE, STORY, layout_of, lines_of, page, paragraphs
from tests.unit.readers.test_html import PAGE
from tests.unit.test_article import BODY

TEASERS = tuple(line[:50].strip() for line in STORY)
LINKS = f"<ul>{''.join(f'<li><a href=/{n}>{teaser}</a></li>' for n, teaser in enumerate(TEASERS * 2))}</ul>"
INDEX = page(f"<h1>{SITE}</h1>{LINKS}", head=f"<title>{SITE}</title>")
ERROR = page(f"<h1>Page not found</h1><p>It may have moved.</p><h2>Most read</h2>{LINKS}", head="<title>Page not found</title>")
SHELL = page("<div id='root'></div><noscript>Please enable JavaScript.</noscript><script src='/a.js'></script>", before="", after="")


class Opinion:
    """Stands in for trafilatura: counts how often it is asked."""

    def __init__(self, answer: str = "") -> None:
        self.answer = answer
        self.asked = 0

    def __call__(self, html: str, url: str | None = None) -> str:
        """The answer, whatever the page."""
        self.asked += 1
        return self.answer


@pytest.fixture
def opinion(monkeypatch: pytest.MonkeyPatch) -> Opinion:
    """A second opinion that finds nothing, until it is given an answer."""
    asked = Opinion()
    monkeypatch.setattr(extracted, "extracted_text", asked)
    return asked


def test_the_weights_are_of_the_signals() -> None:
    """The shipped weights were fitted to the signals that the code computes, in their order."""
    assert page_weights().signals == layout.measure(layout_of(PAGE)).names


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(1, 500)), min_size=1))
def test_no_likelier_block_is_left_out(blocks: list[tuple[float, int]]) -> None:
    """A block that is kept has a score at least that of each that is not; some block is kept where one has a chance."""
    scores = np.asarray([score for score, _ in blocks], dtype=np.float32)
    kept, confidence = best_set(scores, np.asarray([length for _, length in blocks], dtype=np.float64))
    assert 0 <= confidence <= 1
    assert kept.any() == scores.any()
    assert not kept.any() or kept.all() or scores[kept].min() >= scores[~kept].max()


def test_a_copy_for_small_screens_goes() -> None:
    """Of a paragraph that comes twice the first stays."""
    paragraph = f"<p>{BODY[1]}</p>"
    article = cleaner.clean_html(PAGE.replace(paragraph, paragraph * 2))
    assert article.paragraphs.count(BODY[1]) == 1


def test_every_kind_can_be_kept() -> None:
    """What layout sets apart comes back with `keep`, as with `restored`."""
    kept = Cleaner(keep=["page_chrome"]).clean_html(PAGE)
    assert "© 2026 The Westhaven Example" in kept.body
    assert kept.body == cleaner.clean_html(PAGE).restored("page_chrome").body


@pytest.mark.parametrize(
    ("markup", "text", "kind"),
    [
        ("<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>", "The ferry at the pier of Westhaven on Monday.", "caption"),
        ("<div class='photo-caption'>{}</div>", "The ferry at the pier of Westhaven.", "caption"),
        ("<div class='related-stories'><ul><li><a href='/1'>{}</a></li></ul></div>", "Bridge over the Lenn closed", "related_link"),
        ("<div class='share-bar'><a href='#'>{}</a></div>", "Share on Facebook", "share_chrome"),
        ("<div class='ad-slot'><span>{}</span></div>", "Advertisement", "ad_marker"),
        ("<p class='byline'>{}</p>", "By Ines Calloway", "article_metadata"),
        ("<time datetime='2026-03-02'>{}</time>", "2 March 2026", "article_metadata"),
        ("<div class='cookie-banner'><p>{}</p></div>", "We use cookies.", "cookie_notice"),
        ("<nav><a href='/'>{}</a></nav>", "To the front page", "page_chrome"),
        ("<footer>{}</footer>", "About this site", "page_chrome"),
    ],
)  # fmt: skip
def test_kinds_of_what_is_left_out(markup: str, text: str, kind: str) -> None:
    """A block that layout sets apart is of the kind that the elements around it are called by, the nearest first."""
    article = cleaner.clean_html(page(f"<article><h1>{HEADLINE}</h1>{markup.format(text)}{paragraphs()}</article>"))
    assert [str(gone.kind) for gone in article.removed if gone.text == text] == [kind]
    assert article.paragraphs == STORY


def test_a_headline_in_the_midst() -> None:
    """Where most of the article stands above the headline, that is still no paragraph of it."""
    article = cleaner.clean_html(page(f"{paragraphs()}<h1>{HEADLINE}</h1>{paragraphs(*STORY[:2])}"))
    assert (article.headline, article.paragraphs) == (HEADLINE, STORY)
    assert "repeated_headline" in [gone.kind for gone in article.removed]


def test_confidence() -> None:
    """It is high on an article, low where no part of the page is one, and unknown for text."""
    told = [cleaner.clean_html(markup).confidence for markup in (page(), INDEX, ERROR, SHELL, "")]
    assert all(confidence is not None and 0 <= confidence <= 1 for confidence in told)
    assert [confidence is not None and confidence >= UNSURE for confidence in told] == [True, False, False, False, False]
    assert cleaner.clean_text("\n".join(STORY)).confidence is None
    assert cleaner.clean_html(page()).restored().confidence == told[0]


@pytest.mark.parametrize(
    ("markup", "warning"),
    [(page(), None), (INDEX, DOUBT), (ERROR, DOUBT), (SHELL, NO_ARTICLE), ("", NO_ARTICLE), ("<html></html>", NO_ARTICLE)],
    ids=["article", "index", "error", "shell", "empty", "no body"],
)
def test_pages_without_an_article(markup: str, warning: str | None) -> None:
    """An index, an error, an application's shell and an empty page give an article with a warning."""
    article = cleaner.clean_html(markup)
    assert (warning in article.warnings) if warning else not article.warnings
    assert article.original() == article.document.text


def test_a_second_opinion_is_asked_where_the_choice_is_doubtful(opinion: Opinion) -> None:
    """On a page with an article nothing else is asked, and on one with doubts it is, once."""
    cleaner.clean_html(page())
    assert opinion.asked == 0
    cleaner.clean_html(INDEX)
    assert opinion.asked == 1


def test_the_bound_is_where_it_is_said_to_be(opinion: Opinion, monkeypatch: pytest.MonkeyPatch) -> None:
    """The opinion is asked under the confidence that the constant names."""
    confidence = choose(layout_of(page()).page).confidence
    monkeypatch.setattr("cleaner.selecting.UNSURE", confidence)
    cleaner.clean_html(page())
    assert opinion.asked == 0
    monkeypatch.setattr("cleaner.selecting.UNSURE", confidence + 1e-6)
    cleaner.clean_html(page())
    assert opinion.asked == 1


def test_a_second_opinion_is_followed(opinion: Opinion) -> None:
    """What the other extractor found is the article then; where it found nothing, the own choice stands."""
    own = cleaner.clean_html(INDEX)
    opinion.answer = "\n".join(TEASERS[:3])
    article = cleaner.clean_html(INDEX)
    assert article.paragraphs == TEASERS[:3]
    assert article.confidence == own.confidence
    assert DOUBT in article.warnings
    opinion.answer = ""
    assert cleaner.clean_html(INDEX) == own


def test_no_second_opinion_on_huge_pages(opinion: Opinion) -> None:
    """A page over the limit is judged by the own choice alone."""
    cleaner.clean_html(INDEX + " " * LARGEST_ASKED)
    assert opinion.asked == 0


def test_another_extractor(opinion: Opinion) -> None:
    """With `extractor="trafilatura"` it is asked on each page, and what it finds is the article, be it nothing."""
    engine = Cleaner(extractor="trafilatura")
    opinion.answer = "\n".join((HEADLINE, *STORY[2:5]))
    article = engine.clean_html(page())
    assert (article.headline, article.paragraphs) == (HEADLINE, STORY[2:5])
    opinion.answer = ""
    article = engine.clean_html(page())
    assert article.paragraphs == ()
    assert NO_ARTICLE in article.warnings
    assert article.original() == article.document.text
    assert opinion.asked == 2


def test_the_real_second_opinion() -> None:
    """The other extractor itself finds the story, the same on every call."""
    found = [extracted.extracted_text(page()) for _ in range(5)]
    assert all(line in found[0] for line in STORY)
    assert len(set(found)) == 1
    assert extracted.extracted_text("") == extracted.extracted_text("<p></p>") == ""


def test_blocks_that_are_in_a_text() -> None:
    """A long block is in a text by most of its sentences, a short one as a line of its own, whatever marks differ."""
    lines = ("Late again", *STORY[:3], "Nobody was hurt. The second sentence of it stands nowhere else, and is the longer one of the two.")
    measured = layout_of(f"<div>{paragraphs(*lines)}</div>")
    text = f"LATE AGAIN!\n{STORY[0]} {STORY[1]}\nSomething else. Nobody was hurt."
    assert is_in(measured, text).tolist() == [True, True, True, False, False]
    assert not is_in(measured, "It was late again, said the owner.").any()
    assert not is_in(measured, "").any()


def test_following_drops_copies() -> None:
    """The second opinion is a text: which of two copies it means is not known, and one is enough."""
    choice = choose(layout_of(page(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article><div>{paragraphs()}</div>")).page)
    followed = following(choice, "\n".join(STORY))
    lines = [line for line, kept in zip(lines_of(choice.layout), followed.kept.tolist(), strict=True) if kept]
    assert lines == list(STORY)
    assert followed.confidence == choice.confidence


def test_what_is_foreign_is_never_chosen() -> None:
    """A block inside something foreign has no chance, however much it looks like the article."""
    choice = choose(layout_of(page(f"<h1>{HEADLINE}</h1>{paragraphs()}<form>{paragraphs(*STORY[::-1])}</form>", before="", after="")).page)
    assert choice.layout.foreign.sum() == len(STORY)
    assert not choice.kept[choice.layout.foreign].any()
    assert not choice.scores[choice.layout.foreign].any()


def test_the_story_is_found_in_every_dress() -> None:
    """The article is the same whatever its paragraphs and its container are set in."""
    for tag in ("p", "div", "section"):
        for name in ("", "a1", "content-body", "sidebar-left"):
            body = f"<div class='{name}'><h1>{HEADLINE}</h1>{''.join(f'<{tag}>{line}</{tag}>' for line in STORY)}</div>"
            assert cleaner.clean_html(page(body, before=NAVIGATION, after=FOOTER)).paragraphs == STORY
