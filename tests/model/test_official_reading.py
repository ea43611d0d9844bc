"""Official forms read back: every figure of the examples, and the fields of a Chinese text."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit import loads
from govkit.analysis.provenance import statements_of
from govkit.model.naming import Pen
from govkit.values import Bound, Day, Moment, Quantity, Range, Rate, Recurrence, Share
from govkit.values.bases import thing_key
from govkit.values.reading import (
    read_day,
    read_moment,
    read_quantity,
    read_rate,
    read_recurrence,
    read_share,
)
from govkit.values.reading.numerals import narrow
from govkit.values.units import Lang
from tests.engine.play import model_of, of_the_day

KINDS = ("level", "body", "post", "team")


def _exact(value: object, lang: Lang) -> str:
    """The value as text; in English without its steps, which 100,000 yuan does not show."""
    if isinstance(value, Share):
        return f"{value.comparison}{value.number} {thing_key(value.base)}"
    told = repr(value)
    if lang == "zh":
        return told
    head, *rest = told.split("step=")
    return head + "".join(part.partition("), ")[2] for part in rest)


@pytest.mark.parametrize("path", of_the_day("official"), ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_of_an_example_comes_back(path: Path, lang: Lang) -> None:
    model = model_of(path)
    pen = Pen(model, lang, register="official")
    names = {
        narrow(pen.name(f"{kind}:{one.name}")): f"{kind}:{one.name}"
        for kind in reversed(KINDS)
        for one in model.all(kind)
    }
    readers = {
        **dict.fromkeys((Quantity, Bound, Range), lambda text: read_quantity(text, pen.units)),
        Rate: lambda text: read_rate(text, pen.units, names.get),
        Share: read_share,
        Day: read_day,
        Moment: read_moment,
        Recurrence: read_recurrence,
    }
    found = 0
    for where, _, value, words in statements_of(model):
        if (reader := readers.get(type(value))) is None:
            continue
        told = pen.written(value, words)
        assert _exact(reader(told), lang) == _exact(value, lang), (where, told)
        found += 1
    assert found


TEXT = """govkit 1
地区 甲 {{
  层级 镇 {{ 数量：1个 }}
  层级 村（社区） {{ 上级：镇；数量：2个；应有：{quota} }}
  岗位 书记 {{ 设于：村（社区）；数量：2名；应有：{each}；任期：{term} }}
  会议 会 {{ 召集：书记；频次：{cadence}；出席：{quorum}；通过：{majority} }}
  制度 走访 {{ 责任人：书记；内容：走；频次：{often}；时段：{season}；时长：{length} }}
  出处 办法 {{ 类型：文件；施行：{day} }}
  清单 权力 {{ 类型：权力；授予：村（社区）；项 采购 {{ 限额：{limit} }} }}
}}
"""
FORMS = {
    "quota": ("≥1/镇", "每个镇不少于1个"),
    "each": ("1/村（社区）", "每个村（社区）1个"),
    "term": ("≤5年", "不超过5年"),
    "cadence": ("≥2次/月", "每月不少于2次"),
    "quorum": ("≥2/3 应到会", "应到会的三分之二以上"),
    "majority": (">1/2 到会", "到会过半数"),
    "often": ("1次/2周", "每2周1次"),
    "season": ("6月1日至9月30日", "每年6月1日至9月30日"),
    "length": ("1..<2小时", "1小时以上不满2小时"),
    "day": ("2026-09-01", "2026年9月1日"),
    "limit": ("≤10万元", "10万元以下"),
}


def test_a_chinese_text_takes_the_official_forms() -> None:
    short, official = ({key: forms[at] for key, forms in FORMS.items()} for at in (0, 1))
    assert loads(TEXT.format(**official)).fingerprint == loads(TEXT.format(**short)).fingerprint
