"""`govkit assess`: figures on the screen, as JSON, as CSV, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from govkit.diagnostics.width import width

from .conftest import Run

MODEL = """govkit 1
地区 镜湖 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：2个；名单：甲、乙 }
  指标 首接口径 { 对象：社区；周期：每月1次；分子：办结；分母：上报；归期：上报日期
    截止：次月5日前；归属：首接 }
  指标 承办口径 { 对象：社区；分子：办结；分母：上报；归期：上报日期
    截止：次月5日前；归属：最终承办 }
  指标 没说清 { 对象：社区；分子：办结；分母：上报；归期：上报日期；截止：次月5日前 }
  考核 月评 {
    对象：社区；等次：≥50分 → 好，其余 → 差
    项 办结 { 分值：100分；衡量：首接口径；满分线：≥100%；扣分：1分/个百分点；零头：舍去
      最低分：0分 }
  }
}
"""
LOG = """编号,单位,上报时间,办结时间,移交自
1,甲,2026-03-02,2026-03-04,
2,乙,2026-03-03,2026-03-05,甲
3,乙,2026-03-04,未办结,
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "镜湖.gov"
    path.write_text(MODEL, encoding="utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def lines(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def test_two_ways_to_count_stand_side_by_side(run: Run, model: Path, log: Path) -> None:
    ran = run("assess", model, log)
    assert (ran.status, ran.err) == (0, "")
    shown = lines(ran.out)
    assert ["镜湖", "2026年3月", "台账", "3", "件（台账.csv）"] in shown
    # 甲: its own and the one it passed on, or its own alone; 乙: one of one, or one of two.
    assert ["甲", "100%", "100%", "100%"] in shown
    assert ["2/2", "1/1", "2/2、1/1"] in shown
    assert ["乙", "0%", "50%", "不明确"] in shown
    assert ["归属", "首接", "最终承办", "没有写明"] in shown
    assert ["3", "2", "甲：分子、分母都计", "乙：分子、分母都计"] in shown
    assert "「没说清」不明确" in ran.out
    assert ["1", "甲", "100", "100", "好"] in shown
    assert ["2", "乙", "0", "0", "差"] in shown


def test_nothing_runs_over_a_narrow_window(
    run: Run, model: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = run("assess", model, log, "--indicator", "首接口径").out
    assert max(width(line.rstrip()) for line in out.splitlines()) <= 40


def test_english_is_spoken_when_asked_for(run: Run, model: Path, log: Path) -> None:
    out = run("assess", model, log, "--lang", "en").out
    assert "镜湖  2026-03  3 cases in 台账.csv" in out
    assert "`没说清` is unclear" in out


def test_a_reading_that_blanks_leave_open_is_shown_with_its_bounds(
    run: Run, model: Path, tmp_path: Path
) -> None:
    """A reading without one certain case is no 0%."""
    model.write_text(MODEL.replace("；归期：上报日期；截止：次月5日前 }", " }"), encoding="utf-8")
    log = tmp_path / "台账.csv"
    log.write_text("编号,单位,受理时间,办结时间\n1,甲,2026-03-02,2026-03-04\n2,甲,2026-03-02,未办结\n",
                   encoding="utf-8")  # fmt: skip
    out = run("assess", model, log, "--period", "2026-03", "--indicator", "没说清").out
    row = next(line for line in lines(out) if line[:2] == ["归期", "上报日期"])
    assert row[2:] == ["未知", "0%—100%", "0/0"]


def test_json_holds_exact_fractions_and_readings(run: Run, model: Path, log: Path) -> None:
    told = json.loads(run("assess", model, log, "--json", "--lang", "en").out)
    assert told["period"] == {"unit": "month", "first": "2026-03-01", "last": "2026-03-31"}
    by_name = {one["name"]: one["units"] for one in told["indicators"]}
    assert by_name["承办口径"][1]["value"] == "1/2"
    open_ = by_name["没说清"][1]
    assert (open_["state"], open_["value"], open_["open"]) == ("unclear", None, ["received"])
    choices = {one["choices"]["received"]: one["least"] for one in open_["readings"]}
    assert choices == {"first_received": "0", "last_handled": "1/2"}
    assert told["assessments"][0]["units"][0]["points"] == "100"


def test_the_table_as_csv(run: Run, model: Path, log: Path, tmp_path: Path) -> None:
    target = tmp_path / "三月.csv"
    assert run("考核", model, log, "-o", target).status == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    [found] = [row for row in rows if (row["名称"], row["单位"]) == ("承办口径", "乙")]
    assert (found["分子"], found["分母"], found["值"], found["状态"]) == ("1", "2", "50%", "已知")
    [scored] = [row for row in rows if (row["类别"], row["单位"]) == ("考核", "甲")]
    assert (scored["值"], scored["等次"], scored["名次"]) == ("100", "好", "1")


def test_a_gb_table_with_semicolons_is_read(run: Run, model: Path, tmp_path: Path) -> None:
    path = tmp_path / "旧.csv"
    path.write_bytes(LOG.replace(",", ";").encode("gb18030"))
    assert ["2/2", "1/1", "2/2、1/1"] in lines(run("assess", model, path).out)


def test_cells_that_cannot_be_read_are_told_and_leave_the_value_unknown(
    run: Run, model: Path, log: Path
) -> None:
    log.write_text(LOG.replace("2026-03-04,\n", "三月四日下午,\n"), encoding="utf-8")
    ran = run("assess", model, log, "--indicator", "首接口径")
    assert ran.status == 0
    assert "GOV853" in ran.err and "第 2 行" in ran.err
    assert "第2行办结时间" in ran.out
    assert ["50%—100%"] in lines(ran.out)


def test_the_period_has_to_be_chosen_among_several(run: Run, model: Path, log: Path) -> None:
    log.write_text(f"{LOG}4,甲,2026-04-01,2026-04-02,\n", encoding="utf-8")
    ran = run("assess", model, log)
    assert ran.status == 2
    assert "GOV860" in ran.err and "2026年3月、2026年4月" in ran.err
    april = run("assess", model, log, "--期间", "2026年4月")
    assert ["甲", "100%", "100%", "100%"] in lines(april.out)
    assert "整份台账" in run("assess", model, log, "--period", "全部").out


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--period", "三月"], "GOV858"), (["--indicator", "首接"], "GOV861")],
)
def test_wrong_options(run: Run, model: Path, log: Path, options: list[str], code: str) -> None:
    ran = run("assess", model, log, *options)
    assert (ran.status, ran.out) == (2, "")
    assert code in ran.err


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "GOV164"),
        ("天气,温度\n晴,3\n".encode(), "GOV850"),
        ("编号,办结时间\n1,未办结\n".encode(), "GOV851"),
        ("编号,单位\n".encode(), "GOV859"),
        (b"", "GOV164"),
    ],
)
def test_what_is_no_log(run: Run, model: Path, tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(data)
    ran = run("assess", model, path)
    assert (ran.status, ran.out) == (1, "")
    assert code in ran.err


def test_a_log_that_is_not_there_and_a_model_without_indicators(
    run: Run, model: Path, log: Path, tmp_path: Path
) -> None:
    assert "GOV152" in run("assess", model, tmp_path / "没有.csv").err
    bare = tmp_path / "空.gov"
    bare.write_text("govkit 1\n地区 甲 {\n  层级 社区 { 数量：1个 }\n}\n", encoding="utf-8")
    ran = run("assess", bare, log)
    assert ran.status == 1
    assert "GOV862" in ran.err


def test_a_score_that_lacks_an_item_is_unknown_and_says_so(
    run: Run, model: Path, log: Path
) -> None:
    text = MODEL.replace("最低分：0分 }\n", "最低分：0分 }\n    项 印象 { 分值：20分 }\n")
    model.write_text(text, encoding="utf-8")
    out = run("assess", model, log).out
    assert "「甲」的得分未知，缺少：印象。缺数不按零分算。" in out


def test_a_case_closed_late_says_by_how_much(run: Run, model: Path, log: Path) -> None:
    text = MODEL.replace("层级 街道", "事项 噪声 { 时限：3工作日 }\n  层级 街道", 1)
    model.write_text(text, encoding="utf-8")
    head = "编号,事项,单位,上报时间,办结时间\n"
    log.write_text(f"{head}1,噪声,甲,2026-03-02 09:00,2026-03-10 03:00\n", encoding="utf-8")
    ran = run("assess", model, log)
    assert ran.status == 0 and "2工作日3小时" in ran.out
    [late] = json.loads(run("assess", model, log, "--json").out)["late"]
    assert late == {
        "row": 2, "case": "1", "unit": "甲", "calendar": "work_day", "provisional": False,
        "least": {"days": 2, "hours": "3"}, "most": {"days": 2, "hours": "3"},
    }  # fmt: skip
