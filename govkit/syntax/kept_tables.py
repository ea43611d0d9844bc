"""The parser's tables, kept between runs in the user's own cache folder.

A grammar and Lark's options enter; a parser leaves, built from the kept tables where they are whole
and anew where they are not (`diagnostics/kept`). Whatever goes wrong with them costs time, never an
answer. It knows nothing of nodes, words or findings.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.exceptions import LarkError
from lark.grammar import Rule
from lark.lexer import TerminalDef

from govkit.diagnostics import kept

_UNFIT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LarkError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)  # what tables of a wrong shape raise while a parser is made of them


def made(grammar: str, options: dict[str, Any], actions: dict[str, Any]) -> Lark:
    """A parser of `grammar`; `options` shape its tables, `actions` are what it calls."""
    path = place(grammar, options)
    if path is not None:
        read = _read(path, options, actions)
        if read is not None:
            return read
    built = Lark(grammar, **options, **actions)
    if path is not None:
        data, memo = built.memo_serialize([TerminalDef, Rule])
        del data["options"]
        kept.keep(path, {"data": data, "memo": memo})
    return built


def place(grammar: str, options: dict[str, Any]) -> Path | None:
    """The file of these tables; none where the user has no folder for it."""
    return kept.place("tables", [lark.__version__, options, grammar])


def _read(path: Path, options: dict[str, Any], actions: dict[str, Any]) -> Lark | None:
    """The parser of the kept tables, where they are there, ours and whole."""
    tables = kept.read(path)
    try:
        states = tables["data"]["parser"]["parser"]
        states["tokens"] = _numbered(states["tokens"])
        states["states"] = {int(state): _numbered(acts) for state, acts in states["states"].items()}
        if not _closed(states, options["start"]):
            return None
        tables["data"]["options"] = {**options, "priority": "normal", **actions}
        tables["memo"] = _numbered(tables["memo"])
        parser: Lark = Lark.load(tables)
        return parser
    except _UNFIT:
        return None


def _closed(states: dict[str, Any], starts: list[str]) -> bool:
    """Whether each start is there, and each move leads to a state that is."""
    moves = (move for actions in states["states"].values() for move in actions.values())
    reached = {state for kind, state in moves if kind == 0}
    reached |= {states["start_states"][start] for start in starts}
    return reached <= set(states["states"])


def _numbered(data: dict[str, Any]) -> dict[int, Any]:
    """JSON knows only text as keys; these were numbers."""
    return {int(key): value for key, value in data.items()}
