"""Second readings: every combination is tried, in every check, and never all at once only."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from govkit.checks.figures import Verdict, verdicts
from govkit.checks.readings import MOST, Readings
from govkit.model.governance import Governance
from govkit.pipeline import Compiled, compile_text


def compiled(text: str) -> Compiled:
    return compile_text(f"govkit 1\n地区 甲 拟定 {{\n{text}\n}}")


def verdict(figures: str, line: str) -> Verdict:
    found = compiled(f"数据 {{ {figures} }}\n核对 {{ 行：{line} 例外 GOV601 “试算” }}")
    assert found.model is not None, [one.code for one in found.errors]
    [one] = verdicts(found.model)
    return one


def codes(text: str) -> set[str]:
    return {one.code for one in compiled(text).diagnostics} - {"GOV604"}


FIGURES = "a：5 存疑 “x” 另读 6；b：5 存疑 “y” 另读 4"


@pytest.mark.parametrize(
    ("line", "answer", "others"),
    [
        ("a + b = 10", "agrees", {"agrees", "differs"}),  # 6 + 4 agrees, 5 + 4 and 6 + 5 do not
        ("a ≤ 5 或 b ≥ 5", "agrees", {"agrees", "differs"}),  # only both readings together break it
        ("a + b ≥ 9", "agrees", {"agrees"}),
        ("a = 6", "differs", {"agrees"}),
        ("a = 7", "differs", {"differs"}),
    ],
)
def test_every_combination_is_tried(line: str, answer: str, others: set[str]) -> None:
    found = verdict(FIGURES, line)
    assert (found.answer, set(found.others)) == (answer, others)


def test_each_of_several_readings_of_one_statement_counts() -> None:
    figures = "a：5 存疑 “x” 另读 6 存疑 “y” 另读 7"
    assert set(verdict(figures, "a ≤ 6").others) == {"agrees", "differs"}
    assert set(verdict(figures, "a ≤ 5").others) == {"differs"}
    assert set(verdict(figures, "a ≤ 7").others) == {"agrees"}


def test_a_line_may_itself_be_printed_two_ways() -> None:
    found = compiled("数据 { a：5 }\n核对 { 行：a = 5 存疑 “另一处印作六” 另读 6 }")
    assert found.model is not None
    assert [(one.answer, one.others) for one in verdicts(found.model)] == [("agrees", ("differs",))]


def test_a_doubt_reaches_through_derived_figures() -> None:
    figures = f"{FIGURES}；c：= a + b"
    assert set(verdict(figures, "c = 10").others) == {"agrees", "differs"}


@pytest.mark.parametrize("seed", range(40))
def test_the_answers_are_those_of_the_texts_with_the_figures_put_in(seed: int) -> None:
    random = Random(seed)
    names = "abcd"[: random.randint(1, 4)]
    options = {name: random.sample(range(1, 7), random.randint(1, 3)) for name in names}
    terms = [random.choice(names) for _ in range(random.randint(1, 4))]
    line = f"{' + '.join(terms)} {random.choice('=≥≤')} {random.randint(1, 16)}"
    if random.random() < 0.5:
        line += f" {random.choice('且或')} {random.choice(names)} {random.choice('≥≤')} 3"
    doubtful = "；".join(
        f"{name}：{first}" + "".join(f" 存疑 “?” 另读 {other}" for other in others)
        for name, (first, *others) in options.items()
    )
    found = verdict(doubtful, line)
    plain = [
        verdict("；".join(f"{n}：{v}" for n, v in zip(options, put, strict=True)), line).answer
        for put in product(*options.values())
    ]
    assert found.answer == plain[0]
    assert {found.answer, *found.others} == set(plain)


def test_above_256_combinations_bounds_are_used_and_that_is_said() -> None:
    names = [f"数{n}" for n in range(9)]
    assert 2 ** len(names) > MOST
    figures = "；".join(f"{name}：5 存疑 “x” 另读 6" for name in names)
    total = " + ".join(names)

    def told(line: str) -> set[str]:
        return codes(f"数据 {{ {figures} }}\n核对 {{ 行：{total} {line} }}")

    assert told("≥ 45") == {"GOV456"}
    assert told("≤ 53") == {"GOV456", "GOV602"}
    assert "GOV601" in told("≥ 55")
    fewer = verdict(
        "；".join(f"{name}：5 存疑 “x” 另读 6" for name in names[:8]),
        " + ".join(names[:8]) + " ≤ 47",
    )
    assert not fewer.bounded and "differs" in fewer.others


DOUBTFUL = {
    "a rule": ("数据 { a：5 存疑 “x” 另读 6 }\n规则 某 { 应满足：a ≤ 5 }", "GOV455"),
    "a rule that only another reading keeps": (
        "数据 { a：6 存疑 “x” 另读 5 }\n规则 某 { 应满足：a ≤ 5；程度：警告 }", "GOV454"),
    "the length of a code": (
        "编码 码 { 总位数：6位码\n 段 甲段 { 位数：3位码 }\n"
        " 段 乙段 { 位数：3位码 存疑 “x” 另读 2位码 } }",
        "GOV455"),
    "points of an assessment": (
        "层级 村 { 数量：3个 }\n考核 评比 { 对象：村；周期：每年；总分：100分\n"
        " 项 甲项 { 分值：60分 }\n 项 乙项 { 分值：40分 存疑 “x” 另读 30分 } }", "GOV455"),
    "a clock against the total": (
        "层级 村 { 数量：3个 }\n岗位 员 { 设于：村；数量：3名 }\n事项 事 { }\n"
        "流程 办 { 适用：事；总时限：10工作日 存疑 “x” 另读 3工作日\n"
        " 级 村 { 承办：员；时限：2工作日\n"
        "  时钟 答复 { 起于：签收；时限：5工作日；停于：反馈 } } }",
        "GOV455"),
    "a quota": (
        "层级 村 { 数量：3个 存疑 “x” 另读 4个 }\n岗位 员 { 设于：村；数量：3名；应有：1/村 }",
        "GOV455"),
    "names against a count": (
        "层级 村 { 数量：2个 存疑 “x” 另读 3个；名录：东村、西村 }", "GOV455"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
def test_every_check_is_asked_under_every_reading(name: str) -> None:
    text, code = DOUBTFUL[name]
    assert code in codes(text)
    settled = [part.split(" 另读 ")[0] for part in text.split(" 存疑 “x”")]
    without = settled[0] + "".join(_behind(part) for part in text.split(" 存疑 “x” 另读 ")[1:])
    assert not codes(without) & {"GOV454", "GOV455", "GOV456"}


def _behind(part: str) -> str:
    """What follows a second reading in the text."""
    at = min(part.find(mark) % (len(part) + 1) for mark in " ；\n")
    return part[at:]


def test_only_what_a_question_looks_at_is_varied() -> None:
    figures = "；".join(f"数{n}：5 存疑 “x” 另读 6" for n in range(20))
    found = compiled(f"数据 {{ {figures} }}\n核对 {{ 行：数0 = 5 }}")
    assert found.model is not None
    readings = Readings(found.model)
    assert len(readings.doubtful) == 20
    tried = readings.tried(lambda model: model.figures[3].value.value)
    assert [dict(choice) for choice, _ in tried.others] == [{3: 1}]
    assert verdicts(found.model)[0].others == ("differs",)


def test_the_model_itself_is_never_changed() -> None:
    found = compiled(f"数据 {{ {FIGURES} }}")
    assert found.model is not None
    before = found.model.model_dump_json()
    Readings(found.model).tried(lambda model: [line.value.value for line in model.figures])
    assert found.model.model_dump_json() == before


@pytest.mark.parametrize("field", ["承办", "告知"])
def test_a_doubtful_list_may_lose_what_a_prohibition_names(field: str) -> None:
    own = "" if field == "承办" else "承办：员；"
    found = compiled(
        "层级 村 { 数量：2个 }\n事项 事 { }\n"
        "岗位 员 { 设于：村；数量：2名 }\n岗位 长 { 设于：村；数量：2名 }\n"
        f"流程 办 {{ 适用：事；级 村 {{ {own}{field}：员、长 存疑 “x” 另读 员；{field}：长 不得\n"
        "时限：2工作日 } }"
    )
    assert found.model is not None

    def ask(model: Governance) -> object:
        tier = model.processes[0].tiers[0]
        return (tier.handler if field == "承办" else tier.notify).value

    tried = Readings(found.model).tried(ask)
    assert [dict(choice) for choice, _ in tried.others] == [{0: 1}]
    assert tried.first == tried.others[0][1]  # the chief is forbidden either way
