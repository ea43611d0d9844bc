"""Who comes: from the streams of a workload to cases by unit, matter, grade and amount.

A reading of a workload enters; streams in numbers leave. What the cases do is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import chain, pairwise

from govkit.draws.arrivals import DAY, PACES, Intensity, Weights, intensity, spread_over
from govkit.model.workload import ELSE, Arriving, span_of, stretch_of
from govkit.simulation.driver import setup
from govkit.simulation.driver.gaps import Gap
from govkit.simulation.driver.setup import Parts
from govkit.simulation.workload.reading import Reading, Said, entries_of, is_rate, number_of
from govkit.values import Mapping as Map
from govkit.values import Quantity, Rate, Refs, Season

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NONE = Rate(Quantity(Fraction(0), "piece"), ("month",))


class Streams(Reading):
    """Reads the streams of a workload."""

    def streams(self) -> Iterator[setup.Arriving]:
        """Each stream; what the workload says itself is the one without a name."""
        for stream in self.workload.streams:
            yield self._stream(stream, stream.name, f"{self.path}/stream:{stream.name}")
        if self.workload.cases and not self.workload.streams:
            yield self._stream(self.workload, "", self.path)

    def _stream(self, stream: Arriving, name: str, path: str) -> setup.Arriving:
        """What a stream does not say of its cases the workload may say for all streams."""
        blocks = dict.fromkeys((path, self.path))
        said = tuple((one, stream if one == path else self.workload) for one in blocks)
        matters = self.daily("matters", *said).to(lambda one: self._matters(one, path))
        mix = tuple(row for one, block in said for row in self._mix(block, f"{one}.mix"))
        amounts = tuple(row for one, block in said for row in self._amounts(block, one))
        return setup.Arriving(name, self._flows(said), matters, mix, amounts)

    # ── how many, where, when ──
    def _flows(self, said: tuple[Said, ...]) -> dict[str, Intensity]:
        """What is expected at each unit: on each day by what holds then."""
        by = {name: self.daily(name, *said) for name in ("at", "hours", "weekdays", "seasons")}
        by["cases"] = self.daily("cases", said[0])  # of all streams together it would say nothing
        marks = sorted({0, *chain.from_iterable(one.changes for one in by.values())})
        ends = [*marks[1:], (self.days + 1) * DAY]
        pieces = []
        for begin, end in zip(marks, ends, strict=True):
            pieces.append(
                (begin, end, self._flow({n: d.at(begin) for n, d in by.items()}, said[0][0]))
            )
        if len(pieces) == 1:
            return pieces[0][2]
        units = dict.fromkeys(unit for _, _, flows in pieces for unit in flows)
        return {
            unit: _stitched([(b, e, flows.get(unit)) for b, e, flows in pieces]) for unit in units
        }

    def _flow(self, stated: Mapping[str, object], path: str) -> dict[str, Intensity]:
        rate = stated["cases"]
        units = self._weighed_units(stated["at"], path)
        if not isinstance(rate, Rate) or not is_rate(rate) or rate.per[-1] not in PACES:
            self.gaps.append(Gap(f"{path}.cases", "rate"))
            rate = _NONE
        assert isinstance(rate.amount, Quantity)
        whole = rate.amount.number
        for per in rate.per[:-1]:
            whole *= sum(1 for _ in self.model.units(per.partition(":")[2]))
        total = sum(units.values())
        flow = partial(intensity, self.first, self.days, per=rate.per[-1], every=rate.every,
                       weights=_weights(stated))  # fmt: skip
        return {unit: flow(cases=whole * part / total) for unit, part in units.items() if part}

    def _weighed_units(self, stated: object, path: str) -> Mapping[str, Fraction]:
        if isinstance(stated, Refs):
            level = stated.refs[0].partition(":")[2]
            return {unit.id: Fraction(1) for unit in self.model.units(level)}
        if isinstance(stated, Map):
            weights = {str(entry.keys[0]): number_of(entry) for entry in stated.entries}
            rest = weights.pop(ELSE, Fraction(0))
            named = {self.model.unit(key.removeprefix("unit:")): w for key, w in weights.items()}
            others = {
                unit.id: rest for level in {one.level for one in named}
                for unit in self.model.units(level)
            }  # fmt: skip
            return others | {unit.id: weight for unit, weight in named.items()}
        self.gaps.append(Gap(f"{path}.at", "where"))
        return {}

    # ── what about ──
    def _matters(self, stated: object, path: str) -> Parts:
        if isinstance(stated, Refs):
            share = Fraction(1, len(stated.refs))
            return tuple((ref.partition(":")[2], share) for ref in stated.refs)
        if isinstance(stated, Map):
            named = dict(entries_of(stated))
            known = [f"matter:{one.name}" for one in self.model.matters]
            return tuple(
                (key.removeprefix("matter:"), share) for key, share in _filled(named, known)
            )
        self.gaps.append(Gap(f"{path}.matters", "matters"))
        return ()

    def _mix(self, stream: Arriving, path: str) -> Iterator[setup.Mix]:
        for stated in stream.mix:
            named = dict(entries_of(stated.value))
            of = {key.partition("=")[0] for key in named if key != ELSE}
            for attribute in dict.fromkeys(k.partition("=")[0] for k in named if k != ELSE):
                own = {k: s for k, s in named.items() if k.startswith(f"{attribute}=")}
                if ELSE in named and len(of) == 1:
                    own[ELSE] = named[ELSE]
                elif named.get(ELSE):
                    self.gaps.append(Gap(path, "rest"))  # of which attribute is not said
                rows = _filled(own, self._grades(attribute))
                parts = tuple((key.partition("=")[2], share) for key, share in rows)
                yield setup.Mix(attribute.removeprefix("attribute:"), parts, self.of_matter(stated))

    def _grades(self, attribute: str) -> list[str]:
        one = self.model.get(attribute if ":" in attribute else f"attribute:{attribute}")
        values = getattr(getattr(one, "values", None), "value", None)
        return [f"{attribute}={grade}" for grade in getattr(values, "words", ())]

    def _amounts(self, stream: Arriving, path: str) -> Iterator[setup.Amount]:
        for stated in stream.amounts:
            for entry in stated.value.entries:
                law = self.law(entry.to[0], f"{path}.amounts")
                if law is not None:
                    name = str(entry.keys[0]).removeprefix("attribute:")
                    yield setup.Amount(name, law, self.of_matter(stated))


def _filled(named: dict[str, Fraction], known: list[str]) -> Iterator[tuple[str, Fraction]]:
    """Shares by key; what is left over goes to all that are not named, alike."""
    rest = named.pop(ELSE, Fraction(0))
    yield from named.items()
    others = [key for key in known if key not in named]
    if rest and others:
        yield from ((key, rest / len(others)) for key in others)


def _weights(stated: Mapping[str, object]) -> Weights:
    hours, rest_of_hours = [], 0.0
    for key, share in _entries(stated["hours"]):
        if key == ELSE:
            rest_of_hours = float(share)
        else:
            hours.append((stretch_of(key), float(share)))
    spread = spread_over(hours, rest_of_hours) if hours else ((), 1.0)
    weekdays, seasons = (
        [(key, float(weight)) for key, weight in _entries(stated[name])]
        for name in ("weekdays", "seasons")
    )
    return Weights(
        hours=spread[0],
        rest_of_hours=spread[1],
        weekdays=tuple(
            (_WEEKDAYS.index(key.removeprefix("weekday:")) + 1, weight)
            for key, weight in weekdays
            if key != ELSE
        ),
        rest_of_weekdays=dict(weekdays).get(ELSE, 1.0),
        seasons=tuple((Season((span_of(key),)), weight) for key, weight in seasons if key != ELSE),
        rest_of_seasons=dict(seasons).get(ELSE, 1.0),
    )


def _entries(stated: object) -> Iterator[tuple[str, Fraction]]:
    return entries_of(stated if isinstance(stated, Map) else None)


def _stitched(pieces: list[tuple[int, int, Intensity | None]]) -> Intensity:
    """One intensity of several, each from one midnight to another."""
    edges, expected = [0], [0.0]
    for begin, end, flow in pieces:
        total = expected[-1]
        if flow is None:
            edges.append(end)
            expected.append(total)
            continue
        before = [e for edge, e in zip(flow.edges, flow.expected, strict=True) if edge <= begin][-1]
        for edge, reached in zip(flow.edges, flow.expected, strict=True):
            if begin < edge <= end:
                edges.append(edge)
                expected.append(total + reached - before)
    assert all(a < b for a, b in pairwise(edges))
    return Intensity(tuple(edges), tuple(expected))
