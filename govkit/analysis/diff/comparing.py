"""From two models to the diff of the second against the first.

Two models enter, every change leaves: what of objects, statements, clauses and entries of maps
differs, in values, never in words. Who is whom is said in `tree`, which statement is which in
`statements`; how a change is told is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govkit.analysis.diff.changes import Change, Clause, Diff, Order, Version
from govkit.analysis.diff.data import data_of, origin_of, shape_of
from govkit.analysis.diff.directions import by_coming, by_strength, by_value
from govkit.analysis.diff.saying import Words
from govkit.analysis.diff.statements import (
    gathered,
    grouped,
    key_of,
    pairs_of,
    regrouped,
    spread,
)
from govkit.analysis.diff.tree import Twin, Twins, twins
from govkit.model.governance import Governance
from govkit.model.statement import Claim, Outcomes
from govkit.model.strength import forbids
from govkit.vocabulary.bounds import bounds

Data = dict[str, Any]
_PLAIN: tuple[tuple[Clause, str], ...] = (
    ("strength", "strength"), ("since", "since"), ("until", "until"), ("when", "when"),
)  # fmt: skip
_LAST: tuple[tuple[Clause, str], ...] = (
    ("doubt", "doubts"), ("exception", "approvals"), ("chance", "chance"),
)  # fmt: skip
# Objects whose order says what comes first, and lists where a table does not say so.
_IN_ORDER = frozenset({"tiers", "steps", "states", "turns", "segments", "injects", "endings"})
_LISTED = frozenset({"order", "priority", "moves"})
_LISTS = frozenset({"words", "led_words", "refs", "chosen", "chain", "days", "roster", "durations"})


def diff(old: Governance, new: Governance, renamed: Mapping[str, str] | None = None) -> Diff:
    """Every change from one model to the next; `apply(old, diff(old, new))` is the new one.

    `renamed` maps old names, or `kind:name`, to new ones, where a rename is not seen by itself.
    """
    found = twins(old, new, renamed or {})
    walk = _Walk(found, Words(old, new))
    walk.object(found.district, ())
    return Diff(
        _version(old), _version(new), tuple(walk.changes), tuple(walk.orders), tuple(found.near)
    )


def _version(model: Governance) -> Version:
    stated = model.version.value
    return Version(model.name, stated.text if stated is not None else "", model)


@dataclass(frozen=True)
class _Head:
    """An object around a statement, and what of its own clauses changed."""

    path: str
    changed: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class _Place:
    """Where changes stand: an object, a field, a statement there."""

    twin: Twin
    heads: tuple[_Head, ...]
    field: str = ""
    key: str = ""
    old_place: int | None = None
    place: int | None = None
    cited: str = ""
    source: str = ""


@dataclass
class _Walk:
    twins: Twins
    words: Words
    changes: list[Change] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)

    # ── objects ──
    def object(self, twin: Twin, heads: tuple[_Head, ...]) -> None:
        """All changes of one object and of what stands in it."""
        if twin.old is None or twin.new is None:
            self._came_or_went(twin)
            return
        if twin.old.name != twin.new.name:
            self._renamed(twin)
        before = {**_clauses(twin.old), "title": twin.old.title or None}
        after = {**_clauses(twin.new), "title": twin.new.title or None}
        at = _Place(twin, heads, "", "", twin.old_place, twin.place, *_cited(twin.new, twin.old))
        self._clauses(at, before, after, twin.old, twin.new)
        changed = {
            clause: (before[clause], after[clause])
            for clause in before
            if before[clause] != after[clause]
        }
        heads = (*heads, _Head(twin.path, changed)) if changed else heads
        self._inside(twin, heads)

    def _inside(self, twin: Twin, heads: tuple[_Head, ...]) -> None:
        shape = shape_of(type(twin.new))
        for name in shape.plain:
            old, new = data_of(getattr(twin.old, name)), data_of(getattr(twin.new, name))
            at = _Place(twin, heads, name, "", None, None, *_cited(twin.new, twin.old))
            self._clause(at, "value", old, new, twin.old, twin.new)
        for name in (*shape.attributes, *(["given"] if shape.given else [])):
            before, after = getattr(twin.old, name), getattr(twin.new, name)
            if before is not after and before != after:
                old_root, new_root = (getattr(side, "root", side) for side in (before, after))
                self._field(twin, heads, name, old_root, new_root)
        for name in shape.held:
            held = twin.held.get(name, [])
            self._order_of_objects(twin, name, held)
            for inner in held:
                if inner.old is None or inner.new is None or inner.old != inner.new:
                    self.object(inner, heads)

    def _came_or_went(self, twin: Twin) -> None:
        came = twin.old is None
        cited, source = _cited(twin.one)
        whole = data_of(twin.one)
        self.changes.append(
            Change(
                "added" if came else "removed", twin.path, twin.old_path, twin.kind,
                twin.one.name, old=None if came else whole, new=whole if came else None,
                old_text="" if came else twin.one.label, new_text=twin.one.label if came else "",
                cited=cited, source=source, place=twin.place, old_place=twin.old_place,
            )
        )  # fmt: skip

    def _renamed(self, twin: Twin) -> None:
        renames = self.twins.renames
        first = renames.path(twin.old.name)
        follows = renames.name(twin.old.name) == twin.new.name and first != twin.path
        cited, source = _cited(twin.new, twin.old)
        self.changes.append(
            Change(
                "renamed", twin.path, twin.old_path, twin.kind, twin.new.name,
                old=twin.old.name, new=twin.new.name, old_text=twin.old.name,
                new_text=twin.new.name, cited=cited, source=source,
                consequence_of=first if follows else "", place=twin.place,
                old_place=twin.old_place,
            )
        )  # fmt: skip

    def _order_of_objects(self, twin: Twin, name: str, held: list[Twin]) -> None:
        stayed = [inner for inner in held if inner.old is not None and inner.new is not None]
        stands = [inner.old_place or 0 for inner in stayed]
        if stands == sorted(stands):
            return
        was = [inner.old.name for inner in sorted(stayed, key=lambda one: one.old_place or 0)]
        now = [inner.new.name for inner in stayed]
        numbers = [inner.old_place for inner in held if inner.new is not None]
        self.orders.append(Order(twin.path, name, sorted(stands), numbers))
        if name in _IN_ORDER:
            self._add(_Place(twin, (), name, "", None, None, *_cited(twin.new)), "moved", "", was,
                      now, ("、".join(was), "、".join(now)))  # fmt: skip

    # ── fields ──
    def _field(
        self, twin: Twin, heads: tuple[_Head, ...], name: str, before: Any, after: Any
    ) -> None:
        old, new = [data_of(one) for one in before], [data_of(one) for one in after]
        likened = [
            self.twins.renames.followed(one, new[0] if len(new) == 1 else new)[0] for one in old
        ]
        adds = isinstance(getattr(twin.new, name), Outcomes)
        pairs = pairs_of(likened, new, adds)
        partner = {n: o for o, n in pairs}
        gone = [number for number in range(len(old)) if number not in set(partner.values())]
        for number in gone:
            at = _Place(twin, heads, name, old[number].get("attribute", ""), number, None,
                        *_cited(before[number], twin.old))  # fmt: skip
            self._statement(at, before[number], None, alone=not new)
        for number in range(len(new)):
            was = partner.get(number)
            base = before[was] if was is not None else twin.new
            at = _Place(twin, heads, name, new[number].get("attribute", ""), was, number,
                        *_cited(after[number], base, twin.new))  # fmt: skip
            if was is None:
                self._statement(at, None, after[number], alone=not old)
            elif old[was] != new[number]:
                self._pair(at, before[was], after[number])
        places = [o for o, _ in pairs]
        if places != sorted(places):
            now = [partner.get(number) for number in range(len(new))]
            self.orders.append(Order(twin.path, name, sorted(places), now))

    def _statement(self, at: _Place, old: Any, new: Any, *, alone: bool) -> None:
        """A whole statement that came or went; `alone`: the other side of the field has none.

        Beside others nobody can say which way it binds: it may hold in their place.
        """
        what = "added" if old is None else "removed"
        texts = (
            self.words.stated(at.twin.kind, at.field, side, side is old) for side in (old, new)
        )
        way = by_coming(at.twin.kind, at.field, old, new) if alone else ""
        self._add(at, what, "", data_of(old), data_of(new), tuple(texts), way)

    def _pair(self, at: _Place, old: Any, new: Any) -> None:
        """The clauses of one statement, then its value."""
        was, now = data_of(old.value), data_of(new.value)
        if was != now:
            self._value(at, was, now, old, new)
        if getattr(old, "attribute", "") != getattr(new, "attribute", ""):
            self._clause(at, "", old.attribute, new.attribute, old, new)
        self._clauses(at, _clauses(old), _clauses(new), old, new)

    def _value(self, at: _Place, was: Any, now: Any, old: Any, new: Any) -> None:
        likened, path = self.twins.renames.followed(was, now)
        if likened != was:
            said = self.words.values(at.twin.kind, at.field, old, None)[0]
            texts = said, self.words.data(at.twin.kind, at.field, likened)
            self._add(at, "changed", "value", was, likened, texts, follows=path)
            if likened == now:
                return
            was = likened
        before, after = (spread(side, at.twin.kind) for side in (was, now))
        if at.field != "given" and before is not None and after is not None:
            self._map(at, was, now, before, after)
            return
        before_text, after_text = self.words.values(at.twin.kind, at.field, old, new)
        if path:
            before_text = self.words.data(at.twin.kind, at.field, was)
        texts = before_text, after_text
        if _only_order(was, now):
            matters = bounds().get(f"{at.twin.kind}.{at.field}") in ("order", "leads")
            if matters or at.field in _LISTED or now["type"] == "chain":
                self._add(at, "moved", "value", was, now, texts)
            else:
                self._ordered(at, was, now)
            return
        way = by_value(at.twin.kind, at.field, old, new)
        self._add(at, "changed", "value", was, now, texts, way)

    def _map(
        self, at: _Place, was: Data, now: Data, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """A map key by key; then how its keys stand, where that does not follow."""
        kind = at.twin.kind
        for key in [*after, *(key for key in before if key not in after)]:
            old, new = before.get(key), after.get(key)
            if old != new:
                what = "added" if old is None else "removed" if new is None else "changed"
                texts = self.words.ends(old), self.words.ends(new)
                self._add(at, what, "value", old, new, texts, key=key)
        groups = grouped(now, kind)
        leads = {key: after[key] for key in before if key in after} | dict(after)
        if gathered(leads, regrouped(grouped(was, kind), leads), kind) != now:
            self._ordered(at, grouped(was, kind), groups)
        kept = [[key for key in side if key in before and key in after] for side in (before, after)]
        if kept[0] != kept[1]:
            self._add(at, "moved", "value", kept[0], kept[1], ("", ""))

    def _ordered(self, at: _Place, was: Any, now: Any) -> None:
        order = Order(at.twin.path, at.field, was, now, at.place, at.old_place)
        self.orders.append(order)

    # ── clauses ──
    def _clauses(self, at: _Place, before: Data, after: Data, old: Any, new: Any) -> None:
        for clause in before:
            self._clause(at, clause, before[clause], after[clause], old, new)  # type: ignore[arg-type]

    def _clause(self, at: _Place, clause: Clause, was: Any, now: Any, old: Any, new: Any) -> None:
        if was == now:
            return
        for head in at.heads:
            if _follows(clause, head.changed.get(clause), was, now):
                texts = self.words.clauses(clause, old, new)
                self._add(at, "changed", clause, was, now, texts, follows=head.path)
                return
        likened, path = self.twins.renames.followed(was, now)
        texts = self.words.clauses(clause, old, new)
        if likened != was:
            self._add(at, "changed", clause, was, likened, texts, follows=path)
            was = likened
        if was != now:
            way = by_strength(was, now) if clause == "strength" else ""
            self._add(at, "changed", clause, was, now, texts, way)

    def _add(
        self, at: _Place, what: Any, clause: Clause, was: Any, now: Any, texts: Any,
        way: Any = "", *, follows: str = "", key: str = "",
    ) -> None:  # fmt: skip
        twin = at.twin
        self.changes.append(
            Change(
                what, twin.path, twin.old_path, twin.kind, twin.new.name, at.field, clause,
                key or at.key, was, now, texts[0], texts[1],
                self.words.key(key) if key else at.key, at.cited, at.source, way, follows,
                at.place, at.old_place,
            )
        )  # fmt: skip


def _follows(clause: str, changed: tuple[Any, Any] | None, was: Any, now: Any) -> bool:
    """Whether a clause changed because that of the head did.

    What is forbidden now, or no longer, says something else than before and follows nothing; who
    and when beside what is forbidden have no strength of their own.
    """
    if changed is None or clause != "strength":
        return changed == (was, now)
    if changed == (was, now):
        return forbids(was) == forbids(now)
    return (was, now) == tuple(None if forbids(one) else one for one in changed)


def _clauses(claim: Claim) -> dict[str, Any]:
    """The clauses of a statement or of a head, each as it is compared."""
    origin = origin_of(claim)
    found: dict[str, Any] = {clause: data_of(getattr(claim, name)) for clause, name in _PLAIN}
    found["citation"] = {part: origin[part] for part in ("source", "place")}
    found["quotation"] = origin["quotation"]
    found["origin"] = {part: origin[part] for part in ("kind", "remark")}
    return found | {clause: data_of(getattr(claim, name)) or None for clause, name in _LAST}


def _cited(*claims: Claim) -> tuple[str, str]:
    """The place and the source of the first that is cited."""
    for claim in claims:
        if claim.origin.source:
            return claim.origin.place, claim.origin.source
    return "", ""


def _only_order(was: Any, now: Any) -> bool:
    """Whether two lists have the same members and nothing else differs."""
    if not isinstance(was, dict) or not isinstance(now, dict) or was.get("type") != now.get("type"):
        return False
    held = {"refs", "words", "days", "entries"} & was.keys()
    if was["type"] not in _LISTS or len(held) != 1:
        return False
    (name,) = held
    rest = ({**side, name: None} for side in (was, now))
    before, after = (sorted(map(key_of, side[name])) for side in (was, now))
    return before == after and next(rest) == next(rest)
