"""Putting together what is left: only white space is ever written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.assembling import assemble, render, without_kinds
from cleaner.model import Decision, Kind, Span, Verdict
from cleaner.readers.text import read_text
from cleaner.weighing import text_weights


def spans_of(text: str, *pieces: str) -> list[Span]:
    return [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


def decision(text: str, piece: str, kind: Kind = Kind.CUSTOM) -> Decision:
    return Decision(spans_of(text, piece)[0], kind, Verdict.REMOVED, None, "asked for", (), 1.0, piece)


@pytest.mark.parametrize(
    ("text", "removed", "left"),
    [
        ("One.\nTwo.\nThree.", ["Two."], "One.\n\nThree."),
        ("One.\r\n\r\n  Two.", [], "One.\n\nTwo."),
        ("One. Two. Three.", ["Two."], "One. Three."),
        ("One. Two. Three.", ["One."], "Two. Three."),
        ("One.Two.Three.", ["Two."], "One.\n\nThree."),
        ("One.Two. Three.", ["Two."], "One.\n\nThree."),
        ("One.\u00a0Two.\u00a0Three.", ["Two."], "One. Three."),
        ("One. Two. Three. Four.", ["Two.", "Three."], "One. Four."),
        ("One.\nTwo.", ["One.", "Two."], ""),
        ("One.\nTwo.", ["One.\nTwo."], ""),
        ("", [], ""),
        (" \n\t", [], ""),
    ],
)
def test_render(text: str, removed: list[str], left: str) -> None:
    """Lines become paragraphs; what stood around a glued removal becomes two."""
    rendering = render(read_text(text), spans_of(text, *removed))
    assert rendering.document.text == left
    for start, source, length in rendering.pieces:
        assert left[start : start + length] == text[source : source + length]


def test_rendering_knows_where_its_text_comes_from() -> None:
    """A span of the rendering is told in the source's offsets, in parts where something went between them."""
    text = "One. Two. Three."
    rendering = render(read_text(text), spans_of(text, "Two."))
    whole = rendering.to_source(Span(0, len(rendering.document.text)))
    assert [text[start:end] for start, end in whole] == ["One.", "Three."]
    assert rendering.to_source(Span(1, 3)) == [Span(1, 3)]
    assert rendering.to_source(Span(5, 8)) == [Span(10, 13)]


def test_blocks_keep_their_kind() -> None:
    """The rendered blocks cover the rendered text."""
    text = "One.\nTwo. Three."
    document = render(read_text(text), spans_of(text, "Two.")).document
    assert [document.text[start:end] for (start, end), *_ in document.blocks] == ["One.", "Three."]


def test_assemble_sorts_decisions() -> None:
    """Removals stand in the article by place."""
    text = "One.\nTwo.\nThree.\nFour."
    article = assemble(read_text(text), [decision(text, "Three."), decision(text, "One.")], [], [], text_weights().standfirst)
    assert [removed.text for removed in article.removed] == ["One.", "Three."]
    assert article.paragraphs == ("Two.", "Four.")
    assert article.original() == text


def test_without_kinds() -> None:
    """What is of the kinds named is left out."""
    text = "One. Two."
    made = [decision(text, "One.", Kind.AD_MARKER), decision(text, "Two.")]
    assert without_kinds(made, [Kind.AD_MARKER]) == made[1:]
    assert without_kinds(made, []) == made


@pytest.mark.parametrize(
    ("removed", "headline", "paragraphs"),
    [
        ([], "Ferry late. Donate now.", ("It left at noon.", "It came at two.")),
        (["Donate now."], "Ferry late.", ("It left at noon.", "It came at two.")),
        (["Ferry late. Donate now."], None, ("It left at noon.", "It came at two.")),
    ],
)
def test_a_cut_headline_of_a_page(removed: list[str], headline: str | None, paragraphs: tuple[str, ...]) -> None:
    """What is taken out of a page's headline comes out nowhere, and what is left of it comes out once."""
    text = "Ferry late. Donate now.\nIt left at noon.\nIt came at two."
    document = replace(read_text(text), title="Ferry late. Donate now.")
    article = assemble(document, [decision(text, piece) for piece in removed], [], [], text_weights().standfirst)
    assert (article.headline, article.paragraphs) == (headline, paragraphs)
    assert article.restored().headline == "Ferry late. Donate now."


def test_a_headline_that_is_in_no_block_of_the_article() -> None:
    """It is the page's headline all the same, be it that the page says it nowhere or in a block that was set apart."""
    text = "Ferry late\nIt left at noon.\nIt came at two."
    again = decision(text, "Ferry late", Kind.REPEATED_HEADLINE)
    for title, removed in (("Ferry late", [again]), ("A ferry is late", [])):
        article = assemble(replace(read_text(text), title=title), removed, [], [], text_weights().standfirst)
        assert article.headline == title
