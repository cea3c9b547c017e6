"""What is of no article, however much text it holds."""

from __future__ import annotations

import pytest

import cleaner
from tests.pages import FOOTER, HEADLINE, NAVIGATION, SITE, STORY, layout_of, lines_of, meta, page, paragraphs

OTHER = (
    "The bridge over the Lenn was closed on Friday evening, because a lorry had hit one of its pillars, the police said.",
    "Nobody was hurt. Engineers were to look at the pillar on Saturday, and the buses took the longer way through Dunfold.",
    "Tomasz Kowalczyk, who drives the first bus of the day, said that he would need twenty minutes more, or twenty-five.",
)
CONSENT = (
    "We and our 412 partners store cookies on your device, and read what they hold, to make this site work as it does.",
    "You can give your consent to all cookies, to some, or to none; without them, parts of the site may not work well.",
    "Cookies for measurement tell us which pages are read, how long, and from which page the reader came to this site.",
    "Cookies for advertising let our partners show you what may be of interest to you, here and on the sites of others.",
    "You may take your consent back at any time, in the settings, where all cookies and all of our partners are listed.",
)


def foreign_lines(markup: str) -> list[str]:
    """The blocks of a page that are inside something foreign."""
    layout = layout_of(markup)
    return [line for line, foreign in zip(lines_of(layout), layout.foreign.tolist(), strict=True) if foreign]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<form>", "</form>"),
        ("<nav>", "</nav>"),
        ("<footer>", "</footer>"),
        ("<dialog open>", "</dialog>"),
        ("<figure><figcaption>", "</figcaption></figure>"),
        ("<div class='comments-list'>", "</div>"),
        ("<section id='kommentare'>", "</section>"),
        ("<div class='x'><ol class='thread comment_thread'>", "</ol></div>"),
    ],
)
def test_what_is_foreign(before: str, after: str) -> None:
    """Forms, menus, footers, dialogues, captions and comment threads are none of the article, inside it or behind it."""
    apart = f"{before}{paragraphs(*OTHER)}{after}"
    inside = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:4])}{apart}{paragraphs(*STORY[4:])}</article>", before="", after="")
    behind = page(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>{apart * 5}", before="", after="")
    for markup in (inside, behind):
        assert set(foreign_lines(markup)) == set(OTHER)
        assert cleaner.clean_html(markup).paragraphs == STORY


def test_a_consent_layer_by_its_words() -> None:
    """What talks of little but cookies is foreign, whatever it is called and however long it is."""
    layer = f"<div id='q7'><div>{paragraphs(*CONSENT)}</div></div>"
    for body in (f"{layer * 4}<div><h1>{HEADLINE}</h1>{paragraphs()}</div>", f"<div><h1>{HEADLINE}</h1>{paragraphs()}</div>{layer * 4}"):
        assert set(foreign_lines(page(body, before="", after=""))) == set(CONSENT)
        assert cleaner.clean_html(page(body)).paragraphs == STORY


def test_a_few_words_on_cookies_are_no_layer() -> None:
    """An article that comes to speak of cookies has nothing foreign in it."""
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs(*STORY, *CONSENT[:2])}</div>"
    assert foreign_lines(page(body, before="", after="")) == []


ABOUT = (
    "The court in Dunfold ruled on Tuesday that a cookie may be stored only where the reader has agreed to it before.",
    "The case was brought by a union of readers, which had counted 93 cookies on the front page of a paper in Ormsley.",
    "Consent to cookies must be as easy to refuse as it is to give, the judge, Nadia Rahimi, said in her ruling of 40 pages.",
    "The paper said that it would appeal. Without cookies, it said, it could sell no more than half of its advertisements.",
    "The union said that the papers had lived well enough before the first cookie was baked, in the summer of 1994.",
)


@pytest.mark.parametrize("headline", ["Court limits cookies on news sites", "Court limits what papers may store"])
def test_an_article_about_cookies_stays(headline: str) -> None:
    """Where the headline, or what the page says of itself, is about cookies, the article is too, wherever the headline stands."""
    head = f"<title>{headline} - {SITE}</title>{meta(og_description='A union of readers had counted 93 cookies.')}"
    body = f"<header><h1>{headline}</h1></header><div class='q7'>{paragraphs(*ABOUT)}</div>"
    assert foreign_lines(page(body, head=head, before="", after="")) == []
    assert cleaner.clean_html(page(body, head=head)).paragraphs == ABOUT


def test_an_article_about_consent_stays() -> None:
    """Consent is given to operations, too: without a word on cookies there is no layer."""
    lines = [f"{line} Nobody had asked for the islanders’ consent." for line in STORY]
    body = f"<header><h1>{HEADLINE}</h1></header><div>{paragraphs(*lines)}</div>"
    assert foreign_lines(page(body, before="", after="")) == []


def test_the_next_article() -> None:
    """Of several articles on one page, each in its element with a headline of its own, the page's is the one."""
    following = f"<article><h1>Bridge over the Lenn closed</h1>{paragraphs(*OTHER)}</article>"
    markup = page(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>{following}{following}")
    article = cleaner.clean_html(markup)
    assert (article.headline, article.paragraphs) == (HEADLINE, STORY)
    assert set(OTHER) < set(foreign_lines(markup))


def test_an_article_in_parts() -> None:
    """Elements that are called articles and have no headline of their own may be parts of one."""
    parts = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:4])}</article><article>{paragraphs(*STORY[4:])}</article>"
    assert foreign_lines(page(parts, before="", after="")) == []


def test_what_holds_the_headline_is_not_foreign() -> None:
    """A page that is one form, or is called comments as a whole, is read like any other."""
    for before, after in (("<form>", "</form>"), ("<div class='comments'>", "</div>"), ("<dialog>", "</dialog>")):
        markup = page(f"{before}<h1>{HEADLINE}</h1>{paragraphs()}{after}")
        article = cleaner.clean_html(markup)
        assert (article.headline, article.paragraphs) == (HEADLINE, STORY)


def test_a_page_that_is_one_form_and_has_no_headline() -> None:
    """Where no headline shows what is the article, a form with most of the text is it."""
    for before, after in (("<form>", "</form>"), ("<div class='comments'>", "</div>")):
        markup = page(f"{before}{paragraphs()}{after}", head="", before=NAVIGATION, after=FOOTER)
        assert cleaner.clean_html(markup).paragraphs == STORY
