"""`govkit new`: a model that checks, whatever the names, and nothing half-written."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from govkit.cli.draft import MOST_LEVELS, quoted
from govkit.cli.levels import in_words, read_levels
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
    levels = "，".join(f"「甲{number}级」={number}" for number in range(1, count + 1))
    assert run("new", "塔", "--yes", "--levels", levels).status == 0
    path = tmp_path / "塔" / "塔.gov"
    assert len(made(path).levels) == count
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_name_can_stand_anywhere(run: Run, tmp_path: Path, name: str, lang: str) -> None:
    options = ["--district", name, "--matter", name, "--lang", lang]
    safe = quoted(name, bare_allowed=False)
    head = quoted(f"{name}长", bare_allowed=False)
    options += ["--levels", f"Top=1,{safe}=3", "--handlers", f"{safe}={head}"]
    ran = run("new", "m", "--yes", *options)
    assert ran.status == 0, ran.err
    model = made(tmp_path / "m" / "m.gov")
    assert model.name == name
    assert [matter.name for matter in model.matters] == [name]
    assert [level.name for level in model.levels] == ["Top", name]
    assert [post.name for post in model.posts][1:] == [f"{name}长"]


@pytest.mark.parametrize("name", ["", " ", "甲\n乙", "甲\x00", "\u202e甲", "「《`", "长" * 61])
def test_a_name_that_cannot_be_written_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        quoted(name)
    assert refused.value.findings[0].code == "GOV810"
    ran = run("new", "m", "--yes", "--matter", name)
    assert (ran.status, list(tmp_path.iterdir())) == (2, [])
    assert ran.err.startswith("错误 GOV810 ")


NO_FOLDERS = ["a:b", 'a"b', "a?", "..", "a.", "x ", "x\ty", "CON", "nul.x", "com1", "甲/乙"]


@pytest.mark.parametrize("name", NO_FOLDERS)
def test_a_folder_that_no_system_takes_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("new", name, "--yes")
    assert (ran.status, list(tmp_path.iterdir())) == (2, [])
    assert ran.err.startswith("错误 GOV810 ")


def test_a_folder_that_is_there_may_stand_before_the_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "草稿").mkdir()
    assert run("new", "草稿/东湖", "--yes").status == 0
    assert load(tmp_path / "草稿" / "东湖" / "东湖.gov").name == "东湖"


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


def test_an_answer_that_cannot_be_read_is_asked_for_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "湖滨\n街道1社区9\n街道1、社区九个\n\n\n\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    ran = run("new", "湖滨")
    assert ran.status == 0
    assert ran.err.startswith("错误 GOV811 ")
    assert "读作：街道 1个、社区 9个。" in ran.out
    assert ran.out.count("各有多少个") == 2
    model = made(tmp_path / "湖滨" / "湖滨.gov")
    assert [model.tree.count(level.name) for level in model.levels] == [1, 9]


@pytest.mark.parametrize(("lang", "told"), [("zh", "没有写文件。"), ("en", "Nothing was written.")])
def test_an_interruption_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupted())
    ran = run("new", "湖滨", "--lang", lang)
    assert (ran.status, ran.err, ran.out.splitlines()[-1]) == (130, "", told)
    assert list(tmp_path.iterdir()) == []


TWO = {"街道": 1, "社区": 9}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("街道=1，社区=9", TWO),
        ("街道＝１、社区：9个", TWO),
        ("街道1、社区9", TWO),
        ("街道 1个，社区 九个", TWO),
        ("1个街道，9个社区", TWO),
        ("一个街道和九个社区。", TWO),
        ("街道(1)，社区（９）", TWO),
        ("街道=1 社区=9", TWO),
        ("街道 1 社区 9", TWO),
        ("街道=一个、社区=九", TWO),
        ("subdistrict 1, community 9", {"subdistrict": 1, "community": 9}),
        ("1 subdistrict and 9 communities", {"subdistrict": 1, "communities": 9}),
        ("十里店社区3个", {"十里店社区": 3}),
        ("镇（街道）=3", {"镇（街道）": 3}),
        ("「1号楼」=3，`a, b` 4", {"1号楼": 3, "a, b": 4}),
        ("街道=1000", {"街道": 1000}),
        ("Street, Grid=unknown, 村 未知", {"Street": None, "Grid": None, "村": None}),
    ],
)
def test_levels_are_read_as_people_type_them(text: str, levels: dict[str, int | None]) -> None:
    found = read_levels(text)
    assert list(found.items()) == list(levels.items())
    # What is echoed reads the same.
    if not any(letter in "".join(found) for letter in " 0123456789"):
        assert read_levels(in_words(found, "zh").replace("数量未知", "未知")) == found


TOO_MANY = ",".join(f"{'l' * n}=1" for n in range(1, MOST_LEVELS + 2))


@pytest.mark.parametrize(
    "text",
    [
        "", "，", "=3", "街道=多", "街道=-1", "街道=1.5", "街道=1，街道=2", TOO_MANY,
        "街道1社区9", "1号楼=3", "东 湖=3", "街道=约40", "网格40余个", "社区九", "街道=1/社区=6",
        "网格=9999999999",
    ],
)  # fmt: skip
def test_levels_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_levels(text)
    assert refused.value.findings[0].code == "GOV811"


@pytest.mark.parametrize(
    "text", ["网格=48，社区=6，街道=1", "desk 3, division 2, office 1", "街道=1，社区=6，网格=5"]
)
def test_counts_that_grow_upwards_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_levels(text)
    assert [one.code for one in refused.value.findings] == ["GOV811"]


def test_equal_and_unknown_counts_are_no_matter() -> None:
    assert list(read_levels("街道=1，社区=1，网格=未知，户=9")) == ["街道", "社区", "网格", "户"]
