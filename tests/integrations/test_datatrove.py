"""datatrove: its pipelines clean what `cleaner clean` cleans to the same bytes, lose nothing, and go on where they were killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import dill
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.batch import Fault, Fields, clean_records
from cleaner.batch.records import ADDED
from cleaner.batch.shapes import line
from cleaner.cli import main
from cleaner.integrations.datatrove import CleanDocuments, ReadRecords, Unread, WriteRecords, cleaning_pipeline
from cleaner.integrations.datatrove.documents import document_of, written
from tests.appeals import cases
from tests.integrations.rules import WEATHER
from tests.unit.batch.samples import PAGE, PROMPT, TEXT, conversion, response, texts, warc_of, write_lines, write_table

SHARDS = 6
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "datatrove_pipeline.py"


@pytest.fixture(scope="module")
def articles() -> Sequence[Mapping[str, object]]:
    """200 records of articles of many languages."""
    return [{"id": case.id, "text": case.input, "url": None, "desk": {"no": place}} for place, case in enumerate(cases()[:200])]


def run(pipeline: Sequence[PipelineStep], logs: Path, tasks: int = 1) -> list[dict[str, object]]:
    """Run it here, and give the statistics of its steps."""
    LocalPipelineExecutor(list(pipeline), tasks=tasks, workers=1, logging_dir=str(logs)).run()
    return json.loads((logs / "stats.json").read_text())


def lines_in(folder: Path) -> list[bytes]:
    """The lines of all files in a folder, by file name."""
    return [one for path in sorted(folder.glob("*.jsonl.gz")) for one in gzip.decompress(path.read_bytes()).splitlines(keepends=True)]


def records_in(folder: Path) -> list[dict[str, object]]:
    return [json.loads(one) for one in lines_in(folder)]


def cleaned_by_command(paths: Iterable[Path], out: Path) -> list[bytes]:
    """The lines that `cleaner clean` writes for these files."""
    main(["clean", *map(str, paths), "-o", str(out), "--quiet"])
    return out.read_bytes().splitlines(keepends=True)


def split(folder: Path, records: Sequence[Mapping[str, object]], shards: int = SHARDS) -> list[Path]:
    """The records in so many files of a folder."""
    folder.mkdir()
    size = -(-len(records) // shards)
    return [write_lines(folder / f"{n}.jsonl", records[n * size : (n + 1) * size]) for n in range(shards)]


def test_lines_are_those_of_the_command_and_of_the_plain_api(articles: Sequence[Mapping[str, object]], tmp_path: Path) -> None:
    """Of the same articles come the same bytes, on any number of tasks."""
    paths = split(tmp_path / "in", articles)
    stats = run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out")), tmp_path / "logs", tasks=3)
    found = sorted(lines_in(tmp_path / "out"))
    assert found == sorted(cleaned_by_command(paths, tmp_path / "out.jsonl"))
    assert found == sorted(map(line, clean_records(articles)))
    removed = Counter(removal["kind"] for record in map(json.loads, found) for removal in record["removed"])
    told = {name: value if isinstance(value, int) else value["total"] for name, value in stats[1]["stats"].items()}
    assert len(removed) > 3
    assert {name.removeprefix("removed_"): count for name, count in told.items() if name.startswith("removed_")} == removed
    assert told["total"] == told["forwarded"] == len(articles)


def test_every_form_is_read(tmp_path: Path) -> None:
    """Parquet, WARC, WET, compressed lines, pages and texts in one folder give the records that the command makes of them."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_table(folder / "a.parquet", texts(3))
    write_lines(folder / "b.jsonl.zst", texts(3))
    (folder / "c.warc.gz").write_bytes(gzip.compress(warc_of(response(PAGE.encode()), response("<p>£3</p>".encode("latin-1")))))
    (folder / "d.wet").write_bytes(warc_of(conversion(TEXT)))
    (folder / "e.html").write_text(PAGE, encoding="utf-8")
    (folder / "f.txt").write_text(TEXT, encoding="utf-8")
    (folder / "style.css").write_text("p { }", encoding="utf-8")
    (folder / ".hidden").write_text("No text.", encoding="utf-8")
    run(cleaning_pipeline(str(folder), str(tmp_path / "out")), tmp_path / "logs")
    expected = [json.loads(one) for one in cleaned_by_command([folder], tmp_path / "out.jsonl")]
    for record in expected:  # a file that is one text has its name for an id
        record["id"] = record["id"].removeprefix(f"{folder}/")
    found = records_in(tmp_path / "out")
    assert found == expected
    assert len(found) == 11
    assert all(PROMPT not in record["body"] for record in found)


