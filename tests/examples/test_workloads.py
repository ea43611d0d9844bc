"""The workloads of the examples: streams and stations, in both tongues, as text and as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.export.json import from_json, to_json
from govkit.export.yaml import from_yaml, to_yaml
from govkit.model.governance import Governance
from govkit.model.workload import hours_key, season_key, span_of, stretch_of
from govkit.pipeline import Compiled, compile_path
from govkit.syntax.formatter import format_text
from govkit.values import Distribution, Mapping, Quantity
from tests.drawn import of_the_day

ROOT = Path(__file__).resolve().parents[2] / "examples"
DISTRICTS = ("guangming", "binzhou", "qixian", "quanyu", "haolinju")


@cache
def compiled(folder: str) -> Compiled:
    return compile_path(ROOT / folder)


def model_of(folder: str) -> Governance:
    model = compiled(folder).model
    assert model is not None
    return model


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_workload_is_found_fault_with_in_nothing(name: str) -> None:
    for folder in (name, f"{name}/english"):
        told = [one for one in compiled(folder).diagnostics
                if one.code in {f"GOV{number}" for number in range(960, 980)}]  # fmt: skip
        assert told == []


@pytest.mark.parametrize("name", DISTRICTS)
def test_every_station_names_something_of_the_model(name: str) -> None:
    model = model_of(name)
    (workload,) = model.workloads
    assert {one.of.partition(":")[0] for one in workload.stations} <= {
        "post", "body", "team", "level", "meeting", "step"}  # fmt: skip
    assert all(model.get(one.of) is not None for one in workload.stations)
    assert all(one.cases and (one.at or workload.at) for one in workload.streams)


@pytest.mark.parametrize("name", DISTRICTS)
def test_tongues_and_data_hold_the_same_workload(name: str) -> None:
    model = model_of(name)
    assert model_of(f"{name}/english").workloads == model.workloads
    assert from_json(to_json(model)).workloads == model.workloads


@pytest.mark.parametrize(
    "name",
    [
        name if name == "guangming" else pytest.param(name, marks=pytest.mark.nightly)
        for name in DISTRICTS
    ],
)
def test_yaml_holds_the_same_workload(name: str) -> None:
    """By day the shortest text: a district takes seconds, and all are written the same way."""
    model = model_of(name)
    assert from_yaml(to_yaml(model)).workloads == model.workloads


@pytest.mark.parametrize("name", of_the_day("there and back", DISTRICTS, 3))
def test_there_and_back_between_the_tongues(name: str, tmp_path: Path) -> None:
    for path in (ROOT / name).glob("*.gov"):
        text = path.read_text(encoding="utf-8")
        back = format_text(format_text(text, "en"), "zh")
        (tmp_path / path.name).write_text(back, encoding="utf-8")
    for path in (ROOT / name).glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    again = compile_path(tmp_path / f"{name}.gov").model
    assert again is not None and again.workloads == model_of(name).workloads


def test_keys_of_times_are_read_as_they_are_written() -> None:
    streams = model_of("guangming").workloads[0].streams + model_of("binzhou").workloads[0].streams
    hours = [key for one in streams for value in one.hours.values for key in keys(value)]
    seasons = [key for one in streams for value in one.seasons.values for key in keys(value)]
    assert len(hours) == 2 and [hours_key(stretch_of(key)) for key in hours] == hours
    assert len(seasons) == 1 and [season_key(span_of(key)) for key in seasons] == seasons


def keys(value: Mapping) -> list[str]:
    return [str(key) for arrow in value.entries for key in arrow.keys if key != "else"]


def test_a_mean_in_one_word_stays_a_mean() -> None:
    (workload,) = model_of("guangming").workloads
    secretary = next(one for one in workload.stations if one.of == "post:支部书记")
    service = secretary.service.value
    assert isinstance(service, Mapping)
    laws = {arrow.keys[0]: arrow.to[0] for arrow in service.entries}
    assert isinstance(laws["verify"], Distribution) and laws["verify"].name == "fixed"
    other = laws["else"]
    assert isinstance(other, Distribution) and other.name == "mean"
    assert other.parameters == (Quantity(other.parameters[0].number, "work_hour"),)
    assert other.parameters[0].number == 4
