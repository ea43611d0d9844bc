"""Experiments on a district's own workload: the same figures from any executor, paired variants."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from govkit.calendars import STANDARD, elapsed
from govkit.diagnostics import GovError
from govkit.diagnostics.catalogue import word
from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.model.governance import Governance
from govkit.pipeline import compile_text
from govkit.simulation.driver.gaps import NoDelay, TooShort
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.experiments.experiment import Missing, experiment, prepared_plan
from govkit.simulation.experiments.result import Result
from govkit.simulation.experiments.variant import varied
from govkit.simulation.workload.numbers import Numbers
from tests.simulation.watching import Seen

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS, RUNS = 12, 5

SMALL = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  层级 网格 { 上级：街道；数量：3 }
  岗位 网格员 { 设于：网格；编制：1名/网格 }
  岗位 值班员 { 设于：街道；编制：1名/街道 }
  事项 噪声 { }
  流程 办件 {
    适用：噪声
    级 网格 { 承办：网格员；时限：2工作日；遇：超时 → 街道 }
    级 街道 { 承办：值班员；时限：5工作日 }
  }
  推演 日常 自 2026-03-01 至 2026-06-01 {
    预运行：2天
    来件 上报 { 到件：CASES件/网格/月 假设；发生于：网格 假设；事项：噪声 假设 }
    承办力量 网格员 { 工时：20小时/周 假设；用时：指数(4工作小时) 假设 }
    承办力量 值班员 { 人数：2名 假设；工时：40小时/周 假设；用时：指数(2工作小时) 假设 }
  }
}
"""


def model(cases: int = 20, text: str = SMALL) -> Governance:
    found = compile_text(text.replace("CASES", str(cases)))
    assert found.model is not None and not found.errors, found.errors
    return found.model


@pytest.fixture(scope="module")
def found() -> Result:
    told: list[tuple[int, int, int]] = []
    result = experiment(
        {"现状": model(), "加倍": model(40), "照旧": model()},
        days=DAYS, replications=RUNS, progress=lambda *done: told.append(done),
    )  # fmt: skip
    assert [one[:2] for one in told] == [(n, 3 * RUNS) for n in range(1, 3 * RUNS + 1)]
    assert all(cases > 0 for *_, cases in told)
    return result


def test_a_variant_that_changes_nothing_differs_by_exactly_nothing(found: Result) -> None:
    for figure in found.difference("现状", "照旧").values():
        assert set(figure.values) <= {0, None} and not figure.leaves_out_zero


def test_more_cases_wait_longer_and_use_more_hours(found: Result) -> None:
    more = found.difference("现状", "加倍")
    for name in ("cases", "wait·网格员", "use·网格员"):
        assert more[name].leaves_out_zero and (more[name].low or 0) > 0, name
    base = found["现状"]
    assert base["cases"].mean == pytest.approx(base["closed"].mean + base["unfinished"].mean)
    assert 0 < base["use·网格员"].mean < found["加倍"]["use·网格员"].mean <= 1


def test_any_executor_gives_the_same_figures(found: Result) -> None:
    with ThreadPoolExecutor(3) as executor:
        again = experiment(
            {"现状": model(), "加倍": model(40), "照旧": model()},
            days=DAYS, replications=RUNS, executor=executor,
        )  # fmt: skip
    assert again == found


