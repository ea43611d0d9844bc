"""`govkit bundle`: what pip is asked for, what stands in the folder, what is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from govkit.cli import wheels

from .conftest import Run

OWN = "govkit-0.1.0-py3-none-any.whl"


class Pip:
    """Stands for pip: keeps what it was asked, and puts empty wheels where it was told."""

    def __init__(self, status: int = 0, said: str = "") -> None:
        self.calls: list[list[str]] = []
        self.status, self.said = status, said

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        words = list(command)[command.index("pip") + 1 :]
        self.calls.append(words)
        for option, name in (("--wheel-dir", OWN), ("--dest", "rich-15.0.0-py3-none-any.whl")):
            if option in words:
                (Path(words[words.index(option) + 1]) / name).write_bytes(b"0" * 100_000)
        return subprocess.CompletedProcess(command, self.status, "", self.said)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    pip = Pip()
    monkeypatch.setattr(wheels.subprocess, "run", pip)
    return pip


def test_the_wheel_of_govkit_is_built_and_asked_for_by_its_file(
    run: Run, pip: Pip, tmp_path: Path
) -> None:
    assert run("bundle", "-o", tmp_path / "带走").status == 0
    (built, got) = pip.calls
    assert "wheel" in built and "--no-deps" in built
    assert got[-1].endswith(f"{OWN}[office]") and "--platform" not in got
    assert "--only-binary=:all:" in got


def test_another_machine_is_told_to_pip(run: Run, pip: Pip, tmp_path: Path) -> None:
    told = run("打包", "--输出", tmp_path / "a", "--平台", "win_amd64", "--python", "3.12",
               "--附加件", "office")  # fmt: skip
    assert told.status == 0
    got = pip.calls[-1]
    assert got[got.index("--platform") + 1] == "win_amd64"
    assert got[got.index("--python-version") + 1] == "3.12"


def test_the_scripts_can_be_read_by_the_machines_they_are_for(
    run: Run, pip: Pip, tmp_path: Path
) -> None:
    folder = tmp_path / "带走"
    folder.mkdir()  # an empty one is as good as none
    told = run("bundle", "-o", folder, "--lang", "zh")
    assert told.status == 0 and "1 个安装包，共 0.1 MB" in told.out
    assert {one.name for one in folder.iterdir()} == {
        "wheels", "install.cmd", "安装.cmd", "install.sh", "README.txt"}  # fmt: skip
    batch = (folder / "安装.cmd").read_bytes()
    assert batch.isascii() and batch.count(b"\n") == batch.count(b"\r\n") > 10
    script = (folder / "install.sh").read_bytes()
    assert b"\r" not in script and b"--no-index --find-links wheels" in script
    page = (folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "安装.cmd" in page and "install.cmd" in page and "0.1 MB  rich-15.0.0" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_pip_says_is_told_and_nothing_is_left(
    run: Run, pip: Pip, tmp_path: Path, lang: str
) -> None:
    pip.status, pip.said = 1, "WARNING: Retrying\nERROR: No matching distribution found for rich\n"
    told = run("bundle", "-o", tmp_path / "带走", "--lang", lang)
    assert told.status == 1 and "GOV864" in told.err
    assert "No matching distribution" in told.err.replace("\n", " ") and "Retrying" not in told.err
    assert list(tmp_path.iterdir()) == []


def test_without_pip_it_says_so(
    run: Run, pip: Pip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheels, "find_spec", lambda name: None)
    told = run("bundle", "-o", tmp_path / "a")
    assert told.status == 1 and "GOV863" in told.err and pip.calls == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(run: Run, pip: Pip, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    for there in (tmp_path, tmp_path / "a.txt"):
        told = run("bundle", "-o", there)
        assert told.status == 2 and "GOV865" in told.err
    assert pip.calls == [] and [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--platform", "win64", "GOV866"), ("--extra", "nothing", "GOV804"),
     ("--python", "2.7", "GOV804"), ("--python", "three", "GOV804")],
)  # fmt: skip
def test_wrong_words_are_refused_before_anything_is_loaded(
    run: Run, pip: Pip, tmp_path: Path, option: str, value: str, code: str
) -> None:
    told = run("bundle", "-o", tmp_path / "a", option, value)
    assert told.status == 2 and code in told.err and pip.calls == []
