"""Every sentence of the engine in both tongues, read from the table beside this file.

A key and its fillers enter, `Both` tongues leave. Words of the closed sets (moves, triggers,
manners) come from the vocabulary; names of the model are shown as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.kept import kept
from govkit.vocabulary.words import word_set

_MARK = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = Path(__file__).with_name("wording.toml").read_text(encoding="utf-8")
    return kept("engine", [text], lambda: _read(text))


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


@lru_cache(maxsize=4_096)
def both(key: str, **fill: Filler) -> Both:
    """The sentence or word `group.name` of the table, filled in, in both tongues."""
    entry: Any = _table()
    for part in key.split("."):
        entry = entry[part]
    zh = {name: value if isinstance(value, str) else value.zh for name, value in fill.items()}
    en = {name: value if isinstance(value, str) else value.en for name, value in fill.items()}
    return Both(_filled(entry["zh"], zh), _filled(entry["en"], en))


def _filled(template: str, fill: dict[str, str]) -> str:
    # Not str.format: a user's text may hold braces, and is put in once and not read again.
    return _MARK.sub(lambda mark: fill.get(mark[1], mark[0]), template)


def term(sets: str, word_id: str) -> Both:
    """A word of the closed sets (`move`, `trigger+event`, `manner`) in both tongues."""
    found = word_set(sets).get(word_id)
    return Both(found.zh, found.en) if found else Both(word_id, word_id)


def move_word(kind: str) -> Both:
    """The word for a kind of move, or of an event that is none."""
    if kind in word_set("move"):
        return term("move", kind)
    return both(f"event.{kind}")


def status_word(status: str) -> Both:
    """The word for a status."""
    return both(f"status.{status}")


def reason_word(trigger: str) -> Both:
    """The word for a trigger, an event, or an event of the model's own (its name)."""
    return term("trigger+event+decision", trigger)


def place_word(place: str) -> Both:
    """A place as it is shown: a tier or step by its name, a manner by its word."""
    kind, _, name = place.partition(":")
    return term("manner", name) if kind == "manner" else Both(name, name)


Later = Both | Callable[[], Both]


def later(key: str, **fillers: Filler | Callable[[], Both]) -> Later:
    """A sentence that is made when it is read, and with it the fillers that are not made yet."""
    return partial(_made, key, fillers)


def _made(key: str, fillers: Mapping[str, Filler | Callable[[], Both]]) -> Both:
    return both(key, **{name: f() if callable(f) else f for name, f in fillers.items()})


def said(words: Later) -> Both:
    """Words as they are read."""
    return words() if callable(words) else words


def joined(words: list[Both] | tuple[Both, ...]) -> Both:
    """A list of words: `甲、乙` and `a, b`."""
    if not words:
        return both("word.nothing")
    return Both("、".join(w.zh for w in words), ", ".join(w.en for w in words))
