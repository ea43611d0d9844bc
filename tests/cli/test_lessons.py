"""Lessons with options at the command line: list, walk, resume, test, and the prepared class."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govkit.diagnostics.width import width
from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import explore

from .conftest import Run
from .test_lesson_screens import check, check_linear

LESSON = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区；应有：1/社区 }
  会议 议事会
  事项 邻里纠纷
  流程 逐级办理 {
    适用：邻里纠纷
    级 社区 { 承办：书记；时限：1工作日；遇：超时 或 事项重大 → 街道 }
    级 街道 { 承办：街道；时限：7工作日 假设 “只供培训” }
  }
  流程 没人走 { 级 街道 { 承办：街道 } }
  场景 直走 {
    要点：“先签后办”
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：30分钟；情形：“签了。” }
    回合 2 { 动作：处置；情形：“办了。” }
    回合 3 { 动作：反馈 }
    回合 4 { 动作：核查 }
    回合 5 { 动作：结案；方式：解决 }
    办结于：社区；方式：解决
  }
  场景 课 “一件小事” {
    目标：“先听再办”；要点：“谁先接谁负责”；训练难度：2；课堂用时：20分钟
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30；自动办理：签收
    角色 书记 “社区书记” { 岗位：书记；掌握情况：“旧桶没人管。” }
    角色 老住户 { 掌握情况：“大家怕的是气味。” }
    回合 甲 “第一件事？” { 角色：书记
      选项 办 “当天上门去办” { 动作：处置；经过：2小时；评级：最佳；情形：“办了。” }
      选项 问 “先问问老住户” { 询问：老住户；经过：1小时；评级：可行；转到：甲；点评：“问得对。” }
      选项 等 “等等再说” { 经过：2工作日；评级：欠妥；情形：“等着。”；点评：“等也是选。” }
      选项 结 “直接结掉” { 动作：结案·解决；点评：“没有办，结不了。” }
      不合法：结 }
    处置结果 办成 当 办 { 动作：反馈、核查·核查通过、结案·解决；评级：最佳 }
    处置结果 没办 { 评级：欠妥；情形：“没有人管。” }
  }
}
"""

Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What the user types; the input ends behind it."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a linear scenario and a lesson."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "湖滨.gov").write_text(LESSON, encoding="utf-8")
    return tmp_path / "湖滨.gov"


# ── which lesson ──
def test_the_list_says_how_hard_how_long_and_for_whom_but_not_what_for(
    run: Run, path: Path, typed: Typed
) -> None:
    typed("q\n")
    out = run("simulate", path).out
    assert re.search(r"(?m)^ 1 直走$", out)
    assert re.search(r"(?m)^ 2 一件小事　难度 2/5　20分钟　社区书记$", out)
    assert "先签后办" not in out and "谁先接谁负责" not in out and "先听再办" not in out


