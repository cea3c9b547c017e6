"""Paths to places on pages: what is read, and what is refused with what would be right."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RulePackError
from cleaner.rules.load import user_packs
from cleaner.rules.places import PathError, name_of, path_of
from cleaner.ruling import Ask, Says, Step

_B_OR_C = (Ask("is", "b"), Ask("is", "c"))


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("//div", (Step(True, "div"),)),
        ("/html/body//P[1]", (Step(False, "html"), Step(False, "body"), Step(True, "p", None, True))),
        ("//*[@id='Main']", (Step(True, "*", Ask("is", "main")),)),
        ('//div[contains(@class, "note")]', (Step(True, "div", Ask("has", "note")),)),
        ("//div[contains(concat(' ',normalize-space(@class),' '),' note ')]", (Step(True, "div", Ask("is", "note")),)),
        ("//div[starts-with(@id, 'ad-')]", (Step(True, "div", Ask("begins", "ad-")),)),
        (
            "//p[@class='a' and not(@id='b' or @role='c')]",
            (Step(True, "p", Ask("and", parts=(Ask("is", "a"), Ask("not", parts=(Ask("or", parts=_B_OR_C),))))),),
        ),
    ],
)  # fmt: skip
def test_simple_paths(written: str, steps: tuple[Step, ...]) -> None:
    """Steps, tags and names are read; nothing is lost."""
    assert path_of(written) == (steps, False)


@pytest.mark.parametrize(
    "written",
    [
        "", "div", "//", "//div[", "//div[2]", "//div[@href='x']", "//div/..", "//div/parent::p", "//p[contains(., 'Read')]",
        "//p[text()='a']",
        "//p[starts-with(concat(' ', @class, ' '), ' a ')]",
        "//p/text()", "//a/@href", "//div | //p", "(//div)[2]", "(//div", "//div[@class='']", "//div]", "//div[@class='a'", "//p" * 9,
        f"//p[{'(' * 150}@class='a'{')' * 150}]", "//p[@class='" + "a" * 500 + "']",
    ],
)  # fmt: skip
def test_other_paths_are_refused(written: str) -> None:
    """Whatever looks up, sideways or into the text, or is none, is an error that says why."""
    with pytest.raises(PathError, match=r"\w"):
        path_of(written)


@given(st.text(alphabet="/[]()@*'\"=, |.:adivclspontr-1 \n", max_size=60))
def test_any_text_is_read_or_refused(written: str) -> None:
    """No other error comes of any text."""
    for read in (path_of, name_of):
        with suppress(PathError):
            assert read(written).steps


def test_a_pack_with_places(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Places stand in a publisher's pack; all faults of them are told at once."""
    folder = tmp_path_factory.mktemp("packs")
    good = folder / "good.toml"
    good.write_text(
        'publisher = "post.example"\n[[place]]\nid = "post.place.box"\nsays = "outside"\nname = "box"\n'
        'kind = "newsletter_signup"\nmessage = "a box"\n',
        encoding="utf-8",
    )
    place = user_packs(good)[0].places[0]
    assert (place.says, place.kind, place.steps) == (Says.OUTSIDE, "newsletter_signup", name_of("box").steps)
    bad = folder / "bad.toml"
    bad.write_text(
        '[[place]]\nid = "a.b"\nsays = "above"\npath = "//div/.."\nmessage = "m"\n[[place]]\nid = "a.b"\nsays = "outside"\nmessage = "m"\n'
        '[[place]]\nid = "a.c"\nsays = "outside"\nname = "x"\npath = "//p"\nmessage = ""\nwidth = 3\n',
        encoding="utf-8",
    )
    with pytest.raises(RulePackError) as error:
        user_packs(bad)
    told = str(error.value)
    parts = ("publisher", "use one of outside, article", "go down alone", "either a path or a name", "a required text", "an unknown field")
    assert [part for part in parts if part not in told] == []
