"""Which statement of a field became which, and what of a map is its own change.

The statements of one field enter as plain data, old and new; pairs of their numbers leave. A map
is read key by key, and put together again from keys, what they lead to, and how they are grouped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Data = dict[str, Any]
Pair = tuple[int | None, int | None]
_DATED = ("since", "until", "when")


def pairs_of(old: Sequence[Data], new: Sequence[Data], adds: bool) -> list[tuple[int, int]]:
    """Partners among the statements of a field: equal; of equal value; of equal dates and
    condition; by order. Ways out of different triggers (`adds`) are never one.
    """
    lost, come = list(range(len(old))), list(range(len(new)))
    found: list[tuple[int, int]] = []

    def take(same: Callable[[Data, Data], bool]) -> None:
        for n in list(come):
            hit = next((o for o in lost if same(old[o], new[n])), None)
            if hit is not None:
                found.append((hit, n))
                lost.remove(hit)
                come.remove(n)

    def fit(one: Data, other: Data) -> bool:
        return one.get("attribute") == other.get("attribute") and (
            not adds or bool(_keys(one) & _keys(other))
        )

    take(lambda one, other: one == other)
    take(lambda one, other: one["value"] == other["value"] and fit(one, other))
    if adds:
        take(lambda one, other: _keys(one) == _keys(other) and _dated(one) == _dated(other))
    take(lambda one, other: _dated(one) == _dated(other) and fit(one, other))
    take(fit)
    return sorted(found, key=lambda pair: pair[1])


def _dated(stated: Data) -> list[Any]:
    return [stated.get(name) for name in _DATED]


def _keys(stated: Data) -> frozenset[str]:
    value = stated["value"]
    if value["type"] != "mapping":
        return frozenset()
    return frozenset(key_of(key) for arrow in value["entries"] for key in arrow["keys"])


# ── maps ──


def key_of(key: Any) -> str:
    """A key of a map as text: itself, or the JSON of a value or of a pair."""
    return key if isinstance(key, str) else json.dumps(key, ensure_ascii=False)


def raw_key(key: str) -> Any:
    """The key behind its text."""
    return json.loads(key) if key.startswith(('{"', '["', "[{")) else key


def units_of(value: Data, kind: str) -> list[tuple[list[str], Any]]:
    """The entries of a map: the keys of each and what they lead to. The two of a cell are one."""
    return [
        (
            [key_of(arrow["keys"])] if kind == "table" else [key_of(key) for key in arrow["keys"]],
            arrow["to"],
        )
        for arrow in value["entries"]
    ]


def spread(value: Any, kind: str) -> Mapping[str, Any] | None:
    """A map key by key; None where it is none, names a key twice, or leads on from no key."""
    if not isinstance(value, dict) or value.get("type") != "mapping":
        return None
    found: dict[str, Any] = {}
    if not all(arrow["keys"] for arrow in value["entries"]):
        return None
    for keys, to in units_of(value, kind):
        for key in keys:
            if key in found:
                return None
            found[key] = to
    return found


def grouped(value: Data, kind: str) -> list[list[str]]:
    """How the keys of a map stand: in which order, which of them in one entry."""
    return [keys for keys, _ in units_of(value, kind)]


def gathered(leads: Mapping[str, Any], groups: Sequence[Sequence[str]], kind: str) -> Data:
    """A map of what its keys lead to and how they stand. Raises `KeyError` for an unknown key."""
    entries = []
    for keys in groups:
        raw = raw_key(keys[0]) if kind == "table" else [raw_key(key) for key in keys]
        entries.append({"keys": raw, "to": leads[keys[0]]})
    return {"entries": entries, "type": "mapping"}


def regrouped(groups: Sequence[Sequence[str]], leads: Mapping[str, Any]) -> list[list[str]]:
    """How keys stand when some went and others, each alone, came at the end."""
    kept = [[key for key in keys if key in leads] for keys in groups]
    known = {key for keys in kept for key in keys}
    return [keys for keys in kept if keys] + [[key] for key in leads if key not in known]
