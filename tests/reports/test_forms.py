"""The form: what a sheet asks and offers, and that what was filled in is read back as it stood."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govkit.diagnostics import Both, GovError
from govkit.document.parts import Document, Note, Paragraph, Table
from govkit.document.reading import tables_of, texts, words
from govkit.export.saving import save, write
from govkit.export.xlsx import to_xlsx
from govkit.model.governance import Governance
from govkit.pipeline import compile_path, load, loads
from govkit.reports.reporting import report
from govkit.source import SourceFile
from govkit.syntax.nodes import Block, Field
from govkit.syntax.reading import parse
from govkit.values.units import Lang
from govkit.vocabulary.kinds import field_words, kind_words

EXAMPLES = Path(__file__).parents[2] / "examples"
TAKEN_IN = {"level": {"units", "names"}, "list": {"table"}}

TEXT = """govkit 1
地区 东湖街道 {
  出处 办法 { 篇目：第一条、第二条、第三条 }
  出处 通知
  指标 满意率
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；名录：东里、西里 }
  层级 网格 { 上级：社区；数量：**个 }
  层级 楼栋 { 上级：网格 }
  岗位 书记 { 设于：社区 }
  清单 权力 据 办法·第一条 {
    类型：权力；授予：社区
    项 维修 据 办法·第二条 { 限额：40万元以下；内容：路灯、井盖 等；授予：书记 }
    项 指挥 据 通知 { 限额：未知；说明：“在岗，期间”；内容：保洁 }
    项 调配 { 内容：排班 }
    项 密数 { 限额：**万元；内容：排班 }
    项 引文 据 办法·第三条 “照录” { 内容：排班 }
    项 有期 { 限额：5万元 自 2025-01-01 }
    项 疑问 { 限额：5万元 存疑 “抄本不清” }
    项 上层 { 项 下层 { 限额：1万元 } }
    项 有名 “另有标题” { 限额：5万元 }
  }
  清单 内容已写 { 类型：服务；授予：社区；内容：助餐、助医 }
  清单 扣分项 应当 {
    类型：负面；授予：社区
    项 迟到 { 分值：10分；扣分：2分/次；零头：舍去；累次：2次；衡量：满意率 }
  }
  日历 大厅 { 放假：2027-01-04、2027-01-05；上班：2027-01-09 }
  日历 昼夜 { 基于：紧急小时 }
}
"""


def made(model: Governance, lang: Lang | None = None, **wanted: Any) -> Document:
    return report(model, "form", lang, **{"file": "表.xlsx", **wanted})


def tables(found: Document) -> dict[str, Table]:
    return {table.name: table for table in tables_of(found)}


def rows(table: Table) -> list[list[str]]:
    return [[words(one.lines[0]) if one.lines else "" for one in row] for row in table.rows]


def workbook(found: Document) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(to_xlsx(found)))


_SENTENCE = re.compile(
    r"(?:在“|In )(?P<kind>\S+) (?P<owner>.+?)(?:”里写| write) "
    r"(?P<said>.+?)(?:（代替.*| \(in the.*)?"
)


_WORDS = re.compile(r"(?:^|；|; )(\w+)[：:]")


def sentences(found: Document) -> dict[tuple[str, str], str]:
    """What a form says to write, by kind and name of what it is written into."""
    told: dict[tuple[str, str], str] = {}
    said = [words(one.runs) for one in found.blocks if isinstance(one, Note)]
    each = [match for one in said if (match := _SENTENCE.fullmatch(one)) is not None]
    assert len(each) == len(said)
    for one in each:
        key = (kind_words()[one["kind"]], one["owner"])
        told[key] = "；".join(filter(None, (told.get(key), one["said"])))
    return told


def filled_in(text: str, found: Document) -> str:
    """A text in which each sheet with rows stands in the place of what it holds, by the sentences
    that the form gives."""
    source = SourceFile("a.gov", text)
    cut: list[tuple[int, int, str]] = []
    told, sheets = sentences(found), tables(found)
    for block in _blocks(parse(source)[0].statements):
        kind = kind_words().get(str(block.kind), "")
        sentence = told.get((kind, str(block.name)), "")
        name = re.findall(r'", "(.+?)"\)', sentence)
        names = {row[0] for one in set(name) for row in rows(sheets[one])}
        if not names:
            continue
        fields = field_words(kind)
        taken = TAKEN_IN.get(kind) or {fields[word].id for word in _WORDS.findall(sentence)}
        for part in block.body or ():
            if isinstance(part, Field):
                row = fields.get(str(part.word))
                gone = row is not None and row.id in taken
            else:
                gone = str(part.name) in names
            if gone:
                end = part.end
                if isinstance(part, Block) and part.body is not None:
                    end = text.index("}", end) + 1
                after = len(text) - len(text[end:].lstrip(" )；;。"))
                cut.append((part.start, after, ""))
        inside = text.index("{", block.start) + 1
        cut.append((inside, inside, f" {sentence}； "))
    for start, end, new in sorted(cut, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _blocks(statements: Any) -> Iterator[Block]:
    for one in statements:
        if isinstance(one, Block):
            yield one
            yield from _blocks(one.body or ())


def read_back(folder: Path, text: str, found: Document, beside: Path | None = None) -> Governance:
    """The model that a text makes of a form in its folder, with the files that stood beside it."""
    for path in beside.glob("*.*") if beside is not None else ():
        shutil.copy(path, folder)
    save(found, folder / "表.xlsx")
    (folder / "主.gov").write_text(filled_in(text, found), encoding="utf-8")
    compiled = compile_path(folder / "主.gov")
    assert compiled.model is not None, [(one.code, str(one.span)) for one in compiled.errors]
    told = {one.code for one in compiled.diagnostics}
    assert not told & {"GOV172", "GOV173", "GOV174", "GOV175", "GOV176", "GOV411", "GOV867"}
    return compiled.model


def held(model: Governance) -> dict[str, Any]:
    """What tables can hold of a model: units with those above, items, days; in any order."""
    return {
        "units": {
            level.name: [(unit.label, model.parent_of(unit)) for unit in model.units(level.name)]
            for level in model.levels
        },
        "rests": {
            level.name: [one.origin for one in level.units.root or level.names.root]
            for level in model.levels
        },
        "items": {one.name: {item.name: item for item in one.items} for one in model.lists},
        "days": {
            one.name: [
                [
                    (stated.origin, day)
                    for stated in field.root
                    for day in getattr(stated.value, "days", (stated.value,))
                ]
                for field in (one.holidays, one.workdays, one.public_holidays)
            ]
            for one in model.calendars
        },
    }


def test_a_sheet_for_each_table_that_the_model_can_take_in() -> None:
    found = tables(made(loads(TEXT)))
    assert list(found) == ["社区", "网格", "楼栋", "权力", "扣分项", "大厅"]
    titles = {name: [one.title for one in table.columns] for name, table in found.items()}
    assert titles["社区"] == ["名称*", "编号"]
    assert titles["网格"] == ["名称*", "编号", "上级"]
    assert titles["权力"] == ["名称*", "限额", "内容", "授予", "说明", "据"]
    assert titles["扣分项"][4:9] == ["分值", "衡量", "扣分", "零头", "累次"]
    assert titles["大厅"] == ["日期*", "安排*"]
    english = tables(made(loads(TEXT), "en"))
    assert [one.title for one in english["权力"].columns][:4] == [
        "name*", "limit", "contents", "granted to",
    ]  # fmt: skip


def test_what_a_row_cannot_say_stays_in_the_text_and_is_named() -> None:
    found = made(loads(TEXT))
    power = rows(tables(found)["权力"])
    assert power == [
        ["维修", "≤40万元", "路灯、井盖 等", "书记", "", "办法·第二条"],
        ["指挥", "未知", "保洁", "", "在岗，期间", "通知"],
        ["调配", "", "排班", "", "", ""],
        ["密数", "**万元", "排班", "", "", ""],
    ]
    assert any("引文、有期、疑问、上层、有名" in text for text in texts(found))


CITED = """govkit 1
地区 东湖街道
出处 办法 {{ 篇目：第一条、第二条 }}
层级 街道 {{ 数量：1 }}
层级 社区 据 办法·第一条 {{ 上级：街道；{names} }}
清单 权力 {{ 类型：权力；授予：社区；{items} }}
"""


@pytest.mark.parametrize(
    ("names", "ending"),
    [
        ("名录：东、西", ""),
        ("名录：东、西 据 办法·第二条", " 据 办法·第二条"),
        ("名录：东、西 据 办法·第二条 “东和西”", ' 据 办法·第二条 "东和西"'),
        ("名录：东、西 假设 “尚未普查”", ' 假设 "尚未普查"'),
        ("名录：东、西 拟定", " 拟定"),
    ],
)
def test_what_units_rest_on_stands_behind_the_sentence(
    tmp_path: Path, names: str, ending: str
) -> None:
    text = CITED.format(names=names, items="项 甲 { 限额：5万元 }")
    model = loads(text)
    found = made(model)
    assert sentences(found)["level", "社区"] == f'单元：表格("表.xlsx", "社区"){ending}'
    assert held(read_back(tmp_path, text, found)) == held(model)


@pytest.mark.parametrize(
    "names",
    ["名录：东、西 自 2025-01-01", "名录：东 至 2025-01-01；名录：东、西 自 2025-01-01",
     "名录：东、西 存疑 “抄本不清”", "名录：东、西 据 办法·第二条 “东‘和’\"西”"],
)  # fmt: skip
def test_units_of_which_the_text_says_more_stay_in_the_text(names: str) -> None:
    found = made(loads(CITED.format(names=names, items="")))
    assert tables(found)["社区"].rows == ()
    assert any("层级 社区：名录，写有表格里写不下的内容" in text for text in texts(found))
    assert sentences(found)["level", "社区"] == '单元：表格("表.xlsx", "社区")'


def test_items_that_rest_on_the_same_say_it_once(tmp_path: Path) -> None:
    items = "；".join(
        ("项 甲 拟定 { 限额：5万元 }", "项 乙 拟定 { 限额：6万元 }", "项 丙 据 办法·第二条")
    )
    text = CITED.format(names="数量：2", items=items)
    model = loads(text)
    found = made(model)
    assert sentences(found)["list", "权力"] == '明细：表格("表.xlsx", "权力") 拟定'
    assert [row[-1] for row in rows(tables(found)["权力"])] == ["", "", "办法·第二条"]
    assert held(read_back(tmp_path, text, found)) == held(model)


DAYS = """govkit 1
地区 东湖街道
出处 通知
日历 大厅 {{ {days} }}
"""


@pytest.mark.parametrize(
    ("days", "sheets", "stays"),
    [
        ("放假：2027-01-04；上班：2027-01-09", {"大厅": ["放假", "上班"]}, []),
        ("放假：2027-01-04 据 通知·附件", {"大厅": ["放假", "上班"]}, []),
        ("放假：2027-01-04 自 2027-01-01；上班：2027-01-09", {"大厅": ["上班"]}, ["放假"]),
        ("放假：2027-01；上班：2027-01-09", {"大厅": ["上班"]}, ["放假"]),
        ("上班：2027-01-09；公共假日：表格(“日.csv”) 据 通知",
         {"大厅": ["放假", "上班"], "大厅公共假日": ["放假", "上班"]}, []),
        ("公共假日：中国", {"大厅": ["放假", "上班"]}, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_days_are_read_back(
    tmp_path: Path, days: str, sheets: dict[str, list[str]], stays: list[str], lang: Lang
) -> None:
    text = DAYS.format(days=days)
    listed = "日期,安排,节日\n2027-02-15,放假,春节\n2027-02-20,上班,\n"
    (tmp_path / "日.csv").write_text(listed, encoding="utf-8")
    (tmp_path / "主.gov").write_text(text, encoding="utf-8")
    model = load(tmp_path / "主.gov")
    found = made(model)
    assert {name: list(one.columns[1].choices) for name, one in tables(found).items()} == sheets
    told = [words(one.runs) for one in found.blocks if isinstance(one, Paragraph)]
    assert [one for one in told if "留在模型里" in one] == [
        f"日历 大厅：{word}，写有表格里写不下的内容（如日期、条件、引文），留在模型里。"
        for word in stays
    ]
    assert held(read_back(tmp_path, text, made(model, lang))) == held(model)


def test_an_empty_form_holds_nothing_of_the_model() -> None:
    found = made(loads(TEXT), empty=True)
    assert all(not table.rows for table in tables_of(found))
    assert not any("维修" in text or "引文" in text for text in texts(found))
    assert list(tables(found)) == list(tables(made(loads(TEXT))))


def test_the_number_that_is_not_known_is_told_as_printed() -> None:
    grid = tables(made(loads(TEXT)))["网格"]
    assert "**" in grid.columns[0].hint and grid.rows == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_filled_in_is_read_back(tmp_path: Path, lang: Lang) -> None:
    model = loads(TEXT)
    assert held(read_back(tmp_path, TEXT, made(model, lang))) == held(model)


@pytest.mark.parametrize("path", ["tables/柳溪.gov", "tables/english/柳溪.gov"])
def test_tables_of_a_model_come_back_as_one_workbook(tmp_path: Path, path: str) -> None:
    text = (EXAMPLES / path).read_text(encoding="utf-8")
    model = load(EXAMPLES / path)
    found = made(model)
    assert len(rows(tables(found)["网格"])) == 48
    assert len(rows(tables(found)["社区权力"])) == 10
    assert held(read_back(tmp_path, text, found)) == held(model)


def _texts() -> list[str]:
    """Every example and every good case that stands alone, and not on the text of a base."""
    root = EXAMPLES.parent
    patterns = ("examples/*/*.gov", "examples/*/english/*.gov", "tests/cases/*/good/*.gov")
    paths = sorted(path for pattern in patterns for path in root.glob(pattern))
    based = ("extends", "上位文件")
    return [
        str(path.relative_to(root))
        for path in paths
        if not any(word in path.read_text(encoding="utf-8") for word in based)
    ]


@pytest.mark.nightly
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", _texts())
def test_every_example_comes_back(tmp_path: Path, name: str, lang: Lang) -> None:
    path = EXAMPLES.parent / name
    model = compile_path(path).model
    if model is None:
        return  # lessons of a district, which are read with it
    try:
        found = made(model, lang)
    except GovError as error:
        assert [one.code for one in error.diagnostics] == ["GOV868"]
        return
    back = read_back(tmp_path, path.read_text(encoding="utf-8"), found, path.parent)
    assert held(back) == held(model)


def test_hints_stand_beneath_the_titles_in_every_format() -> None:
    found = replace(made(loads(TEXT)), form=False)
    hint = "填写：一行一项"
    assert hint in texts(found)
    for ending in (".html", ".md"):
        told = write(found, ending).decode("utf-8").replace("\\*", "*")
        assert told.index("名称*") < told.index(hint) < told.index("维修")


def test_what_is_internal_is_left_out_of_a_public_form() -> None:
    model = loads(TEXT.replace("出处 通知", "出处 通知 { 公开范围：内部 }"))
    assert ["指挥" in [row[0] for row in rows(tables(made(model, public=public))["权力"])]
            for public in (False, True)] == [True, False]  # fmt: skip
    assert made(model).subtitle.startswith("（内部资料）")


def test_an_empty_form_is_read_and_told(tmp_path: Path) -> None:
    save(made(loads(TEXT), empty=True), tmp_path / "表.xlsx")
    (tmp_path / "主.gov").write_text(
        """govkit 1
