"""The rows behind `show`: what stands where, and where every statement comes from."""

from __future__ import annotations

from govkit.analysis.provenance import ORIGINS, provenance
from govkit.analysis.structure import structure
from govkit.model.governance import Governance
from govkit.pipeline import compile_text, loads


def test_levels_have_counts_parents_and_a_spread(district: Governance) -> None:
    rows = structure(district).levels
    assert [(r.name, r.parent, r.printed, r.count, r.spread) for r in rows] == [
        ("街道", "", "1", 1, "top"),
        ("社区", "街道", "6", 6, "single"),
        ("支部", "社区", "48", 48, "assumed"),
        ("网格", "支部", "150", 150, "assumed"),
    ]


def test_an_open_count_is_printed_and_not_guessed(every_kind: Governance) -> None:
    micro = structure(every_kind).level("微网格")
    assert (micro.printed, micro.count, micro.spread) == ("未知", None, "unknown")
    about = loads("govkit 1\n地区 甲 { 层级 村 { 数量：约30 } }\n")
    assert structure(about).level("村").printed == "约30"
    assert structure(about).level("村").count is None


def test_staff_stands_at_its_level_with_formula_and_quota(district: Governance) -> None:
    found = structure(district)
    [post] = found.level("社区").posts
    [team] = found.level("支部").teams
    assert (post.name, post.quota) == ("书记", "1/社区")
    assert (team.count, team.size, team.formula) == ("270余支", "≥3人", "≥1 专职党员 + N 队员")


def test_a_name_in_a_formula_is_written_once(every_kind: Governance) -> None:
    [team] = structure(every_kind).level("社区").teams
    assert team.formula == "≥1 书记 + 2 {网格长、志愿者} + N 队员"


def test_staff_in_a_body_stands_at_the_level_of_the_body() -> None:
    model = loads(
        "govkit 1\n地区 甲 {\n层级 街道 { 数量：1 }\n机构 中心 { 设于：街道 }\n"
        "岗位 主任 { 设于：中心 }\n岗位 顾问 { 数量：2名 }\n}\n"
    )
    found = structure(model)
    assert [p.name for p in found.level("街道").posts] == ["主任"]
    assert [p.name for p in found.elsewhere] == ["顾问"]


def test_lists_show_items_and_limits(every_kind: Governance) -> None:
    powers = structure(every_kind).lists[0]
    assert [(s.word, s.text) for s in powers.said] == [("类型", "权力"), ("授予", "社区")]
    [item] = powers.inside
    assert (item.name, item.said[0].text) == ("自建", "≤40万元")


def test_clauses_are_part_of_what_is_said(every_kind: Governance) -> None:
    found = structure(every_kind)
    funds = {s.field: s.text for s in found.lists[1].said}
    assert funds["total"] == "2亿余元/年 自 2017-01-01"
    [duty] = found.duties
    assert {s.field: s.text for s in duty.said}["cadence"] == "1次/月 原则上"


def test_tiers_show_ways_grades_and_origins(every_kind: Governance) -> None:
    [process] = structure(every_kind).processes
    low, high, step = process.tiers
    assert [(w.trigger, w.to, w.origin) for w in low.ways] == [
        ("议而未决", "街道", "cited"),
        ("执行受阻", "街道", "cited"),
        ("汛情预警", "街道", "assumed"),
    ]
    assert (low.text("limit"), low.origin("limit")) == ("7工作日", "assumed")
    assert (low.ceiling, high.ceiling, step.kind) == (("小事",), ("常事",), "step")


def test_clocks_are_told_with_their_tier(every_kind: Governance) -> None:
    [process] = structure(every_kind).processes
    [clock] = process.tiers[0].clocks
    said = {one.field: one.text for one in clock.said}
    assert (clock.kind, clock.name, process.clocks) == ("clock", "首次联系", ())
    assert (said["stop"], said["pause"]) == ("处置、反馈", "移交")
    assert said["remind_before"] == "4小时、1小时"


def test_english_words_on_request(every_kind: Governance) -> None:
    [process] = structure(every_kind, "en").processes
    assert [w.trigger for w in process.tiers[0].ways][:2] == ["undecided", "obstructed"]


def test_every_statement_is_where_the_compiled_text_has_it(
    every_kind_text: str, district_text: str
) -> None:
    for text in (district_text, every_kind_text):
        compiled = compile_text(text)
        assert compiled.model is not None
        paths = [s.path for s in provenance(compiled.model).statements]
        assert len(paths) == len(set(paths))
        assert set(paths) <= set(compiled.places)


def test_no_statement_is_left_out(every_kind_text: str) -> None:
    compiled = compile_text(every_kind_text)
    assert compiled.model is not None
    told = {s.path for s in provenance(compiled.model).statements}
    fields = {p for p in compiled.places if "." in p.rpartition("/")[2]}
    assert fields <= told


def test_origins_are_counted_and_told_with_their_reason(every_kind: Governance) -> None:
    found = provenance(every_kind)
    assert tuple(found.counts) == ORIGINS
    assert sum(found.counts.values()) == len(found.statements)
    rows = {s.path: s for s in found.statements}
    count = rows["level:社区.count"]
    assert (count.value, count.origin, count.source) == ("6", "cited", "办法·细则")
    assert count.quotation == "设六个社区"
    limit = rows["process:阶梯/tier:社区.limit"]
    assert (limit.origin, limit.remark) == ("assumed", "原文未载")
    assert rows["process:阶梯/tier:街道.limit"].origin == "proposed"


def test_only_figures_on_request(every_kind: Governance) -> None:
    found = provenance(every_kind, figures_only=True)
    paths = {s.path for s in found.statements}
    assert all(s.figure for s in found.statements) and found.figures_only
    assert {"level:社区.count", "team:红队.formula", "meeting:联席会议.quorum"} <= paths
    assert paths.isdisjoint({"level:社区.parent", "level:微网格.count", "list:权力.type"})


def test_a_statement_without_any_origin_is_seen(district: Governance) -> None:
    found = provenance(district)
    assert found.counts["none"] > 0
    assert found.counts["none"] + found.counts["plain"] == len(found.statements)


def test_what_needs_no_origin_is_counted_apart(
    district: Governance, every_kind: Governance
) -> None:
    links = {s.path for s in provenance(district).of("plain")}
    assert links == {
        *(f"level:{level}.parent" for level in ("社区", "支部", "网格")),
        "post:书记.at",
        "team:红小二.at",
    }
    # Everything of this district is cited as a whole; what a source tells of itself is too.
    told = {s.path: s.origin for s in provenance(every_kind).statements}
    assert told["level:社区.parent"] == "cited"
    document = loads("govkit 1\n地区 甲 {\n出处 办法 { 类型：文件；文号：“一号” }\n}\n")
    assert {s.origin for s in provenance(document).statements} == {"plain"}


def test_matters_figures_and_sources_are_rows(every_kind: Governance) -> None:
    found = structure(every_kind)
    [dispute, road] = found.matters
    assert {said.word: said.text for said in road.said} == {
        "大小": "常事", "金额": "8万元", "所需": "自建"
    }  # fmt: skip
    assert [said.word for said in dispute.said] == ["大小", "大类"]
    figures = {said.word: said.text for said in found.figures}
    assert figures["人口"] == "约13万人"
    [source] = found.sources
    assert source.name == "办法"
    assert "文件" in [said.text for said in source.said]
