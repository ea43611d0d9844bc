"""The example of a base and a text that extends it: what binds, held against every statement.

The folder examples/refinement enters. A table gives, for each binding statement of the base, one
statement that loosens it and one that tightens it; the table is complete in both directions.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from govkit.checks.statements import entities, statements
from govkit.export.json import from_json, to_json
from govkit.pipeline import Compiled, compile_path
from govkit.syntax.formatter import format_text
from tests.drawn import of_the_day

from .conftest import DISTRICTS, ROOT

FOLDER = ROOT / "refinement"
CITY, STREET = "城市通则.gov", "某街道.gov"
_HEAD = re.compile(r"^(?:district|地区)\b.*$", re.MULTILINE)
BINDING = ("must", "should", "must_not")

# Path, the text around a statement, one that loosens, its code, one that tightens or keeps.
TABLE = [
    ("level:网格.size", "层级 网格 { %s }", "规模：300—600户", "GOV542", "规模：350—400户"),
    ("post:网格长.quota", "岗位 网格长 { %s }", "应有：1人/社区", "GOV543", "应有：1人/网格"),
    ("item:小额修缮.limit", "清单 社区权力 { 项 小额修缮 { %s } }",
     "限额：≤6万元", "GOV542", "限额：<5万元"),
    ("matter:邻里纠纷.limit", "事项 邻里纠纷 { %s }",
     "时限：16工作日", "GOV542", "时限：14工作日"),
    ("matter:公共修缮.limit", "事项 公共修缮 { %s }",
     "时限：31工作日", "GOV542", "时限：≤29工作日"),
    ("matter:公共修缮.excludes", "事项 公共修缮 { %s }",
     "除外：房屋专有部分、地下车库", "GOV542", "除外：房屋专有部分"),
    ("process:网格事项.applies_to", "流程 网格事项 { %s }",
     "适用：邻里纠纷", "GOV549", "适用：公共修缮、邻里纠纷"),
    ("process:网格事项.total", "流程 网格事项 { %s }",
     "总时限：≤41工作日", "GOV542", "总时限：≤39工作日"),
    ("process:网格事项/tier:网格.handler", "流程 网格事项 { 级 网格 { %s } }",
     "承办：社区书记", "GOV549", "承办：网格长、社区书记"),
    ("process:网格事项/tier:网格.limit", "流程 网格事项 { 级 网格 { %s } }",
     "时限：3工作日", "GOV542", "时限：≤2工作日"),
    ("process:网格事项/tier:网格.on", "流程 网格事项 { 级 网格 { %s } }",
     "遇：超时 → 街道", "GOV543", "遇：不满意 → 街道"),
    ("process:网格事项/tier:社区.handler", "流程 网格事项 { 级 社区 { %s } }",
     "承办：网格长", "GOV549", "承办：社区书记、街道"),
    ("process:网格事项/tier:社区.limit", "流程 网格事项 { 级 社区 { %s } }",
     "时限：5工作日 原则上", "GOV541", "时限：5工作日 必须"),
    ("process:网格事项/tier:社区.on", "流程 网格事项 { 级 社区 { %s } }",
     "遇：越权 → 网格", "GOV543", "遇：越权 → 街道"),
    ("process:网格事项/tier:街道.handler", "流程 网格事项 { 级 街道 { %s } }",
     "承办：社区", "GOV549", "承办：街道"),
    ("process:网格事项/tier:街道.limit", "流程 网格事项 { 级 街道 { %s } }",
     "时限：10天", "GOV543", "时限：9工作日"),
    ("meeting:居民协商会.attend", "会议 居民协商会 { %s }",
     "参加：网格长", "GOV549", "参加：网格长、居民代表、业委会"),
    ("meeting:居民协商会.cadence", "会议 居民协商会 { %s }",
     "频次：≥1次/年", "GOV543", "频次：≥3次/季"),
    ("meeting:居民协商会.notice", "会议 居民协商会 { %s }",
     "提前通知：1天", "GOV542", "提前通知：1周"),
    ("meeting:居民协商会.quorum", "会议 居民协商会 { %s }",
     "出席：≥1/3 居民代表", "GOV542", "出席：≥60% 居民代表"),
    ("meeting:居民协商会.majority", "会议 居民协商会 { %s }",
     "通过：>1/2 到会人员", "GOV542", "通过：≥3/4 到会人员"),
    ("duty:名单公示.act", "制度 名单公示 { %s }",
     "内容：“公开住户姓名。”", "GOV549", "内容：“不公开住户姓名。”"),
]  # fmt: skip
each_statement = pytest.mark.parametrize(
    ("path", "around", "loose", "code", "tight"), TABLE, ids=[row[0] for row in TABLE]
)


def bound() -> set[str]:
    """The paths of all statements of the base that bind, by their own word or by the head's."""
    model = compile_path(FOLDER / CITY).model
    assert model is not None
    found = set()
    heads = {path: entity.strength for path, entity in entities(model)}
    for path, entity in entities(model):
        outer = entity.strength or heads.get(path.rpartition("/")[0])
        for field, stated in statements(entity):
            if (stated.strength or outer) in BINDING:
                found.add(f"{path}.{field.partition('[')[0]}")
    return found


