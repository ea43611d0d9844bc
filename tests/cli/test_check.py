"""`govkit check`: status, what is printed, JSON and SARIF, and watching."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govkit.cli.screen import Screen
from govkit.cli.watch import look, watched

from .conftest import BROKEN, DOUBTFUL, MODEL, UNKNOWN_NAME, Run


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_model_that_holds(run: Run, model: Path) -> None:
    ran = run("check", model)
    assert ran.status == 0
    assert ran.out.rstrip().endswith(f"已读 1 个文件，{len(MODEL.splitlines())} 行；模型成立。")


@pytest.mark.parametrize("text", [BROKEN, UNKNOWN_NAME])
def test_a_model_with_errors(run: Run, tmp_path: Path, text: str) -> None:
    ran = run("check", written(tmp_path / "a.gov", text))
    assert ran.status == 1
    assert "1 个错误\n" in ran.out
    assert "模型不成立" in ran.out


DATED = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：5个 至 2023-01-01；数量：6个 自 2023-01-01 }
  核对 { 社区数：社区 = 6 }
}
"""


@pytest.mark.parametrize("written_day", ["2022-12-31", "2022年12月31日", "２０２２年１２月３１日"])
def test_a_model_is_checked_as_of_a_day(run: Run, tmp_path: Path, written_day: str) -> None:
    path = written(tmp_path / "湖滨.gov", DATED)
    assert run("check", path).status == 0
    assert run("check", path, "--as-of", "2023-01-01").status == 0
    ran = run("check", path, "--截至", written_day)
    assert ran.status == 1 and "GOV601" in ran.out


def test_other_commands_look_at_the_day_too(run: Run, tmp_path: Path) -> None:
    path, day = written(tmp_path / "湖滨.gov", DATED.replace("= 6", "≥ 5")), "--as-of=2022-01-01"
    assert "5个" in run("show", path, day).out and "6个" not in run("show", path, day).out
    assert "5个" in run("compare", path, path, day).out
    assert "社区 5个" in run("facts", path, day).out
    assert json.loads(run("export", "json", path, day).out)["day"] == "2022-01-01"
    assert len(run("show", path, "--units", "社区", day).out.splitlines()) < len(
        run("show", path, "--units", "社区").out.splitlines()
    )
    drawn = [run("draw", path, "-o", "-", *one).out for one in ((day,), ())]
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("day", ["2022", "2022年3月", "明天", "2022-02-30", ""])
def test_a_day_that_is_none_is_refused(run: Run, tmp_path: Path, day: str) -> None:
    ran = run("check", written(tmp_path / "湖滨.gov", DATED), "--as-of", day)
    assert ran.status == 2 and "GOV843" in ran.err


def test_a_missing_file_is_an_error(run: Run) -> None:
    ran = run("check", "没有.gov")
    assert ran.status == 1
    assert "GOV152" in ran.out


def test_a_warning_fails_only_under_strict(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "a.gov", DOUBTFUL)
    assert "警告" in run("check", path).out
    assert run("check", path).status == 0
    strict = run("check", path, "--strict")
    assert strict.status == 1
    assert "有警告就不算通过" in strict.out


def test_several_models_have_a_verdict_each(run: Run, model: Path, tmp_path: Path) -> None:
    bad = written(tmp_path / "坏.gov", UNKNOWN_NAME)
    ran = run("check", model, bad)
    assert ran.status == 1
    assert f"{model}：模型成立。" in ran.out
    assert f"{bad}：模型不成立。" in ran.out
    assert "2 个模型中有 1 个不成立" in ran.out


def test_json_is_ascii_and_holds_the_findings(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "a.gov", UNKNOWN_NAME)
    ran = run("check", path, "--json")
    assert ran.out.isascii()
    found = json.loads(ran.out)
    assert found["summary"] == {"errors": 1, "warnings": 0}
    (finding,) = found["diagnostics"]
    assert (finding["file"], finding["line"]) == (str(path), 3)
    assert ran.status == 1


def test_sarif_goes_to_its_file(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "报告.sarif"
    assert run("check", written(tmp_path / "a.gov", UNKNOWN_NAME), "--sarif", report).status == 1
    log = json.loads(report.read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    assert len(log["runs"][0]["results"]) == 1


def test_a_report_that_cannot_be_written_is_told(run: Run, model: Path, tmp_path: Path) -> None:
    ran = run("check", model, "--sarif", tmp_path / "没有这个文件夹" / "a.sarif")
    assert ran.status == 1
    assert ran.err.startswith("错误 GOV808 ")
    assert "所在的文件夹不存在" in ran.err


def test_text_of_the_user_is_never_markup(run: Run, tmp_path: Path) -> None:
    text = "govkit 1\n地区 湖滨 {\n  层级 社区 { 上级：「[/x][red]\x1b[31m\u202e」 }\n}\n"
    ran = run("check", written(tmp_path / "a.gov", text))
    assert "[/x][red]<U+001B>[31m<U+202E>" in ran.out
    assert "\x1b" not in ran.out


# ── watching ──


def test_look_sees_changes_and_missing_files(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gov", "1")
    before = look([tmp_path, tmp_path / "b.gov"])
    assert list(before) == [path]
    written(path, "12")
    assert look([tmp_path]) != before
    path.unlink()
    assert look([tmp_path]) == {}


def test_a_run_is_repeated_after_a_change_until_interrupted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gov", "1")
    runs: list[str] = []
    pauses: list[float] = []

    def one_run() -> list[Path]:
        runs.append(path.read_text(encoding="utf-8"))
        return [path]

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 50:
            raise KeyboardInterrupt
        if len(runs) == 2:
            raise KeyboardInterrupt
        if len(pauses) == 3:
            written(path, "changed")

    assert watched(one_run, Screen("zh"), pause) == 0
    assert runs[0] == "1"
    assert runs[-1] == "changed"
    assert len(pauses) <= 50


def test_a_change_during_a_run_is_not_missed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gov", "1")
    runs: list[str] = []

    def one_run() -> list[Path]:
        runs.append(path.read_text(encoding="utf-8"))
        if len(runs) == 1:
            written(path, "changed while running")
        return [path]

    def pause(_: float) -> None:
        raise KeyboardInterrupt

    assert watched(one_run, Screen("zh"), pause) == 0
    assert runs == ["1", "changed while running"]


def test_a_folder_of_several_models_is_all_of_them(run: Run, tmp_path: Path) -> None:
    for name, count in (("甲", "1个"), ("乙", "1.5个")):
        text = f"govkit 1\n地区 {name} {{\n  层级 街道 {{ 数量：{count} }}\n}}\n"
        (tmp_path / f"{name}.gov").write_text(text, encoding="utf-8")
    (tmp_path / "部分.gov").write_text("岗位 书记 { 设于：街道 }\n", encoding="utf-8")
    ran = run("check", tmp_path)
    assert ran.status == 1
    assert "乙.gov：模型不成立" in ran.out
    assert "甲.gov：模型成立" in ran.out
    assert "部分.gov" not in ran.out
