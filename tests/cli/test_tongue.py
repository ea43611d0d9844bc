"""Which tongue a call is answered in."""

from __future__ import annotations

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
