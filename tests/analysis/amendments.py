"""Amendments drawn by a seed: models that differ from a given one in known places.

A model enters; the amended one leaves, with what was changed. `amended` draws one change of each
clause, twelve in all, each of another object; `altered` gives every single change of one leaf of
the JSON that still loads, for sweeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from govkit.analysis.diff.data import data_of, named, shape_of, step_of
from govkit.analysis.diff.tree import below
from govkit.model.binding import kind_of
from govkit.model.governance import COLLECTIONS, Governance

Data = dict[str, Any]
Keys = tuple[str | int, ...]
# What an amendment of a text speaks of: no data, comparisons, lessons and forecasts.
TOLD = ("level", "body", "post", "team", "list", "item", "matter", "state", "process", "tier",
        "step", "clock", "meeting", "duty", "assessment", "hierarchy")  # fmt: skip
_ENUMS = (
    ["exact", "about", "more"], ["≥", ">", "≤", "<", "="], ["", "total", "and_more"],
    ["", "all", "any"], ["must", "should", "in_principle", "may"], ["day", "month", "year"],
    ["cited", "derived", "assumed", "proposed", "none"], ["+", "-"], ["and", "or"],
    ["every", "some"],
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """One object of a model: its path, the fields and numbers that lead to it."""

    path: str
    kind: str
    keys: Keys
    entity: Any


@dataclass(frozen=True)
class Edit:
    """One change: the object, the field (empty: its head), the clause, and both sides as data."""

    path: str
    kind: str
    name: str
    field: str
    clause: str
    old: Any
    new: Any


# ── objects and their data ──


def spots(model: Governance) -> Iterator[Spot]:
    """Every object, the district first."""
    yield from _spots(model, "district", "district", ())


def _spots(entity: Any, path: str, kind: str, keys: Keys) -> Iterator[Spot]:
    yield Spot(path, kind, keys, entity)
    for field in shape_of(type(entity)).held:
        held = getattr(entity, field)
        for number, (key, inner) in enumerate(named(held).items()):
            kind = kind_of(type(inner))
            where = below(path, step_of(kind), key)
            yield from _spots(inner, where, kind, (*keys, field, number))


def with_data(model: Governance, spot: Spot, data: Data) -> Governance:
    """The model with one object made of other data. Raises `ValueError` where they do not load."""
    return _with(model, spot.keys, data)  # type: ignore[no-any-return]


def _with(entity: Any, keys: Keys, data: Data) -> Any:
    if not keys:
        held = {name: getattr(entity, name) for name in shape_of(type(entity)).held}
        return type(entity).model_validate(data).model_copy(update=held)
    field, number, *rest = keys
    held = list(getattr(entity, field))
    held[number] = _with(held[number], tuple(rest), data)
    return entity.model_copy(update={field: tuple(held)})


def own_data(entity: Any) -> Data:
    """The data of an object without the objects in it."""
    held = shape_of(type(entity)).held
    return {name: value for name, value in data_of(entity).items() if name not in held}


# ── every single change ──


def altered(model: Governance, spot: Spot) -> Iterator[tuple[Keys, Governance]]:
    """Every change of one leaf of an object's own data that loads, with the keys of the leaf.

    A leaf is altered to the first of some other values that loads, members of lists are dropped,
    clauses that are not there are added.
    """
    base = own_data(spot.entity)
    refs = sorted(f"{kind}:{one.name}" for kind, field in COLLECTIONS.items()
                  for one in getattr(model, field))  # fmt: skip
    for keys, candidates in _leaves(base, (), refs):
        for candidate in candidates:
            data = deepcopy(base)
            _put(data, keys, candidate)
            try:
                found = with_data(model, spot, data)
            except ValueError:
                continue
            if own_data(_at(found, spot.keys)) != base:
                yield keys, found
                break


_GONE = object()
_CLAUSES: tuple[tuple[str, Any], ...] = (
    ("strength", "in_principle"), ("since", "2031-01-01"), ("until", "2032-01-01"),
    ("when", {"value": "甲", "type": "constant"}), ("doubts", [{"why": "甲"}]),
    ("approvals", [{"code": "GOV528", "why": "甲"}]), ("chance", "1/3"),
)  # fmt: skip


def _leaves(data: Any, keys: Keys, refs: list[str]) -> Iterator[tuple[Keys, list[Any]]]:
    if isinstance(data, dict):
        if not keys or ("value" in data and "type" not in data):
            yield from (((*keys, clause), [new]) for clause, new in _CLAUSES if clause not in data)
            if "origin" not in data:
                yield (*keys, "origin"), [{"kind": "proposed", "remark": "甲"}]
        for key, value in data.items():
            fixed = ("name", "format") if not keys else ("type",) if isinstance(value, str) else ()
            if key not in fixed:
                yield from _leaves(value, (*keys, key), refs)
    elif isinstance(data, list):
        if len(data) > 1:
            yield from (((*keys, number), [_GONE]) for number in range(len(data)))
        for number, value in enumerate(data):
            yield from _leaves(value, (*keys, number), refs)
    else:
        yield keys, list(_others(data, refs))


def _others(leaf: Any, refs: list[str]) -> Iterator[Any]:
    if isinstance(leaf, bool):
        yield not leaf
    elif isinstance(leaf, int):
        yield leaf + 1
    elif leaf is None:
        yield from ("1/2", 7, "甲")
    else:
        yield from _other_texts(leaf, refs)


def _other_texts(leaf: str, refs: list[str]) -> Iterator[Any]:
    kind, colon, _ = leaf.partition(":")
    if colon:
        yield from [ref for ref in refs if ref.startswith(f"{kind}:") and ref != leaf][:1]
        return
    for words in _ENUMS:
        if leaf in words:
            yield from (word for word in words if word != leaf)
    with suppress(ValueError):
        yield (date.fromisoformat(leaf) + timedelta(days=1)).isoformat()
    with suppress(ValueError):
        yield str(Fraction(leaf) + 1)
    yield f"{leaf}甲"


def _put(data: Any, keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        data = data[key]
    if value is _GONE:
        del data[keys[-1]]
    else:
        data[keys[-1]] = value


def _at(entity: Any, keys: Keys) -> Any:
    for key in keys:
        entity = getattr(entity, key) if isinstance(key, str) else entity[key]
    return entity


# ── one amendment of twelve changes ──


def amended(model: Governance, seed: int) -> tuple[Governance, list[Edit]]:
    """A model with one change of each clause, each in an object of its own; the changes drawn.

    Raises `ValueError` where the model has too few objects for one of the clauses.
    """
    rng, data = Random(f"{model.name}/{seed}"), data_of(model)
    free = [spot for spot in spots(model) if spot.kind in TOLD]
    rng.shuffle(free)
    made: list[Edit] = []
    for clause, draw in _DRAWS.items():
        drawn = ((spot, draw(rng, spot)) for spot in free)
        spot, edit = next(((spot, one) for spot, one in drawn if one is not None), (None, None))
        if spot is None or edit is None:
            raise ValueError(f"no object of {model.name} has {clause}")
        _make(data, spot, edit)
        made.append(edit)
        free = [one for one in free if _apart(one, spot)]
    return Governance.model_validate(data), made


def _apart(one: Spot, other: Spot) -> bool:
    """Whether neither object stands in the other, so that each change has a row of its own."""
    short = min(len(one.keys), len(other.keys))
    return one.keys[:short] != other.keys[:short]


def _make(data: Data, spot: Spot, edit: Edit) -> None:
    for key in spot.keys:
        data = data[key]  # type: ignore[index]
    where = data[edit.field][0] if edit.field else data
    if edit.clause in ("citation", "quotation", "origin"):
        part = edit.new if isinstance(edit.new, dict) else {"quotation": edit.new}
        where["origin"] = {**where.get("origin", {}), **part}
    else:
        where[_FIELDS.get(edit.clause, edit.clause)] = edit.new


_FIELDS = {"doubt": "doubts", "exception": "approvals"}


def _edit(spot: Spot, field: str, clause: str, old: Any, new: Any) -> Edit | None:
    return (
        Edit(spot.path, spot.kind, spot.entity.name, field, clause, old, new)
        if old != new
        else None
    )


def _first(rng: Random, spot: Spot, origin: str = "") -> tuple[str, Data] | None:
    """A field with one statement, perhaps of a kind of origin, and that statement."""
    data = own_data(spot.entity)
    names = [
        name for name in shape_of(type(spot.entity)).attributes
        if name in data and name not in ("note", "alias", "on") and len(data[name]) == 1
        and origin in ("", data[name][0].get("origin", {}).get("kind"))
    ]  # fmt: skip
    name = rng.choice(names) if names else ""
    return (name, data[name][0]) if name else None


def _of(clause: str, new: Callable[[Random, Any], Any]) -> Callable[[Random, Spot], Edit | None]:
    """A change of one clause of a statement: from what it is to what it may be."""

    def draw(rng: Random, spot: Spot) -> Edit | None:
        found = _first(rng, spot)
        if found is None:
            return None
        field, stated = found
        old = stated.get(_FIELDS.get(clause, clause))
        return _edit(spot, field, clause, old, new(rng, old))

    return draw


def _value(rng: Random, spot: Spot) -> Edit | None:
    """A figure that grows, or a list with one member more."""
    found = _first(rng, spot)
    if found is None:
        return None
    field, stated = found
    value = deepcopy(stated["value"])
    inner = value.get("quantity") or value
    if value["type"] == "rate" and "number" in value["amount"]:
        inner = value["amount"]
    if "number" in inner:
        inner["number"] = str(Fraction(inner["number"]) + rng.randint(1, 3))
    elif value["type"] == "words" and value["words"] and value["total"] is None:
        value["words"].append("新增的一项")
    return _edit(spot, field, "value", stated["value"], value)


def _origin(part: str, new: str) -> Callable[[Random, Spot], Edit | None]:
    def draw(rng: Random, spot: Spot) -> Edit | None:
        found = _first(rng, spot, "cited")
        if found is None:
            return None
        field, stated = found
        if part == "quotation":
            return _edit(spot, field, part, stated["origin"].get(part, ""), new)
        old = {name: stated["origin"].get(name, "") for name in ("source", "place")}
        return _edit(spot, field, "citation", old, {**old, "place": new})

    return draw


def _proposed(rng: Random, spot: Spot) -> Edit | None:
    """What was assumed becomes the drafter's own."""
    found = _first(rng, spot, "assumed")
    if found is None:
        return None
    field, stated = found
    old = {name: stated["origin"].get(name, "") for name in ("kind", "remark")}
    return _edit(spot, field, "origin", old, {"kind": "proposed", "remark": "征求意见后拟定"})


