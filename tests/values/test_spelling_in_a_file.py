"""Official spellings that a file has to carry as one value, from the text to the model and back."""

from __future__ import annotations

import pytest

from govkit.pipeline import loads
from govkit.syntax.formatter import format_text
from govkit.values.reading.places import Place, read_place

TEXT = "地区 甲\n层级 社区 {{ 数量：6个；规模：{size} }}\n数据 {{ 甲：{figure} }}\n"


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("超过60分、不满80分", ">60分、<80分"),
        ("60分以上、80分以下", "60—80分"),
        ("不少于3人、不超过5人", "3—5人"),
        ("40万元（含）以下", "≤40万元"),
        ("40万元以下（含本数）", "≤40万元"),
        ("40万元以下（不含）", "<40万元"),
        ("约13万人±5%", "约13万人上下5%"),
    ],
)
def test_a_phrase_is_one_value_in_a_line_of_figures(printed: str, short: str) -> None:
    model = loads(TEXT.format(size="未知", figure=printed))
    assert model == loads(TEXT.format(size="未知", figure=short))
    for lang in ("zh", "en"):
        assert loads(format_text(TEXT.format(size="未知", figure=printed), lang=lang)) == model


def test_two_bounds_are_one_range_in_a_field() -> None:
    model = loads(TEXT.format(size="不少于300户、不超过500户", figure="1人"))
    assert model == loads(TEXT.format(size="300—500户", figure="1人"))


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("附件3第5条", "附件3第5条"),
        ("附件三第五条第二款", "附件3第5条2款"),
        ("第十二条之一第二款", "12条之1第2款"),
        ("第十二条第二款", "12条2款"),
    ],
)
def test_numbers_of_a_place_do_not_run_together(printed: str, normal: str) -> None:
    read = read_place(printed)
    assert isinstance(read, Place)
    assert read.text == normal
    assert read_place(normal) == read
