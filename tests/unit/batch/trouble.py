"""An engine that a text can make hang, die or fail; what it does not, it cleans."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from cleaner.article import Article
from cleaner.engine import Cleaner

REAL = Cleaner(languages=["en"])


@dataclass(frozen=True)
class Trouble:
    """As a `Cleaner`, but for some words."""

    marker: str = ""
    """A file that is made before a process dies of the word "once", which it does only where it is not there."""

    def clean_text(self, text: str, url: str | None = None) -> Article:
        """The article, or trouble."""
        if text.startswith("hang"):
            time.sleep(60)
        if text.startswith("die"):
            os._exit(9)
        if text.startswith("once") and not os.path.exists(self.marker):
            with open(self.marker, "w", encoding="utf-8"):
                os._exit(9)
        if text.startswith("fail"):
            raise ZeroDivisionError("a fault of ours")
        return REAL.clean_text(text, url)


class Poison:
    """A value that no worker can read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return __import__, ("no_such_module_at_all",)


class Stillborn(Trouble):
    """An engine that cannot be loaded."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)
