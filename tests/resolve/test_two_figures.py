"""Two figures of one thing from two sources stand side by side; the first counts."""

from __future__ import annotations

import pytest

from govkit.analysis.provenance import provenance
from govkit.export.json import from_json, to_json
from govkit.pipeline import compile_text

HEAD = (
    "govkit 1\n地区 甲街道\n出处 报告 { 位阶：2 }\n出处 公报 { 位阶：1 }\n出处 年鉴 { 位阶：3 }\n"
)


def _told(text: str) -> list[tuple[str, int]]:
    found = compile_text(HEAD + text)
    lines = HEAD + text
    return [
        (one.code, lines.count("\n", 0, one.span.start) + 1)
        for one in found.diagnostics
        if one.span is not None and one.code != "GOV628"  # a source that a case leaves unused
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("数据 {\n网格数：418个 据 报告\n网格数：420个 据 年鉴\n}\n", [("GOV630", 8)]),
        ("数据 {\n网格数：418个 据 报告\n网格数：420个 据 公报\n}\n", [("GOV631", 8)]),
        (
            "figures {\ngrids: 418 pieces cite 报告\ngrids: 420 pieces cite 年鉴\n}\n",
            [("GOV630", 8)],
        ),
        ("数据 据 报告 {\n网格数：418个\n网格数：-5个 据 年鉴\n}\n", [("GOV630", 8)]),
        ("数据 据 报告 { 网格数：418个 }\n数据 据 年鉴 {\n网格数：420个\n}\n", [("GOV630", 8)]),
        ("数据 {\n网格数：418个 据 报告\n网格数：418个 据 年鉴\n}\n", []),
        ("数据 {\n网格数：418个 据 报告\n网格数：420个 据 报告\n}\n", [("GOV406", 8)]),
        ("数据 {\n网格数：418个\n网格数：420个 据 报告\n}\n", [("GOV406", 8)]),
        ("数据 {\n网格数：418个 据 报告\n网格数：420个\n}\n", [("GOV406", 8)]),
        ("数据 据 报告 {\n网格数：418个\n网格数：420个\n}\n", [("GOV406", 8)]),
    ],
)
def test_what_is_told_and_where(text: str, told: list[tuple[str, int]]) -> None:
    assert _told(text) == told


def test_both_are_kept_and_the_first_counts() -> None:
    found = compile_text(
        HEAD + "数据 { 网格数：418个 据 报告；网格数：420个 据 年鉴；网格数：421个 据 公报 }\n"
        "核对 { 甲：网格数 = 418 }\n"
    )
    model = found.model
    assert model is not None and not found.errors
    (line,) = model.figures
    assert [one.origin.source for one in line.value] == ["报告", "年鉴", "公报"]
    assert line.value.value is not None and line.value.value.number == 418
    assert from_json(to_json(model)) == model


def test_each_has_its_place_and_its_origin() -> None:
    text = HEAD + "数据 {\n户：3户 据 报告\n户：5户 据 公报\n}\n"
    compiled = compile_text(text)
    assert compiled.model is not None
    told = {one.path: one.source for one in provenance(compiled.model).statements}
    assert (told["figure:户"], told["figure:户.value[1]"]) == ("报告", "公报")
    assert {path for path in compiled.places if path.startswith("figure:")} <= told.keys()
