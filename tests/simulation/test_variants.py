"""Variants by the paths of fields: what differs, what is refused, when to stop, what fails."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from typing import Any

import pytest

import govkit
from govkit.diagnostics import GovError
from govkit.draws.intervals import FEWEST
from govkit.simulation.driver.gaps import NoDelay
from govkit.simulation.driver.rows import Log
from govkit.simulation.experiments import experiment as experiments
from govkit.simulation.experiments.experiment import Interrupted, Stopped, experiment, replicate
from govkit.simulation.experiments.result import Result
from govkit.simulation.experiments.until import BATCH, FIRST, MOST, NoFigure, Until
from govkit.simulation.experiments.variant import combinations, varied
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.plan import Plan
from tests.simulation.test_experiment import model

ONE, TWO = {"网格员.人数": "1名/网格"}, {"网格员.人数": "2名/网格"}
SHORT = {"days": 7, "seed": 3}


def test_the_front_door_runs_variants_of_a_model_side_by_side() -> None:
    found = govkit.experiment(model(), variants={"一名": ONE, "两名": TWO}, days=6, replications=5)
    use, less = found["两名"]["use·网格员"], found.difference("一名", "两名")["use·网格员"]
    assert use.low is not None and use.high is not None and len(use.values) == 5
    assert less.leaves_out_zero and (less.mean or 0) < 0
    assert found.base == "一名" and found.findings == () and found.fixed


@pytest.mark.parametrize(
    "change",
    [{"网格.时限": "1工作日"}, {"上报.到件": "30件/网格/月"}, {"网格员.用时": "指数(8工作小时)"},
     {"层级:网格.数量": "6"}, {"日常.预运行": "1天"}],
)  # fmt: skip
def test_two_models_that_differ_in_one_field_alone_answer_differently(
    change: dict[str, str],
) -> None:
    found = experiment(model(), variants={"one": {}, "other": change}, replications=2, **SHORT)  # type: ignore[arg-type]
    assert found.figures["one"] != found.figures["other"]


def test_few_replications_have_values_and_no_interval() -> None:
    found = experiment(model(), variants={"one": {}, "two": TWO}, replications=FEWEST - 1, **SHORT)  # type: ignore[arg-type]
    for one in (found["one"]["on_time_rate"], found.difference("one", "two")["on_time_rate"]):
        assert one.mean is not None and len(one.values) == FEWEST - 1
        assert one.low is None and one.high is None and not one.leaves_out_zero


def test_what_the_checks_refuse_in_a_text_they_refuse_in_a_variant() -> None:
    with pytest.raises(GovError) as error:
        experiment(
            model(),
            variants={
                "a": {"网格.上级": "网格"},
                "b": {"网络.时限": "1天"},
                "c": {"网格.上级": "网格"},
            },
        )
    codes = [one.code for one in error.value.diagnostics]
    assert codes[-1] == "GOV974" and len(codes) > 1
    assert varied(model(), {}) == model()
    with pytest.raises(TypeError):
        experiment({"a": model()}, variants={"b": {}})


def test_all_combinations_up_to_fifty() -> None:
    assert combinations({"甲.x": ["1", "2", "1"], "乙.y": ["3"]}) == {
        "1、3": {"甲.x": "1", "乙.y": "3"}, "2、3": {"甲.x": "2", "乙.y": "3"}
    }  # fmt: skip
    seven = [str(n) for n in range(7)]
    assert len(combinations({"a.b": seven, "c.d": seven})) == 49 and combinations({}) == {}
    with pytest.raises(ValueError, match="50"):
        combinations({"a.b": seven, "c.d": [*seven, "7"]})


def test_runs_are_added_in_batches_until_every_interval_is_short_enough() -> None:
    narrow = experiment(
        model(), variants={"one": {}, "two": TWO}, until=Until("on_time_rate", 0.07), days=6
    )
    assert not narrow.fixed
    times = len(narrow.outcomes["one"])
    assert FIRST < times < MOST and (times - FIRST) % BATCH == 0
    for one in (narrow["one"], narrow["two"], narrow.difference("one", "two")):
        assert one["on_time_rate"].half_width is not None
        assert one["on_time_rate"].half_width <= 0.07
    before = Result(narrow.plan, {n: rows[:-BATCH] for n, rows in narrow.outcomes.items()})
    assert not Until("on_time_rate", 0.07).holds(before)
    with pytest.raises(NoFigure) as none:
        experiment(model(), until=Until("no such", 0.1), **SHORT)  # type: ignore[arg-type]
    assert "on_time_rate" in none.value.known


def test_a_variant_that_is_wide_keeps_all_running() -> None:
    """The interval of a difference counts too: two that are known well, and apart by chance."""
    outcomes = {
        "one": tuple(Outcome({"x": 1.0 + n % 2}) for n in range(10)),
        "two": tuple(Outcome({"x": 2.0 - n % 2}) for n in range(10)),
    }
    found = Result(Plan((), "", model().workloads[0].since, 1, 1), outcomes)  # type: ignore[arg-type]
    assert found["one"]["x"].half_width == pytest.approx(found["two"]["x"].half_width)
    half = found["one"]["x"].half_width or 0
    assert not Until("x", 1.5 * half).holds(found) and Until("x", 2.5 * half).holds(found)


def test_a_run_that_fails_gives_its_finding_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(plan: Plan, variant: str, number: int, log: Log | None = None) -> Outcome:
        if variant == "two" or number == 1:
            raise NoDelay("decide", "post:值班员")
        return replicate(plan, variant, number, log)

    monkeypatch.setattr(experiments, "replicate", failing)
    with ThreadPoolExecutor(2) as executor:
        found = experiment(
            model(), variants={"one": {}, "two": TWO}, replications=3, executor=executor, **SHORT  # type: ignore[arg-type]
        )  # fmt: skip
    failed = [(one.variant, one.replication) for one in found.failures]
    assert failed == [("one", 1), ("two", 0), ("two", 1), ("two", 2)]
    assert [one.code for one in found.findings] == ["GOV972"]  # told once
    assert found["one"]["cases"].mean and found["one"]["cases"].undefined == 1
    assert not found["two"].get("cases")
    assert found.difference("one", "two")["cases"].undefined == 3
    with pytest.raises(NoDelay):
        experiment(model(), variants={"two": TWO}, replications=2, **SHORT)  # type: ignore[arg-type]


def test_what_is_finished_when_somebody_interrupts_is_kept_in_whole_pairs() -> None:
    def stop(done: int, of: int, cases: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        experiment(
            model(), variants={"one": {}, "two": TWO}, replications=4, progress=stop, **SHORT
        )  # type: ignore[arg-type]
    whole = experiment(model(), variants={"one": {}, "two": TWO}, replications=2, **SHORT)  # type: ignore[arg-type]
    assert stopped.value.result.outcomes == whole.outcomes


def test_a_process_that_dies_leaves_what_is_finished() -> None:
    class Dying(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            if args[2] < 2:
                return super().submit(fn, *args, **kwargs)
            broken: Future[Any] = Future()
            broken.set_exception(BrokenExecutor("gone"))
            return broken

    with Dying(1) as executor, pytest.raises(Stopped) as stopped:
        experiment(model(), replications=3, executor=executor, **SHORT)  # type: ignore[arg-type]
    assert len(stopped.value.result.outcomes["base"]) <= 2
