"""Refinement: a base and the text that extends it, both read, become one set of arguments.

Two `Layer`s enter, merged by name; one leaves, and findings where the base binds and is loosened.
What is said again replaces the base's statement, what is not stays with its own source. Nothing
here reads text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govkit.diagnostics import Both, Filler
from govkit.model.governance import COLLECTIONS, held_in
from govkit.model.statement import Strength
from govkit.resolve.reading.layer import Layer, Places
from govkit.resolve.refinement.binding import Comparison
from govkit.resolve.refinement.judging import Judge, Judged
from govkit.resolve.refinement.loosenings import Loosenings
from govkit.resolve.refinement.said import Arguments, Group, Said
from govkit.resolve.refinement.side_doors import SideDoors, lineage
from govkit.resolve.texts.reports import Reports
from govkit.values import Mapping, Word, Words
from govkit.values.cells import Order
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds

_CLAUSES = ("since", "until", "when", "strength", "doubts", "approvals", "chance")
# What a district says of itself; its base says it of another place.
_OF_ITSELF = frozenset(
    ["name", "title", "origin", "version", "note", "alias", "extends", *_CLAUSES]
)


@dataclass(frozen=True)
class _Block:
    """A block as one text has it, with the strength and the heads of the blocks around it."""

    claim: Arguments
    places: Places
    strength: Strength | None = None
    heads: tuple[Said, ...] = ()

    def inside(self, path: str, claim: Arguments) -> _Block:
        """A block inside this one."""
        strength = claim.get("strength") or self.strength
        head = Said(claim, self.places.get(path), self.strength)
        return _Block(claim, self.places, strength, (*self.heads, head))


@dataclass(frozen=True)
class _Scope:
    """A block that both texts have: its kind and path, and as each text has it.

    `own` is what the heads of the text itself say of strength, `merged` the heads that hold in the
    end; `older` the block in the bases of the base.
    """

    kind: str
    path: str
    base: _Block
    own: Strength | None = None
    own_origin: Any = None
    merged: tuple[Said, ...] = ()
    older: tuple[_Block, ...] = ()


def refined(base: Layer, own: Layer, reports: Reports) -> Layer:
    """The base with what the other text adds and overrides. Findings go into `reports`."""
    return _Refinement(base, own, reports).merged()


class _Refinement:
    def __init__(self, base: Layer, own: Layer, reports: Reports) -> None:
        self.base = base
        self.own = own
        self.reports = Loosenings(reports, _laws(base.found, own.found))
        kept = {path: span for path, span in base.places.items()
                if not path.startswith("district.")}  # fmt: skip
        self.places: Places = {**kept, **own.places}
        self.order = _order(base.found, own.found)
        self.side = SideDoors(self.reports, own.units, self.order, base.places, self.places)

    def merged(self) -> Layer:
        base, own = self.base.found, self.own.found
        found = dict(own)
        scope = _Scope(
            "district", "district", _Block(base, self.base.places, base.get("strength")),
            own.get("strength"), own.get("origin"), (),
            tuple(
                _Block(one.found, one.places, one.found.get("strength")) for one in self._older()
            ),
        )  # fmt: skip
        for row in fields_of("district").values():
            if row.id in base and row.id not in _OF_ITSELF:
                found[row.id] = self._field(row, scope, base[row.id], own.get(row.id, []))
        for kind, collection in COLLECTIONS.items():
            self._collection(kind, collection, scope, base, own, found)
        self._collection("figure", "figures", scope, base, own, found)
        self._collection("check", "checks", scope, base, own, found)
        found.update((key, base[key]) for key in base.keys() - found.keys() - _OF_ITSELF)
        self.side.of_matters(base, own, found)
        self.side.of_new_blocks(base, own, found)
        self.reports.finish()
        return Layer(found, self.places, self.own.units, self.base)

    def _older(self) -> list[Layer]:
        found, layer = [], self.base.above
        while layer is not None:
            found.append(layer)
            layer = layer.above
        return found

    def _collection(
        self, kind: str, holder: str, outer: _Scope, base: Arguments, own: Arguments,
        found: Arguments,
    ) -> None:  # fmt: skip
        blocks = self._blocks(kind, holder, outer, base.get(holder, []), own.get(holder, []))
        if blocks:
            found[holder] = blocks

    # ── blocks ──
    def _blocks(
        self, kind: str, holder: str, outer: _Scope, base: list[Arguments], own: list[Arguments]
    ) -> list[Arguments]:
        """The blocks of one kind by name; a new one stands behind the one it follows in its text.

        New ones that follow none stand before the first that both texts have, else at the end.
        """
        alone = sum(not block["name"] for block in base) == 1  # the one without a name is that one
        known: dict[str | int, list[Arguments]] = {
            block["name"] or ("" if alone else number): [block] for number, block in enumerate(base)
        }
        waiting: list[Arguments] = []
        behind: list[Arguments] | None = None
        for block in own:
            shared = known.get(block["name"])
            if shared is not None:
                merged = self._block(kind, holder, outer, shared[0], block)
                shared[:] = [*waiting, merged]
                waiting, behind = [], shared
            else:
                (waiting if behind is None else behind).append(block)
        return [*(block for blocks in known.values() for block in blocks), *waiting]

    def _block(
        self, kind: str, holder: str, outer: _Scope, base: Arguments, own: Arguments
    ) -> Arguments:
        path = path_of(kind, outer.kind, outer.path, own["name"])
        found = {**base, **{key: own[key] for key in _CLAUSES if key in own}}
        scope = _Scope(
            kind, path, outer.base.inside(path, base),
            own.get("strength") or (None if base.get("strength") else outer.own),
            own.get("origin"), (*outer.merged, Said(found, self.own.places.get(path))),
            tuple(
                one.inside(path, same) for one in outer.older
                for same in one.claim.get(holder, []) if same["name"] == own["name"]
            ),
        )  # fmt: skip
        if kind == "figure":
            return self._figure(scope, base, own)
        if kind == "check":
            return self._check(scope, base, own)
        self._head(scope, base, own, found)
        if own.get("origin") not in (None, outer.own_origin):
            found["origin"] = own["origin"]
        for row in fields_of(kind).values():
            if row.id in own:
                found[row.id] = self._field(row, scope, base.get(row.id, []), own[row.id])
        told = {*fields_of(kind), *held_in(kind).values()}
        rest = own.keys() - told - {*_CLAUSES, "origin", "name", "given"}
        found.update((key, own[key]) for key in rest)
        if "given" in own:
            found["given"] = self._given(scope, base.get("given", []), own["given"])
        for inner, held in held_in(kind).items():
            if held in own and inner == "turn":
                self._forget(f"{path}/turn:")  # turns have no names to merge by
                found[held] = own[held]
            elif held in own:
                found[held] = self._blocks(inner, held, scope, base.get(held, []), own[held])
        return found

    def _head(self, scope: _Scope, base: Arguments, own: Arguments, found: Arguments) -> None:
        """What the own head says of strength, dates and conditions, held against the base's."""
        was = scope.base.heads[-1]
        now = Said(own, self.own.places.get(scope.path), own=True)
        row = kinds()[scope.kind]
        word = Both(f"{row.zh} {own['name']}", f"{row.en} {own['name']}")
        if was.strength and now.strength:
            self.reports.strength(word, was, now, was.strength, now.strength)
        if any(found.get(key) != base.get(key) for key in ("since", "until", "when")):
            self.side.of_a_head(word, scope.kind, scope.path, scope.base.heads, scope.merged, now)

    # ── statements ──
    def _field(
        self, row: FieldRow, scope: _Scope, base: list[Arguments], own: list[Arguments]
    ) -> list[Arguments]:
        """The statements of one field: those of the text, then what it leaves of the base's."""
        path = f"{scope.path}.{row.id}"
        was = self._said(scope.base, base, path)
        now = self._own(scope, own, path)
        if row.many:
            left = [rest for one in was if (rest := _without(one, now)) is not None]
        else:
            left = [one for one in was if not any(_replaces(o.claim, one.claim) for o in now)]
        word, field = Both(row.zh, row.en), f"{scope.kind}.{row.id}"
        older = [(one, self._said(one, one.claim.get(row.id, []), path)) for one in scope.older]
        now = self._judged(word, field, scope, was, now, left, older)
        if not base:
            self.side.of_a_silence(word, field, scope.path, scope.base.heads, now)
        if field == "process.applies_to":
            self.side.of_matters_left_out(word, scope.path, scope.base.heads, was, now)
        self._place_again([_numbered(path, n) for n in range(len(base) + len(own))], [*now, *left])
        return [said.claim for said in (*now, *left)]

    def _given(self, scope: _Scope, base: list[Arguments], own: list[Arguments]) -> list[Arguments]:
        """The model's own attributes of a block, each by its name."""
        path, field = f"{scope.path}.given", f"{scope.kind}.given"
        was = [self._one(scope.base, one, f"{path}[{n}]") for n, one in enumerate(base)]
        now = [
            Said(one, self.own.places.get(f"{path}[{n}]"), scope.own, own=True)
            for n, one in enumerate(own)
        ]
        found: list[Said] = []
        for name in dict.fromkeys(one["attribute"] for one in own):
            earlier = [said for said in was if said.claim["attribute"] == name]
            again = [said for said in now if said.claim["attribute"] == name]
            found += self._judged(name, field, scope, earlier, again, [], [])
            if not any(said.strength for said in earlier):
                self.side.of_a_given(name, scope.kind, scope.path, scope.base.heads, again)
        again_said = {said.claim["attribute"] for said in found}
        found += [said for said in was if said.claim["attribute"] not in again_said]
        self._place_again([f"{path}[{n}]" for n in range(len(base) + len(own))], found)
        return [said.claim for said in found]

    def _figure(self, scope: _Scope, base: Arguments, own: Arguments) -> Arguments:
        was = [self._one(scope.base, one, scope.path) for one in base["value"]]
        place = self.own.places.get(scope.path)
        now = [Said(one, place, scope.own, own=True) for one in own["value"]]
        older = [
            (block, [self._one(block, one, scope.path) for one in block.claim["value"]])
            for block in scope.older
        ]
        judged = self._judged(own["name"], "figures.value", scope, was, now, [], older)
        return {**own, "value": [said.claim for said in judged]}

    def _check(self, scope: _Scope, base: Arguments, own: Arguments) -> Arguments:
        was = self._one(scope.base, {**base, "value": base["holds"]}, scope.path)
        place = self.own.places.get(scope.path)
        now = Said({**own, "value": own["holds"]}, place, scope.own, own=True)
        (judged,) = self._judged(own["name"], "checks.holds", scope, [was], [now], [], [])
        return {key: value for key, value in judged.claim.items() if key != "value"}

    def _said(self, block: _Block, claims: list[Arguments], path: str) -> list[Said]:
        return [self._one(block, one, _numbered(path, n)) for n, one in enumerate(claims)]

    def _one(self, block: _Block, claim: Arguments, path: str) -> Said:
        return Said(claim, block.places.get(path), block.strength)

    def _own(self, scope: _Scope, claims: list[Arguments], path: str) -> list[Said]:
        return [
            Said(one, self.own.places.get(_numbered(path, n)), scope.own, own=True)
            for n, one in enumerate(claims)
        ]

    # ── what binds ──
    def _judged(
        self, word: Filler, field: str, scope: _Scope, was: list[Said], now: list[Said],
        left: list[Said], older: Sequence[tuple[_Block, list[Said]]],
    ) -> list[Said]:  # fmt: skip
        """The own statements, held against those of the base and of its bases.

        They take over the strength of what they are said in place of.
        """
        merged = [Group((*now, *left), scope.merged)]
        first = self._judge(field, Group(tuple(was), scope.base.heads), merged)
        self.reports.add(word, first, now)
        for block, earlier in older:
            found = self._judge(field, Group(tuple(earlier), block.heads), merged)
            binding = [
                one for one in found.loosened
                if one.kind != "departs" and one.own is not None and one.own.own
            ]  # fmt: skip
            self.reports.add(word, replace(found, loosened=binding), ())
        return [_taking_over(said, first) for said in now]

    def _judge(self, field: str, base: Group, merged: list[Group]) -> Judged:
        comparison = Comparison(field, self.own.units)
        return Judge(comparison, [base], merged, self.own.units, self.order).judged()

    # ── places ──
    def _place_again(self, paths: list[str], said: Sequence[Said]) -> None:
        """The places of merged statements, under the first of the paths there may have been."""
        for path in paths:
            self.places.pop(path, None)
        for path, one in zip(paths, said, strict=False):
            if one.span is not None:
                self.places[path] = one.span

    def _forget(self, beginning: str) -> None:
        """Drop places of the base under a path that the text states anew."""
        for path in [path for path in self.places if path.startswith(beginning)]:
            if self.places[path] is not self.own.places.get(path):
                del self.places[path]


