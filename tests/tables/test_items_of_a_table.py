"""Items from a table: each cell read as in a text, findings at the cell, origins by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_path, compile_text

TEXT = """govkit 1
地区 东湖街道
出处 办法 {{ 篇目：第一条、第二条、附件 }}
出处 通知
层级 社区 {{ 数量：6 }}
岗位 书记 {{ 设于：社区 }}
清单 权力 {{
  类型：权力；授予：社区
  {items}
}}
事项 路灯不亮 {{ 所需：维修 }}
"""
BY_TABLE = TEXT.format(items='明细：表格("权力.csv") 据 办法·附件')
BY_HAND = TEXT.format(
    items="""项 维修 据 办法·附件 { 限额：40万元以下；内容：路灯、井盖 等；授予：书记 }
  项 指挥 据 办法·附件 { 限额：未知；说明：“在岗期间”；内容：保洁 }
"""
)
# Sources of the text and articles of theirs, of which not every test cites all.
UNCITED = {"GOV628", "GOV634"}
ROWS = "名称,额度,内容,授予,说明\n维修,40万元以下,路灯、井盖 等,书记,\n指挥,未知,保洁,,在岗期间\n"


def compiled(folder: Path, rows: str | bytes, text: str = BY_TABLE) -> Compiled:
    (folder / "主.gov").write_text(text, encoding="utf-8")
    data = rows if isinstance(rows, bytes) else rows.encode("utf-8")
    (folder / "权力.csv").write_bytes(data)
    return compile_path(folder)


def model(folder: Path, rows: str | bytes, text: str = BY_TABLE) -> Governance:
    found = compiled(folder, rows, text)
    assert found.model is not None, [(one.code, str(one.span)) for one in found.errors]
    return found.model


def told(found: Compiled) -> list[tuple[str, str]]:
    """Code and the words of the place of every error."""
    return [(one.code, one.span.text) for one in found.errors if one.span is not None]


def test_a_table_means_what_the_same_items_mean_in_a_text(tmp_path: Path) -> None:
    by_hand = compile_text(BY_HAND).model
    assert by_hand is not None
    by_table = model(tmp_path, ROWS)
    assert by_table == by_hand
    assert by_table.fingerprint == by_hand.fingerprint
    assert model(tmp_path, ROWS.encode("gb18030")) == by_hand


def test_words_of_either_tongue_stand_above_the_columns(tmp_path: Path) -> None:
    english = ROWS.replace("名称,额度,内容,授予,说明", "Name,limit,contents,Granted to,note")
    assert model(tmp_path, english) == model(tmp_path, ROWS)


@pytest.mark.parametrize(
    ("cell", "written"),
    [("40", "40万元"), ("≤40", "≤40万元"), ("40以下", "40万元以下"), ("30万元", "30万元")],
)
def test_a_heading_may_give_the_unit(tmp_path: Path, cell: str, written: str) -> None:
    rows = f"名称,限额（万元）\n维修,{cell}\n"
    assert model(tmp_path, rows) == model(tmp_path, f"名称,限额\n维修,{written}\n")


def test_a_cell_with_a_magnitude_of_its_own_is_no_guess(tmp_path: Path) -> None:
    assert told(compiled(tmp_path, "名称,限额（万元）\n维修,5万\n")) == [("GOV171", "5万")]


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("", ("办法", "附件")),
        ("办法·第一条", ("办法", "第一条")),
        ("第二条", ("办法", "第二条")),
        ("通知", ("通知", "")),
    ],
)
def test_a_row_may_have_an_origin_of_its_own(
    tmp_path: Path, cell: str, place: tuple[str, str]
) -> None:
    [item] = model(tmp_path, f"名称,限额,据\n维修,5万元,{cell}\n").lists[0].items
    for origin in (item.origin, item.limit.root[0].origin):
        assert (origin.source, origin.place) == place


def test_a_row_cannot_cite_what_is_no_source(tmp_path: Path) -> None:
    text = TEXT.format(items='明细：表格("权力.csv") 假设 “示例”')
    assert told(compiled(tmp_path, "名称,据\n维修,规程·一\n", text)) == [("GOV405", "规程·一")]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("路灯、井盖", ("路灯", "井盖")),
        ("水/电/气检修；疏通（含雨水）", ("水/电/气检修", "疏通（含雨水）")),
        ("C#课程，其他", ("C#课程", "其他")),
    ],
)
def test_free_words_need_no_quotation_marks(
    tmp_path: Path, cell: str, words: tuple[str, ...]
) -> None:
    [item] = model(tmp_path, f'名称,内容\n维修,"{cell}"\n').lists[0].items
    assert item.contents.value.words == words  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("名称,限额\n维修,很多\n指挥,5万元\n抢修,很多\n", [("GOV301", "很多"), ("GOV301", "很多")]),
        ("名称,授予\n维修,主任\n", [("GOV401", "主任")]),
        ("名称,限额\n维修,5万元 } 层级 甲 { 数量：1\n", [("GOV301", "5万元 } 层级 甲 { 数量：1")]),
        ("名称,限额\n维修,5万元 # 旁注\n", [("GOV301", "5万元 # 旁注")]),
        ("名称,限额\n维修,5万元\n维修,6万元\n", [("GOV406", "维修")]),
        ("名称,限额\n维修,5万元\n,6万元\n", [("GOV171", ",6万元")]),
        ("限额\n5万元\n", [("GOV168", "限额"), ("GOV401", "维修")]),
    ],
)
def test_a_mistake_is_told_at_its_cell(
    tmp_path: Path, rows: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(told(compiled(tmp_path, rows))) == sorted(expected)


def test_items_stand_beside_those_of_the_text_and_of_other_tables(tmp_path: Path) -> None:
    (tmp_path / "二.csv").write_text("名称\n指挥\n", encoding="utf-8")
    items = '明细：表格("权力.csv")；明细：表格("二.csv")；项 议事'
    found = model(tmp_path, "名称\n维修\n", TEXT.format(items=items))
    assert [item.name for item in found.lists[0].items] == ["维修", "指挥", "议事"]


def test_a_doubt_about_the_table_is_told_once(tmp_path: Path) -> None:
    text = TEXT.format(items='明细：表格("权力.csv") 存疑 “第二栏看不清”')
    rows = "名称,限额\n维修,1万元\n指挥,2万元\n"
    codes = [one.code for one in compiled(tmp_path, rows, text).diagnostics]
    assert [code for code in codes if code not in UNCITED] == ["GOV604"]


def test_columns_that_say_nothing_are_told_once_and_stay_out(tmp_path: Path) -> None:
    found = compiled(tmp_path, "序号,名称,限额,联系电话\n1,维修,1万元,000\n2,指挥,2万元,000\n")
    assert [one.code for one in found.diagnostics if one.code not in UNCITED] == ["GOV176"]
    assert found.model is not None and "联系电话" not in found.model.model_dump_json()


@pytest.mark.parametrize("stroke", ["—", "－", "/", "无"])
def test_a_stroke_is_neither_blank_nor_unknown(tmp_path: Path, stroke: str) -> None:
    found = compiled(tmp_path, f"名称,额度\n维修,{stroke}\n")
    assert told(found) == [("GOV411", stroke)]
    assert model(tmp_path, "名称,额度\n维修,\n").lists[0].items[0].limit.value is None


def test_an_official_list_in_an_office_encoding(tmp_path: Path) -> None:
    rows = "序号,赋权事项,审批权限\n1,维修,5万元以下（含5万元）\n合计,1项,\n".encode("gb18030")
    limit = model(tmp_path, rows).lists[0].items[0].limit.value
    assert limit == model(tmp_path, "名称,限额\n维修,≤5万元\n").lists[0].items[0].limit.value
