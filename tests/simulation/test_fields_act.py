"""Every field that a simulation alone reads: two texts that differ in it alone run differently.

Where it stands in a stream or station, and where the workload says it for all of them; what is only
words is said to be so.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.pipeline import compile_text
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.experiments.experiment import experiment
from govkit.simulation.workload.numbers import Numbers
from govkit.vocabulary.kinds import every_field
from tests.simulation.watching import Seen

DAYS = 15
TEXT = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  层级 网格 { 上级：街道；数量：2 }
  岗位 网格员 { 设于：网格；编制：1名/网格 }
  岗位 值班员 { 设于：街道；编制：1名/街道 }
  日历 天天 { 休息日：无 }
  要素 缓急 { 取值：缓、急 }
  要素 金额 { 单位：元 }
  事项 噪声
  事项 占道 { 时限：1小时 }
  会议 碰头会 { 召集：街道 }
  流程 办件 {
    适用：噪声、占道
    级 网格 {
      承办：网格员；时限：2工作日；时限：9工作日 当 金额 ≥ 10万元；时限：4工作日 当 缓急 = 缓
      遇：超时 → 街道
    }
    级 街道 { 承办：值班员；议事：碰头会 应当；时限：9工作日 }
  }
  推演 日常 自 2026-03-01 至 2026-06-01 {
    等待时长：派单 → 固定(1小时) 假设
    来件 上报 {
      到件：40件/网格/月 假设；发生于：网格 假设；事项：噪声 假设
      构成：缓 → 50%，急 → 50% 假设；数额：金额 → 固定(1万元) 假设
    }
    承办力量 网格员 { 工时：20小时/周 假设；用时：指数(3工作小时) 假设 }
    承办力量 值班员 { 人数：2名 假设；工时：40小时/周 假设；用时：指数(2工作小时) 假设 }
    承办力量 碰头会 { 例会时间：每周三15:00 假设；每次：≤9件 假设 }
  }
}
"""
HEAD = "    等待时长：派单"
STREAM = "      到件：40件/网格/月 假设；发生于：网格 假设；事项：噪声 假设"
WORKER = "承办力量 网格员 { "
BARE = TEXT.replace("    来件 上报 {\n", "").replace(
    "固定(1万元) 假设\n    }\n", "固定(1万元) 假设\n"
)
MODE = (
    "  平急状态 急时 { 决定：街道；暂停：办件；启用流程：急办 }\n"
    "  流程 急办 { 适用：噪声、占道；级 街道 { 承办：值班员 } }\n  推演"
)
EMERGENCY = TEXT.replace("  推演", MODE, 1)
VACANT = TEXT.replace("编制：1名/网格 }", "编制：1名/网格；上级：值班员；空缺：上提 }", 1)
URGENT = "次序：急件优先；"
# Kind and field → what is replaced, and by what; in a text with a stream, or in one without.
PAIRS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("stream", "cases"): (TEXT, "到件：40件", "到件：50件"),
    ("stream", "amounts"): (TEXT, "固定(1万元)", "固定(20万元)"),
    ("station", "calendar"): (TEXT, WORKER, f"{WORKER}日历：天天；"),
    ("station", "service"): (TEXT, "指数(3工作小时)", "固定(3工作小时)"),
    ("station", "order"): (TEXT, WORKER, f"{WORKER}次序：先到期先办；"),
    ("station", "priority"): (
        TEXT.replace(WORKER, f"{WORKER}{URGENT}优先：缓、急；"), "优先：缓、急", "优先：急、缓"),
    ("station", "in_hand"): (TEXT, WORKER, f"{WORKER}在办上限：3件；"),
    ("station", "absent"): (TEXT, WORKER, f"{WORKER}不在岗率：30% 假设；"),
    ("station", "sessions"): (TEXT, "每周三15:00", "每周四15:00"),
    ("station", "per_session"): (TEXT, "每次：≤9件", "每次：≤1件"),
    ("workload", "cases"): (BARE, "到件：40件", "到件：50件"),
    ("workload", "amounts"): (BARE, "固定(1万元)", "固定(20万元)"),
    ("workload", "calendar"): (TEXT, HEAD, f"    日历：天天\n{HEAD}"),
    ("workload", "service"): (
        TEXT.replace("；用时：指数(3工作小时) 假设", "").replace(
            HEAD, f"    用时：指数(3工作小时) 假设\n{HEAD}"),
        "指数(3工作小时)", "指数(5工作小时)"),
    ("workload", "order"): (TEXT, HEAD, f"    次序：先到期先办\n{HEAD}"),
    ("workload", "priority"): (
        TEXT.replace(HEAD, f"    {URGENT}优先：缓、急\n{HEAD}"), "优先：缓、急", "优先：急、缓"),
    ("workload", "in_hand"): (TEXT, HEAD, f"    在办上限：3件\n{HEAD}"),
    ("workload", "absent"): (TEXT, HEAD, f"    不在岗率：30% 假设\n{HEAD}"),
    ("workload", "delays"): (TEXT, "固定(1小时)", "固定(30小时)"),
    ("stream", "at"): (TEXT, "发生于：网格", "发生于：网格·1 → 3，网格·2 → 1"),
    ("stream", "matters"): (TEXT, "事项：噪声 假设", "事项：噪声 → 50%，占道 → 50% 假设"),
    ("stream", "mix"): (TEXT, "缓 → 50%，急 → 50%", "缓 → 90%，急 → 10%"),
    ("stream", "hours"): (TEXT, STREAM, f"{STREAM}\n      时段：9—12点 → 100% 假设"),
    ("stream", "weekdays"): (TEXT, STREAM, f"{STREAM}\n      星期：周一 → 300%，其余 → 10% 假设"),
    ("stream", "seasons"): (
        TEXT, STREAM, f"{STREAM}\n      季节：03-01..03-10 → 300%，其余 → 10% 假设"),
    ("station", "holders"): (TEXT, "人数：2名 假设", "人数：1名 假设"),
    ("station", "capacity"): (TEXT, "工时：20小时/周", "工时：30小时/周"),
    ("station", "on_duty"): (
        TEXT.replace("工时：20小时/周 假设；", "在岗：周二 → 9—12点 假设；"), "周二 →", "周三 →"),
    ("station", "chances"): (
        TEXT.replace("遇：超时", "遇：难度大 或 超时").replace(
            WORKER, f"{WORKER}发生率：难度大 → 0% 假设；"),
        "难度大 → 0%", "难度大 → 60%"),
    ("workload", "at"): (BARE, "发生于：网格", "发生于：网格·1 → 3，网格·2 → 1"),
    ("workload", "matters"): (BARE, "事项：噪声 假设", "事项：噪声 → 50%，占道 → 50% 假设"),
    ("workload", "mix"): (BARE, "缓 → 50%，急 → 50%", "缓 → 90%，急 → 10%"),
    ("workload", "hours"): (BARE, STREAM, f"{STREAM}\n      时段：9—12点 → 100% 假设"),
    ("workload", "weekdays"): (BARE, STREAM, f"{STREAM}\n      星期：周一 → 300%，其余 → 10% 假设"),
    ("workload", "seasons"): (
        BARE, STREAM, f"{STREAM}\n      季节：03-01..03-10 → 300%，其余 → 10% 假设"),
    ("workload", "holders"): (
        TEXT.replace("人数：2名 假设；", "").replace(HEAD, f"    人数：2名 假设\n{HEAD}"),
        "人数：2名", "人数：1名"),
    ("workload", "capacity"): (
        TEXT.replace("工时：20小时/周 假设；", "").replace(
            HEAD, f"    工时：20小时/周 假设\n{HEAD}"),
        "工时：20小时/周", "工时：30小时/周"),
    ("workload", "on_duty"): (
        TEXT.replace("工时：20小时/周 假设；", "").replace(
            "工时：40小时/周 假设；", "").replace(HEAD, f"    在岗：周二 → 9—12点 假设\n{HEAD}"),
        "周二 →", "周三 →"),
    ("workload", "chances"): (
        TEXT.replace(HEAD, f"    发生率：议而未决 → 0% 假设\n{HEAD}"),
        "议而未决 → 0%", "议而未决 → 90%"),
    ("workload", "mode"): (EMERGENCY, HEAD, f"    状态：急时 自 2026-03-05 至 2026-03-08\n{HEAD}"),
    ("workload", "vacant"): (VACANT, HEAD, f"    空缺：网格员 自 2026-03-05 至 2026-03-08\n{HEAD}"),
}  # fmt: skip
ELSEWHERE = {
    ("workload", "warm_up"),  # below: what is counted changes, not what happens
}  # fmt: skip


