"""A process as a page: every rule that a case may meet, with its condition, source and id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.model.binding import kind_of
from govkit.model.governance import Governance
from govkit.model.process import Process
from govkit.model.statement import Attribute, Claim
from govkit.pipeline import load, loads
from govkit.values import Mapping
from govkit.vocabulary.kinds import binds

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = [
    *(EXAMPLES / name for name in ("binzhou", "guangming", "haolinju", "qixian", "quanyu")),
    *sorted((EXAMPLES / "gallery").glob("*.gov")),
]

TEXT = """govkit 1
地区 东湖 {
  出处 办法 { 类型：文件 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区；空缺：上提 }
  岗位 主任 { 设于：街道 }
  日历 坐班 { 基于：工作日 }
  要素 大小 { 取值：小事、大事 }
  要素 金额 { 单位：元 }
  清单 社区权力 { 类型：权力；授予：社区
    项 修缮 {
      限额：≤5万元 据 办法·三 存疑 "含不含本数" 另读 <5万元 } }
  会议 例会 { 召集：书记；出席：≥2/3 应到会 }
  事项 修路 { 所需：修缮；主责：街道；大小：小事；日历：坐班；顺延：是
    状况 塌陷 { 时限：1天 当 大小 = 大事 } }
  事项 种树
  平急状态 急时 { 指挥链：街道 → 社区 }
  流程 办理 "逐级办理" { 适用：修路；总时限：30工作日 应当；止于：小事 → 社区
    级 社区 应当 {
      承办：书记 据 办法·一 “书记主办”；议事：例会
      时限：5工作日 据 办法·二；日历：坐班
      时限：2小时 当 急时
      签收时限：1工作日 原则上
      会签：街道；会签时限：2工作日；逾期未复：视为同意
      遇：议而未决 或 超时 → 街道 存疑 "也许只是超时"
      时钟 答复 { 起于：签收；时限：3天 自 2026-03-01；停于：反馈 } }
    级 街道 { 承办：主任 假设 "原文没有写" } }
}
"""
TOWN = """# 流程「办理」 逐级办理

全部内容；有起止日期的，写在各项后面。
〔〕里是约束程度，没有的，原文没有写；「另读」是存疑处的另一种读法；反引号里是规则的编号。

- 适用：修路 `process:办理.applies_to`
- 止于：小事 → 社区 `process:办理.ceiling[大小=小事]`
- 总时限：30工作日〔应当〕 `process:办理.total`

## 1 级「社区」

- 承办：书记〔应当〕（据「办法·一」）“书记主办” `process:办理/tier:社区.handler`
- 议事：例会〔应当〕 `process:办理/tier:社区.deliberates`
- 时限：5工作日，按日历「坐班」算〔应当〕（据「办法·二」） `process:办理/tier:社区.limit`
- 时限：2小时 当 急时〔应当〕 `process:办理/tier:社区.limit`
- 日历：坐班〔应当〕 `process:办理/tier:社区.calendar`
- 签收时限：1工作日，按日历「坐班」算〔原则上〕 `process:办理/tier:社区.sign_within`
- 会签：街道〔应当〕 `process:办理/tier:社区.countersign`
- 会签时限：2工作日，按日历「坐班」算〔应当〕 `process:办理/tier:社区.countersign_within`
- 逾期未复：视为同意〔应当〕 `process:办理/tier:社区.silence`
- 遇：议而未决 → 街道〔应当〕（存疑：也许只是超时） `process:办理/tier:社区.on[undecided]`
- 遇：超时 → 街道〔应当〕（存疑：也许只是超时） `process:办理/tier:社区.on[overdue]`

### 时钟「答复」

- 起于：签收〔应当〕 `process:办理/tier:社区/clock:答复.runs_from`
- 时限：3天 自 2026-03-01〔应当〕 `process:办理/tier:社区/clock:答复.limit`
- 停于：反馈〔应当〕 `process:办理/tier:社区/clock:答复.stop`

## 2 级「街道」

- 时限：没有写
- 承办：主任（假设）（注：原文没有写） `process:办理/tier:街道.handler`

## 走这个流程的事项

### 事项「修路」

- 大小：小事 `matter:修路.given[大小]`
- 所需：修缮 `matter:修路.needs`
- 主责：街道 `matter:修路.owner`
- 日历：坐班 `matter:修路.calendar`
- 顺延：是 `matter:修路.rolls`

#### 状况「塌陷」

- 时限：1天 当 大小 = 大事，遇日历「坐班」的休息日顺延 `matter:修路/state:塌陷.limit`

## 所需的权力

### 项「修缮」（清单「社区权力」）

- 授予：社区 `list:社区权力.granted_to`
- 限额：≤5万元（另读 <5万元）（据「办法·三」）（存疑：含不含本数） `list:社区权力/item:修缮.limit`
- 以上各级也有，不受限额 `engine:authority_from_above`

## 牵涉到它的平急状态

### 平急状态「急时」

