"""Which process takes a case where several apply to its matter under conditions."""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  要素 大小 { 取值：小事、大事 }
  要素 紧急 { 取值：缓、急 }
  要素 等级 { 取值：普通、优先 }
  对照表 等级表 { 键：大小、紧急；得出：等级；取值：（大事，急）→ 优先，其余 → 普通 }
  事项 内涝
  平急状态 急时 { 决定：街道 }
  流程 常办 { 适用：内涝；步 办理 { 承办：街道 } }
  流程 快办 { 适用：内涝 当 等级 = 优先；步 办理 { 承办：街道 } }
  流程 急办 当 急时 { 适用：内涝；步 办理 { 承办：街道 } }
  流程 旧办 至 2020-01-01 { 适用：内涝 当 大小 = 小事；步 办理 { 承办：街道 } }
}
"""


@pytest.mark.parametrize(
    ("given", "mode", "process"),
    [
        ({}, None, "常办"),
        ({"大小": "大事"}, None, "常办"),
        ({"大小": "小事"}, None, "常办"),
        ({"大小": "大事", "紧急": "急"}, None, "快办"),
        ({}, "急时", "急办"),
        ({"大小": "大事", "紧急": "急"}, "急时", "快办"),
    ],
)
def test_the_first_condition_that_holds_counts(
    given: dict[str, str], mode: str | None, process: str
) -> None:
    engine = Engine(loads(TEXT))
    case = engine.open("内涝", unit="街道·1", at="2026-03-02 09:00", mode=mode, given=given)
    assert case.process == process
    assert case.history[0].rules[0] == f"process:{process}.applies_to"


def test_where_no_condition_holds_there_is_no_process() -> None:
    plain = next(line for line in TEXT.splitlines(keepends=True) if "流程 常办" in line)
    engine = Engine(loads(TEXT.replace(plain, "")))
    with pytest.raises(GovError) as caught:
        engine.open("内涝", unit="街道·1", at="2026-03-02 09:00")
    assert [found.code for found in caught.value.diagnostics] == ["GOV920"]
