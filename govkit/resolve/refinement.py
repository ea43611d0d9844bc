"""Refinement: a base and the text that extends it, both read, become one set of arguments.

Two `Layer`s enter, merged by name; one leaves, and findings where the base binds and is loosened.
What is said again replaces the base's statement, what is not stays with its own source. Nothing
here reads text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govkit.diagnostics import Both, Filler, Label
from govkit.model.governance import COLLECTIONS
from govkit.model.statement import Strength
from govkit.resolve.binding import BINDING, Comparison, Verdict, across_readings, weaker
from govkit.resolve.blocks import NESTED, Places
from govkit.resolve.reports import Reports
from govkit.source import Span
from govkit.values import Mapping
from govkit.values.units import Units
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from govkit.vocabulary.words import word_set

Arguments = dict[str, Any]

_CLAUSES = ("since", "until", "when", "strength", "doubts", "approvals", "chance")
# What a district says of itself; its base says it of another place.
_OF_ITSELF = frozenset(
    ["name", "title", "origin", "version", "note", "alias", "extends", *_CLAUSES]
)
_LOOSER: dict[Verdict, str] = {"looser": "GOV542", "changed": "GOV549", "unclear": "GOV543"}
_HOLDERS = frozenset(NESTED.values())
_TERMS = ("since", "until", "when")
_DEPARTURE, _EXPLAINED, _UNDECIDED, _STALE = "GOV544", "GOV545", "GOV543", "GOV607"


@dataclass
class Layer:
    """One text with its includes: the arguments of its model, and the places of its statements."""

    found: Arguments
    places: Places
    units: Units


@dataclass(frozen=True)
class _Scope:
    """A block that both texts have: its kind, path, and what the heads around it say."""

    kind: str
    path: str
    base_strength: Strength | None = None
    own_strength: Strength | None = None
    own_origin: Any = None


@dataclass(frozen=True)
class _Said:
    """One statement with its place; a line of checks stands for itself."""

    claim: Arguments
    span: Span | None

    @property
    def strength(self) -> Strength | None:
        return self.claim.get("strength")

    def reasons(self, code: str) -> Iterator[str]:
        """What the statement says about a finding of this code."""
        return (one.why for one in self.claim.get("approvals", ()) if one.code == code)


def refined(base: Layer, own: Layer, reports: Reports) -> Layer:
    """The base with what the other text adds and overrides. Findings go into `reports`."""
    return _Refinement(base, own, reports).merged()


class _Refinement:
    def __init__(self, base: Layer, own: Layer, reports: Reports) -> None:
        self.base = base
        self.own = own
        self.reports = reports
        kept = {path: span for path, span in base.places.items()
                if not path.startswith("district.")}  # fmt: skip
        self.places: Places = {**kept, **own.places}

    def merged(self) -> Layer:
        base, own = self.base.found, self.own.found
        found = dict(own)
        scope = _Scope("district", "district", base.get("strength"), own.get("strength"),
                       own.get("origin"))  # fmt: skip
        for row in fields_of("district").values():
            if row.id in base and row.id not in _OF_ITSELF:
                found[row.id] = self._field(row, scope, base[row.id], own.get(row.id, []))
        for kind, collection in COLLECTIONS.items():
            self._collection(kind, collection, scope, base, own, found)
        self._collection("figure", "figures", scope, base, own, found)
        self._collection("check", "checks", scope, base, own, found)
        found.update((key, base[key]) for key in base.keys() - found.keys() - _OF_ITSELF)
        return Layer(found, self.places, self.own.units)

    def _collection(
        self, kind: str, holder: str, outer: _Scope, base: Arguments, own: Arguments,
        found: Arguments,
    ) -> None:  # fmt: skip
        blocks = self._blocks(kind, outer, base.get(holder, []), own.get(holder, []))
        if blocks:
            found[holder] = blocks

    # ── blocks ──
    def _blocks(
        self, kind: str, outer: _Scope, base: list[Arguments], own: list[Arguments]
    ) -> list[Arguments]:
        """The blocks of one kind by name; a new one stands behind the one it follows in its text.

        New ones that follow none stand before the first that both texts have, else at the end.
        """
        known = {block["name"] or number: [block] for number, block in enumerate(base)}
        waiting: list[Arguments] = []
        behind: list[Arguments] | None = None
        for block in own:
            shared = known.get(block["name"])
            if shared is not None:
                merged = self._block(kind, outer, shared[0], block)
                shared[:] = [*waiting, merged]
                waiting, behind = [], shared
            else:
                (waiting if behind is None else behind).append(block)
        return [*(block for blocks in known.values() for block in blocks), *waiting]

    def _block(self, kind: str, outer: _Scope, base: Arguments, own: Arguments) -> Arguments:
        path = _path(kind, outer, own["name"])
        scope = _Scope(
            kind, path,
            base.get("strength", outer.base_strength), own.get("strength", outer.own_strength),
            own.get("origin"),
        )  # fmt: skip
        if kind == "figure":
            return self._figure(scope, base, own)
        if kind == "check":
            return self._check(scope, base, own)
        found = self._head(scope, base, own, outer.own_origin)
        for row in fields_of(kind).values():
            if row.id in own:
                found[row.id] = self._field(row, scope, base.get(row.id, []), own[row.id])
        rest = own.keys() - fields_of(kind).keys() - _HOLDERS - {"origin", "name", "given"}
        found.update((key, own[key]) for key in rest)
        if "given" in own:
            found["given"] = self._given(scope, base.get("given", []), own["given"])
        for inner, holder in NESTED.items():
            if holder in own and inner == "turn":
                self._forget(f"{path}/turn:")  # turns have no names to merge by
                found[holder] = own[holder]
            elif holder in own:
                found[holder] = self._blocks(inner, scope, base.get(holder, []), own[holder])
        return found

    def _head(self, scope: _Scope, base: Arguments, own: Arguments, inherited: object) -> Arguments:
        """The clauses of a head: what the own head says replaces what the base's says."""
        found = dict(base)
        told = {key: own[key] for key in _CLAUSES if key in own}
        if own.get("origin") not in (None, inherited):
            told["origin"] = own["origin"]
        found.update(told)
        was = _Said(base, self.base.places.get(scope.path))
        now = _Said(own, self._place(scope.path))
        row = kinds()[scope.kind]
        word = Both(f"{row.zh} {own['name']}", f"{row.en} {own['name']}")
        if was.strength and now.strength:
            self._strength(word, was, now, was.strength, now.strength)
        narrowed = any(own.get(key, base.get(key)) != base.get(key) for key in _TERMS)
        if was.strength in BINDING and narrowed and not any(True for _ in now.reasons(_UNDECIDED)):
            self._report(_UNDECIDED, word, was, now, old=_terms(base), new=_terms(found))
        return found

    # ── statements ──
    def _field(
        self, row: FieldRow, scope: _Scope, base: list[Arguments], own: list[Arguments]
    ) -> list[Arguments]:
        """The statements of one field: those of the text, then what it leaves of the base's."""
        path = f"{scope.path}.{row.id}"
        was = [_Said(one, self.base.places.get(_numbered(path, n))) for n, one in enumerate(base)]
        now = [_Said(one, self.own.places.get(_numbered(path, n))) for n, one in enumerate(own)]
        comparison = Comparison(f"{scope.kind}.{row.id}", self.own.units)
        if row.many:
            left = [rest for one in was if (rest := _without(one, now)) is not None]
        else:
            left = [one for one in was if not any(_replaces(o.claim, one.claim) for o in now)]
        now = self._judged(Both(row.zh, row.en), scope, comparison, was, now)
        self._place_again([_numbered(path, n) for n in range(len(base) + len(own))], [*now, *left])
        return [said.claim for said in (*now, *left)]

    def _given(self, scope: _Scope, base: list[Arguments], own: list[Arguments]) -> list[Arguments]:
        """The model's own attributes of a block, each by its name."""
        path = f"{scope.path}.given"
        was = [_Said(one, self.base.places.get(f"{path}[{n}]")) for n, one in enumerate(base)]
        now = [_Said(one, self.own.places.get(f"{path}[{n}]")) for n, one in enumerate(own)]
        found: list[_Said] = []
        for name in dict.fromkeys(one["attribute"] for one in own):
            earlier = [said for said in was if said.claim["attribute"] == name]
            again = [said for said in now if said.claim["attribute"] == name]
            comparison = Comparison(f"{scope.kind}.given", self.own.units)
            found += self._judged(name, scope, comparison, earlier, again)
        again_said = {said.claim["attribute"] for said in found}
        found += [said for said in was if said.claim["attribute"] not in again_said]
        self._place_again([f"{path}[{n}]" for n in range(len(base) + len(own))], found)
        return [said.claim for said in found]

    def _figure(self, scope: _Scope, base: Arguments, own: Arguments) -> Arguments:
        was = [_Said(one, self.base.places.get(scope.path)) for one in base["value"]]
        now = [_Said(one, self._place(scope.path)) for one in own["value"]]
        comparison = Comparison("figures.value", self.own.units)
        judged = self._judged(own["name"], scope, comparison, was, now)
        return {**own, "value": [said.claim for said in judged]}

    def _check(self, scope: _Scope, base: Arguments, own: Arguments) -> Arguments:
        was = _Said({**base, "value": base["holds"]}, self.base.places.get(scope.path))
        now = _Said({**own, "value": own["holds"]}, self._place(scope.path))
        comparison = Comparison("checks.holds", self.own.units)
        (judged,) = self._judged(own["name"], scope, comparison, [was], [now])
        return {key: value for key, value in judged.claim.items() if key != "value"}

    # ── what binds ──
    def _judged(
        self, word: Filler, scope: _Scope, comparison: Comparison, was: list[_Said],
        now: list[_Said],
    ) -> list[_Said]:  # fmt: skip
        """The own statements, held against the base's; they take over its strength."""
        return [self._one_judged(word, scope, comparison, was, now, said) for said in now]

    def _one_judged(
        self, word: Filler, scope: _Scope, comparison: Comparison, was: list[_Said],
        now: list[_Said], said: _Said,
    ) -> _Said:  # fmt: skip
        own = said.strength or scope.own_strength
        told: set[str] = set()
        for one in was:
            meeting = _meeting(said.claim, one.claim, was, now)
            strength = one.strength or scope.base_strength
            if not meeting or strength is None:
                continue
            if own is not None:
                told |= self._strength(word, one, said, strength, own)
            elif one.strength is not None:
                said = _Said({**said.claim, "strength": one.strength}, said.span)
            verdict = _worst(replace(comparison, forbids=strength == "must_not"), one, said)
            if meeting == "perhaps" and verdict in ("looser", "changed"):
                verdict = "unclear"
            if strength in BINDING and verdict in _LOOSER:
                told |= self._loosened(_LOOSER[verdict], word, one, said)
            elif strength == "in_principle" and (
                verdict in _LOOSER or (own is not None and weaker(strength, own))
            ):
                told |= self._departure(word, one, said)
        for code in (_UNDECIDED, _DEPARTURE):
            if code not in told and any(True for _ in said.reasons(code)) and said.span is not None:
                self.reports.add(_STALE, said.span, code=code)
        return said

    def _strength(
        self, word: Filler, base: _Said, own: _Said, was: Strength, now: Strength
    ) -> set[str]:
        if was in BINDING and weaker(was, now):
            words = word_set("strength")
            self._report(
                "GOV541", word, base, own,
                was=Both(words[was].zh, words[was].en), now=Both(words[now].zh, words[now].en),
            )  # fmt: skip
            return {"GOV541"}
        return set()

    def _loosened(self, code: str, word: Filler, base: _Said, own: _Said) -> set[str]:
        if code != _UNDECIDED or not any(True for _ in own.reasons(code)):
            self._report(code, word, base, own, old=_written(base), new=_written(own))
        return {code}

    def _departure(self, word: Filler, base: _Said, own: _Said) -> set[str]:
        why = next((why for why in own.reasons(_DEPARTURE) if why.strip()), "")
        texts = {"old": _written(base), "new": _written(own)}
        if why:
            self._report(_EXPLAINED, word, base, own, why=why, **texts)
        else:
            self._report(_DEPARTURE, word, base, own, **texts)
        return {_DEPARTURE}

    def _report(self, code: str, word: Filler, base: _Said, own: _Said, **args: Filler) -> None:
        labels = (Label(base.span, "base"),) if base.span is not None else ()
        self.reports.add(
            code, own.span, labels=labels, suggestions=(), fix=None, field=word, **args
        )

    # ── places ──
    def _place(self, path: str) -> Span | None:
        return self.own.places.get(path)

    def _place_again(self, paths: list[str], said: list[_Said]) -> None:
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


