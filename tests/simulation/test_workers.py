"""Processes that run cases look for garbage seldom; the process of a caller is left as it was."""

from __future__ import annotations

import gc
import signal
import threading
from concurrent.futures import InvalidStateError, ProcessPoolExecutor
from functools import partial

import pytest

from govkit.simulation.experiments.workers import SELDOM, Workers, _unsaid, alone


def test_a_worker_looks_for_garbage_seldom() -> None:
    before = gc.get_threshold()
    with Workers(1) as pool:
        assert pool.submit(gc.get_threshold).result() == SELDOM
    assert gc.get_threshold() == before != SELDOM


def test_one_process_alone_does_so_while_it_runs() -> None:
    before = gc.get_threshold()
    with alone() as none:
        assert none is None and gc.get_threshold() == SELDOM
    assert gc.get_threshold() == before


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_a_task_is_handed_in_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(1) as pool:
        assert pool.submit(abs, -1).result() == 1
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            interrupt = partial(signal.raise_signal, signal.SIGINT)
            patched.setattr(ProcessPoolExecutor, "submit", lambda *_: interrupt())
            pool.submit(abs, -2)
        assert pool.submit(abs, -3).result() == 3


def test_what_a_pool_says_of_dropped_tasks_is_not_printed_and_all_else_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(error: Exception) -> None:
        raise error

    hook = threading.excepthook
    threading.excepthook = threading.__excepthook__  # not that of the tests
    try:
        with _unsaid(InvalidStateError):
            for error in (InvalidStateError("dropped"), RuntimeError("in earnest")):
                thread = threading.Thread(target=fails, args=(error,))
                thread.start()
                thread.join()
        assert threading.excepthook is threading.__excepthook__
    finally:
        threading.excepthook = hook
    told = capsys.readouterr().err
    assert "in earnest" in told and "dropped" not in told
