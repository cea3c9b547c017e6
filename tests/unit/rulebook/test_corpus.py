"""Texts from a file, and which packs serve them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import InputError
from cleaner.model import Document
from cleaner.rulebook.corpus import read_corpus, serves
from cleaner.rules.schema import Pack


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_texts(tmp_path: Path) -> None:
    """A text is one string or a list of paragraphs; a language that is not given is told; empty lines are passed over."""
    text = (
        '{"text": "One.", "language": "de", "url": "https://taz.de/1"}\n\n'
        '{"body": ["The head of the board said", "that it is for all of us."], "url": null}\n'
    )
    first, second = read_corpus(written(tmp_path / "c.jsonl", text))
    assert (first.text, first.language, first.url) == ("One.", "de", "https://taz.de/1")
    assert (second.text, second.language, second.url) == ("The head of the board said\nthat it is for all of us.", "en", None)


@pytest.mark.parametrize(
    ("line", "fault"), [("{", "line 2: "), ("[]", "line 2: no text"), ('{"text": 1}', "give an object with 'text' or 'body'")]
)
def test_what_is_no_text(line: str, fault: str, tmp_path: Path) -> None:
    """The line is named, and what would be right."""
    with pytest.raises(InputError, match=fault):
        list(read_corpus(written(tmp_path / "c.jsonl", '{"text": "One."}\n' + line)))


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, or not in UTF-8, is named."""
    with pytest.raises(InputError, match=r"gone\.jsonl: No such file"):
        list(read_corpus(tmp_path / "gone.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "\xe9"}')
    with pytest.raises(InputError, match="in UTF-8"):
        list(read_corpus(tmp_path / "latin.jsonl"))


@pytest.mark.parametrize(
    ("pack", "language", "url", "is_served"),
    [
        (Pack("a"), None, None, True),
        (Pack("a", "en"), "en", None, True),
        (Pack("a", "en"), None, None, True),
        (Pack("a", "en"), "tlh", None, True),
        (Pack("a", "en"), "de", None, False),
        (Pack("a", publisher="taz.de"), "de", "https://www.taz.de/1", True),
        (Pack("a", publisher="taz.de"), "de", "https://[x", False),
        (Pack("a", publisher="taz.de"), "de", None, False),
    ],
)
def test_serving(pack: Pack, language: str | None, url: str | None, is_served: bool) -> None:
    """As in the engine, English is for texts of no language that has a pack."""
    assert serves(pack, Document("", (), url, language=language)) is is_served


def test_a_host_with_the_dot_of_the_root() -> None:
    """It is the host without."""
    document = Document("", (), "https://www.valley.example./s/1", language="en")
    assert serves(Pack("valley.toml", publisher="valley.example"), document)