def _path(kind: str, outer: _Scope, name: str) -> str:
    inside = outer.kind != "district" and kind != "item"
    return f"{outer.path}/{kind}:{name}" if inside else f"{kind}:{name}"


def _numbered(path: str, number: int) -> str:
    return f"{path}[{number}]" if number else path


def _written(said: _Said) -> str:
    """The value of a statement as its author wrote it, without the word in front."""
    if said.span is None:
        return ""
    text = said.span.text
    marks = [at for mark in ":：" if (at := text.find(mark)) >= 0]
    return " ".join(text[min(marks) + 1 if marks else 0 :].split())


def _terms(claim: Arguments) -> Both:
    """From when to when, and on what condition, a block holds."""
    said = [
        (f"{zh} {day}", f"{en} {day}")
        for key, zh, en in (("since", "自", "since"), ("until", "至", "until"))
        if (day := claim.get(key)) is not None
    ]
    if claim.get("when") is not None:
        said.append(("另有条件", "on a condition"))
    return Both("，".join(zh for zh, _ in said) or "不限时间和条件",
                ", ".join(en for _, en in said) or "always")  # fmt: skip


def _worst(comparison: Comparison, base: _Said, own: _Said) -> Verdict:
    """The verdict on both values under all their readings."""
    return across_readings(comparison, _readings(base), _readings(own))


