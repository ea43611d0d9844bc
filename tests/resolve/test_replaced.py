"""A field said anew by its path: read as its text reads, whatever the kind, in either tongue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.catalogue import word
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_path, compile_text, load
from govkit.resolve.replacing.paths import Slot, slot_of
from govkit.resolve.replacing.replaced import replaced
from govkit.values import Quantity, Unknown

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = sorted(
    [EXAMPLES / name for name in ("binzhou/english", "guangming", "haolinju", "qixian", "quanyu")]
    + list((EXAMPLES / "gallery").glob("*.gov"))
)
TEXT = """
govkit 1
地区 试 {
  层级 街道 { 数量：1 }
  层级 网格 "网格片区" { 上级：街道；数量：3；别称：小格 }
  岗位 网格员 { 设于：网格；编制：1名/网格 }
  要素 大小 { 取值：小事、大事 }
  事项 噪声 { 大小：小事 }
  数据 { 人口：2万人 }
  流程 快办 { 适用：噪声；级 网格 { 承办：网格员；时限：2工作日 必须；时限：1工作日 当 大小 = 大事 必须；遇：超时 → 街道 }；级 街道 { 承办：网格员 } }
  流程 慢办 { 级 网格 { 承办：网格员 }；级 街道 { 承办：网格员；时限：3工作日 自 2020-01-01 至 2021-01-01 } }
  推演 日常 { 用时：指数(2小时) 假设；承办力量 网格员 { 工时：20小时/周 假设 } }
}
"""  # noqa: E501


@pytest.fixture(scope="module")
def small() -> Governance:
    compiled = compile_text(TEXT)
    assert compiled.model is not None, compiled.errors
    return compiled.model


def written(compiled: Compiled) -> Iterator[tuple[str, str]]:
    """Every field of the texts by its path, with the characters of its value."""
    for path, span in compiled.places.items():
        field = "." in path or path.startswith("figure:")
        if not field or "[" in path or path == "district.include" or path == "district.extends":
            continue
        if span.source not in compiled.sources:
            continue
        value = re.split("[:：]", span.source.text[span.start : span.end], maxsplit=1)[1]
        for mark, closing in (("(", ")"), ("（", "）"), ("{", "}"), ("｛", "｝")):
            value += closing * (value.count(mark) - value.count(closing))
        yield path, value


def check(model: Governance, path: str, text: str) -> None:
    was = slot_of(model, path)
    assert isinstance(was, Slot), (path, was)
    found = slot_of(replaced(model, {path: text}), path)
    assert isinstance(found, Slot)
    (new,) = getattr(found.entity, found.field).root
    assert new.value == getattr(was.entity, was.field).root[0].value, path
    assert new.origin.kind == "assumed" and (new.since, new.until, new.when) == (None,) * 3


def test_what_stands_in_a_text_reads_the_same_behind_its_path() -> None:
    compiled = compile_path(EXAMPLES / "guangming")
    assert compiled.model is not None
    for path, text in list(written(compiled))[::14]:
        check(compiled.model, path, text)


@pytest.mark.nightly
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_field_of_every_example_reads_the_same_behind_its_path(path: Path) -> None:
    compiled = compile_path(path)
    assert compiled.model is not None
    for field, text in written(compiled):
        check(compiled.model, field, text)


def test_all_statements_of_a_field_give_way_and_the_strength_stays(small: Governance) -> None:
    for path in ("快办/网格.时限", "process:快办/tier:网格.limit", "流程.快办.级.网格.时限"):
        (stated,) = replaced(small, {path: "5天"}).processes[0].tiers[0].limit.root
        assert stated.value == Quantity(5, "natural_day") and stated.strength == "must"
        assert stated.when is None and stated.origin.remark == "推演"
    changed = replaced(small, {"慢办/街道.limit": "4工作日"})
    (stated,) = changed.processes[1].tiers[1].limit.root
    assert stated.since is None and stated.until is None
    assert changed.processes[0] == small.processes[0] and changed != small
    assert Governance.model_validate_json(changed.model_dump_json()) == changed


def test_a_field_that_is_not_stated_is_added_where_it_belongs(small: Governance) -> None:
    changed = replaced(small, {"网格员.人数": "2名/网格", "station:网格员.service": "固定(1小时)"})
    (station,) = changed.workloads[0].stations
    assert len(station.holders) == 1 and len(station.service) == 1
    assert changed.workloads[0].service == small.workloads[0].service
    assert changed.posts == small.posts  # 人数 is also another spelling of a field of posts


def test_values_given_to_attributes_lines_titles_and_aliases_have_paths(small: Governance) -> None:
    assert replaced(small, {"噪声.大小": "大事"}).matters[0].given[0].value.word == "大事"  # type: ignore[union-attr]
    people = replaced(small, {"人口": "3万人"}).figures[0].value.value
    assert isinstance(people, Quantity) and people.number == 30_000
    for path in (
        "网格片区.数量",
        "小格.count",
        "层级:网格.数量",
        "「网格」.数量",
        "level:网格．数量",
    ):
        assert replaced(small, {path: "7"}).levels[1].count.value == Quantity(7), path
    assert isinstance(replaced(small, {"层级:网格.数量": "?"}).levels[1].count.value, Unknown)
    assert replaced(small, {"地区.时区": "“UTC”"}).zone.value is not None


def refused(model: Governance, changes: dict[str, str]) -> list[Diagnostic]:
    with pytest.raises(GovError) as error:
        replaced(model, changes)
    return list(error.value.diagnostics)


def listed(found: Diagnostic) -> Both:
    known = found.args["known"]
    assert isinstance(known, Both)
    return known


def test_a_path_that_fits_several_fields_lists_them_in_both_tongues(small: Governance) -> None:
    (found,) = refused(small, {"网格.时限": "1天"})
    assert found.code == "GOV979"
    assert listed(found).zh == "流程:快办/级:网格.时限；流程:慢办/级:网格.时限"
    assert listed(found).en == "process:快办/tier:网格.limit; process:慢办/tier:网格.limit"
    for path in (*listed(found).zh.split("；"), *listed(found).en.split("; ")):
        replaced(small, {path: "1天"})
    (bare,) = refused(small, {"时限": "1天"})  # only where something is said
    assert "慢办/级:街道" in listed(bare).zh and "慢办/级:网格" not in listed(bare).zh
    assert [
        one.code for one in refused(small, {"快办/网格.时限": "1天", "快办/网格.limit": "2天"})
    ] == ["GOV979"]


@pytest.mark.parametrize(
    ("path", "near"),
    [("网络员.工时", "承办力量:网格员.工时"), ("承办力量:网格员.工食", "承办力量:网格员.工时"),
     ("快办/网格.极限", "流程:快办/级:网格.时限"),
     ("承办力量:网格员.holder", "承办力量:网格员.人数")],
)  # fmt: skip
def test_a_path_that_names_nothing_tells_what_is_near(
    small: Governance, path: str, near: str
) -> None:
    (found,) = refused(small, {path: "1"})
    assert found.code == "GOV974" and near in listed(found).zh
    for lang in ("zh", "en"):
        assert path in word(found, lang).text


@pytest.mark.parametrize(
    "path", ["", ".", "无此事.时限", "地区.引入", "地区.承接自", "事项:噪声.数量"]
)
def test_other_paths_that_name_nothing(small: Governance, path: str) -> None:
    assert [one.code for one in refused(small, {path: "1"})] == ["GOV974"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("2工作天", "GOV302"), ("5", "GOV316"), ("2工作日 当 大小 = 小事", "GOV981"),
     ("2工作日；承办：网格员", "GOV981"), ("}", "GOV102"), ("", "GOV1"), ("小事", "GOV3")],
)  # fmt: skip
def test_a_value_is_refused_as_its_text_would_be(small: Governance, text: str, code: str) -> None:
    found = refused(small, {"快办/网格.时限": text})
    assert any(one.code.startswith(code) for one in found), found


def test_every_wrong_change_is_told_at_once_and_names_in_use_stay(small: Governance) -> None:
    found = refused(small, {"无.时限": "1天", "快办/网格.时限": "1", "大小.取值": "小事、中事"})
    assert [one.code for one in found] == ["GOV974", "GOV316", "GOV982"]
    more = replaced(small, {"大小.取值": "小事、中事、大事"})
    assert more.attributes[0].values.value.words == ("小事", "中事", "大事")  # type: ignore[union-attr]


def test_both_tongues_name_the_same_field() -> None:
    one, other = load(EXAMPLES / "guangming"), load(EXAMPLES / "guangming" / "english")
    zh = replaced(one, {"支部.时限": "2工作日"}).processes
    en = replaced(other, {"process:网格事项/tier:支部.limit": "2 work_days"}).processes
    remark = zh[0].tiers[0].limit.root[0].origin.remark, en[0].tiers[0].limit.root[0].origin.remark
    assert remark == ("推演", "experiment")
    assert zh[0].tiers[0].limit.value == en[0].tiers[0].limit.value == Quantity(2, "work_day")
