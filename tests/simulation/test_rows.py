"""Rows of a run: every event of every case once, in order, and a run that is not changed by it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.export.event_log import ENDINGS, event_log
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.rows import COLUMNS, Row, Rows, rows_of
from govkit.simulation.driver.transition import Walk
from govkit.simulation.driver.watchers import Watchers
from govkit.simulation.experiments.experiment import Interrupted, experiment
from govkit.simulation.workload.numbers import Numbers
from tests.simulation.by_hand import DAY
from tests.simulation.test_experiment import model
from tests.simulation.watching import Seen

DAYS = 20
Logged = tuple[Replication, Seen, list[list[Row]]]


def small(days: int) -> tuple[Walk, Numbers]:
    engine, first = Engine(model(40)), date(2026, 3, 2)
    numbers = Numbers(engine, engine.model.workloads[0], first, days)
    return Walk(engine, datetime(first.year, first.month, first.day)), numbers


@pytest.fixture(scope="module")
def logged() -> Logged:
    walk, numbers = small(DAYS)
    seen: Seen = Seen()
    taken: list[list[Row]] = []
    rows = Rows(lambda case: taken.append(list(case)), "现状", 3)
    run = Replication(numbers.read(), walk, Run.of(1, 3), Watchers(seen, rows))
    run.run(DAYS * DAY)
    assert len(taken) == len(seen.closed), "cases are told of as they close"
    rows.finish([*run.lives.values()])
    return run, seen, taken


def test_every_event_of_every_case_is_one_row(
    logged: Logged,
) -> None:
    run, seen, taken = logged
    cases = [*seen.closed.values(), *(life.case for life in run.lives.values())]
    assert len(taken) == len(cases) == run.opened > 50 < len(seen.closed)
    for rows, case in zip(taken, cases, strict=True):
        assert [row.n for row in rows] == [*range(1, len(case.history) + 1)]
        assert {(row.case, row.matter, row.variant, row.replication) for row in rows} == {
            (case.history[0].idempotency_key, case.matter, "现状", 3)
        }
        for row, event in zip(rows, case.history, strict=True):
            assert (row.kind, row.trigger, row.automatic) == (
                event.kind, event.trigger, event.automatic
            )  # fmt: skip
            assert row.instant == event.at.isoformat() and row.rule == (event.rules or ("",))[0]
    assert len({rows[0].case for rows in taken}) == len(taken)


def test_who_acted_is_taken_apart_and_what_ran_out_has_no_actor(
    logged: Logged,
) -> None:
    _, seen, taken = logged
    rows = [row for case in taken for row in case]
    assert Counter(row.actor for row in rows if row.actor) == Counter(who for _, _, who in seen.by)
    for row in rows:
        if row.actor:
            station, unit, holder = row.station, row.unit, row.actor.rpartition("·")[2]
            assert row.actor == f"{station}·{unit}·{holder}" and not row.automatic
    worked = {(row.station, row.unit) for row in rows if row.kind == "handle"}
    assert worked == {
        *(("post:网格员", f"网格·{n}") for n in (1, 2, 3)), ("post:值班员", "街道·1")
    }  # fmt: skip
    ran_out = [row for row in rows if row.kind == "expire" or row.automatic]
    assert ran_out and all(row.limit and not row.station for row in ran_out)


def test_a_run_that_is_logged_is_the_run_that_is_not() -> None:
    walk, numbers = small(10)
    runs = []
    for logs in (False, True):
        seen = Seen()
        watch = Watchers(seen, Rows(lambda _: None)) if logs else seen
        Replication(numbers.read(), walk, Run.of(1), watch).run(10 * DAY)
        runs.append(seen)
    assert runs[0] == runs[1] and runs[0].closed


def test_rows_after_a_revision_are_those_that_are_new(
    logged: Logged,
) -> None:
    case = next(iter(logged[1].closed.values()))
    whole = list(rows_of(case))
    assert len(whole) > 3 and list(rows_of(case, after=3)) == whole[3:]


def test_the_heads_are_those_of_a_row() -> None:
    assert len(COLUMNS) == len(Row._fields) == len(set(COLUMNS)) and {"from", "to"} <= {*COLUMNS}


@pytest.mark.parametrize("kind", ["csv", pytest.param("ocel", marks=pytest.mark.nightly)])
def test_an_experiment_has_one_log_from_any_executor_and_the_figures_it_has_without(
    tmp_path: Path, kind: str
) -> None:
    models = {"现状": model(20), "加倍": model(40)}
    plain = experiment(models, days=8, replications=2)
    logs = []
    for workers in (1, 3):
        path = tmp_path / f"{workers}{ENDINGS[kind]}"
        with (
            event_log(path, kind, COLUMNS, list(models)) as log,
            ThreadPoolExecutor(workers) as executor,
        ):
            found = experiment(models, days=8, replications=2, executor=executor, log=log)
        assert found.outcomes == plain.outcomes
        logs.append(path.read_bytes())
    assert logs[0] == logs[1]
    if kind == "csv":
        rows = [*csv.DictReader(io.StringIO(logs[0].decode("utf-8-sig"), newline=""))]
        opened = Counter((row["variant"], row["replication"]) for row in rows if row["n"] == "1")
        assert set(opened) == {(name, n) for name in models for n in "01"}
        assert list(opened) == sorted(opened, key=lambda run: ([*models].index(run[0]), run[1]))
        for name in models:
            cases = [one.figures["cases"] or 0 for one in found.outcomes[name]]
            logged = [opened[name, n] for n in "01"]
            assert all(a > b for a, b in zip(logged, cases, strict=True)), "the warm-up is in it"


def test_whoever_interrupts_keeps_the_log_of_the_runs_that_are_finished(tmp_path: Path) -> None:
    def stop(*told: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.csv"
    with event_log(path, "csv", COLUMNS, ["现状"]) as log, pytest.raises(Interrupted):
        experiment({"现状": model(20)}, days=4, replications=3, log=log, progress=stop)
    rows = [*csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))]
    assert rows and {row["replication"] for row in rows} == {"0"}
