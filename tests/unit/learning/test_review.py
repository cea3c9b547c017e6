"""Verdicts on proposals, and the packs that come of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner import Cleaner, Kind
from cleaner.cli import DONE, FAILED, USAGE, main
from cleaner.cli.review import Dialogue
from cleaner.errors import InputError, OutputError
from cleaner.learning import Accepted, Review, propose, write_packs, write_proposals
from cleaner.learning.reviewing import JOURNAL
from cleaner.rulebook.proofs import CARRIER
from cleaner.rules.load import user_packs
from tests.unit.learning.noted import HOST, WEAK, article, counted

LINES = (
    "Each Thursday the printers open the hall and show how it is done.",
    "The crossword of this paper is set by a retired bell founder.",
    "Tickets for the reading room are kept at the bakery on the bridge.",
)

@pytest.fixture(scope="session")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three proposals."""
    folder = tmp_path_factory.mktemp("proposals")
    articles = [article(number, [(line, WEAK) for line in LINES]) for number in range(20)]
    write_proposals(propose([counted(articles, folder / "counts.parquet")]), folder)
    return folder


@pytest.fixture
def folder(proposals: Path, tmp_path: Path) -> Path:
    """A copy of the proposals."""
    (tmp_path / "proposals.jsonl").write_bytes((proposals / "proposals.jsonl").read_bytes())
    return tmp_path


def answering(review: Review, *answers: str) -> str:
    """Give these answers and return what was shown."""
    lines: Iterator[str] = iter([f"{answer}\n" for answer in answers])
    shown: list[str] = []
    Dialogue(review, lambda: next(lines, ""), shown.append).run()
    return "".join(shown)


def test_accept_reject_and_kind(folder: Path) -> None:
    """What is accepted has its own kind or the one that is given; what is rejected does not come again."""
    first, second, third = (proposal.id for proposal in Review(folder).proposals)
    shown = answering(Review(folder), "a", "r", "k event_promo")
    assert all(line in shown.replace("\n  | ", " ") for line in LINES)
    review = Review(folder)
    assert [(one.proposal.id, one.kind) for one in review.accepted] == [(first, Kind.CUSTOM), (third, Kind.EVENT_PROMO)]
    assert second not in {proposal.id for proposal in review.pending()}
    assert not review.pending()


def test_quit_and_come_back(folder: Path) -> None:
    """The answers so far are kept, and the next proposal is asked for."""
    answering(Review(folder), "a", "q")
    review = Review(folder)
    assert len(review.accepted) == 1
    assert [proposal.id for proposal in review.pending()] == [proposal.id for proposal in review.proposals[1:]]


def test_undo_and_skip(folder: Path) -> None:
    """Undoing takes back one answer after the other, also those of another day; what is skipped stays pending."""
    answering(Review(folder), "a", "q")
    shown = answering(Review(folder), "s", "r", "u", "u", "u", "q")
    assert shown.count("taken back") == 2
    assert "no answer to take back" in shown
    review = Review(folder)
    assert not review.accepted
    assert len(review.pending()) == 3


def test_what_is_no_answer(folder: Path) -> None:
    """Anything else does nothing and shows the keys."""
    shown = answering(Review(folder), "", "yes please", "k", "k nonsense", "a a", "q")
    assert "no kind 'nonsense'" in shown
    assert shown.count("a accept") == 3
    assert not Review(folder).accepted


def test_a_journal_that_was_cut_off(folder: Path) -> None:
    """A verdict that was not written to its end was never given; the others stand, and more can be given."""
    answering(Review(folder), "a", "r", "q")
    journal = folder / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-5])
    review = Review(folder)
    assert (len(review.accepted), len(review.pending())) == (1, 2)
    review.reject(review.pending()[0])
    assert len(Review(folder).pending()) == 1


