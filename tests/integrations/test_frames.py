"""Arrow, Polars, pandas and datasets: columns and types, what cannot be cleaned, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from datasets import Dataset, DatasetDict, disable_progress_bars
from datasets.fingerprint import Hasher
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, InputError
from cleaner.batch import clean_records
from cleaner.batch.records import ADDED, RESULTS
from cleaner.integrations.arrow import clean_arrow, clean_schema
from cleaner.integrations.datasets import CleanBatch, clean_batch
from cleaner.integrations.pandas import CleanerFrame
from cleaner.integrations.polars import RESULT_TYPE
from tests.unit.batch.samples import PAGE, PROMPT, TEXT

ENGINE = Cleaner(languages=["en"], max_size=2000)
SMALL = Cleaner(languages=["en"], max_size=20)
STORY = "Traffic crossed the \\ud800 bridge on Monday morning for the first time since March, the county said in a statement. "
SURROGATE = f'<html><script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{STORY * 4}"}}</script></html>'
"""A page whose article has a code point that UTF-8 cannot say."""

Rows = list[dict[str, Any]]


def of_arrow(rows: Rows, **options: Any) -> Rows:
    return clean_arrow(pa.Table.from_pylist(rows), **options).to_pylist()


def of_pandas(rows: Rows, **options: Any) -> Rows:
    found = pd.DataFrame(rows).cleaner.clean(**options)
    return found.astype(object).where(found.notna(), None).to_dict("records")


def of_datasets(rows: Rows, **options: Any) -> Rows:
    source = options.pop("source", True)
    found = Dataset.from_list(rows).map(CleanBatch(**options), batched=True, batch_size=1)
    return list(found if source else found.remove_columns([name for name in ("text", "html") if name in found.column_names]))


FRAMES = pytest.mark.parametrize("clean", [of_arrow, of_pandas, of_datasets])


@pytest.fixture(autouse=True)
def _quiet() -> None:
    disable_progress_bars()


@FRAMES
def test_columns_are_carried_through(clean: Callable[..., Rows]) -> None:
    """A row has what it had, and behind it the results; what has a name of theirs is written over."""
    rows = [{"id": 1, "language": "??", "text": TEXT, "desk": "local"}, {"id": 2, "language": "??", "text": None, "desk": "sport"}]
    first, second = clean(rows, cleaner=ENGINE)
    assert {name: first[name] for name in ("id", "text", "desk", "language", "error")} == {
        "id": 1, "text": TEXT, "desk": "local", "language": "en", "error": None,
    }  # fmt: skip
    assert [decision["text"] for decision in first["removed"]] == [PROMPT]
    assert second["desk"] == "sport"
    assert second["error"] == {"type": "InputError", "message": "nothing stands in the field 'text' or 'html'"}
    assert [second[name] for name in ("headline", "body", "removed", "warnings")] == [None] * 4
    assert set(first) == set(second) == {"id", "text", "desk", *RESULTS}


@FRAMES
def test_records_are_cleaned_as_the_batch_does(clean: Callable[..., Rows]) -> None:
    """Pages go first, addresses are read, and the source need not stay."""
    rows = [
        {"text": TEXT, "html": None, "url": "https://lenn.example/1"},
        {"text": "Not read.", "html": PAGE, "url": None},
        {"text": None, "html": None, "url": None},
    ]
    found = clean(rows, cleaner=ENGINE, source=False)
    for row, record in zip(found, clean_records(rows, ENGINE), strict=True):
        assert row == {name: record.get(name) for name in ("url", *RESULTS)}


@FRAMES
def test_fields_have_names(clean: Callable[..., Rows]) -> None:
    """Where one of text and page is named and not the other, it alone is read."""
    rows = [{"content": TEXT, "html": PAGE}]
    (row,) = clean(rows, text_field="content", cleaner=ENGINE)
    (record,) = clean_records([{"text": TEXT}], ENGINE)
    assert row["removed"] == record["removed"]


@FRAMES
def test_a_failing_row_keeps_its_text_under_the_name_of_a_result(clean: Callable[..., Rows]) -> None:
    """Else it would be lost: a result is written over it."""
    (row,) = clean([{"body": TEXT}], text_field="body", cleaner=SMALL)
    assert row["body"] == TEXT
    assert row["error"]["type"] == "InputError"


@FRAMES
def test_a_table_without_a_text_is_refused(clean: Callable[..., Rows]) -> None:
    """With the names of its columns."""
    with pytest.raises(InputError, match="no field 'text' or 'html'; the fields are 'content'"):
        clean([{"content": TEXT}])


@FRAMES
def test_values_of_other_types_are_errors_of_their_rows(clean: Callable[..., Rows]) -> None:
    """A column of numbers holds no texts."""
    (row,) = clean([{"text": 7}])
    assert row["error"] == {"type": "InputError", "message": "the field 'text' holds int; name one that holds text"}


@pytest.mark.parametrize("clean", [of_arrow, of_datasets])
def test_what_a_column_cannot_hold_is_an_error_of_its_row(clean: Callable[..., Rows]) -> None:
    """Half a surrogate pair has no UTF-8; the row beside it is cleaned."""
    bad, good = clean([{"html": SURROGATE}, {"html": PAGE}])
    assert bad["error"]["type"] == "UnicodeEncodeError"
    assert bad["html"] == SURROGATE
    assert good["error"] is None
    assert PROMPT not in good["body"]


def test_polars_has_errors_too() -> None:
    """For null, for what is too large, and for what it cannot hold."""
    frame = pl.DataFrame({"html": [None, PAGE, "x" * 3000, SURROGATE], "url": [None, "https://lenn.example/1", None, None]})
    found = frame.lazy().select(pl.col("html").cleaner.clean(html=True, url="url", cleaner=ENGINE)).collect()["html"]
    assert found.dtype == RESULT_TYPE
    errors = [None if row["error"] is None else row["error"]["type"] for row in found.to_list()]
    assert errors == ["InputError", None, "InputError", "UnicodeEncodeError"]
    assert found.to_list()[1]["body"] == ENGINE.clean_html(PAGE, "https://lenn.example/1").body


def test_polars_expressions_keep_their_names() -> None:
    """Of one column or of several, grouped, and of none."""
    frame = pl.DataFrame({"a": [TEXT, None], "b": ["A line.", "A line."], "at": [None, None]})
    both = frame.select(pl.col("a", "b").cleaner.body(cleaner=ENGINE))
    assert both.columns == ["a", "b"]
    assert both["b"].to_list() == ["A line.", "A line."]
    assert both["a"].to_list()[1] is None
    assert frame.select(pl.col("b").cleaner.body(url=pl.lit("https://lenn.example"), cleaner=ENGINE))["b"].to_list() == ["A line."] * 2
    assert frame.group_by("at").agg(pl.col("b").cleaner.body(cleaner=ENGINE))["b"].to_list() == [["A line."] * 2]
    assert frame.clear().select(pl.col("a").cleaner.clean()).schema == {"a": RESULT_TYPE}


def test_arrow_gives_back_what_it_takes() -> None:
    """A table for a table, a batch for a batch, of any number of rows and chunks, with the schema that is foretold."""
    table = pa.concat_tables([pa.table({"text": [TEXT] * 3, "n": [1, 2, 3]})] * 2).replace_schema_metadata({"made": "here"})
    batch = table.to_batches()[0]
    for before in (table, batch, table.slice(0, 0), batch.slice(0, 0), pa.table({"text": ["x"] * 600})):
        found = clean_arrow(before, cleaner=ENGINE)
        assert type(found) is type(before)
        assert found.num_rows == before.num_rows
        assert found.schema.equals(clean_schema(before.schema), check_metadata=True)
        found.validate(full=True)
    short = clean_schema(table.schema, source=False)
    assert short.equals(clean_arrow(table, source=False, cleaner=ENGINE).schema)
    assert short.names == ["n", *RESULTS]


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary()])
def test_arrow_reads_all_types_of_text(kind: pa.DataType) -> None:
    """And bytes, of which it is told what they are."""
    table = pa.table({"text": pa.array([TEXT, None]).cast(kind)})
    assert clean_arrow(table, cleaner=ENGINE)["removed"][0][0]["text"].as_py() == PROMPT
    assert clean_arrow(table, cleaner=ENGINE)["error"][1]["type"].as_py() == "InputError"


def test_arrow_reads_texts_that_are_not_utf8() -> None:
    """As the engine reads bytes."""
    data = "Ein Müller. ".encode("latin-1") + "Größe".encode()
    offsets = pa.array([0, 12, len(data)], pa.int32()).buffers()[1]
    table = pa.table({"text": pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(data)])})
    assert clean_arrow(table)["body"].to_pylist() == ["Ein Müller.", "Größe"]


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=5))
def test_each_row_gives_one_row(texts: list[str | None]) -> None:
    """Whatever stands in it, in the same order, and an error if and only if there is no text."""
    table = pa.table({"text": pa.array(texts, pa.string()), "n": pa.array(range(len(texts)), pa.int64())})
    found = clean_arrow(table, cleaner=ENGINE)
    assert found["n"].to_pylist() == list(range(len(texts)))
    assert [error is not None for error in found["error"].to_pylist()] == [text is None for text in texts]


def test_names_that_are_there_twice_are_refused() -> None:
    """Which is meant cannot be told."""
    with pytest.raises(InputError, match="2 columns have the name 'text'"):
        clean_arrow(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"]))
    with pytest.raises(InputError, match="several columns have the name 'text'"):
        CleanerFrame(pd.DataFrame([["a", "b"]], columns=["text", "text"])).clean()
    with pytest.raises(InputError, match="'text' cannot hold both"):
        clean_arrow(pa.table({"text": ["a"]}), text_field="text", html_field="text")
    with pytest.raises(InputError, match="of type list; give a pyarrow"):
        clean_arrow([TEXT])


def test_pandas_keeps_the_index() -> None:
    """Of a frame and of a series, also one with labels that are there twice, and values are those of a record."""
    frame = pd.DataFrame({"text": [TEXT, None, "A line."], "at": [None, "https://lenn.example", None]}, index=[7, 7, 9])
    found = frame.cleaner.clean(cleaner=ENGINE)
    assert list(found.index) == [7, 7, 9]
    assert found["standfirst"].tolist() == [None] * 3
    series = frame["text"].cleaner.clean(url=frame["at"], cleaner=ENGINE)
    assert series.drop(columns="error").equals(found[[*ADDED]])
    body = frame["text"].astype("category").cleaner.body(cleaner=ENGINE)
    assert (body.name, body.tolist()[1:]) == ("text", [None, "A line."])
    pages = pd.Series([PAGE, SURROGATE]).cleaner.clean(html=True)
    assert pages["error"].tolist() == [None, None]
    assert PROMPT not in pages["body"][0]
    with pytest.raises(InputError, match="1 addresses for 3 values"):
        frame["text"].cleaner.clean(url=frame["at"][:1])


def test_a_dataset_has_the_same_types_whatever_comes_first() -> None:
    """A first batch of nothing but errors, or without any, does not tell the types."""
    none, some = {"text": None}, {"text": TEXT}
    found = [Dataset.from_list(rows).map(clean_batch, batched=True, batch_size=1) for rows in ([some, none, some], [none, some])]
    assert found[0].features == found[1].features
    assert [row["error"] is None for row in found[0]] == [True, False, True]
    assert DatasetDict({"train": found[0]}).map(clean_batch, batched=True)["train"].features == found[0].features
    stream = Dataset.from_list([none, some]).to_iterable_dataset().map(clean_batch, batched=True, batch_size=1)
    assert [row["removed"] for row in stream] == [row["removed"] for row in found[1]]


def test_the_cache_of_datasets_tells_options_and_versions_apart() -> None:
    """What one of them made is not taken for another's."""
    other = CleanBatch()
    object.__setattr__(other, "version", "0.0.1")
    batches = (CleanBatch(), other, CleanBatch(text_field="content"), CleanBatch(cleaner=ENGINE), CleanBatch(cleaner=SMALL))
    assert len({Hasher.hash(batch) for batch in batches}) == len(batches)
    assert Hasher.hash(CleanBatch()) == Hasher.hash(clean_batch)


