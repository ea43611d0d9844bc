"""Merging and linking (并案、关联): a later case goes into an earlier one, or both know each other.

A scene with another case enters; the merged case leaves closed, with the one that it went into, or
the case with one link more. The other case is not touched here, and no limit of it moves. Lawful
where the text says who decides; nothing is merged once it is handled, or while acts come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Bearer, Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import BEGUN, UNSIGNED
from govkit.engine.plan.emergency import first_acts
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted, phase
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import stated_at
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, instant, related_words
from govkit.engine.words.wording import both, later, place_word, status_word
from govkit.model.statement import Origin
from govkit.values import Refs

MERGE, LINK = "merge", "link"
MANNER = "merged"
_NOT_BEGUN = UNSIGNED | {"signed", "agreed", "undecided", "incomplete"}


@dataclass(frozen=True, slots=True)
class _Obstacle:
    """Why two cases may not be joined: a code, the rule, its fillers, what would help."""

    code: str
    rule: str
    args: dict[str, Filler] = field(default_factory=dict)
    citation: Origin = field(default_factory=Origin)
    change: Both | None = None


class Merging(Procedure):
    """Merging a case into an earlier one, and linking it with another."""

    kinds = (MERGE, LINK)
    phases = frozenset[Phase]({"open", "incomplete", "parked"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Both, where another case is named that they are lawful with."""
        if scene.other is None:
            return
        for kind in self.kinds:
            parked = kind == MERGE and phase(scene.case) == "parked"
            if not parked and _obstacle(scene, kind) is None:
                yield _joining(scene, kind)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """With the other case. Raises `GovError` (GOV884 none is named, GOV885 it is itself)."""
        if scene.other is None:
            raise refuse("GOV884")
        if scene.other.id == scene.case.id:
            raise refuse("GOV885")
        move = replace(base, other=scene.other)
        return _closing(move) if wanted.kind == MERGE else move

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Closed with the case that it went into; or with one link more, each case once."""
        other = move.other
        assert other is not None
        if move.kind == MERGE:
            return changed(passage.close(case, MANNER, at), merged_into=other)
        return changed(case, linked=(*(one for one in case.linked if one.id != other.id), other))

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The first rule against it."""
        found = _obstacle(scene, wanted.kind)
        if found is None:
            return None
        told = finding(found.code, (), lawful=lawful.words, **found.args)
        return Refusal(told, found.rule, found.citation, change=found.change)


def deciding(ladder: Ladder, case: Case) -> tuple[tuple[str, ...], Origin]:
    """Who decides on merging where a case lies, vacant posts replaced, and the source."""
    stated = stated_at(ladder, case, "merged_by")
    if stated is None or not isinstance(stated.value, Refs):
        return (), Origin()
    refs = present(ladder.model, tuple(dict.fromkeys(stated.value.refs)), case.vacant)
    return refs, stated.origin


def _obstacle(scene: Scene, kind: str) -> _Obstacle | None:
    """What stands in the way of joining a case with another; None where nothing does."""
    case, ladder, other = scene.case, scene.ladder, scene.other
    refs, citation = deciding(ladder, case)
    own = kind == LINK and other is not None and other.merged_into == case.id
    rule = ladder.rule(case.place, "merged_by") if refs else "engine:stated_merging"
    if not refs and not own:
        place = place_word(case.place)
        change = both("change.merge", place=place)
        return _Obstacle("GOV883", rule, {"place": place}, change=change)
    if other is None:
        return _Obstacle("GOV884", rule, citation=citation)
    if other.id == case.id:
        return _Obstacle("GOV885", rule, citation=citation)
    if kind == LINK:
        known = any((one.id, one.merged_into) == (other.id, other.merged_into)
                    for one in case.linked)  # fmt: skip
        named: dict[str, Filler] = {"other": related_words(other)}
        return _Obstacle("GOV886", rule, named, citation) if known else None
    return _not_merged(scene, rule, citation)


def _not_merged(scene: Scene, rule: str, citation: Origin) -> _Obstacle | None:
    """Why a case may not go into the other, though the text knows merging."""
    case, other = scene.case, scene.other
    assert other is not None
    if acts := first_acts(scene.ladder, case):
        words: dict[str, Filler] = {"mode": case.mode, "acts": Both.listed(a.word for a in acts)}
        return _Obstacle("GOV887", acts[0].rule, words, acts[0].citation)
    named: dict[str, Filler] = {"other": related_words(other)}
    if case.status not in _NOT_BEGUN or any(one.status in BEGUN for one in case.parts):
        return _Obstacle("GOV888", rule, {"status": status_word(case.status)}, citation)
    if other.closed:
        return _Obstacle("GOV889", rule, named, citation)
    if other.matter != case.matter:
        return _Obstacle("GOV890", rule, {**named, "matter": case.matter}, citation)
    if other.opened > case.opened_at:
        return _Obstacle("GOV891", rule, {**named, "opened": instant(case.opened_at)}, citation)
    return None


def _joining(scene: Scene, kind: str) -> Move:
    other = scene.other
    assert other is not None
    refs, citation = deciding(scene.ladder, scene.case)
    rule = scene.ladder.rule(scene.case.place, "merged_by") if refs else "engine:stated_merging"
    key = "reason.merge" if kind == MERGE else "reason.link"
    sentence = later(key, other=related_words(other), cite=partial(cited, citation))
    move = made(scene, kind, sentence, rule=rule, citation=citation, until=None, other=other)
    if refs:
        unit = scene.ladder.unit_at(scene.case.unit, scene.ladder.level_of(refs[0]))
        move = replace(move, party=Bearer.model_construct(unit=unit, refs=refs))
    return _closing(move) if kind == MERGE else move


def _closing(move: Move) -> Move:
    return replace(move, to=f"manner:{MANNER}", manner=MANNER)
