"""Every form of the two one-page summaries compiles, and the pages leave no form out.

`docs/forms.md` and `docs/格式.md` enter. Each example is put into the kind its row names, inside a
small district of its tongue, and compiled as a file; errors fail, warnings do not.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from govkit.pipeline import compile_path
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import word_set
from tests.together import together

DOCS = Path(__file__).parents[2] / "docs"
PAIR = {"en": "forms.md", "zh": "格式.md"}
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')

DISTRICT = {
    "en": """district Eastlake {
source Rules { type: document }
level Street { count: 1 }
level Community { parent: Street; count: 6 }
level Grid { parent: Community; count: 48 }
body Committee { at: Street }
body Branch { at: Community }
post Director { at: Street }
post Secretary { at: Community; count: 6 }
post Chief { at: Grid; count: 48 }
post Helper { at: Grid }
post Volunteer { at: Grid }
attribute size { values: small, big }
attribute impact { values: home, estate }
attribute urgency { values: later, now }
attribute priority { values: third, second, first }
matter Noise { size: small }
mode Emergency { decided_by: Street }
%s
}
""",
    "zh": """地区 东湖街道 {
出处 办法 { 类型：文件 }
层级 街道 { 数量：1 }
层级 社区 { 上级：街道；数量：6 }
层级 网格 { 上级：社区；数量：48 }
机构 党工委 { 设于：街道 }
机构 党委 { 设于：社区 }
岗位 主任 { 设于：街道 }
岗位 书记 { 设于：社区；数量：6 }
岗位 网格长 { 设于：网格；数量：48 }
岗位 网格员 { 设于：网格 }
岗位 志愿者 { 设于：网格 }
要素 大小 { 取值：小事、大事 }
要素 影响 { 取值：一户、全小区 }
要素 紧急 { 取值：可缓、立即 }
要素 优先级 { 取值：三级、二级、一级 }
事项 邻里纠纷 { 大小：小事 }
平急状态 急时 { 决定：街道 }
%s
}
""",
}
# How a kind is put around a field of its own, where a name and the field are not enough.
_TIERS = {
    "en": "process P { applies_to: Noise; %s\n"
    "tier Community { handler: Secretary; limit: 5 days%s }\n"
    "tier Street { handler: Director } }",
    "zh": "流程 甲 { 适用：邻里纠纷；%s\n"
    "级 社区 { 承办：书记；时限：5天%s }\n"
    "级 街道 { 承办：主任 } }",
}
AROUND = {
    "en": {
        "district": "%s",
        "figures": "figures { %s }",
        "checks": "checks { %s }",
        "level": "level Ward { parent: Street; %s }",
        "process": _TIERS["en"] % ("%s", ""),
        "tier": "process P { applies_to: Noise\ntier Community { %s }\n"
        "tier Street { handler: Director } }",
        "clock": _TIERS["en"] % ("", "\nclock C { from: sign_for; limit: 1 work_days; %s }"),
        "table": "table T { keys: impact, urgency; gives: priority; %s }",
        "rule": 'rule R { message: "so"; %s }',
        "scenario": "scenario S { matter: Noise; %s }",
        "rubric": "scenario S { matter: Noise; rubric { %s } }",
        "turn": "scenario S { matter: Noise; seat Clerk; turn 1 { %s }; turn Later }",
        "inject": "scenario S { matter: Noise; seat Clerk; seat Fire; inject News { %s } }",
        "assessment": "assessment A { of: Secretary; %s }",
        "station": "workload { station Secretary { holders: 1 person/Community; %s } }",
    },
    "zh": {
        "district": "%s",
        "figures": "数据 { %s }",
        "checks": "核对 { %s }",
        "level": "层级 片区二 { 上级：街道；%s }",
        "process": _TIERS["zh"] % ("%s", ""),
        "tier": "流程 甲 { 适用：邻里纠纷\n级 社区 { %s }\n级 街道 { 承办：主任 } }",
        "clock": _TIERS["zh"] % ("", "\n时钟 乙 { 起于：签收；时限：1工作日；%s }"),
        "table": "对照表 乙 { 键：影响、紧急；得出：优先级；%s }",
        "rule": '规则 乙 { 提示语："如此"；%s }',
        "scenario": "场景 乙 { 事项：邻里纠纷；%s }",
        "rubric": "场景 乙 { 事项：邻里纠纷；评分 { %s } }",
        "turn": "场景 乙 { 事项：邻里纠纷；角色 值班员；回合 1 { %s }；回合 以后 }",
        "inject": "场景 乙 { 事项：邻里纠纷；角色 值班员；角色 消防员；导调信息 丙 { %s } }",
        "assessment": "考核 乙 { 对象：书记；%s }",
        "station": "推演 { 承办力量 书记 { 人数：1名/社区；%s } }",
    },
}
FILES = {
    "en": {
        "grids.csv": "name\nA\nB\n",
        "lists.gov": "matter Litter\n",
        "city_rules.gov": "district City\nlevel City { count: 1 }\n",
    },
    "zh": {
        "网格.csv": "名称\n甲\n乙\n",
        "清单.gov": "事项 乱停乱放\n",
        "城市通则.gov": "地区 全市\n层级 市 { 数量：1 }\n",
    },
}


class Form(NamedTuple):
    """One example of a page: where it stands in the page, its text, and its kind."""

    lang: str
    line: int
    text: str
    kind: str


def _forms(lang: str) -> list[Form]:
    by_word = {spelling: kind for kind, row in kinds().items() for spelling in row.spellings}
    found: list[Form] = []
    lines = (DOCS / PAIR[lang]).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 3 and cells[2].rstrip(" |") in by_word:
            kind = by_word[cells[2].rstrip(" |")]
            found += [Form(lang, number, text, kind) for text in re.findall("`([^`]+)`", cells[1])]
    return found


FORMS = [form for lang in PAIR for form in _forms(lang)]


def _around(form: Form) -> str:
    if form.kind == "tier" and not form.text.startswith(("handler", "承办")):
        text = "; ".join((form.text, {"en": "handler: Secretary", "zh": "承办：书记"}[form.lang]))
        return AROUND[form.lang]["tier"] % text
    if form.kind in AROUND[form.lang]:
        return AROUND[form.lang][form.kind] % form.text
    return f"{kinds()[form.kind].word(form.lang)} Z {{ {form.text} }}"


def _types(lang: str) -> set[str]:
    """The types of the fields that the examples of a page use, without what they point at."""
    used: set[str] = set()
    for form in _forms(lang):
        words = {word: row for row in fields_of(form.kind).values() for word in (row.word(lang),)}
        for text in re.split(r"[{；;]", form.text):
            word = re.split("[:：]", text.strip())[0]
            used |= {words[word].type} if word in words else set()
    return used


@together("form", FORMS, ids=lambda f: f"{f.lang}:{f.line}:{f.text}")
def test_a_form_compiles(form: Form, tmp_path: Path) -> None:
    for name, text in FILES[form.lang].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    model = tmp_path / "model.gov"
    model.write_text(DISTRICT[form.lang] % _around(form), encoding="utf-8")
    compiled = compile_path(model)
    assert [(d.code, d.span) for d in compiled.diagnostics if d.severity == "error"] == []


@pytest.mark.parametrize("lang", PAIR)
def test_a_page_shows_every_type_of_value(lang: str) -> None:
    every = {row.type for kind in kinds() for row in fields_of(kind).values()}
    assert every - _types(lang) == set()


@pytest.mark.parametrize("lang", PAIR)
def test_a_page_shows_every_clause(lang: str) -> None:
    shown = " ".join(form.text for form in _forms(lang))
    for term in word_set("clause+strength").values():
        assert f" {term.word(lang)}" in shown, term.id


def test_both_pages_show_the_same_forms() -> None:
    english, chinese = ([form.kind for form in _forms(lang)] for lang in PAIR)
    assert english == chinese


@pytest.mark.parametrize(("lang", "reference"), [("en", "language.md"), ("zh", "语言.md")])
def test_links_of_a_page_lead_into_the_reference(lang: str, reference: str) -> None:
    anchors = set(_ANCHOR.findall((DOCS / reference).read_text(encoding="utf-8")))
    page = (DOCS / PAIR[lang]).read_text(encoding="utf-8")
    assert set(re.findall(rf"\({reference}#([^)]+)\)", page)) <= anchors


@pytest.mark.parametrize("lang", PAIR)
def test_a_page_is_one_page(lang: str) -> None:
    assert len((DOCS / PAIR[lang]).read_text(encoding="utf-8").splitlines()) <= 64