def test_parquet_is_written(tmp_path: Path) -> None:
    """By the suffix of the output's name, with the columns that the command writes."""
    split(tmp_path / "in", texts(10), 2)
    run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), output_filename="${rank}.parquet"), tmp_path / "logs", tasks=2)
    main(["clean", str(tmp_path / "in" / "0.jsonl"), "-o", str(tmp_path / "one.parquet"), "--quiet"])
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["00000.parquet", "00001.parquet"]
    assert pq.read_table(files[0]).equals(pq.read_table(tmp_path / "one.parquet"))


def test_parquet_with_half_a_surrogate_pair(tmp_path: Path) -> None:
    """It has no form there, and is written as its escape: neither the record nor the job is lost."""
    record = {"id": "n0", "text": "A bridge \ud83c was opened on Monday, officials said.", "desk": {"\udc00": ["\ud800"]}}
    with WriteRecords(str(tmp_path), output_filename="${rank}.parquet") as writer:
        for document in CleanDocuments().run(iter([document_of(record, Fields(), "0")])):
            writer.write(document)
    (row,) = pq.read_table(tmp_path / "00000.parquet").to_pylist()
    assert row["body"] == "A bridge \\ud83c was opened on Monday, officials said."
    assert row["desk"] == {"\\udc00": ["\\ud800"]}


def test_parquet_files_of_a_largest_size_are_whole(tmp_path: Path) -> None:
    """One that has grown to it is ended, and the next begun."""
    with WriteRecords(str(tmp_path), output_filename="${rank}.parquet", max_file_size=1) as writer:
        for place in range(1500):
            writer.write(Document("A bridge.", str(place)))
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["000_00000.parquet", "001_00000.parquet"]
    assert [row["id"] for file in files for row in pq.read_table(file).to_pylist()] == [str(place) for place in range(1500)]


BAD = b'{"id": "n", "te\n'


def write_bad(folder: Path) -> Path:
    """Five records of which two can be cleaned, one with half a surrogate pair; and a line that is none."""
    folder.mkdir()
    path = folder / "in.jsonl"
    records = [{"id": "good", "text": TEXT}, {"id": "none", "body": TEXT}, {"id": "null", "text": None}, {"id": "five", "text": 5}]
    path.write_bytes(b"".join(map(line, [*records, {"id": "half", "text": "\ud800 " + TEXT}])) + BAD)
    return path


def test_what_fails_is_an_error_of_its_record_alone(tmp_path: Path) -> None:
    """Neither a bad line nor a record without text is lost, and none ends the task."""
    path = write_bad(tmp_path / "in")
    stats = run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out")), tmp_path / "logs")
    found = records_in(tmp_path / "out")
    expected = [json.loads(one) for one in cleaned_by_command([path], tmp_path / "out.jsonl")]
    expected[-1]["id"] = "in.jsonl:6"
    assert found == expected
    assert [record["id"] for record in found if "error" in record] == ["none", "null", "five", "in.jsonl:6"]
    assert stats[0]["stats"]["unread"] == 1
    assert stats[1]["stats"]["failed"] == 4


