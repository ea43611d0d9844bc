"""A small district with scenarios, and the Guangming example, compiled once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.pipeline import loads

EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming"
COURSE = Path(__file__).parent / "old_courses" / "guangming.gov"
LAKESIDE = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区；应有：1/社区 }
  会议 早会
  会议 晚会
  要素 金额 { 单位：元 }
  事项 邻里纠纷
  流程 逐级办理 {
    适用：邻里纠纷
    级 社区 { 承办：书记；议事：早会、晚会；时限：1工作日；遇：超时 或 事项重大 → 街道 }
    级 街道 { 承办：街道；时限：7工作日 }
  }
  场景 慢 “慢了一步” {
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 { 提问：“先想一想”；经过：1小时 }
    回合 { 动作：签收；经过：1小时 }
    回合 { 动作：签收；经过：3工作日；情形：“到了街道” }
    回合 { 动作：处置；经过：1小时；金额：90元 }
    回合 { 动作：反馈；经过：1工作小时 }
    回合 { 动作：核查；经过：1周 }
    回合 { 动作：结案；方式：解决 }
    办结于：街道；方式：解决
  }
  场景 开会 {
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：30分钟 }
    回合 2 { 动作：议事；因：议定；情形：“晚会上议定了”；亦可：上报·事项重大 }
    回合 3 { 动作：处置 }
    回合 4 { 动作：反馈 }
    回合 5 { 动作：核查；因：核查不通过 }
    回合 6 { 动作：返工 }
    回合 7 { 动作：反馈 }
    回合 8 { 动作：核查 }
    回合 9 { 动作：结案；方式：解释说明 }
    办结于：社区；方式：解释说明
  }
}
"""


@pytest.fixture(scope="session")
def guangming() -> Engine:
    """The example, with the course that one of its scenarios had before it got options."""
    scenarios = (EXAMPLE / "scenarios.gov").read_text(encoding="utf-8")
    linear = re.sub(r"^场景 投放点选址 .*?^}\n", "", scenarios, flags=re.DOTALL | re.MULTILINE)
    before = COURSE.read_text(encoding="utf-8")
    text = (EXAMPLE / "guangming.gov").read_text(encoding="utf-8")
    text = text.replace("  引入：“lessons.gov”\n", "")
    return Engine(loads(text.replace("引入：“scenarios.gov”", linear + before)))


@pytest.fixture(scope="session")
def lakeside() -> Engine:
    return Engine(loads(LAKESIDE))