def test_another_seed_is_other_runs_and_fewer_than_five_have_no_interval(found: Result) -> None:
    other = experiment(model(), days=DAYS, replications=2, seed=7)
    assert other["base"]["cases"].half_width is None
    assert other.figures["base"] != found.figures["现状"][:2]


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("用时：指数(4工作小时) 假设", "service"),
        ("工时：20小时/周 假设；", "hours"),
        ("发生于：网格 假设；", "where"),
        ("；事项：噪声 假设", "matters"),
        (" 自 2026-03-01 至 2026-06-01", "period"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_run(line: str, gap: str) -> None:
    assert line in SMALL
    changed = compile_text(SMALL.replace("CASES", "20").replace(line, ""))
    assert changed.model is not None
    with pytest.raises(Missing) as missing:
        experiment(changed.model, days=DAYS, replications=1)
    assert [one.why for one in missing.value.gaps] == [gap]


def test_an_attribute_that_the_rules_ask_for_and_nothing_gives_is_named() -> None:
    """Given for some matters alone it is enough: for the others the condition does not hold."""
    text = SMALL.replace("CASES", "20").replace(
        "  事项 噪声 { }", "  要素 缓急 { 取值：缓、急 }\n  事项 噪声"
    )
    asks = text.replace("时限：2工作日；", "时限：2工作日；时限：1工作日 当 缓急 = 急；")
    assert asks != text
    with pytest.raises(Missing) as missing:
        experiment(model(text=asks), days=DAYS, replications=1)
    assert [(gap.why, gap.names) for gap in missing.value.gaps] == [("attribute", ("缓急",))]
    assert "缓急" in word(missing.value.gaps[0].finding(), "zh").text
    given = asks.replace("事项：噪声 假设", "事项：噪声 假设；构成：急 → 100% 假设")
    assert experiment(model(text=given), days=DAYS, replications=1).figures["base"]


def test_a_run_no_longer_than_its_warm_up_counts_nothing_and_is_refused() -> None:
    with pytest.raises(TooShort) as short:
        experiment(model(), days=2, replications=1)
    assert (short.value.days, short.value.warm_up) == (2, 2)
    assert experiment(model(), days=3, replications=1).figures["base"]


@pytest.mark.parametrize(
    ("old", "new", "gap"),
    [
        ("到件：20件/网格/月 假设", "到件：20件/网格/月 自 2026-04-01 假设", "rate"),
        ("工时：20小时/周 假设", "工时：20小时/周 当 事项 = 噪声 假设", "of_case"),
        ("人数：2名 假设", "人数：2名/网格 假设", "holders"),
        ("工时：40小时/周", "工时：40小时/3秒", "hours"),
    ],
)  # fmt: skip
def test_what_is_said_and_cannot_be_run_is_named_and_not_left_out(
    old: str, new: str, gap: str
) -> None:
    text = SMALL.replace("CASES", "20")
    assert old in text
    found = compile_text(text.replace(old, new))
    assert found.model is not None, found.errors
    with pytest.raises(Missing) as missing:
        experiment(found.model, days=DAYS, replications=1)
    assert gap in [one.why for one in missing.value.gaps]
    for one in missing.value.gaps:
        for lang in ("zh", "en"):
            assert word(one.finding(), lang).text


@pytest.mark.parametrize(("written", "days"), [("48小时", 2), ("1周", 7), ("1个月", 31)])
def test_a_warm_up_is_as_long_as_its_unit_says(written: str, days: int) -> None:
    text = SMALL.replace("预运行：2天", f"预运行：{written}")
    with pytest.raises(TooShort) as short:
        experiment(model(text=text), days=days, replications=1)
    assert short.value.warm_up == days


def test_a_station_takes_from_the_workload_what_it_does_not_say_itself() -> None:
    """Order, hands and absence said once hold for all; two texts that differ in it differ."""
    plain = model(60)
    away = model(60, SMALL.replace("预运行：2天", "预运行：2天；不在岗率：60% 假设"))
    base, other = (experiment(m, days=DAYS, replications=2).figures["base"] for m in (plain, away))
    assert all(b["closed"] > a["closed"] for a, b in zip(other, base, strict=True))


# ── what else the engine offers ──
def moves_of(text: str, days: int = 20) -> Seen:
    """What a run of a changed small district did; each of its cases replays."""
    compiled = compile_text(text)
    assert compiled.model is not None, compiled.errors
    engine, seen = Engine(compiled.model), Seen()
    numbers = Numbers(engine, compiled.model.workloads[0], date(2026, 3, 2), days)
    walk = Walk(engine, datetime(2026, 3, 2))
    Replication(numbers.read(), walk, Run.of(1), seen).run(days * 86_400)
    assert numbers.gaps == [] and seen.dead_ends == []
    for case in seen.closed.values():
        assert engine.replay(case) == case
    return seen


LADDER = "适用：噪声\n"
STATION = "    承办力量 网格员"


def changed(ladder: str, workload: str) -> str:
    text = SMALL.replace("CASES", "20")
    assert LADDER in text and STATION in text
    return text.replace(LADDER, f"适用：噪声；{ladder}\n").replace(
        STATION, f"    {workload}\n{STATION}"
    )


def test_a_wait_of_which_nothing_is_said_names_the_move_that_it_is_for() -> None:
    text = changed("强制结案审批：值班员", "发生率：申请强制结案 → 100% 假设")
    with pytest.raises(NoDelay) as none:
        moves_of(text)
    assert none.value.move == "decide"
    assert "审批" in word(none.value.finding(), "zh").text


def test_a_delay_in_working_days_runs_while_offices_are_open() -> None:
    """One working day is as long as an office is open: so many office hours, whenever it begins."""
    asks, office = "request_forced_closing", STANDARD["work_hour"]
    decides = "发生率：申请强制结案 → 100% 假设；等待时长：审批 → 固定(1工作日) 假设"
    seen = moves_of(changed("强制结案审批：值班员", decides))
    waited = {
        elapsed([e.at for e in case.history if e.kind == asks][-1], decided.at, office)
        for case in seen.closed.values()
        for decided in case.history
        if decided.kind == "decide"
    }
    day = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=8)))
    assert waited == {elapsed(day, day + timedelta(days=1), office)}


def test_closing_waits_for_the_call_back_that_the_text_wants() -> None:
    seen = moves_of(
        changed(
            "回访：值班员 应当；回访次数：2次",
            "发生率：未访到 → 50% 假设；等待时长：回访 → 固定(1小时) 假设",
        )
    )
    assert seen.moves["call_back:unreached"] > 0 < seen.moves["call_back:satisfied"]
    assert all(case.called_back for case in seen.closed.values())


