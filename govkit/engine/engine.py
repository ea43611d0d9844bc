"""The engine: one compiled model, and cases walked through it step by step.

A model, cases and what happened enter; new frozen cases, moves, timers and explanations leave.
There is no clock, no randomness, no screen and no file here. The reference is docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

from govkit import __version__
from govkit.diagnostics import Both, GovError
from govkit.engine.attendance import invalid, read_attendance
from govkit.engine.case import Breach, Case, Event, Party, Timer
from govkit.engine.clocks import Clocks
from govkit.engine.clockwork import follow
from govkit.engine.conditions import in_force
from govkit.engine.demand import Demand, demand
from govkit.engine.duties import Act, Review, review
from govkit.engine.enact import Enactor, changed, graded, with_values
from govkit.engine.expiry import STAYING, entered, fired
from govkit.engine.explain import Explanation, Passage, WhyNot
from govkit.engine.given import read_given, stated_values
from govkit.engine.handover import with_vacant
from govkit.engine.lookup import looked_up, lookups
from govkit.engine.modes import mode_named, switched
from govkit.engine.move import Move, Reason
from govkit.engine.offers import offers
from govkit.engine.opening import intake, known_matter, refuse_if_gone, whole_timers
from govkit.engine.refusal import Refusal, apart, refusal
from govkit.engine.refusals import finding, refuse
from govkit.engine.reminders import reminders
from govkit.engine.scene import Scene
from govkit.engine.sentences import instant, timer_id_name
from govkit.engine.separation import acted_apart
from govkit.engine.strength import strength_of
from govkit.engine.vacancy import stand_ins, vacant_posts
from govkit.engine.versions import Versions
from govkit.engine.wanted import Wanted, aimed, fits, match, read_wanted, recorded
from govkit.engine.wording import place_word
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.meeting import Meeting
from govkit.model.statement import Origin

When = datetime | str
OnBreach = Literal["refuse", "record"]


class Engine:
    """Walks cases through one model. It holds no case and may serve many at once."""

    def __init__(self, model: Governance, *, strict_calendar: bool = False) -> None:
        self.model = model
        self.clocks = Clocks(model, strict_calendar)
        self._versions = Versions(model)

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
        **attributes: Any,
    ) -> Case:
        """A new case of a matter, reported at a unit (`网格·61`), under a mode where one is on.

        `vacant` are posts that nobody holds. Attributes are given by name; `given` serves names
        that collide with a parameter. Raises `GovError` (GOV701–GOV706, GOV729, GOV739 its process
        is suspended, GOV740, GOV791 no such post, GOV844 not in force on the day).
        """
        now = self.clocks.local(at)
        bound = self._versions.on(now.date())
        found = mode_named(bound.model, mode)
        refuse_if_gone(self.model, bound.model, matter, unit, now.date())
        known_matter(bound.model, matter)
        values = read_given(bound.model, {**(given or {}), **attributes})
        case = Case(
            id="",
            revision=1,
            fingerprint=self.model.fingerprint,
            library=__version__,
            zone=self.clocks.zone,
            as_of=now,
            opened_at=now,
            matter=matter,
            process="",
            mode=mode or "",
            unit=unit,
            tier="",
            status="reported",
            holder=Party(),
        )
        stated = stated_values(bound.model, matter, case.day)
        case = graded(with_values(case, stated), stated, now, 1, f"matter:{matter}")
        case = graded(with_values(case, values), values, now, 1, "open")
        case = looked_up(bound.model, case, now, 1)
        ladder, place, unit_id, rules = intake(bound.model, bound.ladders, case, found)
        event = Event(
            revision=1,
            at=now,
            kind="open",
            actor=actor,
            target=place,
            rules=rules,
            mode=mode or "",
            given=values,
            idempotency_key=idempotency_key or "",
        )
        seed = idempotency_key or f"{matter}|{unit_id}|{now.isoformat()}"
        case = changed(
            case,
            id=sha256(seed.encode()).hexdigest()[:16],
            process=ladder.process.name,
            unit=unit_id,
            vacant=vacant_posts(bound.model, vacant),
            history=(event,),
        )
        case = changed(case, timers=whole_timers(self.clocks, ladder, case))
        case = self._enactor(case).come_in(case, place, now)
        return follow(ladder, self.clocks, None, case, "open", "", now)

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
        after = switched(bound.ladders, self.clocks, scene, found, actor)
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
        return entered(scene, after, move, actor=actor)

    # ── moving ──
    def moves(self, case: Case, at: When | None = None, actor: str = "") -> tuple[Move, ...]:
        """The lawful moves at an instant (as of the case where none is given).

        With the key of an actor, those that separation of duties leaves to him.
        """
        scene = self._scene(case, at)
        return tuple(m for m in offers(scene) if not acted_apart(scene, m.kind, actor))

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
        given: Mapping[str, Any] | None = None,
        **attributes: Any,
    ) -> Case:
        """The case after a move (a `Move` or an id such as `escalate:undecided:社区`).

        `refuse` raises `GovError` with the rule that forbids the move and what is lawful; `record`
        enters it with its breaches. Raises `GovError` in both for unknown names, an instant before
        the last event (GOV707), a stale revision (GOV708), a reused key (GOV709); and where a rule
        that holds in principle (原则上) is left without a reason in `note` (GOV599).
        """
        wanted = read_wanted(move)
        if idempotency_key and (done := self._replayed(case, wanted, idempotency_key)):
            return done
        if expected_revision is not None and expected_revision != case.revision:
            raise refuse("GOV708", expected=str(expected_revision), revision=str(case.revision))
        scene = self._scene(case, at)
        figures, values = read_attendance({**(given or {}), **attributes})
        held = read_given(scene.ladder.model, values)
        if held:
            known = with_values(scene.case, held)
            known = graded(known, held, scene.at, known.revision + 1, "given")
            known = looked_up(scene.ladder.model, known, scene.at, known.revision + 1)
            scene = Scene(scene.ladder, known, scene.at)
        moved_on = tuple(e for e in scene.case.history[case.revision :] if e.kind not in STAYING)
        chosen, breaches = self._chosen(scene, wanted, figures, on_breach, moved_on, actor)
        departed = next((breach for breach in breaches if breach.is_departure), None)
        if departed is not None and not note.strip():
            raise refuse("GOV599", rule=departed.rule)
        after = scene.case
        # What is recorded after closing changes nothing but the history, unless it is reopened.
        if not after.is_closed or chosen.kind == "reopen":
            after = self._enactor(after).enact(after, chosen, scene.at)
        return entered(
            scene,
            after,
            chosen,
            actor=actor,
            note=note,
            breaches=breaches,
            given=(*held, *(v for v in after.values if v.attribute == chosen.attribute)),
            attendance=tuple(figures.items()),
            idempotency_key=idempotency_key or "",
        )

    def _replayed(self, case: Case, wanted: Wanted, key: str) -> Case | None:
        """The case itself where the key was used for this move; refuses another move."""
        for event in case.history:
            if event.idempotency_key == key:
                if event.kind == wanted.kind and set(wanted.parts) <= set(event.move.split(":")):
                    return case
                raise refuse("GOV709", key=key, move=event.move or event.kind)
        return None

    def _chosen(
        self,
        scene: Scene,
        wanted: Wanted,
        figures: Mapping[str, int],
        on_breach: OnBreach,
        moved_on: tuple[Event, ...],
        actor: str,
    ) -> tuple[Move, tuple[Breach, ...]]:
        """The move that is meant and the breaches it is recorded with."""
        broken: list[Refusal] = []
        chosen = match(wanted, offers(scene), counted=bool(figures))
        if chosen is None:
            broken.append(refusal(scene, wanted))
            if on_breach == "refuse":
                raise self._refused(broken, scene, moved_on)
            chosen = recorded(wanted, scene)
        model = scene.ladder.model
        meeting = model.get(f"meeting:{chosen.meeting}") if chosen.meeting else None
        if isinstance(meeting, Meeting):
            held = scene.case
            broken += invalid(
                meeting,
                chosen.trigger,
                figures,
                lambda field: in_force(model, field, held.value, held.day),
            )
        broken += apart(scene, chosen, actor)
        if broken and on_breach == "refuse":
            raise self._refused(broken, scene, moved_on)
        return chosen, tuple(self._breach(found, scene) for found in broken)

    def _breach(self, broken: Refusal, scene: Scene) -> Breach:
        """A broken rule as it is recorded, with how binding it is."""
        case = scene.case
        strength = strength_of(scene.ladder.model, broken.rule, case.value, case.day)
        return broken.breach().model_copy(update={"strength": strength})

    @staticmethod
    def _refused(broken: list[Refusal], scene: Scene, moved_on: tuple[Event, ...]) -> GovError:
        """The exception: each broken rule by its id, and what an expiry changed meanwhile."""
        found = [
            replace(refused.finding, args={**refused.finding.args, "rule": refused.rule})
            for refused in broken
        ]
        for event in moved_on:
            what, place = timer_id_name(event.timer, event.part), place_word(event.target)
            found.append(finding("GOV738", what=what, at=instant(event.at), place=place))
        return GovError(found)

    # ── time ──
    def due(self, case: Case, at: When | None = None) -> tuple[Timer, ...]:
        """All timers of the case, what remains of each, and the limits the text does not give.

        Behind each timer stand its reminders that were not sent yet.
        """
        self._check(case)
        now = case.as_of if at is None else self.clocks.local(at)
        ladder = self._enactor(case).ladder
        return tuple(
            shown
            for timer in case.timers
            for shown in (
                self.clocks.view(timer, now),
                *reminders(ladder, self.clocks, case, timer),
            )
        )

    def tick(self, case: Case, at: When) -> Case:
        """The case at an instant, every timer that has run out by then entered.

        Raises `GovError` (GOV707) for an instant before the last event.
        """
        now = self._now(case, at)
        return changed(fired(self._enactor(case), case, now, inclusive=True), as_of=now)

    # ── explaining ──
    def explain(self, case: Case, lang: str = "zh", at: When | None = None) -> Explanation:
        """Who, where, until when, and the rules that led here."""
        scene = self._scene(case, at, fire=False)
        passages = tuple(
            Passage(rule.partition("[")[2].rstrip("]").rpartition("=")[2], event)
            for event in case.history
            for rule in event.rules
            if ".ceiling[" in rule
        )
        return Explanation(
            case=case,
            accountable=case.accountable,
            handler=case.handler,
            turn=case.turn,
            tier=case.tier,
            beside=scene.is_beside,
            unit=case.holder.unit,
            status=case.status,
            timers=self.due(case, at),
            rules=case.history,
            readings=scene.standing.turnings,
            passages=passages,
            vacancies=stand_ins(scene.ladder.model, case.vacant),
            lookups=tuple(lookups(scene.ladder.model, case)),
            lang=lang,
        )

    def why(self, move: Move) -> Reason:
        """The rule behind a move."""
        return move.reason

    def why_not(self, case: Case, what: str, at: When | None = None, lang: str = "zh") -> WhyNot:
        """The nearest rule that forbids something and the smallest change that would allow it.

        `what`: a tier or step (go there), a kind of move, `close:社区` (close there), or an id.
        """
        scene = self._scene(case, at)
        wanted = aimed(scene, what)
        for move in offers(scene):
            if fits(wanted, move):
                return WhyNot(what, move=move, lang=lang)
        return WhyNot(what, refusal=refusal(scene, wanted), lang=lang)

    # ── duties ──
    def review(
        self,
        duty: str,
        acts: Iterable[When | tuple[When, When | None] | tuple[When, When | None, str]],
        *,
        first: date,
        last: date,
        objects: int = 1,
    ) -> Review:
        """The verdict on the acts of one holder of a duty, and on each period of a window.

        An act is an instant, or when it began and ended, and perhaps a key for its object; `first`
        and `last` are days, both included; `objects` is how many the holder is in charge of. Raises
        `GovError` (GOV580 no such duty, GOV729), ValueError for no days or more than a century.
        """
        found = self._duty(duty)
        read = [self._act(*act) if isinstance(act, tuple) else self._act(act) for act in acts]
        return review(found, read, first, last, self.clocks.calendars, objects)

    def demand(self, duty: str, day: date | None = None) -> Demand | None:
        """How many acts a duty asks per period, of one holder and of all; None without a number.

        Raises `GovError` (GOV580 no such duty).
        """
        return demand(self.model, self._duty(duty), day)

    def _act(self, begins: When, ends: When | None = None, on: str = "") -> Act:
        local = self.clocks.local
        return Act(local(begins), None if ends is None else local(ends), on)

    def _duty(self, name: str) -> Duty:
        found = self.model.get(f"duty:{name}")
        if not isinstance(found, Duty):
            known = "、".join(each.name for each in self.model.duties)
            raise refuse("GOV580", name=name, known=known or "—")
        return found

    # ── stored cases ──
    def adopt_json(self, text: str | bytes, accept_changes: bool = False) -> Case:
        """A stored case. Raises `GovError` (GOV724 unreadable, GOV733, GOV734 as `resume`)."""
        return self.resume(Case.from_json(text), accept_changes)

    def resume(self, case: Case, accept_changes: bool = False) -> Case:
        """The case, if it belongs to this model and version.

        Otherwise raises `GovError` (GOV733 model, GOV734 version); with `accept_changes` the case
        goes on under this model, the history says so, and running timers stay as they are. Raises
        GOV735 where its place no longer exists.
        """
        other_model = case.fingerprint != self.model.fingerprint
        if not other_model and case.library == __version__:
            return case
        if not accept_changes:
            self._check(case)
            raise refuse("GOV734", library=case.library, current=__version__)
        ladder = self._versions.on(case.day).ladders.get(case.process)
        known = self.model.get(f"matter:{case.matter}") is not None
        if ladder is None or ladder.block(case.place) is None or not known:
            raise refuse("GOV735", place=case.place.partition(":")[2], process=case.process)
        event = Event(
            revision=case.revision + 1,
            at=case.history[-1].at,
            kind="resume",
            origin=case.place,
            target=case.place,
            note=f"{case.fingerprint} → {self.model.fingerprint}",
        )
        return changed(
            case,
            revision=event.revision,
            fingerprint=self.model.fingerprint,
            library=__version__,
            history=(*case.history, event),
        )

    # ── within ──
    def _check(self, case: Case) -> None:
        if case.fingerprint != self.model.fingerprint:
            raise refuse("GOV733", case=case.fingerprint, model=self.model.fingerprint)

    def _enactor(self, case: Case) -> Enactor:
        return Enactor(self._versions.on(case.day).ladders[case.process], self.clocks)

    def _now(self, case: Case, at: When | None) -> datetime:
        self._check(case)
        now = case.as_of if at is None else self.clocks.local(at)
        last = case.history[-1].at
        if now < last:
            raise refuse("GOV707", at=instant(now), last=instant(last))
        return now

    def _scene(self, case: Case, at: When | None, fire: bool = True) -> Scene:
        """The case at an instant, with what ran out before it."""
        now = self._now(case, at) if fire else case.as_of
        ladder = self._versions.on(case.day).ladders[case.process]
        if fire:
            case = fired(self._enactor(case), case, now, inclusive=False)
        else:
            self._check(case)
        return Scene(ladder, case, now)
