"""A run that a program steps through: looked at at any instant, and the same run as at once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import govkit
from govkit.simulation.driver.rows import Row, rows_of
from govkit.simulation.experiments.experiment import Missing, experiment
from tests.simulation.test_experiment import SMALL

DOCS = Path(__file__).parents[2] / "docs"
TEXT = SMALL.replace("CASES", "60").replace(
    "预运行：2天", "预运行：2天；发生率：执行受阻 → 20% 假设"
)
DAYS = 12


def model() -> govkit.Governance:
    return govkit.loads(TEXT)


def told(simulation: govkit.Simulation, *steps: float | datetime) -> list[Row]:
    found: list[Row] = []
    for until in steps:
        simulation.run(until=until)
        _ = simulation.cases, simulation.stations, simulation.figures()
        found += simulation.events()
    return found


def test_in_steps_it_is_the_run_that_was_made_at_once() -> None:
    """Whole days, odd seconds, instants, twice the same: the rows are the same, to the last one."""
    at_once, in_steps = (govkit.Simulation(model(), days=DAYS, seed=3) for _ in range(2))
    whole = told(at_once, DAYS)
    odd = [n * 0.37 for n in range(1, 16)]
    instants = [in_steps.now + timedelta(days=6, seconds=7919 * n) for n in range(1, 30)]
    assert told(in_steps, *odd, *instants, 2, DAYS, DAYS) == whole
    assert at_once.figures() == in_steps.figures()
    assert at_once.cases == in_steps.cases and at_once.stations == in_steps.stations
    assert len(whole) > 300 and {row.kind for row in whole} >= {"open", "handle", "close"}


def test_it_is_the_run_of_an_experiment() -> None:
    found = experiment(model(), days=DAYS, replications=2, seed=3).figures["base"]
    for number in (0, 1):
        simulation = govkit.Simulation(model(), days=DAYS, seed=3, replication=number)
        simulation.run()
        assert simulation.figures() == found[number]


def test_events_come_in_their_order_and_each_once() -> None:
    simulation = govkit.Simulation(model(), days=DAYS)
    found = told(simulation, 3, 7, DAYS)
    ats = [datetime.fromisoformat(row.instant) for row in found]
    assert ats == sorted(ats)
    assert len({(row.case, row.n) for row in found}) == len(found)
    for name, case in simulation.cases.items():
        assert [row for row in found if row.case == name] == list(rows_of(case))
    assert list(simulation.events()) == []


def test_the_state_is_that_of_the_instant() -> None:
    simulation = govkit.Simulation(model(), days=DAYS)
    begins = simulation.now
    assert begins.utcoffset() == timedelta(hours=8) and not simulation.cases
    noon = begins + timedelta(days=2, hours=10)
    rows = told(simulation, noon)
    assert simulation.now == noon
    assert all(datetime.fromisoformat(row.instant) < noon for row in rows)
    closed = {row.case for row in rows if row.kind == "close"}
    assert {row.case for row in rows} - closed == {*simulation.cases}
    for one in simulation.stations:
        assert 0 <= one.busy <= one.holders and one.on_duty <= one.holders
        assert one.in_hand == one.busy  # one case at a time
    working = sum(case.status == "handling" for case in simulation.cases.values())
    assert sum(one.in_hand for one in simulation.stations) == working


def test_what_cannot_be_run_is_told() -> None:
    simulation = govkit.Simulation(model(), days=DAYS)
    with pytest.raises(ValueError, match="zone"):
        simulation.run(until=datetime(2026, 3, 5))
    with pytest.raises(ValueError, match="until"):
        simulation.run(until=DAYS + 1)
    with pytest.raises(Missing):
        govkit.Simulation(govkit.loads(TEXT.replace("用时：指数(4工作小时) 假设", "")), days=DAYS)


def test_the_program_of_the_document_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / "embedding.md").read_text(encoding="utf-8")
    section = text[text.index("## Simulating") :]
    (program,) = re.findall(r"```python\n(.*?)```", section.partition("\n## Who")[0], re.S)
    monkeypatch.chdir(DOCS.parent)
    exec(program, {})
    shown = capsys.readouterr().out
    assert "2026-01-11" in shown
    assert 0 <= float(shown.split()[-1]) <= 1