def ran(text: str) -> list[tuple[int, str, str]]:
    """What was done, when and by whom."""
    found = compile_text(text)
    assert found.model is not None, found.errors
    engine, seen = Engine(found.model), Seen()
    numbers = Numbers(engine, found.model.workloads[0], date(2026, 3, 1), DAYS)
    setup = numbers.read()
    assert numbers.gaps == []
    Replication(setup, Walk(engine, datetime(2026, 3, 1)), Run.of(1), seen).run(DAYS * 86_400)
    return seen.by


@pytest.mark.parametrize("field", PAIRS, ids=".".join)
def test_a_field_that_is_changed_alone_changes_what_happens(field: tuple[str, str]) -> None:
    text, old, new = PAIRS[field]
    assert text.count(old) == 1
    assert ran(text) != ran(text.replace(old, new))


def test_every_field_that_acts_in_a_simulation_is_tried() -> None:
    acting = {(row.kind, row.id) for row in every_field() if "simulation" in row.acts}
    assert acting == {*PAIRS, *ELSEWHERE}


def test_a_chance_on_a_way_changes_what_happens() -> None:
    text = TEXT.replace(
        "遇：超时 → 街道", "遇：超时 → 街道\n      遇：执行受阻 → 街道 概率 0% 假设"
    )
    assert ran(text) != ran(text.replace("概率 0%", "概率 60%"))


def test_a_warm_up_changes_what_is_counted_and_nothing_that_happens() -> None:
    longer = TEXT.replace(HEAD, f"    预运行：1周\n{HEAD}")
    assert ran(longer) == ran(TEXT)
    counted = []
    for text in (TEXT, longer):
        found = compile_text(text)
        assert found.model is not None
        counted.append(experiment(found.model, days=DAYS, replications=1).figures["base"][0])
    assert 0 < (counted[1]["cases"] or 0) < (counted[0]["cases"] or 0)
