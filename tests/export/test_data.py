"""JSON and YAML: nothing is lost on the way out and back, and bad data is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from govkit.diagnostics import GovError, catalogue
from govkit.export.json import from_json, to_json
from govkit.export.yaml import from_yaml, to_yaml
from govkit.model.governance import COLLECTIONS, Governance
from govkit.pipeline import loads

Writer = Callable[[Governance], str]
Reader = Callable[[str], Governance]
both = pytest.mark.parametrize(
    ("write", "read"), [(to_json, from_json), (to_yaml, from_yaml)], ids=["json", "yaml"]
)


def codes(read: Reader, text: str) -> list[str]:
    """The codes a text is refused with; each must be worded in both tongues."""
    with pytest.raises(GovError) as refused:
        read(text)
    for finding in refused.value.diagnostics:
        for lang in ("zh", "en"):
            worded = catalogue.word(finding, lang)
            assert worded.text and "{" not in worded.text
    return [finding.code for finding in refused.value.diagnostics]


def test_the_model_of_these_tests_uses_every_kind(every_kind: Governance) -> None:
    empty = [field for field in COLLECTIONS.values() if not getattr(every_kind, field)]
    assert empty == []
    assert every_kind.figures and every_kind.checks


@both
def test_loading_an_export_gives_an_equal_model(
    every_kind: Governance, district: Governance, write: Writer, read: Reader
) -> None:
    for model in (every_kind, district):
        back = read(write(model))
        assert back == model
        assert back.fingerprint == model.fingerprint
        assert write(back) == write(model)


@both
def test_texts_that_look_like_something_else_come_back(write: Writer, read: Reader) -> None:
    looks = ["是", "yes", "null", "2020-01-01", "1e9", "name：甲", "- a", "&a", "!b", "# c", "~"]
    for text in (*looks, "a: b", "“引”", " 前后 ", "*", "12:30", "0x10", "\\n", "一\n二"):
        model = loads("govkit 1\n地区 甲 { 说明：“x” }\n")
        dumped = json.loads(to_json(model))
        dumped["note"][0]["value"]["text"] = text
        changed = from_json(json.dumps(dumped))
        assert read(write(changed)) == changed


def test_what_is_blank_and_left_out_comes_back_blank() -> None:
    model = loads(
        "govkit 1\n地区 甲 {\n层级 村 { 数量：3 存疑 “” }\n推演 { 到件：2件/月 假设 }\n}\n"
    )
    assert model.workloads[0].name == "" and model.levels[0].count.root[0].doubts[0].why == ""
    assert from_json(to_json(model)) == model


def test_the_export_is_readable(every_kind: Governance) -> None:
    assert "样区" in to_json(every_kind) and "\\u" not in to_json(every_kind)
    assert len(to_json(every_kind, indent=None).splitlines()) == 1
    yaml = to_yaml(every_kind)
    assert "name: 样区" in yaml.splitlines()
    assert "&id" not in yaml and "!!" not in yaml


def changed(model: Governance, change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(to_json(model))
    change(data)
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (lambda d: d.update(format="govkit/9"), "GOV825", "govkit/9"),
        (lambda d: d.update(colour=1), "GOV827", "colour"),
        (lambda d: d["levels"][1].update(farbe=1), "GOV827", "levels[1]"),
        (lambda d: d["levels"][1].pop("name"), "GOV830", "levels[1]"),
        (lambda d: d["levels"][1].update(parent=[{"value": "街道"}]), "GOV826", "levels[1].parent"),
        (lambda d: d["levels"][1]["count"][0]["value"].update(number="1e9"), "GOV828", "1e9"),
        (lambda d: d["levels"][1]["count"][0]["value"].update(number="9" * 999), "GOV828", "999"),
        (lambda d: d["levels"].pop(0), "GOV829", "level:街道"),
        (lambda d: d["processes"][0]["tiers"].pop(1), "GOV829", "tier:街道"),
    ],
)
def test_bad_data_is_refused_with_its_place(
    every_kind: Governance, change: Callable[[dict[str, Any]], object], code: str, told: str
) -> None:
    text = changed(every_kind, change)
    with pytest.raises(GovError) as refused:
        from_json(text)
    assert code in codes(from_json, text)
    finding = next(d for d in refused.value.diagnostics if d.code == code)
    assert told in catalogue.word(finding, "zh").text
    assert "pydantic" not in str(refused.value).lower()


def parts(data: Any) -> Iterator[dict[str, Any]]:
    """Every map in some data."""
    if isinstance(data, dict):
        yield data
    for inner in (
        data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    ):
        yield from parts(inner)


WRITTEN = """govkit 1
地区 甲 {
  日历 平日 {
    办公时间：周一至周五 → 8:30-12:00
  }
  层级 街道 { 数量：1个 }
  会议 例会 { 周期：每周三上午9:00 }
  事项 热线 { 不予受理：已经起诉 → 诉讼途径 }
}
"""


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"period"}, {"period": "fortnight"}),
        ({"period"}, {"day": 400}),
        ({"period"}, {"day": 8}),
        ({"period"}, {"time": "noon"}),
        ({"words", "ends"}, {"ends": []}),
        ({"first", "last"}, {"last": 8}),
        ({"first", "last"}, {"first": 0}),
    ],
)
def test_a_value_that_could_not_be_written_is_refused(
    keys: set[str], wrong: dict[str, Any]
) -> None:
    def change(data: dict[str, Any]) -> None:
        found = next(part for part in parts(data) if keys <= part.keys())
        found.update(wrong)

    with pytest.raises(GovError, match="GOV826"):
        from_json(changed(loads(WRITTEN), change))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GOV823"),
        ("[1, 2", "GOV823"),
        ("[1, 2]", "GOV824"),
        ('"text"', "GOV824"),
        ("{}", "GOV825"),
        ('{"format": "govkit/1", "name": "甲", "name": "乙"}', "GOV831"),
        ('{"format": "govkit/1"}', "GOV830"),
        ("[" * 100_000, "GOV822"),
        ('{"format": "govkit/1", "name": "甲", "levels": 7}', "GOV826"),
    ],
)
def test_texts_that_are_no_exported_json(text: str, code: str) -> None:
    assert codes(from_json, text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GOV824"),
        ("- 1\n- 2\n", "GOV824"),
        ("a: [1, 2\n", "GOV832"),
        ("name: 甲\nname: 乙\n", "GOV832"),
        ("a: &x [1]\nb: *x\n", "GOV833"),
        ("a: !!python/object:os.system x\n", "GOV834"),
        ("a: !x 1\n", "GOV834"),
        ("[" * 1000, "GOV822"),
        ("街道：东街\n", "GOV835"),
        ("format: govkit/1\nname：东街\n", "GOV835"),
        ("name：东街\nformat: govkit/1\n", "GOV835"),
        ("format: govkit/1\nname: 甲\nlevels:\n  - name：东街\n", "GOV835"),
        ("{format: govkit/1, name：甲: 1}\n", "GOV835"),
    ],
)
def test_texts_that_are_no_exported_yaml(text: str, code: str) -> None:
    assert codes(from_yaml, text) == [code]


def test_aliases_cannot_unfold() -> None:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert codes(from_yaml, "\n".join(rows)) == ["GOV833"]


def test_a_place_on_the_line_is_told() -> None:
    with pytest.raises(GovError) as refused:
        from_yaml("format: govkit/1\nname：东街\n", "en")
    assert "line 2" in str(refused.value) and "`name`" in str(refused.value)


HIDDEN = "\u202e\u200b\u2066\ufeff\u2028\u00ad\U000e0041\u3164\x85"


@both
@pytest.mark.parametrize("character", HIDDEN)
def test_what_an_editor_would_hide_or_obey_leaves_by_number_and_comes_back(
    write: Writer, read: Reader, character: str
) -> None:
    model = loads("govkit 1\n地区 甲 { 说明：“x” }\n")
    dumped = json.loads(to_json(model))
    dumped["note"][0]["value"]["text"] = f"甲{character}乙 丙"
    changed = from_json(json.dumps(dumped))
    assert character not in write(changed)
    assert read(write(changed)) == changed


@pytest.mark.parametrize("length", [79, 80, 99, 100, 101, 500])
def test_a_long_text_is_never_folded_in_yaml(length: int) -> None:
    model = loads("govkit 1\n地区 甲 { 说明：“x” }\n")
    dumped = json.loads(to_json(model))
    for text in ("a b " * length, "甲 乙  丙 " * length, ("字" * 30 + " ") * length):
        dumped["note"][0]["value"]["text"] = text
        changed = from_json(json.dumps(dumped))
        [line] = [line for line in to_yaml(changed).splitlines() if text[:8] in line]
        assert len(line) >= len(text)
        assert from_yaml(to_yaml(changed)) == changed


@both
def test_a_condition_on_an_event_of_the_language_comes_back(write: Writer, read: Reader) -> None:
    model = loads(
        "govkit 1\n地区 甲 拟定 { 层级 村 { 数量：2个 }；事项 事 { }\n"
        "岗位 员 { 设于：村；数量：2名 }\n"
        "流程 办 { 适用：事；级 村 { 承办：员；时限：2工作日\n"
        "时钟 报 { 起于：反馈；时限：3工作日；停于：结案；到期：催办；催办人：员 当 超时 } } } }"
    )
    assert read(write(model)) == model
