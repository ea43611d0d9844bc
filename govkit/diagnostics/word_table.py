"""A table of words in either tongue, kept as TOML beside the module that says them.

A dotted key and a tongue enter, words leave. What they tell is not known here.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from govkit.diagnostics.kept import kept


class WordTable:
    """The table `path`; `name` is what its data are kept under between runs."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name

    @cached_property
    def whole(self) -> dict[str, Any]:
        """All of it."""
        text = self._path.read_text(encoding="utf-8")
        return kept(self._name, [text], lambda: _read(text))

    def find(self, key: str, lang: Literal["zh", "en"]) -> str | None:
        """The bare words under a dotted key, or None."""
        place: Any = self.whole
        for part in key.split("."):
            place = place.get(part) if isinstance(place, dict) else None
        return place.get(lang) if isinstance(place, dict) else None

    def said(self, key: str, lang: Literal["zh", "en"], /, **fillers: object) -> str:
        """The words under a dotted key, filled. Raises `KeyError` where there are none."""
        template = self.find(key, lang)
        if template is None:
            raise KeyError(key)
        return template.format_map(fillers) if fillers else template


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)
