"""The questions of the pairs, one function for each place where a field may act.

A compiled text and the lines of a question enter; the answer leaves as short words: codes, ids,
instants, counts. No prose of the model is in an answer, so that no field answers with its own text.

| place | lines of a question |
|---|---|
| `check` | none: the codes of what the checks find |
| `case` | `open MATTER UNIT 03-02 09:00 attribute=grade mode=M vacant=P`; then moves, each with an instant where it is not ten minutes later: `sign_for 03-03 10:00 by key present=7 note=why record`, `tick`, `switch M`, `vacate P`; last `? moves` (`due`, `provisional`, `turn`, `place`, `history`, `told`, `who`, `passages`, `turnings`, `breaches`, `joins`: with an equal case) |
| `duty` | `review DUTY 2026-01-01 2026-03-31 objects=2`, then acts: `01-05 09:00/10:00 on`; or `demand DUTY` |
| `log` | `indicator NAME 2026-03`, `assessment NAME 2026-03` or `period NAME`, then the log, cells between bars |
| `lesson` | `SCENARIO`: the expected course to its end |
| `report` | `facts`, `spread`, `formulas`, `provenance`, `units LEVEL`, `compare TOPIC`, `public` |
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from govkit.analysis.comparison import compare
from govkit.analysis.facts import facts
from govkit.analysis.provenance import provenance
from govkit.analysis.public import public
from govkit.analysis.structure import structure
from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.engine.case.timer import Timer
from govkit.indicators import Assessed, Computed, Log, assess, compute, reached, read_log, stretch
from govkit.model.governance import COLLECTIONS, Governance
from govkit.scenario import Graph, Walk, debrief, explored, findings, read_course
from govkit.scenario.course import find_scenario
from govkit.scenario.graph import END_POINTS
from govkit.values.interval import Interval

from .pairs import Compiled

Answer = list[str]
_INSTANT = re.compile(r"\b(?:(\d{4})-)?(\d\d)-(\d\d) (\d\d:\d\d)(?:/(\d\d:\d\d)|(Z))?")
_TEN_MINUTES = timedelta(minutes=10)


def check(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """The codes of all findings, each as often as it was found; with a severity of its own."""
    from govkit.diagnostics.catalogue import severity_of

    codes = [
        one.code if one.severity == severity_of(one.code) else f"{one.code} {one.severity}"
        for one in text.findings
    ]
    return sorted(codes)


# ── cases ──


def case(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """What the engine makes of a case; a refusal ends the way with its code."""
    engine = Engine(text.model)
    here: Case | None = None
    for line in ask:
        try:
            if line.startswith("?"):
                assert here is not None
                return _seen(engine, here, line)
            here = _moved(engine, here, line)
        except GovError as error:
            return [f"refused {one.code}" for one in error.diagnostics]
    raise AssertionError("the last line asks")


def _moved(engine: Engine, here: Case | None, line: str) -> Case:
    at = _at(line)
    words = _INSTANT.sub("", line).split()
    given: dict[str, Any] = dict(word.split("=", 1) for word in words if "=" in word)
    plain = [word for word in words if "=" not in word]
    if here is None:
        assert plain[0] == "open" and at is not None
        vacant = [post for post in given.pop("vacant", "").split(",") if post]
        mode = given.pop("mode", None)
        return engine.open(plain[1], unit=plain[2], at=at, mode=mode, vacant=vacant, given=given)
    at = at or here.history[-1].at + _TEN_MINUTES
    if plain[0] == "tick":
        return engine.tick(here, at)
    if plain[0] == "switch":
        return engine.switch(here, plain[1] if len(plain) > 1 else None, at=at)
    if plain[0] == "vacate":
        return engine.vacate(here, plain[1:], at=at)
    actor = plain[plain.index("by") + 1] if "by" in plain else ""
    return engine.apply(
        here,
        plain[0],
        at=at,
        actor=actor,
        note=given.pop("note", ""),
        on_breach="record" if "record" in plain else "refuse",
        given={key: _given(value) for key, value in given.items()},
    )


def _joins(engine: Engine, here: Case, at: Any) -> list[str]:
    """How the case may go together with another one that was opened like it."""
    other = here.as_related().model_copy(update={"id": "another"})
    moves = engine.moves(here, at, other=other)
    return [f"{m.id} {','.join(m.party.refs)}" for m in moves if m.other is not None]


def _given(written: str) -> object:
    return True if written == "yes" else int(written) if written.isdigit() else written


def _at(line: str) -> datetime | str | None:
    found = _INSTANT.search(line)
    zone = "+00:00" if found and found[6] else ""
    return found and f"{found[1] or 2026}-{found[2]}-{found[3]} {found[4]}{zone}"


def _seen(engine: Engine, here: Case, line: str) -> Answer:
    what = line.split()[1]
    at = _at(line)
    looks: Mapping[str, Callable[[], list[str]]] = {
        "moves": lambda: [move.id for move in engine.moves(here, at)],
        "who": lambda: [f"{m.id} {','.join(m.party.refs)}" for m in engine.moves(here, at)],
        "joins": lambda: _joins(engine, here, at),
        "due": lambda: [_timer(one) for one in engine.due(here, at)],
        "provisional": lambda: [one.id for one in engine.due(here, at) if one.provisional],
        "turn": lambda: [*here.turn.refs, here.turn.unit],
        "place": lambda: [here.place, here.unit, here.status, here.process],
        "history": lambda: [
            " ".join(filter(None, [e.kind, e.target, "by itself" if e.automatic else ""]))
            for e in here.history
        ],
        "told": lambda: [f"{e.kind} {ref}" for e in here.history for ref in e.told],
        "passages": lambda: [f"{one.grade} passed" for one in engine.explain(here).passages],
        "turnings": lambda: [
            f"{one.first} {one.other}" for m in engine.moves(here, at) for one in m.turnings
        ],
        "breaches": lambda: [b.code for e in here.history for b in e.breaches],
        "values": lambda: [f"{value.attribute} {value.value}" for value in here.values],
    }
    return looks[what]()


def _timer(timer: Timer) -> str:
    """`limit:Community:1 03-05 24:00`: the id and the end, and whether it is provisional."""
    if timer.due is None:
        end = "paused" if timer.paused_since else timer.unread or "-"
    else:
        end = f"{timer.due:%m-%d %H:%M}"
    told = ",".join(timer.told)
    return " ".join(filter(None, [timer.id, end, "provisional" if timer.provisional else "", told]))


# ── duties ──


def duty(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """The verdict on each act and each period, or how many acts are asked of how many holders."""
    engine = Engine(text.model)
    first, *acts = ask
    what, name, *rest = first.split()
    if what == "demand":
        found = engine.demand(name)
        if found is None:
            return ["no number"]
        return [f"each {_ends(found.each)}", f"total {_ends(found.total)}", found.unit]
    days = [date.fromisoformat(word) for word in rest[:2]]
    objects = int(rest[2].partition("=")[2]) if len(rest) > 2 else 1
    read = [_act(line) for line in acts]
    review = engine.review(name, read, first=days[0], last=days[1], objects=objects)
    told = [
        f"{one.act.begins:%m-%d} {one.verdict}"
        + (f" public by {one.publish_by:%m-%d %H:%M}" if one.publish_by else "")
        for one in review.acts
    ]
    told += [
        f"{one.period.first:%m-%d}..{one.period.last:%m-%d} {one.done} {one.verdict}"
        + (f" covered {one.covered}" if one.covered else "")
        for one in review.periods
    ]
    return [*told, *(f"unread {field}" for field in review.unread)]


def _act(line: str) -> tuple[str, str | None, tuple[str, ...]]:
    found = _INSTANT.search(line)
    assert found
    day = f"{found[1] or 2026}-{found[2]}-{found[3]}"
    on = line[found.end() :].strip()
    return f"{day} {found[4]}", f"{day} {found[5]}" if found[5] else None, tuple(on.split())


def _ends(interval: Interval) -> str:
    return "..".join("?" if end is None else str(end) for end in (interval.low, interval.high))


# ── logs ──


def log(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """The figures of an indicator, or points, grades, ranks and what follows of an assessment."""
    first, heads, *rows = ask
    what, name, *period = first.split()
    cells = [[cell.strip() for cell in row.split("|")] for row in (heads, *rows)]
    read = read_log(cells[0], [*enumerate(cells[1:], start=2)], text.model)
    assert not read.findings, [one.code for one in read.findings]
    span = stretch(period[0]) if period else None
    if what == "period":
        return _period(text.model, read, name)
    if what == "indicator":
        indicator = next(one for one in text.model.indicators if one.name == name)
        found = compute(text.model, read, indicator, span)
        return [_figure(one, indicator) for one in found]
    assessment = next(one for one in text.model.assessments if one.name == name)
    return [_score(one) for one in assess(text.model, read, assessment, span)]


def _period(model: Governance, read: Log, name: str) -> Answer:
    """The period that is counted where none is asked for; one of several has to be asked for."""
    from govkit.cli.assess.period import span_asked
    from govkit.cli.refusal import Refusal

    chosen = [one for one in model.indicators if one.name == name]
    try:
        span = span_asked(model, read, chosen, None)
    except Refusal as refused:
        return [f"refused {one.code}" for one in refused.findings]
    return ["whole log"] if span is None else [f"{span.first:%m-%d}..{span.last:%m-%d}"]


def _figure(one: Computed, indicator: Any) -> str:
    from govkit.indicators import rounded

    unit = one.unit or "all"
    if one.value is None:
        return f"{unit} {one.state} {','.join(one.open)}".rstrip()
    target = reached(one.value, indicator)
    mark = "" if not indicator.target else " reached" if target else " not reached"
    return f"{unit} {rounded(one.value, indicator)}{mark}"


def _score(one: Assessed) -> str:
    points = [_points(item.score.bounds) for item in one.items]
    words = [
        f"{one.unit} {'+'.join(points)} = {_points(one.score.bounds)}",
        "/".join(one.grades),
        "/".join(one.rewards),
        f"rank {one.rank[0]}-{one.rank[1]}" if one.rank else "",
        "run" + "".join(f" {times}" for times in one.run) if one.run else "",
        "/".join(one.effects),
    ]
    return " ".join(filter(None, words))


def _points(bounds: tuple[Fraction | None, Fraction | None]) -> str:
    return "..".join(dict.fromkeys("?" if end is None else str(end) for end in bounds))


# ── lessons ──


def lesson(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """The expected course: moves with their instants, choices, the end, the score, the marks; of a
    branching lesson what its exploration says.
    """
    engine = Engine(text.model)
    if find_scenario(text.model, ask[0]).is_branching:
        found = explored(engine, ask[0])
        if ask[1] == "findings":
            return [one.code for one in findings(found)]
        return [*_EXPLORED[ask[1]](found.graph)]
    try:
        walk = Walk.begin(engine, read_course(text.model, ask[0]))
        choices = []
        while (decision := walk.decision) is not None:
            grades = ",".join(sorted(f"{c.grade}" for c in decision.choices))
            choices.append(f"{decision.at:%m-%d %H:%M} {grades}")
            walk = walk.best()
        walk = walk.ended_as_stated()
    except GovError as error:
        return [f"refused {one.code}" for one in error.diagnostics]
    told = debrief(walk)
    moves = [f"{one.decision.at:%m-%d %H:%M} {one.move.id}" for one in walk.taken]
    wanted = ask[1] if len(ask) > 1 else "moves"
    looks = {
        "moves": moves,
        "choices": choices,
        "score": [f"{line} {got}/{of}" for line, got, of in told.score.lines],
        "end": [walk.case.place, walk.case.manner, walk.case.unit],
        "marks": [f"{mark.name} {mark.points} {mark.marked}" for mark in told.marks],
        "who": [",".join(taken.move.party.refs) for taken in walk.taken],
    }
    return looks[wanted]


def _options(graph: Graph) -> Iterator[str]:
    """Each outcome once: turn, option, grade, its chance, where it leads, what is told of it."""
    told: dict[str, None] = {}
    for state in graph.states:
        for offer in state.offers:
            assert state.turn is not None
            turn = graph.turns[state.turn]
            for to in offer.to:
                said = [graph.text(to.story), graph.text(to.debrief)]
                worth = END_POINTS.get(to.grade, 0)
                words = [turn.name, turn.options[offer.option].name, to.grade, f"{worth}",
                         to.chance, "->", _where(graph, to.state), *said]  # fmt: skip
                told[" ".join(filter(None, words))] = None
    return iter(told)


def _where(graph: Graph, number: int) -> str:
    state = graph.states[number]
    if state.turn is not None:
        return f"{graph.turns[state.turn].name} {state.clock}"
    end = state.end
    assert end is not None
    name = graph.endings[end.ending].name if end.ending is not None else "no end"
    worth = f"{END_POINTS[end.grade]}"
    return " ".join(filter(None, [name, end.grade, worth, state.clock, graph.text(end.story)]))


def _made(graph: Graph) -> Iterator[str]:
    """The moves that options made, each once, and what else came on the way."""
    outcomes = [to for state in graph.states for offer in state.offers for to in offer.to]
    told = [news for to in outcomes for news in (*to.made, *to.told)]
    for news in (*graph.about.told, *told):
        seats = f"for {len(news.to)}" if news.to else ""
        yield " ".join(filter(None, [news.clock, graph.text(news.text), seats]))


def _class(graph: Graph) -> Iterator[str]:
    """Who plays what, and how long each question is."""
    for role in graph.roles:
        words = [role.name, role.ref, "plays" if role.player else "", graph.text(role.knows)]
        yield " ".join(filter(None, words))
    for turn in graph.turns:
        seat = graph.roles[turn.role].name if turn.role is not None else "-"
        yield f"{turn.name} {seat} {turn.countdown} s {turn.minutes} min"


def _modes(graph: Graph) -> Iterator[str]:
    return (f"{state.clock} {graph.text(state.mode)}".strip() for state in graph.states)


_EXPLORED: Mapping[str, Callable[[Graph], Iterator[str]]] = {
    "options": _options,
    "made": _made,
    "class": _class,
    "modes": _modes,
}

# ── reports ──


def report(text: Compiled, ask: tuple[str, ...]) -> Answer:
    """A figure, a row or a mark of what is printed; never the text of the field itself."""
    what, *rest = ask[0].split()
    return [*_REPORTS[what](text.model, *rest)]


def _facts(model: Governance) -> Iterator[str]:
    return (f"{one.name} {one.verdict} {one.computed}" for one in facts(model))


def _spread(model: Governance) -> Iterator[str]:
    return (f"{row.name} {row.count} {row.spread}" for row in structure(model).levels)


def _formulas(model: Governance) -> Iterator[str]:
    return (team.formula for level in structure(model, "en").levels for team in level.teams)


def _provenance(model: Governance) -> Iterator[str]:
    return (f"{origin} {number}" for origin, number in provenance(model).counts.items() if number)


def _units(model: Governance, level: str) -> Iterator[str]:
    for unit in model.units(level):
        parent = model.parent_of(unit)
        yield f"{unit.id} under {parent.id if parent else '-'}"


def _compared(model: Governance, topic: str) -> Iterator[str]:
    return (f"{len(cell)}" for cell in compare([model]).row(topic).cells)


def _public(model: Governance) -> Iterator[str]:
    """How many objects of each collection anybody may see."""
    seen = public(model)
    counts = ((name, len(getattr(seen, name))) for name in COLLECTIONS.values())
    return (f"{name} {number}" for name, number in counts if number)


_REPORTS: Mapping[str, Callable[..., Iterator[str]]] = {
    "facts": _facts,
    "spread": _spread,
    "formulas": _formulas,
    "provenance": _provenance,
    "units": _units,
    "compare": _compared,
    "public": _public,
}

QUESTIONS: Mapping[str, Callable[[Compiled, tuple[str, ...]], Answer]] = {
    "check": check,
    "case": case,
    "duty": duty,
    "log": log,
    "lesson": lesson,
    "report": report,
}
