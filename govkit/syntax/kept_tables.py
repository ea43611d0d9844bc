"""The parser's tables, kept between runs in the user's own cache folder.

A grammar and Lark's options enter; a parser leaves, built from the kept tables where they are whole
and anew where they are not. The file is plain JSON with a digest, never a pickle, so that reading
it can execute nothing; and whatever goes wrong with it costs time, never an answer. It knows
nothing of nodes, words or findings.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.exceptions import LarkError
from lark.grammar import Rule
from lark.lexer import TerminalDef

FORM = 1  # of the file: another number, and files of the old form are passed over
KEPT = 8  # files of other grammars and versions that stay beside the newest
LARGEST = 4_000_000  # bytes; the tables take about a hundredth of it

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
        kept = _kept(path, options, actions)
        if kept is not None:
            return kept
    built = Lark(grammar, **options, **actions)
    if path is not None:
        with suppress(OSError):  # a folder that cannot be written is no error
            _keep(path, built)
    return built


def place(grammar: str, options: dict[str, Any]) -> Path | None:
    """The file of these tables; none where the user has no folder for it."""
    folder = _folder()
    if folder is None:
        return None
    whole = [FORM, lark.__version__, sys.implementation.cache_tag, platform.python_version()]
    key = json.dumps([*whole, options, grammar], ensure_ascii=False, sort_keys=True)
    return folder / "govkit" / f"tables-{_digest(key.encode())}.json"


def _folder() -> Path | None:
    """The user's cache folder by the custom of the system; never a shared one."""
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA", "")
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named)
    if sys.platform == "win32":
        return None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    inner = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return inner if home.is_absolute() else None


def _kept(path: Path, options: dict[str, Any], actions: dict[str, Any]) -> Lark | None:
    """The parser of the kept tables, where they are there, ours and whole."""
    try:
        content = _content(path)
        if content is None:
            return None
        digest, _, body = content.partition(b"\n")
        if digest.decode("ascii", "replace") != _digest(body):
            return None
        tables = json.loads(body)
        states = tables["data"]["parser"]["parser"]
        states["tokens"] = _numbered(states["tokens"])
        states["states"] = {int(state): _numbered(acts) for state, acts in states["states"].items()}
        if not _closed(states, options["start"]):
            return None
        tables["data"]["options"] = {**options, "priority": "normal", **actions}
        tables["memo"] = _numbered(tables["memo"])
        parser: Lark = Lark.load(tables)
        return parser
    except OSError:
        return None
    except _UNFIT:
        return None


def _closed(states: dict[str, Any], starts: list[str]) -> bool:
    """Whether each start is there, and each move leads to a state that is."""
    moves = (move for actions in states["states"].values() for move in actions.values())
    reached = {state for kind, state in moves if kind == 0}
    reached |= {states["start_states"][start] for start in starts}
    return reached <= set(states["states"])


def _content(path: Path) -> bytes | None:
    """The bytes of a file that nobody but its owner, who is the user, may have written."""
    with path.open("rb") as file:
        if sys.platform != "win32":
            for state in (os.fstat(file.fileno()), path.parent.stat()):
                if state.st_uid != os.geteuid() or state.st_mode & 0o022:
                    return None
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None


def _numbered(kept: dict[str, Any]) -> dict[int, Any]:
    """JSON knows only text as keys; these were numbers."""
    return {int(key): value for key, value in kept.items()}


def _keep(path: Path, parser: Lark) -> None:
    """Write the tables beside their place, then move them there in one step."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    del data["options"]
    body = json.dumps({"data": data, "memo": memo}, ensure_ascii=False).encode()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix="new-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_digest(body).encode() + b"\n" + body)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    others = sorted(path.parent.glob("tables-*.json"), key=lambda kept: kept.stat().st_mtime)
    for other in others[: -KEPT - 1]:
        other.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
