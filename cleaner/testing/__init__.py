r"""For tests: articles and appeals to try a cleaner on, and the laws that every cleaning keeps. Extra `testing`.

>>> from cleaner import Cleaner
>>> from cleaner.testing import assert_laws
>>> assert_laws(Cleaner(), "The ferry was late again.\nSign up to our newsletter.").paragraphs[0]
'The ferry was late again.'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cleaner.errors import MissingExtraError

if TYPE_CHECKING:
    from cleaner.testing.hostile import hostile_bytes, hostile_markup, hostile_text
    from cleaner.testing.laws import LAWS, BrokenLawError, assert_agree, assert_inert, assert_laws, assert_local
    from cleaner.testing.samples import Appeal, Part, Sample, Story
    from cleaner.testing.strategies import appeals, articles, html_pages, polluted_articles

__all__ = [
    "LAWS",
    "Appeal",
    "BrokenLawError",
    "Part",
    "Sample",
    "Story",
    "appeals",
    "articles",
    "assert_agree",
    "assert_inert",
    "assert_laws",
    "assert_local",
    "hostile_bytes",
    "hostile_markup",
    "hostile_text",
    "html_pages",
    "polluted_articles",
]

_MODULES = {
    **dict.fromkeys(("hostile_bytes", "hostile_markup", "hostile_text"), "hostile"),
    **dict.fromkeys(("Appeal", "Part", "Sample", "Story"), "samples"),
    **dict.fromkeys(("appeals", "articles", "html_pages", "polluted_articles"), "strategies"),
    **dict.fromkeys(("LAWS", "BrokenLawError", "assert_agree", "assert_inert", "assert_laws", "assert_local"), "laws"),
}


def __getattr__(name: str) -> object:
    # The pytest plugin is in this package: what is not asked for is not imported, neither hypothesis nor the engine.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise MissingExtraError("the strategies of cleaner.testing", "testing") from error
