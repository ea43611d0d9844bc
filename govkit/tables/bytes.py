"""The bytes of a file that a text names, up to a size.

A path enters that somebody else has allowed; bytes leave, or a finding ends the reading.
"""

from __future__ import annotations

from pathlib import Path

from govkit.diagnostics import Both
from govkit.tables.table import Notes

MOST_BYTES = 20_000_000


def read_bytes(path: Path, name: str, notes: Notes) -> bytes:
    """All of the file. Raises `TableError` where it is not there (GOV152) or too large (GOV165)."""
    try:
        with path.open("rb") as stream:  # a device or a pipe may have no end
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        raise notes.refuse("GOV152", None, name=name) from None
    if len(data) > MOST_BYTES:
        size = max(len(data), path.stat().st_size)
        raise notes.refuse(
            "GOV165", None, name=name, what=Both("大小", "its size"),
            size=f"{size / 1e6:.1f} MB", limit=f"{MOST_BYTES / 1e6:.0f} MB",
        )  # fmt: skip
    return data
