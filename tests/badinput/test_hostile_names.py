"""Names, titles and notes that some reader might obey instead of showing.

Markup, scripts, formulas, control characters and direction marks go through every command and
every export: none fails, a screen shows no raw control character, XML and JSON stay well formed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govkit.cli.commands import names as commands
from govkit.export.json import from_json, to_json
from govkit.export.yaml import from_yaml, to_yaml
from govkit.model.governance import Governance
from govkit.pipeline import compile_path, compile_text
from tests.drawn import of_the_day

from .conftest import Ran, Run, clear

NAMES = [
    "[/x]", "[bold]", "[red]甲[/red]", "[link=http://a.b]甲[/link]", ":smile:", "</script>",
    "<script>alert(1)</script>", "<rect width='9'/>", "]]>", "<!-- 甲", "--> 甲", "<?xml?>",
    "<![CDATA[甲]]>", "&amp;", "&#0;", "&无此;", "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@x",
    "\t=1", "\x1b[31m红", "\x1b]0;标题\x07", "\x1b[2J", "\x07", "\x08\x08\x08", "\x00", "\x0b\x0c",
    "\x7f", "\x85", "\x9b31m", "\r甲", "\u202e倒", "\u2066甲\u2069", "\u200b", "\u200e\u200f",
    "\u2028", "\u2029", "\ufeff甲", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "{{7*7}}", "${7*7}",
    "%s", "%n%d", "{0}", "{name}", "{", "}", "\\", "\\n", "\\u0041", "'", "''", "';--", "../../甲",
    "/", "nul", "CON", "C:\\甲", "a:b", "a:\n", "甲" * 500, "a" * 500, "👩‍👩‍👧‍👦", "🇨🇳", "𠮷",
    "שלום", "مرحبا", "e\u0301" * 5, "Z" + "\u0301" * 60, "\u3164", "true", "null", "~", "1e9",
    "0x10", "yes", "- 甲", "? 甲", "*甲", "&甲", "!甲", "|", ">", "# 甲", "据 求索", "未知",
    "govkit",
]  # fmt: skip
MODEL = """govkit 1
地区 甲 "@题" {
  出处 文 "@题" { 类型：文章；篇目：一 }
  说明："@题"
  层级 街道 "@题" 据 文·一 "@题" { 数量：1个 }
  层级 「@名」 "@题" 据 文·一 "@题" { 上级：街道；数量：6个；说明："@题" }
  岗位 「岗@名」 "@题" { 设于：「@名」；应有：1/「@名」；说明："@题" }
  队伍 「队@名」 "@题" { 设于：「@名」；人数：≥3人 假设 "@题" }
  清单 「单@名」 { 类型：权力；授予：「@名」
    项 「项@名」 "@题" { 限额：40万元以下 存疑 "@题" 另读 30万元 } }
  事项 「事@名」 "@题"
  流程 「流@名」 "@题" {
    适用：「事@名」
    级 「@名」 { 承办：「岗@名」；时限：5个工作日 假设 "@题"；遇：超时 → 街道 }
    级 街道 { 承办：街道；时限：7个工作日 假设 "@题" }
  }
  数据 { 「数@名」：6个 据 文·一 "@题" }
  核对 { 「核@名」：「数@名」 = 6 例外 GOV603 "因为@题" }
  场景 「景@名」 "@题" {
    事项：「事@名」；发生于：街道·1；开始：2026-03-02 09:00；情形："@题"
    办结于：街道
  }
}
"""
BROKEN = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  岗位 「@名」 { 设于：街道 街道 }
  岗位 「岗@名」 { 设于：「无@名」 }
  岗位 「岗@名」 { 设于：街道 据 「文@名」 }
  「类@名」 乙 { 「栏@名」：1 }
  数据 { 数：6「@名」；「数@名」："@题 }
}
"""
SAFE = {"\n", "\t", "\r"}  # a pipe may turn line breaks into its own


def written(model: str, name: str) -> str:
    """The model with one hostile text in every place where it can stand."""
    title = name.replace('"', "″").replace("\n", " ")
    quoted = re.sub("[「」\n]", " ", name)
    text = model.replace("@题", title).replace("@名", quoted)
    if "\n" in model and any(
        character < " " for character in name
    ):  # else so many of them look like no text
        text += f"# {'说明' * 12_000}\n"
    return text


def safe_on_a_screen(ran: Ran) -> None:
    """Nothing in the output moves a cursor, changes a colour or turns the direction of writing."""
    for character in set(ran.out + ran.err) - SAFE:
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cf", "Cs", "Zl", "Zp"), f"U+{ord(character):04X}"
    assert "\r" not in ran.out.replace("\r\n", "\n")


def elements(svg: str) -> list[str]:
    """Names of the elements and attributes of a picture."""
    root = ElementTree.fromstring(svg)
    found: list[str] = []
    for element in root.iter():
        found.append(element.tag)
        found += sorted(element.attrib)
    return found


def each_name(sweep: str) -> pytest.MarkDecorator:
    """A quarter of the names by day, another one for each sweep."""
    names = of_the_day(sweep, NAMES, 4)
    return pytest.mark.parametrize("name", names, ids=lambda name: ascii(name)[:30])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "册"
    path.mkdir()
    return path


