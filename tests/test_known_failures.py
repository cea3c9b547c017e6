"""What is known to go wrong. Each test is strict: once it passes, it has to move to where it belongs."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.readers.text import read_text


# A rule's "^" stands for the beginning of a line of the text, and a block begins behind the line's indent: a rule for
# a whole line does not see an indented one until a first cleaning has taken the indent away. Law 2.
@pytest.mark.xfail(raises=AssertionError)
@pytest.mark.parametrize("indent", ["  ", "\u00a0", "\t"])
def test_a_rule_for_a_whole_line_sees_an_indented_line(indent: str) -> None:
    """A rule that hits a line hits it where it is indented, too."""
    lines = ["The council met on Monday.", "Photo: Ingrid Solheim", "It voted for the bridge.", "The bridge is to open in May."]
    found = [rules_in("\n".join(before + line for line in lines)) for before in ("", indent)]
    assert found[0]
    assert found[0] == found[1]


def rules_in(text: str) -> list[str]:
    """The ids of the rules that hit a text."""
    scene = Cleaner().scene_of(read_text(text))
    return [hit.rule.id for hits in scene.rules for hit in hits] if scene else []
