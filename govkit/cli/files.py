"""Writing results to disk: whole or not at all.

Text and a path enter; a file leaves. A temporary file beside the target takes the text and then
takes its place, so that a reader never meets half a file. Nothing here knows what the text says.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from govkit.cli.refusal import failed, reason
from govkit.diagnostics import Both

UNCHANGED = Both("原来的文件没有变动", "What was there before is as it was")


def write_file(path: Path, text: str | bytes) -> None:
    """Put `text` in place of `path`, through links, keeping the rights of the old file.

    Text goes as UTF-8, bytes as they are. Raises `Refusal` (GOV808) where the system does not let
    it.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        _replace(path.resolve(), data)
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error if isinstance(error, OSError) else OSError())
        raise failed("GOV808", path=str(path), reason=why, left=UNCHANGED) from error


def room_for(path: Path, taken: Path | None = None) -> None:
    """See beforehand that a result can be written there, so that nobody waits for it in vain.

    Raises `Refusal` (GOV808) where the system does not let it, where a text of rules stands there,
    and for the file `taken`, into which something else goes.
    """
    import tempfile

    why = None
    try:
        if path.is_dir():
            raise IsADirectoryError
        if path.suffix == ".gov" and path.exists():
            why = Both("那是一份规则文件", "it is a text of rules")
        elif taken is not None and taken.resolve() == path.resolve():
            why = Both("还有别的结果写到这里", "another result goes there as well")
        elif path.is_file() or not path.exists():
            number, name = tempfile.mkstemp(
                dir=path.resolve().parent, prefix=f".{path.name}-", suffix=".tmp"
            )
            os.close(number)
            os.unlink(name)
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error if isinstance(error, OSError) else OSError())
    if why is not None:
        raise failed("GOV808", path=str(path), reason=why, left=UNCHANGED)


def make_folder(path: Path) -> None:
    """Make a folder with its parents. Raises `Refusal` (GOV808) where that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = reason(error if isinstance(error, OSError) else OSError())
        raise failed("GOV808", path=str(path), reason=why, left=UNCHANGED) from error


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    import tempfile

    number, name = tempfile.mkstemp(dir=path.parent, prefix=".govkit-", suffix=".tmp")
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
        os.chmod(name, _rights(path))
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _rights(path: Path) -> int:
    """The rights of the file there is, else those the user gives new files."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
