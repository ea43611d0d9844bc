"""The engine: one compiled model, and cases walked through it step by step.

A model, cases and what happened enter; new frozen cases, moves, timers and explanations leave.
There is no clock, no randomness, no screen and no file here. The reference is docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

from govkit.diagnostics import Both, GovError
from govkit.diagnostics.placeless import refuse
from govkit.engine.answers.adoption import belongs
from govkit.engine.answers.attempt import (
    Attempt,
    left_open,
    made_with,
    opens,
    refuse_another,
    same_opening,
)
from govkit.engine.answers.choice import choose
from govkit.engine.answers.decision import Decision, decided
from govkit.engine.answers.explanation import Explanation, WhyNot, explained
from govkit.engine.answers.offers import offers
from govkit.engine.answers.refusal import refusal
from govkit.engine.answers.wanted import aimed, fits, read_wanted
from govkit.engine.case.case import Case, changed
from govkit.engine.case.event import Event
from govkit.engine.case.move import Move, Reason
from govkit.engine.case.related import Related
from govkit.engine.case.timer import Timer
from govkit.engine.door import guarded
from govkit.engine.pages import Pages
from govkit.engine.plan.given import read_given
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.lookup import looked_up
from govkit.engine.plan.vacancy import vacant_posts
from govkit.engine.plan.versions import Versions
from govkit.engine.procedures import AFTER_CLOSING, PROCEDURES
from govkit.engine.procedures.announcement import read_notice
from govkit.engine.procedures.departures import missed
from govkit.engine.procedures.entitlement import entitled, holder_of
from govkit.engine.procedures.expiry import STAYING, entered, fired, fired_once, next_instant
from govkit.engine.procedures.figures import Figure, read_figures
from govkit.engine.procedures.handover import with_vacant
from govkit.engine.procedures.knowing import knowing, set_by
from govkit.engine.procedures.modes import mode_named, switched
from govkit.engine.procedures.opening import Openings, Report
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.separation import acted_apart
from govkit.engine.replay import alike
from govkit.engine.replay import replayed as replayed_life
from govkit.engine.reviews import Reviews
from govkit.engine.stored import Stored
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.limits import followed
from govkit.engine.time.missed import ended_late
from govkit.engine.time.reminders import reminders
from govkit.engine.words.naming import rule_words
from govkit.engine.words.sentences import instant
from govkit.model.governance import Governance
from govkit.model.statement import Origin
from govkit.values.units import Lang

When = datetime | str
OnBreach = Literal["refuse", "record"]

MOST_SCENES = 16  # remembered at a time
MOST_PLACES = 4_096


@guarded
class Engine(Pages, Reviews, Stored):
    """Walks cases through one model. It holds no case and may serve many at once."""

    def __init__(
        self, model: Governance, *, strict_calendar: bool = False, lang: Lang | None = None
    ) -> None:
        """`lang`: the tongue of refusals and explanations; without it, that of the model."""
        self.model = model
        self.lang: Lang = lang or model.lang
        self.clocks = Clocks(model, strict_calendar)
        self._versions = Versions(model)
        self._passages: dict[int, Passage] = {}
        self._at: dict[tuple[date | None, str, str, str], Passage] = {}
        self._openings = Openings(self._versions, self.clocks, self._through)
        self._seen: dict[tuple[int, datetime], tuple[Case, Scene]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """An engine is stored and copied as its model; what it remembers is worked out again."""
        made = partial(type(self), strict_calendar=self.clocks.strict, lang=self.lang)
        return made, (self.model,)

    def model_for(self, case: Case) -> Governance:
        """The version of the model that binds a case: what was in force when it was opened."""
        return self._versions.on(case.day).model

    # ── opening ──
    def open(
        self,
        matter: str,
        *,
        unit: str,
        at: When,
        idempotency_key: str | None = None,
        actor: str = "",
        mode: str | None = None,
        vacant: Iterable[str] = (),
        given: Mapping[str, Any] | None = None,
        opened_before: Case | None = None,
        **attributes: Any,
    ) -> Case:
        """A new case of a matter, reported at a unit (`网格·61`), under a mode where one is on.

        `vacant` are posts that nobody holds. Attributes are given by name; `given` serves names
        that collide with a parameter. Raises `GovError` (GOV701–GOV706, GOV729, GOV739 its process
        is suspended, GOV740, GOV791 no such post, GOV844 not in force on the day).

        `opened_before` is the case that the caller keeps under this key: it is given back where the
        same is opened again, at whatever instant; anything else is refused (GOV709).
        """
        key = idempotency_key or ""
        again = opened_before if opened_before and key and opens(opened_before, key) else None
        now = self.clocks.local(at) if again is None else again.opened_at
        values = {**(given or {}), **attributes}
        report = Report(matter, unit, now, mode or "", tuple(vacant), values, actor, key)
        case = self._openings.opened(report)
        return case if again is None else same_opening(again, case)

    def switch(self, case: Case, mode: str | None, *, at: When, actor: str = "") -> Case:
        """The case under another mode (平急状态); None: under none. The history says so.

        Where the mode suspends the process of the case and has another for its matter, the case
        goes over to it, at its intake. The same mode again changes nothing. Raises `GovError`
        (GOV740 unknown, GOV711 closed, GOV707).
        """
        found = mode_named(self.model, mode)
        scene = self._scene(case, at)
        if scene.case.is_closed:
            raise GovError([refusal(scene, Wanted("", "accept")).finding])
        if case.mode == (mode or ""):
            return case
        bound = self._versions.on(case.day)
        after = switched(bound.ladders, self._through(scene.ladder), scene, found, actor)
        return looked_up(bound.model, after, scene.at, after.revision)

    def vacate(self, case: Case, vacant: Iterable[str], *, at: When, actor: str = "") -> Case:
        """The case from the moment when nobody holds these posts; `()`: all are held again.

        Duties rise as the text says (`空缺：上提`), clocks run on, the history says so. Raises
        `GovError` (GOV791 no such post, GOV711 closed, GOV707).
        """
        posts = vacant_posts(self.model, vacant)
        scene = self._scene(case, at)
        if scene.case.is_closed:
            raise GovError([refusal(scene, Wanted("", "accept")).finding])
        if scene.case.vacant == posts:
            return case
        after = with_vacant(scene.ladder, scene.case, posts)
        rules = tuple(f"{post}.vacant" for post in posts)
        reason = Reason("", Origin(), Both("", ""), rules)
        move = Move("vacate", "vacate", after.turn, after.tier, reason)
        return entered(scene, after, move, actor=actor, vacant=posts)

    # ── moving ──
    def moves(
        self,
        case: Case,
        at: When | None = None,
        actor: str = "",
        *,
        refs: Iterable[str] = (),
        unit: str = "",
        other: Case | Related | None = None,
    ) -> tuple[Move, ...]:
        """The lawful moves at an instant (as of the case where none is given).

        With the key of an actor, those that separation of duties leaves to him; with what he holds
        (`refs`: names of posts, bodies, teams, levels) and his `unit`, those that belong to him.
        With `other`, another case, also how the two may be joined (`merge`, `link`). Raises
        `GovError` (GOV941 no such name, GOV703 no such unit).
        """
        scene = self._scene(case, at).about(self._related(other))
        if not (actor or refs or unit):
            return offers(scene)
        holder = holder_of(scene.ladder.model, refs, unit)
        return tuple(
            move for move in offers(scene)
            if not acted_apart(scene, move.kind, actor) and entitled(scene, holder, move.party)
        )  # fmt: skip

    def apply(
        self,
        case: Case,
        move: Move | str,
        *,
        at: When,
        actor: str = "",
        on_breach: OnBreach = "refuse",
        expected_revision: int | None = None,
        idempotency_key: str | None = None,
        note: str = "",
        refs: Iterable[str] = (),
        unit: str = "",
        given: Mapping[str, Any] | None = None,
        other: Case | Related | None = None,
        **attributes: Any,
    ) -> Case:
        """The case after a move (a `Move` or an id such as `escalate:undecided:社区`).

        `refuse` raises `GovError` with the rule that forbids the move and what is lawful; `record`
        enters it with its breaches. Raises `GovError` in both for unknown names, an instant before
        `as_of` (GOV707), a stale revision (GOV708); and where a rule that holds in principle
        (原则上) is left without a reason in `note` (GOV599). `refs` and `unit` are what the actor
        holds, as in `moves`; a move of others is a breach (GOV942). `other` is the case that it is
        merged into or linked with, which itself stays as it is: see `merge`.

        A key stands for one move with all that was given with it: the same again gives the case
        back, at whatever instant; anything else is refused (GOV709).
        """
        wanted = read_wanted(move)
        about = self._related(move.other if isinstance(move, Move) and other is None else other)
        key, named = idempotency_key or "", {**(given or {}), **attributes}
        notice = read_notice(self.clocks, named) if wanted.kind == "deliberate" else None
        if key and (event := made_with(case, key)):
            model = self.model_for(case)
            figures, values = self._figures(wanted, named)
            holder, held = holder_of(model, refs, unit), read_given(model, values)
            noticed = notice.day if notice else None
            again = Attempt(
                wanted, actor, note, held, figures, holder, noticed, about.id if about else ""
            )
            refuse_another(event, again)
            return case
        if expected_revision is not None and expected_revision != case.revision:
            raise refuse("GOV708", expected=str(expected_revision), revision=str(case.revision))
        scene = self._scene(case, at)
        figures, values = self._figures(wanted, named)
        before = scene.case
        scene, held = knowing(scene, values)
        scene = scene.about(about)
        moved_on = tuple(e for e in scene.case.history[case.revision :] if e.kind not in STAYING)
        holder, record = holder_of(scene.ladder.model, refs, unit), on_breach == "record"
        move, breaches = choose(scene, wanted, figures, record, moved_on, actor, holder, notice)
        # Nobody is asked for reasons first where people are to be got out.
        breaches = (*(() if move.kind == "act_first" else missed(scene)), *breaches)
        departed = next((breach for breach in breaches if breach.is_departure), None)
        if departed is not None and not note.strip():
            raise refuse("GOV599", rule=rule_words(departed.rule))
        after = scene.case
        # After closing the history alone changes, save by what is done with a closed case.
        if not after.is_closed or move.kind in AFTER_CLOSING:
            after = self._through(scene.ladder).enact(after, move, scene.at)
        after, rules = followed(scene.ladder, self.clocks, before, after, scene.at)
        return entered(
            scene,
            after,
            move,
            also=rules,
            actor=actor,
            refs=holder.named if holder else (),
            unit=holder.unit.id if holder and holder.unit else "",
            note=note,
            breaches=breaches,
            missed=ended_late(self.clocks, scene.case, after, scene.at),
            given=(*held, *set_by(move, after)),
            attendance=figures,
            noticed=notice.day if notice else None,
            idempotency_key=key,
            asked=left_open(wanted, move) if key else "",
        )

    def merge(
        self,
        lead: Case,
        follower: Case,
        *,
        at: When,
        actor: str = "",
        on_breach: OnBreach = "refuse",
        idempotency_key: str | None = None,
        note: str = "",
        refs: Iterable[str] = (),
        unit: str = "",
    ) -> tuple[Case, Case]:
        """Two cases of one thing as one: the earlier, which goes on and knows the later, and the
        later, which is closed. Both moves or neither, after what ran out in the earlier before
        `at`; raises `GovError` as `apply`.
        """
        same: dict[str, Any] = {"at": at, "actor": actor, "on_breach": on_breach, "note": note,
                                "idempotency_key": idempotency_key, "refs": tuple(refs),
                                "unit": unit}  # fmt: skip
        lead = self.tick(lead, at)
        merged = self.apply(follower, "merge", other=lead, **same)
        return self.apply(lead, "link", other=merged, **same), merged

    # ── time ──
    def due(self, case: Case, at: When | None = None) -> tuple[Timer, ...]:
        """All timers of the case, what remains of each, and the limits the text does not give.

        Behind each timer stand its reminders that were not sent yet.
        """
        ladder = self._passage(case).ladder
        now = case.as_of if at is None else self.clocks.local(at)
        return tuple(
            shown
            for timer in case.timers
            for shown in (
                self.clocks.view(timer, now),
                *reminders(ladder, self.clocks, case, timer),
            )
        )

    def tick(self, case: Case, at: When) -> Case:
        """The case at an instant, every timer entered that has run out: that ended before it.

        At one second a move comes before an end, so that an end at `at` itself is entered a second
        later. An instant that was ticked before changes nothing. Raises `GovError` (GOV707) for one
        before the last event.
        """
        passage, now = self._passage(case), self.clocks.local(at)
        _refuse_before(case.past.last or case.opened_at, now)
        after = fired(passage, case, now)
        return changed(after, as_of=now) if now > case.as_of else after

    def next_due(self, case: Case) -> datetime | None:
        """The earliest instant at which `tick` does something to a case; None where it never does.

        Whoever keeps cases ticks each at its own instant, and looks anew after every call.
        """
        belongs(self._versions, self.clocks, case)
        return next_instant(self._passage(case), case)

    # ── explaining ──
    def decide(
        self,
        matter: str,
        unit: str,
        *,
        at: When,
        mode: str | None = None,
        vacant: Iterable[str] = (),
        given: Mapping[str, Any] | None = None,
        **attributes: Any,
    ) -> Decision:
        """Who would handle a matter, at which level, until when, by which rules; no case is kept.

        The answer is what `open` and `explain` give. Raises `GovError` as `open`.
        """
        case = self.open(
            matter, unit=unit, at=at, mode=mode, vacant=vacant, given=given, **attributes
        )
        return decided(self._scene(case, None, fire=False), self.due(case), self.lang)

    def explain(self, case: Case, lang: Lang | None = None, at: When | None = None) -> Explanation:
        """Who, where, until when, and the rules that led here."""
        scene = self._scene(case, at, fire=False)
        return explained(scene, self.due(case, at), lang or self.lang)

    def why(self, move: Move) -> Reason:
        """The rule behind a move."""
        return move.reason

    def why_not(
        self,
        case: Case,
        what: str,
        at: When | None = None,
        lang: Lang | None = None,
        other: Case | Related | None = None,
    ) -> WhyNot:
        """The nearest rule that forbids something and the smallest change that would allow it.

        `what`: a tier or step (go there), a kind of move, `close:社区` (close there), or an id.
        """
        scene = self._scene(case, at).about(self._related(other))
        wanted = aimed(scene, what)
        for move in offers(scene):
            if fits(wanted, move):
                return WhyNot(what, move=move, lang=lang or self.lang)
        return WhyNot(what, refusal=refusal(scene, wanted), lang=lang or self.lang)

    # ── again ──
    def replay(self, life: Case | Iterable[Event]) -> Case:
        """The case that its history makes, each event given to the engine once more.

        Of a case the result is equal to it; of events alone it is a case as of the last of them.
        Raises `GovError` (GOV943 the first event that comes out otherwise, GOV944 what the history
        does not make, GOV945 an event of a changed model, GOV733 another model).
        """
        if not isinstance(life, Case):
            return replayed_life(self, tuple(life), "", "")
        belongs(self._versions, self.clocks, life)
        again = replayed_life(self, life.history, life.matter, life.unit)
        alike(life, again)
        return changed(again, as_of=life.as_of, library=life.library)

    def _fired_once(self, case: Case) -> Case:
        return fired_once(self._passage(case), case)

    # ── within ──
    def _related(self, other: Case | Related | None) -> Related | None:
        """What a case keeps of another, its opening by the clocks of the district."""
        if other is None:
            return None
        known = other.as_related() if isinstance(other, Case) else other
        return known.model_copy(update={"opened": self.clocks.local(known.opened)})

    def _figures(
        self, wanted: Wanted, given: Mapping[str, Any]
    ) -> tuple[tuple[Figure, ...], dict[str, Any]]:
        """What was given with a move: the figures of a meeting, and values of attributes."""
        names = [one.name for one in self.model.attributes] if given else []
        return read_figures(given, () if wanted.kind == "deliberate" else names)

    def _passage(self, case: Case) -> Passage:
        """What carries a case on. Raises `GovError` where it is none of this model."""
        if case.binding != self.model.binding or not case.history:
            return self._through(belongs(self._versions, self.clocks, case))
        day = case.opened_at.date() if self._versions.change else None
        place = day, case.process, case.tier, case.step
        found = self._at.get(place)
        if found is None:
            if len(self._at) >= MOST_PLACES:
                self._at.clear()
            ladder = belongs(self._versions, self.clocks, case)
            found = self._at[place] = self._through(ladder)
        return found

    def _through(self, ladder: Ladder) -> Passage:
        found = self._passages.get(id(ladder))  # ladders live as long as the versions they are of
        if found is None:
            found = self._passages[id(ladder)] = Passage(ladder, self.clocks, PROCEDURES)
        return found

    def _scene(self, case: Case, at: When | None, fire: bool = True) -> Scene:
        """The case at an instant, with what ran out before it.

        The last scenes are remembered with all they offer, each with its case, so that looking at
        the moves and making one of them is one question.
        """
        now = case.as_of if at is None or not fire else self.clocks.local(at)
        known = self._seen.get((id(case), now)) if fire else None
        if known is not None and known[0] is case:
            return known[1]
        passage, before = self._passage(case), case
        if fire:
            _refuse_before(case.as_of, now)
            case = fired(passage, case, now)
        scene = Scene(passage.ladder, case, now)
        passage.memory.look_up(scene)
        if fire:
            if len(self._seen) >= MOST_SCENES:
                self._seen.clear()
            self._seen[id(before), now] = before, scene
        return scene


def _refuse_before(known: datetime, now: datetime) -> None:
    """Raise `GovError` (GOV707) for an instant before one up to which a case is known."""
    if now < known:
        raise refuse("GOV707", at=instant(now), last=instant(known))
