"""The words of a table of amendments, in either tongue.

A dotted key and a tongue enter, words leave, from `wording.toml`. What they tell is not known here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from govkit.diagnostics.kept import kept
from govkit.values.units import Lang


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table."""
    text = Path(__file__).with_name("wording.toml").read_text(encoding="utf-8")
    return kept("amendments", [text], lambda: _read(text))


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def said(key: str, lang: Lang, /, **fillers: object) -> str:
    """The words under a dotted key, filled; empty where there are none."""
    place: Any = table()
    for part in key.split("."):
        place = place.get(part) if isinstance(place, dict) else None
    template: str = place.get(lang, "") if isinstance(place, dict) else ""
    return template.format_map(fillers) if fillers else template
