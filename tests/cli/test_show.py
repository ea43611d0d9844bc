"""`govkit show`, `export`, `schema`, `draw` and `explain`: what they hand over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govkit.cli.show import in_words
from govkit.diagnostics.catalogue import entries

from .conftest import UNKNOWN_NAME, Run


def test_the_structure_is_shown_with_origins(run: Run, model: Path) -> None:
    ran = run("show", model)
    assert ran.status == 0
    for text in ("湖滨", "街道", "[/x]", "流程：逐级办理", "超时 → 街道", "7工作日（假设）"):
        assert text in ran.out
    assert "<U+000A>" not in ran.out


def test_every_statement_is_listed_by_origin(run: Run, model: Path) -> None:
    out = run("show", model, "--provenance").out
    assert "层级 社区：数量" in out
    assumed = out[out.index("假设（2 项）") :]
    assert "岗位 [/x]：数量" in assumed
    assert "尚未核定" in assumed


def test_the_units_of_a_level_are_listed(run: Run, model: Path) -> None:
    out = run("show", model, "--units", "社区").out
    assert [line.split() for line in out.splitlines()[2:]] == [
        [f"社区·{number}", "街道·1"] for number in (1, 2, 3)
    ]
    wrong = run("show", model, "--units", "社")
    assert (wrong.status, "「社区」" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("level:社区.count", "层级 社区：数量"),
        ("process:a/b/tier:c.d.limit[1]", "流程 a/b 级 c.d：时限 (2)"),
        ("figure:总人口", "总人口"),
        ("matter:噪声.given[0]", "事项 噪声：要素 (1)"),
        ("unknown", "unknown"),
    ],
)
def test_a_path_is_put_into_words(path: str, words: str) -> None:
    assert in_words(path, "zh") == words


@pytest.mark.parametrize("call", [["show"], ["draw"], ["export", "json"], ["export", "yaml"]])
def test_a_model_that_does_not_hold_ends_with_its_errors(
    run: Run, tmp_path: Path, call: list[str]
) -> None:
    path = tmp_path / "a.gov"
    path.write_text(UNKNOWN_NAME, encoding="utf-8")
    ran = run(*call, path)
    assert (ran.status, ran.out) == (1, "")
    assert "a.gov:3:" in ran.err
    assert list(tmp_path.iterdir()) == [path]


def test_json_is_printed_or_written(run: Run, model: Path, tmp_path: Path) -> None:
    printed = run("export", "json", model)
    assert json.loads(printed.out)["name"] == "湖滨"
    target = tmp_path / "湖滨.json"
    ran = run("export", "json", model, "-o", target)
    assert (ran.status, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8").strip() == printed.out.strip()


def test_yaml_is_printed(run: Run, model: Path) -> None:
    assert "name: 湖滨" in run("export", "yaml", model).out.splitlines()


def test_the_schema_is_json(run: Run) -> None:
    assert "properties" in json.loads(run("schema").out)


def test_pictures_go_beside_the_model(run: Run, model: Path) -> None:
    assert run("draw", model).status == 0
    assert model.with_suffix(".svg").read_text(encoding="utf-8").startswith("<svg ")
    assert run("draw", model, "--process", "逐级办理").status == 0
    assert "逐级办理" in model.with_name("湖滨-逐级办理.svg").read_text(encoding="utf-8")
    assert run("draw", model, "-o", "-").out.startswith("<svg ")


def test_a_process_that_is_not_there(run: Run, model: Path) -> None:
    ran = run("draw", model, "--process", "逐级")
    assert ran.status == 2
    assert ran.err.startswith("错误 GOV815 ")
    assert "「逐级办理」" in ran.err


@pytest.mark.parametrize("code", sorted(entries()))
def test_every_code_is_explained(code: str, run: Run) -> None:
    assert run("explain", code[3:]).out.startswith(f"{code} ")
