"""How long pictures take: an org chart of 200 boxes, those of the largest examples, swimlanes.

Nothing enters; a line for each picture leaves, in milliseconds of this processor, and as a ratio to
compiling the same model in the same run.

    python -m tests.bench.picture_figures
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

from govkit.model.governance import Governance
from govkit.pictures import cards, org_chart, swimlane
from govkit.pictures.lettering import forget
from govkit.pipeline import load, loads

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def many(boxes: int) -> str:
    """A text of three levels with so many bodies, a quarter of them under another one."""
    rows = ["govkit 1", "地区 甲 {", "层级 市 { 数量：1个 }"]
    rows += ["层级 区 { 上级：市；数量：9个 }", "层级 街 { 上级：区；数量：**个 }"]
    for at in range(boxes):
        level = ("市", "区", "街")[at * 3 // boxes]
        above = f"；隶属：第{at - 1}综合事务协调中心" if at % 4 == 3 else ""
        rows.append(
            f"机构 第{at}综合事务协调中心 {{ 设于：{level}；数量：{at + 1}个；覆盖：区{above} }}"
        )
    return "\n".join([*rows, "}", ""])


def milliseconds(what: Callable[[], object]) -> float:
    """The least of three runs, each beginning with nothing measured yet."""

    def once() -> float:
        forget()
        begins = process_time()
        what()
        return (process_time() - begins) * 1000

    return min(once() for _ in range(3))


def line(name: str, model: Governance, compiled: float) -> str:
    """The figures of one model."""
    chart = milliseconds(lambda: org_chart.draw(model))
    page = milliseconds(lambda: cards.draw(model))
    size = sum(len(sheet.encode()) for sheet in org_chart.draw(model)) / 1000
    return (
        f"{name:12} org chart {chart:6.0f} ms ({chart / compiled:4.2f} of compiling),"
        f" {size:4.0f} kB, cards {page:6.0f} ms"
    )


def lanes(path: str, process: str) -> str:
    """The figures of one swimlane."""
    model = load(EXAMPLES / path)
    took = milliseconds(lambda: swimlane.draw(model, process))
    sheets = swimlane.draw(model, process)
    size = sum(len(sheet.encode()) for sheet in sheets) / 1000
    return f"{process:12} swimlane {took:6.0f} ms, {size:4.0f} kB, sheets {len(sheets)}"


SWIMLANES = (
    ("quanyu", "网格事项"), ("guangming", "网格事项"), ("qixian", "网格上报"),
    ("gallery/市民热线.gov", "热线办理"), ("gallery/申诉委员会.gov", "复核"),
)  # fmt: skip


def main() -> None:
    """Print the figures."""
    text = many(200)
    print(line("200 boxes", loads(text), milliseconds(lambda: loads(text))))
    for name in ("quanyu", "haolinju", "binzhou", "qixian", "guangming"):
        path = EXAMPLES / name
        print(line(name, load(path), milliseconds(lambda path=path: load(path))))  # type: ignore[misc]
    for folder, process in SWIMLANES:
        print(lanes(folder, process))


if __name__ == "__main__":
    main()