def test_exclusions_have_what_failed_and_what_was_removed(tmp_path: Path) -> None:
    """What failed is there whole and not in the output; each removal is there with its kind, its text and its article's id."""
    write_bad(tmp_path / "in")
    stats = run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), exclusions=str(tmp_path / "gone")), tmp_path / "logs")
    kept = records_in(tmp_path / "out")
    assert [record["id"] for record in kept] == ["good", "half"]
    failed = records_in(tmp_path / "gone" / "failed")
    assert [record["id"] for record in failed] == ["none", "null", "five", "in.jsonl:6"]
    assert failed[0]["body"] == TEXT
    removed = records_in(tmp_path / "gone" / "removed")
    assert [(one["id"], one["kind"], one["text"]) for one in removed] == [
        (record["id"], removal["kind"], removal["text"]) for record in kept for removal in record["removed"]
    ]
    assert PROMPT in [one["text"] for one in removed]
    assert stats[1]["stats"]["dropped"] == 4


def test_what_failed_can_be_given_again(tmp_path: Path) -> None:
    """Failed records, read from the exclusions, come out as if they had not failed before, where now they can be cleaned."""
    split(tmp_path / "in", [{"id": "n0", "content": TEXT}], 1)
    run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), exclusions=str(tmp_path / "gone")), tmp_path / "logs")
    assert not (tmp_path / "out").exists()
    fields = Fields(text="content")
    run(cleaning_pipeline(str(tmp_path / "gone" / "failed"), str(tmp_path / "again"), fields=fields), tmp_path / "logs-again")
    assert records_in(tmp_path / "again") == list(clean_records([{"id": "n0", "content": TEXT}], fields=fields))


def test_a_record_with_results_that_fails_keeps_them(tmp_path: Path) -> None:
    """And its text, as it does elsewhere: what was once cleaned is cleaned again from its source."""
    (record,) = clean_records(texts(1), fields=Fields(source=True))
    records = [record, {name: value for name, value in record.items() if name != "body"}]
    split(tmp_path / "in", records, 1)
    small = Cleaner(max_size=20)
    run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), cleaner=small), tmp_path / "logs")
    found = records_in(tmp_path / "out")
    assert [one["error"]["type"] for one in found] == ["InputError", "InputError"]
    assert found == list(clean_records(records, small))


def test_documents_without_a_body_can_be_dropped(tmp_path: Path) -> None:
    """By `drop_empty`, into the exclusions; else they go on."""
    documents = [Document(" \n", "blank"), Document(TEXT, "text")]
    writer = WriteRecords(str(tmp_path), output_filename="${reason}/${rank}.jsonl.gz")
    assert [one.id for one in CleanDocuments().run(iter(documents))] == ["blank", "text"]
    assert [one.id for one in CleanDocuments(None, None, writer, drop_empty=True).run(iter(documents))] == ["text"]
    assert [record["id"] for record in records_in(tmp_path / "empty")] == ["blank"]


def test_it_stands_among_steps_of_datatrove(tmp_path: Path) -> None:
    """Documents of another reader are cleaned and go on to another writer; pages too, where the fields say so."""
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", [{"id": "n0", "text": PAGE, "url": "https://lenn.example/1"}])
    step = CleanDocuments(Cleaner(keep={"newsletter_signup"}), Fields(text=None, html="text"))
    run([JsonlReader(str(tmp_path / "in")), step, JsonlWriter(str(tmp_path / "out"))], tmp_path / "logs")
    (found,) = records_in(tmp_path / "out")
    assert PROMPT in found["text"]
    assert "<p>" not in found["text"]
    assert found["metadata"]["headline"] == "Bridge reopens"
    assert found["metadata"]["url"] == "https://lenn.example/1"


def test_the_source_stays_where_that_is_asked_for(tmp_path: Path) -> None:
    """Under the name that it had."""
    split(tmp_path / "in", texts(1), 1)
    fields = Fields(source=True)
    run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), fields=fields), tmp_path / "logs")
    assert lines_in(tmp_path / "out") == list(map(line, clean_records(texts(1), fields=fields)))


