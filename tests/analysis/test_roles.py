"""Who does what: a small model by hand, every field that names a unit, and what the engine says."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from govkit.analysis.roles import UNITS, division, level_of, parts
from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.vocabulary.kinds import fields_of
from tests.drawn import DAY
from tests.engine.play import DISTRICTS, model_of

TEXT = """govkit 1
地区 样区 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区 }
  岗位 副书记 { 设于：社区 }
  机构 中心 { 设于：街道 }
  机构 城管 { 设于：街道 }
  机构 闲处 { 设于：街道 }
  队伍 巡查队 { 设于：中心 }
  事项 纠纷 { 事项 邻里纠纷 }
  事项 占道 { 主责：城管、中心；协办：巡查队；兜底：街道 }
  事项 无流程
  流程 阶梯 {
    适用：纠纷、占道
    强制结案审批：街道
    时钟 总督 { 起于：签收；时限：9工作日；停于：结案；督办人：街道 }
    级 社区 {
      承办：书记
      承办：副书记 当 急 = 是
      延期：3工作日；延期审批：中心；会签：城管；告知：副书记
    }
    级 街道 { 承办：中心；回访：书记 }
  }
  要素 急 { 取值：否、是 }
}
"""


def _row(matter: str) -> Any:
    return next(row for row in division(loads(TEXT)).rows if row.matter == matter)


def _told(row: Any) -> set[tuple[str, str, int]]:
    return {(role.unit, role.part, role.rung) for role in row.roles}


def test_the_handler_of_the_first_rung_leads_where_nobody_is_named() -> None:
    row = _row("纠纷")
    assert row.leading == ("post:书记",)
    assert _told(row) == {
        ("post:书记", "leads", 0),
        ("post:书记", "handles", 1),
        ("post:副书记", "handles", 1),
        ("body:中心", "handles", 2),
        ("body:中心", "decides", 1),
        ("body:城管", "assists", 1),
        ("post:副书记", "told", 1),
        ("post:书记", "calls_back", 2),
        ("level:街道", "decides", 0),
        ("level:街道", "supervises", 0),
    }
    assert row.rungs == ("tier:社区", "tier:街道")


def test_who_is_named_leads_and_who_handles_first_does_not() -> None:
    row = _row("占道")
    assert row.leading == ("body:城管", "body:中心")
    assert {("team:巡查队", "assists", 0), ("level:街道", "answers", 0)} <= _told(row)


def test_what_a_table_of_duties_should_not_have_is_found() -> None:
    found = division(loads(TEXT))
    assert found.leaderless == ("无流程",)
    assert found.shared == ("占道",)
    assert found.idle == ("body:闲处",)


def test_units_stand_under_their_level_the_highest_first() -> None:
    found = division(loads(TEXT))
    assert list(found.units) == ["街道", "社区"]
    assert set(found.units["街道"]) == {"body:中心", "body:城管", "level:街道", "team:巡查队"}
    assert level_of(loads(TEXT), "team:巡查队") == "街道"


def test_every_field_that_names_units_gives_a_part() -> None:
    """A field that is added to the language is either known by name or ends in `_by`."""
    found = {
        (kind, name)
        for kind in ("matter", "process", "tier", "step", "clock")
        for name, row in fields_of(kind).items()
        if row.type == "refs" and set(row.kinds) & UNITS
    }
    assert found == set(parts())
    decided = {name for (_, name), part in parts().items() if part == "decides"}
    assert all(name.endswith("_by") or name == "arbiter" for name in decided)
    assert {"extended_by", "suspended_by", "merged_by", "return_decided_by", "forced_by"} <= decided


DRAWN = Random(f"{DAY}/roles").choice(DISTRICTS)
OTHERS = [pytest.param(path, marks=pytest.mark.nightly) for path in DISTRICTS if path != DRAWN]


@pytest.mark.parametrize("path", [DRAWN, *OTHERS], ids=lambda path: path.name)
def test_whoever_may_act_first_handles_the_first_rung(path: Any) -> None:
    """For each matter a case is opened: who may sign for it has the number of its rung."""
    model = model_of(path)
    engine = Engine(model)
    seen = 0
    for row in division(model).rows:
        if not row.rungs or row.conditions:
            continue
        level = row.rungs[0].partition(":")[2] if row.rungs[0].startswith("tier:") else ""
        levels = [level] if level else [one.name for one in reversed(model.levels)]
        unit = next((f"{one}·1" for one in levels if model.tree.count(one)), "")
        if not unit:
            continue
        try:
            case = engine.open(row.matter, unit=unit, at="2026-03-02 09:00", mode=row.mode or None)
        except GovError:
            continue
        number = row.rungs.index(case.place) + 1
        allowed = {
            role.unit for role in row.roles if role.part == "handles" and role.rung == number
        }
        acting = {ref for move in engine.moves(case) if move.kind == "sign_for"
                  for ref in move.party.refs}  # fmt: skip
        assert acting and acting <= allowed, (row.matter, acting, allowed)
        seen += 1
    assert seen, "no matter of the district could be opened"
