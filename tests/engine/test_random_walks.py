"""Whatever lawful way a case takes, the same laws hold at every step."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.engine import Case, Engine, words

MATTERS = st.sampled_from(["邻里纠纷", "工程建设"])
UNITS = st.sampled_from(["网格·1", "网格·150", "支部·7", "社区·3", "街道·1"])
AMOUNTS = st.sampled_from([None, 0, 400_000, 400_001])
STEPS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 400)), max_size=30)


def check(engine: Engine, case: Case) -> None:
    """The laws of every case."""
    assert case.revision == len(case.history) == case.history[-1].revision
    assert [event.revision for event in case.history] == list(range(1, case.revision + 1))
    assert all(a.at <= b.at for a, b in zip(case.history, case.history[1:], strict=False))
    assert Case.from_json(case.to_json()) == case
    assert case.tier in {tier.name for tier in engine.model.processes[0].tiers}
    assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
    assert len({timer.id for timer in case.timers}) == len(case.timers)
    for timer in engine.due(case):
        assert timer.overdue or timer.due is None or timer.due >= case.as_of
        assert words.of(timer, "zh") and words.of(timer, "en")
    for lang in ("zh", "en"):
        assert engine.explain(case, lang).text()
    for what in ("社区", "街道", "外办", "close", "handle", "return_order", "close:社区"):
        assert engine.why_not(case, what).text("zh")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MATTERS, UNITS, AMOUNTS, STEPS)
def test_laws_of_a_walk(
    engine: Engine, matter: str, unit: str, amount: int | None, steps: list[tuple[int, int]]
) -> None:
    values = {} if amount is None else {"金额": amount}
    case = engine.open(matter, unit=unit, at="2026-09-20 09:00", given=values)
    for choice, hours in steps:
        check(engine, case)
        at = case.as_of + timedelta(hours=hours)
        moves = engine.moves(case, at)
        if not moves:
            assert case.is_closed
            break
        move = moves[choice % len(moves)]
        ran_out = sum(timer.due is not None and timer.due < at for timer in case.timers)
        after = engine.apply(case, move, at=at)
        assert after.revision - case.revision == 1 or ran_out
        assert after.history[-1].move == move.id and after.history[-1].at == at
        assert after.breaches == ()
        case = after
    check(engine, case)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MATTERS, UNITS, AMOUNTS, STEPS)
def test_every_offered_move_applies(
    engine: Engine, matter: str, unit: str, amount: int | None, steps: list[tuple[int, int]]
) -> None:
    values = {} if amount is None else {"金额": amount}
    case = engine.open(matter, unit=unit, at="2026-09-20 09:00", given=values)
    for choice, hours in steps[:8]:
        at = case.as_of + timedelta(hours=hours)
        moves = engine.moves(case, at)
        after = [engine.apply(case, move.id, at=at) for move in moves]
        assert len({move.id for move in moves}) == len(moves)
        for move in moves:
            assert words.of(move.reason, "zh") and words.of(move.reason, "en") and move.reason.rule
        if not after:
            break
        case = after[choice % len(after)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [
                "accept",
                "sign_for",
                "return_order",
                "deliberate:agreed",
                "deliberate:undecided",
                "handle",
                "transfer:外办",
                "feed_back",
                "verify:failed",
                "verify",
                "rework",
                "escalate:complex:社区",
                "escalate:undecided:街道",
                "close:explained",
                "classify:大事",
            ]
        ),
        max_size=15,
    )
)
def test_whatever_is_recorded_keeps_the_case_whole(engine: Engine, moves: list[str]) -> None:
    case = engine.open("工程建设", unit="网格·61", at="2026-03-02 09:00", 金额="50万元")
    for move in moves:
        at = case.as_of + timedelta(minutes=5)
        case = engine.apply(case, move, at=at, on_breach="record")
        assert Case.from_json(case.to_json()) == case
        assert case.revision == len(case.history)
        assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
        assert engine.explain(case).text("en")
        for breach in case.breaches:
            assert words.of(breach, "zh") and words.of(breach, "en") and breach.rule
