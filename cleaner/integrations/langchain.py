"""LangChain: a transformer of documents.

>>> from langchain_core.documents import Document
>>> from cleaner.integrations.langchain import ArticleCleaner
>>> documents = [Document("The bridge was opened on Monday.", metadata={"source": "https://lenn.example/bridge"})]
>>> ArticleCleaner().transform_documents(documents)[0].page_content
'The bridge was opened on Monday.'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.errors import MissingExtraError
from cleaner.integrations.fields import checked_outputs, cleaned_content, of_one, work_of

try:
    from langchain_core.documents import BaseDocumentTransformer, Document
except ImportError as error:
    raise MissingExtraError("LangChain transformers", "langchain") from error

if TYPE_CHECKING:
    from cleaner.engine import Cleaner


@dataclass(frozen=True)
class ArticleCleaner(BaseDocumentTransformer):
    """Leaves headline, standfirst and body in each document, and puts results into its metadata.

    A document that cannot be cleaned stays as it is, with `error` in its metadata: one line, the type and the message. Put
    it before a splitter: of a part of an article less can be told.
    """

    html: bool = False
    """Whether documents hold pages; else they hold texts."""
    url_field: str = "source"
    """The field of the metadata that has the address."""
    outputs: Sequence[str] = ("headline", "standfirst", "language")
    """The results that go into the metadata where there are any. Some stores do not take the lists `removed` and `warnings`."""
    cleaner: Cleaner | None = None
    """An engine with options."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "outputs", checked_outputs(self.outputs))

    def transform_documents(self, documents: Sequence[Document], **_: object) -> list[Document]:
        """New documents, one for each, with the same ids."""
        work = work_of(of_one(html=self.html), self.cleaner)
        transformed = []
        for document in documents:
            content, metadata = cleaned_content(
                document.page_content, document.metadata, work, self.outputs, url_field=self.url_field
            )
            transformed.append(document.model_copy(update={"page_content": content, "metadata": metadata}))
        return transformed
