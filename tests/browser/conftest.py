"""The browser that all tests here share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import NAMES, Browser, executable

REQUIRED = "CLEANER_BROWSER"
"""With this variable set to `required`, tests fail where they would be skipped for want of a browser."""


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium without a window; tests are skipped where there is none."""
    path = executable()
    if path is None:
        missing = f"no Chromium is installed (looked for {', '.join(NAMES)}); on Debian: apt-get install chromium"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    started = Browser(path, tmp_path_factory.mktemp("chromium"))
    yield started
    started.close()