def path_of(kind: str, outer_kind: str, outer: str, name: str) -> str:
    """The path of a block inside another one, or inside the district."""
    inside = outer_kind != "district" and kind != "item"
    return f"{outer}/{kind}:{name}" if inside else f"{kind}:{name}"


def _numbered(path: str, number: int) -> str:
    return f"{path}[{number}]" if number else path


def _laws(base: Arguments, own: Arguments) -> frozenset[str]:
    """The sources of either text that are laws."""
    return frozenset(
        source["name"]
        for source in (*base.get("sources", []), *own.get("sources", []))
        for stated in source.get("type", [])
        if stated["value"] == Word("law") or "law" in getattr(stated["value"], "words", ())
    )


def _order(base: Arguments, own: Arguments) -> Order:
    """Grades and matters as the text says them, else as its base does."""
    grades: dict[str, tuple[str, ...]] = {}
    for block in (*base.get("attributes", []), *own.get("attributes", [])):
        for stated in block.get("values", []):
            if isinstance(stated["value"], Words):
                grades[f"attribute:{block['name']}"] = stated["value"].words
    matters = {one["name"]: one for one in (*base.get("matters", []), *own.get("matters", []))}
    around = {
        f"matter:{name}": frozenset(f"matter:{outer}" for outer in lineage(name, matters))
        for name in matters
    }
    return Order(grades, around)


