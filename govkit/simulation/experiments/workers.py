"""Processes that make runs beside each other, and stop at once when somebody interrupts.

An executor like that of the library: tasks enter, outcomes leave. What a task does is not known
here. Ctrl-C reaches every process of a terminal; only the first one is to hear it.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
SELDOM = 50_000, 20, 50
"""How seldom the collector looks: of all that a case makes, next to nothing is a cycle."""


def cores() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


class Workers(ProcessPoolExecutor):
    """A pool of processes that are begun afresh (`spawn`), deaf to Ctrl-C.

    Left by an interruption, it drops what has not begun and ends what has; else it waits.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers, mp_context=get_context("spawn"), initializer=_begins)
        self._number = workers
        self._others = {process.pid for process in active_children()}

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand in a task. A process that is begun for it inherits that Ctrl-C is ignored, so that
        it is deaf while it still loads its modules. Where all have begun, Ctrl-C is heard."""
        if len(self._processes or ()) == self._number:
            return super().submit(fn, *args, **kwargs)
        with _ignored():
            return super().submit(fn, *args, **kwargs)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.shutdown(wait=True)
            return
        with _unsaid(InvalidStateError):
            self.shutdown(wait=False, cancel_futures=True)
            ended = [one for one in active_children() if one.pid not in self._others]
            for process in ended:
                process.terminate()
            self.shutdown(wait=True)
            for process in ended:
                process.join()


def _begins() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*SELDOM)


@contextmanager
def alone() -> Iterator[None]:
    """One process makes all runs; it looks for garbage as seldom as a worker does."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _unsaid(kind: type[BaseException]) -> Iterator[None]:
    """A kind of error of other threads is not printed for a while.

    The thread that minds the processes of a pool may find them ended before it hears that it is
    over, and tells tasks that they failed which were dropped a moment ago.
    """
    before = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, kind):
            before(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


@contextmanager
def _ignored() -> Iterator[None]:
    """Ctrl-C ignored for a moment; only the main thread may say so, others leave it as it is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        with suppress(TypeError):  # None: it was not set by Python, and cannot be set back
            signal.signal(signal.SIGINT, before)
