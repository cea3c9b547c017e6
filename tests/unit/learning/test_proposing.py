"""Which repeated lines are proposed, and which are journalism that repeats."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.learning import Proposal, propose
from cleaner.learning.observing import Observation
from cleaner.learning.subjects import LAST_BIT
from tests.unit.learning.noted import HOST, PLAIN, TELLING, WEAK, article, counted, proposed, words

LINE = "Each Thursday the printers open the hall and show how it is done."


def told(proposals: list[Proposal]) -> list[str]:
    return [proposal.text for proposal in proposals]


def test_a_line_of_the_publishers_is_proposed(tmp_path: Path) -> None:
    """With how often, when and where it stands, and an article that has it."""
    found = proposed([article(number, [(LINE, WEAK)] if number % 2 else []) for number in range(30)], tmp_path)
    assert told(found) == [LINE]
    proposal = found[0]
    assert (proposal.publisher, proposal.articles, proposal.of) == (HOST, 15, 30)
    assert (proposal.first, proposal.last) == ("2026-01-02", "2026-01-30")
    assert proposal.places == (0, 0, 15)
    assert proposal.examples[0].text == LINE
    assert proposal.examples[0].url.startswith(f"https://{HOST}/")
    assert proposal.keep
    assert LINE not in proposal.keep


def test_wording_that_drifts_is_one_line(tmp_path: Path) -> None:
    """Lines that differ in names and numbers are one proposal, even where no two are alike."""
    names = "Ada Bruno Clara Dario Edda Felix Greta Hanno Irma Jonas".split()
    lines = [f"On duty for this page was {name} Brandt, and the bells rang {number} times." for number, name in enumerate(names)]
    found = proposed([article(number, [(line, WEAK)]) for number, line in enumerate(lines)], tmp_path)
    assert len(found) == 1
    assert found[0].articles == 10


def test_a_line_that_comes_several_times_in_each_article(tmp_path: Path) -> None:
    """It is counted by articles: as many are compared as otherwise, and it goes from those that keep none of it."""
    lines = [f"On duty for this page was {name} Brandt, as on each day of the week." for name in ("Ada", "Bruno", "Clara")]
    articles = [article(number, [(line, WEAK) for line in lines]) for number in range(30)]
    gone = [lines if number < 7 else lines[:1] for number in range(30)]
    articles = [
        replace(one, blocks=[block._replace(removed=block.text in texts) for block in one.blocks])
        for one, texts in zip(articles, gone, strict=True)
    ]
    (proposal,) = proposed(articles, tmp_path)
    assert (proposal.articles, proposal.stories, proposal.places[2]) == (30, 24, 90)
    assert (proposal.removed, proposal.is_left) == (7, True)


def test_two_articles_are_too_few(tmp_path: Path) -> None:
    """What is in two articles is not proposed, however it reads."""
    assert not proposed([article(number, [(LINE, TELLING)] if number < 2 else []) for number in range(20)], tmp_path)


def test_the_same_address_counts_once(tmp_path: Path) -> None:
    """An article that is noted three times is one article."""
    assert not proposed([*(article(1, [(LINE, TELLING)]) for _ in range(3)), *map(article, range(2, 20))], tmp_path)


def test_a_story_printed_again_is_none(tmp_path: Path) -> None:
    """Paragraphs of one story under several addresses and headlines stay, also where one paragraph is another each time."""
    story = [words(number) for number in range(900, 908)]
    again = [article(number, story=[*story[:number], words(950 + number), *story[number + 1 :]]) for number in range(6)]
    assert not proposed([*again, *map(article, range(10, 40))], tmp_path)


def test_agency_copy_is_not_counted_across_publishers(tmp_path: Path) -> None:
    """What many publishers print once is nobody's own."""
    copies = [article(number, [(LINE, TELLING)], host=f"paper-{number}.example") for number in range(8)]
    others = [article(100 + number, host=f"paper-{number % 8}.example") for number in range(40)]
    assert not proposed([*copies, *others], tmp_path)


def test_stock_lines_are_journalism(tmp_path: Path) -> None:
    """A short true line in a few of many stories is not proposed."""
    line = "The inquiry into the cause continues, officers said."
    assert not proposed([article(number, [(line, PLAIN + 2)] if number < 5 else []) for number in range(60)], tmp_path)


def test_background_is_journalism(tmp_path: Path) -> None:
    """A paragraph that each follow-up of a story brings is not proposed, though it stands at the end and may read like an appeal."""
    background = "Kestrelowski was found in the harbour of Fordhamby in March, and his firm owes the town four millions."
    follow_ups = [
        article(number, [(background, WEAK)], headline=f"Kestrelowski and Fordhamby: {words(number, 4)}") for number in range(5)
    ]  # fmt: skip
    assert not proposed([*follow_ups, *map(article, range(10, 50))], tmp_path)


