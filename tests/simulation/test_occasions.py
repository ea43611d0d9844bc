"""What may happen to a case, and how often: two texts that differ in one chance alone.

Every move of the engine has one row in the table of occasions; what happens by chance never does
without one, and always does with 100 %.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from govkit.draws.key import Run
from govkit.engine import Engine
from govkit.engine.procedures import PROCEDURES
from govkit.pipeline import compile_text
from govkit.simulation.driver.occasions import BY_CHANCE, COMPUTED, LEADING, PLAIN
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.numbers import Numbers
from govkit.vocabulary.words import word_set
from tests.simulation.watching import Seen

TEXT = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  层级 网格 { 上级：街道；数量：2 }
  岗位 网格员 { 设于：网格；编制：1名/网格 }
  岗位 值班员 { 设于：街道；编制：1名/街道 }
  岗位 主任 { 设于：街道；编制：1名/街道 }
  机构 消防站 { 设于：街道 }
  机构 城管队 { 设于：街道 }
  机构 维修队 { 设于：街道 }
  会议 碰头会 { 召集：街道；到会：≥2/3 应到会 }
  要素 缓急 { 取值：缓、急；默认：缓 }
  事由 有异议
  平急状态 急时 { 决定：街道；先行：疏散 }
  事项 噪声
  流程 办件 {
    适用：噪声；撤回：处置前；不予受理情形：不归街道管
    强制结案审批：主任；强制结案情形：无法联系
    退回审批：主任；回访：值班员；重开去向：街道
    时钟 总钟 { 起于：立案；时限：30工作日；催办人：主任；督办人：主任 }
    级 网格 {
      承办：网格员；时限：5工作日；补正时限：3工作日；议事：碰头会；吹哨：消防站；到场时限：1小时
      挂账：等待材料；挂账审批：主任；恢复：材料齐；延期：5工作日；延期审批：主任
      可分派：城管队、维修队；并案审批：主任
      遇：难度大 或 执行受阻 或 事项重大 或 事项复杂 或 不满意 → 街道
      遇：需部门协调 或 职权外 或 有异议 或 议而未决 → 街道
    }
    级 街道 { 承办：值班员；时限：9工作日 }
  }
  推演 日常 自 2026-03-02 至 2026-06-01 {
    等待时长：DELAYS 假设
    状态：急时 自 2026-03-02 至 2026-03-04
    来件 上报 { 到件：20件/网格/月 假设；发生于：网格 假设；事项：噪声 假设 }
    承办力量 网格员 { 工时：40小时/周 假设；用时：固定(1工作小时) 假设 }
    承办力量 值班员 { 人数：2名 假设；工时：40小时/周 假设；用时：固定(1工作小时) 假设 }
    承办力量 城管队 { 人数：2名 假设；工时：40小时/周 假设；用时：固定(1工作小时) 假设 }
    承办力量 维修队 { 人数：2名 假设；工时：40小时/周 假设；用时：固定(1工作小时) 假设 }
    承办力量 碰头会 { 例会时间：每周三15:00 假设；每次：≤9件 假设 }
  }
}
""".replace("DELAYS", "，".join(
    f"{move} → 固定(1小时)" for move in ("审批", "恢复办理", "报到", "补正", "催办", "回访", "重开")
))  # fmt: skip
DAYS = 8
# The word of a chance → the move, with its trigger where it has one, that it makes happen.
WORDS = {
    "催办": "urge", "督办": "supervise", "先行": "act_first", "并案": "merge", "关联": "link",
    "不予受理": "close:not_accepted",
    "撤回": "withdraw", "退回补正": "send_back", "研判定级": "classify", "吹哨": "summon",
    "一单多派": "split", "申请挂账": "request_suspension", "申请强制结案": "request_forced_closing",
    "需部门协调": "escalate:needs_department", "职权外": "escalate:out_of_duty",
    "有异议": "escalate:有异议", "议事": "deliberate", "申请延期": "request_extension",
    "事项重大": "escalate:major", "事项复杂": "escalate:complex", "难度大": "escalate:difficult",
    "执行受阻": "escalate:obstructed", "核查不通过": "verify:failed", "回访": "call_back",
    "不满意": "escalate:dissatisfied", "重开": "reopen",
}  # fmt: skip
# What comes of another thing that has to happen first.
AFTER = {"议而未决": ("议事", "deliberate:undecided"), "未开成": ("议事", "deliberate:not_held"),
         "未访到": ("回访", "call_back:unreached"), "不同意": ("申请延期", "decide"),
         "退单": ("需部门协调", "return_order"),
         "申请退回": ("需部门协调", "request_return")}  # fmt: skip
# A limit so short that a longer one is asked for at once.
SHORT = TEXT.replace("时限：5工作日；补正", "时限：1工作日；补正")
RETURNS = TEXT.replace("退回审批：主任；", "")  # whoever may return himself does not ask


@dataclass
class Ran:
    """What a text came to."""

    moves: Counter[str]
    seen: Seen
    run: Replication


