"""The address of an article reaches the engine from everywhere: a publisher's rules serve its own articles alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from datatrove.data import Document as Datatroves
from langchain_core.documents import Document as LangChains
from llama_index.core.schema import Document as LlamaIndexs
from scrapy.utils.test import get_crawler

import cleaner.integrations.pandas
import cleaner.integrations.polars  # noqa: F401 - the two give frames, series and expressions the name `cleaner`
from cleaner import Cleaner
from cleaner.batch import Fields
from cleaner.integrations import datasets, langchain, llamaindex, ray, spark
from cleaner.integrations.arrow import clean_arrow
from cleaner.integrations.datatrove import CleanDocuments
from cleaner.integrations.extractors import from_newsplease
from cleaner.integrations.scrapy import CleanerPipeline
from tests.integrations.rules import WEATHER

LINE = "Weather on the Lenn: mild."
TEXT = f"Bridge reopens\n\nThe bridge was opened on Monday, after eight months of repairs.\n\n{LINE}"
PACK = f'publisher = "lenn.example"\n{WEATHER}'


def table(address: str) -> pa.Table:
    return pa.table({"text": [TEXT], "at": [address]})


def frame(address: str) -> pd.DataFrame:
    return table(address).to_pandas()


def by_arrow(address: str, engine: Cleaner) -> str:
    return clean_arrow(table(address), url_field="at", cleaner=engine)["body"][0].as_py()


def by_ray(address: str, engine: Cleaner) -> str:
    return ray.CleanBatch(url_field="at", cleaner=engine)(table(address))["body"][0].as_py()


def by_spark(address: str, engine: Cleaner) -> str:
    (batch,) = spark.CleanBatches(url_field="at", cleaner=engine)(iter(table(address).to_batches()))
    return batch["body"][0].as_py()


def by_datasets(address: str, engine: Cleaner) -> str:
    return datasets.CleanBatch(url_field="at", cleaner=engine)({"text": [TEXT], "at": [address]})["body"][0]


def by_pandas_frames(address: str, engine: Cleaner) -> str:
    return frame(address).cleaner.clean(url_field="at", cleaner=engine)["body"][0]


def by_pandas_series(address: str, engine: Cleaner) -> str:
    given = frame(address)
    return given["text"].cleaner.body(url=given["at"], cleaner=engine)[0]


def by_polars(address: str, engine: Cleaner) -> str:
    return pl.DataFrame({"text": [TEXT], "at": [address]}).select(pl.col("text").cleaner.body(url="at", cleaner=engine)).item()


def by_langchain(address: str, engine: Cleaner) -> str:
    clean = langchain.ArticleCleaner(url_field="at", cleaner=engine)
    return clean.transform_documents([LangChains(TEXT, metadata={"at": address})])[0].page_content


def by_llamaindex(address: str, engine: Cleaner) -> str:
    clean = llamaindex.ArticleCleaner(url_field="at", cleaner=engine)
    return clean([LlamaIndexs(text=TEXT, metadata={"at": address})])[0].get_content()


def by_datatrove(address: str, engine: Cleaner) -> str:
    (document,) = CleanDocuments(engine, Fields(url="at")).run(iter([Datatroves(TEXT, "1", metadata={"at": address})]))
    return document.text


def by_scrapy(address: str, engine: Cleaner) -> str:
    settings = {"CLEANER_URL_FIELD": "at", "CLEANER_PACKS": list(engine.packs), "CLEANER_LANGUAGES": ["en"]}
    item: Any = CleanerPipeline.from_crawler(get_crawler(settings_dict=settings)).process_item({"text": TEXT, "at": address})
    return item["body"]


def by_newsplease(address: str, engine: Cleaner) -> str:
    found = SimpleNamespace(
        title=None, maintext=TEXT, url=address, authors=[], date_publish=None, description=None, source_domain=None, language=None
    )
    return from_newsplease(found, engine).body


@pytest.mark.parametrize("clean", [
    by_arrow, by_ray, by_spark, by_datasets, by_pandas_frames, by_pandas_series, by_polars, by_langchain, by_llamaindex,
    by_datatrove, by_scrapy, by_newsplease,
])  # fmt: skip
def test_a_publishers_rules_serve_its_articles(clean: Callable[[str, Cleaner], str], tmp_path: Path) -> None:
    """A line that they take out goes from its articles, and stays in those of others."""
    pack = tmp_path / "lenn.toml"
    pack.write_text(PACK, encoding="utf-8")
    engine = Cleaner(packs=[pack], languages=["en"])
    assert LINE not in clean("https://www.lenn.example/bridge", engine)
    assert LINE in clean("https://harbourgate.example/bridge", engine)
