"""Write what the library makes of the golden inputs into their `expected.json`.

    python -m tests.update_golden              all articles
    python -m tests.update_golden en/skerra    those whose folder has this in its path

It prints the folders that changed. The change is reviewed in the diff: an expected article is what a reader wants,
so one that got worse is not to be committed. For a new article, write `input.txt` or `input.html` and an
`expected.json` of `{}`, or of `{"url": "https://..."}` for one of a publisher with a pack, first.
"""

from __future__ import annotations

import sys

from tests.golden import FIXTURES, cleaned, folders, read_expected, write_expected


def main(wanted: list[str]) -> None:
    """Update the golden articles that are wanted, or all."""
    for folder in folders():
        name = folder.relative_to(FIXTURES).as_posix()
        if wanted and not any(part in name for part in wanted):
            continue
        made = cleaned(folder)
        if made != read_expected(folder):
            write_expected(folder, made)
            print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