def _title(rng: Random, spot: Spot) -> Edit | None:
    return _edit(spot, "", "title", spot.entity.title or None, f"{spot.entity.label}（修订）")


def _strength(rng: Random, old: Any) -> Any:
    return "in_principle" if old != "in_principle" else "must"


_WHEN = {"value": "遇有重大事项", "type": "constant"}
_DRAWS: dict[str, Callable[[Random, Spot], Edit | None]] = {
    "origin": _proposed,
    "value": _value,
    "citation": _origin("place", "第九十九条"),
    "quotation": _origin("quotation", "修订后的原文"),
    "strength": _of("strength", _strength),
    "since": _of("since", lambda rng, old: f"203{rng.randint(0, 4)}-01-01"),
    "until": _of("until", lambda rng, old: f"203{rng.randint(5, 9)}-12-31"),
    "when": _of("when", lambda rng, old: None if old else _WHEN),
    "doubt": _of("doubt", lambda rng, old: [*(old or []), {"why": "两处写法不一"}]),
    "exception": _of(
        "exception", lambda rng, old: [*(old or []), {"code": "GOV528", "why": "已核"}]
    ),
    "chance": _of("chance", lambda rng, old: f"1/{rng.randint(2, 9)}"),
    "title": _title,
}


# ── drawn at random ──