def ran(text: str, chances: str = "", days: int = DAYS) -> Ran:
    """A run with some chances and nothing else by chance; each of its cases replays."""
    rest = "" if "其余" in chances else "其余 → 0%"
    said = "，".join(one for one in (chances, rest) if one)
    line = "" if "发生率" in text else f"    发生率：{said} 假设\n"
    found = compile_text(text.replace("    来件", f"{line}    来件", 1))
    assert found.model is not None, found.errors
    engine, seen = Engine(found.model), Seen()
    numbers = Numbers(engine, found.model.workloads[0], date(2026, 3, 2), days)
    setup = numbers.read()
    assert numbers.gaps == []
    run = Replication(setup, Walk(engine, datetime(2026, 3, 2)), Run.of(1), seen)
    run.run(days * 86_400)
    run.finish()
    assert seen.dead_ends == []
    for case in (*seen.closed.values(), *(life.case for life in run.lives.values())):
        assert engine.replay(case) == case and not case.breaches
    return Ran(seen.moves, seen, run)


def happened(moves: Counter[str], move: str) -> int:
    """How often a move was made, whatever came of it where only its kind is named."""
    return sum(n for one, n in moves.items() if move in (one, one.partition(":")[0]))


@pytest.fixture(scope="module")
def plain() -> Ran:
    return ran(TEXT)


def test_every_move_and_trigger_has_one_row() -> None:
    kinds = {kind for procedure in PROCEDURES for kind in procedure.kinds}
    drawn = frozenset().union(*BY_CHANCE.values())
    assert {*word_set("move")} == kinds == PLAIN | LEADING | (drawn & kinds)
    assert not PLAIN & LEADING and not (PLAIN | LEADING) & drawn
    said = {*word_set("trigger+event+decision")} - {"returned", "withdrawn"}  # read as the moves
    assert said == (drawn - kinds) | COMPUTED and not drawn & COMPUTED


def test_what_has_no_chance_never_happens(plain: Ran) -> None:
    assert {one.partition(":")[0] for one in plain.moves} == {
        "sign_for", "handle", "feed_back", "verify", "close"
    }  # fmt: skip
    assert len(plain.seen.closed) > 3


def makes_it_happen(word: str, plain: Ran) -> None:
    text = SHORT if word == "申请延期" else TEXT
    assert happened(plain.moves, WORDS[word]) == 0
    assert happened(ran(text, f"{word} → 100%，其余 → 0%").moves, WORDS[word]) > 0


@pytest.mark.parametrize("word", [*WORDS][::3])
def test_a_chance_makes_it_happen(word: str, plain: Ran) -> None:
    makes_it_happen(word, plain)


@pytest.mark.nightly
@pytest.mark.parametrize("word", WORDS)
def test_each_chance_makes_it_happen(word: str, plain: Ran) -> None:
    makes_it_happen(word, plain)


@pytest.mark.parametrize("word", AFTER)
def test_what_comes_of_another_thing_has_a_chance_of_its_own(word: str) -> None:
    first, move = AFTER[word]
    text = {"退单": RETURNS, "不同意": SHORT}.get(word, TEXT)
    without, with_it = (ran(text, f"{first} → 100%{more}") for more in ("", f"，{word} → 50%"))
    if word == "不同意":
        made = [event.move for case in with_it.seen.closed.values() for event in case.history]
        assert {"decide:granted", "decide:declined"} <= {*made}
        return
    assert happened(without.moves, move) == 0 < happened(with_it.moves, move)


def test_all_words_that_may_happen_are_tried() -> None:
    tried = {key for word in (*WORDS, *AFTER) for key in _ids(word)}
    assert frozenset().union(*BY_CHANCE.values()) <= tried


def _ids(word: str) -> set[str]:
    same = {"退单": "return_order", "撤回": "withdraw"}
    return {same.get(word, ""), *(key for key, term in word_set(
        "trigger+event+decision+move").items() if term.zh == word)}  # fmt: skip


def beyond(strength: str) -> str:
    """The text where the grid lacks a power that noise takes, with a meeting at the grid."""
    powers = "  清单 权力 { 类型：权力；授予：街道；项 停工 }\n"
    lacking = TEXT.replace("  事项 噪声\n", f"{powers}  事项 噪声 {{ 所需：停工 }}\n")
    text = lacking.replace("议事：碰头会；", f"议事：碰头会{strength}；").replace(
        "或 议而未决 → 街道", "或 议而未决 → 街道\n      遇：越权 → 街道")  # fmt: skip
    assert text.count("越权") == 1 and text.count("停工") == 2 and f"会{strength}；" in text
    return text


@pytest.mark.parametrize("strength", ["", " 应当"])
def test_what_is_out_of_power_rises_before_a_meeting_sits(strength: str) -> None:
    found = ran(beyond(strength), "议事 → 100%，吹哨 → 100%")
    assert found.moves["escalate:out_of_power"] == found.moves["sign_for"] // 2 > 3
    assert not happened(found.moves, "deliberate") and not found.moves["summon"]


def test_what_one_place_agreed_on_comes_before_the_meeting_of_the_next() -> None:
    text = TEXT.replace("时限：9工作日 }", "时限：9工作日；议事：碰头会 }")
    found = ran(text, "议事 → 100%，执行受阻 → 100%", days=20)
    ways = [[event.kind for event in case.history] for case in found.seen.closed.values()]
    assert len(ways) > 3
    assert {way.count("deliberate") for way in ways if "escalate" in way} == {2}
