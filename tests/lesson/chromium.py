"""A small client of Chromium's DevTools protocol, over a pipe.

A page's file enters, one tab is opened with storage and network off; expressions, keys and pictures
go through it. Nothing is known here of what the page shows.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-device-scale-factor=1",
    "--hide-scrollbars=0",
    "--remote-debugging-pipe",
)
PATIENCE = 120  # seconds
# The browser reads commands at 3 and answers at 4.
_AT_THREE_AND_FOUR = """
import fcntl, os, sys
reads, writes = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(reads, 3)
os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_CODES = {"PageDown": 34, "PageUp": 33, "Escape": 27, "F5": 116, "Enter": 13, "Tab": 9}


def browser() -> str | None:
    """The system's Chromium, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Chromium:
    """One headless browser with one tab. Use it as a context; it is ended with it."""

    def __init__(self, folder: Path, width: int = 1024, height: int = 768) -> None:
        self._number, self._buffer, self.session = 0, b"", ""
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        program = browser()
        assert program is not None
        flags = (*FLAGS, f"--window-size={width},{height}", f"--user-data-dir={folder}")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _AT_THREE_AND_FOUR,
                f"{theirs_in}",
                f"{theirs_out}",
                program,
                *flags,
            ],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.asked = 0
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.attach(target)
        self.resize(width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None
    ) -> None:
        os.close(self._out)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._in)

    # ── the protocol ──
    def call(self, method: str, **params: Any) -> Any:
        """One command; what it answers. Raises `RuntimeError` where the browser refuses."""
        number = self._send(method, params)
        while True:
            answer = self._read()
            if answer.get("id") != number:
                self._happened(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return self._number

    def _happened(self, event: dict[str, Any]) -> None:
        """Keep an event; a question whether to leave is answered with yes."""
        self.events.append(event)
        if event.get("method") == "Page.javascriptDialogOpening":
            self.asked += 1
            self._send("Page.handleJavaScriptDialog", {"accept": True})

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise RuntimeError(f"the browser said nothing for {PATIENCE} s")
            chunk = os.read(self._in, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def attach(self, target: str) -> str:
        """A session with a tab or a window, by which commands go to it."""
        held, self.session = self.session, ""
        session: str = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        self.session = session
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.session = held
        return session

    def others(self) -> list[str]:
        """The targets of pages that the page has opened itself, by id."""
        infos = self.call("Target.getTargets")["targetInfos"]
        return [one["targetId"] for one in infos if one["type"] == "page" and one.get("openerId")]

    # ── a page ──
    def open(self, file: Path) -> None:
        """Open a file and wait until it is there."""
        self.events.clear()
        self.call("Page.navigate", url=file.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self._happened(self._read())

    def resize(self, width: int, height: int) -> None:
        """The inner size of the tab in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def evaluate(self, text: str) -> Any:
        """The value of an expression in the page. Raises `RuntimeError` where it throws."""
        answer = self.call(
            "Runtime.evaluate", expression=text, returnByValue=True, awaitPromise=True,
            userGesture=True,
        )  # fmt: skip
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"], ensure_ascii=False))
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys as a keyboard or a page turner does."""
        for key in keys:
            name = key.removeprefix("Shift+")
            one = {
                "key": name,
                "modifiers": 8 if name != key else 0,
                "windowsVirtualKeyCode": _CODES.get(name, ord(name[0].upper())),
            }
            self.call("Input.dispatchKeyEvent", type="rawKeyDown", **one)
            self.call("Input.dispatchKeyEvent", type="keyUp", **one)

    def picture(self, file: Path) -> None:
        """The screen as a PNG file."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))
