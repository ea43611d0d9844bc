"""Checks of branching lessons: names that fit twice, words that are no moves, seats without a part.

A model enters, findings leave. What only playing a lesson can show (an option that is never
offered, a text told at the wrong place) is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from govkit.checks.cells import grades_of
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered, statements, words_in
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.scenario import Option, Scenario, Turn
from govkit.model.statement import Attribute, Claim
from govkit.values import Quantity, Word, Words
from govkit.values.expression import Call, Each, Infix, Name, names_in
from govkit.values.reading import read_quantity
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import spellings

_WHOLE = Fraction(1)
_CONDITIONS = (Infix, Call, Each, Name)
_DOT = re.compile(r"[·・:：.．]")
_QUOTES = "「」《》`“”"
# Kinds whose names a condition may hold, beside an option.
_IN_CONDITIONS = ("mode", "attribute", "event", "matter")
_WORDS_OF = ("move", "trigger+event", "story_fact")
# Kinds that a move may be aimed at, and the sets that say for what reason or with what result.
_AIMS = ("level", "body", "post", "team", "meeting", "matter", "mode", "attribute", "item", "list")
_RESULTS = "trigger+event+manner+decision+taken_back"
# Moves whose parts are words of the author's own, or other cases.
_FREE = frozenset([
    "act_first", "classify", "request_extension", "request_suspension", "request_return",
    "request_forced_closing", "resume_handling", "merge", "link", "split", "look_up",
])  # fmt: skip


# ── names ──
def check_names(model: Governance) -> Iterator[Finding]:
    """GOV680: a name of a lesson that fits twice, with both places."""
    for scenario in model.scenarios:
        path = f"scenario:{scenario.name}"
        options: dict[str, str] = {}
        for turn in scenario.turns:
            for option in turn.options:
                at = f"{path}/turn:{turn.name}/option:{option.name}"
                if option.name in options:
                    yield _twice(at, option.name, "option", "option", options[option.name])
                options.setdefault(option.name, at)
        ends = {ending.name for ending in scenario.endings}
        for at, value in _leading(scenario, path):
            if value in ends and any(turn.name == value for turn in scenario.turns):
                yield _twice(at, value, "turn", "ending", f"{path}/ending:{value}")
        yield from _in_conditions(model, scenario, options)


def _twice(path: str, name: str, one: str, other: str, at: str = "") -> Finding:
    words = {kind: Both(row.zh, row.en) for kind, row in kinds().items()}
    words["move"], words["word"] = Both("动作", "move"), Both("规定的词", "word of the language")
    return Finding(
        "GOV680", path, {"name": name, "one": words[one], "other": words[other]},
        ((at, "other"),) if at else (),
    )  # fmt: skip


def _leading(scenario: Scenario, path: str) -> Iterator[tuple[str, str]]:
    """Where the story is led on to something by name, and the name."""
    for turn in scenario.turns:
        holders = [(f"{path}/turn:{turn.name}", turn.next)]
        holders += [(f"{path}/turn:{turn.name}/option:{o.name}", o.next) for o in turn.options]
        for at, attribute in holders:
            for number, stated in enumerate(attribute):
                if isinstance(stated.value, Word):
                    yield numbered(f"{at}.next", number), stated.value.word


def _in_conditions(
    model: Governance, scenario: Scenario, options: Mapping[str, str]
) -> Iterator[Finding]:
    """Options that a condition names and that it could mean otherwise."""
    told: set[str] = set()
    for path, claim in _claims(scenario):
        for name in names_in(claim.when) if isinstance(claim.when, _CONDITIONS) else ():
            option = name.ref.removeprefix("option:")
            if option == name.ref or option in told:
                continue
            told.add(option)
            graded = [one.name for one in model.attributes if option in grades_of(model, one.name)]
            for attribute in graded[:1]:
                at = f"attribute:{attribute}.values"
                yield _twice(path, option, "option", "attribute", at)
            for kind in _IN_CONDITIONS:
                if model.get(f"{kind}:{option}") is not None:
                    yield _twice(path, option, "option", kind, f"{kind}:{option}")
            if any(option in spellings(words) for words in _WORDS_OF):
                other = "move" if option in spellings("move") else "word"
                yield _twice(path, option, "option", other, options.get(option, ""))


def _claims(scenario: Scenario) -> Iterator[tuple[str, Claim]]:
    """Everything said in a scenario, with its path."""
    for path, entity in _parts(scenario):
        yield path, entity
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated


def _parts(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    path = f"scenario:{scenario.name}"
    yield path, scenario
    for turn in scenario.turns:
        yield f"{path}/turn:{turn.name}", turn
        for option in turn.options:
            yield f"{path}/turn:{turn.name}/option:{option.name}", option
    for kind, held in (("inject", scenario.injects), ("ending", scenario.endings),
                       ("rubric", scenario.rubric), ("seat", scenario.seats)):  # fmt: skip
        for one in held:
            yield f"{path}/{kind}:{one.name}", one


# ── moves ──
def check_moves(model: Governance) -> Iterator[Finding]:
    """GOV681: a word that stands for a move and is none, or is aimed at nothing that there is.

    GOV685: `unlawful` of a turn with options names something else than one of them.
    """
    known = _Known(model)
    for scenario in model.scenarios:
        for path, entity in _parts(scenario):
            named = ["routine", "moves", "also"]
            options = [option.name for option in entity.options] if _asks(entity) else []
            if not options:
                named.append("unlawful")
            for field in named:
                yield from known.wrong(f"{path}.{field}", getattr(entity, field, None))
            for number, word in _written(entity.unlawful) if options else ():
                if word not in options:
                    near = tuple(get_close_matches(word, options, n=3, cutoff=0.4))
                    yield Finding(
                        "GOV685", numbered(f"{path}.unlawful", number),
                        {"word": word, "known": Both("、".join(options), ", ".join(options))},
                        near=near,
                    )  # fmt: skip


def _asks(entity: object) -> bool:
    return isinstance(entity, Turn) and bool(entity.options)


def _written(attribute: Attribute[Any]) -> Iterator[tuple[int, str]]:
    """The words of a field, each with the number of its statement."""
    for number, stated in enumerate(attribute):
        for word in stated.value.words if isinstance(stated.value, Words) else ():
            yield number, word


class _Known:
    """What a move may be called and aimed at in one model."""

    def __init__(self, model: Governance) -> None:
        self.model = model
        self.steps = {step.name for process in model.processes for step in process.steps}
        self.grades = {g for one in model.attributes for g in grades_of(model, one.name)}
        self.events = {event.name for event in model.own_events}

    def wrong(self, path: str, attribute: Attribute[Any] | None) -> Iterator[Finding]:
        """GOV681 for each word of a field that is no move."""
        for number, word in _written(attribute) if attribute is not None else ():
            parts = [part.strip().strip(_QUOTES) for part in _DOT.split(word)]
            kind = spellings("move").get(parts[0])
            near = get_close_matches(parts[0], spellings("move"), n=3, cutoff=0.5)
            part = parts[0]
            if kind is not None:
                unknown = [one for one in parts[1:] if one and not self._fits(kind, one)]
                if not unknown:
                    continue
                part = unknown[0]
                near = get_close_matches(part, sorted(self._names()), n=3, cutoff=0.5)
            yield Finding(
                "GOV681", numbered(path, number), {"written": word, "part": part}, near=tuple(near)
            )

    def _fits(self, kind: str, part: str) -> bool:
        if kind in _FREE or part in spellings(_RESULTS) or part in self._names():
            return True
        if any(self.model.get(f"{aim}:{part}") is not None for aim in _AIMS):
            return True
        return isinstance(read_quantity(part, self.model.unit_table), Quantity)

    def _names(self) -> set[str]:
        return self.steps | self.grades | self.events


# ── ranges ──
_LATEST = 5
_TIMES = {"countdown": ("second", "minute"), "class_time": ("minute", "natural_hour")}


def check_ranges(model: Governance) -> Iterator[Finding]:
    """GOV682: a difficulty that is no whole number of 1 to 5, a time that the class cannot keep.

    GOV683: chances of what excludes each other that do not come to all cases.
    """
    for scenario in model.scenarios:
        for path, entity in _parts(scenario):
            for field in ("difficulty", *_TIMES, "after"):
                yield from _out_of_range(path, field, getattr(entity, field, None))
            if isinstance(entity, Option):
                drawn = [s.chance for s in entity.moves if s.when is None]
                yield from _chances(f"{path}.moves", drawn, whole=len(drawn) > 1)
            if _asks(entity) and not any(option.when for option in entity.options):
                chances = [option.chance for option in entity.options]
                if all(one is not None for one in chances):
                    yield from _chances(path, chances)


def _out_of_range(path: str, field: str, attribute: Attribute[Any] | None) -> Iterator[Finding]:
    for number, stated in enumerate(attribute if attribute is not None else ()):
        value = stated.value
        if not isinstance(value, Quantity):
            fits = field == "after" and "turn:" in path and "option:" not in path  # played: GOV752
        elif field == "difficulty":
            fits = value.number in range(1, _LATEST + 1) and value.unit in ("", "piece")
        elif field == "after":
            fits = value.number >= 0
        else:
            fits = value.unit in _TIMES[field] and value.number > 0
        if not fits:
            row = fields_of(path.rpartition("/")[2].partition(":")[0])[field]
            yield Finding("GOV682", numbered(f"{path}.{field}", number), {
                "field": Both(row.zh, row.en), "wanted": _WANTED[field],
            })  # fmt: skip


_WANTED = {
    "difficulty": Both("1 到 5 的一个整数", "a whole number of 1 to 5"),
    "countdown": Both("几秒或者几分钟", "seconds or minutes"),
    "class_time": Both("几分钟或者几小时", "minutes or hours"),
    "after": Both("一段确定的时间", "one stretch of time"),
}


def _chances(path: str, chances: list[Fraction | None], whole: bool = True) -> Iterator[Finding]:
    """What is drawn has to come to all cases, or to less where the rest is said without one.

    A single deed with a chance is made or not: it need not be `whole`.
    """
    told = [chance for chance in chances if chance is not None]
    total = sum(told, Fraction(0))
    rest = len(told) < len(chances)
    if told and (total > 1 or (total < 1 and whole and not rest) or (total == 1 and rest)):
        yield Finding("GOV683", path, {"total": f"{float(total * 100):g}%"})


# ── what leads nowhere ──
def check_places(model: Governance) -> Iterator[Finding]:
    """GOV684: a turn that leads on to itself. GOV686: what means nothing where it stands."""
    for scenario in model.scenarios:
        path = f"scenario:{scenario.name}"
        for turn in scenario.turns:
            at = f"{path}/turn:{turn.name}"
            for number, stated in enumerate(turn.next):
                if isinstance(stated.value, Word) and stated.value.word == turn.name:
                    yield Finding("GOV684", numbered(f"{at}.next", number), {"turn": turn.name})
            for field in ("move", "also") if turn.options else ():
                if getattr(turn, field):
                    row = fields_of("turn")[field]
                    yield Finding("GOV686", f"{at}.{field}", {
                        "what": Both(row.zh, row.en),
                        "why": Both("有选项的回合由选项来做", "the options of the turn act"),
                    })  # fmt: skip
        for kind, held in (("inject", scenario.injects), ("ending", scenario.endings)):
            if held and not scenario.is_branching:
                sort = kinds()[kind]
                yield Finding("GOV686", f"{path}/{kind}:{held[0].name}", {
                    "what": Both(sort.zh, sort.en),
                    "why": Both("这个场景没有选项，只有一条走法",
                                "the scenario has no options, and so one course"),
                })  # fmt: skip


# ── seats and grades ──
def check_seats(model: Governance) -> Iterator[Finding]:
    """GOV687: a seat without a part; an asking that brings nothing; acting first where no mode
    says so."""
    first = {word for mode in model.modes for word in words_in(mode.first)}
    for scenario in model.scenarios:
        path = f"scenario:{scenario.name}"
        seats = {seat.name: seat for seat in scenario.seats}
        used: set[str] = set()
        for at, entity in _parts(scenario):
            for field in ("seat", "asks"):
                used |= set(_seats_of(getattr(entity, field, None)))
            for number, stated in enumerate(getattr(entity, "asks", ())):
                for name in _of(stated.value):
                    if name in seats and not seats[name].knows:
                        yield _idle(numbered(f"{at}.asks", number), name, _SILENT,
                                    f"{path}/seat:{name}")  # fmt: skip
            for number, word in _written(entity.first) if isinstance(entity, Option) else ():
                if word not in first:
                    yield _idle(numbered(f"{at}.first", number), word, _UNLISTED)
        for name in seats if scenario.is_branching else ():
            if name not in used:
                yield _idle(f"{path}/seat:{name}", name, _UNUSED)


_UNUSED = Both("没有回合由它来选，没有选项问它，也没有消息发给它",
               "no turn is put to it, no option asks it, no news is for it")  # fmt: skip
_SILENT = Both("选项去问它，它却没有写「掌握情况」", "an option asks it, and it says no `knows`")
_UNLISTED = Both("没有一种平急状态把它列进「先期处置」", "no mode lists it under `first`")


def _of_the_class(scenario: Scenario) -> Iterator[Turn]:
    """The turns whose options the class may choose among."""
    scripted = {
        seat.name
        for seat in scenario.seats
        if any("script" in _of(stated.value) for stated in seat.plays)
    }
    for turn in scenario.turns:
        if scripted.isdisjoint(_seats_of(turn.seat)):
            yield turn


def _idle(path: str, name: str, why: Both, at: str = "") -> Finding:
    return Finding("GOV687", path, {"name": name, "why": why}, ((at, "seat"),) if at else ())


def _of(value: object) -> tuple[str, ...]:
    if isinstance(value, Word):
        return (value.word,)
    return value.words if isinstance(value, Words) else ()


def _seats_of(attribute: Attribute[Any] | None) -> Iterator[str]:
    for stated in attribute if attribute is not None else ():
        yield from _of(stated.value)


def check_grades(model: Governance) -> Iterator[Finding]:
    """GOV698: an option without a grade that its turn does not call refused; one that is not best
    and says no reason. What the script chooses is nobody's judgement."""
    for scenario in model.scenarios:
        for turn in _of_the_class(scenario):
            refused = {word for _, word in _written(turn.unlawful)}
            for option in turn.options:
                at = f"scenario:{scenario.name}/turn:{turn.name}/option:{option.name}"
                grades = {word for stated in option.grade for word in _of(stated.value)}
                if not grades and option.name not in refused:
                    yield Finding("GOV698", at, {"option": option.name, "lacks": _NO_GRADE})
                elif grades & {"acceptable", "poor"} and not option.debrief:
                    yield Finding("GOV698", at, {"option": option.name, "lacks": _NO_REASON})


_NO_GRADE = Both("没有写「评级」，回合的「不允许」里也没有它",
                 "says no `grade`, and its turn does not name it under `unlawful`")  # fmt: skip
_NO_REASON = Both("不是最佳，却没有写「点评」", "is not the best and says no `debrief`")


CHECKS: tuple[Check, ...] = (
    check_names, check_moves, check_ranges, check_places, check_seats, check_grades,
)  # fmt: skip
