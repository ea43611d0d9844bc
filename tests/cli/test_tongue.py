"""Which tongue a call is answered in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from govkit.cli.refusal import Refusal
from govkit.cli.tongue import Choice, of_call, of_environment, spelled, taken

from .conftest import Run


@pytest.mark.parametrize(
    ("environ", "choice"),
    [
        ({}, Choice("en", False)),
        ({"LANG": "zh_CN.UTF-8"}, Choice("zh", False)),
        ({"LANG": "C"}, Choice("en", False)),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, Choice("en", False)),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, Choice("zh", False)),
        ({"GOVKIT_LANG": "en", "LANG": "zh_CN"}, Choice("en", True)),
        ({"GOVKIT_LANG": "中文", "LANG": "en_US"}, Choice("zh", True)),
        ({"GOVKIT_LANG": "fr", "LANG": "zh_CN"}, Choice("zh", False)),
    ],
)
def test_the_environment_is_read_in_order(environ: dict[str, str], choice: Choice) -> None:
    assert of_environment(environ) == choice


@pytest.mark.parametrize(
    ("said", "arguments", "lang"),
    [
        (Choice("en", False), ["新建", "东湖"], "zh"),
        (Choice("en", False), ["new", "东湖"], "en"),
        (Choice("en", False), ["new", "Lake", "--默认"], "zh"),
        (Choice("en", True), ["新建", "东湖"], "en"),
        (Choice("zh", False), ["new", "Lake"], "zh"),
    ],
)
def test_a_call_in_chinese_is_answered_in_chinese(
    said: Choice, arguments: list[str], lang: str
) -> None:
    assert of_call(said, arguments).lang == lang


@pytest.mark.parametrize(
    ("arguments", "lang", "rest"),
    [
        (["check", "a.gov"], None, ["check", "a.gov"]),
        (["--lang", "zh", "check", "a.gov"], "zh", ["check", "a.gov"]),
        (["check", "--语言=英文", "a.gov"], "en", ["check", "a.gov"]),
        (["check", "--lang", "zh", "--lang", "en"], "en", ["check"]),
        (["--lang", "zh", "fmt", "--lang", "en"], "zh", ["fmt", "--lang", "en"]),
        (["check", "fmt", "--lang", "en"], "en", ["check", "fmt"]),
        (["check", "--", "--lang", "en"], None, ["check", "--", "--lang", "en"]),
    ],
)
def test_the_option_is_taken_from_anywhere(
    arguments: list[str], lang: str | None, rest: list[str]
) -> None:
    asked, left = taken(arguments)
    assert [spelled(value, option) for option, value in asked][-1:] == ([lang] if lang else [])
    assert left == rest


@pytest.mark.parametrize(("arguments", "code"), [(["--lang"], "GOV806"), (["--lang=fr"], "GOV804")])
def test_a_wrong_tongue_is_refused(arguments: list[str], code: str) -> None:
    ((option, value),), _ = taken(arguments)
    with pytest.raises(Refusal) as refused:
        spelled(value, option)
    assert [finding.code for finding in refused.value.findings] == [code]


def test_findings_about_a_chinese_model_are_chinese_unless_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, model: object
) -> None:
    monkeypatch.delenv("GOVKIT_LANG")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "模型成立" in run("check", model).out
    assert "the model holds" in run("check", model, "--lang", "en").out


def test_findings_about_an_english_model_are_english_under_any_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GOVKIT_LANG")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    model = tmp_path / "lake.gov"
    model.write_text("govkit 1\ndistrict Lake { level Street { count: 1 } }\n", encoding="utf-8")
    assert "the model holds" in run("check", model).out
    assert "模型成立" in run("check", model, "--lang", "zh").out
    assert "模型成立" in run("检查", model).out


@pytest.mark.parametrize(
    ("lang", "word", "other"), [("zh", "层级 ", "level "), ("en", "level ", "层级 ")]
)
def test_the_examples_of_a_page_are_in_its_tongue(
    run: Run, lang: str, word: str, other: str
) -> None:
    shown = run("explain", "GOV504", "--lang", lang).out
    assert word in shown and other not in shown


@pytest.mark.parametrize(
    ("spoken", "played"), [("en_GB.UTF-8", "public_library.gov"), ("zh_CN.UTF-8", "guangming")]
)
def test_the_demonstration_is_in_the_tongue_of_the_locale(spoken: str, played: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("this machine has no make, and the demonstration is a target of make")
    root = Path(__file__).resolve().parents[2]
    environ = {"PATH": os.environ["PATH"], "LANG": spoken}
    told = subprocess.run(
        [make, "--no-print-directory", "-n", "-o", ".venv/.installed", "demo"],
        cwd=root, env=environ, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert played in told
