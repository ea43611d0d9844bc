"""The table of who does what as a document: a small model by hand, in both tongues."""

from __future__ import annotations

import json
import re

import pytest

from govkit.analysis.roles import division
from govkit.document.parts import Document, Heading, Note, Table
from govkit.document.reading import texts, words
from govkit.export.saving import write
from govkit.pipeline import loads
from govkit.reports.matrix import MOST, circled
from govkit.reports.reporting import report, rows
from govkit.values.units import Lang
from tests.engine.play import DISTRICTS, model_of

TEXTS = {
    "zh": """govkit 1
地区 样区 {
  出处 办法 “网格办法” { 文号：“样发〔2026〕1号” }
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区 }
  机构 中心 { 设于：街道 }
  机构 城管 { 设于：街道 }
  机构 闲处 { 设于：街道 }
  事项 纠纷 据 办法·第三条
  事项 噪声 据 办法·第四条
  事项 占道 据 办法·第二条 { 主责：城管；时限：9工作日 }
  事项 无流程
  流程 阶梯 据 办法·第五条 { 适用：纠纷、噪声、占道
    级 社区 { 承办：书记；时限：3工作日 假设 “没有写”；延期：1工作日；延期审批：中心 }
    级 街道 { 承办：中心；会签：城管；告知：书记 } }
}
""",
    "en": """govkit 1
district Sample {
  source Rules "Grid rules" { number: "No. 1" }
  level Street { count: 1 }
  level Community { parent: Street; count: 3 }
  post Secretary { at: Community }
  body Centre { at: Street }
  body City_works { at: Street }
  body Idle_office { at: Street }
  matter Quarrel per Rules.3
  matter Noise per Rules.4
  matter Obstruction per Rules.2 { owner: City_works; limit: 9 work_days }
  matter Without_process
  process Ladder per Rules.5 { applies_to: Quarrel, Noise, Obstruction
    tier Community { handler: Secretary; limit: 3 work_days assumed "not said"
                     extend: 1 work_days; extended_by: Centre }
    tier Street { handler: Centre; countersign: City_works; notify: Secretary } }
}
""",
}
# No., matter, then Centre, City works (Street), Secretary (Community).
SIGNS = {
    0: ("◆②", "○", "●①△"),
    1: ("◆②", "○", "●①△"),
    2: ("◆②", "●○", "①△"),
    3: ("", "", ""),
}


def _table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def _grid(table: Table) -> list[list[str]]:
    """The words of each row at their columns; a cell that reaches down stands in its first row."""
    found = []
    for cells in table.grid(table.rows):
        row = [""] * len(table.columns)
        for at, cell in cells:
            row[at] = " ".join(map(words, cell.lines))
        found.append(row)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rows_of_a_small_model(lang: str) -> None:
    table = _table(report(loads(TEXTS[lang]), "matrix", lang))  # type: ignore[arg-type]
    grid = _grid(table)
    assert [row[0] for row in grid] == ["1", "2", "3", "4"]
    named = {
        "zh": ["纠纷", "噪声", "占道", "无流程"],
        "en": ["Quarrel", "Noise", "Obstruction", "Without process"],
    }[lang]
    assert [row[1] for row in grid] == named
    for number, (centre, works, secretary) in SIGNS.items():
        found = {"".join(sorted(sign)) for sign in grid[number][3:6] if sign}
        assert found == {"".join(sorted(sign)) for sign in (centre, works, secretary) if sign}
        assert "".join(sorted(grid[number][5])) == "".join(sorted(secretary))
    basis = {"zh": ["第三条", "第四条", "第二条", "未注"], "en": ["3", "4", "2", "not stated"]}[
        lang
    ]
    assert [re.split("、|; ", row[-1])[0] for row in grid] == basis


def test_process_and_limits_stand_once_where_they_are_the_same() -> None:
    table = _table(report(loads(TEXTS["zh"]), "matrix", "zh"))
    grid = _grid(table)
    assert [row[2] for row in grid] == ["阶梯", "", "", "—"]
    assert grid[0][-2].startswith("① 3个工作日＊") and "整件" not in grid[0][-2]
    assert "整件9个工作日" in grid[2][-2]
    assert [cell.down for cell in table.rows[0] if cell.down > 1] == [3, 2]


