"""Crawls the shipped article from its file, and prints what the pipeline makes of it.

`python examples/scrapy_spider.py`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

ARTICLE = Path(__file__).parent.parent / "fixtures" / "demo" / "article.html"


class Articles(scrapy.Spider):
    """Takes each page as it is."""

    name = "articles"
    start_urls = (ARTICLE.resolve().as_uri(),)
    custom_settings = {  # noqa: RUF012 - Scrapy has it so
        "ADDONS": {"cleaner.integrations.scrapy.CleanerAddon": 300},
        "CLEANER_OUTPUT_FIELDS": ["headline", "body", "removed", "error"],
        "FEEDS": {"stdout:": {"format": "jsonlines", "fields": ["url", "headline", "body", "error"]}},
    }

    def parse(self, response: Response) -> Iterator[dict[str, object]]:
        """The page as an item."""
        yield {"url": response.url, "html": response.text}


process = CrawlerProcess({"LOG_LEVEL": "WARNING"})
process.crawl(Articles)
process.start()
