"""datatrove: counts of its tasks add up to the rules that one process finds."""

from __future__ import annotations

from pathlib import Path

from datatrove.executor import LocalPipelineExecutor

from cleaner import Cleaner
from cleaner.integrations.datatrove import ReadRecords, cleaning_pipeline
from cleaner.integrations.datatrove.learning import CountDocuments, rules_of
from cleaner.learning import count, write_sure
from tests.unit.batch.samples import write_lines
from tests.unit.learning.noted import words

LINE = "Our letters page closes at noon on Wednesdays, and we print what fits."


def test_two_stages(tmp_path: Path) -> None:
    """Tasks count apart, their counts are added up, and the second run cleans with what was learnt."""
    records = [
        {
            "id": str(number),
            "url": f"https://post.example/{number}",
            "text": "\n\n".join([words(90 * number, 6), *(words(90 * number + place) for place in range(1, 7)), LINE]),
        }
        for number in range(24)
    ]
    (tmp_path / "in").mkdir()
    for shard in range(3):
        write_lines(tmp_path / "in" / f"{shard}.jsonl", records[shard::3])
    steps = [ReadRecords(str(tmp_path / "in")), CountDocuments(tmp_path / "counts")]
    LocalPipelineExecutor(steps, tasks=3, workers=1, logging_dir=str(tmp_path / "logs")).run()
    assert sorted(path.name for path in (tmp_path / "counts").iterdir()) == ["00000.parquet", "00001.parquet", "00002.parquet"]
    packs = rules_of(tmp_path / "counts", tmp_path / "rules")
    count(records, tmp_path / "whole.parquet")
    whole = write_sure([tmp_path / "whole.parquet"], tmp_path / "alone")
    assert [Path(path).read_text(encoding="utf-8") for path in packs] == [path.read_text(encoding="utf-8") for path in whole.paths]
    assert whole.rules == 1
    cleaning = cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), cleaner=Cleaner(packs=packs))
    LocalPipelineExecutor(cleaning, tasks=3, workers=1, logging_dir=str(tmp_path / "logs2")).run()
    from cleaner.batch import Fields, read_records

    cleaned = list(read_records([tmp_path / "out"], Fields(text="body")))
    assert len(cleaned) == 24
    assert not any(LINE in str(dict(record)["body"]) for record in cleaned)  # type: ignore[call-overload]
