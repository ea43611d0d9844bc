"""What a workload has to say: without one of its lines one finding names it, with the line to add.

Lines of the districts' own workloads are taken out, one at a time, and put back with a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.catalogue import word
from govkit.engine import Engine
from govkit.pipeline import Compiled, compile_text
from govkit.simulation.driver.gaps import told
from govkit.simulation.workload.numbers import Numbers

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("guangming", "binzhou")
# What a line may leave unsaid: govkit has a default for it, which is printed, or another line says
# the same: hours on duty and working time, the office hours of holders. A way and disputes that no
# case comes to need no time.
DEFAULTS = re.compile(
    r"^\s*(预运行|分布|时段|星期|季节|次序|数额|在岗|每次|工时：(6小时|20小时/周 假设 “另有走访)"
    r"|发生率：(事项重大|议事 → 100%)|等待时长：派单 → 固定\(30)"
)
BY_DAY = 3


@cache
def text_of(district: str) -> str:
    text = (EXAMPLES / district / f"{district}.gov").read_text(encoding="utf-8")
    return re.sub(r"引入：“(scenarios|lessons)\.gov”", "", text)


def lines_of(district: str) -> Iterator[tuple[int, int]]:
    """First and last line of each statement and each station of the workload."""
    lines = text_of(district).split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("  推演 "))
    opened = 0
    for number in range(begin + 1, len(lines)):
        line = lines[number]
        if line == "  }":
            return
        if line.rstrip().endswith("{"):
            opened = number
        elif line.strip() == "}":
            if "承办力量" in lines[opened]:
                yield opened, number
        else:
            yield number, number


def missing(text: str) -> tuple[Compiled, list[tuple[str, Diagnostic]]]:
    found = compile_text(text)
    assert found.model is not None, found.errors
    numbers = Numbers(Engine(found.model), found.model.workloads[0], date(2026, 1, 1), 14)
    numbers.read()
    return found, told(numbers.gaps)


def without(district: str, first: int, last: int, instead: str = "") -> str:
    lines = text_of(district).split("\n")
    return "\n".join([*lines[:first], *([instead] if instead else []), *lines[last + 1 :]])


def filled(line: str) -> str:
    """The line to add, with round figures in it."""
    for blank, figure in (
        ("…（一个层级）", "网格"), ("每周…15:00", "每周一15:00"), ("… → …%，… → …%", "邻里纠纷"),
        ("“…”", "“取整数”"), ("…%", "10%"), ("…", "4"),
    ):  # fmt: skip
        line = line.replace(blank, figure)
    return line


def check(district: str, first: int, last: int) -> None:
    lines = text_of(district).split("\n")
    found, gaps = missing(without(district, first, last))
    if DEFAULTS.match(lines[first]):
        assert gaps == [], lines[first]
        return
    assert len(gaps) == 1, (lines[first], [word(one, "zh").text for _, one in gaps])
    ((path, finding),) = gaps
    assert finding.code in ("GOV972", "GOV975", "GOV976", "GOV987")
    while path not in found.places:
        path = path.rpartition("." if "." in path else "/")[0]
    assert path.startswith("workload:日常")
    assert "…" in word(finding, "en").hint
    again = filled(word(finding, "zh").hint.split("：", 1)[1].partition("；不会发生的")[0])
    assert missing(without(district, first, last, again))[1] == [], again


BOTH = [(name, *where) for name in DISTRICTS for where in lines_of(name)]


@pytest.mark.parametrize(("district", "first", "last"), BOTH[1 :: len(BOTH) // BY_DAY])
def test_one_line_less_is_one_finding_and_the_line_to_add(
    district: str, first: int, last: int
) -> None:
    check(district, first, last)


@pytest.mark.nightly
@pytest.mark.parametrize(("district", "first", "last"), BOTH)
def test_each_line_less_is_one_finding_and_the_line_to_add(
    district: str, first: int, last: int
) -> None:
    check(district, first, last)
