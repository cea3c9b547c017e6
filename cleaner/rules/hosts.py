"""Hosts, as the addresses of pages have them: what a pack's publisher is compared with."""

from __future__ import annotations

from urllib.parse import urlsplit

import regex

_NO_HOST = regex.compile(r"[*\s]|^\.|\.$")


def host_of(url: str | None) -> str:
    """The host of an address; "" where it names none or cannot be parsed.

    >>> host_of("https://www.example.org./story"), host_of(None)
    ('www.example.org', '')
    """
    return _host_in(url or "").rstrip(".")  # "example.org." is example.org


def is_of(host: str, publisher: str | None) -> bool:
    """A host is a publisher's, or under it.

    >>> is_of("www.taz.de", "taz.de"), is_of("nottaz.de", "taz.de"), is_of("taz.de", None)
    (True, False, False)
    """
    return publisher is not None and f".{host}".endswith(f".{publisher}")


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
