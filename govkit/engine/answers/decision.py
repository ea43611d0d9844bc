"""Who would handle a matter: at which level, until when, by which rules, without a case being kept.

A scene that was just opened and its timers enter, a `Decision` leaves: data, with a text in either
tongue. It is what `explain` would say of the case at its opening.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import AwareDatetime

from govkit.diagnostics import Both
from govkit.engine.case.case import Bearer, Joint
from govkit.engine.case.event import Turning
from govkit.engine.case.timer import Timer, next_end
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.lookup import lookups
from govkit.engine.plan.vacancy import stand_ins
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.naming import rule_words
from govkit.engine.words.sentences import cited, instant, timer_sentence, turning_sentence, who
from govkit.engine.words.wording import both
from govkit.model.frozen import Frozen
from govkit.model.mode import Mode
from govkit.model.post import Post
from govkit.model.statement import Origin
from govkit.values.units import Lang


class Ground(Frozen):
    """A rule that the answer rests on: its id and its source."""

    rule: str
    citation: Origin = Origin.model_construct()


class Decision(Frozen):
    """Who would handle a matter at a unit from an instant on.

    `turn` is who has it first, `joint` whether of several all are needed or any one; `unit` is the
    unit as the model names it. `until` is the nearest end of a limit that binds, None where there
    is none; `timers` are all that would run, `values` what is known of the case then, `readings`
    what turns on a doubtful or missing value. `rules` are the grounds, in the order of the course.
    """

    matter: str
    unit: str
    at: AwareDatetime
    mode: str = ""
    process: str
    tier: str
    step: str = ""
    turn: Bearer
    joint: Joint = ""
    until: AwareDatetime | None = None
    timers: tuple[Timer, ...] = ()
    values: tuple[CaseValue, ...] = ()
    readings: tuple[Turning, ...] = ()
    rules: tuple[Ground, ...] = ()
    lang: Lang = "zh"

    @property
    def place(self) -> str:
        """Where the case would lie: `step:…` at a step, else `tier:…`."""
        return f"step:{self.step}" if self.step else f"tier:{self.tier}"

    def to_json(self, indent: int | None = None) -> str:
        """The answer as JSON; `model_validate_json` gives an equal one."""
        return self.model_dump_json(indent=indent)

    def text(self, lang: str = "") -> str:
        """The whole answer, a line for each statement."""
        lang = lang or self.lang
        words = {"matter": self.matter, "unit": self.unit, "place": self.place.partition(":")[2]}
        lines = [both("decision.who", **words, who=who(self.turn)).word(lang)]
        end = instant(self.until) if self.until else Both("", "")
        lines.append(
            both("decision.until" if self.until else "decision.endless", at=end).word(lang)
        )
        if self.timers:
            lines.append(both("explain.timers").word(lang))
            lines += [f"  {timer_sentence(timer).word(lang)}" for timer in self.timers]
        if self.readings:
            lines.append(both("explain.readings").word(lang))
            lines += [f"  {turning_sentence(turning).word(lang)}" for turning in self.readings]
        lines.append(both("decision.rules").word(lang))
        lines += [f"  {_ground(ground).word(lang)}" for ground in self.rules]
        return "\n".join(lines)


def decided(scene: Scene, timers: tuple[Timer, ...], lang: Lang) -> Decision:
    """The answer for a case that was just opened, with its timers as they are seen then."""
    case = scene.case
    return Decision(
        matter=case.matter,
        unit=case.unit,
        at=case.opened_at,
        mode=case.mode,
        process=case.process,
        tier=case.tier,
        step=case.step,
        turn=case.turn,
        joint=case.joint,
        until=next_end("", case.timers),
        timers=timers,
        values=case.values,
        readings=scene.standing.turnings,
        rules=tuple(dict.fromkeys(_grounds(scene, timers))),
        lang=lang,
    )


def _grounds(scene: Scene, timers: tuple[Timer, ...]) -> Iterator[Ground]:
    """What leads to the answer: process, mode, handler, stand-ins, limits, tables."""
    case, model = scene.case, scene.ladder.model
    for rule in case.history[0].rules:
        yield Ground(rule=rule, citation=_source(scene, rule))
    block = scene.ladder.block(case.place)
    if block is not None:
        stated = in_force(model, block.handler, case.value, case.day)
        rule = scene.ladder.rule(case.place, "handler")
        own = Ground(rule=rule.rpartition(".")[0], citation=block.origin)
        yield Ground(rule=rule, citation=stated.origin) if stated is not None else own
    for post, acting in stand_ins(model, case.vacant):
        found = model.get(post)
        if acting in case.turn.refs and isinstance(found, Post):
            yield Ground(rule=f"{post}.vacant", citation=found.origin)
    for timer in timers:
        if timer.due is not None and timer.kind != "reminder":
            yield Ground(rule=timer.rule, citation=timer.citation)
    for lookup in lookups(model, case):
        yield Ground(rule=lookup.rule, citation=lookup.citation)


def _source(scene: Scene, rule: str) -> Origin:
    """The source of the rule by which a process takes the case."""
    model, kind = scene.ladder.model, rule.partition(":")[0]
    names = {f"matter:{name}" for name in model.lineage(scene.case.matter)}
    if kind == "mode":
        mode = model.get(rule.rpartition(".")[0])
        return mode.origin if isinstance(mode, Mode) else Origin()
    for stated in scene.ladder.process.applies_to:
        if names & set(getattr(stated.value, "refs", ())):
            return stated.origin
    return scene.ladder.process.origin


def _ground(ground: Ground) -> Both:
    """A rule in words, with its source."""
    return both("decision.rule", rule=rule_words(ground.rule), cite=cited(ground.citation))
