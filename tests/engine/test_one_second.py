"""At one second: closing, then other moves, then ends, whoever comes first."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import load, loads
from tests.engine.lives import opened as opened_at_random
from tests.engine.play import DISTRICTS

TEXT = """govkit 1
district Town {
  level Town { count: 1 }
  level Quarter { parent: Town; count: 4 }
  team Watch { at: Quarter }
  post Head { at: Town }
  matter Noise
  process Ladder { applies_to: Noise; FINAL
    tier Quarter { handler: Quarter; limit: 2 days; complete_within: 2 days
      countersign: Watch; countersign_within: 2 days; silence: declines
      sign_within: 2 days; remind_after: 1 hours
      on: overdue → Town; on: declined → Town; on: obstructed → Town; on: incomplete → Town MORE }
    tier Town { handler: Head; limit: 20 days }
  }
}
"""
SECOND = timedelta(seconds=1)
# Opened on Monday: everything at the Quarter ends at 24:00 of Wednesday.
MONDAY, END = "2026-03-02 09:00", datetime.fromisoformat("2026-03-05T00:00:00+08:00")
ENGINE = Engine(loads(TEXT.replace("FINAL", "").replace("MORE", "")))


def life(*moves: str, engine: Engine = ENGINE) -> Case:
    case = engine.open("Noise", unit="Quarter·1", at=MONDAY)
    for move in moves:
        case = engine.apply(case, move, at=MONDAY)
    return case


@pytest.mark.parametrize(
    ("before", "move"),
    [
        ((), "sign_for"),
        ((), "accept"),
        ((), "send_back"),
        (("send_back",), "complete"),
        (("sign_for",), "handle"),
        (("sign_for",), "countersign:consented:Watch"),
        (("sign_for", "handle"), "escalate:obstructed:Town"),
        (("sign_for", "countersign:consented:Watch", "handle"), "feed_back"),
        (("sign_for", "countersign:consented:Watch", "handle", "feed_back"), "verify"),
        (("sign_for", "countersign:consented:Watch", "handle", "feed_back", "verify"), "close"),
    ],
)
def test_a_move_and_a_tick_at_one_second_come_to_the_same(
    before: tuple[str, ...], move: str
) -> None:
    case = life(*before)
    assert any(timer.due == END for timer in case.timers)

    def moved(held: Case) -> Case:
        return ENGINE.apply(held, move, at=END)

    def ticked(held: Case) -> Case:
        return ENGINE.tick(held, END)

    first, last = moved(ticked(case)), ticked(moved(case))
    assert first == last and first.history[-1].move.startswith(move)
    later = ENGINE.tick(first, END + SECOND)
    assert [event.at <= END for event in later.history] == [True] * len(later.history)
    assert ENGINE.tick(ticked(case), END + SECOND).history[-1].automatic


def test_what_was_ticked_is_over() -> None:
    case = ENGINE.tick(life(), END + SECOND)
    assert case.tier == "Town"
    for at in (END, END - SECOND):
        with pytest.raises(GovError) as caught:
            ENGINE.apply(case, "sign_for", at=at, on_breach="record")
        assert caught.value.diagnostics[0].code == "GOV707"


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.stem)
def test_ticks_at_the_ends_of_limits_change_nothing_that_may_be_done(path: Path) -> None:
    engine, draw, looked = Engine(load(str(path))), Random(path.name), 0
    for _ in range(40):
        if looked > 20:
            break
        case = opened_at_random(engine, draw)
        for _ in range(6):
            due = engine.next_due(case) if case is not None else None
            if case is None or due is None:
                break
            end = due - SECOND
            if end > case.as_of:
                seen = engine.tick(case, end)
                assert [m.id for m in engine.moves(seen, end)] == [
                    m.id for m in engine.moves(case, end)
                ]
                looked += 1
            case = engine.tick(case, due)
    assert looked


def test_an_end_that_closes_comes_before_one_that_moves() -> None:
    # Two clocks end together; by their ids the one that moves would be first.
    final = ("objection_within: 3 days; clock Answer { from: verified; limit: 3 days; "
             "on: overdue → Town }")  # fmt: skip
    more = "; on: silence → resolved"
    engine = Engine(loads(TEXT.replace("FINAL", final).replace("MORE", more)))
    case = life("sign_for", "countersign:consented:Watch", "handle", "feed_back", "verify",
                engine=engine)  # fmt: skip
    ends = {timer.kind: timer.due for timer in case.timers if timer.kind != "total"}
    assert ends["clock"] == ends["objection_within"]
    after = engine.tick(case, "2026-03-20 09:00")
    assert (after.status, after.manner) == ("closed", "resolved")
    assert after.history[-1].timer.startswith("objection_within:")


def test_a_reminder_comes_before_an_end_and_after_a_move() -> None:
    engine = Engine(loads(TEXT.replace("FINAL", "").replace("MORE", "").replace(
        "remind_after: 1 hours", "remind_before: 0 hours")))  # fmt: skip
    case = life("sign_for", "countersign:consented:Watch", "handle", engine=engine)
    told = [event.kind for event in engine.tick(case, END + SECOND).history[4:]]
    assert told == ["remind", "escalate"]
    moved = engine.apply(engine.tick(case, END), "escalate:obstructed:Town", at=END)
    assert [event.kind for event in engine.tick(moved, END + SECOND).history[4:]] == ["escalate"]
