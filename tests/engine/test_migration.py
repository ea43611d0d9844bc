"""Cases of a former model go on under a changed one: renames, losses, dry runs, many at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Migration
from govkit.pipeline import loads
from tests.engine.lives import lived

GALLERY = Path(__file__).parents[2] / "examples" / "gallery"
EngineOf = Callable[..., Engine]
Walk = Callable[..., Case]

# A gallery model, names of it in its text, and what they are called afterwards.
RENAMED = {
    "供水抢修": {
        "level:片区": "网点",
        "post:片长": "点长",
        "matter:漏水": "跑水",
        "process:报修": "维修",
        "clock:首次联系": "首次通话",
    },
    "help_desk": {
        "level:Faculty": "School",
        "post:Agent": "Adviser",
        "attribute:urgency": "haste",
        "attribute:urgency=now": "haste=at_once",
        "process:Support": "Help",
        "mode:Outage": "Blackout",
    },
    "food_bank": {
        "step:Check": "Inspect",
        "post:Coordinator": "Organiser",
        "matter:Donation": "Gift",
    },
    "街道吹哨": {
        "body:城管执法队": "综合执法队",
        "level:社区": "小区",
        "post:社区书记": "小区书记",
    },
}


def word(name: str) -> str:
    return name.partition(":")[2].rpartition("=")[2]


@cache
def engines(name: str) -> tuple[Engine, Engine]:
    text = (GALLERY / f"{name}.gov").read_text(encoding="utf-8")
    after = text
    for old, new in RENAMED[name].items():
        assert word(old) in text
        after = after.replace(word(old), word(f":{new}"))
    return Engine(loads(text)), Engine(loads(after))


def whole(engine: Engine, case: Case) -> None:
    """The law of cases."""
    copy = engine.adopt_json(case.to_json())
    assert copy == case
    for lang in ("zh", "en"):
        assert engine.explain(case, lang).text() == engine.explain(copy, lang).text()
    assert engine.moves(case) == engine.moves(copy)


@pytest.mark.parametrize("name", RENAMED)
def test_lives_go_on_under_new_names(name: str) -> None:
    before, after = engines(name)
    renames, back = (
        RENAMED[name],
        {
            f"{k.partition(':')[0]}:{new}": word(k) if "=" not in k else f"{k.partition(':')[2]}"
            for k, new in RENAMED[name].items()
        },
    )
    moved = 0
    for life in range(8):
        for case in lived(before, Random(f"migrate/{name}/{life}"), 12):
            dry = after.migrate(case, renames=renames, dry_run=True)
            assert dry.is_possible, [each.args for each in dry.findings]
            assert dry.case == case and dry.changes and dry.text("zh") and dry.text("en")
            found = after.migrate(case, renames=renames)
            assert found.changes == dry.changes
            whole(after, found.case)
            old_names = {word(old) for old in renames}
            for move in after.moves(found.case):
                assert not old_names & set(move.id.split(":")), move.id
            assert len(after.moves(found.case)) == len(before.moves(case))
            again = before.migrate(found.case, renames=back).case
            same = {"history", "binding", "library", "revision"}
            assert again.model_dump(exclude=same) == case.model_dump(exclude=same)
            assert again.history[: len(case.history)] == case.history
            moved += 1
    assert moved > 20


def test_what_is_lost_is_told_with_its_path(
    engine: Engine, engine_of: EngineOf, dispute: Case, walk: Walk
) -> None:
    case = walk(dispute, "sign_for")
    other = engine_of("", ("支部书记", "支部主任"))
    dry = other.migrate(case, dry_run=True)
    assert dry.case == case and not dry.is_possible
    lost = [str(each.args["path"]) for each in dry.findings]
    assert {"$.accountable.refs[0]", "$.holder.refs[0]", "$.handler.refs[0]"} <= set(lost)
    with pytest.raises(GovError) as refused:
        other.migrate(case)
    assert refused.value.diagnostics == dry.findings
    found = other.migrate(case, renames={"post:支部书记": "支部主任"})
    assert found.case.holder.refs == ("post:支部主任",)
    assert {"$.binding", "$.holder.refs[0]"} <= {each.path for each in found.changes}
    assert "post:支部书记 → post:支部主任" in found.case.history[-1].note
    whole(other, found.case)


def test_a_place_that_is_gone(engine_of: EngineOf, dispute: Case) -> None:
    other = engine_of("", ("网格事项", "办件"))
    assert [each.code for each in other.migrate(dispute, dry_run=True).findings] == ["GOV735"]
    found = other.migrate(dispute, renames={"process:网格事项": "办件"})
    assert found.case.process == "办件" and found.case.timers[0].rule.startswith("process:办件/")
    whole(other, found.case)


def test_a_case_that_belongs_is_left_alone(engine: Engine, dispute: Case) -> None:
    assert engine.migrate(dispute) == Migration(dispute)
    assert engine.migrate(dispute, renames={"post:无": "post:书记"}).case == dispute


def test_posts_may_become_bodies_but_no_matters(engine: Engine, dispute: Case) -> None:
    for renames, code in (
        ({"post:甲": "body:城建办"}, ""),
        ({"post:甲": "matter:邻里纠纷"}, "GOV934"),
        ({"甲": "乙"}, "GOV934"),
        ({"post:": "书记"}, "GOV934"),
        ({"rule:甲": "乙"}, "GOV934"),
        ({"post:甲": "书计"}, "GOV935"),
        ({"attribute:大小=小事": "大小=微事"}, "GOV935"),
        ({"attribute:大小=小事": "大小=大事"}, ""),
        ({"tier:甲": "支部"}, ""),
        ({"step:甲": "外办"}, ""),
    ):
        found = engine.migrate(dispute, renames=renames, dry_run=True).findings
        assert [each.code for each in found] == ([code] if code else []), renames


def test_many_at_once(engine_of: EngineOf, dispute: Case, walk: Walk) -> None:
    other = engine_of("", ("城建办", "建管办"))
    outside = walk(dispute, "sign_for", "deliberate:agreed", "transfer:agreed:外办")
    cases = [dispute, outside]
    assert [m.case for m in other.migrate_many(cases, dry_run=True)] == cases
    first, second = other.migrate_many(iter(cases))
    assert first.is_possible and first.case.revision == dispute.revision + 1
    assert not second.is_possible and second.case == outside
    renamed = other.migrate_many(cases, renames={"body:城建办": "建管办"})
    assert all(each.is_possible for each in renamed)
    for each in renamed:
        whole(other, each.case)


def test_names_of_ids_are_renamed_whole(engine_of: EngineOf, dispute: Case, walk: Walk) -> None:
    case = walk(dispute, "sign_for", "deliberate:undecided", "escalate:undecided:社区")
    other = engine_of("", ("社区", "小区"))
    found = other.migrate(case, renames={"level:社区": "小区"}).case
    assert (found.tier, found.place, found.holder.unit) == ("小区", "tier:小区", "小区·3")
    assert found.timers[0].id == "limit:小区:1"
    assert found.timers[0].rule == "process:网格事项/tier:小区.limit"
    assert found.history[3].move == "escalate:undecided:小区"
    assert found.pass_count("tier:小区") == 1
    whole(other, found)
    keyed = other.apply(found, "sign_for", at=found.as_of, idempotency_key="k")
    assert other.apply(keyed, "sign_for", at=found.as_of, idempotency_key="k") == keyed