def street(folder: Path, statement: str) -> Path:
    """A street of that city which says one thing only."""
    shutil.copy(FOLDER / CITY, folder / CITY)
    path = folder / STREET
    path.write_text(f"地区 某街道\n上位文件：“{CITY}”\n{statement}\n", encoding="utf-8")
    return path


def test_the_table_has_every_statement_that_binds() -> None:
    assert {row[0] for row in TABLE} == bound()


@each_statement
def test_loosening_shows_both_places(
    path: str, around: str, loose: str, code: str, tight: str, tmp_path: Path
) -> None:
    found = compile_path(street(tmp_path, around % loose))
    (finding,) = [d for d in found.diagnostics if d.code.startswith("GOV54")]
    assert finding.code == code
    assert finding.span is not None
    assert Path(finding.span.source.name).name == STREET
    assert finding.span.text == loose.removesuffix(" 原则上")
    (label,) = finding.labels
    base = compile_path(FOLDER / CITY).places
    assert Path(label.span.source.name).name == CITY
    assert label.span.text in {span.text for at, span in base.items() if at.startswith(path)}
    assert (found.model is None) == (finding.severity == "error")


@each_statement
def test_tightening_stands(
    path: str, around: str, loose: str, code: str, tight: str, tmp_path: Path
) -> None:
    found = compile_path(street(tmp_path, around % tight))
    assert [d.code for d in found.diagnostics if d.code.startswith("GOV54")] == []
    assert found.errors == ()


def test_the_street_stands_and_its_departure_is_recorded() -> None:
    found = compile_path(FOLDER)
    assert [d.code for d in found.diagnostics] == ["GOV545"]
    assert found.model is not None
    assert found.model.name == "某街道"
    assert from_json(to_json(found.model)) == found.model


def test_without_its_reason_the_departure_is_asked_for_one(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / STREET).read_text(encoding="utf-8")
    reason = " 例外 GOV544 “老旧小区正在搬迁，住户一半以上已经迁出”"
    assert text.count(reason) == 1
    (tmp_path / STREET).write_text(text.replace(reason, ""), encoding="utf-8")
    assert [d.code for d in compile_path(tmp_path).diagnostics] == ["GOV544"]


@pytest.mark.parametrize("name", [CITY, STREET])
def test_the_texts_are_in_the_style_of_the_formatter(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert format_text(text) == text


def test_both_tongues_give_an_equal_model(tmp_path: Path) -> None:
    for name in (CITY, STREET):
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(format_text(text, "en"), encoding="utf-8")
    assert "extends:" in (tmp_path / STREET).read_text(encoding="utf-8")
    assert compile_path(tmp_path / STREET).model == compile_path(FOLDER).model


# ── every other example as its own base ──
def models() -> list[Path]:
    """All but those that build upon another one already."""
    paths = sorted((ROOT / "gallery").glob("*.gov"))
    upon = re.compile(r"extends:|上位文件：")
    gallery = [one for one in paths if not upon.search(one.read_text("utf-8"))]
    return [*gallery, *(ROOT / name / f"{name}.gov" for name in DISTRICTS)]


def over(path: Path, folder: Path, body: str | None = None) -> Compiled:
    """A text that extends an example; without a body, it repeats the example word by word."""
    for file in path.parent.glob("*.gov"):
        shutil.copy(file, folder / file.name)
    text = path.read_text(encoding="utf-8")
    head = _HEAD.search(text)
    assert head is not None
    opened = f'{head.group()}\n  extends: "{path.name}"\n'
    again = text[: head.start()] + opened + text[head.end() :]
    (folder / "over.gov").write_text(again if body is None else opened + body, encoding="utf-8")
    return compile_path(folder / "over.gov")


def meaning(compiled: Compiled) -> dict[str, object]:
    """A model as data, without the name of its base."""
    assert compiled.model is not None, [(d.code, str(d.span)) for d in compiled.errors]
    data = json.loads(to_json(compiled.model))
    data.pop("extends", None)
    return data  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", of_the_day("repeats", models(), 3), ids=lambda path: path.stem)
def test_a_text_that_repeats_its_base_says_the_same_and_is_not_told_so(
    path: Path, tmp_path: Path
) -> None:
    before, after = compile_path(path), over(path, tmp_path)
    assert meaning(after) == meaning(before)
    assert [d.code for d in after.diagnostics] == [d.code for d in before.diagnostics]
    assert {at: span.text for at, span in after.places.items() if at != "district.extends"} == {
        at: span.text for at, span in before.places.items()
    }


@pytest.mark.parametrize("path", of_the_day("nothing", models(), 3), ids=lambda path: path.stem)
def test_a_text_that_says_nothing_has_the_model_of_its_base(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.search(text)
    assert head is not None
    after = over(path, tmp_path, "}" if "{" in head.group() else "")
    own = {"version", "note", "alias"}
    left = {key: value for key, value in meaning(compile_path(path)).items() if key not in own}
    assert {key: value for key, value in meaning(after).items() if key not in own} == left
