"""Wrong calls: status 2, one finding on standard error, nothing on standard output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govkit.cli import INTERRUPTED, check
from govkit.cli.roster import CHINESE

from .conftest import Run


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("chekc a.gov", "GOV801"),
        ("check a.gov --strickt", "GOV802"),
        ("check -z", "GOV802"),
        ("check", "GOV803"),
        ("export", "GOV803"),
        ("export xml a.gov", "GOV804"),
        ("check a.gov --lang fr", "GOV804"),
        ("explain GOV101 GOV102", "GOV805"),
        ("check a.gov --sarif", "GOV806"),
        ("check a.gov --watch=yes", "GOV807"),
        ("check a.gov --json --watch", "GOV807"),
        ("explain GOV000", "GOV812"),
        ("words --kind zzz", "GOV814"),
        ("new 甲 --levels 街道=多", "GOV811"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_call_is_told_in_one_finding(call: str, code: str, lang: str, run: Run) -> None:
    ran = run("--lang", lang, *call.split())
    assert ran.status == 2
    assert ran.out == ""
    word = "错误" if lang == "zh" else "error"
    assert ran.err.count(word) == 1 or ran.err.count(f"{word} GOV") == 1
    assert ran.err.startswith(f"{word} {code} ")


def test_near_names_are_offered(run: Run) -> None:
    assert "「check」" in run("chekc").err
    assert "「--strict」" in run("check", "a.gov", "--strickt").err
    assert "「--lang」" in run("check", "a.gov", "--lagn", "zh").err


def test_a_near_name_is_offered_in_both_tongues(run: Run) -> None:
    for typed, lang in (("chekc", "zh"), ("检察", "zh"), ("检察", "en"), ("校验", "en")):
        told = run(typed, "--lang", lang).err
        assert "check" in told and "检查" in told


def test_a_chinese_name_calls_the_same_command(run: Run, model: Path) -> None:
    for name, zh in CHINESE.items():
        if zh:
            assert run(zh, "--help") == run(name, "--help")
    assert run("检查", model) == run("check", model)
    # The option behind 整理 is its own, as behind `fmt`.
    assert run("整理", model, "--lang", "en", "--stdout").out.startswith("govkit 1\ndistrict")


def test_an_unknown_format_is_told_in_words(run: Run) -> None:
    told = run("export", "word", "a.gov").err
    assert "导出的格式不能是「word」，可以是 json、yaml。" in told
    assert "改法" not in told


def test_an_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "_print", interrupted)
    ran = run("check", "a.gov")
    assert (ran.status, ran.err) == (INTERRUPTED, "")


def test_an_unforeseen_error_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(check, "_print", broken)
    ran = run("check", "a.gov")
    assert ran.status == 1
    assert ran.err.startswith("错误 GOV819 ")
    assert "ZeroDivision" not in ran.err


def test_control_characters_of_a_call_are_shown_not_sent(run: Run) -> None:
    ran = run("\x1b[31mx")
    assert "\x1b" not in ran.err
    assert "<U+001B>[31mx" in ran.err


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("call", [["check"], ["export", "json"], ["show"], ["facts", "--json"]])
def test_a_full_disk_is_a_finding_and_not_a_silence(call: list[str], model: Path) -> None:
    with FULL.open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "govkit", *call, str(model)], stdout=full, stderr=subprocess.PIPE
        )
    assert ran.returncode == 1
    assert b"GOV808" in ran.stderr and b"GOV819" not in ran.stderr
