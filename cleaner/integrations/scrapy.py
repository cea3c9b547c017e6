"""Scrapy: an item pipeline, and an add-on that puts it into a project.

Settings, all of them optional:

| setting | what it is |
|---|---|
| `CLEANER_TEXT_FIELD`, `CLEANER_HTML_FIELD` | the field of an item with its text or its page: `text` and `html` where neither is given |
| `CLEANER_URL_FIELD` | the field with its address (`url`) |
| `CLEANER_OUTPUT_FIELDS` | results that are put into items (all): a list, or a mapping from results to fields of items |
| `CLEANER_KEEP`, `CLEANER_LANGUAGES`, `CLEANER_PACKS`, `CLEANER_MODE`, `CLEANER_TIMEOUT` | options of the engine |
| `CLEANER_DROP_EMPTY` | whether items are dropped of which no body is left (False) |
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cleaner.batch.records import ERROR, RESULTS, Fields
from cleaner.engine import Cleaner
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import Results, results_of, work_of

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
except ImportError as error:
    raise MissingExtraError("Scrapy pipelines", "scrapy") from error

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

_ORDER = 300
"""The pipeline's place among those of a project: pipelines that validate come before it, those that store behind."""


class CleanerPipeline:
    """Puts the results of cleaning into each item: dicts, `Item`s, dataclasses, attrs and pydantic classes.

    An item that cannot be cleaned goes on with its `error`, and the log has it too. Fields that an item's class does not
    have are left out. The statistics are `cleaner/items`, `cleaner/removed/KIND`, `cleaner/warnings`, `cleaner/errors/TYPE`
    and `cleaner/dropped`.
    """

    def __init__(
        self, cleaner: Cleaner, fields: Fields, outputs: Mapping[str, str], stats: StatsCollector | None, *, drop_empty: bool = False
    ) -> None:
        unknown = [name for name in outputs if name not in RESULTS]
        if unknown:
            raise InputError(f"CLEANER_OUTPUT_FIELDS has {unknown[0]!r}; use some of {', '.join(RESULTS)}")
        self._work = work_of(fields, cleaner)
        self._outputs = dict(outputs)
        self._stats = stats
        self._drop_empty = drop_empty

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline that the settings of a crawl describe. `InputError` or `RulePackError` where they cannot be used."""
        settings = crawler.settings
        cleaner = Cleaner(
            keep=settings.getlist("CLEANER_KEEP"),
            packs=settings.getlist("CLEANER_PACKS"),
            languages=settings.getlist("CLEANER_LANGUAGES") or None,
            mode=settings.get("CLEANER_MODE", "balanced"),
            timeout=settings.getfloat("CLEANER_TIMEOUT") or None,
        )
        fields = Fields.named(
            settings.get("CLEANER_TEXT_FIELD"), settings.get("CLEANER_HTML_FIELD"), settings.get("CLEANER_URL_FIELD", "url")
        )
        outputs = settings.getdictorlist("CLEANER_OUTPUT_FIELDS") or list(RESULTS)
        named = outputs if isinstance(outputs, dict) else {name: name for name in outputs}
        return cls(cleaner, fields, named, crawler.stats, drop_empty=settings.getbool("CLEANER_DROP_EMPTY"))

    def process_item(self, item: object, spider: Spider | None = None) -> object:
        """The item with its results. `DropItem` for one of which no body is left, if that is wanted."""
        adapter = ItemAdapter(item)
        results = results_of(adapter, self._work)
        self._count(results)
        if results[ERROR] is not None:
            logger.error("an item could not be cleaned: %s: %s", adapter.get(self._work.task.fields.url), results[ERROR])
        elif self._drop_empty and not results["body"]:
            self._add("dropped")
            raise DropItem("no body is left of the item")
        names = ItemAdapter.get_field_names_from_class(type(item))
        for name, target in self._outputs.items():
            if names is None or target in names:
                adapter[target] = results[name]
        return item

    def _count(self, results: Results) -> None:
        self._add("items")
        error, removed, warnings = results[ERROR], results["removed"], results["warnings"]
        if isinstance(error, dict):
            self._add(f"errors/{error['type']}")
        for decision in removed if isinstance(removed, list) else ():
            self._add(f"removed/{decision['kind']}")
        for _ in warnings if isinstance(warnings, list) else ():
            self._add("warnings")

    def _add(self, name: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(f"cleaner/{name}")


class CleanerAddon:
    """Puts `CleanerPipeline` into a project: `ADDONS = {"cleaner.integrations.scrapy.CleanerAddon": 300}`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add the pipeline, unless the project has it at a place of its own."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleanerPipeline, _ORDER)