def test_introductions_of_a_series_are_journalism(tmp_path: Path) -> None:
    """The same words at the head of each part of a series are not proposed where the parts are about what they say."""
    opening = "In this series we go to the lighthouses of the Skerra coast and meet the people who kept them."
    parts = [
        article(number, [(opening, WEAK)], at_start=True, headline=f"Lighthouses of Skerra: {words(number, 4)}") for number in range(6)
    ]  # fmt: skip
    assert not proposed([*parts, *map(article, range(10, 50))], tmp_path)


def test_helplines_are_never_proposed(tmp_path: Path) -> None:
    """What a guard spares is not proposed, though it is in each article."""
    line = "If you have been affected by this story, call Samaritans on 116 123."
    assert not proposed([article(number, [(line, TELLING)], spared=True) for number in range(20)], tmp_path)


def test_the_middle_needs_evidence(tmp_path: Path) -> None:
    """A line in the middle is proposed if it reads like boilerplate or names the publisher, and not otherwise."""

    def found(line: str, odds: float) -> list[str]:
        def middle(number: int) -> Observation:
            story = [words(number * 10 + place) for place in range(8)]
            one = article(number, story=[*story[:4], line, *story[4:]])
            blocks = [block if block.text != line else block._replace(odds=odds) for block in one.blocks]
            return Observation(one.publisher, one.article, one.content, one.url, one.headline, one.date, "en", one.subjects, blocks)

        return told(proposed(map(middle, range(20)), tmp_path))

    assert found(LINE, TELLING) == [LINE]
    assert found(LINE, WEAK) == []
    named = "Members of the Post read it a day before all others do."
    assert found(named, WEAK) == [named]


def test_a_publisher_with_few_articles(tmp_path: Path) -> None:
    """Of ten articles, a line in all is proposed and a stock line in three is not."""
    stock = "The road was closed for some hours, police said."
    articles = [article(number, [(stock, PLAIN + 3), (LINE, WEAK)] if number < 3 else [(LINE, WEAK)]) for number in range(10)]
    assert told(proposed(articles, tmp_path)) == [LINE]


_MANY = [article(number, [(LINE, WEAK)] if number % 3 else [], host=f"paper-{number % 2}.example") for number in range(40)]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=len(_MANY), max_size=len(_MANY)), st.randoms(use_true_random=False), st.booleans())
def test_counts_add_up_in_any_order(tmp_path_factory: pytest.TempPathFactory, shards: list[int], dice: random.Random, twice: bool) -> None:
    """However articles are spread over files, in whatever order, and if some are in two: the proposals are the same."""
    folder = tmp_path_factory.mktemp("counts")
    whole = list(propose([counted(_MANY, folder / "whole.parquet")]))
    parts: list[list[Observation]] = [[], [], [], []]
    for number, one in zip(shards, _MANY, strict=True):
        parts[number].append(one)
        if twice:
            parts[3 - number].append(one)
    for part in parts:
        dice.shuffle(part)
    files = [counted(part, folder / f"{number}.parquet") for number, part in enumerate(parts)]
    dice.shuffle(files)
    assert len(whole) == 2
    assert list(propose(files)) == whole


def test_what_is_no_count_file(tmp_path: Path) -> None:
    """The error names the file and what would be right."""
    (tmp_path / "a.parquet").write_text("no counts", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.parquet.*count files"):
        list(propose([tmp_path / "a.parquet"]))
    with pytest.raises(InputError, match="no count file"):
        list(propose([]))


def test_the_end_of_a_long_article(tmp_path: Path) -> None:
    """A line there stands at an edge, however many blocks are before it."""

    def long(number: int) -> Observation:
        one = article(number, [(LINE, WEAK)], story=[words(number * 100 + place) for place in range(80)])
        return replace(one, blocks=[block._replace(ordinal=min(block.ordinal, LAST_BIT)) for block in one.blocks])

    assert told(proposed(map(long, range(20)), tmp_path)) == [LINE]


@pytest.mark.parametrize("name", ["a.parquet", "b[1].parquet", "*.parquet", "date=2031-05-05/publisher=other.example/a.parquet"])
def test_names_of_count_files_say_nothing(tmp_path: Path, name: str) -> None:
    """A file is that file whatever its name and its folder's, also beside others, and if it is named twice."""
    articles = [article(number, [(LINE, WEAK)] if number % 2 else []) for number in range(30)]
    expected = proposed(articles, tmp_path)
    counted((article(number, [(LINE, WEAK)]) for number in range(40, 60)), tmp_path / "b1.parquet")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    path = counted(articles, tmp_path / name)
    assert list(propose([path, str(path), path.parent / "." / path.name])) == expected
