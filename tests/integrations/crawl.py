"""A crawl of a site on this machine: `python crawl.py ADDRESS OUTPUT [SETTING=JSON ...]`. It writes items and statistics."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from cleaner.integrations.scrapy import CleanerAddon


class News(scrapy.Item):
    """An item with some of the fields alone."""

    url = scrapy.Field()
    html = scrapy.Field()
    headline = scrapy.Field()
    error = scrapy.Field()


@dataclass
class Story:
    """A class of one's own."""

    url: str
    html: str
    body: str | None = None


class Site(scrapy.Spider):
    """Follows the links of the first page, and makes an item of each kind of a page."""

    name = "site"

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """The links."""
        for link in response.css("a::attr(href)"):
            yield response.follow(link.get(), self.parse_page)

    def parse_page(self, response: Response) -> Iterator[object]:
        """The items of one page."""
        if response.url.endswith("broken"):
            yield {"url": response.url, "html": None}
            yield News(url=response.url, html=7)
            return
        yield {"url": response.url, "html": response.text}
        yield News(url=response.url, html=response.text)
        yield Story(response.url, response.text)


if __name__ == "__main__":
    address, output, *given = sys.argv[1:]
    settings = {name: json.loads(value) for name, _, value in (setting.partition("=") for setting in given)}
    process = CrawlerProcess({
        "ADDONS": {CleanerAddon: 300},
        "FEEDS": {f"{output}/items.jsonl": {"format": "jsonlines"}},
        "TELNETCONSOLE_ENABLED": False,
        **settings,
    })
    crawler = process.create_crawler(Site)
    process.crawl(crawler, start_urls=[address])
    process.start()
    assert crawler.stats is not None
    stats = {name: value for name, value in crawler.stats.get_stats().items() if name.startswith(("cleaner/", "item_"))}
    Path(output, "stats.json").write_text(json.dumps(stats), encoding="utf-8")
