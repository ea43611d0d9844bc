"""Data that are made anew from the same texts in every process, kept in the user's cache folder.

The texts enter, and what makes the data of them; the data leave, read from the folder where they
lie there whole, made where they do not. A file is plain JSON with a digest, never a pickle, so that
reading it can execute nothing; whatever goes wrong with it costs time, never an answer. What the
data mean is not known here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

FORM = 2  # of the files: another number, and files of the old form are passed over
KEPT = 8  # files of one name, of other texts and versions, that stay beside the newest
LARGEST = 4_000_000  # bytes; the largest takes about a fifth of it


def kept(name: str, texts: Iterable[str], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The data that `make` makes of these texts: a map that JSON can say."""
    path = place(name, list(texts))
    found = read(path) if path is not None else None
    if isinstance(found, dict):
        return found
    made = make()
    if path is not None:
        keep(path, made)
    return made


def place(name: str, key: object) -> Path | None:
    """The file of what is made of `key`; none where the user has no folder for it."""
    folder = _folder()
    if folder is None:
        return None
    whole = [FORM, sys.implementation.cache_tag, sys.version, key]
    written = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    digest = _digest(written.encode("utf-8", "surrogatepass"))
    return folder / "govkit" / f"{name}-{digest}.json"


def read(path: Path) -> Any:
    """What a file holds, where it is there, ours and whole; else None."""
    try:
        content = _content(path)
        if content is None:
            return None
        digest, _, body = content.partition(b"\n")
        if digest.decode("ascii", "replace") != _digest(body):
            return None
        return json.loads(body)
    except (OSError, RecursionError, ValueError):
        return None


def keep(path: Path, data: object) -> None:
    """Write data beside their place, then move them there in one step.

    A folder that cannot be written is no error.
    """
    import tempfile

    body = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix="new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_digest(body).encode() + b"\n" + body)
            os.replace(beside, path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
        of_name = path.parent.glob(f"{path.name.rpartition('-')[0]}-*.json")
        others = sorted(of_name, key=lambda other: other.stat().st_mtime)
        for other in others[: -KEPT - 1]:
            other.unlink(missing_ok=True)


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


def _content(path: Path) -> bytes | None:
    """The bytes of a file that nobody but its owner, who is the user, may have written."""
    with path.open("rb") as file:
        if sys.platform != "win32":
            for state in (os.fstat(file.fileno()), path.parent.stat()):
                if state.st_uid != os.geteuid() or state.st_mode & 0o022:
                    return None
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
