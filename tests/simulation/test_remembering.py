"""What a run remembers is what would be answered anew: of conditions and of lawful moves."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from govkit.draws.key import Run
from govkit.engine import Case, Engine, Move
from govkit.engine.plan.conditions import holds
from govkit.model.governance import Governance
from govkit.pipeline import compile_text, load
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.conditions import MOST, Condition
from govkit.simulation.workload.numbers import Numbers
from govkit.values import Quantity, Word
from tests.simulation.by_hand import DAY, EXAMPLES, FIRST
from tests.simulation.watching import Seen

RETURNING = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  岗位 值班员 { 设于：街道；编制：1名/街道 }
  岗位 网格员 { 设于：街道；编制：2名/街道 }
  事项 噪声
  流程 办件 {
    适用：噪声
    级 街道 { 承办：值班员；时限：2工作日；遇：办毕 → 办理 }
    步 办理 { 承办：网格员；退单时限：1小时；时限：2工作日；遇：退单 → 街道 }
  }
  推演 日常 自 2026-01-01 至 2026-06-01 {
    等待时长：签收 → 指数(2小时) 假设
    可能：退单 → 30%，其余 → 0% 假设
    来件 上报 { 到件：200件/月 假设；发生于：街道 假设；事项：噪声 假设 }
    承办力量 值班员 { 工时：40小时/周 假设；用时：指数(1工作小时) 假设 }
    承办力量 网格员 { 工时：40小时/周 假设；用时：指数(6工作小时) 假设 }
  }
}
"""


class Doubting(Walk):
    """Asks the engine at every look too."""

    looks = 0

    def offered(self, case: Case, at: int) -> tuple[Move, ...]:
        told = super().offered(case, at)
        assert told == self.engine.moves(case, self.instant(at))
        self.looks += 1
        return told


def ran(model: Governance, days: int) -> Doubting:
    engine = Engine(model)
    walk = Doubting(engine, datetime(FIRST.year, FIRST.month, FIRST.day))
    numbers = Numbers(engine, model.workloads[0], FIRST, days)
    setup = numbers.read()
    assert numbers.gaps == []
    Replication(setup, walk, Run.of(1), Seen()).run(days * DAY)
    return walk


@pytest.mark.parametrize(("district", "days"), [("guangming", 12), ("binzhou", 4)])
def test_until_a_timer_ends_the_same_is_lawful_as_at_the_last_look(
    district: str, days: int
) -> None:
    assert ran(load(str(EXAMPLES / district)), days).looks > 150


def test_a_right_that_ends_with_time_alone_is_not_remembered_beyond_it() -> None:
    result = compile_text(RETURNING)
    assert result.model is not None, result.diagnostics
    assert ran(result.model, 20).looks > 500


@pytest.fixture
def bound() -> Any:
    """A text whose condition asks for one name first, and for another by what that one is."""
    text = RETURNING.replace("  事项 噪声\n", "  事项 噪声\n  要素 缓急 { 取值：缓、急 }\n"
                             "  要素 金额 { 单位：元 }\n").replace(
        "可能：退单 → 30%，其余 → 0% 假设",
        "可能：退单 → 30%，其余 → 0% 当 缓急 = 急 或 金额 ≥ 10万元 假设",
    )  # fmt: skip
    result = compile_text(text)
    assert result.model is not None, result.diagnostics
    return result.model, result.model.workloads[0].chances.root[0]


def case_of(urgent: str, amount: int | None) -> Any:
    held: dict[str, Any] = {"缓急": Word(urgent)}
    if amount is not None:
        held["金额"] = Quantity(Fraction(amount), "yuan")
    return SimpleNamespace(value=held.get, as_of=datetime(2026, 1, 1))


def test_a_condition_remembers_by_all_that_it_ever_asked(bound: Any) -> None:
    model, stated = bound
    condition = Condition(model, stated)
    cases = [
        case_of(urgent, amount)
        for urgent in ("急", "缓", "急")
        for amount in (1, 200_000, None, 99_999, 100_000, 1)
    ]
    for case in (*cases, *reversed(cases)):
        assert condition(case) is (holds(model, stated.when, case.value) is True)


def test_a_condition_keeps_no_more_than_so_many_answers(bound: Any) -> None:
    model, stated = bound
    condition = Condition(model, stated)
    for amount in range(MOST + 10):
        condition(case_of("缓", 99_000 + amount))
    assert 0 < len(condition._known) <= MOST
    assert condition(case_of("缓", 99_000 + MOST)) is True


def test_a_statement_counts_from_its_first_day_to_its_last() -> None:
    text = RETURNING.replace("其余 → 0% 假设", "其余 → 0% 自 2026-02-01 至 2026-03-01 假设")
    result = compile_text(text)
    assert result.model is not None, result.diagnostics
    condition = Condition(result.model, result.model.workloads[0].chances.root[0])
    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))
    told = [
        condition(SimpleNamespace(as_of=datetime(d.year, d.month, d.day)))  # type: ignore[arg-type]
        for d in days
    ]
    assert told == [False, True, True, False]
