"""Cleans the shipped article, once as a page and once as text, and shows the article and what was taken out of it.

`python examples/demo.py`, or `make demo`.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import cleaner

ARTICLES = Path(__file__).parent.parent / "fixtures" / "demo"
WIDTH = 100


def main() -> None:
    """Show both forms of the article."""
    for name, form in (("article.html", "HTML"), ("article.txt", "TEXT")):
        show(cleaner.clean((ARTICLES / name).read_bytes()), f"{form}: fixtures/demo/{name}")


def show(article: cleaner.Article, title: str) -> None:
    """Print the parts of an article and each removal with its reason."""
    print(f"{title}\n{'=' * len(title)}\n")
    print(fill(f"HEADLINE    {article.headline}", WIDTH, subsequent_indent=" " * 12))
    print(fill(f"STANDFIRST  {article.standfirst}", WIDTH, subsequent_indent=" " * 12))
    print("\nBODY\n")
    for paragraph in article.paragraphs:
        print(fill(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ") + "\n")
    print(f"REMOVED ({len(article.removed)})\n")
    for decision in article.removed:
        print(f"  {decision.kind}, confidence {decision.confidence:.2f}: {decision.reason}")
        for line in decision.text.split("\n"):
            if line.strip():
                print(fill(line, WIDTH, initial_indent="    - ", subsequent_indent="      "))
        print()


if __name__ == "__main__":
    main()
