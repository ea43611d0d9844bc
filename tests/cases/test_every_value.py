"""Every field against every shape of value: accepted or refused, never a crash, never lost in JSON.

The fields of the vocabulary and a row of values enter, one small district for each pair.
"""

from __future__ import annotations

import os
from random import Random, SystemRandom

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_text
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from tests.drawn import by_day, part_of
from tests.together import together

DISTRICT = """地区 区 {{
  层级 甲 {{ 数量：3；日历：壬 }}
  层级 乙 {{ 上级：甲；数量：6 }}
  岗位 丙 {{ 设于：甲 }}
  会议 己 {{ 召集：甲 }}
  指标 庚 {{ 分子：丙；分母：丁 }}
  平急状态 急 {{ 决定：甲 }}
  流程 辛 {{ 级 甲 {{ 承办：丙 }} }}
  出处 书
  日历 壬 {{ 休息日：周日 }}
  编码 号
  要素 大小 {{ 取值：小、大 }}
  要素 金额 {{ 单位：元 }}
  要素 缓急 {{ 取值：缓、紧 }}
  要素 先后 {{ 取值：后、先 }}
  清单 权 {{ 类型：权力；授予：甲；项 建 }}
  事项 丁 {{ 大小：小 }}
  {block}
}}
"""
# Blocks that need others around or inside them; all others stand in the district as they are.
AROUND = {
    "district": "{line}",
    "item": "清单 新 {{ 项 新 {{ {line} }} }}",
    "post": "岗位 新 {{ {above}{line} }}",
    "process": "流程 新 {{ 级 乙 {{ 承办：丙 }}；{line} }}",
    "tier": "流程 新 {{ 级 乙 {{ 承办：丙 }}；级 甲 {{ {handler}{line} }} }}",
    "step": "流程 新 {{ 级 甲 {{ 承办：丙 }}；步 新 {{ {handler}{line} }} }}",
    "clock": "流程 新 {{ 级 乙 {{ 承办：丙；时钟 新 {{ {line} }} }}；级 甲 {{ 承办：丙 }} }}",
    "state": "事项 新 {{ 状况 新 {{ {line} }} }}",
    "segment": "编码 新 {{ 段 新 {{ {line} }} }}",
    "table": "对照表 新 {{ {others}{line} }}",
    "stream": "推演 {{ 来件 新 {{ {line} }} }}",
    "station": "推演 {{ 承办力量 己 {{ {line} }} }}",
    "turn": "场景 新 {{ 回合 1 {{ {line} }} }}",
}
# What a table needs beside the field in question.
WHOLE_TABLE = {"键": "键：大小、缓急；", "得出": "得出：先后；", "取值": "取值：其余 → 后；"}
VALUES = """
3|3人|≥3人|约3万人|3—5户|67%|3次/月|1/甲|每两周一次|5工作日|当日|2026-03-02|2026-03-02 10:30
≥2/3 应到会|甲|乙|丙|丁|己|建|甲、乙 等9类|15项|any(甲, 丙)|≥1 甲|“文”|庚|急|辛
签收|超时|专职|自然日|文件|权力|公开|上提|视为同意|解决|按比例|剔除折算
下班|挂账|催办|“UTC”|壬|周日|是|2027年|中国、广西|9:00-12:00、13:30-17:30|周一至周五 → 9:00-12:00
签收前|反馈|GOV504 → 提示|甲 → 丙，乙、丁 → {甲、乙} 等
≥90分 → 优|90分 → 优，80..<90分 → 良，其余 → 差|6位码|错误|机制|* 丙 + ? 丁|甲 → 40%、乙 → 60%
大小、缓急|先后|号|（大，紧）→ 先，其余 → 后|同升
6月1日至9月30日|全部（≥2/3 面积、≥2/3 人数）|孰低（≥2/3 应到会，≥50人）|次月第5个工作日前
甲·1|甲 → 乙|小 → 乙|小 → 80%、大 → 20%|超时 → 甲|1 丙 + N 队员|指数（3小时）|元|甲 / 0|甲 = 3
丁 → 70%、其余 → 30%|网格 → 1|9—12点 → 45%、其余 → 1|周日 → 40%|小、大|6月1日至9月30日 → 2
周二 → 9—12点|全天|每周三15:00|每季度首个工作日15:00|议事 → 20%、其余 → 0%|核查 → 2小时
派单 → 平均2小时|金额 → 指数（2万元）|督办优先、先到先办|平均4工作小时
非（）|甲 存疑 “二” 另读 乙|3 存疑 “二” 另读 甲|3 当 甲 > 2|甲 原则上 概率 30% 拟定 “再议”
"""
SHAPES = [value for line in VALUES.strip().split("\n") for value in line.split("|")]
SEED = int(os.environ.get("GOVKIT_SEED", "0")) or SystemRandom().randrange(10**9)
NEED_A_FOLDER = ("include", "extends")
FIELDS = [
    pytest.param(kind, row, id=f"{kind}.{row.id}")
    for kind, kind_row in kinds().items()
    for row in fields_of(kind).values()
    if kind_row.block != "open" and (row.kind != "*" or kind == "district")
]


def compiled(kind: str, field: str, value: str) -> Compiled:
    """A district whose one block of this kind says `field：value`."""
    around = AROUND.get(kind, f"{kinds()[kind].zh} 新 {{{{ {{line}} }}}}")
    handler = "" if field == "承办" else "承办：丙；"
    above = "" if field == "上级" else "上级：丙；"
    others = "".join(line for word, line in WHOLE_TABLE.items() if word != field)
    block = around.format(line=f"{field}：{value}", handler=handler, above=above, others=others)
    return compile_text(DISTRICT.format(block=block))


def taken(kind: str, row: FieldRow, shapes: list[str]) -> int:
    """How many of some shapes a field takes; each it takes is whole in JSON, each other refused."""
    number = 0
    for value in shapes:
        found = compiled(kind, row.zh, value)
        if found.model is None:
            assert found.errors, value
            continue
        number += 1
        again = Governance.model_validate_json(found.model.model_dump_json())
        assert again == found.model, value
    return number


@together(("kind", "row"), FIELDS, parts=8)
def test_a_field_takes_or_refuses_a_value(kind: str, row: FieldRow) -> None:
    """By day a tenth of the shapes, others with each seed; all of them by night."""
    print(f"GOVKIT_SEED={SEED}")
    draw = Random(f"{SEED}/{kind}.{row.id}")
    taken(kind, row, draw.sample(SHAPES, len(SHAPES) // 10))


@pytest.mark.nightly
@pytest.mark.parametrize(("kind", "row"), FIELDS)
def test_a_field_takes_at_least_one_of_all_values(kind: str, row: FieldRow) -> None:
    by_file = row.id in NEED_A_FOLDER or row.type == "table"
    assert taken(kind, row, SHAPES) or by_file, "at least one shape is made for this field"


@by_day(3)
@together(("kind", "row"), FIELDS)
def test_a_field_takes_or_refuses_the_unknown(kind: str, row: FieldRow, share: int) -> None:
    for written in part_of(f"unknown/{kind}.{row.id}", ("未知", "?", "**万元"), share):
        found = compiled(kind, row.zh, written)
        assert found.model is not None or found.errors, written


@together("value", SHAPES)
@together("kind", ["figures", "checks"])
def test_an_open_section_takes_or_refuses_a_value(kind: str, value: str) -> None:
    found = compiled(kind, "行", value)
    if found.model is None:
        assert found.errors
    else:
        text = found.model.model_dump_json()
        assert Governance.model_validate_json(text) == found.model
