"""What is known to go wrong. Each test is strict: once it passes, it has to move to where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner import Cleaner
from cleaner.readers.text import read_text
from cleaner.segmenting import segment
from tests.unit.test_engine import PACK, packed, with_line


# `urllib.parse.urlsplit` refuses some addresses, and its ValueError gets through to the caller: law 8.
@pytest.mark.xfail(raises=ValueError)
@pytest.mark.parametrize("url", ["http://[", "//[::1", "http://exa\u2100mple.org/"])
def test_an_address_that_cannot_be_parsed_is_no_error(url: str) -> None:
    """An address that names no host is one for which there are no publisher's packs."""
    assert cleaner.clean_text("The council met on Monday.", url).paragraphs


# Where a text has fewer than four lines, a word that begins sentences is cut off from what is before it; "O", which
# begins them in Portuguese, also begins Irish names. Harmless where nothing is removed.
@pytest.mark.xfail(raises=AssertionError)
def test_an_irish_name_begins_no_sentence() -> None:
    """A name with an apostrophe is no joint, in a text of one line either."""
    text = "The case was heard by Justice and O’Brien in Dublin"
    assert len(segment(text, read_text(text).blocks)) == 1


# An opening corner bracket between a letter and a letter is taken for a gap, and belongs to no unit: where what is
# behind it goes, the bracket stays.
@pytest.mark.xfail(raises=AssertionError)
@pytest.mark.parametrize("text", ["他说「好」了", "a「b"])
def test_an_opening_corner_bracket_belongs_to_a_unit(text: str) -> None:
    """Units skip nothing but white space."""
    units = segment(text, read_text(text).blocks)
    assert "".join(text[unit.start : unit.end] for unit in units) == text


# The judge returns early where no unit is doubtful, and with that drops what a rule hit: `spared` is to have it.
@pytest.mark.xfail(raises=AssertionError)
def test_what_a_rule_hit_and_the_judge_kept_is_told(tmp_path: Path) -> None:
    """A hit of a likely rule without other evidence is a near miss."""
    line = "Ingrid Solheim said that the tide table by Ormsley Chandlers had been wrong on the day of the flood in 2024."
    engine = Cleaner(packs=[packed(tmp_path, PACK.format(strength="likely", scope="sentence"))])
    article = engine.clean_text(with_line(line), url="https://news.example/a")
    assert "example.custom.tide-table" in [spared.rule for spared in article.spared]