地区 甲
层级 社区 { 单元：表格("表.xlsx", "社区") }
清单 权力 { 类型：权力；授予：社区；明细：表格("表.xlsx", "权力") }
日历 大厅 { 放假：表格("表.xlsx", "大厅") }
""",
        encoding="utf-8",
    )
    found = compile_path(tmp_path)
    assert found.model is not None
    told = [one.args["name"] for one in found.diagnostics if one.code == "GOV867"]
    assert sorted(str(name).rpartition("#")[2] for name in told) == ["大厅", "权力", "社区"]


HOSTILE = (
    "=1+1",
    "@SUM(1)",
    "-2",
    "+3",
    "01",
    "1e5",
    "2027-01-01",
    "_x0041_",
    "a, b",
    "甲·乙",
    "<b>",
)


def test_names_are_text_whatever_they_begin_with(tmp_path: Path) -> None:
    text = 'govkit 1\n地区 甲\n层级 社区 { 单元：表格("原.csv") }\n'
    lines = "".join(f'"{name}"\n' for name in HOSTILE)
    (tmp_path / "原.csv").write_text(f"名称\n{lines}", encoding="utf-8")
    (tmp_path / "主.gov").write_text(text, encoding="utf-8")
    model = load(tmp_path / "主.gov")
    found = made(model)
    sheet = workbook(found)["社区"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row} <= {"s", "n"}
    assert read_back(tmp_path, text, found).levels == model.levels


@pytest.mark.parametrize("name", ["合计", "注：甲", "填写：甲", "甲 │ 乙", "甲\u202e乙", "名称"])
def test_units_that_a_sheet_would_lose_are_not_filled_in(tmp_path: Path, name: str) -> None:
    from govkit.values import Entry, Roster

    model = loads(
        "govkit 1\n地区 甲\n层级 社区 { 数量：2 }\n层级 网格 { 上级：社区；名录：东、西 }\n"
    )
    level = model.levels[1]
    stated = level.names.root[0].model_copy(
        update={"value": Roster((Entry("东", "1"), Entry(name)))}
    )
    changed = level.model_copy(update={"units": type(level.units).model_construct((stated,))})
    found = made(model.model_copy(update={"levels": (model.levels[0], changed)}))
    assert tables(found)["网格"].rows == ()
    assert any("单元" in text and "留在模型里" in text for text in texts(found))


def test_lists_to_choose_from_stand_on_a_hidden_sheet() -> None:
    book = workbook(made(loads(TEXT)))
    assert book["选项"].sheet_state == "hidden"
    assert book.sheetnames[-2:] == ["说明", "选项"]
    offered = {
        (sheet.title, str(one.sqref)): (one, _choices(book, one.formula1))
        for sheet in book
        for one in sheet.data_validations.dataValidation
    }
    rule, words_ = offered["扣分项", "H3:H20002"]
    assert words_ == ["按比例", "舍去", "按一个计", "未知"] and rule.showErrorMessage
    rule, words_ = offered["权力", "D3:D20002"]
    assert words_ == ["街道", "社区", "网格", "楼栋", "书记"] and not rule.showErrorMessage
    rule, words_ = offered["网格", "C3:C20002"]
    assert words_[:3] == ["东里", "西里", None] and not rule.showErrorMessage
    assert rule.formula1 == "'社区'!$A$3:$A$304"
    assert offered["楼栋", "C3:C20002"][0].formula1 == "'网格'!$A$3:$A$302"
    assert offered["大厅", "B3:B20002"][1] == ["放假", "上班"]
    assert all(len(one.formula1) < 255 for one, _ in offered.values())


def test_what_stands_in_no_sheet_of_its_own_is_chosen_from_the_list(tmp_path: Path) -> None:
    text = TEXT.replace("名录：东里、西里", '单元：表格("原.csv")').replace(
        "街道 { 数量：1", "街道 { 数量：2"
    )
    rows_ = "名称,编号,上级\n东里,1,街道·1\n东里,2,街道·2\n西里,,街道·1\n"
    (tmp_path / "原.csv").write_text(rows_, encoding="utf-8")
    (tmp_path / "主.gov").write_text(text, encoding="utf-8")
    book = workbook(made(load(tmp_path / "主.gov")))
    (rule,) = book["网格"].data_validations.dataValidation
    assert _choices(book, rule.formula1) == ["1", "2", "西里"]
    (rule,) = book["社区"].data_validations.dataValidation
    assert rule.formula1.startswith("'街道'!")
    alone = workbook(made(loads(TEXT), empty=True, only=("list",)))
    assert alone.sheetnames == ["权力", "扣分项", "说明", "选项"]


def _choices(book: Any, formula: str) -> list[str]:
    name, _, area = formula.partition("!")
    return [row[0].value for row in book[name.strip("'")][area.replace("$", "")]]


def test_a_sheet_is_made_ready_for_text_and_keeps_its_head_in_view() -> None:
    sheet = workbook(made(loads(TEXT)))["网格"]
    assert [cell.value for cell in sheet[1]] == ["名称*", "编号", "上级"]
    assert sheet["A2"].value.startswith("填写：") and sheet["A2"].fill.fgColor.rgb == "00EEEEEE"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", None)
    assert {sheet.column_dimensions[one].number_format for one in "ABC"} == {"@"}


def test_the_sentences_are_those_that_the_text_takes(tmp_path: Path) -> None:
    found = made(loads(TEXT), file="东湖.xlsx")
    told = [words(one.runs) for one in found.blocks if isinstance(one, Note)]
    assert told[1] == '在“层级 网格”里写 单元：表格("东湖.xlsx", "网格")'
    assert told[3].endswith("（代替原来写的明细、项，没有填进表里的除外）")
    assert told[4].endswith("（代替原来写的明细、项）")
    assert '放假：表格("东湖.xlsx", "大厅")；上班：表格("东湖.xlsx", "大厅")' in told[-1]
    english = [
        words(one.runs) for one in made(loads(TEXT), "en", file="").blocks if isinstance(one, Note)
    ]
    assert english[1] == 'In level 网格 write units: table("form.xlsx", "网格")'


def test_sheets_have_names_that_excel_takes_and_the_sentences_say_them() -> None:
    long = "很长的清单名称" * 6
    text = f"""govkit 1
