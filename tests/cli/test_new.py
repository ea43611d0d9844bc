"""`govkit new`: a model that checks, whatever the names, and nothing half-written."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from govkit.cli.draft import MOST_LEVELS, quoted
from govkit.cli.new import counted
from govkit.cli.refusal import Refusal
from govkit.model.governance import Governance
from govkit.pipeline import load

from .conftest import Run

HOSTILE = [
    "据", "当", "自", "层级", "社区", "级", "N", "等", "个", "district", "when", "N队",
    "[/x]", '书记 "甲"', "东 湖", "1号楼", "a.b", "甲·乙", "#号", "x{y}", "“1+6”",
    "「甲」", "甲：乙",
    "镇（街道）", "two words", "it's", "</script>", "{name}", "3次", "街道，社区",
]  # fmt: skip


def made(path: Path) -> Governance:
    model = load(path)
    assert [process.name for process in model.processes]
    return model


def test_defaults_give_a_model_with_a_ladder(run: Run, tmp_path: Path) -> None:
    ran = run("new", "东湖", "--yes")
    assert ran.status == 0
    assert "govkit check 东湖" in ran.out
    model = made(tmp_path / "东湖" / "东湖.gov")
    assert model.name == "东湖"
    assert [level.name for level in model.levels] == ["街道", "社区", "网格"]
    assert [tier.name for tier in model.processes[0].tiers] == ["网格", "社区", "街道"]
    assert run("check", "东湖", "--strict").status == 0


def test_the_text_is_in_the_tongue_and_style_of_the_project(run: Run, tmp_path: Path) -> None:
    for name, lang in (("东湖", "zh"), ("East", "en")):
        assert run("new", name, "--yes", "--lang", lang).status == 0
        text = (tmp_path / name / f"{name}.gov").read_text(encoding="utf-8")
        assert ("地区" in text, "district" in text) == (lang == "zh", lang == "en")
        assert any(line.lstrip().startswith("#") for line in text.splitlines())
    assert run("fmt", "--check", ".").status == 0


@pytest.mark.parametrize("count", [1, 2, MOST_LEVELS])
def test_a_model_of_any_height_has_at_most_forty_lines(
    run: Run, tmp_path: Path, count: int
) -> None:
    levels = "，".join(f"甲{number}级={number}" for number in range(1, count + 1))
    assert run("new", "塔", "--yes", "--levels", levels).status == 0
    path = tmp_path / "塔" / "塔.gov"
    assert len(made(path).levels) == count
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_name_can_stand_anywhere(run: Run, tmp_path: Path, name: str, lang: str) -> None:
    options = ["--district", name, "--matter", name, "--lang", lang]
    if not set(name) & set("，、：=:,;"):
        options += ["--levels", f"Top=1,{name}=3", "--handlers", f"{name}={name}长"]
    ran = run("new", "m", "--yes", *options)
    assert ran.status == 0, ran.err
    model = made(tmp_path / "m" / "m.gov")
    assert model.name == name
    assert [matter.name for matter in model.matters] == [name]
    assert [level.name for level in model.levels][1:2] in ([name], ["社区"], ["Community"])


@pytest.mark.parametrize("name", ["", " ", "甲\n乙", "甲\x00", "\u202e甲", "「《`", "长" * 61])
def test_a_name_that_cannot_be_written_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        quoted(name)
    assert refused.value.findings[0].code == "GOV810"
    ran = run("new", "m", "--yes", "--matter", name)
    assert (ran.status, list(tmp_path.iterdir())) == (2, [])
    assert ran.err.startswith("错误 GOV810 ")


@pytest.mark.parametrize("name", ["a:b", 'a"b', "a?", "..", "a.", "x\ty"])
def test_a_folder_that_no_system_takes_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    assert run("new", name, "--yes").status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_when_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "东湖" / "东湖.gov"
    run("new", "东湖", "--yes")
    path.write_text("mine", encoding="utf-8")
    again = run("new", "东湖", "--yes")
    assert (again.status, path.read_text(encoding="utf-8")) == (1, "mine")
    assert again.err.startswith("错误 GOV809 ")
    assert run("new", "东湖", "--yes", "--force").status == 0
    assert load(path).name == "东湖"


def test_answers_are_read_line_by_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "湖滨街道\n镇＝１，村：１２个，组=未知\n\n村主任\n\n修路\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    assert run("new", "湖滨").status == 0
    model = made(tmp_path / "湖滨" / "湖滨.gov")
    assert model.name == "湖滨街道"
    assert [model.tree.count(level.name) for level in model.levels] == [1, 12, None]
    assert [post.name for post in model.posts] == ["镇负责人", "村主任", "组负责人"]
    assert [matter.name for matter in model.matters] == ["修路"]


def test_an_input_that_ends_early_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("湖滨街道\n"))
    ran = run("new", "湖滨")
    assert ran.status == 2
    assert ran.err.startswith("错误 GOV817 ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("街道=1，社区=6", {"街道": 1, "社区": 6}),
        ("街道＝１、社区：6个", {"街道": 1, "社区": 6}),
        ("Street, Grid=unknown,", {"Street": None, "Grid": None}),
    ],
)
def test_levels_are_read_as_people_type_them(text: str, levels: dict[str, int | None]) -> None:
    assert counted(text) == levels


TOO_MANY = ",".join(f"l{n}=1" for n in range(MOST_LEVELS + 1))


@pytest.mark.parametrize(
    "text", ["", "，", "=3", "街道=多", "街道=-1", "街道=1.5", "街道=1，街道=2", TOO_MANY]
)
def test_levels_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        counted(text)
    assert refused.value.findings[0].code == "GOV811"
