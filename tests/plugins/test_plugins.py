"""Plug-ins: loaded when they are named, with codes and days of their own, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from govkit import Engine, compile_text, load, loads
from govkit.diagnostics import GovError
from govkit.diagnostics.catalogue import word
from govkit.document.parts import Document, Heading
from govkit.export.json import from_json, to_json
from govkit.export.saving import ENDINGS, write
from govkit.plugins import PublicDay, installed, plugged, read_days
from govkit.plugins.offer import OUR_ENDINGS
from tests.plugins.conftest import EXAMPLE, Install

TEXT = """govkit 1
地区 甲 假设 {
  层级 社区 { 数量：1 }
  岗位 书记 { 设于：社区 }
  日历 服务日历 { 公共假日：DAYS }
  事项 噪声
  流程 办件 { 适用：噪声；级 社区 { 承办：书记；时限：2工作日 } }
}
"""
PLAIN = TEXT.replace("  日历 服务日历 { 公共假日：DAYS }\n", "")


def days(places: str) -> str:
    return TEXT.replace("DAYS", places)


def codes(text: str, *plugins: str) -> list[str]:
    return [found.code for found in compile_text(text, plugins=plugins).diagnostics]


# ── the example ──
@pytest.mark.usefixtures("example")
def test_the_example_is_listed_and_not_loaded() -> None:
    mine = [one for one in installed() if one.name == "example"]
    assert [(one.group, one.package, one.version) for one in mine] == [
        ("govkit.checks", "govkit-example-plugin", "0.1.0"),
        ("govkit.exporters", "govkit-example-plugin", "0.1.0"),
        ("govkit.holidays", "govkit-example-plugin", "0.1.0"),
    ]
    compile_text(PLAIN)
    assert "govkit_example" not in sys.modules


@pytest.mark.usefixtures("example")
def test_its_check_finds_with_its_own_code_where_it_is_asked_for() -> None:
    assert "XQ101" not in codes(PLAIN)
    compiled = compile_text(PLAIN, plugins=["example"])
    (found,) = [one for one in compiled.diagnostics if one.code == "XQ101"]
    assert found.severity == "warning" and found.span is not None
    assert found.span.source.text[found.span.start : found.span.end].startswith("办件")
    said = {"zh": "流程「办件」没有写总时限", "en": "The process `办件` states no total"}
    for lang, part in said.items():
        assert part in word(found, lang).text and word(found, lang).hint
    whole = PLAIN.replace("适用：噪声", "适用：噪声；总时限：9工作日")
    assert "XQ101" not in codes(whole, "example")


@pytest.mark.usefixtures("example")
def test_its_findings_are_approved_and_weighed_like_others() -> None:
    approved = PLAIN.replace("流程 办件 {", '流程 办件 例外 XQ101 "短流程" {')
    assert "XQ101" not in codes(approved, "example")
    assert [code for code in codes(approved) if code in ("XQ101", "GOV607")] == []
    idle = approved.replace("适用：噪声", "适用：噪声；总时限：9工作日")
    assert "GOV607" in codes(idle, "example")
    weighed = PLAIN.replace("地区 甲 假设 {", "地区 甲 假设 {\n  提示级别：XQ101 → 错误")
    compiled = compile_text(weighed, plugins=["example"])
    assert [one.severity for one in compiled.diagnostics if one.code == "XQ101"] == ["error"]


@pytest.mark.usefixtures("example")
def test_its_days_count_and_become_part_of_the_model() -> None:
    assert "GOV358" in codes(days("XQ"))
    model = loads(days("XQ"), plugins=("example",))
    (value,) = [stated.value for stated in model.calendars[0].public_holidays]
    assert value.places == () and [day.date.day for day in value.days] == [5, 6, 14]
    case = Engine(model).open("噪声", unit="社区·1", at="2026-03-04 09:00")
    plain = Engine(loads(PLAIN)).open("噪声", unit="社区·1", at="2026-03-04 09:00")
    due, usual = case.timers[0].due, plain.timers[0].due
    assert due is not None and usual is not None
    assert (usual.date(), due.date()) == (date(2026, 3, 7), date(2026, 3, 11))
    again = from_json(to_json(model))  # wherever the model goes, the plug-in need not
    assert Engine(again).open("噪声", unit="社区·1", at="2026-03-04 09:00").timers == case.timers


@pytest.mark.usefixtures("example")
def test_its_days_stand_beside_those_of_a_country() -> None:
    model = loads(days("中国、XQ"), plugins=("example",))
    (value,) = [stated.value for stated in model.calendars[0].public_holidays]
    assert value.places == ("china",) and len(value.days) == 3


@pytest.mark.usefixtures("example")
def test_a_model_of_a_folder_is_loaded_with_it(tmp_path: Path) -> None:
    path = tmp_path / "甲.gov"
    path.write_text(days("XQ"), encoding="utf-8")
    assert load(path, plugins=("example",)).calendars
    with pytest.raises(GovError) as refused:
        load(path)
    assert "GOV358" in [found.code for found in refused.value.diagnostics]


# ── what can go wrong ──
HEAD = """from govkit.diagnostics import Both
from govkit.plugins import Checks, Code, Finding, Holidays, PublicDay
from datetime import date
SAID = Code("error", Both("题", "A title"), Both("话 {name}", "Text {name}"))
def check(model):
    yield Finding("ZZ101", "district", {"name": model.name})
