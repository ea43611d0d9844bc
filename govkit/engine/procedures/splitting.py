"""Splitting (一单多派): whoever has an order in hand sends it to several at once.

A scene enters; the case leaves with a part for each of them, as where a place has several handlers:
each signs, handles and feeds back, in the time that the order itself has. Once the last has fed
back it is with whoever split it, who stays accountable. Where the text names nobody there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Case, Part, changed, numbered
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer, first
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.parts import together
from govkit.engine.plan.sharing import FEWEST, named_among, named_in, names_of, sharers
from govkit.engine.procedures.deliberation import outstanding
from govkit.engine.procedures.passage import UNTIL_SIGNED, Passage
from govkit.engine.procedures.power import lacking
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.limits import begun, limits_here
from govkit.engine.words.sentences import cited, name_word
from govkit.engine.words.wording import both, joined, later, place_word

KIND = "split"
# Signed for, agreed to by a meeting, or failed: what is sent out has not been begun.
_BEFORE_WORK = frozenset({"signed", "agreed", "failed"})


class Splitting(Procedure):
    """Sending one order to several."""

    kinds = (KIND,)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """To all whom the text names; an id may name some of them."""
        case, ladder = scene.case, scene.ladder
        free = case.status in _BEFORE_WORK and not case.parts
        if not free or scene.out_of_power or outstanding(scene):
            return
        refs, citation = sharers(ladder, case)
        if len(refs) < FEWEST:
            return
        sentence = later(
            "reason.split",
            place=place_word(case.place),
            who=joined([name_word(ref) for ref in refs]),
            cite=partial(cited, citation),
        )
        rule, names = ladder.rule(case.place, "split_among"), names_of(refs)
        yield made(scene, KIND, sentence, *names, rule=rule, citation=citation)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """Among those whom the id names, whoever they are. Raises `GovError` (GOV882)."""
        refs = _sharing(scene.ladder, scene.case, wanted.parts)
        if len(refs) < FEWEST:
            raise refuse("GOV882", (), named=_listed(refs), place=place_word(scene.case.place))
        names = names_of(refs, sharers(scene.ladder, scene.case)[0])
        return replace(base, id=":".join((KIND, *names)))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """A part for each; whoever had the order in hand gets it back in the end."""
        ladder = passage.ladder
        refs = _sharing(ladder, case, tuple(move.id.split(":")[1:]))
        by = case.split_by if case.split_by.refs else case.holder
        sender = passage.standing(case, KIND, at)
        parts = tuple(
            Part.model_construct(ref=ref, unit=ladder.unit_at(case.unit, ladder.level_of(ref)))
            for ref in refs
        )
        own = tuple(timer for timer in case.timers if not timer.part or timer.place != case.place)
        asked = tuple(t for t in case.timers if t not in own and t.kind not in _OF_SHARE)
        party = together(parts)
        case = changed(
            case,
            status="dispatched",
            joint="all",
            parts=parts,
            holder=party,
            turn=party,
            split_by=by,
            sender=sender,
            timers=(*own, *asked),
        )
        return _with_timers(ladder, passage.clocks, case, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The text names nobody, or not these; fewer than two; powers are lacking."""
        case, ladder = scene.case, scene.ladder
        refs, citation = sharers(ladder, case)
        place, rule = place_word(case.place), ladder.rule(case.place, "split_among")
        if len(refs) < FEWEST:
            change = both("change.split", place=place)
            found = finding("GOV880", (), place=place, lawful=lawful.words)
            return Refusal(found, "engine:stated_sharing", change=change)
        named = _sharing(ladder, case, wanted.parts)
        if others := [ref for ref in named if ref not in refs]:
            found = finding("GOV881", (), named=_listed(others), known=_listed(refs),
                            lawful=lawful.words)  # fmt: skip
            return Refusal(found, rule, citation)
        if wanted.parts and len(named) < FEWEST:
            found = finding("GOV882", (), named=_listed(named), place=place)
            return Refusal(found, rule, citation)
        return lacking(scene, lawful) if scene.is_true("out_of_power") else None


def plainly(scene: Scene, wanted: Wanted) -> Wanted:
    """What is wanted with those whom its id names as the offered id has them; as it is where the
    text names others."""
    if wanted.kind != KIND or not wanted.parts:
        return wanted
    stated = sharers(scene.ladder, scene.case)[0]
    named = named_among(scene.ladder.model, stated, wanted.parts)
    if named is None or not set(named) <= set(stated):
        return wanted
    chosen = tuple(ref for ref in stated if ref in named)
    return replace(wanted, parts=tuple(":".join(names_of(chosen, stated)).split(":")))


def shares(parts: tuple[str, ...], move: Move) -> bool:
    """Whether the parts of an id name two or more of those among whom a move splits an order."""
    named = set(named_in(parts))
    return len(named) >= FEWEST and named <= set(named_in(move.id.split(":")[1:]))


def some_of(parts: tuple[str, ...], moves: tuple[Move, ...]) -> Move | None:
    """The lawful splitting among some of the stated ones, as the parts of an id name them."""
    fitting = (move for move in moves if move.kind == KIND and shares(parts, move))
    found = next(fitting, None)
    return None if found is None else replace(found, id=":".join((KIND, *parts)))


# Timers that each of those who share an order has for himself.
_OF_SHARE = ("limit", *UNTIL_SIGNED)


def _sharing(ladder: Ladder, case: Case, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Whom an id names, those of the text first; all of the text where it names nobody."""
    stated = sharers(ladder, case)[0]
    return (named_among(ladder.model, stated, parts) or ()) if parts else stated


def _with_timers(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case with the timers of each: to sign and to return from now, the limit as the order
    itself has it, which nobody's splitting makes longer."""
    name = case.place.partition(":")[2]
    case, number = numbered(case, f"limit:{name}")
    whole = first(tuple(t for t in case.timers if not t.part), "limit", case.place)
    timers: list[Timer] = list(case.timers)
    for timer in begun(clocks, limits_here(ladder, case), at):
        body, _, stay = timer.id.rpartition(":")
        own = whole if timer.kind == "limit" and whole is not None else timer
        named = {"id": f"{body}:{stay}.{number}", "part": timer.part}
        timers.append(own.model_copy(update=named))
    return changed(case, timers=tuple(timers))


def _listed(refs: tuple[str, ...] | list[str]) -> Both:
    return joined([name_word(ref) for ref in refs])
