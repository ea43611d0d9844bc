"""What the commands say, read from `wording.toml`: one key, two tongues.

A key and the words that fill it enter; a sentence leaves. The user's own text is made visible, so
that what leaves is safe to print. Nothing here knows a command or a stream.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from govkit.diagnostics.kept import kept
from govkit.diagnostics.width import visible

Tongue = Literal["zh", "en"]
Table = dict[str, Any]

_BLANK = re.compile(r"\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}")


@lru_cache(maxsize=4)
def table(name: str = "wording") -> Table:
    """The whole table `name.toml` of this folder."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    return kept(name, [text], lambda: _read(text))


def _read(text: str) -> Table:
    import tomllib

    return tomllib.loads(text)


def find(key: str, lang: Tongue, source: str = "wording") -> str | None:
    """The bare wording under a dotted key, or None."""
    place: Any = table(source)
    for part in key.split("."):
        place = place.get(part) if isinstance(place, dict) else None
    return place.get(lang) if isinstance(place, dict) else None


def worded(key: str, lang: Tongue, **fillers: object) -> str:
    """The sentence under a dotted key, filled. Raises `KeyError` where there is none."""
    template = find(key, lang)
    if template is None:
        raise KeyError(key)
    return filled(template, fillers)


def filled(template: str, fillers: dict[str, Any]) -> str:
    """`template` with `{n}` and `{n|one|many}` filled; what the fillers hold is not read again."""

    def put(match: re.Match[str]) -> str:
        value = fillers[match[1]]
        shown = visible(str(value))
        if match[2] is None:
            return shown
        return f"{shown} {match[2] if value == 1 else match[3]}"

    return _BLANK.sub(put, template)
