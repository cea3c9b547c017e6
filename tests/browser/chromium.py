"""Chromium without a window, driven through a pair of pipes by its own DevTools protocol: no socket, no driver."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_IN, _OUT = 3, 4
"""The descriptors at which Chromium reads commands and writes answers."""
_PATIENCE = 180.0
"""Seconds after which nothing more is waited for: a machine may be busy with other things."""
_KEYS = {"Tab": (9, ""), "Escape": (27, ""), "Enter": (13, "\r")}
"""The number of each key, and the text that it writes."""


def executable() -> str | None:
    """Where Chromium is; None where it is not."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """A browser with a profile of its own, which `close` ends."""

    def __init__(self, path: str, profile: Path) -> None:
        self._log = profile / "stderr"
        ends = [*os.pipe(), *os.pipe()]
        # Above the descriptors that they are to become in the child, so that none is written over.
        reads, self._write, self._read, writes = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
        for end in ends:
            os.close(end)
        self._process = os.posix_spawn(
            path,
            [path, *_FLAGS, f"--user-data-dir={profile / 'profile'}", "about:blank"],
            {**os.environ, "HOME": str(profile)},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, reads, _IN),
                (os.POSIX_SPAWN_DUP2, writes, _OUT),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o600),
                (os.POSIX_SPAWN_OPEN, 2, str(self._log), os.O_WRONLY | os.O_CREAT, 0o600),
            ],
            setpgroup=0,
        )
        os.close(reads)
        os.close(writes)
        self._last = 0
        self._held = b""
        self.events: list[dict[str, object]] = []

    def send(self, method: str, session: str | None = None, **parameters: object) -> dict:
        """Give a command and return its result; what happens meanwhile is added to `events`."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        for answer in self._messages():
            if answer.get("id") == self._last:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            self.events.append(answer)
        raise AssertionError(f"no answer to {method}; {self._log.read_text(errors='replace')[-2000:]}")

    def _messages(self) -> Iterator[dict]:
        end = time.monotonic() + _PATIENCE
        while True:
            while b"\0" in self._held:
                message, _, self._held = self._held.partition(b"\0")
                yield json.loads(message)
            if not select.select([self._read], [], [], max(0.0, end - time.monotonic()))[0]:
                return
            data = os.read(self._read, 1 << 16)
            if not data:
                return
            self._held += data

    @contextlib.contextmanager
    def opened(self, url: str, width: int, height: int = 900, *, dark: bool = False, script: bool = True) -> Iterator[Tab]:
        """A page in a context of its own, at a width in CSS pixels, in light or dark, with scripts or without."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session)
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            tab.send(f"{domain}.enable")
        phone = width < 600
        tab.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone)
        tab.send("Emulation.setTouchEmulationEnabled", enabled=phone)
        # Without motion what is scrolled to is there at once.
        features = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        tab.send("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in features.items()])
        tab.send("Emulation.setScriptExecutionDisabled", value=not script)
        tab.send("Page.navigate", url=url)
        tab.wait("Page.loadEventFired")
        yield tab
        self.send("Target.disposeBrowserContext", browserContextId=context)

    def close(self) -> None:
        """End the browser and all its processes."""
        with contextlib.suppress(AssertionError, OSError):
            self.send("Browser.close")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._write)
        os.close(self._read)


@dataclass
class Tab:
    """A page that is open."""

    browser: Browser
    session: str

    def send(self, method: str, **parameters: object) -> dict:
        """Give a command for this page and return its result."""
        return self.browser.send(method, self.session, **parameters)

    def wait(self, method: str) -> None:
        """Wait until something has happened."""
        end = time.monotonic() + _PATIENCE
        while not self.happened(method):
            assert time.monotonic() < end, f"{method} did not happen"
            self.ask("1")

    def happened(self, *methods: str) -> list[dict]:
        """What has happened of this sort."""
        return [event["params"] for event in self.browser.events if event.get("sessionId") == self.session and event["method"] in methods]

    def ask(self, expression: str) -> Any:
        """The value of an expression on the page, which works without the page's scripts too."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """A key of the keyboard, down and up."""
        number, text = _KEYS[key]
        for kind, more in (("keyDown", {"text": text}), ("keyUp", {})):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=number, **more)

    def write(self, text: str) -> None:
        """Text, as if typed."""
        self.send("Input.insertText", text=text)

    def point(self, selector: str, *, tap: bool = False) -> None:
        """Move the mouse to the middle of the first line of an element, or tap there."""
        self.ask(f"document.querySelector({json.dumps(selector)}).scrollIntoViewIfNeeded()")
        box = self.ask(f"document.querySelector({json.dumps(selector)}).getClientRects()[0].toJSON()")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if tap:
            self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
            self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        else:
            self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def picture(self, path: Path, height: int | None = None) -> None:
        """The page as a PNG: what is in view, or its top to a height in CSS pixels."""
        whole = {}
        if height:
            width = self.ask("innerWidth")
            whole = {"captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}}
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png", **whole)["data"]))
