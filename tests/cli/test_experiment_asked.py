"""`govkit experiment` asked what would be if: options as they are typed, tables, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govkit.cli.asked import _cut, _pair, _values, figure, until
from govkit.cli.refusal import Refusal
from tests.simulation.test_experiment import SMALL

from .conftest import Run

FEW = ("--days", "7", "--replications", "5", "--jobs", "1")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "试.gov"
    path.write_text(f"govkit 1\n{SMALL.replace('CASES', '20')}", encoding="utf-8")
    return path


# ── how options are written ──
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1名/网格, 2名/网格", ["1名/网格", "2名/网格"]),
        ("1名/网格，2名/网格、3名/网格", ["1名/网格", "2名/网格", "3名/网格"]),
        ("对数正态(25万元，0.8)，固定(15分钟)", ["对数正态(25万元，0.8)", "固定(15分钟)"]),
        ("1,000件/月, 2,000件/月", ["1,000件/月", "2,000件/月"]),
        ("议事 → 20%，其余 → 0%；其余 → 0%", ["议事 → 20%，其余 → 0%", "其余 → 0%"]),
        ("2 work_days, 3 work_days", ["2 work_days", "3 work_days"]),
        ("2工作日", ["2工作日"]),
        ("}, 3天", ["}", "3天"]),
    ],
)
def test_values_are_parted_where_the_language_parts_them(text: str, values: list[str]) -> None:
    assert list(_values(text)) == values


def test_pairs_and_parts_outside_of_brackets() -> None:
    assert _pair("--set", "支部.时限＝2工作日") == ("支部.时限", "2工作日")
    assert _pair("--set", "「甲=乙」.时限 = 大小 = 小事") == ("「甲=乙」.时限", "大小 = 小事")
    assert _cut("(a，b)，c", "，") == ("(a，b)", "c")
    for wrong in ("支部.时限", "=2", "支部.时限=", ""):
        with pytest.raises(Refusal):
            _pair("--set", wrong)


def test_how_well_a_figure_is_to_be_known() -> None:
    for written in (
        "按期结案率 ±2%",
        "按期办结率±2％",
        "closed in time +-2%",
        "on_time_rate ± 2 %",
    ):
        known = until(written)
        assert known is not None and (known.figure, known.half_width) == ("on_time_rate", 0.02)
    waits = until("等候 网格员 ±1.5小时")
    assert waits is not None and (waits.figure, waits.half_width) == ("wait·网格员", 1.5)
    assert (
        figure("hours used of 网格员") == "use·网格员"
        and figure("wait for 网格员") == "wait·网格员"
    )
    assert figure("从来件到结案，平均") == "stay"
    assert figure("从来件到结案，平均 噪声", share=False) == "stay_of·噪声"
    assert figure("指标 办结率") == "indicator·办结率"
    assert figure("indicator 办件数", share=False) == "indicator_count·办件数"
    assert until(None) is None and figure("天气") is None
    for wrong in (
        "按期结案率",
        "按期结案率 ±2",
        "等候 网格员 ±2%",
        "天气 ±2%",
        "±2%",
        "按期结案率 ±0%",
    ):
        with pytest.raises(Refusal):
            until(wrong)


# ── what is shown ──
def test_variants_stand_side_by_side_with_what_differs(run: Run, small: Path) -> None:
    asked = ("--vary", "网格员.人数=2名/网格，3名/网格", "--set", "网格.时限＝3工作日")
    ran = run("experiment", small, *FEW, *asked)
    assert ran.status == 0
    assert "改：流程:办件/级:网格.时限 → 3工作日（假设）" in ran.out
    assert "比：推演:日常/承办力量:网格员.人数 → 2名/网格、3名/网格（假设）" in ran.out
    (head,) = [line for line in ran.out.splitlines() if "基准" in line and "相差" in line][:1]
    assert head.split() == ["数据", "基准", "2名/网格", "相差", "3名/网格", "相差"]
    (cases,) = [line for line in ran.out.splitlines() if line.startswith("来件 ")]
    assert cases.split()[2:] == [cases.split()[1], "="] * 2  # the same cases in all
    (use,) = [line for line in ran.out.splitlines() if line.startswith("工时用去 网格员")]
    assert "±" in use and "*" in use and "光凭偶然约有" in ran.out
    english = run("experiment", small, *FEW, *asked, "--lang", "en").out
    assert "changed: process:办件/tier:网格.limit → 3工作日 (assumed)" in english
    assert "chance alone" in english and "difference" in english


def test_few_replications_and_a_variant_that_is_the_text(run: Run, small: Path) -> None:
    few = ("--days", "7", "--replications", "2", "--jobs", "1")
    ran = run("experiment", small, *few, "--vary", "网格.时限=2工作日、1工作日")
    assert "「2工作日」同文件里写的一样" in ran.out and "±" not in ran.out
    assert "重复不满五次" in ran.out
    alone = run("experiment", small, *few).out
    (rate,) = [line for line in alone.splitlines() if line.startswith("按期结案率")]
    assert "," in rate and "–" not in rate
    same = run("experiment", small, *few, "--vary", "承办力量:网格员.说明=“同样”").out
    assert "各种情形完全一样" in same


def test_data_of_variants_and_another_text(run: Run, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "另.gov"
    other.write_text(small.read_text(encoding="utf-8").replace("20件", "40件"), encoding="utf-8")
    ran = run("experiment", small, *FEW, "--compare", other, "--set", "值班员.人数=1名", "--json")
    data = json.loads(ran.out)
    assert list(data["variants"]) == ["另"] and data["replications"] == 5 and data["fixed"]
    base, more = data["figures"]["cases"], data["variants"]["另"]["cases"]
    apart = data["differences"]["另"]["cases"]
    assert apart["values"] == [b - a for a, b in zip(base["values"], more["values"], strict=True)]
    assert apart["low"] > 0
    again = run("experiment", small, *FEW, "--compare", other, "--compare", other, "--check")
    assert again.status == 0


def test_until_says_that_the_number_was_not_fixed(run: Run, small: Path) -> None:
    ran = run("experiment", small, "--days", "4", "--jobs", "1", "--until", "按期结案率 ±60%")
    assert ran.status == 0 and "不是事先定的" in ran.out and "共 10 次" in ran.out
    unknown = run("experiment", small, "--days", "4", "--jobs", "1", "--until", "等候 天气 ±1")
    assert unknown.status == 2 and "等候 网格员" in unknown.out + unknown.err


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [(("--set", "网格.时限"), 2, "GOV804"), (("--vary", "网路.时限=1天"), 1, "GOV974"),
     (("--set", "网格.时限=1"), 1, "GOV316"), (("--set", "网格.上级=网格"), 1, "GOV501"),
     (("--vary", "网格.时限=" + "，".join(f"{n}天" for n in range(1, 52))), 2, "GOV804"),
     (("--run", "甲", "--resume", "乙"), 2, "GOV807"), (("--resume", "无"), 1, "GOV983")],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_before_anything_runs(
    run: Run, small: Path, asked: tuple[str, ...], status: int, code: str
) -> None:
    ran = run("experiment", small, *FEW, *asked)
    assert (ran.status, code in ran.out + ran.err) == (status, True), ran


def test_a_run_is_kept_and_gone_on_with(run: Run, small: Path, tmp_path: Path) -> None:
    once = run("experiment", small, *FEW, "--run", tmp_path / "存")
    (tmp_path / "存" / "run-01-002.json").write_text("坏", encoding="utf-8")
    again = run("experiment", small, *FEW, "--resume", tmp_path / "存")
    assert "GOV984" in again.out and again.out.endswith(once.out[once.out.index("推演 7 天") :])
    second = run("experiment", small, *FEW, "--run", tmp_path / "存")
    assert second.status == 1 and "GOV983" in second.out + second.err


@POSIX
@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize(
    "kept", [True, pytest.param(False, marks=pytest.mark.nightly)], ids=["folder", "none"]
)
def test_ctrl_c_keeps_what_is_finished_and_no_process_complains(
    small: Path, tmp_path: Path, kept: bool
) -> None:
    """Ctrl-C reaches all processes of a terminal at once, those of the pool too."""
    folder = tmp_path / "存"
    call = [sys.executable, "-u", "-m", "govkit", "experiment", str(small), "--days", "9",
            "--lang", "zh", "--replications", "400", "--jobs", "2"]  # fmt: skip
    call += ["--run", str(folder)] if kept else []
    process = subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    while "开始时手上没有件" not in process.stdout.readline():
        assert process.poll() is None
    began = time.monotonic()
    while time.monotonic() - began < 60 and len(list(folder.glob("run-*.json"))) < 4:
        time.sleep(0.02)
        if not kept and time.monotonic() - began > 2:
            break
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, (out, err)
    assert err == "" and "Traceback" not in out and "推演中断，已做完" in out
    if kept:
        assert f"--继续 {folder}" in out and "按期结案率" in out


# ── figures that some runs do not have ──
def test_a_difference_of_some_runs_alone_says_of_how_many(run: Run, small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace("时限：2工作日", "时限：3工作日")
    small.write_text(text.replace("预运行：2天", "预运行：0天"), encoding="utf-8")
    asked = ("--days", "6", "--replications", "6", "--jobs", "1", "--vary")
    ran = run("experiment", small, *asked, "网格.时限=1工作日，30工作日")
    (wait,) = [line for line in ran.out.splitlines() if line.startswith("等到有人办，平均 街道")]
    (use,) = [line for line in ran.out.splitlines() if line.startswith("工时用去 值班员")]
    assert "至少 —" not in ran.out and wait.split()[-2:] == ["—", "—"]
    (some,) = [word for word in use.split() if word.startswith("(")]
    pairs, of = some.strip("()").split("/")
    assert of == "6" and 0 < int(pairs) < 6
    assert "两边都有这个数" in ran.out
    found = json.loads(run("experiment", small, *asked, "网格.时限=1工作日", "--json").out)
    values = found["differences"]["1工作日"]["use·值班员"]["values"]
    assert sum(value is not None for value in values) == int(pairs)
    page = small.with_suffix(".html")
    run("experiment", small, *asked, "网格.时限=1工作日", "--html", page)
    assert f"两边都有数的 {pairs} 次" in page.read_text(encoding="utf-8")
    assert "(3/6)" not in run("experiment", small, *FEW, "--vary", "网格员.人数=2名/网格").out


def test_a_figure_that_no_run_has_is_told_with_those_there_are(run: Run, small: Path) -> None:
    ran = run("experiment", small, *FEW, "--until", "等候 楼栋 ±2小时")
    assert ran.status == 2 and "等候 楼栋" in ran.err and "等候 网格员" in ran.err
    assert "wait·" not in ran.err
    assert (
        "wait for 网格员"
        in run("experiment", small, *FEW, "--lang", "en", "--until", "wait for 楼栋 ±2 hours").err
    )


# ── files ──
@pytest.mark.parametrize("option", ["--html", "--log"])
def test_where_nothing_can_be_written_nothing_is_run(run: Run, small: Path, option: str) -> None:
    text = small.read_text(encoding="utf-8")
    small.with_name("夹.csv").mkdir()
    for file in ("无此/x.csv", "夹.csv", f"{'长' * 200}.csv"):
        ran = run("experiment", small, *FEW, option, file)
        assert ran.status == 1 and "GOV808" in ran.err and "推演" not in ran.out
    kind = ("--log-kind", "csv") if option == "--log" else ()
    ran = run("experiment", small, *FEW, option, small, *kind)
    assert ran.status == 1 and "GOV808" in ran.err
    assert small.read_text(encoding="utf-8") == text
    twice = run("experiment", small, *FEW, "--html", "a.csv", "--log", small.with_name("a.csv"))
    assert twice.status == 1 and "GOV808" in twice.err
    assert sorted(one.name for one in small.parent.iterdir()) == ["夹.csv", "试.gov"]


def test_a_page_that_cannot_be_written_in_the_end_loses_no_figure(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govkit.cli.experiment.room_for", lambda *_: None)
    ran = run("experiment", small, *FEW, "--html", "无此/x.html")
    assert ran.status == 1 and "GOV808" in ran.err and "按期结案率" in ran.out
    data = run("experiment", small, *FEW, "--json", "--html", "无此/x.html")
    assert data.status == 1 and json.loads(data.out)["replications"] == 5


@pytest.mark.parametrize("first", ["0001-01-01", "8999-12-31", "9999-12-31"])
def test_days_that_no_calendar_has_are_refused_before_anything_runs(
    run: Run, small: Path, first: str
) -> None:
    ran = run("experiment", small, *FEW, "--from", first)
    assert ran.status == 1 and "GOV928" in ran.out + ran.err
