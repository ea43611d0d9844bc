"""Units from a table: their numbers, names and superiors, and findings at the very row."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_path, compile_text

DISTRICT = """govkit 1
地区 东湖街道
层级 社区 { 名录：东里、西里、北里 }
层级 网格 { 上级：社区；单元：表格("网格.csv") 假设 "示例" }
"""
ROWS = "网格名称,编号,所属社区\n第一网格,01,西里\n二号,02,东里\n第一网格,03,东里\n四号,04,西里\n"


def compiled(folder: Path, rows: str, text: str = DISTRICT, **others: str) -> Compiled:
    (folder / "主.gov").write_text(text, encoding="utf-8")
    for name, table in {"网格": rows, **others}.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    return compile_path(folder)


def model(folder: Path, rows: str, text: str = DISTRICT, **others: str) -> Governance:
    found = compiled(folder, rows, text, **others)
    assert found.model is not None, [(one.code, str(one.span)) for one in found.errors]
    return found.model


def told(found: Compiled) -> list[tuple[str, str, int]]:
    """Code, file and line of every error."""
    return [
        (one.code, Path(one.span.source.name).name, one.span.line)
        for one in found.errors
        if one.span is not None
    ]


def test_units_belong_where_the_table_says(tmp_path: Path) -> None:
    found = model(tmp_path, ROWS)
    parents = [found.parent_of(unit) for unit in found.units("网格")]
    assert [parent.label for parent in parents if parent] == ["西里", "东里", "东里", "西里"]
    below = {
        unit.name: [child.number for child in found.children_of(unit, "网格")]
        for unit in found.units("社区")
    }
    assert below == {"东里": [2, 3], "西里": [1, 4], "北里": []}


def test_a_unit_is_found_by_number_and_by_a_name_of_its_own(tmp_path: Path) -> None:
    found = model(tmp_path, ROWS)
    assert found.unit("二号") == found.unit("网格·2")
    assert found.unit("网格·3").name == "第一网格"
    with pytest.raises(KeyError):
        found.unit("第一网格")
    with pytest.raises(KeyError):
        found.unit("网格·5")


def test_without_superiors_units_are_spread_evenly(tmp_path: Path) -> None:
    found = model(tmp_path, "name\na\nb\nc\n")
    assert [found.parent_of(unit) for unit in found.units("网格")] == list(found.units("社区"))
    assert not found.tree.is_placed("网格")


def test_superiors_may_be_codes_and_numbers_and_stand_in_a_table(tmp_path: Path) -> None:
    text = DISTRICT.replace("名录：东里、西里、北里", '单元：表格("社区.csv")')
    rows = "名称,上级\n一,S2\n二,社区·1\n三,东里\n"
    found = model(tmp_path, rows, text, 社区="社区,编码\n东里,S1\n西里,S2\n")
    assert [found.parent_of(unit).number for unit in found.units("网格")] == [2, 1, 1]  # type: ignore[union-attr]


def test_a_model_keeps_the_units_and_nothing_of_the_file(tmp_path: Path) -> None:
    found = model(tmp_path, ROWS)
    text = found.model_dump_json()
    again = Governance.model_validate_json(text)
    assert again == found and hash(again) == hash(found)
    assert again.parent_of(again.unit("网格·1")) == found.unit("西里")
    assert "网格.csv" not in text
    other = model(tmp_path, ROWS.replace("二号", "贰号"))
    assert other.fingerprint != found.fingerprint


def test_the_same_rows_give_the_same_model_in_any_dress(tmp_path: Path) -> None:
    dressed = "一览表;;\n\nparent;name;code\n西里;第一网格;01\n东里;二号;02\n\n"
    dressed += "东里;第一网格;03\n西里;四号;04\n"
    assert model(tmp_path, ROWS) == model(tmp_path, dressed)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("名称,上级\n一,东里\n二,南里\n", [("GOV178", "网格.csv", 3)]),
        ("名称,上级\n一,东里\n\n二,\n", [("GOV178", "网格.csv", 4)]),
        ("名称,上级\n一,社区·3\n二,社区·4\n", [("GOV178", "网格.csv", 3)]),
        ("名称,上级\n一,东里\n一,东里\n", [("GOV177", "网格.csv", 3)]),
        ("名称\n一\n一\n", [("GOV177", "网格.csv", 3)]),
        ("名称,编号\n一,01\n二,01\n", [("GOV177", "网格.csv", 3)]),
        ("名称,编号\n一,01\n,02\n", [("GOV171", "网格.csv", 3)]),
        ("编号,上级\n01,东里\n", [("GOV168", "网格.csv", 1)]),
        ("名称,上级,社区\n一,东里,东里\n", [("GOV167", "网格.csv", 1)]),
    ],
)
def test_a_mistake_is_told_at_its_row(
    tmp_path: Path, rows: str, expected: list[tuple[str, str, int]]
) -> None:
    assert told(compiled(tmp_path, rows)) == expected


def test_a_superior_of_two_units_is_none(tmp_path: Path) -> None:
    text = DISTRICT.replace("名录：东里、西里、北里", '上级：片；单元：表格("社区.csv")')
    text += "层级 片 { 名录：南片、北片 }\n"
    above = "名称,上级\n东里,南片\n东里,北片\n"
    assert told(compiled(tmp_path, "名称,上级\n一,东里\n", text, 社区=above)) == [
        ("GOV178", "网格.csv", 2)
    ]


def test_a_level_above_that_lists_no_units_is_one_finding(tmp_path: Path) -> None:
    text = DISTRICT.replace("名录：东里、西里、北里", "数量：3个")
    found = compiled(tmp_path, "名称,上级\n一,东里\n二,西里\n三,东里\n", text)
    assert [one.code for one in found.errors] == ["GOV410"]
    assert str(found.errors[0].args["names"].zh) == "东里、西里"  # type: ignore[union-attr]
    listed = text.replace("数量：3个", "数量：3个；名录：东里、西里、北里")
    assert told(compiled(tmp_path, "名称,上级\n一,东里\n二,西里\n三,东里\n", listed)) == []


def test_a_table_is_named_with_or_without_quotation_marks(tmp_path: Path) -> None:
    for name in ('表格("网格.csv")', "表格（网格.csv）", "表格（“网格.csv”）"):
        assert told(compiled(tmp_path, ROWS, DISTRICT.replace('表格("网格.csv")', name))) == []
    for name in ("表格（网格台账）", "表格（网格台账.csv）"):
        found = told(compiled(tmp_path, ROWS, DISTRICT.replace('表格("网格.csv")', name)))
        assert [code for code, *_ in found] in (["GOV161"], ["GOV162"], ["GOV152"]), found


def test_a_superior_needs_a_level_above(tmp_path: Path) -> None:
    text = DISTRICT.replace("上级：社区；", "")
    assert told(compiled(tmp_path, "名称,上级\n一,东里\n", text)) == [("GOV178", "网格.csv", 2)]


@pytest.mark.parametrize("said", ["数量：3", "名录：一、二、三"])
def test_the_rows_are_held_against_what_the_level_says(tmp_path: Path, said: str) -> None:
    text = DISTRICT.replace("上级：社区；单元", f"上级：社区；{said}；单元")
    assert told(compiled(tmp_path, "名称\n一\n二\n", text)) == [("GOV179", "主.gov", 4)]
    assert told(compiled(tmp_path, "名称\n一\n二\n三\n", text)) == []


def test_k_mistakes_are_k_findings_up_to_ten_and_then_a_count(tmp_path: Path) -> None:
    for number in (1, 10, 30):
        rows = "名称,上级\n" + "".join(f"网{n},无此社区{n}\n" for n in range(number))
        found = compiled(tmp_path, rows)
        shown = min(number, 10)
        assert told(found) == [("GOV178", "网格.csv", n) for n in range(2, 2 + shown)]
        more = [one.args["more"] for one in found.diagnostics if one.code == "GOV452"]
        assert more == ([str(number - 10)] if number > 10 else [])


def test_a_name_that_a_subtype_lists_again_means_the_unit_of_the_whole() -> None:
    text = """govkit 1
