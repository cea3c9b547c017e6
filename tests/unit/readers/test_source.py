"""What a source is, and what its bytes say."""

from __future__ import annotations

import pytest

from cleaner.readers.source import decode_text, is_html

TEXT = "Zoë’s café – 東京"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "\ufeff\n <html lang='en'>",
        "<p>One.</p>",
        "<div class='a'>x",
        "Before <p>One.</p>",
        "<ARTICLE>x</ARTICLE>",
    ],
)
def test_html(text: str) -> None:
    """Markup is told by a tag that it opens with, or by block tags that are closed."""
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["", "Plain text.", "a < b and c > d", "The <p> tag opens a paragraph.", "<3", "I said <b>no</b>.", "x <parsnip>y</parsnip>"]
)
def test_text(text: str) -> None:
    """Text that speaks of tags is text."""
    assert not is_html(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings(encoding: str) -> None:
    """UTF-8 needs no mark, and a mark is no part of the text."""
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_declared_encoding() -> None:
    """A page's own word on its encoding is taken."""
    page = '<meta charset="windows-1251"><p>Совет решил.</p>'
    assert decode_text(page.encode("windows-1251")) == page


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xfe\x00", b"\x80\x81\x82", bytes(range(256))])
def test_any_bytes(data: bytes) -> None:
    """No bytes are an error."""
    assert isinstance(decode_text(data), str)
