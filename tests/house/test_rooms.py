"""The laws of the house, held against the syntax tree of every module.

A room is the first part of a path inside the package (`govkit/model/…`, `govkit/source.py`).
The table below is the plan: rooms from top to bottom, each with the rooms it may import. A new
room, a new edge or a new library is a change of this table, and so of the plan.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.together import together

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "govkit"
MODULES = sorted(PACKAGE.rglob("*.py"))

_CORE = ["source", "diagnostics", "vocabulary", "values", "calendars", "model"]
_ALL = ["version", *_CORE, "draws", "timing", "document", "syntax", "tables", "resolve", "checks",
        "plugins", "duties", "engine", "indicators", "analysis", "export", "pictures", "simulation",
        "scenario", "reports", "pipeline"]  # fmt: skip

ROOMS: dict[str, list[str]] = {
    "version": [],
    "source": [],
    "diagnostics": ["source"],
    "vocabulary": [],
    "values": ["source", "diagnostics", "vocabulary"],
    "calendars": [],
    "model": ["source", "vocabulary", "values", "calendars"],
    "draws": ["values", "calendars"],
    "timing": ["values", "calendars", "model"],
    "document": [],
    "syntax": ["source", "diagnostics", "vocabulary", "values"],
    "tables": ["source", "diagnostics"],
    "resolve": [*_CORE, "draws", "syntax", "tables"],
    "checks": ["source", "diagnostics", "vocabulary", "values", "calendars", "model"],
    "plugins": ["diagnostics", "values", "model", "document", "checks"],
    "duties": ["diagnostics", "values", "calendars", "model", "timing"],
    "engine": [
        "version",
        "diagnostics",
        "vocabulary",
        "values",
        "calendars",
        "model",
        "timing",
        "duties",
    ],
    "indicators": ["diagnostics", "vocabulary", "values", "calendars", "model", "engine"],
    "analysis": ["source", "diagnostics", "vocabulary", "values", "calendars", "model", "checks"],
    "export": [
        "source",
        "diagnostics",
        "vocabulary",
        "values",
        "model",
        "document",
        "tables",
        "checks",
        "analysis",
    ],
    "pictures": ["diagnostics", "vocabulary", "values", "model", "analysis", "export"],
    "simulation": [
        "version",
        "diagnostics",
        "draws",
        "vocabulary",
        "values",
        "calendars",
        "model",
        "timing",
        "resolve",
        "checks",
        "engine",
        "indicators",
        "analysis",
        "export",
        "pictures",
    ],
    "scenario": [
        "version",
        "diagnostics",
        "draws",
        "vocabulary",
        "values",
        "calendars",
        "model",
        "engine",
    ],
    "reports": [
        "diagnostics",
        "vocabulary",
        "values",
        "model",
        "document",
        "tables",
        "checks",
        "analysis",
        "pictures",
        "scenario",
    ],
    "pipeline": [room for room in _ALL if room != "pipeline"],
    "cli": _ALL,
}

# Modules beside the rooms: the front door hands out names of every room, `python -m govkit`
# only opens the command line.
DOORS: dict[str, list[str]] = {"__init__": _ALL, "__main__": ["cli"]}

# Outside libraries and the rooms that may import them. `None`: any room, but only inside a
# function, because the library belongs to an optional extra.
LIBRARIES: dict[str, list[str] | None] = {
    "lark": ["syntax"],
    "typer": ["cli"],
    "click": ["cli"],
    "rich": ["cli"],
    "pydantic": ["model", "engine", "scenario", "pipeline"],
    "pydantic_core": ["model", "engine", "scenario", "pipeline"],
    "ruamel": ["resolve", "scenario", "export", "pipeline", "cli"],
    "holidays": None,
    "numba": None,
    "numpy": None,
    "pyarrow": None,
    "openpyxl": None,
    "docx": None,
    "resvg_py": None,
    "pygls": None,
    "lsprotocol": None,
    "distributed": None,
}

NAMELESS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("work", "tmp", "home", "Users"))
TEXTS = {".py", ".toml", ".lark", ".csv", ".gov", ".typed"}


@dataclass(frozen=True)
class Import:
    """One imported module by its full dotted name, and whether it waits for a call."""

    name: str
    line: int
    lazy: bool


def imports(tree: ast.Module, module: list[str], is_package: bool = False) -> Iterator[Import]:
    """Every import of a module whose dotted name is `module`, whichever way it is written."""
    waiting = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        lazy = node in waiting
        for name in _names(node, module if is_package else module[:-1]):
            yield Import(name, getattr(node, "lineno", 0), lazy)


def _names(node: ast.AST, package: list[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        start = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*start, *([node.module] if node.module else [])])
        # `from govkit import model` names a room, `from govkit.model import Post` is one already.
        return [f"{base}.{alias.name}" for alias in node.names] if base == "govkit" else [base]
    if isinstance(node, ast.Call) and node.args:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        target = node.args[0]
        if called in {"import_module", "__import__"} and isinstance(target, ast.Constant):
            return [str(target.value)]
    return []


def breaches(room: str, found: Import) -> str | None:
    """Why this room may not hold this import, or nothing."""
    first, _, rest = found.name.partition(".")
    if first == "govkit":
        inner = rest.split(".")[0]
        allowed = [*ROOMS.get(room, []), *DOORS.get(room, []), room]
        return None if inner in allowed else f"{room} may not import {inner or 'the front door'}"
    if first in sys.stdlib_module_names:
        return None
    if first not in LIBRARIES:
        return f"{first} is no library of this project"
    homes = LIBRARIES[first]
    if homes is None:
        return None if found.lazy else f"{first} is an extra: import it inside one function"
    return None if room in homes else f"{first} lives in {', '.join(homes)}, not in {room}"


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path: Path) -> list[str]:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_room_imports_only_rooms_above_it() -> None:
    order = list(ROOMS)
    for room, allowed in ROOMS.items():
        above = set(order[: order.index(room)])
        assert set(allowed) <= above, f"the plan lets {room} import a room below it"


def test_every_room_has_a_place_in_the_plan() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms - set(ROOMS) - set(DOORS) == set()


def test_the_guide_has_a_row_for_every_room_in_the_order_of_the_plan() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| .+ \|$", guide, re.MULTILINE) == list(ROOMS)


@together("path", MODULES, ids=shown)
def test_module_imports_what_its_room_may(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = imports(tree, dotted(path), is_package=path.name == "__init__.py")
    wrong = [f"line {i.line}: {why}" for i in found if (why := breaches(room_of(path), i))]
    assert wrong == []


@together("path", MODULES, ids=shown)
def test_module_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_file_has_a_telling_name() -> None:
    named = {path: {part.removesuffix(".py") for part in dotted(path)} for path in MODULES}
    assert [shown(path) for path, parts in named.items() if parts & NAMELESS] == []


def test_no_text_of_the_package_names_a_folder_of_some_machine() -> None:
    folders = (PACKAGE, ROOT / "grammars", ROOT / "examples")
    texts = [p for folder in folders for p in folder.rglob("*") if p.suffix in TEXTS]
    wrong = [
        shown(path)
        for path in texts
        if any(place.encode() in path.read_bytes() for place in MACHINE_PATHS)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "text", "reason"),
    [
        ("model", "import govkit.engine", "model may not import engine"),
        ("model", "from govkit.engine.case.case import Case", "model may not import engine"),
        ("model", "from govkit import engine", "model may not import engine"),
        ("model", "from govkit import compile", "model may not import compile"),
        ("model", "from ..engine import Case", "model may not import engine"),
        ("model", "import govkit", "model may not import the front door"),
        ("model", "def f():\n    import govkit.engine", "model may not import engine"),
        ("model", "import_module('govkit.engine')", "model may not import engine"),
        ("model", "if TYPE_CHECKING:\n    import govkit.cli", "model may not import cli"),
        ("checks", "from lark import Token", "lark lives in syntax, not in checks"),
        ("checks", "import pydantic as p", "pydantic lives in model, engine, "),
        ("export", "def f():\n    from rich.text import Text", "rich lives in cli, not in export"),
        ("export", "import openpyxl", "openpyxl is an extra"),
        ("export", "import requests", "requests is no library of this project"),
    ],
)
def test_a_breach_is_seen(room: str, text: str, reason: str) -> None:
    found = [breaches(room, i) for i in imports(ast.parse(text), ["govkit", room, "page"])]
    assert len(found) == 1
    assert str(found[0]).startswith(reason)


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("model", "from govkit.values import Amount"),
        ("model", "from .post import Post"),
        ("model", "from . import post"),
        ("cli", "from govkit.version import __version__"),
        ("export", "def f():\n    import openpyxl"),
        ("source", "from dataclasses import dataclass"),
    ],
)
def test_a_lawful_import_is_left_alone(room: str, text: str) -> None:
    found = list(imports(ast.parse(text), ["govkit", room, "page"]))
    assert [breaches(room, i) for i in found] == [None]
