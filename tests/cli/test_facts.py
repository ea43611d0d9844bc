"""`govkit facts` and `govkit compare`: tables on the screen, as JSON, as CSV, and differences."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from govkit.diagnostics.width import width

from .conftest import MODEL, Run

CHECKED = MODEL.replace(
    "  事项 邻里纠纷\n",
    "  核对 {\n    总数：街道 + 社区 = 4个\n"
    "    「=坏」：社区 = 5个 例外 GOV601 “原文如此” 存疑 “也许是四”\n  }\n"
    "  事项 邻里纠纷\n",
)
HEAD = "row,statement,expected,value,note\n"
SOUND = HEAD + "1,check:总数,agrees,4,\n2,check:=坏,differs,,\n3,level:社区.count,stated,3,\n"


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    folder = tmp_path / "湖滨"
    folder.mkdir()
    path = folder / "湖滨.gov"
    path.write_text(CHECKED, encoding="utf-8")
    return path


def test_the_table_on_the_screen(run: Run, checked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("facts", checked)
    assert ran.status == 0
    shown = [line.split() for line in ran.out.splitlines()]
    assert ["总数", "4个", "4", "相符"] in shown
    assert ["=坏", "5个", "3", "不符（已注明）"] in shown
    line = CHECKED.splitlines().index("    总数：街道 + 社区 = 4个") + 1
    place = f"办法  湖滨.gov:{line}"
    for told in (
        "街道 + 社区 = 4个",
        "据：街道 1个、社区 3个",
        "已注明：原文如此",
        "存疑：也许是四",
        place,
    ):
        assert told in ran.out
    assert ran.out.splitlines()[-1] == "核对 2 项：相符 1、不符 1。"
    assert max(width(line.rstrip()) for line in ran.out.splitlines()) <= 80


def test_english_is_spoken_when_asked_for(run: Run, checked: Path) -> None:
    out = run("facts", checked, "--lang", "en").out
    assert "differs (approved)" in out
    assert out.splitlines()[-1] == "2 checks: agrees 1, differs 1."


def test_a_model_without_checks_says_so(run: Run, model: Path) -> None:
    ran = run("facts", model)
    assert (ran.status, ran.out.strip()) == (0, "这个模型没有写核对，没有可以列出的。")
    assert json.loads(run("facts", model, "--json").out) == []


def test_json_and_csv_have_the_same_keys(run: Run, checked: Path, tmp_path: Path) -> None:
    data = json.loads(run("facts", checked, "--json").out)
    assert [one["verdict"] for one in data] == ["agrees", "differs"]
    assert data[0]["base"][1] == {"name": "社区", "value": "3个", "origin": "cited",
                                  "citation": "办法"}  # fmt: skip
    target = tmp_path / "表.csv"
    ran = run("facts", checked, "-o", target)
    assert (ran.status, ran.out) == (0, "")
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert len(head) == len(data[0]) == len(first)
    assert first[0] == "总数" and "相符" in first
    assert second[0] == "'=坏" and "原文如此" in second


def test_only_known_formats_are_written(run: Run, checked: Path, tmp_path: Path) -> None:
    ran = run("facts", checked, "-o", tmp_path / "表.xyz")
    assert ran.status == 2
    assert ran.err.startswith("错误 GOV986 ")
    assert run("facts", checked, "-o", tmp_path / "表.md").status == 0
    assert "| 总数 |" in (tmp_path / "表.md").read_text(encoding="utf-8")


def test_a_list_that_is_met(run: Run, checked: Path) -> None:
    checked.with_name("facts.csv").write_text(SOUND, encoding="utf-8-sig")
    for path in (checked, checked.parent):
        ran = run("facts", path, "--against", "facts.csv")
        assert (ran.status, ran.out.strip()) == (0, "与「facts.csv」对照 3 行，没有出入。")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,check:总数,differs,4,", ["1", "check:总数", "不符", "相符"]),
        ("1,check:总和,agrees,4,", ["1", "check:总和", "相符", "模型里没有这一项"]),
        ("1,level:网格.count,stated,,", ["1", "level:网格.count", "stated", "模型里没有这一项"]),
    ],
)
def test_rows_that_differ_are_listed(run: Run, checked: Path, row: str, told: list[str]) -> None:
    checked.with_name("facts.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    ran = run("facts", checked, "--against", "facts.csv")
    assert ran.status == 1
    shown = [line.split() for line in ran.out.splitlines()]
    assert told in shown
    assert ["check:=坏", "表里没有这一项核对"] in shown


def test_differences_do_not_spoil_json(run: Run, checked: Path) -> None:
    checked.with_name("facts.csv").write_text(HEAD, encoding="utf-8")
    ran = run("facts", checked, "--json", "--against", "facts.csv")
    assert ran.status == 1
    assert len(json.loads(ran.out)) == 2
    assert "check:总数" in ran.err


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "GOV841"),
        (b"\xff\xfe\xff", "GOV841"),
        (b'row,statement,expected\n"1,check', "GOV841"),
        (b"row,statement\n1,check\n", "GOV842"),
        (b"", "GOV842"),
    ],
)
def test_a_list_that_cannot_be_used(run: Run, checked: Path, data: bytes | None, code: str) -> None:
    if data is not None:
        checked.with_name("facts.csv").write_bytes(data)
    ran = run("facts", checked, "--against", "facts.csv")
    assert ran.status == 1
    assert ran.err.startswith(f"错误 {code} ")


# ── compare ──


def test_districts_stand_side_by_side_where_there_is_room(
    run: Run, model: Path, checked: Path
) -> None:
    out = run("compare", model, checked).out
    assert out.splitlines()[0].split() == ["方面", "湖滨", "湖滨"]
    assert "逐级办理：社区 5工作日、街道 7工作日（假设）" in out


def test_districts_stand_in_rows_where_there_is_none(
    run: Run, model: Path, checked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("compare", model, checked).out.splitlines()
    assert lines[0] == "层级和数量"
    assert [line.split() for line in lines[1:3]] == [["湖滨", "街道：1个"], ["社区：3个"]]
    assert max(width(line.rstrip()) for line in lines) <= 60


def test_a_comparison_is_written_as_markdown_or_csv(run: Run, model: Path, tmp_path: Path) -> None:
    assert run("compare", model, "-o", tmp_path / "a.md").status == 0
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert page.startswith("# 地区比较：湖滨\n")
    assert "| **层级和数量** | 街道：1个<br>社区：3个 |" in page
    assert run("比较", model, "-o", tmp_path / "a.csv").status == 0
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["方面", "湖滨"]
    wrong = run("compare", model, "-o", tmp_path / "a.xyz")
    assert (wrong.status, "GOV986" in wrong.err) == (2, True)


@pytest.mark.parametrize("command", ["facts", "compare"])
def test_both_speak_both_tongues_in_their_help(run: Run, command: str) -> None:
    chinese, english = run(command, "--help").out, run(command, "--help", "--lang", "en").out
    assert "用法" in chinese and "Usage" in english
    assert not re.search("[一-鿿]", re.sub("--[一-鿿]+", "", english))  # but for the options
