"""One browser for all tests of the player, without a network and without storage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lesson.chromium import Chromium
from tests.lesson.tools import tool

NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "fetch"]) {
  Object.defineProperty(window, name, {
    get() { window.forbidden = name; throw new Error(name); },
  });
}
"""


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One tab for all tests of a worker; no network, and no storage that could answer."""
    tool("chromium")
    with Chromium(tmp_path_factory.mktemp("browser")) as chromium:
        chromium.call(
            "Network.emulateNetworkConditions",
            offline=True,
            latency=0,
            downloadThroughput=0,
            uploadThroughput=0,
        )
        chromium.call("Page.addScriptToEvaluateOnNewDocument", source=NO_STORAGE)
        yield chromium