def drifted(model: Governance, seed: str) -> Governance:
    """A model after one to fifteen changes at random places: members of any list taken out, put
    elsewhere, doubled; objects called otherwise; leaves altered.
    """
    rng, base = Random(seed), data_of(model)
    wanted = rng.randint(1, 15)
    done = 0
    while done < wanted:  # a change that does not load is drawn again
        data = deepcopy(base)
        _drift(rng, data)
        with suppress(ValueError):
            model = Governance.model_validate(data)
            base, done = data, done + 1
    return model


def _drift(rng: Random, data: Data) -> None:
    lists = [found for found in _lists(data) if found]
    members = rng.choice(lists)
    number = rng.randrange(len(members))
    one = members[number]
    match rng.choice(["out", "elsewhere", "double", "name", "leaf", "leaf"]):
        case "out":
            members.pop(number)
        case "elsewhere":
            members.insert(rng.randrange(len(members)), members.pop(number))
        case "double":
            members.insert(number, deepcopy(one))
        case "name" if isinstance(one, dict) and "name" in one:
            one["name"] = f"新{one['name']}"
        case _:
            leaves = [found for found in _leaves(one, ("",), []) if found[1]]
            leaves = [found for found in leaves if not {"ends", "words"} & {*found[0][:-1]}]
            if leaves and isinstance(one, dict | list):
                keys, candidates = rng.choice(leaves)
                _put(one, keys[1:], candidates[0])


def _lists(data: Any) -> Iterator[list[Any]]:
    """Every list, but the two of a value that go together word by word."""
    if isinstance(data, dict) and data.get("type") == "led_words":
        return
    if isinstance(data, list):
        yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in inner:
        yield from _lists(value)