def test_without_a_path_it_is_the_folder_one_stands_in(
    run: Run, path: Path, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("q\n")
    assert "一件小事" in run("simulate").out
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    ran = run("simulate", "--lang", "en")
    assert ran.status == 1 and "govkit simulate PATH" in ran.out


# ── a walk ──
def question(out: str) -> dict[str, str]:
    """The choices of the last question, title by number."""
    last = out.rpartition("第一件事？")[2]
    return {title: number for number, title in re.findall(r"(?m)^ (\d) (.+)$", last)}


def test_a_lesson_is_walked_left_and_gone_on_with(run: Run, path: Path, typed: Typed) -> None:
    typed("\n")
    number = question(run("simulate", path, "2").out)
    typed(f"\n{number['直接结掉']}\n{number['先问问老住户']}\nq\n")
    ran = run("simulate", path, "2")
    assert ran.status == 0
    assert "流程不允许，件没有动" in ran.out and "大家怕的是气味" in ran.out
    assert "谁先接谁负责" not in ran.out
    call = re.search(r"govkit simulate (\S+) --play (\S+)", ran.out)
    assert call is not None
    assert json.loads(Path(call[2]).read_text("utf-8"))["choices"] == ["结", "问"]
    typed(f"{number['当天上门去办']}\n\n\n\n\n")
    again = run("simulate", call[1], "--play", call[2])
    assert "处置结果：办成" in again.out and "谁先接谁负责" in again.out
    assert json.loads(Path(call[2]).read_text("utf-8"))["choices"] == ["结", "问", "办"]


def test_the_linear_scenario_has_the_same_screens(run: Run, path: Path, typed: Typed) -> None:
    typed("\nw\n\nk\n\nu\n9\n")
    ran = run("simulate", path, "直走")
    assert ran.status == 0
    assert "件在社区，已上报" in ran.out and "没有可以退回的" in ran.out
    assert "没有编号 9" in ran.out and "先签后办" not in ran.out
    told = ran.out.partition("演练停在这里")[0]  # behind it a call, unbroken to be copied
    assert max(width(line) for line in told.splitlines()) <= 80


def test_auto_plays_both_kinds_with_full_marks(run: Run, path: Path) -> None:
    ran = run("simulate", path, "--auto")
    assert (ran.status, ran.err) == (0, "")
    assert re.search(r"课 .*√ 办成 .*6/6", ran.out)
    assert ran.out.index("先签后办") > ran.out.index("讲评")


def test_with_free_every_move_is_offered(run: Run, path: Path, typed: Typed) -> None:
    typed("q\n")
    out = run("simulate", path, "2", "--free").out
    assert "签收" in out and "当天上门去办" not in out


def test_an_unknown_seat_is_wrong_usage(run: Run, path: Path) -> None:
    ran = run("simulate", path, "2", "--seat", "镇长")
    assert ran.status == 2 and "GOV804" in ran.err and "老住户" in ran.err


def test_the_seed_draws_the_order(run: Run, path: Path, typed: Typed) -> None:
    orders = set()
    for seed in range(3):
        typed("\n")
        out = run("simulate", path, "2", "--seed", seed).out
        assert f"签 {seed}" in out
        orders.add(tuple(question(out)))
    assert len(orders) > 1


def test_no_screen_of_it_is_longer_than_twelve_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(loads(LESSON))
    graph = explore(engine, "课")
    hidden = frozenset(map(graph.text, (*graph.about.goals, graph.about.lesson)))
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert check_linear(engine, "直走", columns) > 10
        assert check(graph, columns, False, hidden) > 5


# ── scenarios as tests ──
def test_scenarios_are_tested_and_what_none_touches_is_listed(run: Run, path: Path) -> None:
    ran = run("test", path)
    assert ran.status == 0
    assert "√ 直走：预期走法走到头，5 步" in ran.out and "√ 课：所有走法都走过" in ran.out
    assert "没有碰到：没人走" in ran.out  # a process
    assert "没有碰到：议事会" in ran.out
    assert "社区·事项重大" in ran.out and "社区·超时" not in ran.out
    assert "2 个场景都成立" in ran.out


def test_a_warning_fails_under_strict_only(run: Run, path: Path) -> None:
    never = "    导调信息 迟到 { 时刻：60工作日；情形：“没有人等到。” }\n    回合 甲"
    path.write_text(LESSON.replace("    回合 甲", never), encoding="utf-8")
    ran = run("test", path, "课")
    assert ran.status == 0 and "GOV690" in ran.out
    assert run("test", path, "课", "--strict").status == 1


def test_models_of_a_folder_need_not_all_have_scenarios(run: Run, path: Path) -> None:
    without = LESSON[: LESSON.index("  场景 直走")] + "}\n"
    path.with_name("空.gov").write_text(without, encoding="utf-8")
    ran = run("test", path.parent)
    assert ran.status == 0 and "2 个场景都成立" in ran.out
    assert run("test", path.with_name("空.gov")).status == 1


def test_one_scenario_is_tested_alone(run: Run, path: Path) -> None:
    ran = run("测试", path, "直走")
    assert ran.status == 0 and "课：" not in ran.out and "没有碰到" not in ran.out
    assert run("test", path, "没有").status == 2


def test_what_does_not_hold_is_told_with_its_place(run: Run, path: Path) -> None:
    text = LESSON.replace("处置结果 没办 {", "处置结果 没办 当 所在 = 街道 且 办 {")
    text = text.replace("回合 4 { 动作：核查 }", "")
    path.write_text(text, encoding="utf-8")
    report = path.with_name("report.xml")
    ran = run("test", path, "--json", "--junit", report)
    assert ran.status == 1
    (model,) = json.loads(ran.out)
    found = {one["name"]: one for one in model["scenarios"]}
    assert not found["直走"]["holds"]
    (wrong,) = found["直走"]["findings"]
    assert wrong["code"] == "GOV751" and wrong["line"]
    assert not found["课"]["holds"] and found["课"]["branching"]
    assert model["coverage"]["process"]["untouched"] == ["没人走"]
    suite = ElementTree.fromstring(report.read_text("utf-8")).find("testsuite")
    assert suite is not None and (suite.get("tests"), suite.get("failures")) == ("2", "2")
    failures = [case.find("failure") for case in suite.iter("testcase")]
    assert all(one is not None and (one.text or "").startswith("GOV") for one in failures)


# ── a class ──
def test_a_class_is_prepared(run: Run, path: Path) -> None:
    ran = run("lesson", path, "-o", "class", "--seed", 7)
    assert ran.status == 0 and "双击打开" in ran.out
    page = Path("class/课堂.html").read_text("utf-8")
    assert "一件小事" in page and 'data-groups="6"' in page
    assert "http" not in re.sub(r"http-equiv", "", page)
    papers = {one.stem for one in Path("class").glob("*.html")} - {"课堂"}
    assert len(papers) >= 4
    linked = re.search(r'id="papers">(.*?)</script>', page)
    assert linked is not None and "学员材料" in linked[1]
    kept = ("主持流程", "导调信息表", "角色卡", "消息条", "观察表", "答案")
    assert [paper for paper in kept if paper in linked[1]] == []


def test_what_cannot_be_taught_on_a_projector_is_refused(run: Run, path: Path) -> None:
    ran = run("lesson", path, "1", "-o", "class")
    assert ran.status == 1 and "govkit simulate" in ran.err
    assert not Path("class").exists()
    assert run("lesson", path, "--groups", "9").status == 2
    path.write_text(LESSON[: LESSON.index("  场景 课")] + "}\n", encoding="utf-8")
    ran = run("lesson", path, "--lang", "en")
    assert ran.status == 1 and "docs/scenarios.md" in ran.err


def test_a_lesson_that_is_too_big_is_not_written(run: Run, path: Path) -> None:
    more = "".join(
        f"      选项 等{n} “再等{n}天” {{ 经过：{n}工作日；评级：欠妥；点评：“等。” }}\n"
        for n in range(3, 8)
    )
    path.write_text(LESSON.replace("      选项 结", more + "      选项 结"), encoding="utf-8")
    ran = run("lesson", path, "-o", "class")
    assert ran.status == 1 and "GOV699" in ran.err
    assert not Path("class").exists()


def test_the_schema_of_a_lesson(run: Run) -> None:
    found = json.loads(run("schema", "lesson").out)
    assert found["$ref"] == "#/$defs/Graph"
    assert {"State", "Offer", "Outcome", "Told"} <= set(found["$defs"])
    assert run("schema", "lessons").status == 2
    assert run("schema", "lesson", "--cases").status == 2


def test_the_schema_of_a_diff(run: Run) -> None:
    found = json.loads(run("schema", "diff").out)
    assert found["title"] == "govkit-diff/1"
    assert {"Change", "Order", "Near", "Version"} == set(found["$defs"])
    assert run("schema", "diff", "--cases").status == 2
