"""The new model again, from the old one and the diff.

A model and a diff enter, the model that the diff was made to leaves. It proves that a diff is
complete: nothing is looked up in the new model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from govkit.analysis.diff.changes import Change, Diff, Order
from govkit.analysis.diff.data import data_of, named, shape_of, step_of
from govkit.analysis.diff.statements import gathered, grouped, regrouped, spread
from govkit.analysis.diff.tree import above, below
from govkit.model.binding import kind_of
from govkit.model.governance import Governance

Data = dict[str, Any]
_NAMES = {"doubt": "doubts", "exception": "approvals"}


def apply(old: Governance, diff: Diff) -> Governance:
    """The new model of a diff. Raises `ValueError` where it was not made from this old one."""
    if old.fingerprint != diff.old.fingerprint:
        raise ValueError(f"the diff is one of {diff.old.fingerprint}, not of {old.fingerprint}")
    try:
        return Governance.model_validate(_Patch(diff).object(old, "district", "district"))
    except (KeyError, IndexError) as error:
        raise ValueError("the diff does not fit its old model") from error


class _Patch:
    """The changes of a diff by the place they are of."""

    def __init__(self, diff: Diff) -> None:
        self._of: dict[str, list[Change]] = defaultdict(list)
        self._added: dict[tuple[str, str], list[Change]] = defaultdict(list)
        self._orders: dict[tuple[str, str], list[Order]] = defaultdict(list)
        for change in diff.changes:
            if change.what == "added" and not change.field:
                holder = above(change.path, change.kind, change.name)
                self._added[holder, change.kind].append(change)
            else:
                self._of[change.old_path].append(change)
        for order in diff.order:
            self._orders[order.path, order.field].append(order)

    def object(self, old: Any, old_path: str, path: str) -> Data:
        """The data of one object as it is in the new model."""
        data = {name: data_of(getattr(old, name)) for name in type(old).model_fields}
        shape = shape_of(type(old))
        fields: dict[str, list[Change]] = defaultdict(list)
        for change in self._of.get(old_path, ()):
            if change.field:
                fields[change.field].append(change)
            elif change.what == "renamed":
                data["name"] = change.new
            else:
                _set(data, change)
        for name in shape.plain:
            for change in fields[name]:
                data[name] = change.new
        for name in (*shape.attributes, *(["given"] if shape.given else [])):
            if fields[name] or (path, name) in self._orders:
                data[name] = self._field(data[name], fields[name], path, name, shape.kind)
        for name in shape.held:
            data[name] = self._held(getattr(old, name), type(old), name, old_path, path)
        return {name: value for name, value in data.items() if value is not None}

    # ── objects inside ──
    def _held(self, held: Any, cls: Any, name: str, old_path: str, path: str) -> list[Data]:
        kind = _kind_held(cls, name)
        kept: dict[int, Data] = {}
        for number, (key, entity) in enumerate(named(held).items()):
            was = below(old_path, step_of(kind), key)
            now = below(path, step_of(kind), key)
            changes = [one for one in self._of.get(was, ()) if not one.field]
            if any(one.what == "removed" for one in changes):
                continue
            renamed = next((one.path for one in changes if one.what == "renamed"), now)
            kept[number] = self.object(entity, was, renamed)
        return _put(kept, self._added.get((path, kind), ()), self._orders.get((path, name), ()))

    # ── statements ──
    def _field(
        self, statements: list[Data], changes: list[Change], path: str, name: str, kind: str
    ) -> list[Data]:
        orders = self._orders.get((path, name), ())
        gone = {one.old_place for one in changes if one.what == "removed" and not one.clause}
        kept = {n: one for n, one in enumerate(statements) if n not in gone}
        for number, stated in kept.items():
            own = [one for one in changes if one.old_place == number and one.what != "moved"]
            inner = [one for one in orders if one.place is not None and one.old_place == number]
            for change in changes:
                if change.old_place == number and change.what == "moved" and _is_list(stated):
                    stated["value"] = change.new
            _state(stated, [one for one in own if one.clause or one.what == "changed"], inner, kind)
        come = [one for one in changes if one.what == "added" and not one.clause]
        return _put(kept, come, [one for one in orders if one.place is None])


def _put(kept: dict[int, Data], come: Sequence[Change], orders: Sequence[Order]) -> list[Data]:
    """What stayed in its order, old or new, and what came at its place."""
    numbers = list(kept)
    for order in orders:
        numbers = [number for number in order.new if number is not None]
    found = [kept[number] for number in numbers]
    for change in sorted(come, key=lambda one: one.place or 0):
        found.insert(change.place or 0, change.new)
    return found


def _state(stated: Data, changes: Sequence[Change], orders: Sequence[Order], kind: str) -> None:
    """One statement with its changes: clauses, the whole value, then entries of a map."""
    keyed: list[Change] = []
    for change in changes:
        if not change.clause:
            stated["attribute"] = change.new
        elif change.clause != "value":
            _set(stated, change)
        elif change.key and "attribute" not in stated:
            keyed.append(change)
        else:
            stated["value"] = change.new
    value = stated["value"]
    leads = spread(value, kind)
    if leads is None:
        for order in orders:
            stated["value"] = order.new
        return
    if not keyed and not orders:
        return
    found = dict(leads)
    for change in keyed:
        if change.what == "removed":
            del found[change.key]
        else:
            found[change.key] = change.new
    groups = regrouped(grouped(value, kind), found)
    for order in orders:
        groups = order.new
    stated["value"] = gathered(found, groups, kind)


def _set(data: Data, change: Change) -> None:
    """One clause of a statement or of a head."""
    if change.clause in ("citation", "quotation", "origin"):
        origin = dict(data.get("origin") or {})
        origin.update(change.new if change.clause != "quotation" else {"quotation": change.new})
        data["origin"] = origin
        return
    name = _NAMES.get(change.clause, change.clause)
    if change.new is None:
        data.pop(name, None)
    else:
        data[name] = change.new


def _is_list(stated: Data) -> bool:
    return bool(stated["value"]["type"] != "mapping")


def _kind_held(cls: Any, name: str) -> str:
    """The kind of the objects in a field of a class."""
    from typing import get_args

    return kind_of(get_args(cls.model_fields[name].annotation)[0])