def _taking_over(said: Said, judged: Judged) -> Said:
    """An own statement with the strength of those it is said in place of, where that is one."""
    met = judged.met.get(id(said), set())
    if len(met) != 1 or said.strength is not None:
        return said
    (strength,) = met
    return said if strength is None else replace(said, claim={**said.claim, "strength": strength})


# ── which statement holds when ──
def _replaces(own: Arguments, base: Arguments) -> bool:
    """Whether the own statement holds wherever the base's does."""
    return (
        own.get("when") in (None, base.get("when"))
        and _since(own) <= _since(base)
        and _until(base) <= _until(own)
    )


def _since(claim: Arguments) -> date:
    found: date = claim.get("since") or date.min
    return found


def _until(claim: Arguments) -> date:
    found: date = claim.get("until") or date.max
    return found


def _without(base: Said, own: list[Said]) -> Said | None:
    """What is left of a statement of events where the text says anew what some of them lead to."""
    again = {
        key
        for said in own
        if _replaces(said.claim, base.claim) and isinstance(said.value, Mapping)
        for arrow in said.value.entries
        for key in arrow.keys
    }
    value = base.value
    if not isinstance(value, Mapping):
        return base
    entries = tuple(
        replace(arrow, keys=keys)
        for arrow in value.entries
        if (keys := tuple(key for key in arrow.keys if key not in again))
    )
    if not entries:
        return None
    return base if entries == value.entries else replace(
        base, claim={**base.claim, "value": replace(value, entries=entries)}
    )  # fmt: skip
