"""Settings every test shares: properties are judged by what they find, never by their speed.

Collected tests and compiled examples stay until the end, so the collector of garbage does not look
at them again and again.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.drawn import DAY

pytest_plugins = ["pytester"]

settings.register_profile("govkit", deadline=None, derandomize=True)
settings.load_profile("govkit")

AS_FOR_USERS = gc.get_threshold()
gc.set_threshold(40_000, 20, 40)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C is heard, by programs that the test starts too: a shell that runs the tests in the
    background has them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was made while tests were collected is no garbage; measurements are as for users."""
    if any(item.get_closest_marker("bench") for item in session.items):
        gc.set_threshold(*AS_FOR_USERS)
        return
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A run that failed says how the same rows are drawn again."""
    if terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"drawn for the day: GOVKIT_DAY={DAY}")
