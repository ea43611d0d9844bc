"""Acting first (先行): what a mode lets people do at once, with the papers later.

It is lawful until the case is closed, whoever has it and whatever it waits for; its status, its
holder and its clocks stay. What needs a power is for whom the mode names, all else for anybody: who
is on the spot is the caller's to say. The time to report begins at the same instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Bearer, Case, changed, numbered
from govkit.engine.case.move import Move
from govkit.engine.plan.emergency import FirstAct, first_acts, hears, mode_of, report_within
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, who
from govkit.engine.words.wording import both, later

KIND = "act_first"


class ActingFirst(Procedure):
    """Doing at once what cannot wait."""

    kinds = (KIND,)
    phases = frozenset[Phase]({"open", "incomplete", "parked"})
    ends = (("report_within", "overdue"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each act that the mode lists."""
        for act in first_acts(scene.ladder, scene.case):
            yield _act(scene, act)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The act in the words of the id, done by whoever was there."""
        return replace(base, party=Bearer(), subject="：".join(wanted.parts))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case as it is; the time to report runs, unless it runs or was reported already."""
        ladder, mode = passage.ladder, mode_of(passage.ladder, case)
        stated = report_within(ladder, case)
        running = any(timer.kind == "report_within" for timer in case.timers)
        if mode is None or stated is None or running or hears(ladder, case):
            return case
        case, number = numbered(case, f"report_within:{mode.name}")
        timer = passage.clocks.start(
            "report_within",
            f"mode:{mode.name}",
            f"report_within:{mode.name}:{number}",
            stated,
            at,
            f"mode:{mode.name}.report_within",
        )
        return changed(case, timers=(*case.timers, timer))

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """No mode that is on lists the act. It may have been right all the same: it is recorded."""
        acts = first_acts(scene.ladder, scene.case)
        mode = mode_of(scene.ladder, scene.case)
        known = Both.listed((act.word for act in acts), "—")
        named = "：".join(wanted.parts) or "—"
        found = finding("GOV798", (), act=named, known=known, lawful=lawful.words)
        change = both("change.acts_first", act=named)
        if mode is None or not acts:
            return Refusal(found, "engine:stated_acts", change=change)
        return Refusal(found, acts[0].rule, acts[0].citation, change=change)


def _act(scene: Scene, act: FirstAct) -> Move:
    ladder, case = scene.ladder, scene.case
    unit = ladder.unit_at(case.unit, ladder.level_of(act.refs[0])) if act.refs else ""
    party = Bearer(unit=unit, refs=act.refs)
    sentence = later(
        "reason.act_first_by" if act.refs else "reason.act_first",
        mode=case.mode,
        act=act.word,
        cite=partial(cited, act.citation),
        **({"who": who(party)} if act.refs else {}),
    )
    move = made(
        scene,
        KIND,
        sentence,
        act.word,
        rule=act.rule,
        citation=act.citation,
        until=None,
        subject=act.word,
    )
    return replace(move, party=party)
