"""A model as of a day: what stays, what goes, and what had pointed at what is gone.

Texts with dates enter; the smaller models and the findings about them are asked.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from govkit import Governance, GovError, compile_path, compile_text, from_json, load, loads, to_json

TEXT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 村 至 2025-07-01 { 上级：街道；数量：9个 }
  层级 社区 { 上级：街道；数量：2个 自 2020-01-01 至 2025-07-01；数量：7个 自 2025-07-01 }
  层级 网格 { 上级：社区；数量：12个；数量：42个 自 2025-07-01 }
  岗位 村主任 至 2025-07-01 { 设于：村；应有：1/村；数量：9名 }
  岗位 书记 { 设于：街道 自 2025-07-01；设于：村 至 2025-07-01；数量：3名 }
  要素 大小 自 2025-07-01 { 取值：小事、大事 }
  事项 旧事 至 2025-07-01 { 事项 旧小事 }
  事项 噪声 { 大小：小事 自 2025-07-01 }
  清单 权力 { 类型：权力；授予：社区；项 临时调度 至 2024-01-01 { 限额：≤1万元 } }
  数据 { 旧面积：3平方公里 至 2025-07-01 }
  核对 { 村数：村 = 9 至 2025-07-01；社区数：社区 = 7 自 2025-07-01 }
}
"""
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def whole() -> Governance:
    return loads(TEXT)


def test_each_field_keeps_what_is_in_force_that_day(whole: Governance) -> None:
    before, after = whole.as_of(BEFORE), whole.as_of(AFTER)
    assert [m.tree.count("社区") for m in (whole, before, after)] == [7, 2, 7]
    assert [m.tree.count("网格") for m in (whole, before, after)] == [42, 12, 42]
    assert len(list(before.units("网格"))) == 12
    assert all(stated.until is None for stated in before.level("社区").count)
    assert [(m.day, len(m.level("社区").count)) for m in (before, after)] == [
        (BEFORE, 1),
        (AFTER, 1),
    ]
    assert whole.tree.count("社区") == 7 and whole.day is None  # the whole model is as it was


def test_the_last_day_of_until_is_the_day_before(whole: Governance) -> None:
    assert whole.as_of(date(2025, 6, 30)).get("level:村") is not None
    assert whole.as_of(date(2025, 7, 1)).get("level:村") is None


def test_blocks_go_with_all_inside_them(whole: Governance) -> None:
    before, after = whole.as_of(BEFORE), whole.as_of(AFTER)
    gone = {
        "level:村",
        "post:村主任",
        "matter:旧事",
        "matter:旧小事",
        "figure:旧面积",
        "check:村数",
    }
    kept = {ref for ref in gone if after.get(ref) is not None}
    assert kept == {"figure:旧面积"} and not after.get("figure:旧面积").value  # type: ignore[union-attr]
    assert all(before.get(ref) is not None for ref in gone)
    assert before.get("check:社区数") is None and after.get("check:社区数") is not None
    assert before.get("item:临时调度") is None
    assert before.get("attribute:大小") is None and before.matter("噪声").given == ()
    assert len(after.matter("噪声").given) == 1


def test_it_stands_alone_in_json(whole: Governance) -> None:
    before = whole.as_of(BEFORE)
    again = from_json(to_json(before))
    assert again == before and again.day == BEFORE
    assert len({m.fingerprint for m in (whole, before, whole.as_of(AFTER))}) == 3
    assert before.as_of(BEFORE) == before


def test_the_strict_doors_take_a_day(tmp_path: Path) -> None:
    path = tmp_path / "甲.gov"
    path.write_text(TEXT, encoding="utf-8")
    assert load(path, as_of=BEFORE) == loads(TEXT, as_of=BEFORE) == loads(TEXT).as_of(BEFORE)


LOST = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  机构 指挥部 至 2025-01-01 { 设于：街道 }
  岗位 指挥 { 设于：指挥部；应有：1/街道 }
  核对 { 指挥部数：指挥部 = 1 例外 GOV603 “不知道” 例外 GOV533 “待改” }
}
"""


def test_what_points_at_something_gone_is_an_error_with_both_places() -> None:
    found = compile_text(LOST, as_of=date(2025, 1, 1))
    assert found.model is None
    told = [(d.code, d.span.line if d.span else 0) for d in found.errors]
    assert told == [("GOV534", 5), ("GOV534", 6)]
    assert [label.span.line for d in found.errors for label in d.labels] == [4, 4]
    with pytest.raises(GovError):
        loads(LOST, as_of=date(2025, 1, 1))
    model = loads(LOST).as_of(date(2025, 1, 1))  # without findings: what points there is left out
    assert model.get("check:指挥部数") is None and not model.posts[0].at


def test_the_model_itself_has_its_time() -> None:
    text = "govkit 1\n地区 甲 自 2020-01-01 {\n  层级 街道 { 数量：1个 }\n}\n"
    assert [d.code for d in compile_text(text, as_of=date(2019, 12, 31)).errors] == ["GOV537"]
    assert not compile_text(text, as_of=date(2020, 1, 1)).errors


def test_findings_of_a_day_lead_to_the_statement_of_that_day() -> None:
    text = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 {
    上级：街道
    数量：5个 至 2023-01-01
    数量：2.5个 自 2023-01-01
  }
}
"""
    assert not compile_text(text, as_of=date(2022, 1, 1)).errors
    found = compile_text(text, as_of=date(2023, 1, 1))
    assert [(d.code, d.span.line if d.span else 0) for d in found.errors] == [("GOV503", 7)]


def test_places_follow_the_statements_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "甲.gov"
    path.write_text(TEXT, encoding="utf-8")
    spans = [compile_path(path, as_of=d).places["level:社区.count"].text for d in (BEFORE, AFTER)]
    assert spans == ["数量：2个", "数量：7个"]


def test_exceptions_are_not_called_stale_on_a_day() -> None:
    text = """govkit 1
地区 甲 {
  层级 社区 { 数量：6个 }
  岗位 书记 {
    设于：社区；应有：1/社区
    数量：6名 至 2023-01-01；数量：5名 自 2023-01-01 例外 GOV504 “空缺一名”
  }
}
"""
    assert [d.code for d in compile_text(text).diagnostics] == []
    assert [d.code for d in compile_text(text, as_of=date(2022, 1, 1)).diagnostics] == []
    assert [d.code for d in compile_text(text, as_of=date(2024, 1, 1)).diagnostics] == []


def test_a_list_keeps_what_is_left_of_it() -> None:
    text = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  机构 指挥部 至 2025-01-01 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  制度 值守 { 责任人：指挥部、城建办 共2项 }
}
"""
    found = compile_text(text, as_of=date(2025, 1, 1))
    assert [d.code for d in found.diagnostics] == ["GOV533"]  # warned of, yet no error
    assert found.model is not None
    (who,) = found.model.duties[0].who.values
    assert (getattr(who, "refs", ()), getattr(who, "total", 0)) == (("body:城建办",), None)
