"""A process of a model as a flow: lanes by handler, nodes, and one line for each way between them.

A model and a process enter; a `Flow` in words leaves, its nodes with the columns that the longest
way from the start gives. Nothing is known of sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govkit.model.naming import Pen
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Stated
from govkit.pictures.swimlane import wording
from govkit.pictures.swimlane.parts import Flow, Kind, Link, Node, Part
from govkit.values import Mapping, Ref, Refs

_UNKNOWN = -1.0


def flow(pen: Pen, process: Process) -> Flow:
    """The flow of a process in the tongue of the pen."""
    rungs: tuple[Tier | Step, ...] = (*process.tiers, *process.steps)
    ranks = [_rank(pen, process, rung) for rung in rungs]
    names = [_handler(pen, rung) for rung in rungs]
    lanes = _lanes(names, ranks)
    said, ways = _ways(pen, process, rungs)
    ahead = _forward(len(process.tiers), ways)
    columns = _columns([lanes.index(name) for name in names], ahead)
    sources = sorted({rung.origin.source for rung in rungs if rung.origin.kind == "cited"})
    nodes = tuple(
        Node(
            number=n + 1,
            ref=f"process:{process.name}/{_kind(rung)}:{rung.name}",
            name=pen.name(f"step:{rung.name}"),
            lane=lanes.index(names[n]),
            rank=ranks[n],
            parts=(*wording.parts(pen, process, rung), *said[n]),
            source=_source(pen, rung, alone=len(sources) < 2),
            doubtful=wording.is_doubtful(rung),
        )
        for n, rung in enumerate(rungs)
    )
    return Flow(
        title=" ".join(one for one in (pen.name(f"process:{process.name}"), process.title) if one),
        model=pen.model.label,
        heads=tuple(wording.heads(pen, process)),
        lanes=tuple(lanes),
        nodes=nodes,
        links=tuple(_links(pen, ways, ranks, columns, len(process.tiers))),
        columns=tuple(columns),
        foot=_foot(pen, sources),
        stepped=not process.tiers,
    )


def _kind(rung: Tier | Step) -> str:
    return "tier" if isinstance(rung, Tier) else "step"


# ── lanes ──


def _handler(pen: Pen, rung: Tier | Step) -> str:
    """The name of a lane: who handles a case there."""
    text = wording.handler(pen, rung, _kind(rung))
    return text or pen.pick("（没有写承办）", "(no handler stated)")


def _lanes(names: list[str], ranks: list[float]) -> list[str]:
    """The lanes, the highest level on top; of one height in the order of the text."""
    highest: dict[str, float] = {}
    for name, rank in zip(names, ranks, strict=True):
        highest[name] = max(rank, highest.get(name, rank))
    return sorted(highest, key=lambda name: -highest[name])


def _rank(pen: Pen, process: Process, rung: Tier | Step) -> float:
    """How high a tier or a step stands: by the flight, else by the tree of levels; -1 unknown."""
    flight = [tier.name for tier in process.tiers]
    if isinstance(rung, Tier):
        return float(flight.index(rung.name))
    levels = [_level(pen, ref) for stated in rung.handler for ref in _refs(stated.value)]
    known = [level for level in levels if level and pen.model.get(f"level:{level}")]
    if not known:
        return _UNKNOWN
    tree = pen.model.tree
    if not flight:
        deepest = max((len(tree.above(level.name)) for level in pen.model.levels), default=0)
        return float(deepest - min(len(tree.above(level)) for level in known))
    for level in (known[0], *tree.above(known[0])):
        if level in flight:
            return flight.index(level) - 0.5
    below = [n for n, name in enumerate(flight) if known[0] in tree.above(name)]
    return max(below) + 0.5 if below else _UNKNOWN


def _refs(value: object) -> tuple[str, ...]:
    return value.refs if isinstance(value, Refs) else ()


def _level(pen: Pen, ref: str) -> str:
    """The level where a post, body, team or level stands; empty where it stands at none."""
    seen: set[str] = set()
    while ref and not ref.startswith("level:") and ref not in seen:
        seen.add(ref)
        at = getattr(pen.model.get(ref), "at", None)
        value = at.value if at else None
        ref = value.ref if isinstance(value, Ref) else ""
    return ref.partition(":")[2] if ref.startswith("level:") else ""


# ── ways ──


@dataclass(slots=True)
class _Way:
    """All that leads from one node to another, in words; equal clauses are told together."""

    source: int
    target: int
    told: list[tuple[str, str]] = field(default_factory=list)
    doubtful: bool = True
    implied: bool = False


def _ways(
    pen: Pen, process: Process, rungs: tuple[Tier | Step, ...]
) -> tuple[list[list[Part]], list[_Way]]:
    """What boxes say of ways that leave the flow, and the ways between nodes."""
    places = _places(rungs)
    said: list[list[Part]] = [[] for _ in rungs]
    ways: dict[tuple[int, int], _Way] = {}
    for number, rung in enumerate(rungs):
        for lead, stated in _stated(pen, rung):
            for arrow in stated.value.entries:
                names, clauses = wording.trigger(pen, stated, arrow.keys)
                told = (lead + names, clauses + wording.mark(pen, stated))
                for to in arrow.to:
                    target = places.get(to) if isinstance(to, str) else None
                    if target is None or target == number:
                        where = pen.pick("本级重办", "here again") if target == number else ""
                        text = f"{''.join(told)} → {where or pen.written(to)}"
                        said[number].append(Part(text))
                        continue
                    way = ways.setdefault((number, target), _Way(number, target))
                    way.told.append(told)
                    way.doubtful = way.doubtful and wording.is_doubtful(stated)
        following = _next(process, number, rung)
        if following is not None and (number, following) not in ways:
            known = pen.name(f"event:{_onward(rung)}")
            ways[number, following] = _Way(number, following, [(known, "")], False, True)
    return said, list(ways.values())


def _places(rungs: tuple[Tier | Step, ...]) -> dict[str, int]:
    """The position of a node by what a way may call it."""
    found: dict[str, int] = {}
    for number, rung in enumerate(rungs):
        if isinstance(rung, Tier):
            found[f"tier:{rung.name}"] = found[f"level:{rung.name}"] = number
        else:
            found[f"step:{rung.name}"] = number
    return found


def _stated(pen: Pen, rung: Tier | Step) -> Iterator[tuple[str, Stated[Mapping]]]:
    """The statements of ways, those of the clocks behind their names."""
    for stated in rung.on:
        if isinstance(stated.value, Mapping):
            yield "", stated
    for clock in rung.clocks:
        for stated in clock.on:
            if isinstance(stated.value, Mapping):
                yield f"{wording.called(pen, clock)} ", stated


def _next(process: Process, number: int, rung: Tier | Step) -> int | None:
    """The step that follows by the order of the text, where a process has steps alone."""
    last = number + 1 >= len(process.steps)
    return None if process.tiers or last or not _onward(rung) else number + 1


def _onward(rung: Tier | Step) -> str:
    """On which event a case goes to the next step without a rule; empty where rules lead."""
    known = {str(key) for stated in rung.on if isinstance(stated.value, Mapping)
             for arrow in stated.value.entries for key in arrow.keys}  # fmt: skip
    known = {key.rpartition(":")[2] for key in known}
    if "done" in known or "else" in known:
        return ""
    if known & {"verified", "failed"}:
        return "" if "verified" in known else "verified"
    return "done"


def _forward(tiers: int, ways: list[_Way]) -> list[tuple[int, int]]:
    """The ways that lead on: up the flight, down the text, aside; never around in a ring."""
    found: list[tuple[int, int]] = []
    for way in sorted(ways, key=lambda way: (way.source >= tiers > way.target, way.source)):
        alike = (way.source < tiers) == (way.target < tiers)
        if alike and way.target < way.source:
            continue
        if not _reaches(found, way.target, way.source):
            found.append((way.source, way.target))
    return found


def _reaches(links: list[tuple[int, int]], start: int, end: int) -> bool:
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        for source, target in links:
            if source == here and target not in seen:
                seen.add(target)
                left.append(target)
    return end in seen


def _columns(lanes: list[int], ahead: list[tuple[int, int]]) -> list[int]:
    """The column of each node by the longest way to it; one lane has one node in a column."""
    before = {n: {a for a, b in ahead if b == n} for n in range(len(lanes))}
    found: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    while len(found) < len(lanes):
        node = next(n for n in before if n not in found and before[n] <= set(found))
        column = max((found[other] + 1 for other in before[node]), default=0)
        while (lanes[node], column) in taken:
            column += 1
        found[node] = column
        taken.add((lanes[node], column))
    return [found[n] for n in range(len(lanes))]


def _links(
    pen: Pen, ways: list[_Way], ranks: list[float], columns: list[int], tiers: int
) -> Iterator[Link]:  # fmt: skip
    for way in ways:
        kind: Kind = "over"
        if columns[way.target] <= columns[way.source]:
            kind = "back"
        elif way.target < tiers and ranks[way.target] > ranks[way.source]:
            kind = "up"
        label = pen.pick("；", "; ").join(_together(pen, way.told))
        yield Link(way.source, way.target, label, kind, way.doubtful, way.implied)


def _together(pen: Pen, told: list[tuple[str, str]]) -> list[str]:
    """Triggers with the same clauses and mark behind them, told once: `越权、超时〔假设〕`."""
    found: dict[str, list[str]] = {}
    for names, tail in told:
        found.setdefault(tail, []).append(names)
    return [pen.pick("、", ", ").join(dict.fromkeys(names)) + tail for tail, names in found.items()]


# ── sources ──


def _source(pen: Pen, rung: Tier | Step, *, alone: bool) -> str:
    """`据 三（二）`; the name of the source stands before where there are several."""
    origin = rung.origin
    if origin.kind != "cited":
        return ""
    named = "" if alone and origin.place else origin.source
    told = "·".join(part for part in (named, origin.place) if part)
    return f"{pen.pick('据 ', 'source: ')}{told}" if told else ""


def _foot(pen: Pen, sources: list[str]) -> tuple[str, ...]:
    """The names of several sources beside their titles, as the boxes use them."""
    if len(sources) < 2:
        return ()
    titles = {name: getattr(pen.model.get(f"source:{name}"), "title", "") for name in sources}
    if all(title in ("", name) for name, title in titles.items()):
        return ()
    told = [f"{name} {title}".strip() for name, title in titles.items()]
    return (pen.pick("所据：", "Cited: ") + pen.pick("；", "; ").join(told),)
