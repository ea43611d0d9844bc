"""Plug-ins on the path, as an installed package is: a module and a folder with its entry points."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from govkit.diagnostics import catalogue

EXAMPLE = Path(__file__).parents[2] / "examples" / "plugin"
Install = Callable[..., None]


def dist_info(folder: Path, package: str, points: dict[str, dict[str, str]]) -> None:
    """The entry points of a package, where `importlib.metadata` looks for them."""
    made = folder / f"{package.replace('-', '_')}-0.1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.1.0\n")
    lines = [
        line
        for group, named in points.items()
        for line in (f"[{group}]", *(f"{name} = {where}" for name, where in named.items()))
    ]
    (made / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def undone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Codes that a test adds to the catalogue, and modules it loads, are gone after it."""
    monkeypatch.setattr(catalogue, "_ADDED", {})
    catalogue.entries.cache_clear()
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("govkit_example", "plugged_in"):
            del sys.modules[name]
    catalogue.entries.cache_clear()


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example package, by the entry points of its own `pyproject.toml`."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dist_info(tmp_path, project["name"], project["entry-points"])
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.syspath_prepend(str(tmp_path))
    invalidate_caches()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A package `plugged-in` with one module of this text."""

    def made(
        text: str, checks: str = "", holidays: str = "", name: str = "mine", exporters: str = ""
    ) -> None:
        folder = tmp_path / "site"
        folder.mkdir()
        (folder / "plugged_in.py").write_text(text, encoding="utf-8")
        points = {
            "govkit.checks": checks,
            "govkit.holidays": holidays,
            "govkit.exporters": exporters,
        }
        named = {group: {name: f"plugged_in:{what}"} for group, what in points.items() if what}
        dist_info(folder, "plugged-in", named)
        monkeypatch.syspath_prepend(str(folder))
        invalidate_caches()

    return made
