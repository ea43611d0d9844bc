"""A column is no rule of the language: a right text stays right however its lines are indented."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from govkit.pipeline import compile_text
from govkit.source import SourceFile
from govkit.syntax.reading import parse
from tests.together import together

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = sorted(EXAMPLES.rglob("*.gov"))


@together("path", TEXTS, ids=lambda path: "/".join(path.parts[-2:]), parts=2)
@together("seed", [1, 2])
def test_lines_from_elsewhere_stand_at_any_column(path: Path, seed: int) -> None:
    draw = Random(f"{seed}/{path.name}")
    columns = ("", "  ", "\t", "\u3000\u3000\u3000")
    lines = path.read_text(encoding="utf-8").split("\n")
    text = "\n".join(draw.choice(columns) + line.lstrip(" ") for line in lines)
    assert [found.code for found in parse(SourceFile("text", text))[1]] == []


NAMES_BELOW_EACH_OTHER = (
    """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  事项 环境
    事项 垃圾
    事项 噪声
}
""",
    """govkit 1
district A {
  matter Noise
      matter Light
  level Street { count: 1 }
}
""",
    """govkit 1
district A
level Street { count: 1 }
  matter Noise
    matter Light
""",
)
ONE_MISSING_ONE_TOO_MANY = (
    """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  岗位 书记
    设于：街道；数量：1名
  }
  事项 噪声 {
    类：民生
}
""",
    """govkit 1
district A {
  level Street { count: 1 }
  post Clerk
    at: Street
  }
  matter Noise {
    class: civil
}
""",
)


@pytest.mark.parametrize("text", NAMES_BELOW_EACH_OTHER)
def test_names_one_below_the_other_are_no_missing_brace(text: str) -> None:
    assert compile_text(text).diagnostics == ()


@pytest.mark.parametrize("text", ONE_MISSING_ONE_TOO_MANY)
def test_braces_that_make_up_for_each_other_are_told(text: str) -> None:
    codes = [found.code for found in compile_text(text).diagnostics]
    assert "GOV128" in codes and "GOV101" in codes


@pytest.mark.parametrize(("slip", "code"), [
    ("岗位 书记 { 设于 街道：；数量：1名 }", "GOV105"),
    ("岗位 书记 { 设于：街道；数量：1名", "GOV101"),
])  # fmt: skip
def test_names_one_below_the_other_are_none_beside_a_mistake_either(slip: str, code: str) -> None:
    lines = NAMES_BELOW_EACH_OTHER[0].splitlines()
    text = "\n".join([*lines[:-1], f"  {slip}", lines[-1]]) + "\n"
    assert [found.code for found in compile_text(text).diagnostics] == [code]
