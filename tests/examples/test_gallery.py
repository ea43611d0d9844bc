"""The gallery: small models that stand, play to their end, and fail when they are broken.

The files of examples/gallery enter, each alone. A table breaks every model on purpose and names the
finding that has to follow. Together with the districts they use every kind and field there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from govkit.calendars import zone_of
from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.indicators import read_log
from govkit.indicators.readings import settings
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_path, compile_text, loads
from govkit.scenario import Walk, read_course
from govkit.syntax.formatter import format_text
from govkit.syntax.nodes import Block, Document, Field, Statement
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import field_words, fields_of, kind_words_in, kinds
from tests.together import together

EXAMPLES = Path(__file__).parents[2] / "examples"
GALLERY = EXAMPLES / "gallery"
NAMES = sorted(path.stem for path in GALLERY.glob("*.gov"))
# Each is the workload of another, which it extends: what is assumed stands beside the rules.
YEARS = {"hospital_ward_year": "hospital_ward", "市民热线一年": "市民热线", "急诊室一年": "急诊室"}
# Each is a lesson at another, which it extends: options and their consequences take more room.
LESSONS = {"harbour_lesson": "harbour", "planning_lesson": "planning_office"}
NAMES = [name for name in NAMES if name not in YEARS and name not in LESSONS]
MOST_LINES, MOST_OF_A_LESSON, WIDEST = 60, 140, 100
BY_KIND = "*"

# File, text of it, replacement, code of the finding that has to follow.
BREAKS = [
    ("hospital_ward", "staffed: 200 bed", "staffed: 192 bed", "GOV601"),
    ("hospital_ward", "worsening or overdue → Hospital", "worsening → Department", "GOV513"),
    ("hospital_ward", "20..30 bed", "20..30 cots", "GOV301"),
    ("hospital_ward", "unit: Ward·3", "unit: Ward·30", "GOV518"),
    ("hospital_ward", "nature: full_time }", "superior: Ward_sister }", "GOV526"),
    ("hospital_ward", "nature: full_time }", "vacant: rise }", "GOV565"),
    ("volunteer_fire_brigade", "total: 4 digits", "total: 5 digits", "GOV524"),
    ("volunteer_fire_brigade", "engines: 6 engine", "engines: 8 engine", "GOV601"),
    ("volunteer_fire_brigade", "North, Mill, Bridge", "North, Mill", "GOV505"),
    ("volunteer_fire_brigade", "North, Mill, Bridge", "North, Mill, North", "GOV506"),
    ("land_registry", "America/St_Johns", "America/Saint_Johns", "GOV180"),
    ("land_registry", "friday → 8:30-12:30", "friday → 12:30-8:30", "GOV356"),
    ("land_registry", "weekend: saturday, sunday", "weekend: sunday", "GOV186"),
    ("边贸大厅", "公共假日：中国、广西", "公共假日：中国、广东", "GOV358"),
    ("边贸大厅", "已公布：2026年", "已公布：2026年1月", "GOV355"),
    ("边贸大厅", "时限：3天；停于", "时限：3工作小时；停于", "GOV189"),
    ("public_library", "quota: 2/Branch; count: 10", "quota: 2/Branch; count: 9", "GOV504"),
    ("public_library", "60000_approx", "90000_approx", "GOV601"),
    ("public_library", "numerator: closed_on_time", "numerator: unknown", "GOV527"),
    ("public_library", "head: Chief_librarian", "head: Chief", "GOV401"),
    ("help_desk", "(room, today) → P3, (room, now) → P2, ", "", "GOV592"),
    ("help_desk", "(room, today) → P3", "(room, now) → P3", "GOV593"),
    ("help_desk", "(P2, full) → on_site", "(P2, full) → P1", "GOV594"),
    ("help_desk", "(college, can_wait) → P2", "(college, can_wait) → P4", "GOV595"),
    ("help_desk", "keys: priority, staff", "keys: priority", "GOV591"),
    ("help_desk", "N040113", "N040000", "GOV596"),
    ("help_desk", "when Outage; limit: 4 hours", "when 4 hours; limit: 4 hours", "GOV332"),
    ("help_desk", "count: 4 posts", "count: 4 days", "GOV331"),
    ("food_bank", "reserved: donors → 1/3", "reserved: donors → 13", "GOV508"),
    ("food_bank", "may: freeze, discard", "may: freeze; forbids: freeze", "GOV510"),
    ("food_bank", ' except GOV504 "one is leaving"', "", "GOV504"),
    ("food_bank", "count: 5 except", "count: 6 except", "GOV607"),
    ("food_bank", "halls etc; count: unknown", "halls etc; count: 20", "GOV525"),
    ("food_bank", "or_read 6%", "or_read 9%", "GOV602"),
    ("food_bank", "; on: undecided → Hand_out", "", "GOV515"),
    ("open_source_foundation", "feature → Project", "features → Project", "GOV321"),
    ("open_source_foundation", "Project; count: 42", "Project; count: 43", "GOV504"),
    ("open_source_foundation", "cost: 700 dollar", "cost: 700 yuan", "GOV507"),
    ("harbour", "berths: 27 berth", "berths: 22 berth", "GOV601"),
    ("harbour", "Oil, Grain, Ferry total 3", "Oil, Grain total 3", "GOV317"),
    ("harbour", "1/Terminal; count: 3", "1/Terminal; count: 2", "GOV610"),
    ("harbour", "at: Terminal; quota: 1/Terminal", "at: Port", "GOV608"),
    ("harbour", "length: 333 metres", "length: 333 hectares", "GOV507"),
    ("building_permits", "starts: next_work_day; limit: 1 days", "limit: 1 hours", "GOV552"),
    ("building_permits", "remind_before: 2 work_days", "remind_before: 10 work_days", "GOV551"),
    ("building_permits", "suspended_by: Deputy", "suspended_by: Clerk", "GOV554"),
    ("building_permits", "; resume_on: plans_complete", "", "GOV556"),
    ("building_permits", "pause: suspended, transferred", "pause: on_leave", "GOV314"),
    ("planning_office", "; on: declined or consented → Ruling", "", "GOV561"),
    ("planning_office", "on: overdue → Ruling; on: declined", "on: declined", "GOV562"),
    ("planning_office", "on: dissatisfied → Hearing", "may: visit", "GOV569"),
    ("planning_office", "summon: Inspector, Highways; arrive", "arrive", "GOV563"),
    ("planning_office", "10 work_days; apart: Decision", "10 work_days; apart: Draft", "GOV566"),
    ("planning_office", "excludes: Listed_building; total", "excludes: Building; total", "GOV568"),
    ("beach_lifeguards", "cadence: 1 times/week", "cadence: 2 times/week", "GOV578"),
    ("beach_lifeguards", "length: ≥4 hours", "length: ≥13 hours", "GOV578"),
    ("beach_lifeguards", "gap: 3 weeks", "gap: 9 weeks", "GOV578"),
    ("beach_lifeguards", "season: 11-01..03-15", "season: 11-01..02-30", "GOV310"),
    ("beach_lifeguards", "publish_by: 3 work_days", "publish_by: 2 weeks", "GOV583"),
    ("beach_lifeguards", "span: 3..4 Tower", "span: ≤2 Tower", "GOV584"),
    ("beach_lifeguards", "adjourned_quorum: ≥1/2", "adjourned_quorum: ≥4/5", "GOV576"),
    ("beach_lifeguards", "special_within: 1 days; ", "", "GOV577"),
    ("市民热线", "裁决：热线机构", "裁决：热线中心", "GOV401"),
    ("市民热线", "退单时限：1工作日；退回审批：热线机构", "退回审批：供水公司", "GOV554"),
    ("市民热线", "停于：结案", "停于：申请延期", "GOV557"),
    ("业主大会", "数量：5名；任期", "数量：3名；任期", "GOV584"),
    ("业主大会", "全部(≥2/3 专有面积、≥2/3 人数)", "面积和人数都占2/3", "GOV589"),
    ("业主大会", "兼岗上限：2个岗", "兼岗上限：1个岗", "GOV585"),
    ("业主大会", "全部(≥2/3", "合计(≥2/3", "GOV571"),
    ("业主大会", "、≥2/3 人数)", ")", "GOV572"),
    ("业主大会", "6月1日至9月30日", "汛期", "GOV573"),
    ("业主大会", "间隔：30天；时长：≥20分钟", "时长：≥2400小时", "GOV587"),
    ("业主大会", "通过：>1/2 到会", "通过：≥2/5 到会", "GOV575"),
    ("业主大会", "再次会议出席：≥1/2", "再次会议出席：≥3/4", "GOV576"),
    ("学校", "数量：24个；应有：4个/年级", "数量：25个；应有：4个/年级", "GOV504"),
    ("学校", "五年级、六年级", "五年级", "GOV505"),
    ("学校", "办事 → 60%", "办事 → 50%", "GOV521"),
    ("学校", "分值：40分", "分值：30分", "GOV522"),
    ("学校", "衡量：及时办结率", "衡量：办结率", "GOV401"),
    ("住房合作社", "保留席位：租户代表 → 2", "保留席位：租户代表 → 7", "GOV508"),
    ("住房合作社", "/ 楼栋 < 22", "/ 楼栋 < 21", "GOV601"),
    ("住房合作社", "社章·钱款", "社章·房租", "GOV519"),
    ("考试委员会", "数量：192名", "数量：140名", "GOV601"),
    ("考试委员会", "承办：监考；时限：10分钟", "时限：10分钟", "GOV511"),
    ("考试委员会", "适用：违纪", "适用：成绩复查", "GOV517"),
    ("村民小组", " 例外 GOV504 “石桥二组的组长空着，由村主任代管”", "", "GOV504"),
    ("村民小组", "40分 + 20分 = 60分", "40分 + 20分 = 50分", "GOV601"),
    ("村民小组", "水田 ≥ 56公顷", "水田 ≥ 56户", "GOV605"),
    ("村民小组", "枯水 → 村\n", "枯水 → 自治组织\n", "GOV514"),
    ("养老院", "床：108床位", "床：100床位", "GOV601"),
    ("养老院", "楼层 { 上级：院", "楼层 { 上级：照护单元", "GOV501"),
    ("供水抢修", "5工作日；提前提醒：1工作日", "5工作日；提前提醒：5工作日", "GOV551"),
    ("供水抢修", "起算：即时；时限：2小时", "起算：当日起；时限：2小时", "GOV552"),
    ("供水抢修", "总时限：25工作日", "总时限：1工作日", "GOV553"),
    ("供水抢修", "延期审批：站长\n", "延期审批：片长\n", "GOV554"),
    ("供水抢修", "；挂账审批：调度", "", "GOV555"),
    ("供水抢修", "；恢复：解冻、许可下达", "", "GOV556"),
    ("供水抢修", "；停于：反馈；督办人：站长", "；停于：反馈", "GOV557"),
    ("供水抢修", "起于：督办；起算：次日起", "起算：次日起", "GOV559"),
    ("申诉委员会", "数量：11名；上级", "数量：1名；上级", "GOV564"),
    ("申诉委员会", "岗位 副校长 { 设于：学校；数量：1名 }", "岗位 副校长 { 空缺：上提 }", "GOV565"),
    ("申诉委员会", "；裁决：申诉主任；先行承办", "；先行承办", "GOV563"),
    ("申诉委员会", "申诉主任；时限：7日；遇", "申诉主任；遇", "GOV567"),
    ("热线派单", "可分派：城管中队、市政所、环卫所", "可分派：城管中队", "GOV638"),
    ("街道吹哨", "吹哨：消防救援站；到场", "到场", "GOV563"),
    ("街道吹哨", "数量：3名；上级：街道主任", "数量：3名", "GOV565"),
    ("撤镇设街道", "12个 至 2025年7月1日", "12个 至 2025年8月1日", "GOV531"),
    ("撤镇设街道", "12个 至 2025年7月1日", "12个 至 2025年6月1日", "GOV532"),
    ("撤镇设街道", "岗位 村主任 至 2025年7月1日", "岗位 村主任", "GOV533"),
    ("撤镇设街道", "GOV628 → 警告", "GOV000 → 警告", "GOV535"),
    ("撤镇设街道", "GOV628 → 警告", "GOV401 → 警告", "GOV536"),
    ("急诊室", "(异常、其余) → 三级", "(异常、其余) → 一级", "GOV595"),
    ("急诊室", "(平稳、重) → 三级，其余 → 四级", "(平稳、重) → 三级", "GOV592"),
    ("急诊室", "(二级、充足) → 立即", "(二级、充足) → 马上", "GOV329"),
    ("急诊室", "(一级、其余) → 立即", "一级 → 立即", "GOV330"),
    ("急诊室", "得出：候诊；单调", "得出：分级；单调", "GOV598"),
    ("急诊室", "示例：“R1”", "示例：“Y1”", "GOV597"),
    ("农贸市场", "应有：45个/区域", "应有：50个/区域", "GOV504"),
    ("农贸市场", "70..<90分", "70..95分", "GOV523"),
    ("农贸市场", "数量：4支", "数量：4.5支", "GOV503"),
    ("农贸市场", "不同意 → 解释说明", "不同意 → 街道", "GOV401"),
]
# File, text of it, replacement, the rule that no longer holds, code of its severity.
RULES = [
    ("volunteer_fire_brigade", "Watch; count: 12", "Watch; count: 11", "Leaders", "GOV610"),
    ("harbour", "count: 45", "count: 35", "Gangs", "GOV611"),
    ("harbour", "count: 9; quota", "count: 27; quota", "Crowding", "GOV610"),
    ("住房合作社", "楼栋；数量：5名", "楼栋；数量：4名", "楼楼有楼长", "GOV611"),
    ("村民小组", "数量：8人", "数量：7人", "组长够数", "GOV612"),
]
# File, text of it, replacement, code of the refusal when the scenario is played.
COURSES = [
    ("市民热线", "退回审批：热线机构 据 条例·第二十二条；", "", "GOV760"),
    ("市民热线", "回合 5 { 动作：审批；因：准予", "回合 5 { 动作：审批；因：不同意", "GOV751"),
    ("市民热线", "不允许：退单", "不允许：申请退回", "GOV760"),
    ("hospital_ward", "ends_at: Hospital", "ends_at: Ward", "GOV755"),
    ("volunteer_fire_brigade", "on: second_alarm or overdue", "on: overdue", "GOV751"),
    ("public_library", "price: 180 pound", "price: 80 pound", "GOV751"),
    ("land_registry", "ends_at: Desk", "ends_at: Registry", "GOV755"),
    ("边贸大厅", "办结于：窗口", "办结于：大厅", "GOV755"),
    ("food_bank", "all(Coordinator, Safety_officer)", "Coordinator", "GOV751"),
    ("open_source_foundation", "deliberates: Board", "may: vote", "GOV751"),
    ("harbour", "length: 333 metres", "length: 300 metres", "GOV751"),
    ("building_permits", "suspend: site_under_snow; suspended_by: Chief; ", "", "GOV751"),
    ("planning_office", "silence: agrees", "silence: declines", "GOV751"),
    ("beach_lifeguards", "on: red_flag or overdue", "on: overdue", "GOV751"),
    ("业主大会", "动作：议事；因：议定", "动作：议事；因：议而未决", "GOV751"),
    ("学校", "遇：难度大 或 超时", "遇：超时", "GOV751"),
    ("撤镇设街道", "遇：超时 或 职权外", "遇：超时", "GOV751"),
    ("help_desk", "difficult or overdue → Faculty", "overdue → Faculty", "GOV751"),
    ("急诊室", "办结于：急诊室；方式：解决", "办结于：诊区；方式：解决", "GOV755"),
    ("住房合作社", "项 外墙改造 { 授予：合作社 }", "项 外墙改造", "GOV751"),
    ("考试委员会", "遇：不同意 → 终结，", "遇：", "GOV751"),
    ("村民小组", "议事；因：议定", "议事；因：议而未决", "GOV751"),
    ("养老院", "办结于：院；方式：解决", "办结于：院；方式：终结", "GOV755"),
    ("供水抢修", "；停于：反馈；督办人：站长", "；停于：反馈", "GOV751"),
    ("申诉委员会", "；裁决：申诉主任", "", "GOV751"),
    ("热线派单", "可分派：城管中队、市政所、环卫所；", "", "GOV751"),
    ("街道吹哨", "；逾期未复：视为同意", " 例外 GOV561 “待定”", "GOV751"),
    ("农贸市场", "方式：解释说明", "方式：解决", "GOV755"),
]
# Fields that no example uses, each with the reason.
_WAITS = "the examples say it of a stream or a station, to whom it belongs"
UNUSED: dict[tuple[str, str], str] = {
    **{
        ("workload", field): _WAITS
        for field in (
            "absent", "amounts", "calendar", "holders", "hours", "in_hand", "matters", "mix",
            "mode", "on_duty", "order", "priority", "seasons", "vacant", "weekdays",
        )
    },
}  # fmt: skip


def text_of(name: str) -> str:
    return (GALLERY / f"{name}.gov").read_text(encoding="utf-8")


def broken(name: str, old: str, new: str) -> str:
    """The text of a model with one stretch replaced, which has to stand in it once."""
    text = text_of(name)
    assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


@cache
def unbroken(name: str) -> Compiled:
    """A model as it stands, compiled once for all that break it."""
    return compile_path(GALLERY / f"{name}.gov")


def codes(compiled: Compiled) -> set[str]:
    return {diagnostic.code for diagnostic in compiled.diagnostics}


def played(model: Governance, name: str) -> Walk:
    return Walk.begin(Engine(model), read_course(model, name)).played()


def test_the_readme_names_each_of_them() -> None:
    assert len(NAMES) >= 12
    readme = (GALLERY / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*NAMES, *YEARS, *LESSONS) if f"`{name}.gov`" not in readme] == []


@pytest.mark.parametrize("name", [*NAMES, *YEARS, *LESSONS])
def test_it_compiles_without_errors_or_warnings(name: str) -> None:
    compiled = compile_path(GALLERY / f"{name}.gov")
    assert [(d.code, str(d.span)) for d in compiled.diagnostics if d.severity != "info"] == []
    assert compiled.model is not None


@pytest.mark.parametrize("name", [*NAMES, *YEARS, *LESSONS])
def test_it_is_small_and_in_the_style_of_the_formatter(name: str) -> None:
    text = text_of(name)
    assert len(text.splitlines()) <= (MOST_OF_A_LESSON if name in LESSONS else MOST_LINES)
    assert [line for line in text.splitlines() if len(line) > WIDEST] == []
    assert format_text(text) == text
    assert format_text(text, lang="en" if name.isascii() else "zh") == text  # one tongue


@pytest.mark.parametrize("name", [*NAMES, *YEARS, *LESSONS])
def test_it_says_at_its_head_that_it_is_invented(name: str) -> None:
    comment, head = text_of(name).splitlines()[1:3]
    assert comment.startswith("#")
    assert ("invented" if name.isascii() else "虚构") in comment
    assert head.endswith(("proposed {", "assume {") if name.isascii() else ("拟定 {", "假设 {"))


@pytest.mark.parametrize(("year", "name"), YEARS.items())
def test_a_year_leaves_the_rules_as_they_are(year: str, name: str) -> None:
    """It adds a workload, and the days somebody works on, to the text it extends."""
    rules, extended = (compile_path(GALLERY / f"{one}.gov") for one in (name, year))
    assert rules.model is not None and extended.model is not None
    added = {"workloads", "calendars", "extends", "title", "origin", "version"}
    left = [one.model_dump(exclude=added) for one in (rules.model, extended.model)]
    assert left[0] == left[1]
    assert not rules.model.workloads and len(extended.model.workloads) == 1
    assert "GOV187" not in codes(extended)  # a calendar that a station keeps is in use


@pytest.mark.parametrize(("lesson", "name"), LESSONS.items())
def test_a_lesson_leaves_the_rules_as_they_are(lesson: str, name: str) -> None:
    """It adds one scenario with options to the text it extends."""
    rules, extended = (compile_path(GALLERY / f"{one}.gov") for one in (name, lesson))
    assert rules.model is not None and extended.model is not None
    added = {"scenarios", "extends", "title", "origin", "version"}
    left = [one.model_dump(exclude=added) for one in (rules.model, extended.model)]
    assert left[0] == left[1]
    ours = [one for one in extended.model.scenarios if one.is_branching]
    assert len(ours) == 1 and len(ours[0].endings) >= 3


@together(("name", "old", "new", "code"), BREAKS, parts=4)
def test_breaking_it_gives_the_finding(name: str, old: str, new: str, code: str) -> None:
    assert code not in codes(unbroken(name))
    assert code in codes(compile_text(broken(name, old, new)))


def test_every_model_is_broken_and_played_in_the_tables() -> None:
    assert sorted({row[0] for row in BREAKS}) == NAMES
    assert sorted({row[0] for row in COURSES}) == NAMES


@pytest.mark.parametrize(("name", "old", "new", "rule", "code"), RULES)
def test_a_rule_that_fails_is_found(name: str, old: str, new: str, rule: str, code: str) -> None:
    assert code not in codes(unbroken(name))
    found = [d for d in compile_text(broken(name, old, new)).diagnostics if d.code == code]
    assert [d.args["name"] for d in found] == [rule]


@pytest.mark.parametrize("name", NAMES)
def test_its_scenarios_play_to_the_stated_end(name: str) -> None:
    model = loads(text_of(name))
    assert model.scenarios
    for scenario in model.scenarios:
        walk = played(model, scenario.name)
        assert walk.is_over and walk.on_course
        assert len(walk.taken) == len(walk.course.turns)
        assert walk.course.manner == walk.case.manner
        assert walk.course.ends_at in ("", walk.case.tier)
        assert walk.course.lesson, f"{name}: the scenario says nothing that it teaches"


@pytest.mark.parametrize(("name", "old", "new", "code"), COURSES)
def test_a_scenario_that_no_longer_fits_is_refused(
    name: str, old: str, new: str, code: str
) -> None:
    model = loads(broken(name, old, new))
    with pytest.raises(GovError) as refusal:
        played(model, model.scenarios[0].name)
    assert [d.code for d in refusal.value.diagnostics] == [code]


def test_the_school_calendar_moves_the_limit_of_the_class() -> None:
    ours = loads(text_of("学校"))
    lines = text_of("学校").splitlines(keepends=True)
    calendar = next(line for line in lines if "日历 校历" in line)
    standard = loads(broken("学校", calendar, ""))
    ends = []
    for model in (standard, ours):
        course = read_course(model, "课间争执")
        case = Engine(model).open(course.matter, unit=course.unit, at=course.at)
        ends += [timer.due for timer in case.timers if timer.id == "limit:班级:1"]
    zone = zone_of("Asia/Shanghai")
    # Thursday's case: Friday is sports day, Saturday is worked; a day ends at 24:00.
    assert ends == [datetime(2026, 3, 21, tzinfo=zone), datetime(2026, 3, 22, tzinfo=zone)]


@pytest.mark.parametrize("name", ["public_library", "学校"])
def test_an_indicator_with_everything_settled_can_be_counted(name: str) -> None:
    model = loads(text_of(name))
    (indicator,) = model.indicators
    said = settings(indicator, read_log(["编号", "单位"], [], model))
    assert (said.unread, said.counted) == ((), True)
    unsaid = {field for field in ("excludes", "excluded_by", "attributed_to", "dated_by",
               "cut_off", "reopened", "unreached", "rounding")
               if getattr(indicator, field).value is None}  # fmt: skip
    assert unsaid == set()


# ── what the examples use, all of them together ──
def _fields(statements: list[Statement], inside: str) -> Iterator[tuple[str, str]]:
    """Kind and field of each statement; the kind is `*` for a field that every kind has."""
    for statement in statements:
        if isinstance(statement, Field):
            row = None
            if kinds()[inside].block != "open":
                row = field_words(inside).get(str(statement.word))
            if row is not None:
                yield row.kind, row.id
        elif isinstance(statement, Block):
            kind = kind_words_in(inside).get(str(statement.kind), "")
            if kind:
                yield kind, ""
            yield from _fields(statement.body or [], kind)


def _used() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for path in EXAMPLES.rglob("*.gov"):
        document = parser().parse(path.read_text(encoding="utf-8"), start="start")
        assert isinstance(document, Document)
        found.update(_fields(document.statements, "district"))
    return found


def test_every_kind_is_used_by_some_example() -> None:
    assert set(kinds()) - {kind for kind, field in _used() if not field} == set()


def test_the_table_of_unused_fields_is_exact() -> None:
    there_are = {(row.kind, row.id) for kind in kinds() for row in fields_of(kind).values()}
    assert (BY_KIND, "note") in there_are
    assert there_are - _used() == set(UNUSED)
