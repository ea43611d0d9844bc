"""`govkit workload`: what a log tells becomes text that checks, what it does not tell is named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from govkit.export.event_log import event_log
from govkit.pipeline import compile_path
from govkit.simulation.driver.rows import COLUMNS
from govkit.simulation.experiments.experiment import experiment
from tests.simulation.test_experiment import SMALL, model

from .conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = "编号,单位,事项,上报时间,签收时间,办结时间,办结方式,移交自"
ENGLISH = "case,unit,matter,reported,signed,closed,manner,transferred_from"


def lines(count: int = 90) -> Iterator[str]:
    """Made-up cases of the small district, most of them on Mondays and none on Sundays."""
    at = datetime(2026, 3, 2, 9)
    for n in range(count):
        day = at + timedelta(days=7 * (n % 8) + (n // 8 if n % 2 else 0) % 6, minutes=7 * (n % 60))
        closed = f"{day + timedelta(hours=30 + n % 20):%Y-%m-%d %H:%M}" if n % 9 else "未办结"
        yield (f"{n},网格·{n % 3 + 1},噪声,{day:%Y-%m-%d %H:%M},"
               f"{day + timedelta(minutes=20 + n):%Y-%m-%d %H:%M},{closed},"
               f"{'解决' if n % 10 else '不予受理'},")  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "试.gov"
    path.write_text(f"govkit 1\n{SMALL.replace('CASES', '20')}", encoding="utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return written(tmp_path, "\n".join([HEAD, *lines()]))


def written(folder: Path, text: str, encoding: str = "utf-8-sig", name: str = "台账.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def included(small: Path, file: str) -> Path:
    text = small.read_text(encoding="utf-8").rstrip()
    assert text.endswith("}")
    small.write_text(f'{text[:-1]}  引入："{file}"\n}}\n', encoding="utf-8")
    return small


def test_what_is_proposed_checks_and_every_figure_is_cited(
    run: Run, small: Path, log: Path
) -> None:
    ran = run("workload", small, log)
    assert ran.status == 0
    said = [line.strip() for line in ran.out.splitlines() if not line.strip().startswith("#")]
    figures = [line for line in said if "：" in line and "{" not in line]
    assert len(figures) >= 5 and all("据 来件台账" in line for line in figures)
    assert "事项：噪声" in ran.out and "90件" in ran.out and "发生于：网格" in ran.out
    assert "星期：" in ran.out and "不予受理：90件中9件" in ran.out and "签收 → 经验(" in ran.out
    for gap in ("季节：…", "承办力量 网格员 {", "承办力量 值班员 {"):
        assert f"缺：{gap}" in ran.out
    (small.parent / "实测.gov").write_text(ran.out, encoding="utf-8")
    assert run("check", included(small, "实测.gov")).status == 0
    model = compile_path(str(small)).model
    assert model is not None
    ours = next(one for one in model.workloads if one.name == "实测")
    (stream,) = ours.streams
    (rate,) = stream.cases.root
    assert rate.origin.kind == "cited" and float(rate.value.amount.number) == pytest.approx(
        90 / (30 / 31 + 25 / 30), rel=0.001
    )  # 2 March to 25 April
    assert run("测算", small, log, "--名称", "去年").out != ran.out


@pytest.mark.parametrize("name", [
    pytest.param("guangming/english", marks=pytest.mark.nightly), "gallery/public_library.gov",
])  # fmt: skip
def test_an_english_model_gets_an_english_text(run: Run, tmp_path: Path, name: str) -> None:
    place = EXAMPLES / name
    folder = tmp_path / "m"
    if place.is_dir():
        shutil.copytree(place, folder)
        main = folder / "guangming.gov"
    else:
        folder.mkdir()
        main = Path(shutil.copy(place, folder))
    found = compile_path(str(main)).model
    assert found is not None and found.lang == "en"
    unit, matter = found.levels[-1].name, found.matters[0].name
    rows = [f"{n},{unit}·1,{matter},2026-03-{n % 28 + 1:02d} 10:00,,,," for n in range(60)]
    log = written(tmp_path, "\n".join([ENGLISH, *rows]))
    ran = run("workload", main, log, "-o", folder / "measured.gov")
    assert ran.status == 0, ran.err
    text = (folder / "measured.gov").read_text(encoding="utf-8")
    assert "cite CaseLog" in text and "# missing: seasons: …" in text and "据" not in text
    body = main.read_text(encoding="utf-8").rstrip()
    main.write_text(f'{body[:-1]}  include: "measured.gov"\n}}\n', encoding="utf-8")
    assert compile_path(str(folder)).model is not None, compile_path(str(folder)).errors


def test_a_file_that_is_there_is_not_replaced_unless_told_to(
    run: Run, small: Path, log: Path, tmp_path: Path
) -> None:
    there = tmp_path / "有.gov"
    there.write_text("旧", encoding="utf-8")
    ran = run("workload", small, log, "--output", there)
    assert ran.status == 1 and "GOV809" in ran.err and there.read_text(encoding="utf-8") == "旧"
    assert run("workload", small, log, "--output", there, "--force").status == 0
    assert "推演 实测" in there.read_text(encoding="utf-8")
    ran = run("workload", small, log, "-o", tmp_path / "没有" / "a.gov")
    assert ran.status == 1 and "GOV808" in ran.err


BAD = [
    ("", "GOV", 1),
    (HEAD, "GOV859", 1),
    ("甲,乙\n1,2", "GOV850", 1),
    ("编号,事项\n1,噪声", "GOV851", 1),
    ("编号,单位\n1,网格·1", "GOV991", 1),
    ("编号,单位,上报时间\n1,网格·1,前天", "GOV991", 1),
    ("编号,单位,上报时间,办结时间\n1,网格·1,2026-03-02,2026-02-01", "GOV857", 0),
    ("编号,单位,上报时间\n1,火星·1,2026-03-02", "GOV854", 0),
    ("编号,单位,上报时间\n1,网格·9,2026-03-02", "GOV854", 0),
    ("编号,单位,事项,上报时间\n1,网格·1,打雷,2026-03-02", "GOV854", 0),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("text", "code", "status"), BAD)
def test_a_bad_log_is_a_finding(
    run: Run, small: Path, tmp_path: Path, text: str, code: str, status: int, encoding: str
) -> None:
    ran = run("workload", small, written(tmp_path, text, encoding))
    assert ran.status == status and code in ran.err
    if not status:
        assert "到件：" in ran.out


def test_of_cases_without_a_known_unit_the_place_is_a_gap(run: Run, small: Path, log: Path) -> None:
    text = "编号,单位,上报时间\n1,火星·1,2026-03-02\n2,网格·1,2026-03-02"
    ran = run("workload", small, written(log.parent, text))
    assert "来件 其他来件" in ran.out and "缺：发生于：…" in ran.out and "缺：事项：" in ran.out


@pytest.mark.parametrize("period", ["三月", "2026-13", ""])
def test_a_period_that_is_none_is_refused(run: Run, small: Path, log: Path, period: str) -> None:
    ran = run("workload", small, log, "--period", period)
    assert ran.status == 2 and "GOV858" in ran.err


def test_only_the_period_that_was_asked_for_is_measured(run: Run, small: Path, log: Path) -> None:
    ran = run("workload", small, log, "--period", "2026-03")
    assert "自 2026-03-01 至 2026-04-01" in ran.out and "件不在这段时间" in ran.out
    assert run("workload", small, log, "--period", "2025").status == 1


def test_names_with_marks_of_the_language_stand_in_quotes(run: Run, small: Path, log: Path) -> None:
    text = small.read_text(encoding="utf-8")
    for old, new in (
        ("噪声", "「噪声、油烟」"),
        ("网格员", "「网 格员」"),
        ("地区 试 {", "地区 试 {\n  出处 来件台账 { 类型：文件 }"),
    ):
        text = text.replace(old, new)
    small.write_text(text, encoding="utf-8")
    name = log.with_name('引"号”.csv') if os.name != "nt" else log
    name.write_text(log.read_text(encoding="utf-8-sig").replace(",噪声,", ',"噪声、油烟",'),
                    encoding="utf-8")  # fmt: skip
    out = small.with_name("实测.gov")
    assert run("workload", small, name, "-o", out).status == 0
    assert "据 来件台账2" in out.read_text(encoding="utf-8")
    found = compile_path(str(included(small, "实测.gov")))
    assert found.model is not None and len(found.model.workloads) == 2, found.errors


# ── logs of events ──
@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("日志") / "日志.csv"
    with event_log(path, "csv", COLUMNS, ["base"]) as log:
        experiment(model(20), days=20, replications=2, log=log)
    return path


def test_a_log_of_events_tells_chances_and_work_too_and_checks(
    run: Run, small: Path, events: Path
) -> None:
    ran = run("workload", small, events)
    assert ran.status == 1 and "GOV992" in ran.err  # two runs of the same cases
    head, *rows = events.read_text(encoding="utf-8-sig").splitlines()
    one = small.with_name("一次.csv")
    one.write_text(
        "\n".join([head, *(row for row in rows if row.endswith(",0"))]), encoding="utf-8"
    )
    out = small.with_name("实测.gov")
    assert run("workload", small, one, "-o", out).status == 0
    text = out.read_text(encoding="utf-8")
    for line in ("核查不通过 → 0%", "承办力量 网格员 {", "人数：1名 据 来件台账", "用时：经验("):
        assert line in text
    assert "缺：承办力量" not in text, "both stations were seen at work"
    assert run("check", included(small, "实测.gov")).status == 0
    ran = run("experiment", small, "--workload", "实测", "--days", "5", "--replications", "1",
              "--jobs", "1")  # fmt: skip
    assert ran.status == 0, "a log of events tells all that this district needs"


@pytest.mark.parametrize("day", ["9999-12-31 23:59", "0001-01-01 00:00"])
def test_a_day_that_no_calendar_has_is_a_finding(
    run: Run, small: Path, tmp_path: Path, day: str
) -> None:
    log = written(tmp_path, f"编号,单位,事项,上报时间\n1,网格·1,噪声,{day}\n")
    ran = run("workload", small, log)
    assert ran.status == 1 and "GOV928" in ran.out + ran.err
