"""datatrove: what would lose records, or be an error of each of them, is refused where the pipeline is made and not in a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import InputError
from cleaner.integrations.datatrove import CleanDocuments, ReadRecords, WriteRecords, cleaning_pipeline


def test_wrong_options_are_told_where_the_pipeline_is_made() -> None:
    """And not in a worker."""
    with pytest.raises(InputError, match="use one of auto, text"):
        ReadRecords("in", form="pdf")


@pytest.mark.parametrize("output", ["in", "in/articles", "in/../in", "link", "link/articles"])
def test_what_is_read_is_not_written_into(output: str, tmp_path: Path) -> None:
    """Under any name of it: it would be written over, or be read the next time."""
    (tmp_path / "in").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "in")
    source, there = str(tmp_path / "in"), str(tmp_path / output)
    with pytest.raises(InputError, match=r"output goes to .*in the folder .*, which is read; give another folder"):
        cleaning_pipeline(source, there)
    with pytest.raises(InputError, match="exclusions goes to"):
        cleaning_pipeline(source, str(tmp_path / "out"), exclusions=there)
    with pytest.raises(InputError, match="output goes to"):
        cleaning_pipeline(source, str(tmp_path), output_filename=f"{output}/${{rank}}.jsonl")


def test_failed_records_that_are_read_are_not_written_over(tmp_path: Path) -> None:
    """And elsewhere than on a disk of this machine addresses are compared."""
    with pytest.raises(InputError, match="exclusions goes to"):
        cleaning_pipeline(str(tmp_path / "gone" / "failed"), str(tmp_path / "out"), exclusions=str(tmp_path / "gone"))
    with pytest.raises(InputError, match="output goes to /news/articles, in the folder /news, which is read"):
        cleaning_pipeline("memory://news", "memory://news/articles/")
    for output in ("memory://newspapers", str(tmp_path), "/news/articles"):
        assert len(cleaning_pipeline("memory://news", output)) == 3


def test_names_of_files_that_would_lose_records_are_refused(tmp_path: Path) -> None:
    """Those that all tasks have, and those of a form that is not written."""
    with pytest.raises(InputError, match=r"output_filename is 'all.jsonl'; it needs \$\{rank\}"):
        cleaning_pipeline("in", str(tmp_path), output_filename="all.jsonl")
    with pytest.raises(InputError, match=r"end it in \.jsonl or \.parquet"):
        WriteRecords(str(tmp_path), output_filename="${rank}.csv")


def test_what_is_no_engine_and_no_fields_is_refused() -> None:
    """Where the step is made."""
    with pytest.raises(InputError, match="cleaner is 'strict'; give a Cleaner"):
        CleanDocuments("strict")
    for step in (lambda: CleanDocuments(fields="text"), lambda: ReadRecords("in", "text"), lambda: WriteRecords("out", "text")):
        with pytest.raises(InputError, match="fields is 'text'; give Fields"):
            step()
