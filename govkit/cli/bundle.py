"""`govkit bundle -o FOLDER`: what another computer needs to install govkit without a network.

An extra, a platform and a folder enter; wheels, two start scripts and a page of advice leave in the
folder, whole or not at all. The wheels are collected by pip in `govkit.cli.wheels`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import UNCHANGED
from govkit.cli.refusal import failed, misused, not_one_of, reason
from govkit.cli.screen import Screen
from govkit.cli.wheels import PLATFORMS, Wanted, collected, extras
from govkit.diagnostics import Both
from govkit.version import __version__

_HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
_OLDEST = (3, 11)
# Batch files are read in the code page of the machine: letters of ASCII alone, lines end in CRLF.
_WINDOWS = r"""@echo off
cd /d "%~dp0"
set PY=py -{python}
%PY% --version >nul 2>nul || set PY=python
%PY% --version >nul 2>nul || goto nopython
%PY% -m venv govkit-env || goto failed
govkit-env\Scripts\python.exe -m pip install --no-index --find-links wheels "{asked}" || goto failed
govkit-env\Scripts\govkit.exe --version || goto failed
echo OK: govkit-env\Scripts\govkit.exe
pause
exit /b 0
:nopython
echo Python {python} is not installed. See README.txt
pause
exit /b 1
:failed
echo Not installed. See README.txt
pause
exit /b 1
"""
_LINUX = """#!/bin/sh
set -e
cd "$(dirname "$0")"
PY=python{python}
command -v "$PY" >/dev/null 2>&1 || PY=python3
"$PY" -m venv govkit-env
govkit-env/bin/python -m pip install --no-index --find-links wheels "{asked}"
govkit-env/bin/govkit --version
echo "OK: $(pwd)/govkit-env/bin/govkit"
"""
_README = """govkit {version}：离线安装包
平台 {platform}，Python {python}，附加件 {extra}；{number} 个安装包，共 {size} MB。

1. 这台机器上要先有 Python {python}（python.org 的安装程序，离线可装）。
2. Windows 双击“安装.cmd”（或 install.cmd）；Linux 运行 sh install.sh。
   不用联网，装在本文件夹的 govkit-env 里。
3. 已有自己的环境的：pip install --no-index --find-links wheels "{asked}"

govkit {version}: what it takes to install without a network
Platform {platform}, Python {python}, extra {extra}; {number} wheels, {size} MB.

1. Python {python} has to be there first (the installer of python.org needs no network).
2. Windows: double-click install.cmd. Linux: run sh install.sh. No network is used; everything goes
   into govkit-env in this folder.
3. Into an environment of your own: pip install --no-index --find-links wheels "{asked}"

{listed}
"""


def command(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", "--输出", metavar="FOLDER")],
    extra: Annotated[str, typer.Option("--extra", "--附加件", metavar="NAME")] = "office",
    platform: Annotated[str, typer.Option("--platform", "--平台", metavar="PLATFORM")] = "current",
    python: Annotated[str, typer.Option("--python", metavar="VERSION")] = _HERE,
) -> int:
    """Collect the wheels, and write the scripts that install them."""
    screen = screen_of(ctx)
    wanted = _wanted(extra, platform, python)
    _room_for(output)
    screen.say("say.bundle.begun", error=True, platform=wanted.platform, python=wanted.python)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".govkit-", dir=output.parent.resolve()) as name:
            folder = Path(name) / "bundle"
            wheels = collected(wanted, folder / "wheels")
            _write_beside(folder, wanted, wheels)
            if output.is_dir():
                output.rmdir()
            shutil.move(folder, output)
    except OSError as error:
        raise failed("GOV808", path=str(output), reason=reason(error), left=UNCHANGED) from error
    _tell(screen, output)
    return 0


def _wanted(extra: str, platform: str, python: str) -> Wanted:
    """What is asked for, looked at. Raises `Refusal` (GOV804, GOV866)."""
    known = extras()
    if extra not in known:
        raise not_one_of(Both("附加件", "The extra"), extra, known)
    if platform not in PLATFORMS:
        raise misused("GOV866", platform=platform, known=Both.listed(list(PLATFORMS)))
    numbers = python.split(".")
    if len(numbers) != 2 or not all(one.isascii() and one.isdigit() for one in numbers) or (
        tuple(map(int, numbers)) < _OLDEST
    ):  # fmt: skip
        what = Both("Python 版本", "The version of Python")
        raise not_one_of(what, python, ("3.11", "3.12", "3.13"))
    return Wanted(extra, platform, python, foreign=platform != "current" or python != _HERE)


def _room_for(folder: Path) -> None:
    """See that nothing is there yet. Raises `Refusal` (GOV865)."""
    try:
        taken = folder.is_symlink() or (
            any(folder.iterdir()) if folder.is_dir() else folder.exists()
        )
    except OSError as error:
        raise failed("GOV808", path=str(folder), reason=reason(error), left=UNCHANGED) from error
    if taken:
        raise misused("GOV865", folder=str(folder))


def _write_beside(folder: Path, wanted: Wanted, wheels: list[Path]) -> None:
    """The scripts and the page of advice."""
    words = {"python": wanted.python, "asked": wanted.requirement}
    batch = _WINDOWS.format(**words).replace("\n", "\r\n").encode("ascii")
    for name in ("install.cmd", "安装.cmd"):
        (folder / name).write_bytes(batch)
    script = folder / "install.sh"
    script.write_bytes(_LINUX.format(**words).encode("ascii"))
    script.chmod(0o755)
    listed = "\n".join(f"{_megabytes([one]):>6} MB  {one.name}" for one in wheels)
    page = _README.format(
        version=__version__, platform=wanted.platform, extra=wanted.extra, number=len(wheels),
        size=_megabytes(wheels), listed=listed, **words,
    )  # fmt: skip
    # with the mark that old Windows editors need to see that it is UTF-8
    (folder / "README.txt").write_bytes(page.replace("\n", "\r\n").encode("utf-8-sig"))


def _tell(screen: Screen, folder: Path) -> None:
    wheels = sorted((folder / "wheels").glob("*.whl"))
    screen.say(
        "say.bundle.done", "good", folder=folder, number=len(wheels), size=_megabytes(wheels)
    )
    screen.say("say.bundle.next")


def _megabytes(wheels: list[Path]) -> str:
    return f"{sum(one.stat().st_size for one in wheels) / 1e6:.1f}"