def test_what_is_no_batch_is_refused() -> None:
    """A single example, and a dataset in the format of another library."""
    dataset = Dataset.from_list([{"text": TEXT}])
    with pytest.raises(InputError, match="batched=True"):
        dataset.map(clean_batch)
    with pytest.raises(InputError, match="without a format"):
        dataset.with_format("pandas").map(clean_batch, batched=True)


@FRAMES
def test_a_field_called_error_is_no_error(clean: Callable[..., Rows]) -> None:
    """Its value is read, and what was cleaned has none."""
    (row,) = clean([{"error": TEXT}], text_field="error", cleaner=ENGINE)
    assert row["error"] is None
    assert PROMPT not in row["body"]


@FRAMES
@pytest.mark.parametrize("given", ["strict", Cleaner])
def test_what_is_no_engine_is_refused(clean: Callable[..., Rows], given: object) -> None:
    """Once, and not in every row."""
    with pytest.raises(InputError, match=r"give a Cleaner, as in Cleaner\(mode='strict'\)"):
        clean([{"text": TEXT}], cleaner=given)


def test_single_examples_of_any_type_are_no_batch() -> None:
    """Numbers and objects too."""
    for value in (7, {"a": "b"}):
        with pytest.raises(InputError, match="batched=True"):
            Dataset.from_list([{"text": value}]).map(clean_batch)


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_times_that_python_has_no_value_for_are_errors_of_their_rows(unit: str) -> None:
    """As other values that are no texts are."""
    table = pa.table({"text": pa.array([2**62 + 1, None], pa.timestamp(unit)), "n": [1, 2]})
    first, second = clean_arrow(table, source=False).to_pylist()
    assert first["error"]["message"].startswith("the field 'text' holds Timestamp")
    assert second["error"]["message"] == "nothing stands in the field 'text' or 'html'"


def test_addresses_of_a_series_may_be_a_list() -> None:
    """They go by place, whatever the index; one text is none."""
    series = pd.Series([TEXT, "A line."], index=[7, 9])
    addresses = ["https://lenn.example/1", None]
    found = series.cleaner.clean(url=addresses, cleaner=ENGINE)
    assert found.equals(series.cleaner.clean(url=pd.Series(addresses), cleaner=ENGINE))
    assert found["error"].tolist() == [None, None]
    with pytest.raises(InputError, match="give the addresses in a list or a series"):
        series.cleaner.body(url="https://lenn.example/1")


def test_polars_refuses_several_columns_with_addresses() -> None:
    """And says what to do."""
    with pytest.raises(InputError, match="clean each by itself"):
        pl.col("a", "b").cleaner.body(url="at")
