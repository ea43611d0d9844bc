"""Questions to a model: what a reference stands for, who stands where, who may do what, by when."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.statement import Entity
from govkit.pipeline import loads
from govkit.values import Bound, Quantity, Unknown

TEXT = """govkit 1
地区 东湖街道
层级 街道 { 数量：1 }
层级 社区 { 上级：街道；数量：6 }
岗位 书记 { 设于：社区 }
岗位 主任 { 设于：街道 }
岗位 委员 { 设于：社区 }
队伍 红小二 { 设于：社区 }
清单 权力 {
  类型：权力；授予：社区
  项 工程自建 { 限额：≤40万元 }
  项 派单 { 授予：书记、红小二 }
  项 评议 { 限额：未知 }
}
清单 服务 { 类型：服务；授予：社区；项 代办 }
数据 { 人口：约13万人 }
核对 { 总数：街道 + 社区 = 7 }
事项 噪声 {
  事项 施工噪声 { 事项 夜间施工 }
  事项 音响噪声
}
事项 停车
流程 阶梯 { 适用：噪声、音响噪声；级 社区 { 承办：书记 } }
流程 快办 { 适用：音响噪声；级 社区 { 承办：委员 } }
"""


@pytest.fixture(scope="module")
def model() -> Governance:
    return loads(TEXT)


def test_every_object_is_found_by_its_reference(model: Governance) -> None:
    for kind, field in COLLECTIONS.items():
        assert model.all(kind) == getattr(model, field)
        for entity in getattr(model, field):
            assert model.get(f"{kind}:{entity.name}") is entity
    found = {ref: model.get(ref) for ref in ("item:派单", "figure:人口", "check:总数")}
    assert [entity.name for entity in found.values() if entity] == ["派单", "人口", "总数"]


@pytest.mark.parametrize("ref", ["post:社区", "社区", "", "post:", "level:村", "kind:x"])
def test_a_reference_to_nothing(model: Governance, ref: str) -> None:
    assert model.get(ref) is None


def test_a_missing_level_or_matter_is_a_key_error(model: Governance) -> None:
    assert model.level("社区").name == "社区"
    assert model.matter("停车").name == "停车"
    for ask in (model.level, model.matter):
        with pytest.raises(KeyError):
            ask("书记")


def test_holders_stand_at_their_own_level(model: Governance) -> None:
    def names(entities: tuple[Entity, ...]) -> list[str]:
        return [entity.name for entity in entities]

    assert names(model.holders("社区")) == ["书记", "委员"]
    assert names(model.holders("街道")) == ["主任"]
    assert names(model.holders("村")) == []


def test_powers_are_those_of_power_lists_with_their_limits(model: Governance) -> None:
    granted = {
        ref: [item.name for item, _ in model.powers_of(ref)]
        for ref in ("level:社区", "post:书记", "team:红小二", "post:主任")
    }
    # An item with holders of its own is not granted to those of the list.
    assert granted == {
        "level:社区": ["工程自建", "评议"],
        "post:书记": ["派单"],
        "team:红小二": ["派单"],
        "post:主任": [],
    }
    limits = [limit for _, limit in model.powers_of("level:社区")]
    assert isinstance(limits[0], Bound)
    assert limits[0].quantity.number == 400_000
    assert limits[1] is None, "an unknown limit is none that could be compared"
    (found,) = [item for item, _ in model.powers_of("level:社区") if item.name == "评议"]
    assert isinstance(found.limit.value, Unknown)


def test_a_matter_goes_the_way_of_the_one_around_it(model: Governance) -> None:
    ways = {m.name: model.process_for(m.name) for m in model.matters}
    named = {name: process.name if process else None for name, process in ways.items()}
    assert named == {
        "噪声": "阶梯",
        "施工噪声": "阶梯",
        "夜间施工": "阶梯",
        "音响噪声": "阶梯",  # named by two processes: the first one counts
        "停车": None,
    }
    assert model.process_for("没有的") is None
    assert model.matter("夜间施工").parent == "施工噪声"


def counts(*clauses: str) -> Governance:
    lines = "；".join(f"数量：{number} {clause}" for number, clause in enumerate(clauses, 1))
    return loads(f"地区 甲\n层级 网格 {{ {lines} }}")


def in_force(model: Governance, day: date | None) -> int | None:
    stated = model.level("网格").count.at(day)
    if stated is None:
        return None
    assert isinstance(stated.value, Quantity)
    return int(stated.value.number)


def test_a_statement_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    model = counts("自 2017-01-01 至 2021-01-01", "自 2021-01-01")
    days = {
        date(2016, 12, 31): None,
        date(2017, 1, 1): 1,
        date(2020, 12, 31): 1,
        date(2021, 1, 1): 2,
        date(2099, 1, 1): 2,
    }
    assert {day: in_force(model, day) for day in days} == days
    assert in_force(model, None) == 2, "without a day: the one without an end"
    assert model.level("网格").count.values == tuple(s.value for s in model.level("网格").count)


def test_a_gap_is_a_gap() -> None:
    model = counts("至 2018-01-01", "自 2020-01-01 至 2021-01-01")
    assert in_force(model, date(2019, 6, 1)) is None
    assert in_force(model, date(2021, 1, 1)) is None
    assert in_force(model, None) is None
    assert model.level("网格").count.value is None
    assert len(model.level("网格").count) == 2


def test_a_statement_under_a_condition_is_not_the_value() -> None:
    model = loads(
        "地区 甲\n要素 大小 { 取值：小事、大事 }\n"
        "事项 噪声 { 时限：3工作日 当 大小 = 小事；时限：7工作日 }\n"
        "事项 停车 { 时限：3工作日 当 大小 = 小事 }"
    )
    limit = model.matter("噪声").limit
    assert isinstance(limit.value, Quantity)
    assert limit.value.number == 7
    assert model.matter("停车").limit.value is None
    assert bool(model.matter("停车").limit)


def test_what_is_not_said_is_empty() -> None:
    level = loads("地区 甲\n层级 网格").level("网格")
    assert not level.count
    assert level.count.value is None
    assert level.count.at(date(2026, 1, 1)) is None
    assert level.label == "网格"
    assert loads("地区 甲\n层级 网格 “责任网格”").level("网格").label == "责任网格"
