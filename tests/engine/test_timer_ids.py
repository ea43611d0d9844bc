"""No two timers of one life share an id: by themselves, and over random lives of all examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from govkit.engine import Case, Engine, Timer, words
from govkit.pipeline import loads
from tests.engine.lives import lived
from tests.engine.play import model_of, of_the_day

TEXT = """govkit 1
district Town {
  level Town { count: 1 }
  level Quarter { parent: Town; count: 4 }
  team Watch { at: Quarter }
  post Head { at: Town }
  matter Noise { limit: 90 days }
  process Ladder { applies_to: Noise; total: 60 days; passes: ≤9次
    objection_within: 5 days; reopen_to: Quarter; reopen_within: 30 days
    tier Quarter { handler: Quarter; limit: 20 days; complete_within: 3 days
      summon: Watch; arrive_within: 2 days; extend: 20 days; extended_by: Head
      remind_before: 1 days; remind_after: 1 days
      on: major → Quarter_desk; on: complex → Town }
    tier Town { handler: Head; limit: 20 days; on: complex → Quarter }
    step Quarter_desk { handler: Watch; limit: 5 days }
  }
  process Storm_way { applies_to: Noise; total: 10 days; tier Quarter { handler: Quarter } }
  mode storm { process: Storm_way; suspends: Ladder }
  mode calm { process: Ladder; suspends: Storm_way }
}
"""
ENGINE = Engine(loads(TEXT))


def held(case: Case) -> Iterator[Timer]:
    """Every timer that a case keeps, of its sender and while it waits for completion too."""
    yield from case.timers
    for resting in (case.sender, case.incomplete):
        yield from resting.timers if resting is not None else ()


class Life:
    """A life of a case; each timer that comes up in it is told apart by its id."""

    def __init__(self, engine: Engine, case: Case) -> None:
        self.engine, self.case = engine, case
        self.known: dict[str, tuple[Any, ...]] = {}
        self.see(case)

    def see(self, case: Case) -> None:
        self.case = case
        for timer in held(case):
            same = (timer.kind, timer.place, timer.part, timer.rule, timer.starts)
            assert self.known.setdefault(timer.id, same)[:3] == same[:3], timer.id
            assert self.known[timer.id][-1] == timer.starts, timer.id
        sent = [event.timer for event in case.history if event.kind == "remind"]
        ended = [event.timer for event in case.history if event.kind == "expire"]
        assert len(set(sent)) == len(sent) and len(set(ended)) == len(ended)

    def do(self, *moves: str, at: str) -> None:
        for move in moves:
            self.see(self.engine.apply(self.case, move, at=f"2026-03-{at}", on_breach="record"))

    def ids(self, kind: str) -> list[str]:
        return [name for name in self.known if name.startswith(f"{kind}:")]


def new_life() -> Life:
    return Life(ENGINE, ENGINE.open("Noise", unit="Quarter·1", at="2026-03-02 09:00"))


def test_who_is_called_again() -> None:
    life = new_life()
    life.do("sign_for", "summon:Watch", at="02 10:00")
    life.do("arrive:Watch", at="02 11:00")
    life.do("summon:Watch", at="03 10:00")
    assert life.ids("arrive_within") == ["arrive_within:Quarter:Watch:1",
                                         "arrive_within:Quarter:Watch:2"]  # fmt: skip


def test_what_is_sent_back_again_in_one_stay() -> None:
    life = new_life()
    for day in ("02", "03"):
        life.do("send_back", "complete", at=f"{day} 10:00")
    assert life.ids("complete_within") == ["complete_within:Quarter:1", "complete_within:Quarter:2"]


def test_what_is_verified_again_and_reopened_elsewhere() -> None:
    life = new_life()
    for number, day in enumerate(("02", "03", "04"), start=1):
        life.do("sign_for", "handle", "feed_back", "verify", "verify", at=f"{day} 10:00")
        life.do("close", at=f"{day} 11:00")
        assert life.ids("reopen_within")[-1] == f"reopen_within:Ladder:{number}"
        life.do("reopen", at=f"{day} 12:00")
    assert len(life.ids("objection_within")) == 6
    assert life.ids("total") == ["total:Ladder", *(f"total:Ladder:{n}" for n in (2, 3, 4))]
    assert life.ids("matter") == ["matter:Noise", *(f"matter:Noise:{n}" for n in (2, 3, 4))]
    ended = next(event for event in life.case.history if event.missed or event.kind == "close")
    assert words.of(ended, "en")
    total = next(timer for timer in life.case.timers if timer.kind == "total")
    assert words.of(total, "en").casefold().startswith("the total limit of `ladder`")


def test_a_mode_that_comes_and_goes() -> None:
    life = new_life()
    for day, mode in (("03", "storm"), ("04", "calm"), ("05", "storm"), ("06", "calm")):
        life.see(ENGINE.switch(life.case, mode, at=f"2026-03-{day} 09:00"))
    assert life.ids("total") == ["total:Ladder", "total:Storm_way", "total:Ladder:2",
                                 "total:Storm_way:2", "total:Ladder:3"]  # fmt: skip
    assert life.ids("matter") == ["matter:Noise"]


def test_a_tier_and_a_step_of_one_name() -> None:
    text = TEXT.replace("→ Quarter_desk", "→ step.Quarter").replace("Quarter_desk", "Quarter")
    text = text.replace("on: complex → Quarter }", "on: complex → tier.Quarter }")
    text = text.replace("reopen_to: Quarter", "reopen_to: tier.Quarter")
    engine = Engine(loads(text))
    life = Life(engine, engine.open("Noise", unit="Quarter·1", at="2026-03-02 09:00"))
    for move in ("sign_for", "handle", "transfer:major:Quarter"):
        life.see(engine.apply(life.case, move, at="2026-03-02 10:00"))
    assert life.case.place == "step:Quarter"
    assert life.ids("limit") == ["limit:Quarter:1", "limit:Quarter:2"]


def test_reminders_of_an_extended_limit() -> None:
    life = new_life()
    life.do("sign_for", at="02 10:00")
    life.see(ENGINE.tick(life.case, "2026-03-21 23:00"))
    life.do("request_extension:10 days", "decide:granted", at="22 09:00")
    life.see(ENGINE.tick(life.case, "2026-04-20 09:00"))
    assert [event.timer for event in life.case.history if event.kind == "remind"] == [
        "reminder:limit:Quarter:1:before:1",
        "reminder:limit:Quarter:1:before:1.1",
        "reminder:limit:Quarter:1:after:1.1",
    ]


def test_numbered_timers_are_stored_and_renamed() -> None:
    life = new_life()
    life.do("sign_for", "handle", "feed_back", "verify", "close", at="02 10:00")
    life.do("reopen", at="03 10:00")
    assert ENGINE.adopt_json(life.case.to_json()) == life.case
    other = Engine(loads(TEXT.replace("Ladder", "Way").replace("Noise", "Din")))
    renames = {"process:Ladder": "Way", "matter:Noise": "Din"}
    found = other.migrate(life.case, renames=renames).case
    assert {timer.id for timer in found.timers} >= {"total:Way:2", "matter:Din:2"}
    assert dict(found.started)["total:Way"] == 2


@pytest.mark.parametrize(
    "path", of_the_day("test_no_two_timers_of_a_life_share_an_id"), ids=lambda path: path.stem
)
def test_no_two_timers_of_a_life_share_an_id(path: Path) -> None:
    engine, seen = Engine(model_of(path)), 0
    for number in range(8):
        cases = [*lived(engine, Random(f"{path.stem}/{number}"), 25)]
        if not cases:
            continue
        life = Life(engine, cases[0])
        for case in cases[1:]:
            life.see(case)
        seen += len(life.known)
    assert seen
