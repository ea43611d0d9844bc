"""Processes drawn by a seed, and a flow with names twice as long, for the geometry of swimlanes.

A seed enters, the text of a model with one process `办理` leaves: tiers, steps or both, ways
between any two of them. It asks nothing about what a process means.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from govkit.pictures.swimlane.parts import Flow

_TRIGGERS = (
    "需部门协调", "职权外", "议而未决", "事项重大", "事项复杂", "执行受阻", "越权", "超时", "办毕",
    "核查通过", "核查不通过", "不同意", "同意",
)  # fmt: skip
_LONG = "按照职责分工，及时核实情况并如实反馈处理结果。"
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑"


def text(seed: int, tiers: int | None = None, steps: int | None = None) -> str:
    """A model with one process of so many tiers and steps, or of as many as the seed says."""
    draw = Random(seed)
    tiers = draw.choice([0, 0, 2, 3, 4, 6]) if tiers is None else tiers
    if steps is None:
        steps = draw.choice([1, 2, 4]) if tiers else draw.choice([2, 4, 6, 8, 12])
    levels = max(tiers, 3)
    rows = [
        f"层级 第{n}级 {{ {f'上级：第{n + 1}级；' if n < levels else ''}数量：1 }}"
        for n in range(1, levels + 1)
    ]
    posts = [
        f"{'综合治理中心负责人'[: draw.randint(1, 9)]}{n}"
        for n in range(draw.randint(1, max(2, min(9, tiers + steps))))
    ]
    rows += [f"岗位 {name} {{ 设于：第{draw.randint(1, levels)}级 }}" for name in posts]
    places = [f"第{n}级" for n in range(1, tiers + 1)] + [f"步骤{_STEMS[n]}" for n in range(steps)]
    rows += ["事项 某 { }", "流程 办理 “某事项的办理” {", "适用：某；总时限：40工作日"]
    for number, place in enumerate(places):
        fields = [f"承办：{draw.choice(posts)}", f"时限：{draw.randint(1, 30)}工作日"]
        if draw.random() < 0.4:
            fields.append(f"内容：“{_LONG * draw.randint(1, 3)}”")
        if draw.random() < 0.4:
            fields.append("延期：5工作日；签收时限：4小时")
        others = [one for one in places if one != place]
        for trigger in draw.sample(_TRIGGERS, draw.randint(0, 5)) if others else ():
            mark = " 假设 “推演”" if draw.random() < 0.3 else ""
            fields.append(f"遇：{trigger} → {draw.choice(others)}{mark}")
        rows.append(f"{'级' if number < tiers else '步'} {place} {{")
        rows += [*fields, "}"]
    return "govkit 1\n地区 甲 {\n" + "\n".join([*rows, "}"]) + "\n}\n"


def doubled(flow: Flow) -> Flow:
    """The flow with every name of the author's twice as long: of lanes, boxes, the process."""

    def twice(name: str) -> str:
        return f"{name}{name}" if not name.isascii() else f"{name} {name}"

    return replace(
        flow,
        title=twice(flow.title),
        model=twice(flow.model),
        lanes=tuple(twice(name) for name in flow.lanes),
        nodes=tuple(replace(node, name=twice(node.name)) for node in flow.nodes),
    )
