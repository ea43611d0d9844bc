"""Reads logs of a simulation with the programs that others use, in an environment of its own.

Run as a script there: the folder of a model and an empty folder enter, what each program counted
leaves as JSON. PM4Py and pyarrow are loaded here alone.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

import govkit
from govkit.export.event_log import ENDINGS, event_log
from govkit.simulation.driver.rows import COLUMNS
from govkit.simulation.experiments.experiment import experiment

DAYS, RUNS = 40, 2


def written(model: Path, folder: Path) -> dict[str, Path]:
    """A log of each kind, of the same runs of two variants."""
    district = govkit.load(str(model))
    found = {}
    for kind, ending in ENDINGS.items():
        found[kind] = folder / f"日志{ending}"
        variants = {"现状": district, "照旧": district}
        with event_log(found[kind], kind, COLUMNS, list(variants)) as log:
            experiment(variants, days=DAYS, replications=RUNS, log=log)
    return found


def counted(paths: dict[str, Path]) -> dict[str, object]:
    """What each program sees: events and cases, kinds of events, who acted, the first instant."""
    import pm4py
    import pyarrow.parquet

    rows = [json.loads(line) for line in paths["jsonl"].open(encoding="utf-8")]
    xes = pm4py.read_xes(str(paths["xes"]), show_progress_bar=False)
    ocel = pm4py.read_ocel2_json(str(paths["ocel"]))
    table = pyarrow.parquet.read_table(paths["parquet"])
    kinds = sorted({row["kind"] for row in rows})
    return {
        "jsonl": [len(rows), len({(r["variant"], r["replication"], r["case"]) for r in rows})],
        "xes": [len(xes), xes["case:concept:name"].nunique()],
        "ocel": [len(ocel.events), int((ocel.objects["ocel:type"] == "case").sum())],
        "parquet": [
            table.num_rows,
            len({(r["variant"], r["replication"], r["case"])
                 for r in table.select(["variant", "replication", "case"]).to_pylist()}),
        ],
        "kinds": [
            kinds, sorted(xes["kind"].unique()), sorted(ocel.events["ocel:activity"].unique()),
            sorted(set(table["kind"].to_pylist())),
        ],
        "actors": [sorted({row["actor"] for row in rows if row["actor"]}),
                   sorted(xes["org:resource"].dropna().unique())],
        "first": [min(row["instant"] for row in rows),
                  xes["time:timestamp"].min().isoformat(),
                  min(table["instant"].to_pylist()).isoformat()],
        "starts": {str(k): int(v) for k, v in pm4py.get_start_activities(xes).items()},
        "qualifiers": sorted(ocel.relations["ocel:qualifier"].dropna().unique()),
        "groups": pyarrow.parquet.ParquetFile(paths["parquet"]).num_row_groups,
    }  # fmt: skip


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(counted(written(Path(sys.argv[1]), Path(sys.argv[2]))), ensure_ascii=False))
