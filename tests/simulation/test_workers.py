"""Processes that run cases look for garbage seldom; the process of a caller is left as it was."""

from __future__ import annotations

import gc

from govkit.simulation.experiments.workers import SELDOM, Workers, alone


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
