"""`govkit plugins` and `--plugin`: what is installed, and a check that asks for one."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from govkit.cli.commands import loaded
from govkit.cli.roster import names
from tests.cli.conftest import BROKEN, Run
from tests.cli.test_assess import LOG
from tests.cli.test_assess import MODEL as TEXT
from tests.plugins.conftest import Install
from tests.plugins.conftest import example as example
from tests.plugins.conftest import install as install
from tests.plugins.conftest import undone as undone


def test_without_plug_ins_there_is_nothing_to_list(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govkit.plugins.installed", lambda: ())
    assert run("plugins", "--lang", "en").out.strip() == "No plug-in is installed."
    assert run("插件").out.strip() == "没有安装插件。"


@pytest.mark.usefixtures("example")
def test_those_that_are_installed_are_listed(run: Run) -> None:
    out = run("plugins", "--lang", "en").out
    assert out.count("example") >= 2 and "public holidays" in out
    assert "govkit-example-plugin 0.1.0" in out


@pytest.mark.usefixtures("example")
def test_a_check_asks_for_one(run: Run, model: Path) -> None:
    assert "XQ101" not in run("check", model).out
    text = model.read_text(encoding="utf-8")
    assert "总时限" not in text
    for option in ("--plugin", "--插件"):
        told = run("check", model, option, "example")
        assert told.status == 0 and "XQ101" in told.out
    assert run("check", model, "--plugin", "example", "--strict").status == 1


def test_one_that_is_not_there_is_a_finding(run: Run, model: Path) -> None:
    told = run("check", model, "--plugin", "nobody")
    assert told.status == 1 and "GOV950" in told.out + told.err


# ── every command that reads a model ──
SCENARIO = """  事项 噪声
  流程 逐级办理 { 适用：噪声；级 社区 { 承办：社区；时限：5工作日 } }
  推演 日常 自 2026-03-02 至 2026-06-01 {
    来件 上报 { 到件：1件/月 假设；发生于：社区 假设；事项：噪声 假设 }
    承办力量 社区 { 人数：1名 假设；用时：指数(1工作小时) 假设 }
  }
  场景 走一走 {
    事项：噪声；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：1小时 }
    回合 2 { 动作：处置；经过：1小时 }
    回合 3 { 动作：反馈；经过：1小时 }
    回合 4 { 动作：核查；因：核查通过；经过：1小时 }
    回合 5 { 动作：结案；经过：1小时 }
  }
}
"""
# A plug-in's check that finds something grave.
GRAVE = """
from govkit.diagnostics import Both
from govkit.plugins import Checks, Code, Finding
CODE = Code("error", Both("总是", "Always"), Both("总有一条。", "There is always one."))
CHECKS = Checks("QY", {"QY101": CODE}, (lambda model: [Finding("QY101", "district")],))
"""


@pytest.fixture
def by_its_days(tmp_path: Path) -> Path:
    """A model with a scenario and a log that counts by the days of the plug-in's place."""
    text = TEXT.rstrip().removesuffix("}") + "  日历 服务日历 { 公共假日：XQ }\n" + SCENARIO
    (tmp_path / "台账.csv").write_text(LOG, encoding="utf-8")
    path = tmp_path / "镜湖.gov"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("example")
def test_every_command_that_reads_a_model_takes_plug_ins(run: Run, by_its_days: Path) -> None:
    model = by_its_days
    calls: dict[str, list[object]] = {
        "check": [model],
        "show": [model],
        "facts": [model],
        "assess": [model, model.with_name("台账.csv")],
        "compare": [model, model],
        "diff": [model, model],
        "report": ["全文", model],
        "export": ["json", model],
        "draw": [model, "-o", "-"],
        "simulate": [model, "1", "--auto"],
        "test": [model, "1"],
        "experiment": [model, "--check"],
        "workload": [model, model.with_name("台账.csv")],
    }
    reading = [name for name in names() if any(
        param.metavar in ("PATH", "SIDES") for param in loaded(name).params)]  # fmt: skip
    # `fmt` formats texts and asks nothing else of them; the scenario has no options for `lesson`
    assert set(reading) == {*calls, "fmt", "lesson"}
    assert "GOV358" in run("lesson", model).err
    assert "govkit simulate" in run("lesson", model, "1", "--plugin", "example").err
    for name, rest in calls.items():
        without = run(name, *rest)
        assert without.status == 1 and "GOV358" in without.out + without.err, name
        for option in ("--plugin", "--插件"):
            told = run(name, *rest, option, "example")
            assert told.status == 0 and "GOV358" not in told.out + told.err, name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.usefixtures("example")
def test_the_codes_of_a_plug_in_are_explained_where_it_is_named(run: Run, lang: str) -> None:
    for typed in ("XQ101", "xq101"):
        unknown = run("explain", typed, "--lang", lang)
        assert unknown.status == 2 and "GOV812" in unknown.err and "--plugin" in unknown.err
    for option in ("--plugin", "--插件"):
        told = run("explain", "XQ101", option, "example", "--lang", lang)
        assert told.status == 0
        assert ("流程没有总时限" if lang == "zh" else "Process without total") in told.out
    assert run("explain", "GOV101", "--plugin", "example", "--lang", lang).status == 0


def test_explaining_with_a_plug_in_that_is_not_there_is_a_finding(run: Run) -> None:
    told = run("explain", "GOV101", "--plugin", "nobody")
    assert told.status == 1 and "GOV950" in told.err and told.out == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_told_to_be_typed_next_names_the_plug_ins(
    run: Run, install: Install, model: Path, lang: str
) -> None:
    install(GRAVE, checks="CHECKS")
    told = run("check", model, "--plugin", "mine", "--lang", lang)
    assert told.status == 1
    assert "govkit explain QY101 --plugin mine\n" in told.out
    assert run("explain", "QY101", "--plugin", "mine").status == 0
    model.write_text(BROKEN, encoding="utf-8")
    assert "--plugin" not in run("check", model, "--plugin", "mine", "--lang", lang).out


@pytest.mark.usefixtures("example")
def test_a_walk_that_is_left_is_gone_on_with_by_the_same_plug_ins(
    run: Run, by_its_days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = by_its_days
    for typed in ("q\n", "1\nq\n", "1\n1\nq\n"):
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        out = run("simulate", model, "--plugin", "example").out
        (call,) = re.findall(r"govkit simulate .*", out)
        assert call.startswith(f"govkit simulate {model} --plugin example")
        monkeypatch.setattr("sys.stdin", StringIO(""))
        assert run(*call.split()[1:]).status == 0
