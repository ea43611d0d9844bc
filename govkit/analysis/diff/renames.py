"""What was renamed, and what a value is called after it.

Accepted renames enter; values of the old model leave as they would stand if nothing but names had
changed. Which objects are partners is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Renames:
    """Old names and new ones, each with the path of the object in the new model."""

    def __init__(self) -> None:
        self._bare: dict[str, tuple[str, str]] = {}
        self._exact: dict[str, tuple[str, str]] = {}
        self._starts: list[tuple[str, str, str]] = []

    def __bool__(self) -> bool:
        return bool(self._exact)

    def add(self, kind: str, old: str, new: str, path: str) -> None:
        """Note that an object is called otherwise."""
        if old == new or f"{kind}:{old}" in self._exact:
            return
        self._exact[f"{kind}:{old}"] = (f"{kind}:{new}", path)
        self._bare.setdefault(old, (new, path))
        if kind == "level":
            self._starts.append((f"unit:{old}·", f"unit:{new}·", path))
        if kind == "attribute":
            self._starts.append((f"{old}=", f"{new}=", path))

    def name(self, old: str) -> str:
        """The new name for a bare one; the same where nothing is renamed."""
        return self._bare.get(old, (old, ""))[0]

    def path(self, old: str) -> str:
        """The path of what a bare name belongs to; empty where nothing is renamed."""
        return self._bare.get(old, ("", ""))[1]

    def followed(self, old: Any, new: Any = None) -> tuple[Any, str]:
        """A value with new names, and the path of the first renamed object in it.

        A free word that still stands in `new` is no name of what was renamed.
        """
        if not self:
            return old, ""
        kept = frozenset(_strings(new))
        found: list[str] = []
        told = self._replaced(old, kept, found)
        return told, found[0] if found else ""

    def _replaced(self, value: Any, kept: frozenset[str], found: list[str]) -> Any:
        if isinstance(value, str):
            return self._string(value, kept, found)
        if isinstance(value, list):
            return [self._replaced(one, kept, found) for one in value]
        if isinstance(value, dict):
            return {key: self._replaced(one, kept, found) for key, one in value.items()}
        return value

    def _string(self, value: str, kept: frozenset[str], found: list[str]) -> str:
        hit = self._exact.get(value)
        if hit is None and value not in kept:
            hit = self._bare.get(value)
        if hit is not None:
            found.append(hit[1])
            return hit[0]
        for old, new, path in self._starts:
            if value.startswith(old) and value not in kept:
                found.append(path)
                return new + value[len(old) :]
        return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
