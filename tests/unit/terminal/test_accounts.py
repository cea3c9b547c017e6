"""The accounts that a terminal shows: the article with each decision in its place, and the diff."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.accounts import pieces
from cleaner.article import Article
from cleaner.model import Decision, Evidence, Kind, Span, Verdict
from cleaner.readers.text import read_text
from cleaner.terminal.accounts import diffed, explained
from cleaner.terminal.painting import Tone

APPEAL = "Your support helps us to tell the story. Please donate today."


def article_of(text: str, *decisions: tuple[str, Verdict], headline: str | None = None, warnings: tuple[str, ...] = ()) -> Article:
    """An article in which these pieces of the text were removed or spared."""
    made = []
    for piece, verdict in decisions:
        start = text.index(piece)
        found = (Evidence("ask", 2.5, "please donate"), Evidence("place", -0.3))
        kind, span = Kind.DONATION_APPEAL, Span(start, start + len(piece))
        made.append(Decision(span, kind, verdict, "en.donation.x", "it asks", found, 0.97, piece))
    removed = tuple(decision for decision in made if decision.verdict == Verdict.REMOVED)
    spared = tuple(decision for decision in made if decision.verdict == Verdict.SPARED)
    return Article(headline, None, (), "en", removed, spared, warnings, read_text(text))


def told(lines: object) -> str:
    return "\n".join(line.sign + line.text for line in lines)  # type: ignore[attr-defined]


def test_explained() -> None:
    """Each decision stands in its place, with what it is, how sure that is, why, by which rule and by what evidence."""
    text = f"Bridge opens\nThe board met. {APPEAL} It voted.\nA gift was made."
    article = article_of(text, (APPEAL, Verdict.REMOVED), ("A gift was made.", Verdict.SPARED), headline="Bridge opens", warnings=("held",))
    assert told(explained("n1", article)) == f"""n1: 1 removed (53% of the text), 1 nearly removed
  warning: held

  Bridge opens

  The board met.

- {APPEAL}
    REMOVED donation_appeal at line 2, 28:89, confidence 0.97
    it asks (en.donation.x)
    ask +2.5 (please donate); place -0.3

  It voted.

? A gift was made.
    SPARED donation_appeal at line 3, 100:116, confidence 0.97
    it asks (en.donation.x)
    ask +2.5 (please donate); place -0.3"""
    tones = [line.tone for line in explained("n1", article) if line.text]
    notes = [Tone.NOTE] * 3
    assert tones == [Tone.TITLE, Tone.WARNING, Tone.TITLE, Tone.TEXT, Tone.REMOVED, *notes, Tone.TEXT, Tone.SPARED, *notes]


def test_explained_without_anything() -> None:
    """An empty article without a name has a head, and no more."""
    assert told(explained("", article_of(""))) == "0 removed, 0 nearly removed"


def test_what_went_goes_before_what_nearly_did() -> None:
    """Of a span that is both, it is said that it went."""
    article = article_of(APPEAL, (APPEAL, Verdict.REMOVED), (APPEAL, Verdict.SPARED))
    assert [line.sign for line in explained("", article) if line.tone in (Tone.REMOVED, Tone.SPARED)] == ["- "]


def test_hunks() -> None:
    """Three lines around what went; what is near enough is one hunk, and what is not is two."""
    lines = [f"Line {number}." for number in range(1, 31)]
    gone = [("Line 5.", Verdict.REMOVED), ("Line 11.", Verdict.REMOVED), ("Line 25.", Verdict.REMOVED)]
    shown = told(diffed("a\nb", article_of("\n\n".join(lines), *gone))).splitlines()
    assert shown[:3] == ["--- a b", "+++ a b (cleaned)", "@@ -2,13 +2,11 @@ line 9: donation_appeal"]
    assert shown[3:7] == [" Line 2.", " Line 3.", " Line 4.", "-Line 5."]
    assert shown[16] == "@@ -22,7 +20,6 @@ line 49: donation_appeal"
    assert shown[-1] == " Line 28."


def test_diff_of_an_article_in_which_nothing_went() -> None:
    """It is empty, as that of two files that are the same."""
    assert list(diffed("a", article_of("The board met.", ("The board met.", Verdict.SPARED)))) == []


TEXTS = st.lists(st.text(alphabet="ab .\n", max_size=12), max_size=30).map("\n".join)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Texts of which spans were removed and spared, anywhere."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False) if start < end]
    made = [Decision(span, Kind.CUSTOM, Verdict.REMOVED, None, "", (), 1.0, text[slice(*span)]) for span in spans]
    return Article(None, None, (), None, tuple(made), (), (), read_text(text))


@given(articles())
def test_pieces_are_all_of_the_text(article: Article) -> None:
    """But for white space, all text is in some piece, in its order, and of what was removed each piece says so."""
    listed = list(pieces(article.document, article.removed))
    assert "".join("".join(piece.text.split()) for piece in listed) == "".join(article.document.text.split())
    gone = "".join("".join(piece.text.split()) for piece in listed if piece.decision)
    assert gone == "".join("".join(decision.text.split()) for decision in article.removed)


@given(articles())
def test_the_numbers_of_hunks(article: Article) -> None:
    """The hunks are in order and apart, and say how many lines they have; what is between them stays as it is."""
    listed = list(pieces(article.document, article.removed))
    lines = [line.sign + line.text for line in diffed("a", article)][2:]
    old = new = 0
    while lines:
        head = lines.pop(0).split()
        (first, count), (begin, kept) = (map(int, part[1:].split(",")) for part in head[1:3])
        hunk, lines = lines[:count], lines[count:]
        assert [line[1:] for line in hunk] == [piece.text for piece in listed[first - 1 : first - 1 + count]]
        assert sum(line.startswith(" ") for line in hunk) == kept
        between = listed[old : first - 1]
        assert not any(piece.decision for piece in between)
        new += len(between)
        assert begin == (new + 1 if kept else new)
        old, new = first - 1 + count, new + kept
    assert not any(piece.decision for piece in listed[old:])


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch")
def test_patch_takes_it(tmp_path: Path) -> None:
    """Applied to the text a piece a line, it gives what is left, a piece a line."""
    paragraphs = [f"The council met for the {number}th time on Monday, its clerk said." for number in range(12)]
    article = cleaner.clean_text("\n\n".join([*paragraphs[:4], APPEAL, *paragraphs[4:], f"{APPEAL} Then it rained on the north bank."]))
    assert len(article.removed) == 2
    listed = list(pieces(article.document, article.removed))
    path = tmp_path / "text"
    path.write_text("".join(f"{piece.text}\n" for piece in listed), encoding="utf-8")
    diff = "".join(f"{line.sign}{line.text}\n" for line in diffed("text", article))
    subprocess.run(["patch", "--fuzz=0", str(path)], input=diff, text=True, check=True, capture_output=True)  # noqa: S603, S607
    assert path.read_text(encoding="utf-8").splitlines() == [piece.text for piece in listed if not piece.decision]
