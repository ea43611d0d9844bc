"""`govkit experiment`: what it rests on, the figures, what is missing, in both tongues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.simulation.test_experiment import SMALL

from .conftest import Run

OFFICER = "承办力量 值班员 { 人数：2名 假设；工时：40小时/周 假设；用时：指数(2工作小时) 假设 }"
FEW = ("--days", "9", "--replications", "5", "--jobs", "1")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "试.gov"
    path.write_text(f"govkit 1\n{SMALL.replace('CASES', '20')}", encoding="utf-8")
    return path


def test_what_it_rests_on_comes_before_the_figures(run: Run, small: Path) -> None:
    ran = run("experiment", small, *FEW)
    assert ran.status == 0
    rests, figures, purpose = (
        ran.out.index(part) for part in ("假设的：8 条", "按期结案率", "不作考核、问责依据")
    )
    assert rests < figures < purpose and "期末未结案" in ran.out
    english = run("experiment", small, *FEW, "--lang", "en").out
    assert "assumed: 8" in english and "closed in time" in english and "网格员" in english
    assert run("推演", small, *FEW).out == ran.out


def test_the_same_seed_gives_the_same_data_with_any_number_of_processes(
    run: Run, small: Path
) -> None:
    first, again, two, other = (
        json.loads(run("experiment", small, *FEW, "--json", *more).out)
        for more in ((), (), ("--jobs", "2"), ("--seed", "2"))
    )
    assert first == again == two != other
    cases = first["figures"]["cases"]
    assert len(cases["values"]) == 5 and cases["low"] <= cases["mean"] <= cases["high"]


def test_only_checked_nothing_is_run(run: Run, small: Path) -> None:
    ran = run("experiment", small, "--check", "--days", "3660")
    assert ran.status == 0 and "数都齐了" in ran.out and "来件" not in ran.out.splitlines()[-1]


def test_the_check_tells_how_busy_a_station_is_and_warns_where_it_is_too_much(
    run: Run, small: Path
) -> None:
    """20 cases a month and grid of 4 hours, 20 hours a week: the table works it out by hand."""
    plain = run("experiment", small, "--check", "--days", "31").out
    assert "网格员" in plain and "GOV989" not in plain
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("指数(4工作小时)", "指数(40工作小时)"), encoding="utf-8")
    told = run("experiment", small, "--check", "--days", "31")
    assert told.status == 0 and "GOV989" in told.out


def test_everything_that_is_missing_is_named_at_its_place_with_the_line_to_add(
    run: Run, small: Path
) -> None:
    text = small.read_text(encoding="utf-8")
    for line in ("用时：指数(4工作小时) 假设", "；事项：噪声 假设", "发生于：网格 假设"):
        text = text.replace(line, "")
    small.write_text(text, encoding="utf-8")
    ran = run("experiment", small)
    told = ran.out + ran.err
    assert ran.status == 1 and told.count("GOV975") == 2  # one for each block
    for line in ("用时：指数(…工作小时)", "事项：… → …%", "发生于：…"):
        assert line in told
    assert "承办力量 网格员" in told and "来件 上报" in told


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (OFFICER, "", "GOV976"),
        ("预运行：2天", "预运行：2周", "GOV978"),
        ("推演 日常", "推演 节日", "GOV977"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_a_finding(
    run: Run, small: Path, old: str, new: str, code: str
) -> None:
    text = small.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new).replace("指数(4工作小时)", "指数(90工作小时)")
    small.write_text(changed, encoding="utf-8")
    ran = run("experiment", small, *FEW, "--workload", "日常")
    assert ran.status == 1 and code in ran.out + ran.err


@pytest.mark.parametrize("option", ["--days", "--次数", "--seed", "--jobs"])
@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "9" * 30, ""])
def test_a_number_that_is_none_is_refused_and_nothing_is_run(
    run: Run, small: Path, option: str, value: str
) -> None:
    ran = run("experiment", small, option, value)
    assert ran.status == 2 and "GOV804" in ran.out + ran.err


@pytest.mark.parametrize(("option", "lang"), [("--html", "en"), ("--网页", "zh")])
def test_the_page_is_written_and_the_screen_says_where(
    run: Run, small: Path, tmp_path: Path, option: str, lang: str
) -> None:
    page = tmp_path / "结果.html"
    ran = run(
        "experiment", small, "--days", "9", "--replications", "2", option, page, "--lang", lang
    )
    assert ran.status == 0 and "结果.html" in ran.out
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>") and text.count("<svg") == 5
    told = {"zh": "这不能证明什么", "en": "What this does not prove"}[lang]
    assert told in text and "网格员" in text


def test_the_screen_is_short_and_says_how_to_get_the_rest(run: Run, small: Path) -> None:
    ran = run("experiment", small, *FEW)
    assert "--html" in ran.out and "95% 不超过" not in ran.out
    figures = json.loads(run("experiment", small, *FEW, "--json").out)["figures"]
    assert {"stay_95", "wait_95·网格", "ran_out·网格", "closing_rate"} <= set(figures)


@pytest.mark.parametrize(
    ("lang", "asked"), [("zh", ("问：", "答：")), ("en", ("Asked:", "Answer:"))]
)
def test_in_brief_it_says_what_it_rests_on_what_was_asked_and_what_came_of_it(
    run: Run, small: Path, lang: str, asked: tuple[str, str]
) -> None:
    brief = run("experiment", small, *FEW, "--brief", "--lang", lang).out.splitlines()
    whole = run("experiment", small, *FEW, "--lang", lang).out
    found = [next(line for line in brief if line.startswith(word)) for word in asked]
    assert brief[0] in whole and brief.index(found[0]) == brief.index(found[1]) - 1 > 0
    assert found[1][:20] in whole  # a table has the same answer beneath it
    assert len(brief) == 6 and "  " not in found[1]