def test_what_is_asked_for_is_decided() -> None:
    asks = "发生率：申请强制结案 → 40%，不同意 → 50% 假设"
    decides = "等待时长：审批 → 固定(4小时) 假设"
    who = "退回审批：值班员；强制结案审批：值班员；强制结案情形：无法联系"
    seen = moves_of(changed(who, f"{asks}；{decides}"))
    assert {case.manner for case in seen.closed.values()} == {"forced", "resolved"}
    decided = sum(n for name, n in seen.moves.items() if name.startswith("decide"))
    asked = seen.moves["request_forced_closing"]
    assert 0 < decided <= asked <= decided + 3  # the last ones are asked for as the run ends


def test_a_report_is_withdrawn_as_often_as_the_text_says() -> None:
    seen = moves_of(changed("撤回：处置前", "发生率：撤回 → 100% 假设"))
    assert {case.manner for case in seen.closed.values()} == {"withdrawn"}
    assert seen.moves["handle"] == 0


@pytest.mark.parametrize(("rest", "happens"), [("，其余 → 0%", False), ("", True)])
def test_a_statement_with_a_share_of_everything_else_ends_what_is_said_of_a_case(
    rest: str, happens: bool
) -> None:
    said = f"发生率：事项重大 → 10%{rest} 当 事项 = 噪声 假设；发生率：撤回 → 100% 假设"
    seen = moves_of(changed("撤回：处置前", said))
    assert (seen.moves["withdraw:withdrawn"] > 0) is happens
    assert (seen.moves["handle"] > 0) is not happens


def test_what_is_returned_goes_back_as_often_as_the_text_says() -> None:
    text = SMALL.replace("CASES", "20").replace(
        "预运行：2天", "预运行：2天；发生率：退单 → 30% 假设"
    )
    head, tail = text.index("    级 网格 {"), text.index("  推演")
    steps = "步 派 { 承办：值班员 } 步 接 { 承办：值班员；遇：退单 → 派 }\n  }\n"
    seen = moves_of(text[:head] + f"    {steps}" + text[tail:])
    back = seen.moves["return_order:returned"]
    assert 0.15 < back / (back + seen.moves["close"]) < 0.45


@pytest.mark.parametrize(("officers", "works"), [("3名", True), ("2名", True), ("1名", False)])
def test_who_acted_before_leaves_the_move_to_a_colleague_and_nobody_is_made_up(
    officers: str, works: bool
) -> None:
    """Two steps that the text keeps apart: whoever signs works, so that two officers suffice."""
    text = SMALL.replace("CASES", "20").replace("人数：2名", f"人数：{officers}")
    head, tail = text.index("    级 网格 {"), text.index("  推演")
    steps = "步 甲 { 承办：值班员 } 步 乙 { 承办：值班员；回避：甲 }\n  }\n"
    text = text[:head] + f"    {steps}" + text[tail:]
    if works:
        assert moves_of(text).closed
        return
    with pytest.raises(GovError) as refused:
        moves_of(text)
    assert refused.value.diagnostics[0].code == "GOV784"


def test_a_stricter_limit_leaves_alone_the_cases_that_it_does_not_reach() -> None:
    """With so many at work that nobody waits for another, all that did not run out is the same."""
    many = SMALL.replace("CASES", "20").replace(
        "承办力量 网格员 {", "承办力量 网格员 { 人数：90名 假设；"
    )
    assert "时限：2工作日" in many
    first, other = (
        moves_of(text) for text in (many, many.replace("时限：2工作日", "时限：1工作日"))
    )
    same = 0
    for number, case in other.closed.items():
        if any(event.automatic for event in case.history):
            continue
        same += 1
        told, others = (
            [(e.kind, e.trigger, e.at, e.target) for e in one.history]
            for one in (first.closed[number], case)
        )
        assert told == others
    assert 0 < same < len(other.closed)


def test_what_is_no_experiment_is_refused_by_a_sentence() -> None:
    for wrong in ({"replications": 0}, {"days": 0}, {"days": -3}, {"variants": {}}):
        with pytest.raises(ValueError, match="at least one"):
            experiment(model(), **{"days": 3, "replications": 1, **wrong})  # type: ignore[arg-type]


def test_half_a_holder_is_not_rounded_away() -> None:
    one = model()
    many = (("1万名/网格", True), ("10001名/网格", False), ("999999999999名/网格", False))
    for written, known in (("2名/网格", True), ("1.5名/网格", False), *many):
        changed = varied(one, {"网格员.人数": written})
        if known:
            prepared_plan(changed, days=3)
        else:
            with pytest.raises(Missing) as missing:
                prepared_plan(changed, days=3)
            assert [gap.path for gap in missing.value.gaps] == [
                "workload:日常/station:网格员.holders"
            ]
