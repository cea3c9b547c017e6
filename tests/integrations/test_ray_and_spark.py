"""Ray and Spark, as far as it goes without them; `make test-engines` runs them."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pyarrow as pa
import pytest

from cleaner import Cleaner, InputError
from cleaner.errors import MissingExtraError
from cleaner.integrations.arrow import clean_arrow
from cleaner.integrations.ray import CleanBatch
from cleaner.integrations.spark import CleanBatches
from tests.unit.batch.samples import PAGE, PROMPT, TEXT

TABLE = pa.table({"content": [TEXT, None], "page": [None, PAGE], "desk": [1, 2]})
CLEANER = Cleaner(keep={"newsletter_signup"})


def test_a_batch_of_ray_is_cleaned_as_a_table_is() -> None:
    """With the same options, also once it has been sent to another process."""
    clean = pickle.loads(pickle.dumps(CleanBatch(text_field="content", html_field="page", source=False, cleaner=CLEANER)))  # noqa: S301
    found = clean(TABLE)
    assert found.equals(clean_arrow(TABLE, text_field="content", html_field="page", source=False, cleaner=CLEANER))
    assert found.column_names[:2] == ["desk", "headline"]
    assert all(PROMPT in body for body in found["body"].to_pylist())


def test_batches_of_spark_are_cleaned_as_a_table_is() -> None:
    """One after the other, each with as many rows as it has, also where that is none."""
    clean = pickle.loads(pickle.dumps(CleanBatches(text_field="content", html_field="page")))  # noqa: S301
    batches = [*TABLE.to_batches(max_chunksize=1), TABLE.to_batches()[0].slice(0, 0)]
    found = list(clean(iter(batches)))
    assert [batch.num_rows for batch in found] == [1, 1, 0]
    assert pa.Table.from_batches(found).equals(clean_arrow(TABLE, text_field="content", html_field="page"))


def test_columns_that_are_not_there_are_told() -> None:
    """With the names of those that are."""
    with pytest.raises(InputError, match="the fields are 'content', 'page', 'desk'"):
        CleanBatch()(TABLE)


def test_a_missing_spark_is_told_with_the_extra_that_brings_it() -> None:
    """Where its types are needed, and not as an error of an import deep down."""
    code = "import sys; sys.modules['pyspark'] = None\nfrom cleaner.integrations.spark import CleanBatches; CleanBatches().schema(None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert MissingExtraError.__name__ in done.stderr
    assert "'article-cleaner[spark]'" in done.stderr
