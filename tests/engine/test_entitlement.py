"""Whose move it is: what somebody holds, and where, against the bearer of each move.

Examples by hand on a small district, and over lives of all examples: whoever holds what a move
names may make it, and `apply` refuses exactly what `moves` leaves out.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads
from tests.engine import test_handling as handling
from tests.engine.conftest import text
from tests.engine.lives import lived, outcome
from tests.engine.play import model_of, of_the_day

MONDAY = "2026-03-02 09:00"
LATER = "2026-03-02 10:00"


def kinds(engine: Engine, case: Case, *refs: str, unit: str = "") -> set[str]:
    return {move.kind for move in engine.moves(case, refs=refs, unit=unit)}


def codes(call: Any, *args: Any, **named: Any) -> list[str]:
    with pytest.raises(GovError) as refused:
        call(*args, **named)
    return [found.code for found in refused.value.diagnostics]


def test_the_holder_at_the_unit_of_the_case_may_sign(engine: Engine, dispute: Case) -> None:
    all_moves = engine.moves(dispute)
    assert dispute.turn.refs == ("post:支部书记",) and dispute.turn.unit == "支部·20"
    for refs in (["支部书记"], ["post:支部书记"], [" 支部书记 "]):
        assert engine.moves(dispute, refs=refs, unit="支部·20") == all_moves
    assert engine.moves(dispute, refs=["支部书记"]) == all_moves
    assert engine.moves(dispute, unit="支部·20") == all_moves
    signed = engine.apply(dispute, "签收", at=LATER, refs=["支部书记"], unit="支部·20")
    assert (signed.history[-1].refs, signed.history[-1].unit) == (("post:支部书记",), "支部·20")
    assert Case.from_json(signed.to_json()) == signed and not signed.breaches


@pytest.mark.parametrize(
    ("refs", "unit"),
    [
        (["支部书记"], "支部·21"),  # of another branch
        (["支部书记"], "社区·3"),  # a post of a branch is not held at a community
        (["书记"], "社区·3"),  # the superior is somebody else
        (["城建办"], "街道·1"),
        ([], "支部·21"),
        (["网格"], "网格·61"),  # who reported it does not sign for it
    ],
)
def test_nobody_else_may(engine: Engine, dispute: Case, refs: list[str], unit: str) -> None:
    assert engine.moves(dispute, refs=refs, unit=unit) == ()
    assert codes(engine.apply, dispute, "签收", at=LATER, refs=refs, unit=unit) == ["GOV942"]
    noted = engine.apply(
        dispute, "签收", at=LATER, refs=refs, unit=unit, on_breach="record"
    )  # fmt: skip
    assert [(b.code, b.rule) for b in noted.breaches] == [("GOV942", "engine:entitled")]
    assert noted.status == "signed"


def test_the_refusal_names_who_may_in_both_tongues(engine: Engine, dispute: Case) -> None:
    with pytest.raises(GovError) as refused:
        engine.apply(dispute, "签收", at=LATER, refs=["书记"], unit="社区·3")
    assert refused.value.text("zh").endswith(
        "「签收」由支部·20（支部书记）办，社区·3（书记）不能办。"
    )
    assert "for 支部·20 (支部书记) to do, not for 社区·3 (书记)" in refused.value.text("en")


def test_unlawful_stays_unlawful_whoever_asks(engine: Engine, dispute: Case) -> None:
    named = {"at": LATER, "refs": ["支部书记"], "unit": "支部·20"}
    assert codes(engine.apply, dispute, "处置", **named) == ["GOV712"]
    assert codes(engine.apply, dispute, "处置", at=LATER, refs=["书记"]) == ["GOV712"]


def test_names_the_model_lacks_are_near_to_others(engine: Engine, dispute: Case) -> None:
    for call in (engine.moves, lambda case, **held: engine.apply(case, "签收", at=LATER, **held)):
        for held, code, near in (
            ({"refs": ["支部书计"]}, "GOV941", "支部书记"),
            ({"refs": ["post:城建办"]}, "GOV941", "城建办"),
            ({"refs": ["matter:邻里纠纷"]}, "GOV941", ""),
            ({"unit": "网格·151"}, "GOV703", "网格·150"),
            ({"unit": "社区"}, "GOV703", "社区·1"),
        ):
            with pytest.raises(GovError) as refused:
                call(dispute, **held)  # type: ignore[operator]
            (found,) = refused.value.diagnostics
            assert found.code == code and (near in found.suggestions or not near)


def test_a_post_acts_for_the_body_and_the_level_in_which_it_stands() -> None:
    made = text().replace("  机构 城建办 { 设于：街道 }",
                          "  机构 城建办 { 设于：街道 }\n  岗位 科员 { 设于：城建办 }")  # fmt: skip
    engine = Engine(loads(made))
    case = engine.open("邻里纠纷", unit="街道·1", at=MONDAY)
    assert case.turn.refs == ("level:街道",)
    assert "sign_for" in kinds(engine, case, "科员", unit="街道·1")
    assert "sign_for" in kinds(engine, case, "城建办", unit="街道·1")
    assert kinds(engine, case, "书记", unit="社区·1") == set()


def test_whoever_reported_a_case_completes_it() -> None:
    made = text().replace("时限：7工作日；", "时限：7工作日；补正时限：5工作日；")
    engine = Engine(loads(made))
    case = engine.open("邻里纠纷", unit="网格·61", at=MONDAY)
    waiting = engine.apply(case, "退回补正", at=LATER)
    assert "complete" in kinds(engine, waiting, unit="网格·61")
    assert "complete" not in kinds(engine, waiting, unit="网格·62")
    assert "complete" not in kinds(engine, waiting, "支部书记", unit="支部·20")


def test_of_any_of_two_the_one_who_asks_signs() -> None:
    made = text().replace("  机构 城建办 {", "  机构 城管办 { 设于：街道 }\n  机构 城建办 {")
    made = made.replace("级 街道 { 承办：街道；", "级 街道 { 承办：任一（城建办、城管办）；")
    engine = Engine(loads(made))
    case = engine.open("邻里纠纷", unit="街道·1", at=MONDAY)
    assert codes(engine.apply, case, "sign_for", at=LATER) == ["GOV727"]
    signed = engine.apply(case, "sign_for", at=LATER, refs=["城建办"])
    assert signed.handler.refs == ("body:城建办",)
    assert codes(engine.apply, case, "sign_for", at=LATER, refs=["支部书记"]) == ["GOV727"]
    assert codes(engine.apply, case, "sign_for:城建办", at=LATER, refs=["支部书记"]) == ["GOV942"]


def test_those_who_are_asked_answer_for_themselves() -> None:
    engine = Engine(loads(handling.TEXT.replace("SILENCE", "视为同意")))
    case = engine.open(engine.model.matters[0].name, unit="社区·1", at=MONDAY)
    case = engine.apply(case, "签收", at=LATER)
    asked = [move for move in engine.moves(case) if move.kind == "countersign"]
    assert asked
    for move in asked:
        body = move.part.partition(":")[2]
        mine = {found.id for found in engine.moves(case, refs=[body])}
        assert move.id in mine and "handle" not in mine


def bearers(engine: Engine, case: Case, draw: Random) -> list[dict[str, Any]]:
    """Holders of this and that: those a move names, and any post at any unit."""
    model = engine.model
    held = [{"refs": move.party.refs, "unit": move.party.unit} for move in engine.moves(case)]
    names = [one.name for kind in (model.posts, model.bodies, model.levels) for one in kind]
    units = [f"{level.name}·{number}" for level in model.levels for number in (1, 2)]
    for _ in range(4):
        refs = draw.sample(names, min(len(names), draw.choice((0, 1, 1, 2))))
        held.append({"refs": refs, "unit": draw.choice(["", *units])})
    return held


@pytest.mark.parametrize(
    "path", of_the_day("test_apply_refuses_what_moves_leaves_out"), ids=lambda path: path.stem
)
def test_apply_refuses_what_moves_leaves_out(path: Path) -> None:
    engine, draw = Engine(model_of(path)), Random(path.stem)
    for _ in range(4):
        for case in lived(engine, draw, 5):
            if case.is_closed:
                break
            judge(engine, case, draw)


def judge(engine: Engine, case: Case, draw: Random) -> None:
    """What a few holders may do in one case, by `moves` and by `apply`."""
    everything = engine.moves(case)
    for move in everything:  # who a move names may make it
        party = move.party
        assert move in engine.moves(case, refs=party.refs)
        if party.refs and engine.model.get(party.refs[0]) is None:
            continue
        posts_here = all(
            engine.model_for(case).unit(party.unit).level == level_of(engine, ref)
            for ref in party.refs
        ) if party.unit else False  # fmt: skip
        if posts_here:
            assert move in engine.moves(case, refs=party.refs, unit=party.unit)
    for held in bearers(engine, case, draw):
        made = outcome(partial(engine.moves, case, **held))
        if made.said:
            assert made.said[0].startswith(("('GOV703'", "('GOV941'"))
            continue
        mine = engine.moves(case, **held)
        assert set(mine) <= set(everything)
        for move in draw.sample(everything, min(len(everything), 5)):
            tried = outcome(partial(engine.apply, case, move, at=case.as_of, note="n", **held))
            assert ("GOV942" in str(tried.said)) == (move not in mine)


def level_of(engine: Engine, ref: str) -> str:
    while ref and not ref.startswith("level:"):
        at = getattr(engine.model.get(ref), "at", None)
        ref = at.value.ref if at and at.value is not None else ""
    return ref.partition(":")[2]
