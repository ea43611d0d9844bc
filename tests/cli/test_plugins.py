"""`govkit plugins` and `--plugin`: what is installed, and a check that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.plugins.conftest import example as example
from tests.plugins.conftest import undone as undone


def test_without_plug_ins_there_is_nothing_to_list(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govkit.plugins.installed", lambda: ())
    assert run("plugins", "--lang", "en").out.strip() == "No plug-in is installed."
    assert run("插件").out.strip() == "没有安装插件。"


@pytest.mark.usefixtures("example")
def test_those_that_are_installed_are_listed(run: Run) -> None:
    out = run("plugins", "--lang", "en").out
    assert out.count("example") >= 2 and "public holidays" in out
    assert "govkit-example-plugin 0.1.0" in out


@pytest.mark.usefixtures("example")
def test_a_check_asks_for_one(run: Run, model: Path) -> None:
    assert "XQ101" not in run("check", model).out
    text = model.read_text(encoding="utf-8")
    assert "总时限" not in text
    for option in ("--plugin", "--插件"):
        told = run("check", model, option, "example")
        assert told.status == 0 and "XQ101" in told.out
    assert run("check", model, "--plugin", "example", "--strict").status == 1


def test_one_that_is_not_there_is_a_finding(run: Run, model: Path) -> None:
    told = run("check", model, "--plugin", "nobody")
    assert told.status == 1 and "GOV950" in told.out + told.err
