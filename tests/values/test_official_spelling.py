"""What Chinese documents print reads to the same value as the short form; slips get an answer."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.values import Bound, Quantity, Range
from govkit.values.reading import (
    Misread,
    read_day,
    read_document_number,
    read_duration,
    read_moment,
    read_place,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
)
from govkit.values.units import standard_units
from tests.together import together

UNITS = standard_units()
NAMES = {"社区": "level:社区", "网格": "level:网格", "网格员": "post:网格员", "街道": "level:街道"}
READERS = {
    "quantity": lambda text: read_quantity(text, UNITS),
    "duration": lambda text: read_duration(text, UNITS),
    "rate": lambda text: read_rate(text, UNITS, NAMES.get),
    "day": read_day,
    "moment": read_moment,
    "recurrence": read_recurrence,
    "share": read_share,
    "season": read_season_span,
    "place": read_place,
    "document": read_document_number,
}

PHRASES = """
quantity   | 四十万元            | 40万元
quantity   | ４０万元            | 40万元
quantity   | 肆拾万元整          | 40万元
quantity   | 三千万元            | 3000万元
quantity   | 一点五亿元          | 1.5亿元
quantity   | 1万5千元            | 15000元
quantity   | 1亿3000万元         | 13000万元
quantity   | 六点一万名          | 6.1万人
quantity   | 6.1万名             | 6.1万人
quantity   | １２．５            | 12.5
quantity   | 1,485               | 1485
quantity   | 1，485名            | 1485人
quantity   | 13，000，000元      | 13000000元
quantity   | 二百七十余支        | 270余支
quantity   | 270多支             | 270余支
quantity   | 10余万元            | 10万余元
quantity   | 十多万元            | 10万余元
quantity   | 超1200名            | 1200余人
quantity   | 逾1200人            | 1200余人
quantity   | 2亿多元             | 2亿余元
quantity   | 大约13万人          | 约13万人
quantity   | 13万人左右          | 约13万人
quantity   | 13万人上下          | 约13万人
quantity   | 将近270支           | 近270支
quantity   | 百分之七十          | 70%
quantity   | 百分之六十七点八    | 67.8%
quantity   | 67.8％              | 67.8%
quantity   | 千分之五            | 5‰
quantity   | 三分之二            | 2/3
quantity   | 两个                | 2个
quantity   | 二十二名            | 22人
quantity   | 一百零五户          | 105户
quantity   | 一千零一夜          | !unknown_unit
quantity   | 30.11平方千米       | 30.11平方公里
quantity   | 5千米               | 5公里
quantity   | 3—5千米             | 3公里—5公里
quantity   | 3千米至5千米        | 3—5公里
quantity   | 40万元以下          | ≤40万元
quantity   | 40万元（含）以下    | ≤40万元
quantity   | 40万元以下（不含）  | <40万元
quantity   | 40万元以内          | ≤40万元
quantity   | 四十万元及以上      | ≥40万元
quantity   | 不超过三次          | ≤3次
quantity   | 不多于3次           | ≤3次
quantity   | 最多3次             | ≤3次
quantity   | 不少于3人           | ≥3人
quantity   | 不低于百分之七十    | ≥70%
quantity   | 3人以上             | ≥3人
quantity   | 至少1名             | ≥1人
quantity   | 至少3人以上         | ≥3人
quantity   | 不满60分            | <60分
quantity   | 100以上             | ≥100
quantity   | 100左右             | 约100
quantity   | 3—5左右             | 约3—5
quantity   | 低于60分            | <60分
quantity   | 超过40万元          | >40万元
quantity   | 高于60分            | >60分
quantity   | 30天以外            | >30天
quantity   | >=3人               | ≥3人
quantity   | 300-500户           | 300—500户
quantity   | 300~500户           | 300—500户
quantity   | 300户至500户        | 300—500户
quantity   | 3至5户              | 3—5户
quantity   | 三至五户            | 3—5户
quantity   | 3到5户              | 3—5户
quantity   | 60%至70%            | 60—70%
quantity   | 百分之六十至百分之七十 | 60%—70%
quantity   | 60分以上不满80分    | 60..<80分
quantity   | 超过60分、不满80分  | 60<..<80分
quantity   | 60分以上80分以下    | 60—80分
quantity   | 3万元至5万元        | 3万—5万元
quantity   | 约300—500户         | 约300户—约500户
quantity   | 不详                | ?
quantity   | 待定                | 未知
duration   | 5个工作日           | 5工作日
duration   | 五个工作日内        | 5工作日
duration   | 24小时内            | 24小时
duration   | 二十四小时          | 24小时
duration   | 5日内               | 5天
duration   | 15个自然日          | 15天
duration   | 半小时              | 0.5小时
duration   | 半年                | 1个半年
duration   | 两个月内            | 2个月
duration   | 一周                | 1周
duration   | 1小时30分钟         | 90分钟
duration   | 1年6个月            | 18个月
duration   | 不超过5日           | ≤5天
duration   | 3至5个工作日内      | 3—5工作日
rate       | 三次/周             | 3次/周
rate       | 每周三次            | 3次/周
rate       | 每月不少于3次       | ≥3次/月
rate       | 每月至少三次        | ≥3次/月
rate       | 每周一次以上        | ≥1次/周
rate       | 每季度1次           | 1次/季
rate       | 每两周一次          | 1次/2周
rate       | 每半年一次          | 1次/半年
rate       | 半年一次            | 1次/半年
rate       | 一年两次            | 2次/年
rate       | 一月一次            | 1次/月
rate       | 每天                | 1次/天
rate       | 每日不少于2小时     | ≥2小时/天
rate       | 每月3—5次           | 3—5次/月
rate       | 每社区1个           | 1/社区
rate       | 每个社区一个        | 1/社区
rate       | 每名网格员每日2小时 | 2小时/网格员/天
rate       | 每社区每年3000万元  | 3000万元/社区/年
rate       | 每低1个百分点扣2分  | 2分/个百分点
rate       | 每差5%扣3分         | 3分/5%
rate       | 每逾期一件扣0.5分   | 0.5分/件
rate       | 每条加1分           | 1分/条
rate       | 2分/1个百分点       | 2分/个百分点
rate       | 每百户1名           | 1人/100户
rate       | 每2个社区1名        | 1人/2社区
day        | 2021年9月27日       | 2021-09-27
day        | 二〇二一年九月二十七日 | 2021-09-27
day        | 2026.3.2            | 2026-03-02
day        | 2026/3/2            | 2026-03-02
day        | ２０２６－０３－０２ | 2026-03-02
day        | 2026年3月2号        | 2026-03-02
day        | 2026年3月           | 2026-03
day        | 2026年              | 2026
moment     | 2026年3月2日10时30分 | 2026-03-02 10:30
moment     | 2026年3月2日上午9点 | 2026-03-02 09:00
moment     | 2026年3月2日下午3:30 | 2026-03-02 15:30
moment     | 2026-03-02 10：30   | 2026-03-02 10:30
moment     | 2026-03-02 24:00    | 2026-03-03 00:00
recurrence | 当天                | 当日
recurrence | 次月五日之前        | 次月5日前
recurrence | 下月5日前           | 次月5日前
recurrence | 每周二上午9:00      | 每周二09:00
recurrence | 每星期二上午九点    | 每周二09:00
recurrence | 每周日              | 每周天
recurrence | 次日中午12点前      | 次日12:00前
recurrence | 每月的第三个工作日  | 每月第3个工作日
recurrence | 次月前5个工作日内   | 次月第5个工作日前
recurrence | 月底前              | 每月最后一天前
recurrence | 每天上午9点         | 每日09:00
recurrence | 每旬至少一次        | 每旬
recurrence | 每月首个星期一      | 每月第1个周一
recurrence | 次月第二个周三之前  | 次月第2个周三前
recurrence | first monday of every month | 每月第1个周一
share      | 应到会的三分之二以上 | ≥2/3 应到会
share      | 三分之二以上应到会  | ≥2/3 应到会
share      | 不少于应到会的2/3   | ≥2/3 应到会
share      | 超过应到会的三分之二 | >2/3 应到会
share      | 应到会人数过半数    | >1/2 应到会人数
share      | 半数以上业主        | ≥1/2 业主
share      | 过半数              | >1/2
share      | 业主的百分之七十    | 70% 业主
share      | 应到会的80%以上     | ≥80% 应到会
share      | 到会人数过半数同意  | >1/2 到会人数
share      | 经应到会人数的三分之二以上同意 | ≥2/3 应到会人数
share      | 到会的三分之二（含）以上 | ≥2/3 到会
share      | 到会的三分之二以上（不含三分之二） | >2/3 到会
share      | 到会人员一致同意    | 100/100 到会人员
share      | ≥2/3 of 应到会      | ≥2/3 应到会
quantity   | 5万元以下（含5万元） | ≤5万元
quantity   | 5万元（含）以下     | ≤5万元
quantity   | 5万元以下（不含本数） | <5万元
rate       | 每月召开一次        | 1次/月
rate       | 每季度至少召开一次  | ≥1次/季
rate       | 一年召开两次        | 2次/年
rate       | 每个网格配备1名     | 1名/网格
rate       | 每网格配备不少于2名 | ≥2名/网格
season     | 每年6月1日至9月30日 | 06-01..09-30
season     | 6月1日起至9月30日止 | 06-01..09-30
season     | 6月—9月             | 06-01..09-30
season     | 7月                 | 07-01..07-31
season     | 11月15日至次年3月15日 | 11-15..03-15
season     | 12月初至翌年2月底   | 12-01..02-29
place      | 第十二条第二款第（一）项 | 12条2款1项
place      | 第12条第2款第1项    | 12条2款1项
place      | art. 12 para. 2 item 1 | 12条2款1项
place      | 第十二条之一        | 12条之1
document   | 光街发[2026]3号     | 光街发〔2026〕3号
document   | 光街发（2026）3号   | 光街发〔2026〕3号
document   | 光街发【2026】第3号 | 光街发〔2026〕3号
"""

SLIPS = """
quantity   | 6据求索        | glued_clause_word | 6 据求索
quantity   | 3人据求索      | glued_clause_word | 3人 据求索
quantity   | 3自2019-07-01  | glued_clause_word | 3 自 2019-07-01
quantity   | 3至2019-07-01  | glued_clause_word | 3 至 2019-07-01
quantity   | 3人以上据求索  | glued_clause_word | 3人以上 据求索
quantity   | 3项等          | glued_clause_word | 3项 等
quantity   | 3-5            | bare_hyphen_range | 3—5
quantity   | 5—3户          | empty_range       |
quantity   | 3户—5人        | two_units         |
quantity   | 3—5万元        | ambiguous         | 3万—5万元
quantity   | 1,48           | ambiguous         | 148
quantity   | 1，48          | ambiguous         | 148
quantity   | 三五天         | ambiguous         |
quantity   | 一万五         | ambiguous         |
quantity   | 几十人         | not_a_number      |
quantity   | 近3年          | ambiguous         | 将近3年
quantity   | 约13万余人     | ambiguous         |
quantity   | 不少于3人以下  | ambiguous         |
quantity   | 3—5月          | ambiguous         | 3—5个月
quantity   | 5个工做日      | unknown_unit      | 5个工作日
quantity   | 6个社区党委    | unknown_unit      | 6个
quantity   | 2021年9月27日  | not_a_number      |
quantity   | 2019-07-01     | not_a_number      |
quantity   | 2026.3.2       | not_a_number      |
quantity   | 10:30          | not_a_number      |
quantity   | 平等2级        | not_a_number      |
quantity   | 5/0            | not_a_number      |
duration   | 5月            | ambiguous         | 5个月
duration   | 10时内         | ambiguous         | 10小时内
duration   | 一个半小时     | ambiguous         | 1.5小时
duration   | 30分           | not_a_duration    | 30分钟
duration   | 15             | not_a_duration    |
duration   | 3人            | not_a_duration    |
rate       | 每周二         | ambiguous         | 每周2次
rate       | 每月5日        | ambiguous         | 每月5天
rate       | 1/乡镇         | unknown_name      |
rate       | 每周二上午9:00 | not_a_rate        |
day        | 2026-02-30     | no_such_date      |
day        | 26.3.2         | ambiguous         |
day        | 3/2/2026       | ambiguous         |
day        | 9月27日        | not_a_date        |
moment     | 2026-03-02     | not_a_moment      |
moment     | 2026-03-02 25:00 | not_a_moment    |
moment     | 2026年3月2日晚上12点 | not_a_moment |
recurrence | 15日前         | ambiguous         | 每月15日前
recurrence | 每月32日       | not_a_recurrence  |
recurrence | 每旬两次       | not_a_recurrence  |
recurrence | 每月第五个周一 | not_a_recurrence  |
recurrence | 每周第一个周一 | not_a_recurrence  |
recurrence | 每月第零个周一 | not_a_recurrence  |
recurrence | monday_5_of_every_month | not_a_recurrence  |
recurrence | monday_1_of_every_week | not_a_recurrence  |
recurrence | 每旬12日       | not_a_recurrence  |
recurrence | 每年3月5日     | not_a_recurrence  |
share      | 4/3            | not_a_share       |
share      | 到会的三分之二以上（含党员三分之一） | ambiguous |
quantity   | 五万元以下（不含增值税） | ambiguous |
quantity   | 15万元以下（含5万元） | ambiguous |
season     | 汛期           | not_a_season      |
season     | 6月1日         | not_a_season      |
season     | 6月1日至次年9月30日 | not_a_season  |
season     | 6月31日至9月1日 | no_such_date     |
share      | 3人            | not_a_share       |
document   | 光街发2026 3号 | not_a_place       |
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.split("|")) for row in table.strip().splitlines()]


