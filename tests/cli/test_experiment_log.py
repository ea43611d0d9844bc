"""`govkit experiment --log`: one file of all runs, the same with any number of processes."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govkit.simulation.driver.rows import COLUMNS
from tests.simulation.test_experiment import SMALL

from .conftest import Run

FEW = ("--days", "8", "--replications", "2")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "试.gov"
    path.write_text(f"govkit 1\n{SMALL.replace('CASES', '20')}", encoding="utf-8")
    return path


@pytest.mark.nightly
def test_with_a_log_the_figures_are_those_without_one_and_processes_do_not_count(
    run: Run, small: Path, tmp_path: Path
) -> None:
    plain = run("experiment", small, *FEW, "--jobs", "1", "--json")
    one = run("experiment", small, *FEW, "--jobs", "1", "--json", "--log", tmp_path / "一.csv")
    two = run("experiment", small, *FEW, "--jobs", "2", "--json", "--log", tmp_path / "二.csv")
    assert one.status == two.status == 0 and plain.out == one.out == two.out
    assert "一.csv" in one.err
    text = (tmp_path / "一.csv").read_bytes()
    assert text == (tmp_path / "二.csv").read_bytes()
    heads, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert tuple(heads) == COLUMNS and {row[-1] for row in rows} == {"0", "1"}


def test_variants_stand_in_one_log_and_each_kind_has_its_ending(
    run: Run, small: Path, tmp_path: Path
) -> None:
    vary = ("--vary", "值班员.人数=1名, 3名", "--jobs", "1")
    for name, more in (("a.xes", ()), ("a.log", ("--日志类型", "jsonl")), ("a.ocel.json", ())):
        assert run("推演", small, *FEW, *vary, "--日志", tmp_path / name, *more).status == 0
    log = ElementTree.fromstring((tmp_path / "a.xes").read_bytes())
    traces = {one.get("value", "") for trace in log.iter("{http://www.xes-standard.org/}trace")
              for one in trace if one.get("key") == "concept:name"}  # fmt: skip
    rows = [json.loads(line) for line in (tmp_path / "a.log").read_text("utf-8").splitlines()]
    assert len({row["variant"] for row in rows}) == 3  # the text as it is, and both
    assert traces == {f"{r['variant']}/{r['replication']}/{r['case']}" for r in rows}
    ocel = json.loads((tmp_path / "a.ocel.json").read_text("utf-8"))
    assert len(ocel["events"]) == len(rows)


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        (("--log", "a.txt"), "GOV804", 2),
        (("--log", "a"), "GOV804", 2),
        (("--log", "a.csv", "--log-kind", "excel"), "GOV804", 2),
        (("--log-kind", "csv"), "GOV807", 2),
        (("--log", "a.csv", "--resume", "ordner"), "GOV807", 2),
        (("--log", "nirgends/a.csv"), "GOV808", 1),
        (("--log", ".", "--log-kind", "csv"), "GOV808", 1),
    ],
)
def test_a_log_that_cannot_be_is_refused_before_anything_is_run(
    run: Run, small: Path, options: tuple[str, ...], code: str, status: int
) -> None:
    ran = run("experiment", small, *FEW, "--jobs", "1", *options)
    assert ran.status == status and code in ran.err and "按期结案率" not in ran.out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")
def test_a_full_disk_is_a_finding_and_the_device_is_still_one(run: Run, small: Path) -> None:
    ran = run("experiment", small, *FEW, "--jobs", "1", "--log", "/dev/full", "--log-kind", "csv")
    assert ran.status == 1 and "GOV808" in ran.err and "磁盘已满" in ran.err
    assert not Path("/dev/full").is_file()


def test_only_checked_no_log_is_written(run: Run, small: Path, tmp_path: Path) -> None:
    assert run("experiment", small, "--check", "--log", tmp_path / "a.csv").status == 0
    assert not (tmp_path / "a.csv").exists()
