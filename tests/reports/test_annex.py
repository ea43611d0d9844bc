"""The annex as a document: chapters, columns, basis, what is internal, hostile names."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from govkit.document.parts import Document, Heading, Picture, Table
from govkit.document.reading import texts, words
from govkit.model.listing import Item
from govkit.pipeline import loads
from govkit.reports.basis import numeral
from govkit.reports.reporting import report, rows
from tests.document.conftest import HOSTILE
from tests.engine.play import DISTRICTS, model_of

TEXTS = {
    "zh": """govkit 1
地区 样区 {
  出处 办法 “网格办法”
  层级 街道 据 办法·第一条 { 数量：1个 }
  层级 社区 据 办法·第一条 { 上级：街道；数量：3个 }
  岗位 书记 “社区书记” 据 办法·第十条 { 设于：社区；职能：受理、协调 等；兼任：组长 不得 }
  岗位 组长 拟定 { 设于：社区 }
  机构 中心 { 设于：街道；职能：调度 }
  清单 社区权力 据 办法·第三条 { 类型：权力；授予：书记
    项 自建 { 限额：≤40万元；项 小修 { 限额：≤1万元 } }
    项 采购 假设 “没有写” { 授予：组长 } }
  清单 红线 据 办法·第四条 { 类型：负面；内容：吃拿卡要、推诿 共2项 }
  事项 纠纷 据 办法·第五条 { 大类：民生；时限：9工作日
    状况 紧急 { 时限：24小时；条件：有人受伤 } }
  流程 阶梯 据 办法·第六条 { 适用：纠纷
    级 社区 { 承办：书记；时限：3工作日；遇：超时 → 街道；产出：记录 }
    级 街道 { 承办：中心；延期：2工作日；延期审批：书记 } }
  制度 接待 据 办法·第七条 { 责任人：书记；内容：接待来访；频次：每月1次；公开：公告栏 }
  考核 述职 据 办法·第八条 { 对象：书记；周期：每年1次；总分：100分
    项 业绩 { 分值：60分 }
    项 作风 { 分值：40分；扣分：2分/次 } }
}
""",
    "en": """govkit 1
district Sample {
  source Rules "Grid rules"
  level Street per Rules.1 { count: 1 }
  level Community per Rules.1 { parent: Street; count: 3 }
  post Secretary "Community secretary" per Rules.10 {
    at: Community; functions: receiving, mediating etc; concurrent: Leader must_not }
  post Leader proposed { at: Community }
  body Centre { at: Street; functions: dispatching }
  list Powers per Rules.3 { type: power; granted_to: Secretary
    item own_building { limit: ≤400000 yuan; item repairs { limit: ≤10000 yuan } }
    item buying assumed "not said" { granted_to: Leader } }
  list Banned per Rules.4 { type: negative; contents: bribes, delay total 2 }
  matter Quarrel per Rules.5 { class: civil; limit: 9 work_days
    state urgent { limit: 24 hours; conditions: somebody_is_hurt } }
  process Ladder per Rules.6 { applies_to: Quarrel
    tier Community { handler: Secretary; limit: 3 work_days; on: overdue -> Street; gives: record }
    tier Street { handler: Centre; extend: 2 work_days; extended_by: Secretary } }
  duty Reception per Rules.7 { who: Secretary; act: receiving; cadence: 1 times/month
    publish: notice_board }
  assessment Review per Rules.8 { of: Secretary; period: 1 times/year; total: 100 points
    item results { points: 60 points }
    item conduct { points: 40 points; deduct: 2 points/times } }
}
""",
}
CHAPTERS = {
    "zh": ["一、职责清单", "二、权力清单", "三、负面清单", "四、事项清单", "五、办理流程",
           "六、工作制度", "七、考核细则"],
    "en": ["1. Duties", "2. Lists: power", "3. Lists: negative", "4. Matters", "5. Processes",
           "6. Routine duties", "7. Assessment"],
}  # fmt: skip


def _tables(document: Document) -> dict[str, Table]:
    return {block.name: block for block in document.blocks if isinstance(block, Table)}


def _rows(table: Table) -> list[list[str]]:
    return [[" ".join(map(words, cell.lines)) for cell in row] for row in table.rows]


def _titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


OPEN = """
地区 某县 {
层级 县 { 数量：1个 }
机构 中心 { 设于：县；职能：受理、协调 等8项 }
清单 办事 { 类型：服务；授予：中心；内容：登记、盖章 等15项 }
清单 场地 { 内容：会议室 等 } }
"""


def test_an_open_list_keeps_its_number() -> None:
    chinese = report(loads(OPEN), "attachment", "zh")
    english = report(loads(OPEN), "attachment", "en")
    assert _rows(_tables(chinese)["职责清单"])[1][4] == "1．受理 2．协调 （共8项，未列全）"
    told = list(texts(chinese))
    assert "共15项，下列各项没有列全。" in told and "下列各项没有列全。" in told
    assert "15 in all, not all items are listed." in list(texts(english))
    assert "Not all items are listed." in list(texts(english))  # notes are sentences
    assert any("(8 in all, not all listed)" in text for text in texts(english))


@pytest.mark.parametrize("title", ["办理流程", "办理"])
def test_the_chart_of_a_process_is_called_a_chart_once(title: str) -> None:
    text = f"""