@together(("kind", "phrase", "short"), _rows(PHRASES))
def test_phrase_reads_as_its_short_form(kind: str, phrase: str, short: str) -> None:
    read = READERS[kind]
    value = read(phrase)
    if short.startswith("!"):
        assert isinstance(value, Misread) and value.reason == short[1:]
        return
    assert not isinstance(value, Misread)
    assert value == read(short)


def test_the_table_is_long_enough_to_mean_something() -> None:
    rows = _rows(PHRASES)
    assert len({phrase for _, phrase, _ in rows}) == len(rows) >= 80


@pytest.mark.parametrize(("kind", "slip", "reason", "suggestion"), _rows(SLIPS))
def test_slip_is_refused_with_a_better_spelling(
    kind: str, slip: str, reason: str, suggestion: str
) -> None:
    read = READERS[kind](slip)
    assert isinstance(read, Misread)
    assert (read.reason, read.suggestion or "") == (reason, suggestion)
    assert 0 <= read.start <= read.end <= len(slip)


@pytest.mark.parametrize(
    ("kind", "suggestion"),
    [
        (kind, suggestion)
        for kind, _, reason, suggestion in _rows(SLIPS)
        if suggestion and reason != "glued_clause_word"
    ],
)
def test_a_suggestion_can_itself_be_read(kind: str, suggestion: str) -> None:
    assert not isinstance(READERS[kind](suggestion), Misread)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40万元", Quantity(Fraction(400000), "yuan", Fraction(10000))),
        ("6.1万名", Quantity(Fraction(61000), "person", Fraction(1000))),
        ("67.8%", Quantity(Fraction(678, 1000), "percent", Fraction(1, 1000))),
        ("2亿余元", Quantity(Fraction(2 * 10**8), "yuan", Fraction(10**8), "more")),
        ("约13万人", Quantity(Fraction(130000), "person", Fraction(10000), "about")),
        ("30.11平方公里", Quantity(Fraction(3011, 100), "square_kilometre", Fraction(1, 100))),
        ("12.5", Quantity(Fraction(25, 2), "", Fraction(1, 10))),
        ("5个工作日", Quantity(Fraction(5), "work_day")),
        ("40万元以下", Bound("≤", Quantity(Fraction(400000), "yuan", Fraction(10000)))),
        ("超过1200名", Bound(">", Quantity(Fraction(1200), "person"))),
        ("65..<85", Range(Quantity(Fraction(65)), Quantity(Fraction(85)), True, False)),
    ],
)
def test_figures_in_full(text: str, value: object) -> None:
    assert read_quantity(text, UNITS) == value


def test_a_glued_word_is_pointed_at() -> None:
    read = read_quantity("3人据求索", UNITS)
    assert isinstance(read, Misread)
    assert "3人据求索"[read.start : read.end] == "据"


def test_an_unknown_unit_names_its_neighbours() -> None:
    read = read_quantity("5个工做日", UNITS)
    assert isinstance(read, Misread)
    assert "个工作日" in read.near and len(read.near) <= 3


@pytest.mark.parametrize("text", ["1" * 41, "1" * 5000, "0." + "3" * 41, "一" * 300, "1," * 4000])
def test_endless_numbers_are_refused(text: str) -> None:
    read = read_quantity(text, UNITS)
    assert isinstance(read, Misread) and read.reason == "too_many_digits"


def test_forty_digits_are_still_read() -> None:
    read = read_quantity("9" * 40 + "元", UNITS)
    assert isinstance(read, Quantity) and read.number == 10**40 - 1
