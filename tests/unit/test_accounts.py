"""The account of a cleaning in plain text."""

from __future__ import annotations

from cleaner.accounts import diff, explain
from cleaner.model import Decision, Evidence, Kind, Span, Verdict
from cleaner.readers.text import read_text

TEXT = "The board met.\nPlease donate. It voted.\nOur thanks to you."


def decision(piece: str, verdict: Verdict = Verdict.REMOVED, rule: str | None = None) -> Decision:
    start = TEXT.index(piece)
    found = (Evidence("ask", 2.5, "please donate"), Evidence("place", -0.3))
    return Decision(Span(start, start + len(piece)), Kind.DONATION_APPEAL, verdict, rule, "it asks", found, 0.97, piece)


def test_explain_tells_all_of_a_decision() -> None:
    """Place, kind, text, reason, rule and evidence are told, in order of place."""
    told = explain(
        read_text(TEXT),
        [decision("Our thanks to you."), decision("Please donate.", rule="en.donation.x")],
        [decision("It voted.", Verdict.SPARED)],
        [],
    )
    assert told.startswith("2 removed, 1 nearly removed")
    assert "REMOVED donation_appeal at line 2, 15:29, confidence 0.97" in told
    assert "it asks (en.donation.x)" in told
    assert "ask +2.5 (please donate); place -0.3" in told
    assert told.index("Please donate.") < told.index("SPARED") < told.index("Our thanks")


def test_explain_tells_warnings_and_shortens() -> None:
    """Warnings come first; a long text is shown by its beginning, on one line."""
    assert "warning: held" in explain(read_text(""), [], [], ["held"])
    long = Decision(Span(0, 900), Kind.CUSTOM, Verdict.REMOVED, None, "", (), 1.0, "word\n" * 180)
    assert max(map(len, explain(read_text(""), [long], [], []).splitlines())) <= 302


def test_diff_marks_what_went() -> None:
    """What went stands on lines of its own, behind a minus."""
    assert diff(read_text(TEXT), [decision("Please donate.")]) == "  The board met.\n- Please donate.\n  It voted.\n  Our thanks to you."


def test_diff_over_several_lines() -> None:
    """A removal that reaches over lines is shown line by line."""
    piece = "donate. It voted.\nOur thanks"
    assert diff(read_text(TEXT), [decision(piece)]).splitlines() == [
        "  The board met.", "  Please", "- donate. It voted.", "- Our thanks", "  to you.",
    ]  # fmt: skip


def test_diff_of_nothing() -> None:
    """An empty document has an empty diff."""
    assert diff(read_text(""), []) == ""
