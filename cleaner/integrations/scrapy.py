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
from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from cleaner.batch.records import ERROR, RESULTS, Fields
from cleaner.engine import Cleaner
from cleaner.errors import InputError, MissingExtraError
from cleaner.integrations.fields import Results, results_of, work_of

try:
    from itemadapter import ItemAdapter
    from scrapy import Item
    from scrapy.exceptions import DropItem
except ImportError as error:
    raise MissingExtraError("Scrapy pipelines", "scrapy") from error

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

_Value = TypeVar("_Value")

logger = logging.getLogger(__name__)

_ORDER = 300
"""The pipeline's place among those of a project: pipelines that validate come before it, those that store behind."""


class CleanerPipeline:
    """Puts the results of cleaning into each item: dicts, `Item`s, dataclasses, attrs and pydantic classes.

    An item that cannot be cleaned goes on with its `error`, and the log has it too. Fields that an item's class does not
    have are left out; an item whose class refuses a result goes on unchanged, and the log names the field. The
    statistics are `cleaner/items`, `cleaner/removed/KIND`, `cleaner/warnings`, `cleaner/errors/TYPE` and `cleaner/dropped`.
    """

    def __init__(
        self, cleaner: Cleaner, fields: Fields, outputs: Mapping[str, str], stats: StatsCollector | None, *, drop_empty: bool = False
    ) -> None:
        unknown = [name for name in outputs if name not in RESULTS]
        if unknown:
            raise InputError(f"CLEANER_OUTPUT_FIELDS has {unknown[0]!r}; use some of {', '.join(RESULTS)}")
        targets = list(outputs.values())
        for name, target in outputs.items():
            if not isinstance(target, str) or not target:
                raise InputError(f"CLEANER_OUTPUT_FIELDS puts {name!r} into {target!r}; give the name of a field")
            if targets.count(target) > 1:
                raise InputError(f"CLEANER_OUTPUT_FIELDS puts several results into {target!r}; give each a field of its own")
        self._work = work_of(fields, cleaner)
        self._outputs = dict(outputs)
        self._stats = stats
        self._drop_empty = drop_empty

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline that the settings of a crawl describe. `InputError` or `RulePackError` where they cannot be used."""
        settings = crawler.settings
        cleaner = Cleaner(
            keep=_listed(settings, "CLEANER_KEEP"),
            packs=_listed(settings, "CLEANER_PACKS"),
            languages=_listed(settings, "CLEANER_LANGUAGES") or None,
            mode=settings.get("CLEANER_MODE", "balanced"),
            timeout=_setting(settings, "CLEANER_TIMEOUT", settings.getfloat, "seconds, more than 0") or None,
        )
        text, html, url = (_field(settings, f"CLEANER_{name}_FIELD") for name in ("TEXT", "HTML", "URL"))
        outputs = _outputs(settings, "CLEANER_OUTPUT_FIELDS") or {name: name for name in RESULTS}
        drop_empty = _setting(settings, "CLEANER_DROP_EMPTY", settings.getbool, "True or False") or False
        return cls(cleaner, Fields.named(text, html, url or "url"), outputs, crawler.stats, drop_empty=drop_empty)

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
        self._put({target: results[name] for name, target in self._outputs.items() if names is None or target in names}, item)
        return item

    def _put(self, values: Mapping[str, object], item: Any) -> None:  # noqa: ANN401 - a class of the project
        """Put all of them into the item, or none where its class refuses one: a copy shows that first."""
        copied = item.copy() if isinstance(item, dict | Item) else copy(item)
        for adapter in map(ItemAdapter, (copied, item)):
            for name, value in values.items():
                try:
                    adapter[name] = value
                except Exception as error:  # a class refuses as it likes, and the item is not to be lost for it
                    logger.error("an item stays as it was: %s refuses the field %r: %s", type(item).__name__, name, error)
                    self._add(f"errors/{type(error).__name__}")
                    return

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


def _setting(settings: BaseSettings, name: str, read: Callable[[str], _Value], wanted: str) -> _Value | None:
    """A setting as Scrapy reads it; None where it is not set. `InputError` for one that it cannot read so."""
    if settings.get(name) is None:
        return None
    try:
        return read(name)
    except (TypeError, ValueError):
        raise InputError(f"{name} is {settings.get(name)!r}; give {wanted}") from None


def _listed(settings: BaseSettings, name: str) -> list[Any]:
    return _stripped(settings, name, _setting(settings, name, settings.getlist, "a list of texts") or [])


def _outputs(settings: BaseSettings, name: str) -> dict[str, str]:
    """The fields of items by result."""

    def read(name: str) -> dict[str, str]:
        given = settings.getdictorlist(name)
        return given if isinstance(given, dict) else {one: one for one in _stripped(settings, name, given)}

    return _setting(settings, name, read, "a list of results, or a mapping from results to fields of items") or {}


def _stripped(settings: BaseSettings, name: str, values: list[Any]) -> list[Any]:
    """The values of a list; of one that was written in one text, without the blanks behind its commas."""
    return [value.strip() for value in values] if isinstance(settings.get(name), str) else values


def _field(settings: BaseSettings, name: str) -> str | None:
    """The name of a field, where one is set."""
    given = settings.get(name)
    if given is None or (isinstance(given, str) and given.strip()):
        return given
    raise InputError(f"{name} is {given!r}; give the name of a field")


class CleanerAddon:
    """Puts `CleanerPipeline` into a project: `ADDONS = {"cleaner.integrations.scrapy.CleanerAddon": 300}`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add the pipeline, unless the project has it at a place of its own."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleanerPipeline, _ORDER)
