"""LangChain and LlamaIndex: documents with what stays of them, and results in their metadata."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path

import pytest
from langchain_core.documents import Document
from llama_index.core import schema
from llama_index.core.ingestion import IngestionCache, IngestionPipeline
from llama_index.core.schema import ImageNode, MetadataMode

from cleaner import Cleaner, InputError
from cleaner.batch.records import ADDED
from cleaner.integrations import langchain, llamaindex
from tests.unit.batch.samples import PAGE, TEXT

ENGINE = Cleaner(languages=["en"], max_size=2000)
ARTICLE = ENGINE.clean_text(TEXT)


def test_langchain() -> None:
    """The content is what stays, ids and metadata are carried through, and what was given is as it was."""
    given = [Document(TEXT, metadata={"source": "https://lenn.example/1", "desk": "local"}, id="7"), Document("")]
    first, second = langchain.ArticleCleaner(cleaner=ENGINE).transform_documents(given)
    assert (first.page_content, first.id) == (ARTICLE.text, "7")
    assert first.metadata == {"source": "https://lenn.example/1", "desk": "local", "headline": ARTICLE.headline, "language": "en"}
    assert (second.page_content, second.metadata) == ("", {"language": "en"})
    assert given[0].page_content == TEXT
    assert "headline" not in given[0].metadata
    assert asyncio.run(langchain.ArticleCleaner(cleaner=ENGINE).atransform_documents(given)) == [first, second]


def test_langchain_reads_pages_and_gives_what_is_asked_for() -> None:
    """By another field of the metadata, and with lists too."""
    clean = langchain.ArticleCleaner(html=True, url_field="at", outputs=ADDED, cleaner=ENGINE)
    (found,) = clean.transform_documents([Document(PAGE, metadata={"at": "https://lenn.example/1"})])
    article = ENGINE.clean_html(PAGE, "https://lenn.example/1")
    assert found.page_content == article.text
    assert found.metadata["removed"] == article.to_dict()["removed"]


def test_llamaindex() -> None:
    """The same for nodes; and what is put into the metadata goes neither to a model nor into an embedding."""
    given = schema.Document(text=TEXT, metadata={"url": "https://lenn.example/1"})
    (found,) = llamaindex.ArticleCleaner(cleaner=ENGINE, outputs=ADDED)([given])
    assert found.id_ == given.id_
    assert found.get_content() == ARTICLE.text
    assert found.metadata["removed"] == ENGINE.clean_text(TEXT, "https://lenn.example/1").to_dict()["removed"]
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert found.get_content(mode) == f"url: https://lenn.example/1\n\n{ARTICLE.text}"
    assert given.get_content() == TEXT
    assert given.metadata == {"url": "https://lenn.example/1"}
    (page,) = llamaindex.ArticleCleaner(html=True, cleaner=ENGINE)([schema.Document(text=PAGE)])
    assert page.get_content() == ENGINE.clean_html(PAGE).text


def test_a_node_without_text_passes() -> None:
    """As a picture does."""
    picture = ImageNode(image="iVBORw0KGgo=")
    assert llamaindex.ArticleCleaner()([picture]) == [picture]


def test_what_cannot_be_cleaned_stays_and_says_so() -> None:
    """With its content whole."""
    large = "A bridge. " * 300
    error = {"error": "InputError: the source has 3,000 characters, the limit is 2,000; set max_size to take more"}
    (document,) = langchain.ArticleCleaner(cleaner=ENGINE).transform_documents([Document(large)])
    assert (document.page_content, document.metadata) == (large, error)
    (node,) = llamaindex.ArticleCleaner(cleaner=ENGINE)([schema.Document(text=large)])
    assert (node.get_content(), node.metadata) == (large, error)


@pytest.mark.parametrize("made", [langchain.ArticleCleaner, llamaindex.ArticleCleaner])
def test_results_that_there_are_not_are_refused(made: type) -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="'title' is no result; use some of headline"):
        made(outputs=("title",))
    assert issubclass(InputError, ValueError)


def test_the_cache_of_a_pipeline_goes_by_options_and_rules(tmp_path: Path) -> None:
    """What one engine made is not taken for another's; the same engine's is."""
    rule = '[[rule]]\nid = "valley.custom.{0}"\nkind = "custom"\nscope = "block"\nstrength = "certain"\npattern = \'{0} on the lenn\'\n'
    rule += 'message = "m"\nwhy = "w"\nmatch = ["{0} on the Lenn"]\nkeep = ["{0} at the sea"]\n'
    pack = tmp_path / "valley.toml"
    cache = IngestionCache()
    document = schema.Document(text="The first line.\n\nBread on the Lenn\n\nWine on the Lenn\n\nThe last line, with more in it.")
    found = []
    for word in ("bread", "wine", "bread"):
        pack.write_text(rule.format(word), encoding="utf-8")
        clean = llamaindex.ArticleCleaner(cleaner=Cleaner(packs=[pack]))
        found.append(IngestionPipeline(transformations=[clean], cache=cache).run(documents=[document])[0].get_content())
    assert "Bread" not in found[0]
    assert "Wine" in found[0]
    assert "Wine" not in found[1]
    assert found[2] == found[0]


def test_a_transformation_can_be_sent_to_another_process() -> None:
    """With its engine."""
    clean = llamaindex.ArticleCleaner(cleaner=ENGINE, html=True)
    assert pickle.loads(pickle.dumps(clean)).to_dict() == clean.to_dict()  # noqa: S301


def test_an_error_goes_once_the_document_can_be_cleaned() -> None:
    """It tells of an earlier try."""
    before = {"error": "InputError: too large", "headline": "One's own"}
    (document,) = langchain.ArticleCleaner(cleaner=ENGINE, outputs=()).transform_documents([Document(TEXT, metadata=before)])
    assert document.metadata == {"headline": "One's own"}
    (node,) = llamaindex.ArticleCleaner(cleaner=ENGINE, outputs=())([schema.Document(text=TEXT, metadata=before)])
    assert node.metadata == {"headline": "One's own"}


def test_a_transformation_can_be_written_down_and_read() -> None:
    """Without an engine it cleans as it did; an engine is not in what is written, so that such is refused. The version is this one."""
    clean = llamaindex.ArticleCleaner(html=True, outputs=["language"])
    for again in (
        llamaindex.ArticleCleaner.from_dict({**clean.to_dict(), "version": "0.0.1"}),
        llamaindex.ArticleCleaner.from_json(clean.to_json()),
        llamaindex.ArticleCleaner.model_validate(clean.model_dump()),
    ):
        assert again == clean
        assert again.cleaner is None
        assert again([schema.Document(text=PAGE)])[0].metadata == {"language": "en"}
    with pytest.raises(ValueError, match="give a Cleaner, as in"):
        llamaindex.ArticleCleaner.from_dict(llamaindex.ArticleCleaner(cleaner=ENGINE).to_dict())


def test_options_that_there_are_not_are_refused() -> None:
    """A misspelt one would have no effect."""
    with pytest.raises(ValueError, match="htlm"):
        llamaindex.ArticleCleaner(htlm=True)
    with pytest.raises(InputError, match="cleaner is 'strict'; give a Cleaner"):
        langchain.ArticleCleaner(cleaner="strict").transform_documents([])
    with pytest.raises(InputError, match="give a list"):
        langchain.ArticleCleaner(outputs="headline")


def test_outputs_may_be_anything_that_gives_names() -> None:
    """A generator is read once."""
    clean = langchain.ArticleCleaner(cleaner=ENGINE, outputs=(name for name in ["language"]))
    assert [one.metadata for one in clean.transform_documents([Document(TEXT)] * 2)] == [{"language": "en"}] * 2
