"""Cuts where wording that was found begins or ends a unit."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.folding import fold
from cleaner.readers.text import read_text


def units_of(text: str, language: str) -> list[str]:
    """The units of a text, as they are judged."""
    scene = Cleaner(languages=[language]).scene_of(read_text(text), fold(text), language)
    assert scene is not None
    return [text[unit.start : unit.end] for unit in scene.units]


@pytest.mark.parametrize(
    ("language", "text", "rest"),
    [
        ("de", "Foto: Jana Kaya Rathaus und Kirche bleiben am Montag geschlossen, teilte die Stadt mit.", "Rathaus und"),
        ("en", "Read more: Ferry sails late again The company said on Monday that it would pay the fines.", "The company said"),
        ("en", "(Photo: Ada Brandt) Traffic crossed the bridge for the first time since March.", "Traffic crossed"),
        ("es", "PUBLICIDAD El puente abrió el lunes después de ocho meses de obras.", "El puente abrió"),
        ("hi", "पुल सोमवार को खुला था।(इनपुट: भाषा)", "(इनपुट"),
    ],
    ids=["credit", "link", "bracket", "advert", "stop without space"],
)
def test_a_sentence_behind_a_label_is_a_unit(language: str, text: str, rest: str) -> None:
    """What follows a credit, a link, a bracket or a label without a mark can be judged without it."""
    assert any(unit.startswith(rest) for unit in units_of(text, language))


def test_a_label_in_a_sentence_is_no_label() -> None:
    """A word that is a label elsewhere cuts no sentence that it stands in."""
    text = "Published in May 1922, the book sold out. Sign up to our newsletter."
    assert "Published in May 1922, the book sold out." in units_of(text, "en")
