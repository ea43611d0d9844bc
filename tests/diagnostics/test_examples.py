"""Every finding of the front end is worded for the place that makes it, and its examples hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govkit
from govkit.diagnostics import Diagnostic, catalogue
from govkit.diagnostics.page import page
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_path, compile_text
from govkit.resolve.texts import files
from tests.together import together

TONGUES = ("zh", "en")
RAISED = re.compile(r'"(GOV\d{3})"')
PLACEHOLDER = re.compile(r"\{(\w+)\}")

# Codes of the catalogue that nothing raises, each with the reason why it is kept.
RESERVED: dict[str, str] = {}

ENTRIES = catalogue.entries()
WITH_EXAMPLES = [code for code, entry in ENTRIES.items() if "bad" in entry]

each_example = together("code", WITH_EXAMPLES)


def errors(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity == "error"]


def wordings(entry: dict[str, Any]) -> Iterator[str]:
    for key in ("title", "text", "hint"):
        yield from entry.get(key, {}).values()


def assert_worded(finding: Diagnostic) -> None:
    """The place that makes the finding passes all that its wording asks for."""
    entry = dict(ENTRIES[finding.code])
    asked = {name for wording in wordings(entry) for name in PLACEHOLDER.findall(wording)}
    assert asked <= finding.args.keys()
    for label in finding.labels:
        wording = entry["labels"][label.key]
        own = {name for lang in TONGUES for name in PLACEHOLDER.findall(wording[lang])}
        assert own <= finding.args.keys() | label.args.keys()
    for lang in TONGUES:
        assert finding.code in render(finding, lang)


@each_example
def test_the_bad_example_gives_its_code_alone(code: str) -> None:
    found = compile_text(ENTRIES[code]["bad"].lstrip("\n")).diagnostics
    assert [finding.code for finding in found if finding.code == code] == [code]
    assert set(errors(found)) <= {code}
    for finding in found:
        assert finding.severity == ENTRIES[finding.code]["severity"]
        assert_worded(finding)


@each_example
def test_the_good_example_compiles(code: str) -> None:
    compiled = compile_text(ENTRIES[code]["good"].lstrip("\n"))
    assert errors(compiled.diagnostics) == []
    assert code not in [finding.code for finding in compiled.diagnostics]
    assert compiled.model is not None


@each_example
def test_the_page_shows_both_examples(code: str) -> None:
    for lang in TONGUES:
        shown = page(code, lang)
        for kind in ("bad", "good"):
            lines = ENTRIES[code][kind].strip("\n").split("\n")
            assert all(line.strip() in shown for line in lines)


def test_every_code_that_is_raised_has_its_words_and_the_other_way_round() -> None:
    sources = Path(govkit.__file__).parent.rglob("*.py")
    raised = {code for path in sources for code in RAISED.findall(path.read_text(encoding="utf-8"))}
    assert sorted(raised - ENTRIES.keys()) == []
    assert sorted(ENTRIES.keys() - raised) == sorted(RESERVED)


def test_a_sum_of_too_many_parts() -> None:
    found = compile_text(f"govkit 1\n地区 甲 {{\n  核对 {{ 合计数：{'1 + ' * 250}1 = 251 }}\n}}\n")
    assert errors(found.diagnostics) == ["GOV130"]
    assert_worded(found.diagnostics[0])


def test_blocks_too_deep_inside_each_other() -> None:
    found = compile_text(f"govkit 1\n地区 甲 {'{ 事项 乙 ' * 40}{'} ' * 40}\n")
    assert errors(found.diagnostics) == ["GOV131"]
    assert_worded(found.diagnostics[0])


@pytest.mark.parametrize(
    ("code", "contents"),
    [
        ("GOV150", {"主.gov": "# 只有旁注\n"}),
        ("GOV151", {"主.txt": "地区 甲\n"}),
        ("GOV152", {"主.gov": "地区 甲 { 引入：“乙.gov” }\n"}),
        ("GOV153", {"甲.gov": "地区 甲\n", "乙.gov": "地区 乙\n"}),
        ("GOV154", {"主.gov": b"PK\x03\x04\x00\x00\x08\x00"}),
        ("GOV156", {"主.gov": "地区 甲 “街道党工委”\n".encode("gb18030")}),
        ("GOV157", {"主.gov": "地区 甲 { 引入：“../乙.gov” }\n"}),
    ],
)
def test_findings_about_files(tmp_path: Path, code: str, contents: dict[str, str | bytes]) -> None:
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (tmp_path / name).write_bytes(data)
    found = compile_path(tmp_path).diagnostics
    assert [finding.code for finding in found] == [code]
    assert found[0].severity == ENTRIES[code]["severity"]
    assert_worded(found[0])


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    (tmp_path / "主.gov").write_text("地区 甲 { 层级 街道 }\n", encoding="utf-8")
    found = compile_path(tmp_path).diagnostics
    assert [finding.code for finding in found] == ["GOV155"]
    assert_worded(found[0])


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 2)
    includes = "；".join(f"引入：“{number}.gov”" for number in range(3))
    (tmp_path / "主.gov").write_text(f"地区 甲 {{ {includes} }}\n", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"{number}.gov").write_text(f"层级 第{number}级\n", encoding="utf-8")
    found = compile_path(tmp_path).diagnostics
    assert [finding.code for finding in found] == ["GOV158"]
    assert_worded(found[0])
