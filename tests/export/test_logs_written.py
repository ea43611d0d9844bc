"""Logs of events as files: nothing lost, nothing that a reader would obey, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govkit.diagnostics import GovError
from govkit.export.event_csv import Cell
from govkit.export.event_log import ENDINGS, event_log, kind_of
from govkit.simulation.driver.rows import COLUMNS, Row

NASTY = '甲<乙>&"丙"\n=1+1\u202e,\x07'
XES = "{http://www.xes-standard.org/}"


def case(name: str, variant: str, replication: int, trigger: str = NASTY) -> list[Row]:
    """Three events: it came in, a post handled it, a meeting decided; the last by itself."""
    plain = Row(name, 1, "2026-03-02T09:00:00+08:00", "噪声", "", "open", "", "", "网格·1", "",
                "tier:网格", "", "", "", "process:办件.applies_to", "=cited", "", False, variant,
                replication)  # fmt: skip
    handled = plain._replace(
        n=2, instant="2026-03-02T10:00:00+08:00", move="escalate", kind="escalate",
        actor="post:网格员·网格·1·1", station="post:网格员", unit="网格·1", trigger=trigger,
    )  # fmt: skip
    asked = plain._replace(n=3, kind="summon", part="body:城管队", meeting="联席会", unit="")
    ran_out = plain._replace(n=4, kind="expire", limit="limit:网格", automatic=True, unit="")
    return [plain, handled, asked, ran_out]


RUNS = [("甲/一", 0), ("甲/一", 1), ("乙" * 90, 0), ("乙" * 90, 1)]


def written(path: Path, order: Sequence[tuple[str, int]] = RUNS, trigger: str = NASTY) -> bytes:
    variants = list(dict.fromkeys(variant for variant, _ in RUNS))
    with event_log(path, kind_of(path.name), COLUMNS, variants) as log:
        for variant, number in order:
            with log.part(variant, number) as take:
                for name in ("上报·网格·1·1", "上报·网格·1·2"):
                    take(case(name, variant, number, trigger))
    return path.read_bytes()


def rows_of(order: Sequence[tuple[str, int]] = RUNS) -> list[Row]:
    return [row for one in order for name in ("上报·网格·1·1", "上报·网格·1·2")
            for row in case(name, *one)]  # fmt: skip


TEXTS = [kind for kind in ENDINGS if kind != "parquet"]


@pytest.mark.parametrize("kind", TEXTS)
def test_runs_in_any_order_and_at_once_give_one_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"日志{ENDINGS[kind]}"
    first = written(path)
    assert written(path, RUNS[::-1]) == first
    variants = list(dict.fromkeys(variant for variant, _ in RUNS))

    with event_log(path, kind, COLUMNS, variants) as log:

        def one(run: tuple[str, int]) -> None:
            with log.part(*run) as take:
                for name in ("上报·网格·1·1", "上报·网格·1·2"):
                    take(case(name, *run))

        log = pickle.loads(pickle.dumps(log))  # as another process gets it
        with ThreadPoolExecutor(4) as executor:
            list(executor.map(one, RUNS))
    assert path.read_bytes() == first
    assert [found.name for found in tmp_path.iterdir()] == [path.name], "nothing else is left"


def test_csv_gives_every_row_back_and_no_formula(tmp_path: Path) -> None:
    found = written(tmp_path / "a.csv")
    assert found.startswith("\ufeff".encode())
    heads, *rows = csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""))
    assert tuple(heads) == COLUMNS and len(rows) == len(rows_of())
    for cells, row in zip(rows, rows_of(), strict=True):
        said = dict(zip(COLUMNS, cells, strict=True))
        assert (said["case"], said["n"], said["instant"]) == (row.case, str(row.n), row.instant)
        assert said["citation"] == "'=cited" and said["automatic"] == str(row.automatic).lower()
        assert "\u202e" not in said["trigger"] and "\x07" not in said["trigger"]


def test_lines_of_json_give_every_row_back(tmp_path: Path) -> None:
    lines = written(tmp_path / "a.jsonl").decode().splitlines()
    assert [Row(*json.loads(line).values()) for line in lines] == rows_of()
    assert tuple(json.loads(lines[0])) == COLUMNS


def test_xes_has_a_trace_for_each_case_and_run_with_the_standard_names(tmp_path: Path) -> None:
    log = ElementTree.fromstring(written(tmp_path / "a.xes"))
    assert {one.get("prefix") for one in log.iter(f"{XES}extension")} == {
        "concept", "time", "org", "lifecycle"
    }  # fmt: skip
    traces = list(log.iter(f"{XES}trace"))
    names = [said(trace)["concept:name"] for trace in traces]
    assert len(names) == len(set(names)) == 2 * len(RUNS)
    events = [said(event) for event in log.iter(f"{XES}event")]
    assert len(events) == len(rows_of())
    for event, row in zip(events, rows_of(), strict=True):
        assert event["time:timestamp"] == row.instant
        assert datetime.fromisoformat(event["time:timestamp"]).utcoffset() is not None
        assert event["lifecycle:transition"] == "complete"
        assert event["concept:name"].partition(":")[0] == event["kind"] == row.kind
        assert event.get("org:resource", "") == row.actor
        assert event.get("trigger", "") == row.trigger.replace("\x07", "\ufffd")


def said(element: ElementTree.Element) -> dict[str, str]:
    return {one.get("key", ""): one.get("value", "") for one in element if one.get("key")}


def test_ocel_declares_every_type_and_every_object_that_events_touch(tmp_path: Path) -> None:
    log = json.loads(written(tmp_path / "a.ocel.json"))
    assert set(log) == {"eventTypes", "objectTypes", "events", "objects"}
    objects = {one["id"]: one["type"] for one in log["objects"]}
    assert len(objects) == len(log["objects"])
    assert {"case", "unit", "post", "body", "meeting"} == {*objects.values()}
    assert {one["name"] for one in log["objectTypes"]} == {*objects.values()}
    assert sum(kind == "case" for kind in objects.values()) == 2 * len(RUNS)
    declared = {
        one["name"]: {said["name"]: said["type"] for said in one["attributes"]}
        for one in log["eventTypes"]
    }
    assert len({one["id"] for one in log["events"]}) == len(rows_of())
    qualifiers = set()
    types: dict[str, type] = {"string": str, "integer": int, "boolean": bool}
    for event in log["events"]:
        assert datetime.fromisoformat(event["time"]).utcoffset() is not None
        for one in event["attributes"]:
            assert type(one["value"]) is types[declared[event["type"]][one["name"]]]
        for one in event["relationships"]:
            assert one["objectId"] in objects
            qualifiers.add(one["qualifier"])
    assert qualifiers == {"of", "at", "handled_by", "decided_at", "asked"}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_log_of_no_case_is_a_whole_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a{ENDINGS[kind]}"
    found = written(path, []).decode("utf-8-sig")
    if kind == "csv":
        assert found.splitlines() == [",".join(COLUMNS)]
    elif kind == "xes":
        assert not list(ElementTree.fromstring(found).iter(f"{XES}trace"))
    elif kind == "ocel":
        assert json.loads(found)["events"] == json.loads(found)["objects"] == []
    else:
        assert found == ""


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("alt", encoding="utf-8")
    with (
        pytest.raises(ZeroDivisionError),
        event_log(path, "csv", COLUMNS, ["甲"]) as log,
        log.part("甲", 0) as take,
    ):
        take(case("一", "甲", 0))
        raise ZeroDivisionError
    assert path.read_text(encoding="utf-8") == "alt"
    assert [found.name for found in tmp_path.iterdir()] == ["a.csv"]


def test_where_nothing_can_be_written_the_system_says_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "a.csv"):
        with pytest.raises(OSError), event_log(path, "csv", COLUMNS, []):
            raise AssertionError("the runs began")


@pytest.mark.skipif(find_spec("pyarrow") is not None, reason="only where the package is missing")
def test_parquet_without_its_package_is_refused_before_the_first_run(tmp_path: Path) -> None:
    with pytest.raises(GovError) as refused, event_log(tmp_path / "a", "parquet", COLUMNS, []):
        raise AssertionError("the runs began")
    (finding,) = refused.value.diagnostics
    assert finding.code == "GOV990" and finding.args["extra"] == "data"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.CSV", "csv"), ("日志.ocel.json", "ocel"), ("a.parquet", "parquet"), ("a.json", ""),
     ("csv", ""), ("a.xes.gz", "")],
)  # fmt: skip
def test_the_ending_says_which_kind_it_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_rows_are_text_numbers_and_truths_alone() -> None:
    cells: list[Cell] = [cell for row in rows_of() for cell in row]
    assert {type(cell) for cell in cells} == {str, int, bool}
