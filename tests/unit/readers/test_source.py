"""What a source is, and what its bytes say."""

from __future__ import annotations

import sys

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


NEWS = "<p>" + "Паром вышел из порта с опозданием на два часа. " * 20 + "</p>"


def test_utf_8_that_is_cut_off() -> None:
    """Bytes that end in the middle of a character are still UTF-8, with a mark for the one that is lost."""
    for page in (NEWS, '<meta charset="utf-8">' + NEWS, '<?xml version="1.0" encoding="UTF-8"?>' + NEWS):
        cut = (page + "東").encode()[:-1]
        assert decode_text(cut) == page + "\ufffd"


def test_a_broken_character_leaves_the_others() -> None:
    """A byte that is wrong in a page of UTF-8 costs one character."""
    whole = NEWS.encode()
    assert decode_text(whole[:200] + b"\xff" + whole[200:]).replace("\ufffd", "") == NEWS


@pytest.mark.parametrize("declared", ["windows-1251", "WINDOWS-1251", "koi8-r", "iso-8859-5"])
@pytest.mark.parametrize("form", ['<meta charset="{}">', '<meta http-equiv="Content-Type" content="text/html; charset={}">'])
def test_a_declared_encoding_of_one_byte_a_character(declared: str, form: str) -> None:
    """The encoding that a page declares is taken where its bytes are no UTF-8."""
    page = form.format(declared) + NEWS
    assert decode_text(page.encode(declared)) == page


@pytest.mark.parametrize("declared", ["windows-1251", "iso-8859-1", "shift_jis", "no-such-encoding", ""])
def test_a_page_that_declares_another_encoding_than_utf_8(declared: str) -> None:
    """Bytes that are UTF-8 are read as that, whatever the page says."""
    page = f'<meta charset="{declared}">' + NEWS
    assert decode_text(page.encode()) == page


def test_a_page_that_declares_utf_8_and_is_not() -> None:
    """What is no UTF-8 is read in an encoding in which its words are words; two for Cyrillic differ in some capitals alone."""
    page = '<meta charset="utf-8">' + NEWS
    assert decode_text(page.encode("windows-1251")).count("вышел из порта") == page.count("вышел из порта")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks(encoding: str) -> None:
    """A mark comes before what a page declares, and is no part of the text."""
    page = '<meta charset="windows-1251">' + NEWS
    assert decode_text(("\ufeff" + page).encode(encoding)) == page
    assert decode_text("\ufeff".encode(encoding)) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [NEWS, "\n  " + NEWS, '<meta charset="utf-8">' + NEWS])
def test_no_byte_order_mark(encoding: str, text: str) -> None:
    """UTF-16 and UTF-32 without a mark are told by the zeros of what they begin with."""
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("declared", ["utf-16", "UTF-16LE", "utf-32", "utf-32-be"])
def test_a_declaration_that_its_own_bytes_belie(declared: str) -> None:
    """A page whose declaration stands there in ASCII is in no encoding of two or four bytes."""
    page = f'<meta charset="{declared}"><p>Zoë’s café reopened.</p>'
    assert decode_text(page.encode("windows-1252")) == page


def test_a_zero_at_the_beginning_is_no_encoding() -> None:
    """One zero is a broken character of UTF-8."""
    assert decode_text(b"\x00<p>One.</p>") == "\x00<p>One.</p>"


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xfe\x00", b"\x80\x81\x82", bytes(range(256))])
def test_any_bytes(data: bytes) -> None:
    """No bytes are an error."""
    assert isinstance(decode_text(data), str)


@pytest.mark.parametrize("declared", ["no-such-encoding", "utf-7", "iso-2022-kr", "replacement", "utf-16"])
def test_a_declared_encoding_in_which_nothing_can_be_read(declared: str) -> None:
    """The likeliest encoding is taken instead."""
    page = f'<meta charset="{declared}">' + NEWS
    assert decode_text(page.encode("windows-1251")) == page


def test_a_declared_encoding_that_fits_less_well() -> None:
    """What is broken in the declared encoding and in the likeliest one is not is read in that."""
    page = '<meta charset="shift_jis">' + NEWS
    assert decode_text(page.encode("windows-1251")) == page


def test_an_encoding_declared_as_xml_does() -> None:
    """The declaration of XML is one."""
    page = '<?xml version="1.0" encoding="windows-1251"?><html>' + NEWS
    assert decode_text(page.encode("windows-1251")) == page


def test_mixed_encodings() -> None:
    """A page that is put together from parts in two encodings is read, and what is ASCII in it is whole."""
    mixed = "<p>Zoë’s café reopened.</p>".encode("windows-1252") + NEWS.encode() + "<p>Résumé</p>".encode("latin-1")
    text = decode_text(mixed)
    assert text.count("<p>") == 3
    assert NEWS in text


def test_no_other_package_and_no_log_has_a_say(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Whether some detector of encodings is installed changes nothing, and nothing is logged."""
    samples = [bytes(range(256)), NEWS.encode("windows-1251"), "東京都は新しい計画を発表した。".encode("shift_jis"), b"\x80\x81\xfe"]
    before = [decode_text(data) for data in samples]
    for name in ("chardet", "cchardet", "charset_normalizer", "bs4"):
        monkeypatch.setitem(sys.modules, name, None)
    assert [decode_text(data) for data in samples] == before
    assert caplog.records == []