def test_units_stand_under_their_level_and_the_legend_above() -> None:
    document = report(loads(TEXTS["zh"]), "matrix", "zh")
    table = _table(document)
    heads = [[words(line) for cell in row for line in cell.lines] for row in table.head]
    assert heads[0] == ["序号", "事项", "流程", "街道", "社区", "时限", "依据"]
    assert set(heads[1][:2]) == {"中心", "城管"} and heads[1][2:] == ["书记"]
    at = document.blocks.index(table)
    assert at == len(document.blocks) - 1 and all(
        isinstance(block, Note) for block in document.blocks[:at]
    )
    told = "\n".join(texts(document))
    assert "没有主办的事项：无流程。" in told
    assert "没有分到事项的单位和岗位（1个）：闲处。" in told
    assert "《网格办法》（样发〔2026〕1号）" in told
    assert "共4项事项、1个流程、3个单位和岗位。" in told


def test_in_the_order_of_articles_and_of_one_source_alone() -> None:
    model = loads(TEXTS["zh"])
    ordered = _grid(_table(report(model, "matrix", "zh", order="article")))
    assert [row[1] for row in ordered] == ["占道", "纠纷", "噪声", "无流程"]
    one = _grid(_table(report(model, "matrix", "zh", source="办法")))
    assert [row[1] for row in one] == ["纠纷", "噪声", "占道"]


def test_more_units_than_fit_stand_in_a_table_for_each_level() -> None:
    many = "、".join(f"所{n}" for n in range(MOST + 2))
    bodies = "\n".join(f"机构 所{n} {{ 设于：街道 }}" for n in range(MOST + 2))
    model = loads(f"""govkit 1
地区 样区 {{
  层级 街道 {{ 数量：1个 }}
  层级 社区 {{ 上级：街道；数量：3个 }}
  岗位 书记 {{ 设于：社区 }}
  {bodies}
  事项 甲
  流程 甲流程 {{ 适用：甲
    级 社区 {{ 承办：书记 }}
    级 街道 {{ 承办：{many} }} }}
}}
""")
    document = report(model, "matrix", "zh")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads == ["街道", "街道（续）", "社区"]
    assert [len(table.columns) - 5 for table in tables] == [MOST, 2, 1]
    named = [words(cell.lines[0]) for table in tables for cell in table.head[1]]
    assert sorted(named) == sorted([*(f"所{n}" for n in range(MOST + 2)), "书记"])


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.name)
def test_every_matter_of_a_district_has_one_row_and_the_signs_of_its_roles(path: object) -> None:
    model = model_of(path)  # type: ignore[arg-type]
    document = report(model, "matrix")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    refs = [row[0].ref for table in tables for row in table.rows]
    assert sorted(refs) == sorted(f"matter:{matter.name}" for matter in model.matters)
    for row in division(model).rows:
        shown = next(
            r for table in tables for r in table.rows if r[0].ref == f"matter:{row.matter}"
        )
        told = "".join(words(line) for cell in shown for line in cell.lines)
        for role in row.roles:
            if role.part == "handles":
                assert circled(role.rung) in told


def test_as_data_it_says_by_which_field() -> None:
    found = json.loads(json.dumps(rows(loads(TEXTS["zh"]), "matrix", "zh")))
    quarrel = found["rows"][0]
    assert quarrel["matter"] == "纠纷" and quarrel["rungs"] == ["tier:社区", "tier:街道"]
    assert {"unit": "body:中心", "part": "decides", "rung": 1, "field": "tier.extended_by",
            "origin": "cited", "conditional": False} in quarrel["roles"]  # fmt: skip
    assert found["leaderless"] == ["无流程"] and found["idle"] == ["body:闲处"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_matter_is_lost_where_each_level_has_a_table(lang: Lang) -> None:
    """More units than one table holds: a matter that none of them has a part in has one too."""
    bodies = "".join(f"机构 处{at} {{ 设于：街道 }} 事项 事{at} {{ 主责：处{at} }}\n"
                     for at in range(MOST + 2))  # fmt: skip
    model = loads(f"govkit 1\n地区 甲 {{ 层级 街道 {{ 数量：1个 }}\n{bodies}事项 没人管 }}\n")
    document = report(model, "matrix", lang)
    told = [table for table in document.blocks if isinstance(table, Table)]
    named = {words(row[1].lines[0]) for table in told for row in table.rows}
    assert named == {*(f"事{at}" for at in range(MOST + 2)), "没人管"}
    last = told[-1]
    assert len(last.columns) == 5 and len(last.head) == 1
    for ending in (".docx", ".xlsx", ".html", ".md"):
        assert write(document, ending)