def test_a_journal_that_is_none(folder: Path) -> None:
    """The error names the file, and the line that is no verdict or no proposal."""
    (folder / JOURNAL).write_text('{"answer": "perhaps"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"review\.jsonl, line 1"):
        Review(folder)
    (folder / JOURNAL).unlink()
    (folder / JOURNAL).mkdir()
    with pytest.raises(InputError, match=r"review\.jsonl: Is a directory"):
        Review(folder)
    whole = (folder / "proposals.jsonl").read_text(encoding="utf-8")
    (folder / "proposals.jsonl").write_text(whole.replace('"examples": [', '"examples": [7, ', 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"proposals\.jsonl, line 1"):
        Review(folder)
    (folder / "proposals.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"proposals\.jsonl, line 1"):
        Review(folder)
    (folder / "proposals.jsonl").write_text("\n\n{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"proposals\.jsonl, line 3"):
        Review(folder)
    with pytest.raises(InputError, match="cleaner learn"):
        Review(folder / "elsewhere")


def test_the_packs_hold(folder: Path) -> None:
    """What was accepted goes from the publisher's pages and from no others, and the packs pass the checks of rules."""
    assert main(["review", str(folder), "--accept", "0.5"]) == DONE
    text = "\n".join((*CARRIER, LINES[0], *CARRIER[2:4], LINES[2]))
    cleaner = Cleaner(packs=[folder])
    article_of_theirs = cleaner.clean_text(text, f"https://www.{HOST}/story")
    assert [decision.text for decision in article_of_theirs.removed] == [LINES[0], LINES[2]]
    assert not cleaner.clean_text(text, "https://elsewhere.example/story").removed
    assert main(["rules", "test", str(folder)]) == DONE
    assert main(["rules", "lint", str(folder)]) == DONE


def test_publishers_whose_names_are_alike(tmp_path: Path) -> None:
    """Hosts that differ in signs alone, with the same line, have each a pack and a rule of their own."""
    hosts = ("the-post.example", "the_post.example", "the.post.example")
    articles = [article(number, [(LINES[0], WEAK)], host=hosts[number % 3]) for number in range(60)]
    found = list(propose([counted(articles, tmp_path / "counts.parquet")]))
    written = write_packs([Accepted(proposal, proposal.kind) for proposal in found], tmp_path)
    assert (written.rules, written.refused) == (3, ())
    assert {pack.publisher for pack in user_packs(tmp_path)} == set(hosts)


def test_packs_follow_the_verdicts(folder: Path) -> None:
    """A rule whose acceptance was taken back is gone from the pack, and so is a pack without rules."""
    review = Review(folder)
    review.accept(review.proposals[0])
    review.accept(review.proposals[1])
    assert review.write().rules == 2
    review.undo()
    assert review.write().rules == 1
    review.undo()
    assert review.write().paths == ()
    assert not list(folder.glob("*.toml"))


def test_accepted_once_and_for_all(folder: Path) -> None:
    """When proposals are made anew, what was accepted of the old ones stays in the packs."""
    review = Review(folder)
    review.accept(review.proposals[0])
    write_proposals([], folder)
    assert Review(folder).write().rules == 1


def test_a_pack_of_somebody_else(folder: Path) -> None:
    """It is neither written over nor taken away."""
    pack = folder / f"{HOST}.toml"
    pack.write_text(f'publisher = "{HOST}"\n', encoding="utf-8")
    review = Review(folder)
    assert review.write().paths == ()
    review.accept(review.proposals[0])
    with pytest.raises(OutputError, match=r"post\.example\.toml"):
        review.write()
    assert pack.read_text(encoding="utf-8") == f'publisher = "{HOST}"\n'


def test_a_rule_that_does_not_hold(folder: Path) -> None:
    """Where a line's example would not go, no rule is written, and it is said why."""
    review = Review(folder)
    review.accept(replace(review.proposals[0], patterns=("^never seen$",)))
    written = review.write()
    assert written.rules == 0
    assert [name for name, _ in written.refused] == [review.proposals[0].id]


def test_usage(tmp_path: Path) -> None:
    """A folder without proposals and a score that is none are refused."""
    assert main(["review", str(tmp_path)]) == USAGE
    assert main(["review", str(tmp_path), "--accept", "2"]) == USAGE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 5), ("language", []), ("patterns", [None]), ("score", "high"), ("articles", "7"), ("places", [1, 2]), ("keep", [{}]),
        ("examples", [{"text": 1, "url": "", "headline": ""}]), ("evidence", [{"family": "name", "weight": "x", "detail": ""}]),
    ],
)  # fmt: skip
def test_a_value_of_another_type(folder: Path, name: str, value: object) -> None:
    """The proposal is none, and the error names the line and what is wrong with it."""
    file = folder / "proposals.jsonl"
    first, *others = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([json.dumps({**json.loads(first), name: value}), *others]), encoding="utf-8")
    with pytest.raises(InputError, match=rf"line 1: no proposal \({name}"):
        Review(folder)


def test_folders_among_the_packs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is named like a pack is nobody's pack: it stays, and where a pack is to be it is told."""
    (folder / "other.toml").mkdir()
    assert main(["review", str(folder), "--accept", "0.5"]) == DONE
    (folder / f"{HOST}.toml").unlink()
    (folder / f"{HOST}.toml").mkdir()
    assert main(["review", str(folder), "--accept", "0.5"]) == FAILED
    assert f"{HOST}.toml was not written by" in capsys.readouterr().err
