"""The examples of the integrations run as they are written, and modules say which extra they lack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HEADLINE = "Ferry to Marrow Island will run through the winter after council vote"
APPEAL = "please consider making a donation today"


@pytest.mark.parametrize("name", ["arrow_table", "datasets_map", "pandas_frame", "polars_frame"])
def test_examples_of_tables(name: str) -> None:
    """They print the headline, the kinds of what was removed, and the error of a row without a text."""
    first, second = run(name).splitlines()
    assert first.startswith(f"1 {HEADLINE} [")
    assert "'donation_appeal'" in first
    assert first.endswith("] None")
    assert second.startswith("2 None [] {'type': 'InputError'")


@pytest.mark.parametrize("name", [
    "after_newspaper", "after_readability", "after_trafilatura", "langchain_documents", "llamaindex_pipeline", "scrapy_spider",
])  # fmt: skip
def test_examples_of_articles(name: str) -> None:
    """They print the article, and no appeal."""
    told = run(name)
    assert HEADLINE in told
    assert "six weeks of uncertainty" in told
    assert APPEAL not in told


def run(name: str) -> str:
    done = subprocess.run([sys.executable, str(EXAMPLES / f"{name}.py")], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("module", "library"),
    [
        ("arrow", "pyarrow"), ("datasets", "datasets"), ("datatrove", "datatrove"), ("langchain", "langchain_core"),
        ("llamaindex", "llama_index"), ("pandas", "pandas"), ("polars", "polars"), ("scrapy", "scrapy"),
    ],
)  # fmt: skip
def test_a_missing_library_is_told_with_its_extra(module: str, library: str) -> None:
    """The module of an integration cannot be imported without it; the package can."""
    code = f"import sys; sys.modules[{library!r}] = None; import cleaner.integrations; import cleaner.integrations.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "MissingExtraError: " in done.stderr
    assert f"'article-cleaner[{module}]'" in done.stderr
