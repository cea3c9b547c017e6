"""Records cleaned here and in other processes: all come out, whatever happens to some of them."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Cleaner, CleanerError, InputError, clean_text
from cleaner.batch import Fault, Fields, clean_records
from cleaner.batch.cleaning import DIED, TIMEOUT, Plan, Work, done
from cleaner.batch.crew import Crew
from cleaner.batch.records import ADDED, Task
from cleaner.batch.shapes import AsRecord
from cleaner.errors import RecordError
from tests.unit.batch.samples import PAGE, PROMPT, TEXT, texts
from tests.unit.batch.trouble import Poison, Stillborn, Trouble

METHODS = [method for method in ("fork", "spawn") if method in multiprocessing.get_all_start_methods()]
ENGINE = Cleaner(languages=["en"])


def outcomes(words: list[str], engine: Trouble | None = None, **plan: object) -> list[dict[str, object]]:
    work = Work(Task(engine or Trouble()), AsRecord())  # type: ignore[arg-type]
    records = [{"id": number, "text": word, "desk": 1} for number, word in enumerate(words)]
    return [outcome.made for outcome in done(records, work, Plan(**plan))]  # type: ignore[arg-type, misc]


def test_workers_are_hired_as_there_is_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as are asked for do not start for a few records, and none for none."""
    hired: list[object] = []
    real = Crew._hired
    monkeypatch.setattr(Crew, "_hired", lambda crew: (worker := real(crew), hired.append(worker))[0])
    assert outcomes([], workers=50) == []
    assert hired == []
    assert [record["id"] for record in outcomes(["a", "b"], workers=50)] == [0, 1]
    assert len(hired) == 2


def error_kinds(records: list[dict[str, object]]) -> dict[object, object]:
    return {record["id"]: record["error"]["type"] for record in records if "error" in record}  # type: ignore[index]


def test_a_record_keeps_its_fields() -> None:
    """The text goes, the article comes, and all else stays as it was."""
    (record,) = clean_records([{"id": 7, "text": TEXT, "desk": {"no": [1, None]}}])
    article = clean_text(TEXT)
    assert list(record) == ["id", "desk", *ADDED]
    assert (record["id"], record["desk"], record["body"]) == (7, {"no": [1, None]}, article.body)
    assert record["removed"] == [decision.to_dict() for decision in article.removed]
    (record,) = clean_records([{"text": TEXT}], fields=Fields(source=True))
    assert record["text"] == TEXT


def test_fields_by_other_names() -> None:
    """A page goes before a text, bytes are told apart, and an address binds its publisher's rules."""
    names = Fields("key", "link", "words", "page")
    records = [{"words": TEXT, "page": PAGE}, {"words": TEXT}, {"words": PAGE.encode()}, {"page": PAGE.encode(), "words": None}]
    found = list(clean_records(records, ENGINE, fields=names))
    assert [record["headline"] for record in found] == ["Bridge reopens", clean_text(TEXT).headline, "Bridge reopens", "Bridge reopens"]
    assert all(PROMPT not in str(record["body"]) for record in found)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"id": 1, "body": "x"}, "the fields are 'id', 'body'"),
        ({}, "the fields are none"),
        ({"text": None}, "nothing stands in the field"),
        ({"text": 5}, "holds int"),
    ],
)
def test_records_without_a_text(record: dict[str, object], said: str) -> None:
    """They come out whole, with an error that names what there is."""
    (found,) = clean_records([record], ENGINE)
    assert said in found["error"]["message"]  # type: ignore[index]
    assert {**record, "id": record.get("id")} == {name: value for name, value in found.items() if name != "error"}