地区 甲 拟定 {
  层级 社区 { 名录：东里、西里 }
  层级 老社区 { 类属：社区；名录：西里 }
  层级 新社区 { 类属：社区；名录：东里 }
}"""
    found = compile_text(text).model
    assert found is not None
    assert found.unit("西里").id == "社区·2"
    assert found.unit("老社区·1").level == "老社区"


def codes(found: Compiled) -> list[str]:
    return [one.code for one in found.diagnostics if one.severity != "info"]


def test_every_unit_is_found_by_its_id_also_where_names_are_numbers(tmp_path: Path) -> None:
    found = compiled(tmp_path, "名称\n2\n1\n3\n")
    assert codes(found) == ["GOV450"] and found.model is not None
    for unit in found.model.units("网格"):
        assert found.model.unit(unit.id) == unit
        assert found.model.unit(unit.name) == unit
    engine_unit = found.model.unit("网格·2")
    assert (engine_unit.number, engine_unit.name) == (2, "1")


def test_names_that_are_the_numbers_of_their_rows_are_nothing_to_tell(tmp_path: Path) -> None:
    assert codes(compiled(tmp_path, "名称\n1\n2\n3\n")) == []
    assert codes(compiled(tmp_path, "名称\n101\n102\n103\n")) == []
    assert model(tmp_path, "名称\n101\n102\n").unit("网格·102").number == 2


def test_a_name_of_two_levels_needs_its_level(tmp_path: Path) -> None:
    found = model(tmp_path, "名称\n东里\n新里\n")
    with pytest.raises(KeyError):
        found.unit("东里")
    assert found.unit("网格·东里").level == "网格"
    assert found.unit("社区·东里").level == "社区"
    assert found.tree.reference(found.unit("网格·东里")) == "网格·1"
    assert found.tree.reference(found.unit("新里")) == "新里"


@pytest.mark.parametrize(
    ("count", "fits"),
    [
        ("5..6个", False), ("2..6个", True), ("≥3个", False), ("≤3个", True), ("<2个", False),
        ("约50个", False), ("2个", True), ("3个", False), ("未知", True),
    ],
)  # fmt: skip
def test_a_bounded_count_is_held_against_the_rows_and_the_names(
    tmp_path: Path, count: str, fits: bool
) -> None:
    text = DISTRICT.replace("上级：社区；", f"上级：社区；数量：{count}；")
    assert ("GOV179" in codes(compiled(tmp_path, "名称\n一\n二\n", text))) is not fits
    listed = f"govkit 1\n地区 甲 拟定 {{ 层级 网格 {{ 数量：{count}；名录：一、二 }} }}"
    assert ("GOV505" in codes(compile_text(listed))) is not fits


def test_a_list_that_goes_on_may_still_grow_but_not_shrink() -> None:
    text = "govkit 1\n地区 甲 拟定 {{ 层级 网格 {{ 数量：{}；名录：一、二 等 }} }}"
    assert "GOV505" not in codes(compile_text(text.format("≥3个")))
    assert "GOV505" in codes(compile_text(text.format("<2个")))


def test_a_column_above_that_is_wholly_blank_is_told(tmp_path: Path) -> None:
    found = compiled(tmp_path, "名称,上级\n一,\n二,\n")
    assert codes(found) == ["GOV453"]
    assert [one.span.line for one in found.diagnostics if one.span] == [1]
    assert codes(compiled(tmp_path, "名称\n一\n二\n")) == []


@pytest.mark.parametrize(
    "sign", ["填写：", "填写: ", "填写说明：", "Fill in: ", "How to fill in: "]
)
def test_the_row_that_tells_how_to_fill_in_a_table_is_no_row(tmp_path: Path, sign: str) -> None:
    heads, *rows = ROWS.splitlines()
    plain = model(tmp_path, ROWS)
    hints = f"{sign}必填,{sign}没有的空着,{sign}上级"
    for lines in (
        [heads, hints, *rows],
        [hints, heads, *rows],
        [heads, *rows[:2], hints, *rows[2:]],
        [heads, *rows, f",{sign}没有的空着,"],
    ):
        found = compiled(tmp_path, "\n".join(lines) + "\n")
        assert found.model == plain
        assert [one.code for one in found.diagnostics if one.code in ("GOV175", "GOV176")] == []


@pytest.mark.parametrize(
    "typed",
    [
        "东一,填写：没有的空着,填写：上级",
        "填写：必填,07,填写：上级",
        "填写：必填,填写：没有的空着,东里",
    ],
)
def test_what_is_typed_into_the_hints_is_not_lost(tmp_path: Path, typed: str) -> None:
    heads, *rows = ROWS.splitlines()
    found = compiled(tmp_path, "\n".join([heads, typed, *rows]))
    assert told(found) == [("GOV171", "网格.csv", 2)]


@pytest.mark.parametrize("rows", ["网格名称,编号,所属社区\n", "名称,编号\n填写：必填,\n"])
def test_a_table_that_nobody_filled_in_is_told(tmp_path: Path, rows: str) -> None:
    found = compiled(tmp_path, rows)
    assert [one.span.line for one in found.diagnostics if one.code == "GOV867" and one.span] == [1]


def test_a_text_without_a_file_has_no_tables() -> None:
    assert [one.code for one in compile_text(DISTRICT).errors] == ["GOV162"]


def test_nothing_outside_the_folder_is_read_not_even_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "项目"
    folder.mkdir()
    (tmp_path / "外.csv").write_text("名称\n一\n", encoding="utf-8")
    (folder / "里.csv").symlink_to(tmp_path / "外.csv")
    for name in ("../外.csv", "里.csv", str(tmp_path / "外.csv")):
        text = DISTRICT.replace("网格.csv", name)
        assert [one.code for one in compiled(folder, "", text).errors] == ["GOV157"]


def test_a_path_starts_at_the_file_that_names_the_table(tmp_path: Path) -> None:
    inner = tmp_path / "层级"
    inner.mkdir()
    (inner / "网格.gov").write_text('层级 网格 { 单元：表格("网格.csv") }', encoding="utf-8")
    (inner / "网格.csv").write_text("名称\n一\n", encoding="utf-8")
    text = 'govkit 1\n地区 甲\n引入："层级/网格.gov"\n'
    found = compiled(tmp_path, "名称\n一\n二\n", text)
    assert found.model is not None and found.model.tree.count("网格") == 1
    assert [table.path.name for table in found.tables] == ["网格.csv"]
    assert [Path(source.name).name for source in found.sources] == ["主.gov", "网格.gov"]


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        ("每个(某 属于 社区：网格 ≥ 2)", False),
        ("每个(某 属于 社区：网格 ≥ 1)", True),
        ("有的(某 属于 社区：网格 = 3)", True),
        ("有的(某 属于 社区：网格 = 2)", False),
        ("每个(某 属于 社区：楼栋 ≤ 4)", True),
        ("每个(某 属于 社区：楼栋 ≥ 2)", False),
        ("每个(某 属于 片区：网格 ≥ 2)", True),
    ],
)
def test_every_looks_at_the_units_as_the_table_has_them(
    tmp_path: Path, check: str, holds: bool
) -> None:
    """Three grids in 东里, one each in 西里 and 北里: an even spread would give one or two each."""
    text = f"""govkit 1
