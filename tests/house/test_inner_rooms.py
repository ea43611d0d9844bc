"""The rooms inside a room: in a line, each importing only those before it, named by their doors.

And over the whole package: no module imports itself by a detour, checks of types included, and no
module inside a room comes in by the front door of its own room.
"""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from types import EllipsisType

import pytest

import govkit
from tests.together import together

PACKAGE = Path(govkit.__file__).parent
# Rooms with rooms inside: the line, first to last, with the modules that are no rooms themselves.
# `...` are the modules that are not named, side by side: a new one among them needs no line here.
LINES: dict[str, list[str | EllipsisType]] = {
    "syntax": ["kept_tables", "lexing", "nodes", "nesting", "strokes", "parser", "cutter", "braces",
               "mistakes", "recovery", "reading", "formatter", "tongue", "translation"],
    "syntax.formatter": ["lexemes", "style", "layout", "printer", "figures", "words", "values",
                         "names", "statements", "text"],
    "resolve": ["texts", "tables", "declaring", "reading", "offering", "refinement", "strengths",
                "replacing", "district"],
    "resolve.texts": ["folder", "reports", "text", "files"],
    "resolve.replacing": ["paths", "known", "replaced"],
    "resolve.tables": ["table", "rosters", "catalogues", "articles"],
    "resolve.declaring": ["near", "elsewhere", "names", "context", "references", "meant",
                          "heads", "declarations"],
    "resolve.reading": ["phrases", "amounts", "readings", "stories", "expressions", "dimensions",
                        "lists", "maps", "shares", "calendars", "quantities", "workloads", "values",
                        "clauses", "lines", "items", "layer", "openings", "blocks", "statements"],
    "resolve.refinement": ["maps", "binding", "said", "rights", "judging", "loosenings",
                           "side_doors", "merging"],
    "engine": ["case", "words", "plan", "time", "procedures", "answers", "door", "news",
               "replay", "pages", "reviews", "stored", "written", "schema", "engine"],
    "simulation": ["wording", "driver", "workload", "plan", "outcome", "page", "measuring",
                   "experiments", "simulation"],
    "reports.full": ["said", "objects", "grids", "chapters", "document", "views"],
    "reports.amendment": ["wording", "cutting", "objects", "pieces", "sentences", "rows", "table"],
    "reports.lesson": ["wording", "setting", "plan", "run_sheet", "injects", "seats", "observing",
                       "answers", "participants", "papers"],
    "reports.attachment": ["writer", "staff", "lists", "matters", "processes", "routines",
                           "assessments", "others", "annex"],
    "analysis": [..., "rows", "structure", "comparison", "provenance", "facts", "diff"],
    "analysis.diff": ["changes", "data", "wanted", "renames", "partners", "tree", "statements",
                      "directions", "saying", "comparing", "applying"],
    "pictures.swimlane": ["parts", "wording", "rows", "placing", "routing", "upright", "drawing",
                          "swimlane"],
    "cli": [..., "assess", "simulate"],
    "cli.assess": ["scores", "screen", "data", "period", "call"],
    "cli.simulate": ["keys", "saving", "sheet", "stage", "clock", "standing", "screen", "debrief",
                     "review", "lesson", "linear", "listing", "playing", "session", "call"],
}  # fmt: skip
# The one import that comes back: objects build the schema of their class when it is asked for.
WHEN_ASKED = {("govkit.model.frozen", "govkit.model.schema"): "docs/decisions/0018"}


def _dotted(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


MODULES = {_dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(module: str) -> set[str]:
    """The modules of the package that a module names in its imports, wherever they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & set(MODULES) or {node.module}
    waiting = {other for one, other in WHEN_ASKED if one == module}
    return (found & set(MODULES)) - waiting - {module}


def test_no_module_imports_itself_by_a_detour() -> None:
    left = {module: imported(module) for module in MODULES}
    while ready := [module for module, needed in left.items() if not needed & set(left)]:
        for module in ready:
            del left[module]
    assert left == {}


@pytest.mark.parametrize("room", LINES)
def test_inner_rooms_stand_in_a_line(room: str) -> None:
    line, folder = LINES[room], PACKAGE.joinpath(*room.split("."))
    found = {path.relative_to(folder).parts[0].removesuffix(".py")
             for path in folder.rglob("*.py")} - {"__init__"}  # fmt: skip
    named = {name for name in line if isinstance(name, str)}
    assert named <= found and (... in line or found == named)
    wrong = []

    def place(name: str) -> int:
        return line.index(name if name in named else ...)

    for module in MODULES:
        name = module.removeprefix(f"govkit.{room}.")
        if name == module:
            continue
        here = place(name.split(".")[0])
        for other in imported(module):
            there = other.removeprefix(f"govkit.{room}")
            if other.startswith(f"govkit.{room}") and not there:
                wrong.append(f"{module} comes in by its own front door")
            elif there.startswith(".") and place(there.split(".")[1]) > here:
                wrong.append(f"{module} imports {other}")
    assert wrong == []


@together(
    "inner",
    [f"govkit.{room}.{name}" for room, line in LINES.items() for name in line if name != ...],
)
def test_the_door_of_an_inner_room_names_its_modules(inner: str) -> None:
    if MODULES[inner].name != "__init__.py":
        return
    told = set(re.findall(r"`([a-z_]+)`", import_module(inner).__doc__ or ""))
    modules = {path.stem for path in MODULES[inner].parent.glob("*.py")} - {"__init__"}
    assert modules <= told
