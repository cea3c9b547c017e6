"""What a user may rely on: the names, their docstrings, and an import that is cheap and does nothing."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import metadata

import pytest

import cleaner

NAMES = {
    "Article", "Block", "BlockKind", "Cleaner", "CleanerError", "Decision", "Document", "Evidence", "InputError", "Kind", "Mode",
    "PackFault", "Role", "RulePackError", "Span", "UnknownPackError", "Verdict", "__version__", "clean", "clean_html",
    "clean_many", "clean_text",
}  # fmt: skip
KINDS = {
    "donation_appeal", "membership_prompt", "subscription_prompt", "newsletter_signup", "app_promo", "social_follow", "related_link",
    "ad_marker", "media_credit", "agency_credit", "copyright_notice", "republish_notice", "comment_policy", "cookie_notice", "tip_line",
    "affiliate_disclosure", "event_promo", "audio_video_chrome", "share_chrome", "caption", "article_metadata", "repeated_headline",
    "page_chrome", "custom",
}  # fmt: skip
HEAVY = ("trafilatura", "turbohtml", "bs4", "lxml", "justext", "asyncio", "multiprocessing.pool")


def test_exported_names() -> None:
    """The names are these, sorted, and all of them are there."""
    assert set(cleaner.__all__) == NAMES
    assert list(cleaner.__all__) == sorted(cleaner.__all__)
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)


def test_kinds_are_stable() -> None:
    """No kind is renamed or dropped."""
    assert {kind.value for kind in cleaner.Kind} == KINDS


def test_version_is_that_of_the_distribution() -> None:
    """The version that is imported is the one that is installed."""
    assert metadata.version("article-cleaner") == cleaner.__version__


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_everything_public_has_a_docstring(name: str) -> None:
    """Each name, and each public method and property of a class of ours, says what it is in a sentence of its own."""
    thing = getattr(cleaner, name)
    assert has_sentence(thing), name
    if inspect.isclass(thing):
        for member, value in vars(thing).items():
            if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                assert has_sentence(value), f"{name}.{member}"


def has_sentence(thing: object) -> bool:
    first = (inspect.getdoc(thing) or "").partition("\n")[0]
    # What `dataclass` writes by itself is a signature, not a sentence.
    return len(first) > 10 and not first.startswith(f"{getattr(thing, '__name__', '')}(")


def test_errors_can_be_caught_by_their_builtin_family() -> None:
    """Who does not know this library's errors can still catch them."""
    assert issubclass(cleaner.InputError, (cleaner.CleanerError, ValueError))
    assert issubclass(cleaner.InputError, ValueError)
    assert issubclass(cleaner.RulePackError, cleaner.CleanerError)
    assert issubclass(cleaner.RulePackError, ValueError)
    assert issubclass(cleaner.UnknownPackError, cleaner.CleanerError)
    assert issubclass(cleaner.UnknownPackError, LookupError)


@pytest.mark.parametrize(
    "code", ["import cleaner", "import cleaner; cleaner.clean('Please donate.\\nYour support helps.'); cleaner.clean(b'caf\\xc3\\xa9')"]
)
def test_text_needs_no_reader_of_html(code: str) -> None:
    """Neither the import nor the cleaning of text imports what only HTML needs."""
    script = f"import sys; {code}; print([name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == "[]"


def test_the_import_says_nothing_and_warns_of_nothing() -> None:
    """No output and no warning comes with the import."""
    told = subprocess.run([sys.executable, "-W", "error", "-c", "import cleaner"], capture_output=True, text=True, check=True)
    assert told.stdout == told.stderr == ""
