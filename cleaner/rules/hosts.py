"""Hosts, as the addresses of pages have them: what a pack's publisher is compared with."""

from __future__ import annotations

from urllib.parse import urlsplit

import regex

_NO_HOST = regex.compile(r"[*\s]|^\.|\.$")


def is_host(written: str) -> bool:
    """It can be the host of a page's address, written as it is read from one; an address of IPv6 has no brackets.

    >>> [is_host(written) for written in ("example.org", "localhost", "::1", "Example.org", "https://example.org/", "*.example.org")]
    [True, True, True, False, False, False]
    """
    return not _NO_HOST.search(written) and written in (_host_in(f"//{written}"), _host_in(f"//[{written}]"))


def host_meant(written: str) -> str:
    """The host that was meant with what is none; "" where that cannot be told.

    >>> host_meant("https://www.example.org/"), host_meant("*.Example.org"), host_meant("the example")
    ('example.org', 'example.org', '')
    """
    written = written.strip()
    host = _host_in(written if "//" in written else f"//{written}").strip("*.").removeprefix("www.")
    return host if is_host(host) else ""


def _host_in(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