"""


def test_a_plug_in_that_is_not_there_is_near_to_others(install: Install) -> None:
    install(HEAD + "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (check,))\n", checks="CHECKS")
    found = compile_text(PLAIN, plugins=["mein"]).diagnostics[0]
    assert (found.code, found.suggestions) == ("GOV950", ("mine",))
    assert codes(PLAIN, "mine", "mine")[:1] == ["ZZ101"]


BROKEN = {
    "raise ZeroDivisionError('half')": "GOV951",
    "import no_such_module_anywhere": "GOV951",
    "CHECKS = 5": "GOV952",
    "CHECKS = Holidays({})": "GOV952",
    "CHECKS = Checks('GOV', {'GOV999': SAID}, (check,))": "GOV952",
    "CHECKS = Checks('GOVX', {'GOVX99': SAID}, (check,))": "GOV952",
    "CHECKS = Checks('ZZ', {'GOV401': SAID}, (check,))": "GOV952",
    "CHECKS = Checks('ZZ', {'ZZ101': Code('grave', SAID.title, SAID.text)}, (check,))": "GOV952",
    "CHECKS = Checks('ZZ', {'ZZ101': Code('error', Both('题', ''), SAID.text)}, (check,))":
        "GOV952",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, ())": "GOV952",
    "CHECKS = Checks('ZZ', None, (check,))": "GOV951",
    "CHECKS = Checks(5, {}, (check,))": "GOV951",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (lambda model: 1 / 0,))": "GOV953",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (lambda model: None,))": "GOV953",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (lambda m: ['x'],))": "GOV954",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (lambda m: [Finding('GOV401', 'district')],))":
        "GOV954",
    "CHECKS = Checks('ZZ', {'ZZ101': SAID}, (lambda m: [Finding('ZZ101', 'x', {'name': 5})],))":
        "GOV954",
}  # fmt: skip


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_plug_in_is_a_finding_in_both_tongues(install: Install, line: str) -> None:
    install(f"{HEAD}{line}\n", checks="CHECKS")
    compiled = compile_text(PLAIN, plugins=["mine"])
    found = [one for one in compiled.diagnostics if one.code == BROKEN[line]]
    assert found and compiled.model is None
    for lang in ("zh", "en"):
        said = word(found[0], lang).text
        assert "mine" in said and "{" not in said


@pytest.mark.parametrize("line", [
    "DAYS = Holidays({})",
    "DAYS = Holidays({'china': (PublicDay(date(2026, 1, 1)),)})",
    "DAYS = Holidays({'XQ': ()})",
    "DAYS = Holidays({'XQ': ('2026-01-01',)})",
    "DAYS = Holidays({'XQ': (PublicDay(date(2026, 1, 1)), PublicDay(date(2026, 1, 1), False))})",
])  # fmt: skip
def test_days_that_cannot_be_used_are_a_finding(install: Install, line: str) -> None:
    install(f"{HEAD}{line}\n", holidays="DAYS")
    assert codes(PLAIN, "mine") == ["GOV952"]


def test_two_plug_ins_with_one_prefix_are_told(install: Install, example: None) -> None:
    install(HEAD + "C = Checks('XQ', {'XQ101': SAID}, (check,))\n", checks="C")
    assert "GOV952" in codes(PLAIN, "example", "mine")


def test_a_finding_at_no_place_is_told_of_the_district(install: Install) -> None:
    line = "C = Checks('ZZ', {'ZZ101': SAID}, (lambda m: [Finding('ZZ101', 'level:天上')],))\n"
    install(HEAD + line, checks="C")
    (found,) = [one for one in compile_text(PLAIN, plugins=["mine"]).diagnostics
                if one.code == "ZZ101"]  # fmt: skip
    assert found.span is not None


def test_a_table_of_days_is_read_whole() -> None:
    head = "place,date,day,festival\n"
    found = read_days(head + "XQ,2026-03-05,off,甲\nXR,2026-03-06,work,\n")
    assert found == {"XQ": (PublicDay(date(2026, 3, 5), True, "甲"),),
                     "XR": (PublicDay(date(2026, 3, 6), False),)}  # fmt: skip
    with pytest.raises(ValueError):
        read_days(head + "XQ,2026-03-05,half,甲\n")


# ── without plug-ins ──
def test_a_check_without_plug_ins_looks_for_none() -> None:
    program = (
        "import sys; from govkit import loads; loads('govkit 1\\n地区 甲 { 层级 乙 { 数量：1 } }');"
        "print('govkit.plugins' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_the_example_says_that_its_days_are_assumed() -> None:
    rows = (EXAMPLE / "govkit_example" / "days.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows and all("假设" in row for row in rows)


# ── formats ──
@pytest.mark.usefixtures("example")
def test_a_format_writes_every_string_of_a_document() -> None:
    document = Document("zh", "题", (Heading(1, "一"),))
    formats = plugged(["example"]).formats
    assert write(document, ".txt", formats=formats).decode() == "题\n一\n"
    with pytest.raises(GovError) as refused:
        write(document, ".txt")
    assert refused.value.diagnostics[0].code == "GOV986"


OFFER = "from govkit.plugins import Exporters\nx = Exporters({})\n"


@pytest.mark.parametrize(
    "formats",
    [
        "",
        "'.docx': bytes",
        "'txt': bytes",
        "'.TXT': bytes",
        "'.a/b': bytes",
        "'.txt': 3",
        "3: bytes",
    ],
)
def test_formats_that_cannot_be_used_are_a_finding(install: Install, formats: str) -> None:
    install(OFFER.replace("{}", f"{{{formats}}}"), exporters="x")
    found = plugged(["mine"])
    assert [one.code for one in found.diagnostics] == ["GOV952"] and not found.formats


@pytest.mark.parametrize("written", ["1 / 0", "'text'", "None"])
def test_a_format_that_fails_is_a_finding_and_no_traceback(install: Install, written: str) -> None:
    install(OFFER.replace("{}", f"{{'.txt': lambda document: {written}}}"), exporters="x")
    with pytest.raises(GovError) as refused:
        write(Document("zh", "题", ()), ".txt", formats=plugged(["mine"]).formats)
    (found,) = refused.value.diagnostics
    assert found.code == "GOV952" and ".txt" in word(found, "zh").text


def test_no_plug_in_takes_over_an_ending_of_ours() -> None:
    assert set(ENDINGS) <= OUR_ENDINGS
