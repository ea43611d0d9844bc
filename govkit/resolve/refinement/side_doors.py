"""Additions that let a case out of what binds it, though no statement of the base is said again.

Blocks and fields of the text that the base does not have enter, with what binds around them;
findings leave. A state or an inner matter with a longer limit, an exemption, a pause, a mode that
suspends, a process that takes matters away, a name that was an alias: each has its own way here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from govkit.diagnostics import Both, Filler
from govkit.model.governance import COLLECTIONS, NESTED, held_in
from govkit.model.statement import Strength
from govkit.resolve.reading.layer import Places
from govkit.resolve.refinement.binding import BINDING, Comparison
from govkit.resolve.refinement.judging import NOWHERE, Judge
from govkit.resolve.refinement.loosenings import LOOSER, LOST, TAKES_PLACE, Loosenings
from govkit.resolve.refinement.said import Arguments, Group, Said, terms
from govkit.values import Bound, Quantity, Range, Refs, Word, Words
from govkit.values.cells import Order
from govkit.values.expression import names_in
from govkit.values.units import Units
from govkit.vocabulary.kinds import fields_of, kinds

# Fields that free from something as soon as they are said: the base that is silent says "none".
_FREEING = frozenset(
    ["matter.excludes", "process.excludes", "tier.suspend", "step.suspend", "tier.extend",
     "step.extend", "clock.pause", "clock.stop", "mode.suspends", "duty.unless", "duty.season",
     "meeting.adjourned_quorum", "indicator.excludes"]
)  # fmt: skip
# Fields that the block around states for all inside it.
_INHERITED = frozenset(["item.granted_to"])
# Fields that move the end of a limit, nobody knows by how much.
_MOVING = frozenset(["start_rule", "end_rule", "calendar"])
_TIMED = frozenset(["matter", "state", "process", "tier", "step", "clock", "duty"])
_NOTHING = Both("（没有写）", "(nothing)")
# What a process says of the cases that come to it, not of how they go.
_COMING = frozenset(["applies_to", "excludes", "intake"])
Blocks = Mapping[str, Arguments]


class SideDoors:
    """Looks at what the text adds; `base` and `places` are where the base and the merged text say
    it.
    """

    def __init__(
        self, reports: Loosenings, units: Units, order: Order, base: Places, places: Places
    ) -> None:
        self.reports = reports
        self.units = units
        self.order = order
        self.base = base
        self.places = places

    # ── heads and fields of blocks that both have ──
    def of_a_head(
        self, word: Filler, kind: str, path: str, was: tuple[Said, ...], now: tuple[Said, ...],
        head: Said,
    ) -> None:  # fmt: skip
        """What binds in a block holds as long as the base says, and for whom it says."""
        for said in self.binding(kind, path, was[-1].claim, was[-1].outer):
            groups = [Group((said,), now), Group(())]
            judge = Judge(Comparison("head", self.units), [Group((said,), was)], groups,
                          self.units, self.order)  # fmt: skip
            for loosened in judge.judged().loosened:
                if loosened.kind == "unclear":
                    texts = {"old": terms(was[-1].claim), "new": terms(now[-1].claim)}
                    self.reports.undecided(word, said, head, loosened.where, **texts)
                else:
                    self.reports.report(LOST, word, said, head, loosened.where, old=said.written)
                return

    def of_a_silence(
        self, word: Filler, field: str, path: str, heads: tuple[Said, ...], now: list[Said]
    ) -> None:
        """An exemption, a pause, an extension where the base that binds knows of none."""
        if field in _INHERITED and len(heads) > 1:
            self._of_an_inheritance(word, field, path, heads, now)
        kind, _, name = field.partition(".")
        if name == "rolls":  # a limit that moves to the next working day is longer
            now = [
                one for one in now if not (isinstance(one.value, Word) and one.value.word == "no")
            ]
        moving = kind in _TIMED and name in _MOVING
        freeing = field in _FREEING or (kind in _TIMED and name == "rolls")
        if not heads or not (moving or freeing):
            return
        bound = next(self.binding(kind, path, heads[-1].claim, heads[-1].outer), None)
        for said in now if bound is not None else ():
            assert bound is not None
            new = said.written
            if moving:
                self.reports.undecided(word, bound, said, NOWHERE, old=_NOTHING, new=new)
            else:
                self.reports.report(LOOSER, word, bound, said, old=_NOTHING, new=new)

    def _of_an_inheritance(
        self, word: Filler, field: str, path: str, heads: tuple[Said, ...], now: list[Said]
    ) -> None:
        """What an item says where its list, which binds, had said it for all of them."""
        outer, name = heads[-2], field.partition(".")[2]
        strength = outer.strength
        was = [
            Said(claim, None if outer.span is None else outer.span, strength)
            for claim in outer.claim.get(name, [])
        ]
        judge = Judge(Comparison(field, self.units), [Group(tuple(was))], [Group(tuple(now))],
                      self.units, self.order)  # fmt: skip
        self.reports.add(word, judge.judged(), ())

    def of_a_given(
        self, name: str, kind: str, path: str, heads: tuple[Said, ...], now: list[Said]
    ) -> None:
        """A value given to a matter, where what binds it depends on that very attribute."""
        for bound in self.binding(kind, path, heads[-1].claim, heads[-1].outer):
            when = bound.when
            if when is None or f"attribute:{name}" not in {one.ref for one in names_in(when)}:
                continue
            for said in now:
                self.reports.undecided(name, bound, said, NOWHERE, old=bound.written,
                                       new=said.written)  # fmt: skip
            return

    def of_matters_left_out(
        self, word: Filler, path: str, heads: tuple[Said, ...], was: list[Said], now: list[Said]
    ) -> None:
        """A process that binds goes on applying to the matters of the base."""
        lost = {ref for one in was for ref in _named(one)} - {r for one in now for r in _named(one)}
        free = all(one.strength not in BINDING for one in was)
        if not now or not lost or not free:
            return  # the same list, or one that binds itself and is told as such
        bound = next(self.binding("process", path, heads[-1].claim, heads[-1].outer), None)
        if bound is not None:
            old = "、".join(sorted(ref.partition(":")[2] for ref in lost))
            self.reports.report(LOST, word, bound, now[0], old=old)

    # ── limits of a matter, which its states and inner matters may take over ──
    def of_matters(self, base: Arguments, own: Arguments, merged: Arguments) -> None:
        """A state, or a matter inside a matter, does not give more time than what it lies in."""
        was, now = _by_name(base, "matters"), _by_name(merged, "matters")
        of_base = {
            id(claim)
            for matter in was.values()
            for block in (matter, *matter.get("states", []))
            for claim in block.get("limit", [])
        }
        row = fields_of("matter")["limit"]
        for name in _by_name(own, "matters"):
            line = lineage(name, now)
            first = next((one for one in line if one in was), None)
            if first is None:
                continue
            before = [
                group for one in lineage(first, was)
                for group in _limits(was[one], self.base, of_base)
            ]  # fmt: skip
            after = [group for one in line for group in _limits(now[one], self.places, of_base)]
            after.append(Group(()))  # whatever says nothing
            comparison = Comparison("matter.limit", self.units)
            judged = Judge(comparison, before, after, self.units, self.order).judged()
            moved = name in was and line != lineage(name, was)
            others = [
                one for one in judged.loosened
                if moved or (one.own is not None and one.own.own and one.own.path != one.base.path)
            ]  # fmt: skip
            head = Said(_by_name(own, "matters")[name], self.places.get(f"matter:{name}"), own=True)
            self.reports.add(Both(row.zh, row.en), replace(judged, loosened=others),
                             [head] if others else [])  # fmt: skip

    # ── new blocks ──
    def of_new_blocks(self, base: Arguments, own: Arguments, merged: Arguments) -> None:
        """Names that were aliases, modes that suspend, processes that take matters away."""
        for kind, holder in COLLECTIONS.items():
            self._of_aliases(kind, _by_name(base, holder), _by_name(own, holder))
        self._of_calendars(base, own)
        processes, matters = _by_name(base, "processes"), _by_name(merged, "matters")
        order = list(_by_name(merged, "processes"))
        for name, block in _by_name(own, "processes").items():
            if name in processes:
                continue
            for earlier, taken in processes.items():
                if _takes(block, taken, matters, order.index(name) < order.index(earlier)):
                    self._of_a_process(taken, block)
        modes, every = _by_name(base, "modes"), _by_name(merged, "processes")
        for name, block in _by_name(own, "modes").items():
            known = _refs(modes.get(name, {}), "suspends")
            self._of_a_mode(name, block, known, processes)
            for ref in _refs(block, "process") - _refs(modes.get(name, {}), "process"):
                held = every.get(ref.partition(":")[2])
                for taken in processes.values() if held is not None else ():
                    assert held is not None
                    if taken["name"] != held["name"] and _takes(held, taken, matters, True):
                        self._of_a_process(taken, held)

    def _of_calendars(self, base: Arguments, own: Arguments) -> None:
        """Days off of the text's own may lengthen every limit of the base that binds."""
        row = kinds()["calendar"]
        timed = (
            found
            for kind in ("matter", "process")
            for block in base.get(COLLECTIONS[kind], [])
            for found in self.binding(kind, f"{kind}:{block['name']}", block, base.get("strength"))
            if isinstance(found.value, Quantity | Bound | Range)
        )
        bound = next(timed, None) if own.get("calendars") else None
        for name, block in _by_name(own, "calendars").items() if bound is not None else ():
            assert bound is not None
            said = Said(block, self.places.get(f"calendar:{name}"), own=True)
            word = Both(f"{row.zh} {name}", f"{row.en} {name}")
            self.reports.undecided(word, bound, said, NOWHERE, old=bound.written,
                                   new=Both("另有放假、上班的日子", "other days off"))  # fmt: skip

    def _of_aliases(self, kind: str, base: Blocks, own: Blocks) -> None:
        """A new block that bears another name of one that binds: cases of that name come to it."""
        aliases = {
            word: block
            for block in base.values()
            for claim in block.get("alias", [])
            if isinstance(claim["value"], Words)
            for word in claim["value"].words
        }
        row = kinds()[kind]
        for name in own:
            block = aliases.get(name)
            if block is None or name in base:
                continue
            bound = next(self.binding(kind, f"{kind}:{block['name']}", block, None), None)
            if bound is not None:
                said = Said(own[name], self.places.get(f"{kind}:{name}"), own=True)
                self.reports.report(TAKES_PLACE, Both(f"{row.zh} {name}", f"{row.en} {name}"),
                                    bound, said, name=str(block["name"]))  # fmt: skip

    def _of_a_mode(self, name: str, mode: Arguments, known: set[str], base: Blocks) -> None:
        """A mode that lets a process rest which binds."""
        row = fields_of("mode")["suspends"]
        for number, claim in enumerate(mode.get("suspends", [])):
            refs = set(claim["value"].refs) if isinstance(claim["value"], Refs) else set()
            for ref in sorted(refs - known):
                block = base.get(ref.partition(":")[2])
                bound = block and next(self.binding("process", ref, block, None), None)
                if bound:
                    said = Said(claim, self.places.get(_numbered(f"mode:{name}.suspends", number)),
                                own=True)  # fmt: skip
                    self.reports.report(LOOSER, Both(row.zh, row.en), bound, said,
                                        old=_NOTHING, new=said.written)  # fmt: skip

    def _of_a_process(self, taken: Arguments, block: Arguments) -> None:
        """A process that takes over matters of one that binds says at least as much."""
        path, own = f"process:{taken['name']}", f"process:{block['name']}"
        head = Said(block, self.places.get(own), own=True)
        bound: dict[str, list[Said]] = {}
        for said in self.binding("process", path, taken, None):
            relative = said.path.removeprefix(path).partition("[")[0]
            if relative.rpartition(".")[2] not in _COMING:
                bound.setdefault(relative, []).append(said)
        missing: Said | None = None
        for relative, base in bound.items():
            kind = (relative.rpartition("/")[2] or "process").partition(":")[0].partition(".")[0]
            kind, field = kind or "process", relative.rpartition(".")[2]
            now = self._statements(block, own, relative)
            if not now:
                missing = missing or base[0]
                continue
            row = fields_of(kind)[field]
            comparison = Comparison(f"{kind}.{field}", self.units)
            plain = [replace(one, claim=_always(one.claim)) for one in now]
            judge = Judge(comparison, [Group(tuple(base))], [Group(tuple(plain))],
                          self.units, self.order)  # fmt: skip
            self.reports.add(Both(row.zh, row.en), judge.judged(), ())
        if missing is not None:
            row_of = kinds()["process"]
            word = Both(f"{row_of.zh} {block['name']}", f"{row_of.en} {block['name']}")
            self.reports.undecided(word, missing, head, NOWHERE, old=missing.written, new=_NOTHING)

    def _statements(self, block: Arguments, path: str, relative: str) -> list[Said]:
        """The statements of a block at a path inside it (`/tier:社区.limit`)."""
        inside, _, field = relative.rpartition(".")
        for part in inside.split("/")[1:]:
            kind, _, name = part.partition(":")
            block = next((b for b in block.get(NESTED[kind], []) if b["name"] == name), {})
        at = f"{path}{relative}"
        return [
            Said(claim, self.places.get(_numbered(at, number)), own=True, path=at)
            for number, claim in enumerate(block.get(field, []))
        ]

    # ── what binds ──
    def binding(
        self, kind: str, path: str, block: Arguments, outer: Strength | None
    ) -> Iterator[Said]:
        """The statements of a block of the base that bind, with those of the blocks inside it."""
        strength = block.get("strength") or outer
        bound = False
        for row in fields_of(kind).values() if kind not in ("figure", "check") else ():
            for number, claim in enumerate(block.get(row.id, [])):
                said = claim.get("strength") or strength
                if said in BINDING and row.kind != "*":
                    at = _numbered(f"{path}.{row.id}", number)
                    bound = True
                    yield Said(claim, self.base.get(at), strength, path=at)
        for inner, held in held_in(kind).items():
            for one in block.get(held, []):
                at = f"item:{one['name']}" if inner == "item" else f"{path}/{inner}:{one['name']}"
                for found in self.binding(inner, at, one, strength):
                    bound = True
                    yield found
        if not bound and strength in BINDING:
            yield Said(block, self.base.get(path), outer, path=path)


