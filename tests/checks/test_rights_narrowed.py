"""GOV636: a text gives people less than its base, and cites no law for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.diagnostics.catalogue import word
from govkit.pipeline import compile_path
from govkit.vocabulary.bounds import bounds
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.rights import rights

BASE = """govkit 1
地区 市 据 通则 {{
  出处 通则 {{ 类型：文件 }}
  层级 街道 {{ 数量：3 }}
  层级 社区 {{ 上级：街道；数量：9 }}
  岗位 书记 {{ 设于：社区 }}
  岗位 委员 {{ 设于：社区 }}
  事项 纠纷 {{ {matter} }}
  会议 联席会议 {{ 召集：社区；{meeting} }}
  流程 办理 {{
    适用：纠纷；{process}
    级 社区 {{ 承办：书记；时限：5工作日；遇：超时 → 街道；{tier} }}
    级 街道 {{ 承办：街道；时限：10工作日 }}
  }}
  制度 走访 {{ 责任人：书记；频次：≥1次/月；{duty} }}
}}
"""
OWN = """govkit 1
地区 街道甲 据 细则 {{
  上位文件：“市.gov”
  出处 细则 {{ 类型：文件 }}
  出处 条例 “某条例” {{ 类型：法律法规 }}
  事项 纠纷 {{ {matter} }}
  会议 联席会议 {{ {meeting} }}
  流程 办理 {{ {process}；级 社区 {{ {tier} }} }}
  制度 走访 {{ {duty} }}
}}
"""
PLACES = ("matter", "meeting", "process", "tier", "duty")
# Where, what the base says, what the text below says, whether that is less.
PAIRS = [
    ("process", "异议期限：10日", "异议期限：5日", True),
    ("process", "异议期限：10日", "异议期限：10日", False),
    ("process", "异议期限：10日", "异议期限：15日", False),
    ("process", "异议期限：10日 可以", "异议期限：5日", True),
    ("process", "重开期限：60日", "重开期限：30日", True),
    ("process", "撤回：结案前", "撤回：签收前", True),
    ("process", "撤回：签收前", "撤回：结案前", False),
    ("tier", "撤回：处置前", "撤回：签收前", True),
    ("process", "不予受理：匿名", "不予受理：匿名、无证据", True),
    ("process", "不予受理：匿名、无证据", "不予受理：匿名", False),
    ("tier", "不予受理：匿名", "不予受理：匿名、无证据", True),
    ("matter", "不予受理：匿名", "不予受理：匿名、无证据", True),
    ("matter", "除外：合同纠纷", "除外：合同纠纷、债务", True),
    ("meeting", "临时召集：>=1/5 全部", "临时召集：>=1/3 全部", True),
    ("meeting", "临时召集：>=1/3 全部", "临时召集：>=1/5 全部", False),
    ("meeting", "召集时限：5日", "召集时限：10日", True),
    ("meeting", "提前通知：5日", "提前通知：3日", True),
    ("meeting", "提前通知：3日", "提前通知：5日", False),
    ("duty", "公开时限：5日", "公开时限：20日", True),
]


def told(folder: Path, place: str, base: str, own: str) -> list[tuple[str, str, int]]:
    """Codes, severities and lines of findings about rights, and what else is said of the pair."""
    said = dict.fromkeys(PLACES, "")
    (folder / "市.gov").write_text(BASE.format(**{**said, place: base}), encoding="utf-8")
    (folder / "街.gov").write_text(OWN.format(**{**said, place: own}), encoding="utf-8")
    found = compile_path(folder / "街.gov")
    assert not any(one.code.startswith("GOV1") for one in found.diagnostics), found.diagnostics
    return [
        (one.code, one.severity, one.span.line if one.span is not None else 0)
        for one in found.diagnostics
        if one.code in ("GOV636", "GOV542", "GOV549")
    ]


@pytest.mark.parametrize(("place", "base", "own", "less"), PAIRS)
def test_less_than_the_base_gives_is_told(
    tmp_path: Path, place: str, base: str, own: str, less: bool
) -> None:
    found = told(tmp_path, place, base, own)
    line = 6 + PLACES.index(place) - (place in ("tier", "duty"))
    assert found == ([("GOV636", "info", line)] if less else [])
    # What cites a law, is assumed or is proposed has its basis, or is open.
    for basis in ("据 条例·第三条", "假设", "拟定"):
        assert told(tmp_path, place, base, f"{own} {basis}") == []
    assert (told(tmp_path, place, base, f"{own} 据 细则·第三条") != []) is less


def test_what_may_be_done_is_forbidden_or_named_less(tmp_path: Path) -> None:
    cases = [
        ("吹哨：委员、街道 可以", "吹哨：委员 不得", True),
        ("吹哨：委员 可以", "吹哨：街道 不得", False),
        ("吹哨：委员、街道 可以", "吹哨：委员", True),
        ("吹哨：委员 可以", "吹哨：委员、街道", False),
    ]
    for base, own, less in cases:
        assert bool(told(tmp_path, "tier", base, own)) is less, (base, own)


def test_what_binds_has_its_own_codes(tmp_path: Path) -> None:
    found = told(tmp_path, "process", "异议期限：10日 应当", "异议期限：5日")
    assert [code for code, *_ in found] == ["GOV542"]


def test_a_narrower_right_of_some_cases_says_which(tmp_path: Path) -> None:
    said = dict.fromkeys(PLACES, "")
    grades = "要素 大小 { 取值：小、大 }\n  事项 纠纷 {"
    base = BASE.format(**{**said, "process": "异议期限：10日"}).replace("事项 纠纷 {", grades)
    own = OWN.format(**{**said, "process": "异议期限：5日 当 大小 = 小"})
    (tmp_path / "市.gov").write_text(base, encoding="utf-8")
    (tmp_path / "街.gov").write_text(own, encoding="utf-8")
    [one] = [one for one in compile_path(tmp_path / "街.gov").diagnostics if one.code == "GOV636"]
    assert "当 大小 = 小" in word(one, "zh").text and "when 大小 = 小" in word(one, "en").text
    assert "法律依据" in word(one, "zh").text
    assert [label.span.source.name.endswith("市.gov") for label in one.labels] == [True]


def test_a_right_narrowed_twice_is_told_once_in_each_text(tmp_path: Path) -> None:
    said = dict.fromkeys(PLACES, "")
    (tmp_path / "市.gov").write_text(
        BASE.format(**{**said, "process": "异议期限：10日"}), encoding="utf-8"
    )
    middle = OWN.format(**{**said, "process": "异议期限：7日"}).replace("街道甲", "区")
    (tmp_path / "区.gov").write_text(middle, encoding="utf-8")
    own = OWN.format(**{**said, "process": "异议期限：5日"}).replace("市.gov", "区.gov")
    (tmp_path / "街.gov").write_text(own, encoding="utf-8")
    found = [one for one in compile_path(tmp_path / "街.gov").diagnostics if one.code == "GOV636"]
    texts = sorted(Path(one.span.source.name).name for one in found if one.span)
    assert texts == ["区.gov", "街.gov"]


def test_the_table_names_fields_there_are() -> None:
    for name, direction in rights().items():
        kind, _, field = name.partition(".")
        assert field in fields_of(kind), name
        assert direction != "more" or bounds().get(name) in ("exempts", "most", "exact"), name
        assert direction != "less" or bounds().get(name) == "least", name
