"""Valid texts with figures as people type them, made from a seed: one field each.

A seed enters, a text leaves; whether it compiles is for the test to see. Numbers, units, signs in
front and behind, ranges, rates and shares are mixed without regard for good style.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

BASE = """govkit 1
地区 甲 拟定 {{
  单位 户头 {{ 说明：“x” }}
  层级 街道 {{ 数量：1个 }}
  层级 村 {{ 上级：街道；数量：3个 }}
  层级 楼 {{ 上级：村；数量：9个 }}
  岗位 员 {{ 设于：村；数量：3名 }}
  要素 金额 {{ 单位：元 }}
  要素 大小 {{ 取值：小事、大事 }}
  事项 事 {{ }}
  {0}
}}
"""


def _words(text: str) -> list[str]:
    return text.split()


NUMBERS = _words(
    "7/2 3/2 1/2 2/3 5 1.5 0.5 12 1,485 一百二十 三 两 半 4万 0.4万 1/2亿 2亿余 约1/2亿 近3万 10余 "
    "百分之七十 67.8% 3‰ 约7/2 3.0 007 1e3 １２ 12.50 10多 30余万 数十"
)
UNITS = _words(
    "个 名 人 户 家 元 万元 亿元 天 工作日 小时 工作小时 月 年 次 分 岁 % 处 个工作日 平方公里 "
    "work_days persons yuan days hours households"
)
UNITS += ["", "million yuan"]
IN_FRONT = ["", *_words("≥ ≤ > < 不少于 不超过 至少 最多 约 近 不低于 >= <= =")]
BEHIND = ["", *_words("以上 以下 以内 左右 余 内 （含）")]
DASHES = _words("— - 至 .. ..< ~ 到")
BASES = ["应到会", "全体会员", "到会", "due", "present", "元of due", "户主"]
PER = _words("月 年 村 楼 季 周 month year 村/年 2年 半年")
TIMES = _words(
    "每月 每季 每月第一个周一 每月5日前 每年1次 每两年一次 每月不少于3次 每周二上午9:00 按需 "
    "次月5日前 每旬一次 三次/周 半年一次"
)


def amount(dice: Random) -> str:
    """A number with signs, blanks and a unit."""
    gaps = [" " if dice.random() < 0.15 else "" for _ in range(2)]
    parts = (IN_FRONT, [gaps[0]], NUMBERS, [gaps[1]], UNITS, BEHIND)
    return "".join(dice.choice(part) for part in parts)


def span(dice: Random) -> str:
    """A range."""
    dash = dice.choice(DASHES)
    return f"{dice.choice(NUMBERS)}{dash}{dice.choice(NUMBERS)}{dice.choice(UNITS)}"


def share(dice: Random) -> str:
    """A part of something that is named."""
    joint = dice.choice([" ", "", "的", "of ", " of "])
    return f"{dice.choice(IN_FRONT)}{dice.choice(NUMBERS)}{joint}{dice.choice(BASES)}"


def rate(dice: Random) -> str:
    """So much per something."""
    return amount(dice) + dice.choice("/每") + dice.choice(PER)


def plain(dice: Random) -> str:
    """A number with a unit and nothing else."""
    return dice.choice(NUMBERS) + dice.choice(UNITS)


def often(dice: Random) -> str:
    """A cadence in an official phrase."""
    return dice.choice(TIMES)


Figure = Callable[[Random], str]
FIELDS: tuple[tuple[str, Figure], ...] = (
    ("层级 田 { 上级：村；数量：%s }", amount),
    ("层级 田 { 上级：村；规模：%s }", amount),
    ("层级 田 { 上级：村；规模：%s }", span),
    ("层级 田 { 上级：村；职能：%s }", amount),
    ("事项 乙 { 时限：%s }", amount),
    ("事项 乙 { 时限：3天 当 金额 ≥ %s；时限：5天 }", plain),
    ("岗位 丁 { 设于：村；应有：%s }", rate),
    ("岗位 丁 { 设于：村；任期：%s }", amount),
    ("数据 { 数：%s }", amount),
    ("数据 { 数：%s }", span),
    ("数据 { 数：%s }", rate),
    ("数据 { 数：5 存疑 “x” 另读 %s }", amount),
    ("会议 会 { 召集：村；出席：%s }", share),
    ("会议 会 { 召集：村；通过：%s }", share),
    ("会议 会 { 召集：村；频次：%s }", often),
    ("制度 制 { 责任人：员；频次：%s }", rate),
    ("制度 制 { 责任人：员；间隔：%s }", amount),
    ("清单 单 { 类型：权力；授予：村；项 丙 { 限额：%s } }", amount),
    ("清单 单 { 类型：经费；授予：村；总额：%s }", rate),
    ("队伍 队 { 设于：村；公式：%s 员 + N 队员 }", plain),
    ("队伍 队 { 设于：村；人数：%s }", amount),
    ("机构 机 { 设于：村；覆盖率：%s }", amount),
    ("考核 考 { 对象：村；周期：%s }", rate),
    ("核对 { 行：村 * %s ≥ 1 }", plain),
    ("核对 { 行：村 ≥ %s }", amount),
)


def figure_text(seed: int) -> str:
    """The text of a seed."""
    dice = Random(seed)
    field, figure = dice.choice(FIELDS)
    return BASE.format(field % figure(dice))