地区 东湖街道
层级 片区 {{ 数量：1 }}
层级 社区 {{ 上级：片区；单元：表格("社区.csv") 假设 "示例" }}
层级 网格 {{ 上级：社区；单元：表格("网格.csv") 假设 "示例" }}
层级 楼栋 {{ 上级：网格；单元：表格("楼栋.csv") 假设 "示例" }}
核对 {{ 看法：{check} }}
"""
    rows = "名称,上级\n一,东里\n二,东里\n三,东里\n四,西里\n五,北里\n"
    above = "名称,片区\n东里,片区·1\n西里,片区·1\n北里,片区·1\n"
    below = "名称,网格\na,一\nb,一\nc,二\nd,三\ne,四\nf,五\n"
    found = compiled(tmp_path, rows, text, 社区=above, 楼栋=below)
    codes = [one.code for one in found.diagnostics]
    assert codes == ([] if holds else ["GOV601"])


def test_a_base_may_name_the_level_above(tmp_path: Path) -> None:
    (tmp_path / "市.gov").write_text(
        "govkit 1\n地区 市\n层级 社区 { 名录：东里、西里 }\n层级 网格 { 上级：社区 }\n",
        encoding="utf-8",
    )
    text = (
        'govkit 1\n地区 街道 {\n  上位文件："市.gov"\n  层级 网格 { 单元：表格("网格.csv") }\n}\n'
    )
    found = compiled(tmp_path, "网格,所属社区\n一,西里\n", text)
    assert found.model is not None, [one.code for one in found.errors]
    assert found.model.parent_of(found.model.unit("一")) == found.model.unit("西里")
