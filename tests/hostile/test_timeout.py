"""`Cleaner(timeout=...)`: a document for which the time does not suffice comes back as it is."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleaner import Cleaner, InputError
from cleaner.deadline import Deadline, OutOfTimeError
from cleaner.engine import OUT_OF_TIME
from tests.hostile.test_disguise import APPEAL, with_appeal
from tests.pages import HEADLINE, STORY, page, paragraphs

NO_TIME = 1e-9
TEXT = with_appeal(APPEAL)
PAGE = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY[:3], APPEAL, *STORY[3:])}</article>")


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), float("nan"), "5", True])
def test_what_is_no_time(timeout: object) -> None:
    """The error names the value and what would be right."""
    with pytest.raises(InputError, match=r"timeout.*seconds, more than 0, or None"):
        Cleaner(timeout=timeout)  # type: ignore[arg-type]


def test_text_without_time() -> None:
    """Nothing of it was removed or is lost, and the article says so."""
    article = Cleaner(timeout=NO_TIME).clean_text(TEXT)
    assert (article.removed, article.spared, article.warnings) == ((), (), (OUT_OF_TIME,))
    assert article.original() == TEXT
    assert APPEAL in article.paragraphs


def test_a_page_without_time() -> None:
    """Its lines are there, whether it could still be read or not."""
    article = Cleaner(timeout=NO_TIME).clean_html(PAGE, "https://courier.example/a")
    assert (article.removed, article.warnings) == ((), (OUT_OF_TIME,))
    assert {APPEAL, *STORY} <= {line.strip() for line in article.document.text.splitlines()}
    assert article.document.url == "https://courier.example/a"


@pytest.mark.parametrize("source", [TEXT, PAGE])
def test_time_enough_changes_nothing(source: str) -> None:
    """The result is that without a limit."""
    assert Cleaner(timeout=3600).clean(source) == Cleaner().clean(source)


@pytest.mark.parametrize("place", range(1, 40))
def test_never_half_cleaned(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the time runs out, the document comes back as it is, or whole."""
    asked = 0

    def left(self: Deadline) -> float:
        nonlocal asked
        asked += 1
        if asked >= place:
            raise OutOfTimeError
        return 100.0

    monkeypatch.setattr(Deadline, "left", left)
    for source in (TEXT, PAGE):
        asked = 0
        article = Cleaner(timeout=1).clean(source)
        assert article.original() == article.document.text
        if article.warnings:
            assert (article.warnings, article.removed) == ((OUT_OF_TIME,), ())
            assert APPEAL in article.document.text
        else:
            assert APPEAL not in article.text


def test_threads_have_their_own_time() -> None:
    """One that has none left takes none from the others, and there is no signal that only a main thread could take."""
    engines = [Cleaner(timeout=NO_TIME), Cleaner(timeout=3600)] * 8
    with ThreadPoolExecutor(8) as pool:
        articles = list(pool.map(lambda engine: engine.clean_text(TEXT), engines))
    assert [bool(article.warnings) for article in articles] == [True, False] * 8


def test_it_is_pickled() -> None:
    """A limit goes with its engine to other processes."""
    assert pickle.loads(pickle.dumps(Cleaner(timeout=2.5))).timeout == 2.5  # noqa: S301 - it was pickled here