地区 甲
层级 说明 {{ 数量：3 }}
层级 Grid {{ 数量：3 }}
清单 grid {{ 类型：权力；授予：Grid }}
清单 {long} {{ 类型：权力；授予：Grid }}
"""
    found = made(loads(text))
    names = list(tables(found))
    assert workbook(found).sheetnames[:-2] == names
    assert names[0] == "说明·2" and names[2] == "grid·2" and len(names[3]) == 31
    said = "\n".join(words(one.runs) for one in found.blocks if isinstance(one, Note))
    assert all(f'"{name}")' in said for name in names)


def test_the_same_model_gives_the_same_bytes() -> None:
    model = loads(TEXT)
    assert to_xlsx(made(model)) == to_xlsx(made(loads(TEXT)))


def test_a_form_is_a_workbook_and_nothing_else(tmp_path: Path) -> None:
    for ending in (".docx", ".csv", ".html", ".md", ".pdf", ""):
        with pytest.raises(GovError) as refused:
            save(made(loads(TEXT)), tmp_path / f"表{ending}")
        (one,) = refused.value.diagnostics
        assert one.code == "GOV986" and one.args["known"] == Both(".xlsx", ".xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_workbook_is_given_are_refused(tmp_path: Path) -> None:
    lines = "".join(f"第{n}格\n" for n in range(20_001))
    (tmp_path / "原.csv").write_text(f"名称\n{lines}", encoding="utf-8")
    (tmp_path / "主.gov").write_text(
        'govkit 1\n地区 甲\n层级 网格 { 单元：表格("原.csv") }\n', encoding="utf-8"
    )
    with pytest.raises(GovError) as refused:
        save(made(load(tmp_path / "主.gov")), tmp_path / "表.xlsx")
    assert [one.code for one in refused.value.diagnostics] == ["GOV869"]


@pytest.mark.parametrize("wanted", [{"only": ("matter",)}, {}])
def test_a_model_that_takes_in_no_table_has_no_form(wanted: dict[str, Any]) -> None:
    text = TEXT if wanted else "govkit 1\n地区 甲\n层级 街道 { 数量：1 }\n"
    with pytest.raises(GovError) as refused:
        made(loads(text), **wanted)
    assert [one.code for one in refused.value.diagnostics] == ["GOV868"]