def test_errors_are_kept_skipped_or_stop() -> None:
    """As it was asked; what could not be read is an error too."""
    records = [{"id": 1, "text": "One."}, Fault("in:2", "BadLine", "it is no JSON"), {"id": 3, "text": "Three."}]
    kept = list(clean_records(records, ENGINE))
    assert kept[1] == {"id": "in:2", "error": {"type": "BadLine", "message": "it is no JSON"}}
    assert [record["id"] for record in clean_records(records, ENGINE, errors="skip")] == [1, 3]
    stopping = clean_records(records, ENGINE, errors="stop")
    assert next(stopping)["id"] == 1
    with pytest.raises(RecordError, match="in:2: it is no JSON"):
        next(stopping)


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"workers": 1.5}, {"timeout": 0}, {"timeout": "1"}, {"errors": "hide"}])
def test_wrong_options(wrong: dict[str, object]) -> None:
    """They are refused at once, before a record is asked for."""
    with pytest.raises(InputError):
        clean_records(iter([]), ENGINE, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", METHODS)
def test_workers_give_what_one_gives(method: str) -> None:
    """However processes are started: the same records, in order; without order the same ones."""
    work = Work(Task(ENGINE), AsRecord())
    records = texts(150)
    alone = list(clean_records(records, ENGINE))
    assert [outcome.made for outcome in done(records, work, Plan(2, start=method))] == alone
    loose = [outcome.made for outcome in done(records, work, Plan(2, ordered=False, start=method))]
    assert sorted(loose, key=lambda record: str(record["id"])) == sorted(alone, key=lambda record: str(record["id"]))  # type: ignore[index]


@pytest.mark.parametrize(("method", "workers"), [(method, 2) for method in METHODS] + [(METHODS[0], 1)])
def test_a_record_that_hangs_or_dies(method: str, workers: int) -> None:
    """Its worker is replaced, it becomes an error record, and no other is lost or done twice."""
    words = [f"Line {number}." for number in range(70)]
    words[0] = words[33] = "hang"
    words[20] = words[21] = "die"
    words[50] = "fail"
    start = time.monotonic()
    found = outcomes(words, workers=workers, timeout=1.0, start=method)
    assert time.monotonic() - start < 300
    assert [record["id"] for record in found] == list(range(70))
    assert error_kinds(found) == {0: TIMEOUT, 20: DIED, 21: DIED, 33: TIMEOUT, 50: "ZeroDivisionError"}
    assert found[0] == {"id": 0, "text": "hang", "desk": 1, "error": {"type": TIMEOUT, "message": "not done after 1 s"}}
    assert all(record["body"] for record in found if "error" not in record)


def test_a_worker_that_is_ended_from_outside(tmp_path: Path) -> None:
    """The record it was at is tried once more."""
    found = outcomes(["a", "once", "b"], Trouble(str(tmp_path / "marker")), workers=2)
    assert error_kinds(found) == {}


def test_workers_that_cannot_start() -> None:
    """They are not tried for ever."""
    with pytest.raises(CleanerError, match=r"end as they start \(exit code 7\)"):
        outcomes(["a"], Stillborn(), workers=2, start="spawn")


def test_records_that_no_worker_can_read() -> None:
    """They are given up, with those that go out with them, and the others are done."""
    records: list[dict[str, object]] = [{"id": number, "text": "One line."} for number in range(20)]
    records[0]["value"] = records[1]["value"] = Poison()
    found = list(clean_records(records, ENGINE, workers=2))
    assert [record["id"] for record in found] == list(range(20))
    assert error_kinds(found) == {0: DIED, 1: DIED, 2: DIED}  # the second bundle is of two


def test_a_consumer_that_waits_is_no_timeout() -> None:
    """Time counts only while a record is being cleaned."""
    work = Work(Task(Trouble()), AsRecord())  # type: ignore[arg-type]
    found = []
    for outcome in done(texts(200), work, Plan(2, timeout=0.5)):
        if not found:
            time.sleep(1.2)
        found.append(outcome)
    assert [outcome.error for outcome in found] == [None] * 200


def test_the_input_is_not_read_to_its_end() -> None:
    """An endless input serves: what is read ahead is bounded, and leaving early ends the workers."""
    taken = 0

    def endless() -> Iterator[dict[str, object]]:
        nonlocal taken
        while True:
            taken += 1
            yield {"id": taken, "text": "A line of news."}

    found = clean_records(endless(), ENGINE, workers=2)
    assert [next(found)["id"] for _ in range(40)] == list(range(1, 41))
    assert taken < 600
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not os.path.exists("/proc"), reason="processes are looked up there")
def test_an_error_of_the_input_ends_the_workers() -> None:
    """It comes through, and no process is left."""

    def broken() -> Iterator[dict[str, object]]:
        yield {"text": "One."}
        raise KeyError("of the caller")

    with pytest.raises(KeyError, match="of the caller"):
        list(clean_records(broken(), ENGINE, workers=2))
    assert not multiprocessing.active_children()


def test_fields_that_name_nothing_to_clean() -> None:
    """They are refused when they are made, and not at each record."""
    with pytest.raises(InputError, match="name the one that is to be cleaned"):
        Fields(text=None, html=None)
