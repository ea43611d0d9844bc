"""The room of the engine: its map names every module, and no module imports itself by a detour."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import govkit.engine

ROOM = Path(govkit.engine.__file__).parent
MODULES = {path.stem for path in ROOM.glob("*.py")} - {"__init__"}


def imports(module: str) -> set[str]:
    """The modules of the room that one imports when it is loaded; checks of types do not count."""
    tree = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))
    return {
        node.module.removeprefix("govkit.engine.")
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and "govkit.engine." in node.module
    }


def test_the_map_names_every_module_once() -> None:
    told = re.findall(r"`([a-z]+)`", govkit.engine.__doc__ or "")
    assert set(told) == MODULES - {"engine"} and len(told) == len(set(told))


def test_no_module_imports_itself_by_a_detour() -> None:
    left = {module: imports(module) for module in MODULES}
    while ready := [module for module, needed in left.items() if not needed & set(left)]:
        for module in ready:
            del left[module]
    assert left == {}
