"""The pictures of the report in the documentation, taken of the shipped English articles: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cleaner
from cleaner.report import Report
from tests.browser.chromium import NAMES, Browser, Tab, executable
from tests.golden import folders, read_input, url_of

FOLDER = Path(__file__).parent.parent.parent / "docs" / "pictures"


def main() -> int:
    """Write the pictures; 1 where there is no browser."""
    path = executable()
    if path is None:
        print(f"pictures: no Chromium is installed (looked for {', '.join(NAMES)})", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "report.html"
        shipped_report().write(page)
        browser = Browser(path, Path(place))
        try:
            with browser.opened(page.as_uri(), 1280, 1000) as tab:
                tab.picture(FOLDER / "report-desktop.png")
            with browser.opened(page.as_uri(), 390, 780, dark=True) as tab:
                show_note(tab)
                tab.picture(FOLDER / "report-phone.png")
        finally:
            browser.close()
    return 0


def shipped_report() -> Report:
    """The report of the English golden articles."""
    report = Report(about={"Input": "fixtures/en"})
    for folder in folders():
        if folder.parent.parent.name == "en":
            report.add(cleaner.clean(read_input(folder), url_of(folder)), id=folder.name)
    return report


def show_note(tab: Tab) -> None:
    """Go to the note of an appeal in an article."""
    appeal = "[...document.querySelectorAll('#articles del')].find((one) => one.nextElementSibling.innerText.startsWith('Donation appeal'))"
    tab.ask(f"{appeal}.closest('details').open = true")
    tab.ask(f"{appeal}.closest('details').scrollIntoView()")
    tab.ask(f"{appeal}.focus()")


if __name__ == "__main__":
    sys.exit(main())