def _limits(matter: Arguments, places: Places, of_base: set[int]) -> Iterator[Group]:
    """What limits a case of a matter, the first that says something first: states, then itself."""
    path, head = f"matter:{matter['name']}", Said(matter, None)
    for state in matter.get("states", []):
        if state.get("when") is not None and state.get("limit"):
            heads = (head, Said(state, None))
            strength = state.get("strength") or matter.get("strength")
            at = f"{path}/state:{state['name']}.limit"
            yield Group(tuple(_limit(state, at, strength, places, of_base)), heads)
    if matter.get("limit"):
        said = _limit(matter, f"{path}.limit", matter.get("strength"), places, of_base)
        yield Group(tuple(said), (head,))


def _limit(
    block: Arguments, path: str, strength: Strength | None, places: Places, of_base: set[int]
) -> Iterator[Said]:
    for number, claim in enumerate(block["limit"]):
        own = id(claim) not in of_base
        yield Said(claim, places.get(_numbered(path, number)), strength, own, path)


def _takes(own: Arguments, taken: Arguments, matters: Blocks, first: bool) -> bool:
    """Whether a process gets cases that another one had: under a condition, by standing first, or
    for a matter inside one of the other's."""
    conditional = own.get("when") is not None or any(
        claim.get("when") is not None for claim in own.get("applies_to", [])
    )
    had = _refs(taken, "applies_to")
    for ref in _refs(own, "applies_to"):
        if ref in had and (conditional or first):
            return True
        outer = {f"matter:{name}" for name in lineage(ref.partition(":")[2], matters)[1:]}
        if ref not in had and outer & had:
            return True
    return False


def _refs(block: Arguments, field: str) -> set[str]:
    values = [claim["value"] for claim in block.get(field, [])]
    return {ref for value in values if isinstance(value, Refs) for ref in value.refs}


def _named(said: Said) -> tuple[str, ...]:
    return said.value.refs if isinstance(said.value, Refs) else ()


def _always(claim: Arguments) -> Arguments:
    return {key: value for key, value in claim.items() if key not in ("since", "until")}


def _by_name(found: Arguments, holder: str) -> dict[str, Arguments]:
    return {block["name"]: block for block in found.get(holder, [])}


def lineage(name: str, matters: Blocks) -> list[str]:
    """The names of a matter and of those it lies in, the inner one first."""
    found: list[str] = []
    while name in matters and name not in found:
        found.append(name)
        name = matters[name].get("parent", "")
    return found


def _numbered(path: str, number: int) -> str:
    return f"{path}[{number}]" if number else path