@each_name("test_no_finding_is_led_astray")
def test_no_finding_is_led_astray(name: str, folder: Path, run: Run) -> None:
    path = folder / "甲.gov"
    path.write_bytes(written(BROKEN, name).encode())
    compiled = compile_path(path)
    clear(compiled.diagnostics)
    assert compiled.errors and compiled.model is None
    for lang in ("zh", "en"):
        ran = run("check", path, "--lang", lang)
        assert ran.status == 1
        safe_on_a_screen(ran)
    as_json = run("check", path, "--json")
    assert as_json.status == 1
    listed = json.loads(as_json.out)
    assert json.dumps(listed).count('"code"') >= len(compiled.errors)
    report = folder / "报告.sarif"
    assert run("check", path, "--sarif", report).status == 1
    results = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == [d.code for d in compiled.diagnostics]
    for command in ("show", "draw", "simulate"):
        if command in commands():
            ran = run(command, path)
            assert ran.status == 1, command
            safe_on_a_screen(ran)
    assert sorted(p.name for p in folder.iterdir()) == ["报告.sarif", "甲.gov"]


def readable(name: str) -> Governance | None:
    """The model with this name in it; None where the language refuses the name."""
    compiled = compile_text(written(MODEL, name))
    clear(compiled.diagnostics)
    return compiled.model


@each_name("test_exports_give_every_name_back")
def test_exports_give_every_name_back(name: str) -> None:
    model = readable(name)
    if model is None:
        return
    title = written("@题", name)
    assert model.title == title
    assert json.loads(to_json(model))["title"] == title
    for back in (from_json(to_json(model)), from_yaml(to_yaml(model))):
        assert back == model
        assert back.fingerprint == model.fingerprint


@each_name("test_no_command_obeys_a_name")
def test_no_command_obeys_a_name(name: str, folder: Path, run: Run) -> None:
    path = folder / "甲.gov"
    path.write_bytes(written(MODEL, name).encode())
    compiled = compile_path(path)
    expected = int(compiled.model is None)
    unit = re.sub("[「」\n]", " ", name)
    calls: list[tuple[str, ...]] = [
        ("check",), ("show",), ("show", "--provenance"), ("show", "--units", unit),
        ("fmt", "--check"), ("fmt", "--stdout"), ("draw", "-o", "-"), ("simulate", "--auto"),
        ("simulate", "--auto", f"景{unit}"), ("check", "--json"), ("export", "json"),
        ("export", "yaml"),
    ]  # fmt: skip
    for command, *options in calls:
        if command not in commands():
            continue
        ran = run(command, *rest(command, options, path))
        assert ran.status in ((0, 1) if not expected else (1, 2)), (command, options, ran.err)
        if command in ("check", "show", "simulate") and "--json" not in options:
            safe_on_a_screen(ran)
        if expected:
            continue
        if command == "draw":
            ElementTree.fromstring(ran.out)
        elif options[:1] == ["json"]:
            assert json.loads(ran.out)["title"] == written("@题", name)
        elif options[:1] == ["yaml"]:
            assert from_yaml(ran.out) == compiled.model
    assert [p.name for p in folder.iterdir()] == ["甲.gov"]


def rest(command: str, options: list[str], path: Path) -> list[str]:
    """The words behind a command: a format and a scenario stand beside the path."""
    if command == "export":
        return [*options, str(path)]
    if command == "simulate" and len(options) > 1:
        return ["--auto", str(path), "--", options[1]]
    if command == "show" and "--units" in options:
        return [f"--units={options[1]}", str(path)]
    return [*options, str(path)]


@each_name("test_no_name_becomes_a_part_of_a_picture")
def test_no_name_becomes_a_part_of_a_picture(name: str, folder: Path, run: Run) -> None:
    if readable(name) is None:
        return
    path = folder / "甲.gov"
    tags: set[str] = set()
    plain: set[str] = set()
    for text, into in ((written(MODEL, name), tags), (written(MODEL, "乙"), plain)):
        path.write_bytes(text.encode())
        model = compile_path(path).model
        if model is None:  # a file with zeros or many control characters is no text
            return
        process = model.processes[0].name
        for options in ([], [f"--process={process}"]):
            ran = run("draw", path, "-o", "-", *options)
            assert ran.status == 0, ran.err
            into.update(elements(ran.out))
    assert tags <= plain | {"lengthAdjust", "textLength", "direction", "tspan"} | {
        f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("tspan", "title")
    }


@each_name("test_words_and_arguments_are_shown_not_obeyed")
def test_words_and_arguments_are_shown_not_obeyed(name: str, run: Run) -> None:
    if "\x00" in name:
        name = name.replace("\x00", "\x01")  # no system hands a zero over
    for arguments in (
        ("words", "--", name), ("words", f"--kind={name}"), ("explain", "--", name),
        ("check", "--", name), ("export", "--", name, name), ("show", f"--lang={name}", "甲"),
        (name,), (f"--{name}",), ("check", f"--{name}"),
    ):  # fmt: skip
        ran = run(*arguments)
        assert ran.status in (0, 1, 2), arguments
        safe_on_a_screen(ran)
