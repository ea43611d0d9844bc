"""Who is told (告知): of a case that arrives, of its result, in the words of an explanation."""

from __future__ import annotations

import pytest

from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区；空缺：上提；上级：主任 }
  岗位 主任 { 设于：街道；数量：1名 }
  机构 指挥中心 { 设于：街道 }
  机构 消防站 { 设于：街道 }
  要素 大小 { 取值：小事、大事 }
  事项 纠纷 { 大小：小事 }
  流程 化解 {
    适用：纠纷
    级 社区 { 承办：社区；告知：书记；遇：需部门协调 → 外办、难度大 → 街道 }
    级 街道 { 承办：街道；告知：指挥中心 当 大小 ≥ 大事 }
    步 外办 { 承办：消防站；时限：1天；告知：指挥中心、书记；遇：超时 → 街道 }
  }
}
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def walked(engine: Engine, *moves: str, **more: object) -> Case:
    case = engine.open("纠纷", unit="社区·1", at="2026-03-02 09:00", **more)  # type: ignore[arg-type]
    for move in moves:
        case = engine.apply(case, move, at=case.history[-1].at)
    return case


def told(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    return [(event.kind, event.told) for event in case.history if event.told]


def test_of_arrival_and_of_the_result(engine: Engine) -> None:
    case = walked(engine, "sign_for", "transfer:需部门协调", "sign_for", "handle", "feed_back")
    assert told(case) == [
        ("open", ("post:书记",)),
        ("transfer", ("body:指挥中心", "post:书记")),
        ("feed_back", ("body:指挥中心", "post:书记")),  # each once, though it comes back
    ]


def test_whoever_stands_in_for_a_vacant_post_is_told(engine: Engine) -> None:
    assert told(walked(engine, vacant=["书记"])) == [("open", ("post:主任",))]


def test_a_condition_is_one_of_the_case(engine: Engine) -> None:
    up = walked(engine, "sign_for", "handle", "escalate")
    assert told(up)[1:] == []
    big = walked(engine, "classify:大小:大事", "sign_for", "handle", "escalate")
    assert told(big)[1:] == [("escalate", ("body:指挥中心",))]


def test_a_case_that_goes_by_itself_tells_as_well(engine: Engine) -> None:
    case = walked(engine, "classify:大小:大事", "sign_for", "transfer")
    late = engine.tick(case, "2026-03-04 09:00")
    assert [event.automatic for event in late.history if event.told] == [False, False, True]
    assert late.history[-1].told == ("body:指挥中心",)


def test_an_explanation_names_them_in_both_tongues(engine: Engine) -> None:
    case = walked(engine, "sign_for", "transfer")
    assert "指挥中心、书记" in engine.explain(case).text()
    assert "指挥中心, 书记" in engine.explain(case, lang="en").text()


def test_such_a_case_is_whole_as_json(engine: Engine) -> None:
    case = walked(engine, "sign_for", "transfer")
    assert Case.from_json(case.to_json()) == case
