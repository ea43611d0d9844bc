"""Amendments that were told wrong once: what stands in the table, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit import diff
from govkit.analysis.diff.applying import apply
from govkit.document.parts import Document, Table
from govkit.document.reading import words
from govkit.pipeline import load, loads
from govkit.reports.amendment.objects import chains
from govkit.reports.amendment.table import amendment
from govkit.reports.wanted import Wanted
from govkit.values.units import Lang
from tests.analysis.amendments import drifted

EXAMPLES = Path(__file__).parents[2] / "examples"
BASE = """govkit 1
地区 甲 {{
  出处 办法 {{ 类型：文件 }}
  层级 街道 {{ 数量：1 }}
  层级 社区 {{ 上级：街道；数量：3 }}
  岗位 网格 {{ 设于：社区 }}
  岗位 网格员 {{ 设于：社区 }}
  岗位 委员 {{ 设于：社区 }}
  岗位 「甲/乙」 {{ 设于：社区 }}
  事项 纠纷
  {}
}}
"""


def table(old: str, new: str, lang: Lang = "zh", *, direction: bool = False,
          renamed: dict[str, str] | None = None) -> tuple[Document, list[list[str]]]:  # fmt: skip
    """The document, and the words of its rows, cell by cell; the diff is proved complete."""
    before, after = loads(BASE.format(old)), loads(BASE.format(new))
    found = diff(before, after, renamed)
    assert apply(before, found) == after
    made = amendment(before, after, found, Wanted(lang=lang), direction=direction, every=True)
    rows = [
        ["\n".join(map(words, cell.lines)) for cell in row]
        for block in made.blocks if isinstance(block, Table) for row in block.rows
    ]  # fmt: skip
    return made, rows


def test_what_stands_in_a_renamed_object_is_told_beside_one_that_went_under_its_name() -> None:
    old = "流程 一 { 级 社区 { 承办：委员；时限：3日 } }"
    old += "流程 二 { 级 社区 { 承办：委员；时限：5日 } }"
    new = "流程 一 { 级 社区 { 承办：委员；时限：9日 } }"
    _, rows = table(old, new, renamed={"二": "一"})
    told = "\n".join(row[4] for row in rows)
    assert "时限由5天改为9天" in told and "删去流程" in told


def test_dates_are_the_last_days_on_which_something_holds() -> None:
    old, new = (
        "机构 站 { 设于：社区；数量：3个 }",
        "机构 站 { 设于：社区；数量：3个 至 2027-01-01 }",
    )
    assert "数量增加截止日期：2026年12月31日。" in table(old, new)[1][0][4]
    for first in ("0001-01-01", "0001-01-02"):  # the first day there is has none before it
        _, rows = table(old, new.replace("2027-01-01", first))
        assert "截止日期：0001年1月1日" in rows[0][4] and "0001年1月1日" in rows[0][3]


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [("", "时限：9日", "（收紧）"), ("时限：9日", "", "（放宽）"),
     ("时限：9日", "时限：9日；时限：5日 当 大小 = 大", ""),
     ("时限：9日；时限：5日 当 大小 = 大", "时限：9日", "")],
)  # fmt: skip
def test_a_statement_beside_others_has_no_direction(old: str, new: str, way: str) -> None:
    text = "要素 大小 {{ 取值：小、大 }} 事项 噪声 {{ {} }}"
    _, rows = table(text.format(old), text.format(new), direction=True)
    told = rows[0][4]
    assert ("（" in told.replace(way, "")) is False and way in told


def test_members_that_only_follow_a_rename_have_not_come_or_gone() -> None:
    old = "岗位 站长 { 设于：社区 } 会议 会 { 召集：委员、网格 }"
    new = "岗位 站长 { 设于：社区 } 会议 会 { 召集：专员、网格、站长 }"
    before = loads(BASE.format(old))
    after = loads(BASE.replace("岗位 委员", "岗位 专员").format(new))
    found = diff(before, after, {"委员": "专员"})
    made = amendment(before, after, found, Wanted(lang="zh"))
    told = [words(line) for block in made.blocks if isinstance(block, Table)
            for row in block.rows for line in row[4].lines]  # fmt: skip
    assert "召集增加站长。" in told


def test_a_list_that_changes_beside_its_members_says_both() -> None:
    station = "机构 站 {{ 设于：社区；职能：{} }}"
    for old, new in (
        ("听证、公示", "听证、公示、评估 等"),
        ("听证、公示 等", "听证"),
        ("听证、公示 等9项", "听证 等8项"),
    ):
        _, rows = table(station.format(old), station.format(new))
        assert "职能由" in rows[0][4] and "改为" in rows[0][4], rows[0][4]
    _, rows = table("机构 站 { 职能：听证、公示 共2项 }", "机构 站 { 职能：听证 共1项 }")
    assert rows[0][4] == "职能删去公示。"


def test_a_remark_that_is_new_is_a_reason_and_one_that_changed_is_none() -> None:
    old, new = "机构 站 {{ 数量：1个{} }}", "机构 站 {{ 数量：2个{} }}"
    _, rows = table(old.format(""), new.format("；说明：“按编制核定”"))
    assert rows[0][5] == "按编制核定" and "说明" not in rows[0][4]
    _, rows = table(old.format("；说明：“暂定”"), new.format("；说明：“核定”"))
    assert rows[0][5] == "" and "说明" in rows[0][4]


def test_names_with_a_stroke_hold_what_is_theirs() -> None:
    old = "清单 「事/权」 { 类型：权力；项 「甲/乙」 { 限额：≤1万元 } }"
    new = old.removesuffix("}") + "项 「丙/丁」 { 限额：≤2万元 } }"
    for one, two in ((old, new), (new, old)):
        _, rows = table(one, two)
        assert len(rows) == 1 and "事/权" in rows[0][2] + rows[0][3] and "丙/丁" in rows[0][4]


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", ["新增推演。", "删去推演。"]), ("en", ["workload added.", "workload removed."])],
)
def test_what_has_no_name_is_told_without_quotation_marks(lang: Lang, told: list[str]) -> None:
    new = "推演 { 到件：3件/日 假设 }"
    for one, two, text in (("", new, told[0]), (new, "", told[1])):
        assert table(one, two, lang)[1][0][4] == text


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "另有1处只是排列次序不同"), ("en", "another order: 1")]
)
def test_another_order_alone_is_counted(lang: Lang, told: str) -> None:
    old, new = "机构 一 { }\n机构 二 { }", "机构 二 { }\n机构 一 { }"
    made, rows = table(old, new, lang)
    assert not rows
    assert told in "".join(words(block.runs) for block in made.blocks if hasattr(block, "runs"))


def test_values_after_a_rename_are_written_by_name_and_not_by_letters() -> None:
    """网格 renamed leaves 网格员 what it is called."""
    text = "会议 会 {{ 召集：{} }}"
    before = loads(BASE.format(text.format("网格、网格员")))
    after = loads(
        BASE.replace("岗位 网格 ", "岗位 片区 ").format(text.format("片区、网格员、委员"))
    )
    found = diff(before, after, {"post:网格": "片区"})
    told = [one for one in found.changes if one.field == "convener"]
    assert {one.new_text for one in told} == {"片区、网格员", "片区、网格员、委员"}
    assert all("片区员" not in one.old_text + one.new_text for one in told)


def test_each_object_is_found_once_however_many_there_are() -> None:
    many = "\n".join(f"机构 处{number} {{ 设于：社区 }}" for number in range(400))
    model = loads(BASE.format(many + "\n清单 单 { 类型：权力；项 一 { 项 二 { } } }"))
    found = chains(model)
    assert [kind for kind, _ in found["list:单/item:一/item:二"]] == ["list", "item", "item"]
    assert len([path for path in found if path.startswith("body:")]) == 400


@pytest.mark.parametrize(("old", "new"), [("应当", "不得"), ("不得", "可以"), ("不得", "必须")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_forbidden_by_another_head_is_told_with_it(old: str, new: str, lang: Lang) -> None:
    duty = "制度 占道 {} {{ 责任人：委员；内容：越线摆摊 }}"
    _, rows = table(duty.format(old), duty.format(new), lang)
    told = rows[0][4].split("\n")
    if lang == "zh":
        assert told == [f"约束程度由“{old}”改为“{new}”。", f"内容由“{old}”改为“{new}”。"]
    else:
        assert [one.partition(":")[0] for one in told] == ["strength", "act"]
    assert "越线摆摊" in rows[0][2] and "越线摆摊" in rows[0][3]


def test_another_head_that_forbids_as_little_is_told_once() -> None:
    duty = "制度 占道 {} {{ 责任人：委员；内容：越线摆摊 }}"
    _, rows = table(duty.format("应当"), duty.format("可以"))
    assert rows[0][4] == "约束程度由“应当”改为“可以”。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_came_to_a_criterion_of_an_assessment_is_told(lang: Lang) -> None:
    old = load(EXAMPLES / "guangming")
    new = drifted(old, "att15")  # another 评分 of one criterion, among others
    made = amendment(old, new, diff(old, new), Wanted(lang), every=True)
    assert any(isinstance(block, Table) for block in made.blocks)
