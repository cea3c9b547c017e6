"""Scrapy: a crawl of a site that the test serves, with the pipeline as a project has it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import attrs
import pytest
from pydantic import BaseModel, ConfigDict
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from cleaner import Cleaner, InputError
from cleaner.batch.records import ADDED, RESULTS
from cleaner.integrations.scrapy import CleanerAddon, CleanerPipeline
from tests.unit.batch.samples import PAGE, PROMPT, TEXT

SCRIPT = Path(__file__).parent / "crawl.py"
PAGES = {
    "/": "<html><body><a href='/bridge'>Bridge</a> <a href='/empty'>Empty</a> <a href='/broken'>Broken</a></body></html>",
    "/bridge": PAGE,
    "/empty": "<html><body></body></html>",
    "/broken": "<html><body></body></html>",
}


class Handler(BaseHTTPRequestHandler):
    """Serves `PAGES`."""

    def do_GET(self) -> None:
        """Answer."""
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def crawl(site: str, output: Path, **settings: object) -> tuple[list[dict[str, Any]], dict[str, int], str]:
    """The items that a crawl gives, its statistics, and its log."""
    given = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    command = [sys.executable, str(SCRIPT), site, str(output), *given]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=output)  # noqa: S603
    assert done.returncode == 0, done.stderr
    items = [json.loads(one) for one in (output / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    return items, json.loads((output / "stats.json").read_text(encoding="utf-8")), done.stderr


def test_each_item_of_a_crawl_is_cleaned(site: str, tmp_path: Path) -> None:
    """Dicts, items and dataclasses have the results for which they have a field; none is lost, and all are counted."""
    items, stats, log = crawl(site, tmp_path)
    assert len(items) == 8
    article = Cleaner().clean_html(PAGE, f"{site}bridge")
    mapping, item, story = sorted((one for one in items if one["url"].endswith("bridge")), key=len, reverse=True)
    assert {name: mapping[name] for name in ADDED} == {name: article.to_dict()[name] for name in ADDED}
    assert mapping["error"] is None
    assert item == {"url": f"{site}bridge", "html": PAGE, "headline": article.headline, "error": None}
    assert story == {"url": f"{site}bridge", "html": PAGE, "body": article.body}
    errors = [one["error"] for one in items if one["url"].endswith("broken")]
    assert [error["type"] for error in errors] == ["InputError", "InputError"]
    assert stats["cleaner/items"] == 8
    assert stats["cleaner/errors/InputError"] == 2
    assert stats["cleaner/removed/newsletter_signup"] == 3
    assert log.count("an item could not be cleaned") == 2
    assert "the field 'html' holds int" in log
    assert "Warning" not in log


def test_settings_of_a_crawl(site: str, tmp_path: Path) -> None:
    """What is dropped, what stays, and under which names."""
    outputs = {"body": "headline", "removed": "gone"}
    items, stats, _ = crawl(site, tmp_path, CLEANER_DROP_EMPTY=True, CLEANER_KEEP=["newsletter_signup"], CLEANER_OUTPUT_FIELDS=outputs)
    assert stats["cleaner/dropped"] == stats["item_dropped_count"] == 3
    assert len(items) == 5
    bridge = [one for one in items if one["url"].endswith("bridge")]
    assert all(PROMPT in one["headline"] for one in bridge if "headline" in one)
    assert {"url", "html", "headline", "gone"} in [set(one) for one in bridge]
    assert "cleaner/removed/newsletter_signup" not in stats


def pipeline(**settings: object) -> CleanerPipeline:
    return CleanerPipeline.from_crawler(get_crawler(settings_dict=settings))


def test_fields_and_lists_of_outputs() -> None:
    """Text goes by another field than pages, and a list names results."""
    found: Any = pipeline(CLEANER_TEXT_FIELD="content", CLEANER_OUTPUT_FIELDS="headline,body").process_item({"content": TEXT, "html": "x"})
    assert set(found) == {"content", "html", "headline", "body"}
    assert PROMPT not in found["body"]


def test_an_item_that_failed_is_not_dropped_as_empty() -> None:
    """Its text might have had a body."""
    empty = pipeline(CLEANER_DROP_EMPTY=True)
    found: Any = empty.process_item({"text": None})
    assert found["error"]["type"] == "InputError"
    with pytest.raises(DropItem):
        empty.process_item({"text": " "})


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"CLEANER_OUTPUT_FIELDS": ["title"]}, f"has 'title'; use some of {', '.join(RESULTS)}"),
        ({"CLEANER_KEEP": ["appeals"]}, "keep has 'appeals'"),
        ({"CLEANER_OUTPUT_FIELDS": {"body": 5}}, "CLEANER_OUTPUT_FIELDS puts 'body' into 5; give the name of a field"),
        ({"CLEANER_OUTPUT_FIELDS": {"body": "a", "headline": "a"}}, "several results into 'a'"),
        ({"CLEANER_OUTPUT_FIELDS": 5}, "CLEANER_OUTPUT_FIELDS is 5; give a list"),
        ({"CLEANER_KEEP": 5}, "CLEANER_KEEP is 5; give a list"),
        ({"CLEANER_TEXT_FIELD": ""}, "CLEANER_TEXT_FIELD is ''; give the name of a field"),
        ({"CLEANER_HTML_FIELD": 5}, "CLEANER_HTML_FIELD is 5"),
        ({"CLEANER_TIMEOUT": "abc"}, "CLEANER_TIMEOUT is 'abc'; give seconds"),
        ({"CLEANER_DROP_EMPTY": "maybe"}, "CLEANER_DROP_EMPTY is 'maybe'; give True or False"),
        ({"CLEANER_MODE": "mild"}, "mode has 'mild'"),
        ({"CLEANER_TEXT_FIELD": "x", "CLEANER_HTML_FIELD": "x"}, "'x' cannot hold both"),
    ],
)
def test_settings_that_cannot_be_used_end_the_crawl_at_its_start(settings: dict[str, object], told: str) -> None:
    """Not each item later."""
    with pytest.raises(InputError, match=told):
        pipeline(**settings)


def test_the_add_on_leaves_a_place_that_a_project_chose() -> None:
    """And else puts the pipeline at 300."""
    for own, place in (({}, 300), ({CleanerPipeline: 7}, 7), ({"cleaner.integrations.scrapy.CleanerPipeline": 7}, 7)):
        settings = Settings({"ITEM_PIPELINES": own})
        CleanerAddon().update_settings(settings)
        assert list(settings.getdict("ITEM_PIPELINES").values()) == [place]


def test_lists_in_one_text_may_have_blanks() -> None:
    """Behind their commas."""
    made = pipeline(CLEANER_OUTPUT_FIELDS="headline, body", CLEANER_KEEP="newsletter_signup, donation_appeal")
    found: Any = made.process_item({"text": TEXT})
    assert set(found) == {"text", "headline", "body"}
    assert PROMPT in found["body"]


def test_an_item_without_a_text_is_told_which_fields_it_has() -> None:
    """To name the right one."""
    found: Any = pipeline().process_item({"content": TEXT})
    assert found["error"]["message"].startswith("no field 'text' or 'html'; the fields are 'content'")


@dataclass(frozen=True)
class FrozenStory:
    """No field of it can be assigned."""

    text: str
    body: str | None = None


@attrs.define
class ShortStory:
    """One field of it takes less than there is."""

    text: str
    headline: str | None = None
    body: str | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.max_len(3)))


class StrictStory(BaseModel):
    """One field of it takes what is never given."""

    model_config = ConfigDict(validate_assignment=True)
    text: str
    headline: str | None = None
    body: int = 0


@pytest.mark.parametrize("made", [FrozenStory, ShortStory, StrictStory])
def test_an_item_that_refuses_a_result_goes_on_unchanged(made: type, caplog: pytest.LogCaptureFixture) -> None:
    """And the log says which field refused; those before it are as they were, too."""
    item = made(text=TEXT)
    assert pipeline().process_item(item) is item
    assert item == made(text=TEXT)
    assert f"{made.__name__} refuses the field 'body'" in caplog.text