def test_a_pipeline_is_sent_as_it_is(tmp_path: Path) -> None:
    """Pickled by dill, as Slurm has it, it does the same; and its executor can be written down, rule packs and all."""
    pack = tmp_path / "pack.toml"
    pack.write_text(WEATHER)
    split(tmp_path / "in", [{"id": "n0", "text": f"{TEXT}\nWeather on the Lenn: mild."}], 1)
    steps = cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), cleaner=Cleaner(packs=[pack], languages=["en"]))
    run(dill.loads(dill.dumps(steps)), tmp_path / "logs")  # noqa: S301
    (found,) = records_in(tmp_path / "out")
    assert "custom" in [removal["kind"] for removal in found["removed"]]
    written_down = json.loads((tmp_path / "logs" / "executor.json").read_text())
    assert written_down["pipeline"][1]["cleaner"]["languages"] == ["en"]


def test_a_field_called_rank_does_not_mix_files(tmp_path: Path) -> None:
    """Each task writes to its own file whatever fields the records have."""
    split(tmp_path / "in", [{**record, "rank": "9", "reason": "none"} for record in texts(4)], 2)
    run(cleaning_pipeline(str(tmp_path / "in"), str(tmp_path / "out"), exclusions=str(tmp_path / "gone")), tmp_path / "logs", tasks=2)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["00000.jsonl.gz", "00001.jsonl.gz"]
    assert {record["rank"] for record in records_in(tmp_path / "out")} == {"9"}
    assert sorted(path.name for path in (tmp_path / "gone").iterdir()) == ["removed"]


def test_files_elsewhere_are_read() -> None:
    """By fsspec, wherever datatrove reads; of Parquet, no more than what is asked for is read from its beginning to its end."""
    memory = fsspec.filesystem("memory")
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(texts(3)), sink)
    memory.pipe({"/news/a.parquet": sink.getvalue().to_pybytes(), "/news/b.jsonl.gz": gzip.compress(b'{"id": 7, "text": "A bridge."}\n')})
    found = list(ReadRecords("memory://news").run())
    assert [document.id for document in found] == ["n0", "n1", "n2", 7]
    assert [document.id for document in ReadRecords("memory://news", glob_pattern="*.parquet", limit=2).run()] == ["n0", "n1"]
    memory.rm("/news", recursive=True)


class Interrupted(MemoryFileSystem):
    """A file system whose connection is lost, or whose files are not for us."""

    cachable = False

    def __init__(self, error: type[OSError]) -> None:
        super().__init__()
        self.error = error

    def _open(self, *_: object, **__: object) -> object:
        raise self.error("it cannot be read")


def test_a_lost_connection_ends_the_task_and_a_bad_file_does_not() -> None:
    """What may be read the next time is no error of a record."""
    fsspec.filesystem("memory").pipe({"/lost/a.jsonl": b"{}"})
    with pytest.raises(ConnectionResetError):
        list(ReadRecords(("/lost", Interrupted(ConnectionResetError))).run())
    (found,) = ReadRecords(("/lost", Interrupted(PermissionError))).run()
    assert isinstance(found, Unread)
    assert found.metadata["error"]["type"] == "UnreadableInput"
    fsspec.filesystem("memory").rm("/lost", recursive=True)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=()), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["id", "text", "html", "url", "desk", "body", "error", "rank", "headline"])


@given(st.dictionaries(names, json_values, max_size=6))
@example({"id": 1, "text": "A bridge.", **dict.fromkeys(ADDED, "before")})
def test_a_document_says_what_its_record_says(record: dict[str, object]) -> None:
    """A record written as its document is the record, but for an id if it had none; only one that can't be cleaned has an error."""
    document = document_of(record, Fields(), "place/0")
    found = written(document, Fields())
    missing_id = {"id": "place/0"} if record.get("id") is None else {}
    if isinstance(document, Unread):
        assert record.get("text") is None
        assert record.get("html") is None
        assert found == {**record, **missing_id, "error": found["error"]}
    else:
        assert found == {"text": "", **record, **missing_id}


