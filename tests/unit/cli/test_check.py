"""`cleaner check`: limits that are passed end with 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import CHECK_FAILED, DONE, FAILED, NOTHING, USAGE, main
from tests.unit.batch.samples import texts, write_lines


@pytest.fixture
def lines(tmp_path: Path) -> str:
    return str(write_lines(tmp_path / "in.jsonl", texts(4)))


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ([], DONE),
        (["--fail-if", "donation_appeal>0", "--max-removed", "0.9"], DONE),
        (["--fail-if", "newsletter_signup>3"], CHECK_FAILED),
        (["--fail-if", "newsletter_signup>4"], DONE),
        (["--fail-if", "records < 5"], CHECK_FAILED),
        (["--fail-if", "errors>=1", "--fail-if", "removals=4"], CHECK_FAILED),
        (["--max-removed", "0.1"], CHECK_FAILED),
    ],
)
def test_limits(limits: list[str], status: int, lines: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts are of all records together, and are written; what is passed is told."""
    assert main(["check", lines, *limits]) == status
    out, err = capsys.readouterr()
    assert out.startswith("records 4\nerrors 0\nwarnings 0\nremovals 4\nnewsletter_signup 4\nremoved_share 0.2")
    assert ("limit passed" in err) == (status == CHECK_FAILED)


def test_json(lines: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The counts as an object."""
    assert main(["check", lines, "--to", "json", "-j", "2"]) == DONE
    assert json.loads(capsys.readouterr().out)["newsletter_signup"] == 4


def test_its_own_output_passes(lines: str, tmp_path: Path) -> None:
    """What was cleaned has nothing left to remove."""
    assert main([lines, "-o", str(tmp_path / "out.jsonl")]) == DONE
    assert main(["check", str(tmp_path / "out.jsonl"), "--text-field", "body", "--fail-if", "removals>0", "--max-removed", "0"]) == DONE


@pytest.mark.parametrize("content", [b"", b"\n\n", b"{oops\n", None], ids=["no bytes", "blank lines", "a bad line", "no file"])
def test_what_cannot_be_read_is_no_record(content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A limit for too few records is passed by files that have none, whatever else is wrong with them."""
    path = tmp_path / "in.jsonl"
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path), "--fail-if", "records<1"]) == CHECK_FAILED
    out, err = capsys.readouterr()
    assert out.startswith("records 0\n")
    assert "limit passed: records<1: it is 0" in err


def test_other_statuses(lines: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records that fail, no records, and limits that are none."""
    assert main(["check", lines, "--text-field", "nope"]) == FAILED
    (tmp_path / "empty").touch()
    assert main(["check", str(tmp_path / "empty"), "--fail-if", "records>0"]) == NOTHING
    wrong = (("--fail-if", "jokes>0", "donation_appeal"), ("--fail-if", "x", "'donation_appeal>0'"), ("--max-removed", "4", "0 to 1"))
    for option, value, remedy in wrong:
        assert main(["check", lines, option, value]) == USAGE
        assert remedy in capsys.readouterr().err