- 指挥链：街道 → 社区 `mode:急时.chain`
"""


@cache
def engine(text: str = TEXT) -> Engine:
    return Engine(loads(text))


def section(page: str, heading: str) -> list[str]:
    """The lines under a heading, up to the next one."""
    _, _, rest = page.partition(f"{heading}\n")
    return [line for line in re.split(r"\n#+ ", rest)[0].splitlines() if line]


def test_the_page_of_a_small_process() -> None:
    page = engine().describe("办理")
    assert page.startswith(TOWN)
    assert section(page, "### 岗位「书记」") == [
        "- 设于：社区 `post:书记.at`",
        "- 空缺：上提 `post:书记.vacant`",
    ]


def test_the_same_page_in_english() -> None:
    page, english = (engine().describe("process:办理", lang=lang) for lang in ("zh", "en"))
    assert page == engine().describe("办理")
    assert re.findall("`[a-z]+:[^`]*`$", page, re.M) == re.findall("`[a-z]+:[^`]*`$", english, re.M)
    assert section(english, "## 2 tier `街道`") == [
        "- limit: not stated",
        "- handler: 主任 (assumed) (remark: 原文没有写) `process:办理/tier:街道.handler`",
    ]
    assert (
        "- on: undecided -> 街道 [should] (in doubt: 也许只是超时) "
        "`process:办理/tier:社区.on[undecided]`" in english
    )


# ── as of a day ──
DATED = """govkit 1
地区 东湖 {
  层级 街道 { 数量：1 }；事项 修路；事项 种树
  岗位 主任 { 设于：街道 }
  流程 办理 { 适用：修路
    级 街道 { 承办：主任；时限：5工作日 至 2026-03-01；时限：3工作日 自 2026-03-01 } }
  流程 栽种 自 2026-03-01 { 适用：种树；级 街道 { 承办：主任；时限：9工作日 } }
}
"""


def test_as_of_a_day_only_what_is_in_force_stands_on_the_page() -> None:
    every = section(engine(DATED).describe("办理"), "## 1 级「街道」")
    assert [line for line in every if "时限" in line] == [
        "- 时限：5工作日 至 2026-03-01 `process:办理/tier:街道.limit`",
        "- 时限：3工作日 自 2026-03-01 `process:办理/tier:街道.limit`",
    ]
    for day, kept, gone in ((date(2026, 2, 28), "5", "3"), (date(2026, 3, 1), "3", "5")):
        page = engine(DATED).describe("办理", day)
        assert f"{day} 有效的内容。" in page
        assert f"时限：{kept}工作日" in page and f"时限：{gone}工作日" not in page


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [("栽", None, "GOV946"), ("栽种", date(2026, 2, 28), "GOV844"), ("", None, "GOV946")],
)
def test_a_process_that_is_not_there_is_refused(name: str, day: date | None, code: str) -> None:
    with pytest.raises(GovError) as caught:
        engine(DATED).describe(name, day)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert found.suggestions == (("栽种",) if name == "栽" else ())
    assert "9工作日" in engine(DATED).describe("栽种", date(2026, 3, 1))


# ── nothing is left out ──
def statements(claim: Claim, path: str) -> Iterator[tuple[str, int]]:
    """Every field of an object and of all inside it that acts in a case, with how much it says."""
    kind = kind_of(type(claim))
    for field, value in claim:
        if isinstance(value, Attribute) and binds(kind, field):
            for stated in value.root:
                keyed = isinstance(stated.value, Mapping) and field in ("on", "ceiling")
                yield f"{path}.{field}", len(stated.value.entries) if keyed else 1
        elif isinstance(value, tuple):
            for inner in value:
                if isinstance(inner, Claim) and (name := getattr(inner, "name", "")):
                    yield from statements(inner, f"{path}/{kind_of(type(inner))}:{name}")


def about(model: Governance, process: Process) -> Iterator[tuple[str, int]]:
    """What has to stand on the page of a process: its own rules, those of matters it names, of the
    powers they need, of meetings, of the modes that name it, and where its handlers stand."""
    yield from statements(process, f"process:{process.name}")
    named = {ref for stated in process.applies_to for ref in stated.value.refs}
    rungs = (*process.tiers, *process.steps)
    named |= {ref for rung in rungs for field in (rung.deliberates, rung.handler)
              for stated in field for ref in getattr(stated.value, "refs", ())}  # fmt: skip
    named |= {f"mode:{mode.name}" for mode in model.modes
              for field in (mode.process, mode.suspends) for stated in field
              if f"process:{process.name}" in stated.value.refs}  # fmt: skip
    for ref in sorted(named):
        entity = model.get(ref)
        if entity is not None:
            yield from statements(entity, ref)
        for needed in getattr(entity, "needs", ()):
            for item in needed.value.refs:
                held = model.get(item)
                assert held is not None
                yield from statements(held, item)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_rule_that_acts_in_a_case_stands_on_the_page(path: Path) -> None:
    model = load(str(path))
    described, counted = Engine(model), 0
    for process in model.processes:
        for lang in ("zh", "en"):
            page = described.describe(process.name, lang=lang)
            told = Counter(re.sub(r"\[.*\]$", "", r) for r in re.findall(r"`([^`]*)`", page))
            wanted: Counter[str] = Counter()
            for rule, said in about(model, process):
                wanted[rule] += said
            for rule, said in wanted.items():
                held = [number for name, number in told.items() if name.endswith(rule)]
                assert sum(held) >= said, rule
                counted += 1
    assert counted or not model.processes