def test_a_fault_is_an_unread_document() -> None:
    """With the place that it is about."""
    document = document_of(Fault("in.jsonl:3", "BadLine", "it is no JSON"), Fields(), "in.jsonl/2")
    assert written(document, Fields()) == {"id": "in.jsonl:3", "error": {"type": "BadLine", "message": "it is no JSON"}}


def test_the_example_runs(tmp_path: Path) -> None:
    """As it is written: the page and the text give the same article, and so they do when it is run again."""
    for _ in range(2):
        subprocess.run([sys.executable, EXAMPLE, tmp_path], check=True, capture_output=True)  # noqa: S603
        page, text = records_in(tmp_path / "articles")
        assert page["headline"] == text["headline"]
        assert {removal["kind"] for removal in text["removed"]} >= {"donation_appeal"}
        assert len(records_in(tmp_path / "exclusions" / "removed")) == len(page["removed"]) + len(text["removed"])


KILLED = """
import sys, time
from pathlib import Path
from datatrove.executor import LocalPipelineExecutor
from cleaner.integrations.datatrove import cleaning_pipeline

folder = Path(sys.argv[1])

def hold(data, rank, world_size):
    for place, document in enumerate(data):
        # Two tasks may end; the two after them stop in the middle, for as long as they are held.
        while rank >= 2 and place == 5 and (folder / "held").exists():
            (folder / f"stopped-{rank}").touch()
            time.sleep(0.01)
        yield document

if __name__ == "__main__":
    read, clean, write = cleaning_pipeline(str(folder / "in"), str(folder / "out"))
    LocalPipelineExecutor([read, clean, write, hold], tasks=6, workers=2, logging_dir=str(folder / "logs")).run()
"""


def test_a_killed_run_goes_on(articles: Sequence[Mapping[str, object]], tmp_path: Path) -> None:
    """Killed in the middle, and started again: what was done is not done again, and all is there once."""
    paths = split(tmp_path / "in", articles[:60])
    script = tmp_path / "job.py"
    script.write_text(KILLED)
    (tmp_path / "held").touch()
    command = [sys.executable, str(script), str(tmp_path)]
    done = tmp_path / "logs" / "completions"
    with (tmp_path / "errors").open("wb") as errors:
        job = subprocess.Popen(command, stdout=errors, stderr=errors, start_new_session=True)  # noqa: S603
        try:
            while not ((done / "00000").exists() and (done / "00001").exists() and len(list(tmp_path.glob("stopped-*"))) == 2):
                assert job.poll() is None, (tmp_path / "errors").read_text()
                time.sleep(0.02)
        finally:
            os.killpg(job.pid, signal.SIGKILL)
            job.wait()
    assert sorted(path.name for path in done.iterdir()) == ["00000", "00001"]
    before = {name: (tmp_path / "out" / f"{name}.jsonl.gz").stat().st_mtime_ns for name in ("00000", "00001")}
    (tmp_path / "held").unlink()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    assert {name: (tmp_path / "out" / f"{name}.jsonl.gz").stat().st_mtime_ns for name in before} == before
    assert sorted(path.name for path in done.iterdir()) == [f"{rank:05}" for rank in range(SHARDS)]
    assert lines_in(tmp_path / "out") == cleaned_by_command(paths, tmp_path / "out.jsonl")


def test_a_document_whose_text_is_none_is_an_error_of_its_own() -> None:
    """The task goes on."""
    first, second = CleanDocuments().run(iter([Document(None, "none"), Document(TEXT, "text")]))
    assert (first.text, first.metadata["error"]["type"]) == ("", "InputError")
    assert "error" not in second.metadata