地区 某县 {{
层级 县 {{ 数量：1个 }}
机构 中心 {{ 设于：县 }}
流程 办件 “{title}” {{ 步 受理 {{ 承办：中心 }} }} }}
"""
    drawn = [b for b in report(loads(text), "attachment", "zh").blocks if isinstance(b, Picture)]
    assert [picture.caption for picture in drawn] == ["办理流程图"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_chapters_are_numbered_and_the_empty_have_none(lang: str) -> None:
    document = report(loads(TEXTS[lang]), "attachment", lang)  # type: ignore[arg-type]
    heads = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == CHAPTERS[lang]
    assert document.annex == {"zh": "附件1", "en": "Annex 1"}[lang]
    assert document.official and document.wide


def test_the_rows_of_a_small_model_by_hand() -> None:
    tables = _tables(report(loads(TEXTS["zh"]), "attachment", "zh"))
    duties = tables["职责清单"]
    assert _titles(duties) == ["序号", "类别", "名称", "设置", "职责", "依据"]
    told = _rows(duties)
    assert [row[2] for row in told] == ["街道", "中心", "社区", "书记 （社区书记）", "组长"]
    assert told[3][4] == "1．受理 2．协调 （未列全）" and "不得兼任组长" in told[3][3]
    assert told[1][4] == "调度"
    assert [row[5] for row in told] == ["第一条", "未注", "第一条", "第十条", "拟定"]
    powers = _rows(tables["社区权力"])
    assert [row[:2] for row in powers] == [["1", "自建"], ["1.1", "小修"], ["2", "采购"]]
    assert [row[2] for row in powers] == ["40万元以下", "1万元以下", "—"]
    assert [row[3] for row in powers] == ["书记", "书记", "组长＊"]
    assert [row[4] for row in powers] == ["第三条", "第三条", "假设"]
    assert [row[1] for row in _rows(tables["红线"])] == ["吃拿卡要", "推诿"]
    matter = _rows(tables["事项清单"])[0]
    assert _titles(tables["事项清单"]) == [
        "序号",
        "大类",
        "事项",
        "主办",
        "办理流程",
        "时限",
        "依据",
    ]
    assert matter[1:5] == ["民生", "纠纷", "书记", "阶梯"]
    assert matter[5] == "9个工作日 紧急：24小时，条件：有人受伤" and matter[6] == "第五条"
    steps = _rows(tables["阶梯"])
    assert steps[0][1:3] == ["社区", "书记"] and "街道" in steps[0][4]
    assert "延期审批：书记" in steps[1][2] and "延期：2个工作日" in steps[1][3]
    duty = _rows(tables["工作制度"])[0]
    assert duty[1:] == ["接待", "书记", "接待来访", "每月1次", "公告栏", "第七条"]
    last = _rows(tables["述职"])[-1]
    assert last[1:3] == ["合计", "100分"]


def test_the_rows_of_the_twin_in_english() -> None:
    tables = _tables(report(loads(TEXTS["en"]), "attachment", "en"))
    told = _rows(tables["Duties"])
    assert told[3][4] == "1. receiving 2. mediating (not all listed)"
    assert [row[5] for row in told] == ["1", "not stated", "1", "10", "proposed"]
    powers = _rows(tables["Powers"])
    assert [row[:2] for row in powers] == [["1", "own building"], ["1.1", "repairs"],
                                           ["2", "buying"]]  # fmt: skip
    assert _rows(tables["Review"])[-1][1] == "Total"


def test_a_sum_stands_only_where_it_adds_up() -> None:
    without = TEXTS["zh"].replace("；总分：100分", "")
    whole = report(loads(without), "attachment", "zh", only=("assessment",))
    assert _rows(_tables(whole)["述职"])[-1][1:3] == ["合计", "100分"]
    for change in ("", "分值：≥40分；", "分值：约40分；"):
        model = loads(
            without.replace("分值：40分；", change),
        )
        told = "".join(texts(report(model, "attachment", "zh", only=("assessment",))))
        assert "作风" in told and "合计" not in told, change


def test_one_chapter_alone_is_the_title() -> None:
    document = report(loads(TEXTS["zh"]), "attachment", "zh", only=("matter",))
    assert document.title == "样区事项清单"
    assert not [b for b in document.blocks if isinstance(b, Heading)]
    nothing = report(loads(TEXTS["zh"]), "attachment", "zh", only=("meeting",))
    assert "没有可列的内容" in "".join(texts(nothing))


def test_articles_stand_in_their_order_and_as_numbers() -> None:
    text = "govkit 1\n地区 样区 { 出处 办法 “办法”\n" + "".join(
        f"事项 甲{n} 据 办法·{place}\n"
        for n, place in enumerate(
            ["第十条", "第二条", "第十二条之一", "第十二条第三款", "第二十条"]
        )
    )
    document = report(loads(text + "}"), "attachment", "zh", only=("matter",), order="article")
    told = [row[-1] for row in _rows(_tables(document)["事项清单"])]
    assert told == ["第二条", "第十条", "第十二条第三款", "第十二条之一", "第二十条"]


INTERNAL = """govkit 1
地区 样区 {
  出处 办法 “公开办法” { 公开范围：公开 }
  出处 密件 “内部通报” { 公开范围：内部 }
  层级 街道 据 办法·第一条 { 数量：1个 }
  机构 中心 据 办法·第二条 { 设于：街道；职能：受理 据 办法·第二条 }
  岗位 暗查员 据 密件·一 { 设于：街道 }
  事项 来信 据 办法·第三条 { 协办：暗查员 据 密件·二 }
  事项 密查 据 密件·三
}
"""


@pytest.mark.parametrize("name", ["attachment", "matrix", "full"])
def test_what_is_internal_is_said_on_page_one_or_left_out(name: str) -> None:
    model = loads(INTERNAL)
    whole = report(model, name, "zh")
    assert whole.subtitle.startswith("（内部资料）") and "密查" in "".join(texts(whole))
    seen = report(model, name, "zh", public=True)
    assert "内部" not in seen.subtitle and "密查" not in str(rows(model, name, "zh", public=True))
    told = "".join(texts(seen))
    assert "来信" in told
    for secret in ("密查", "暗查员", "密件", "内部"):
        assert secret not in told


def _items(items: tuple[Item, ...]) -> list[str]:
    return [name for item in items for name in (item.name, *_items(item.items))]


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.name)
def test_every_object_of_a_district_has_one_row_or_heading(path: Any) -> None:
    model = model_of(path)
    document = report(model, "attachment")
    seen: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Heading) and block.ref:
            seen[block.ref] += 1
        if isinstance(block, Table):
            seen.update(cell.ref for row in block.rows for cell in row if cell.ref)
    for kind in ("level", "body", "post", "team", "matter", "process", "duty", "meeting", "mode",
                 "assessment", "hierarchy", "indicator", "code", "rule", "attribute"):  # fmt: skip
        for one in model.all(kind):
            assert seen[f"{kind}:{one.name}"] == 1, f"{kind}:{one.name}"
    items = [name for one in (*model.lists, *model.assessments) for name in _items(one.items)]
    assert {name: seen[f"item:{name}"] for name in items} == dict(Counter(items))
    listed = {block.name for block in document.blocks if isinstance(block, Table)}
    assert {one.label for one in model.lists} <= listed
    for process in model.processes:
        for rung in (*process.tiers, *process.steps):
            kind = type(rung).__name__.lower()
            assert seen[f"process:{process.name}/{kind}:{rung.name}"] == 1
    assert all("依据" in column or "Basis" in column
               for block in document.blocks if isinstance(block, Table)
               for column in [block.columns[-1].title])  # fmt: skip


def test_hostile_names_come_through_whole() -> None:
    """Names of any letters stand in the annex as they are, and nothing else is made of them."""
    names = [name for name in HOSTILE if "”" not in name and "“" not in name and name.isprintable()]
    text = "govkit 1\n地区 样区 {\n  层级 街道 { 数量：1个 }\n" + "".join(
        f"  岗位 甲{n} “{name}” {{ 设于：街道 }}\n" for n, name in enumerate(names)
    )
    told = texts(report(loads(text + "}"), "attachment", "zh"))
    for name in names:
        assert any(name.strip() in one for one in told), name


def test_as_data_each_table_has_its_chapter_and_its_rows() -> None:
    found = rows(loads(TEXTS["zh"]), "attachment", "zh")
    power = next(one for one in found if one["table"] == "社区权力")
    assert power["chapter"] == "二、权力清单" and power["section"] == "（一）社区权力"
    assert power["rows"][0]["ref"] == "item:自建" and power["rows"][0]["行使主体"] == "书记"


def test_numerals_of_chapters() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十",
                                                            "二十一", "九十九"]  # fmt: skip


def test_who_leads_by_an_assumed_first_rung_is_starred() -> None:
    text = """govkit 1
地区 样区 {
  出处 办法 { 类型：文件 }
  层级 社区 { 数量：3个 }
  岗位 书记 据 办法·一 { 设于：社区 }
  岗位 委员 据 办法·一 { 设于：社区 }
  事项 纠纷 据 办法·二
  事项 噪声 据 办法·二
  流程 甲流程 据 办法·三 { 适用：纠纷；级 社区 { 承办：书记 假设 “没有写” } }
  流程 乙流程 据 办法·三 { 适用：噪声；级 社区 { 承办：委员 } }
}
"""
    document = report(loads(text), "attachment", "zh", only=("matter",))
    [table] = [one for one in document.blocks if isinstance(one, Table)]
    at = [column.title for column in table.columns].index("主办")
    assert [words(row[at].lines[0]) for row in table.rows] == ["书记＊", "委员"]
    assert any("＊：假设" in text for text in texts(document))


@pytest.mark.parametrize("name", ["attachment", "matrix"])
def test_english_has_one_sign_for_what_is_assumed(name: str) -> None:
    told = list(texts(report(model_of(DISTRICTS[0]), name, "en")))
    assert not [text for text in told if "＊" in text]
    assert "*: assumed, not in the text." in told
