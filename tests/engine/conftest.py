"""A district of three rungs: powers, a meeting, a step beside the ladder, work-day limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from govkit.engine import Case, Engine
from govkit.model.governance import Governance
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 据 办法·一 {
  出处 办法 { 类型：文件；篇目：一、二 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  层级 支部 { 上级：社区；数量：48 }
  层级 网格 { 上级：支部；数量：150 }
  岗位 支部书记 { 设于：支部 }
  岗位 书记 { 设于：社区 }
  机构 城建办 { 设于：街道 }
  会议 联席会议 { 召集：支部；频次：1次/季；出席：≥2/3 应到会；通过：≥1/2 到会 }
  要素 大小 { 取值：小事、常事、大事 }
  要素 金额 { 单位：元 }
  清单 社区权力 { 类型：权力；授予：社区
    项 工程自建 { 限额：40万元以下 存疑 "含不含本数" 另读 <40万元 } }
  事由 汛情 { 说明："汛期险情" }
  事项 邻里纠纷 { 大小：小事 }
  事项 工程建设 { 大小：常事；所需：工程自建 }
  流程 网格事项 {
    适用：邻里纠纷、工程建设
    止于：小事 → 支部、常事 → 社区
    LADDER_FIELDS
    级 支部 { 承办：支部书记；议事：联席会议；时限：7工作日；退单时限：1工作日
      遇：议而未决 或 执行受阻 → 社区 据 办法·二
      遇：超时 → 社区 假设
      遇：议定 → 外办
      遇：汛情 → 街道 当 大小 ≥ 常事 }
    级 社区 { 承办：书记；时限：10工作日；退单时限：1工作日
      遇：越权 → 街道
      遇：不满意 → 街道
      遇：核查不通过 → 街道 }
    级 街道 { 承办：街道；时限：15工作日 }
    步 外办 { 承办：城建办；时限：5工作日；遇：不同意 → 支部 }
  }
}
"""


ENGLISH = """govkit 1
district Eastlake cite Rules {
  source Rules { type: document }
  level Street { count: 1 }
  level Community { parent: Street; count: 4 }
  post Secretary { at: Community }
  meeting Board { convener: Community; cadence: 1 times/quarter }
  attribute size { values: small, big }
  matter Noise { size: small }
  process Ladder {
    applies_to: Noise
    ceiling: small → Community
    tier Community { handler: Secretary; deliberates: Board; limit: 5 work_days
      on: undecided → Street }
    tier Street { handler: Street; limit: 10 work_days }
  }
}
"""


def text(fields: str = "") -> str:
    """The text of the district, with further fields of the process."""
    return TEXT.replace("LADDER_FIELDS", fields)


@pytest.fixture(scope="session")
def model() -> Governance:
    return loads(text())


@pytest.fixture(scope="session")
def engine(model: Governance) -> Engine:
    return Engine(model)


@pytest.fixture(scope="session")
def engine_of() -> Callable[..., Engine]:
    """An engine over the district with further fields of the process and replaced phrases."""

    def made(fields: str = "", *replaced: tuple[str, str]) -> Engine:
        written = text(fields)
        for old, new in replaced:
            assert old in written
            written = written.replace(old, new)
        return Engine(loads(written))

    return made


@pytest.fixture(scope="session")
def english() -> Engine:
    """An engine over a small district written in English."""
    return Engine(loads(ENGLISH))


@pytest.fixture(scope="session")
def hostile() -> Engine:
    """The same with a level whose name holds marks that ids, tables and screens use."""
    return Engine(loads(ENGLISH.replace("Community", "「社:区 {to} [/b]」")))


@pytest.fixture
def dispute(engine: Engine) -> Case:
    return engine.open("邻里纠纷", unit="网格·61", at="2026-03-02 09:00")


@pytest.fixture
def walk(engine: Engine) -> Callable[..., Case]:
    """Applies moves one after another, an hour apart, the first an hour after the last event."""

    def walked(case: Case, *moves: str, **given: object) -> Case:
        for move in moves:
            at = case.history[-1].at + timedelta(hours=1)
            case = engine.apply(case, move, at=at, given=given)
            given = {}
        return case

    return walked
