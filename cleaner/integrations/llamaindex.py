"""LlamaIndex: a transformation for an ingestion pipeline.

>>> from llama_index.core.schema import Document
>>> from cleaner.integrations.llamaindex import ArticleCleaner
>>> nodes = [Document(text="The bridge was opened on Monday.", metadata={"url": "https://lenn.example/bridge"})]
>>> ArticleCleaner()(nodes)[0].get_content()
'The bridge was opened on Monday.'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from cleaner import __version__
from cleaner.batch.records import engine_of
from cleaner.engine import Cleaner
from cleaner.errors import MissingExtraError
from cleaner.integrations.fields import checked_outputs, cleaned_content, of_one, work_of

try:
    from llama_index.core.schema import BaseNode, TransformComponent
    from pydantic import ConfigDict, SkipValidation, field_serializer, field_validator, model_validator
except ImportError as error:
    raise MissingExtraError("LlamaIndex transformations", "llamaindex") from error


class ArticleCleaner(TransformComponent):
    """Leaves headline, standfirst and body in each node, and puts results into its metadata.

    What is put there goes neither to the model nor into an embedding: the text has it already. A node that cannot be
    cleaned stays as it is, with `error` in its metadata: one line, the type and the message. A node without text stays as
    it is. Put it before a splitter: of a part of an article less can be told.

    What `to_dict` and `to_json` give says of an engine with options which it was, and does not hold it: such is refused.
    """

    model_config = ConfigDict(extra="forbid")

    html: bool = False
    """Whether nodes hold pages; else they hold texts."""
    url_field: str = "url"
    """The field of the metadata that has the address."""
    outputs: tuple[str, ...] = ("headline", "standfirst", "language")
    """The results that go into the metadata where there are any. Some stores do not take the lists `removed` and `warnings`."""
    cleaner: SkipValidation[Cleaner | None] = None
    """An engine with options."""
    version: str = __version__
    """Of this library. A pipeline's cache goes by it and by the options."""

    @field_validator("outputs")
    @classmethod
    def _are_results(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return checked_outputs(names)

    @field_validator("cleaner", mode="before")
    @classmethod
    def _is_engine(cls, cleaner: Any) -> Cleaner | None:  # noqa: ANN401 - whatever was given
        """The engine; none for what stands for none in what is written down."""
        return None if cleaner is None or cleaner == "" else engine_of(cleaner)

    @field_validator("version", mode="before")
    @classmethod
    def _is_this_one(cls, _: object) -> str:
        """Whichever wrote it down, this one cleans."""
        return __version__

    @model_validator(mode="before")
    @classmethod
    def _without_class(cls, given: Mapping[str, object]) -> dict[str, object]:
        """The options, without the name of the class that stands beside them where they are written down."""
        return {name: value for name, value in given.items() if name != "class_name"}

    @field_serializer("cleaner")
    def _told(self, cleaner: Cleaner | None) -> str:
        """What tells one engine from another: its options, and the rules in its packs."""
        return "" if cleaner is None else f"{cleaner!r} {sha256(repr(cleaner._user_packs).encode()).hexdigest()}"

    @classmethod
    def class_name(cls) -> str:
        """The name of the component."""
        return "ArticleCleaner"

    def __call__(self, nodes: Sequence[BaseNode], **_: object) -> list[BaseNode]:
        """New nodes, one for each, with the same ids."""
        work = work_of(of_one(html=self.html), self.cleaner)
        copies = [node.model_copy(deep=True) for node in nodes]
        for node in copies:
            if given := node.get_content():
                content, metadata = cleaned_content(given, node.metadata, work, self.outputs, url_field=self.url_field)
                added = [name for name in metadata if name not in node.metadata]
                node.set_content(content)
                node.metadata = metadata
                node.excluded_embed_metadata_keys += added
                node.excluded_llm_metadata_keys += added
        return copies
