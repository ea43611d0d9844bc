"""Runs one experiment in this process, in processes of ours and on a local cluster of Dask.

Run as a script in an environment with the extra `cluster`: the folder of a model, days and runs
enter; seconds and whether all three gave equal figures leave as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import govkit
from govkit.simulation.experiments.experiment import experiment

WORKERS = 2


def ran(model: Any, days: int, runs: int, executor: Executor | None) -> tuple[float, Any]:
    """How long it took, and the outcomes."""
    begun = time.perf_counter()
    found = experiment(model, days=days, replications=runs, executor=executor)
    return time.perf_counter() - begun, found.outcomes


def main(path: str, days: int, runs: int) -> dict[str, Any]:
    """The three ways, one after another in one run."""
    from distributed import Client, LocalCluster

    model = govkit.load(path)
    alone, expected = ran(model, days, runs, None)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor:
        pool, pooled = ran(model, days, runs, executor)
    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        first, clustered = ran(model, days, runs, client.get_executor())
        again, repeated = ran(model, days, runs, client.get_executor())
    return {
        "equal": [pooled == expected, clustered == expected, repeated == expected],
        "cases": sum(int(one.figures["cases"]) for one in expected["base"]),
        "seconds": {"alone": alone, "processes": pool, "cluster": first, "cluster again": again},
        "workers": WORKERS,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
