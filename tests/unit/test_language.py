"""Telling the language of a text."""

from __future__ import annotations

import pytest

from cleaner.folding import fold
from cleaner.language import tell_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council said on Monday that the bridge will be rebuilt from the ground up.", "en"),
        ("Der Rat hat am Montag beschlossen, dass die Brücke wieder aufgebaut wird und nicht mit dem Ufer verbunden ist.", "de"),
        ("Le conseil a décidé que le pont sera reconstruit dans les deux ans et que les habitants sont avec lui.", "fr"),
        ("El consejo dijo que los vecinos de la ciudad están con el puente y que una obra no es para este año.", "es"),
        ("De raad heeft maandag besloten dat de brug niet met het dorp wordt verbonden en ook dat het werk voor het jaar klaar is.", "nl"),
        ("Совет сообщил, что мост не был закрыт и что это его решение на год.", "ru"),
        ("市議会は月曜日に橋を建て直すことを決めた。", "ja"),
        ("市议会周一决定重建大桥。", "zh"),
        ("시의회는 월요일에 다리를 다시 짓기로 했다.", "ko"),
        ("העירייה החליטה ביום שני לבנות את הגשר מחדש.", "he"),
        ("Ο δήμος αποφάσισε να ξαναχτίσει τη γέφυρα.", "el"),
        ("", None),
        ("12 345", None),
        ("\ud800\x00", None),
    ],
)
def test_tell_language(text: str, language: str | None) -> None:
    """The language is told by common words or by script; from too little, none is."""
    assert tell_language(fold(text)) == language


def test_a_quotation_in_another_language_changes_nothing() -> None:
    """One foreign sentence in an article does not decide."""
    text = "The mayor said that the bridge was not for sale. " * 6 + "« Le pont est pour les gens de la ville. »"
    assert tell_language(fold(text)) == "en"
