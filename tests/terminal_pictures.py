"""The pictures of the terminal in the documentation, of the article of docs/command-line.md: `make pictures`."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

import cleaner
from cleaner.article import Article
from cleaner.terminal.accounts import diffed, explained
from cleaner.terminal.painting import Line, Screen, painted

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
WIDTH = 96
ARTICLE = """The county council took over the ferry on Monday.

Your support helps us to tell the story. Please donate today.

It had been late four times in a month.

Sign up to our newsletter to get the latest news in your inbox.
"""
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""rich has its fonts fetched from elsewhere; the reader's own will do."""


def main() -> int:
    """Write a picture of each account."""
    article = cleaner.Cleaner(keep={"newsletter_signup"}).clean_text(ARTICLE)
    for name, account in (("explain", explained), ("diff", diffed)):
        command = f"cleaner {name} article.txt --keep newsletter_signup"
        (FOLDER / f"{name}.svg").write_text(picture_of(command, article, account), encoding="utf-8")
    return 0


def picture_of(command: str, article: Article, account: Callable[[str, Article], Iterator[Line]]) -> str:
    """A terminal in which the command was given, as SVG that fetches nothing."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard", _environ={})
    console.print(f"$ {command}", highlight=False)
    shown = painted(account("article.txt", article), Screen(color=True, width=WIDTH)).decode()
    console.print(Text.from_ansi(shown), highlight=False, soft_wrap=True)
    svg = console.export_svg(title=f"cleaner {command.split()[1]}", theme=SVG_EXPORT_THEME, unique_id=f"terminal-{command.split()[1]}")
    return "\n".join(line.rstrip() for line in _FONT.sub("", svg).splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
