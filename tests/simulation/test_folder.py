"""The folder of a run: gone on with bit for bit, whenever it was killed; another run is refused."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from govkit.cli.outcome import as_data
from govkit.diagnostics import GovError
from govkit.diagnostics.catalogue import word
from govkit.export.json import dumped
from govkit.pipeline import load
from govkit.simulation.experiments import folder as folders
from govkit.simulation.experiments.experiment import BASE, experiment, prepared_plan
from govkit.simulation.experiments.folder import RunFolder
from govkit.simulation.experiments.result import Result
from tests.simulation.test_experiment import SMALL, model

TWO = {"基准": {}, "两名": {"网格员.人数": "2名/网格"}}
RUNS = 3
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")


def run(folder: Path, resume: bool = False, times: int = RUNS) -> Result:
    return experiment(
        model(), variants=TWO, days=9, replications=times, folder=folder, resume=resume
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("run") / "里面" / "一次"
    return folder, run(folder)


def copied(done: tuple[Path, Result], to: Path) -> Path:
    shutil.copytree(done[0], to / "copy")
    return to / "copy"


def test_a_file_for_each_run_and_the_plan(done: tuple[Path, Result]) -> None:
    folder, found = done
    names = {f"run-{v:02d}-{n:03d}.json" for v in (1, 2) for n in (1, 2, 3)} | {"plan.json"}
    assert {file.name for file in folder.iterdir()} == names
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert plan["variants"] == ["基准", "两名"] and plan["days"] == 9 and plan["seed"] == 1
    assert plan["python"] and plan["govkit"] and plan["models"]["基准"]["name"] == "试"
    assert found.outcomes == experiment(model(), variants=TWO, days=9, replications=RUNS).outcomes


def test_it_goes_on_where_it_stopped_and_runs_nothing_twice(
    done: tuple[Path, Result], tmp_path: Path
) -> None:
    folder = copied(done, tmp_path)
    (folder / "run-02-003.json").unlink()
    (folder / "run-02-003.json.part").write_text('{"variant": "', encoding="utf-8")
    kept = {file.name: file.stat().st_mtime_ns for file in folder.glob("run-*.json")}
    told: list[tuple[int, int, int]] = []
    again = experiment(
        model(), variants=TWO, days=9, replications=RUNS, folder=folder, resume=True,
        progress=lambda *one: told.append(one),
    )  # fmt: skip
    assert again.outcomes == done[1].outcomes and [one[:2] for one in told] == [(6, 6)]
    assert not list(folder.glob("*.part"))
    assert all((folder / name).stat().st_mtime_ns == at for name, at in kept.items())
    more = run(folder, resume=True, times=RUNS + 1)
    assert more.outcomes["基准"][:RUNS] == again.outcomes["基准"]
    assert run(folder, resume=True, times=1).outcomes["两名"] == again.outcomes["两名"][:1]


@pytest.mark.parametrize(
    "how", ["cut", "empty", "other", "number", "no text", "renamed", "deep", "inf"]
)
def test_a_damaged_file_is_told_and_its_run_is_made_again(
    done: tuple[Path, Result], tmp_path: Path, how: str
) -> None:
    folder = copied(done, tmp_path)
    file = folder / "run-01-002.json"
    text = file.read_text(encoding="utf-8")
    other = json.loads(text)
    other["outcome"]["figures"]["closed"] += 1
    damaged = {"cut": text[: len(text) // 2], "empty": "", "other": "[]", "no text": "\0\0",
               "number": json.dumps(other), "renamed": text, "deep": "[" * 100_000,
               "inf": text.replace('"replication": 1', '"replication": 1e999')}[how]  # fmt: skip
    file.write_text(damaged, encoding="utf-8")
    if how == "renamed":
        file = file.rename(folder / "run-01-007.json")
    again = run(folder, resume=True)
    assert again.outcomes == done[1].outcomes
    (finding,) = again.findings
    assert finding.code == "GOV984" and file.name in word(finding, "zh").text


def test_a_folder_with_something_else_in_it_is_refused_and_left_as_it_is(
    done: tuple[Path, Result], tmp_path: Path
) -> None:
    folder = copied(done, tmp_path)
    (folder / "plan.json").unlink()  # runs of a plan that nobody knows any more
    before = sorted(one.name for one in folder.iterdir())
    with pytest.raises(GovError) as error:
        run(folder)
    assert error.value.diagnostics[0].code == "GOV983"
    assert sorted(one.name for one in folder.iterdir()) == before
    begun = tmp_path / "begun"
    begun.mkdir()
    (begun / "plan.json.7.part").write_text("{", encoding="utf-8")  # killed before it had a plan
    assert run(begun, times=1).outcomes["基准"] == done[1].outcomes["基准"][:1]
    for text in ("[" * 100_000, "[]"):
        (begun / "plan.json").write_text(text, encoding="utf-8")
        with pytest.raises(GovError) as error:
            run(begun, resume=True)
        assert error.value.diagnostics[0].code == "GOV983"


def test_two_that_go_on_in_one_folder_do_not_take_each_others_files(
    done: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(done, tmp_path)
    (folder / "run-01-002.json").unlink()
    put, swept = os.replace, []

    def replace(one: Path, other: Path) -> None:
        if not swept:  # another one begins here and sweeps up what it takes for leftovers
            swept.append(one)
            one.unlink()
        put(one, other)

    monkeypatch.setattr("govkit.simulation.experiments.folder.os.replace", replace)
    assert run(folder, resume=True).outcomes == done[1].outcomes
    assert swept and (folder / "run-01-002.json").exists()


@pytest.mark.parametrize(
    ("change", "what"),
    [({"seed": 2}, "种子"), ({"days": 10}, "天数"), ({"variants": {"基准": {}}}, "比较的几种情形"),
     ({"variants": {"基准": {}, "两名": {"网格员.人数": "3名/网格"}}}, "模型或改动")],
)  # fmt: skip
def test_another_plan_is_refused_and_what_differs_is_said(
    done: tuple[Path, Result], change: dict[str, object], what: str
) -> None:
    arguments: dict[str, object] = {"variants": TWO, "days": 9, "seed": 1, **change}
    with pytest.raises(GovError) as error:
        experiment(model(), folder=done[0], resume=True, **arguments)  # type: ignore[arg-type]
    (finding,) = error.value.diagnostics
    assert finding.code == "GOV983" and what in word(finding, "zh").text


def test_another_model_another_version_and_no_run_at_all_are_refused(
    done: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = done[1].plan
    for other, path in (
        (prepared_plan({"基准": model(21), "两名": model(21)}, days=9), done[0]),
        (replace(plan, workload="急时"), done[0]),
        (plan, tmp_path),
    ):
        with pytest.raises(GovError) as error:
            RunFolder.resumed(path, other)
        assert error.value.diagnostics[0].code == "GOV983"
    with pytest.raises(GovError):
        RunFolder.begun(done[0], plan)
    monkeypatch.setattr(folders, "__version__", "0.0")
    with pytest.raises(GovError, match="govkit 的版本"):
        RunFolder.resumed(done[0], plan)


# ── killed ──
def called(folder: Path, text: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "govkit", "experiment", str(text), "--days", "4",
        "--vary", "网格员.人数=2名/网格", "--json", "--lang", "zh", *more,
    ]  # fmt: skip


def killed_and_resumed(
    tmp_path: Path, moments: list[int], jobs: str, times: int
) -> tuple[bytes, bytes]:
    """The data of a run that nobody disturbed, and of one that was killed after so many runs."""
    text, folder = tmp_path / "试.gov", tmp_path / "run"
    text.write_text(f"govkit 1\n{SMALL.replace('CASES', '20')}", encoding="utf-8")
    both = {BASE: {}, "2名/网格": {"网格员.人数": "2名/网格"}}
    whole = as_data(experiment(load(text), variants=both, days=4, replications=times))
    option = "--run"
    for moment in moments:
        call = called(
            folder, text, "--jobs", jobs, "--replications", str(times), option, str(folder)
        )
        process = subprocess.Popen(call, stdout=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and len(list(folder.glob("run-*.json"))) < moment:
            time.sleep(0.005)
        time.sleep(random.Random(moment).random() * 0.05)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        option = "--resume" if (folder / "plan.json").exists() else "--run"
    call = called(folder, text, "--jobs", "1", "--replications", str(times), option, str(folder))
    resumed = subprocess.run(call, capture_output=True, check=True)
    assert resumed.stderr == b""
    return f"{dumped(whole).rstrip()}\n".encode(), resumed.stdout


@POSIX
def test_killed_twice_and_resumed_it_gives_the_same_data(tmp_path: Path) -> None:
    whole, resumed = killed_and_resumed(tmp_path, [2, 7], "1", 5)
    assert whole == resumed and json.loads(whole)["replications"] == 5


@POSIX
@pytest.mark.nightly
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_ten_times_and_resumed_it_gives_the_same_data(tmp_path: Path, jobs: str) -> None:
    whole, resumed = killed_and_resumed(tmp_path, [0, 1, 2, 4, 5, 7, 10, 12, 15, 17], jobs, 9)
    assert whole == resumed
