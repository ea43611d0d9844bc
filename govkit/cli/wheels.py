"""The wheels of govkit and of one extra for a platform, collected by pip.

What is wanted and an empty folder enter; the wheels leave, or a refusal that says what pip said.
Scripts and advice are not known here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from govkit.cli.refusal import failed
from govkit.version import __version__

# The tags of pip by the names that are offered; wheels for older systems run on newer ones.
PLATFORMS: dict[str, tuple[str, ...]] = {
    "current": (),
    "win_amd64": ("win_amd64",),
    "win32": ("win32",),
    "manylinux_x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "manylinux_aarch64": (
        "manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64",
    ),
    "macosx_arm64": ("macosx_11_0_arm64", "macosx_12_0_arm64"),
}  # fmt: skip
_LAST_LINES = 3
_LONGEST = 1800  # seconds that pip may take


@dataclass(frozen=True, slots=True)
class Wanted:
    """An extra, a platform and a version of Python; `foreign` where it is not this machine's."""

    extra: str
    platform: str
    python: str
    foreign: bool

    @property
    def requirement(self) -> str:
        """What is to be installed in the end."""
        return f"govkit[{self.extra}]=={__version__}"

    @property
    def options(self) -> list[str]:
        """What tells pip for which machine it is; wheels alone, since sources want a compiler."""
        told = ["--only-binary=:all:"]
        for tag in PLATFORMS[self.platform]:
            told += ["--platform", tag]
        if self.foreign:
            told += ["--python-version", self.python, "--implementation", "cp"]
        return told


def extras() -> tuple[str, ...]:
    """The extras of this installation, without that of developers."""
    try:
        named = metadata.metadata("govkit").get_all("Provides-Extra") or ()
    except metadata.PackageNotFoundError:
        named = ()
    return tuple(sorted({*named, "office"} - {"dev"}))


def collected(wanted: Wanted, folder: Path) -> list[Path]:
    """The wheels, put into a folder that is made. Raises `Refusal` (GOV863, GOV864)."""
    if find_spec("pip") is None:
        raise failed("GOV863")
    folder.mkdir(parents=True)
    sources, asked = _sources(), wanted.requirement
    with tempfile.TemporaryDirectory(prefix="govkit-") as own:
        if sources is not None:  # by its file, so that no index can hand out another of that name
            _pip("wheel", "--no-deps", "--wheel-dir", own, str(sources))
            asked = f"{next(Path(own).glob('govkit-*.whl'))}[{wanted.extra}]"
        _pip("download", "--dest", str(folder), *wanted.options, asked)
    return sorted(folder.glob("*.whl"))


def _sources() -> Path | None:
    """The folder or the wheel that this govkit comes from; None where it is one of an index."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout
    try:
        told = metadata.distribution("govkit").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    address = urlsplit(json.loads(told).get("url", "")) if told else None
    if address is None or address.scheme != "file":
        return None
    path = Path(url2pathname(address.path))
    return path if path.exists() else None


def _pip(*words: str) -> None:
    """Run pip of this Python. Raises `Refusal` (GOV864) with the last that it said."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *words]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            encoding="utf-8", errors="replace", timeout=_LONGEST, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise failed("GOV864", why=f"> {_LONGEST} s") from None
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in said if line.startswith("ERROR")] or said
        raise failed("GOV864", why=" ".join(errors[-_LAST_LINES:]) or str(done.returncode))