def _readings(said: _Said) -> list[Any]:
    doubts = said.claim.get("doubts", ())
    return [said.claim["value"], *(d.or_read for d in doubts if d.or_read is not None)]


# ── which statement holds when ──
def _replaces(own: Arguments, base: Arguments) -> bool:
    """Whether the own statement holds wherever the base's does."""
    return (
        own.get("when") in (None, base.get("when"))
        and _since(own) <= _since(base)
        and _until(base) <= _until(own)
    )


def _meeting(own: Arguments, base: Arguments, was: list[_Said], now: list[_Said]) -> str:
    """Whether both can hold at once: `surely`, `perhaps` (other conditions), or not (empty)."""
    if _until(own) <= _since(base) or _until(base) <= _since(own):
        return ""
    mine, theirs = own.get("when"), base.get("when")
    if mine == theirs or theirs is None:
        return "surely"
    if mine is None:
        narrower = any(said.claim.get("when") == theirs for said in now)
        return "" if narrower else "surely"
    return "" if any(said.claim.get("when") == mine for said in was) else "perhaps"


def _since(claim: Arguments) -> date:
    found: date = claim.get("since") or date.min
    return found


def _until(claim: Arguments) -> date:
    found: date = claim.get("until") or date.max
    return found


def _without(base: _Said, own: list[_Said]) -> _Said | None:
    """What is left of a statement of events where the text says anew what some of them lead to."""
    again = {
        key
        for said in own
        if _replaces(said.claim, base.claim) and isinstance(said.claim["value"], Mapping)
        for arrow in said.claim["value"].entries
        for key in arrow.keys
    }
    value = base.claim["value"]
    if not isinstance(value, Mapping):
        return base
    entries = tuple(
        replace(arrow, keys=keys)
        for arrow in value.entries
        if (keys := tuple(key for key in arrow.keys if key not in again))
    )
    if not entries:
        return None
    return base if entries == value.entries else _Said(
        {**base.claim, "value": replace(value, entries=entries)}, base.span
    )  # fmt: skip
