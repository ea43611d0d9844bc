"""Figures as people type them, in either tongue: amounts, spans, shares, rates, dates, cadences.

A die and a tongue enter, the text of one figure leaves. Most fit the field they are made for; about
one in eight borrows its unit, sign or number from anywhere, or from the other tongue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

Tongue = Literal["zh", "en"]
Maker = Callable[[Random, Tongue], str]


def _words(text: str) -> list[str]:
    return text.split()


NUMBERS = {
    "zh": _words(
        "7/2 3/2 1/2 2/3 5 1.5 0.5 12 1,485 一百二十 三 两 半 4万 0.4万 1/2亿 2亿余 约1/2亿 近3万 "
        "10余 百分之七十 3.0 007 １２ 12.50 10多 30余万 约7/2 三千五百 ２,０００ "
        "270余 1.2千 约13 逾40"
    ),
    "en": _words(
        "7/2 3/2 1/2 2/3 5 1.5 0.5 12 1,485 3.0 007 12.50 12_plus 30_approx 2_nearly 0.4_thousand "
        "5_million 1.5_billion 7/2_approx 1/2_million 10_approx5% 2,000 40 60_plus"
    ),
}
RISING = (("1/2", "1.5", "7/2"), ("2", "3.0", "5"), ("1.5", "12", "1,485"), ("0.5", "2/3", "12.50"))
WHOLE = _words("1 2 3 5 12 1,485 三 十二 １５ 一百二十 两 20")
UNITS: dict[str, dict[Tongue, list[str]]] = {
    "count": {
        "zh": [*_words("个 名 人 户 家 处 次 个 户 人 支 件"), ""],
        "en": [*_words("pieces persons households establishments posts times piece"), ""],
    },
    "money": {"zh": _words("元 万元 亿元 元"), "en": ["yuan", "million yuan", "yuan"]},
    "time": {
        "zh": _words("天 日 工作日 个工作日 小时 工作小时 个月 周 年 分钟 个自然日 个小时"),
        "en": _words("days work_days hours work_hours months weeks years minutes day hour"),
    },
    "share": {"zh": _words("% ‰ ％"), "en": _words("% ‰ percent")},
    "score": {"zh": _words("分 分 分 个"), "en": _words("points points pieces")},
}
IN_FRONT: dict[Tongue, list[str]] = {
    "zh": ["", *_words("≥ ≤ > < 不少于 不超过 至少 最多 约 近 不低于 >= <= = ＞＝ 将近 大约")],
    "en": ["", *_words("≥ ≤ > < >= <= = ≥ ≤")],
}
BEHIND: dict[Tongue, list[str]] = {
    "zh": ["", *_words("以上 以下 以内 左右 余 内 （含） 之内 上下 （含）以下 及以上")],
    "en": [""],
}
DASHES: dict[Tongue, list[str]] = {
    "zh": _words("— - 至 .. ..< ~ 到 —— － <.. <..<"),
    "en": _words(".. - ..< <.. <..<"),
}
BASES: dict[Tongue, list[str]] = {
    "zh": _words("应到会 全体会员 到会 应到会人员 户主 due"),
    "en": _words("due present members all_members 应到会"),
}
PER: dict[Tongue, list[str]] = {
    "zh": _words("月 年 村 楼 季 周 村/年 2年 半年 员 2村 百户 村/月"),
    "en": _words("month year hamlet tower week hamlet/year 2years quarter clerk day"),
}
OFTEN: dict[Tongue, list[str]] = {
    "zh": _words(
        "每月 每季 每月第一个周一 每月5日前 每年1次 每两年一次 每月不少于3次 每周二上午9:00 按需 "
        "次月5日前 每旬一次 三次/周 半年一次 每半年不少于1次 每季度至少召开一次 每日 月底前 每年 "
        "每月最后一个工作日前 每村每年2次 一年两次 每周三 每周三下午14:30 次月第3个工作日前 每天"
    ),
    "en": [
        *_words("1time/month ≥3times/year 2..4times/week before_day_5_of_next_month every_month"),
        *_words(
            "tuesday_of_every_week_at_9:00 last_workday_of_every_month as_needed 1time/2months"
        ),
        *_words("day_5_of_every_month every_week"),
        *("1 time/month", "≥3 times/year", "1 time/2 months", "2 times / week", "7/2 times/year"),
    ],
}
DAYS = {
    "zh": _words(
        "2026-03-02 2026年3月2日 2026年3月 2026年 二〇二六年三月二日 2026.3.2 2026/3/2 2026-3-2 "
        "20260302"
    ),
    "en": _words("2026-03-02 2026-03 2026-3-2 2026/3/2 2026.3.2 20260302"),
}
MOMENTS = {
    "zh": [
        "2026-03-02 10:30", "2026年3月2日10:30", "2026年3月2日上午10：30", "2026-03-02T10:30",
        "2026-3-2 9:05", "2026年3月2日 10:30",
    ],
    "en": ["2026-03-02 10:30", "2026-03-02T10:30", "2026-3-2 9:05", "2026-03-02 10:30:15"],
}  # fmt: skip
SEASONS = {
    "zh": _words(
        "6月1日至9月30日 7月 11月15日至次年3月15日 每年6月至9月 06-01..09-30 六月一日到九月三十日 "
        "11月至次年2月 6月1日—9月30日 12月底"
    ),
    "en": _words("06-01..09-30 11-15..03-15 12-01..02-29"),
}
OFFICES = {
    "zh": [
        "9:00-17:00", "周一至周五 → 9:00-17:00", "8：30-12：00、14:00-17:30", "周六 → 9:00—12:00",
        "周一至周四 → 9:00-12:00、13:00-17:00，周五 → 9:00-12:00", "周一 或 周三 → 9:00-17:00",
    ],
    "en": [
        "9:00-17:00", "monday-friday → 9:00-17:00", "8:30-12:00, 14:00-17:30",
        "saturday -> 9:00-12:00", "monday or wednesday => 9:00-17:00",
    ],
}  # fmt: skip


def _strange(dice: Random) -> bool:
    return dice.random() < 0.125


def _other(dice: Random, lang: Tongue) -> Tongue:
    """Mostly this tongue, now and then the other one."""
    return ("en" if lang == "zh" else "zh") if dice.random() < 0.06 else lang


def _number(dice: Random, lang: Tongue) -> str:
    if dice.random() < 0.3:
        return dice.choice(WHOLE if lang == "zh" else ["1", "2", "3", "5", "12", "1,485", "１５"])
    return dice.choice(NUMBERS[_other(dice, lang)])


def _unit(dice: Random, lang: Tongue, sort: str) -> str:
    if _strange(dice):
        sort = dice.choice(sorted(UNITS))
    return dice.choice(UNITS[sort][_other(dice, lang)])


def _touching(dice: Random, lang: Tongue, number: str, unit: str) -> str:
    """A number and its unit: English words stand apart, Chinese ones now and then."""
    apart = unit.isascii() and unit.isalpha() and dice.random() < (0.7 if lang == "en" else 0.3)
    return f"{number}{' ' if apart or dice.random() < 0.08 else ''}{unit}"


def _chosen(dice: Random, some: Sequence[str], share: float = 0.5) -> str:
    return dice.choice(some) if dice.random() < share else ""


def exactly(sort: str) -> Maker:
    """A number and a unit, no signs."""
    return lambda dice, lang: _touching(dice, lang, _number(dice, lang), _unit(dice, lang, sort))


def amount(sort: str) -> Maker:
    """A number with signs in front or behind, blanks and a unit."""

    def make(dice: Random, lang: Tongue) -> str:
        front = _chosen(dice, IN_FRONT[lang])
        behind = _chosen(dice, BEHIND[lang], 0.25 if front else 0.6)
        gap = " " if dice.random() < 0.08 else ""
        return front + gap + exactly(sort)(dice, lang) + behind

    return make


def span(sort: str) -> Maker:
    """A range."""

    def make(dice: Random, lang: Tongue) -> str:
        dash, unit = dice.choice(DASHES[_other(dice, lang)]), _unit(dice, lang, sort)
        low, high = _number(dice, lang), _number(dice, lang)
        if dice.random() < 0.7:
            low, high = dice.choice([("3", "5"), ("0.5", "7/2"), ("10", "1,485"), ("1/2", "3/4")])
        between = unit if dice.random() < 0.1 else ""
        return _chosen(dice, ["约"], 0.1) + _touching(
            dice, lang, f"{low}{between}{dash}{high}", unit
        )

    return make


def either(*makers: Maker) -> Maker:
    """One of several sorts."""
    return lambda dice, lang: dice.choice(makers)(dice, lang)


def some_of(maker: Maker, joint_zh: str = "、", joint_en: str = ", ") -> Maker:
    """One to three of them, joined."""

    def make(dice: Random, lang: Tongue) -> str:
        joint = joint_zh if lang == "zh" else joint_en
        return joint.join(maker(dice, lang) for _ in range(dice.randint(1, 3)))

    return make


def share(dice: Random, lang: Tongue) -> str:
    """A part of something that is named, or a head count."""
    base = dice.choice(BASES[_other(dice, lang)])
    part = dice.choice(
        ["2/3", "1/2", "3/4", "67.8%", "三分之二", "50％", "百分之七十", "2／3", "4‰"]
    )
    if lang == "en":
        part = dice.choice(["2/3", "1/2", "67.8%", "5%", "3/4"])
        return f"{_chosen(dice, IN_FRONT[lang])}{part}{dice.choice([' of ', 'of ', ' '])}{base}"
    if dice.random() < 0.15:
        return amount("count")(dice, lang)
    if dice.random() < 0.4:
        return (
            f"{base}{dice.choice(['', '的'])}{part}{_chosen(dice, ['以上', '以下', '（含）以上'])}"
        )
    if dice.random() < 0.3:
        return f"{_chosen(dice, ['不超过', '超过', '不少于'])}{base}的{part}"
    return f"{_chosen(dice, IN_FRONT[lang])}{part}{dice.choice([' ', '', '的', ' of '])}{base}"


def rate(sort: str) -> Maker:
    """So much per something."""

    def make(dice: Random, lang: Tongue) -> str:
        per = dice.choice(PER[_other(dice, lang)])
        how = amount(sort) if dice.random() < 0.7 else span(sort)
        if lang == "zh" and dice.random() < 0.3:
            return f"每{per.partition('/')[0]}{how(dice, lang)}"
        stroke = dice.choice(["/", "/", "/", "/", "／", " / ", " /", "/ "])
        return f"{how(dice, lang)}{stroke}{per}"

    return make


def one_of(table: dict[str, list[str]]) -> Maker:
    """A spelling from a list."""
    return lambda dice, lang: dice.choice(table[lang])


def words(dice: Random, lang: Tongue) -> str:
    """Free words, some of which look like figures."""
    free = {
        "zh": _words(
            "调解 巡查 三项 约3家 ≥3人 不少于5天 2/3以上 1,485户 12345热线 5日内办结 15项"
        ),
        "en": [*_words("mediation patrols ≥3 3days 2/3 12_plus 1,485 within_5_days"), "3 items"],
    }[lang]
    chosen = [dice.choice(free) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.3:
        chosen = [amount("count")(dice, lang), *chosen[1:]]
    tail = _chosen(
        dice, [" 等", " 等9类", " 共3项"] if lang == "zh" else [" etc", " etc 9 kinds"], 0.2
    )
    return ("、" if lang == "zh" else ", ").join(chosen) + tail


def formula(dice: Random, lang: Tongue) -> str:
    """Who a team is made of."""
    post = "员" if lang == "zh" else "clerk"
    plus = dice.choice([" + ", "+", " ＋ "])
    sign = _chosen(dice, ["≥", "不少于"] if lang == "zh" else ["≥"])
    first = f"{sign}{dice.choice(WHOLE[:5])} {post}"
    rest = dice.choice(
        ["N 队员", "2 {甲乙、丙丁}", "1-2 队员"] if lang == "zh" else ["N helper", "2 helper"]
    )
    return first + (plus + rest if dice.random() < 0.7 else "")


def arrows(keys_zh: str, keys_en: str, maker: Maker, figure_first: bool = False) -> Maker:
    """Pairs with an arrow, the figure on one side of it."""

    def make(dice: Random, lang: Tongue) -> str:
        keys = _words(keys_zh if lang == "zh" else keys_en)
        arrow = dice.choice(["→", " → ", " -> ", "=>"])
        pairs = []
        for key in keys[: dice.randint(1, len(keys))]:
            figure = maker(dice, lang)
            pairs.append(f"{figure}{arrow}{key}" if figure_first else f"{key}{arrow}{figure}")
        return dice.choice(["，", "、"] if lang == "zh" else [", ", ","]).join(pairs)

    return make


HALVES = (
    ("40%", "60%"), ("1/2", "1/2"), ("0.5%", "99.5%"), ("百分之三十", "百分之七十"),
    ("400‰", "60%"),
    ("2/5", "60%"), ("33.3%", "66.7%"), ("1/3", "2/3"), ("25％", "75％"),
)  # fmt: skip


def parts_of_all(keys_zh: str, keys_en: str) -> Maker:
    """Two keys whose shares make a whole."""

    def make(dice: Random, lang: Tongue) -> str:
        arrow, shares = dice.choice(["→", " → ", " -> ", "=>"]), list(dice.choice(HALVES))
        dice.shuffle(shares)
        keys = _words(keys_zh if lang == "zh" else keys_en)
        pairs = [f"{key}{arrow}{share}" for key, share in zip(keys, shares, strict=True)]
        return dice.choice(["，", "、"] if lang == "zh" else [", ", ","]).join(pairs)

    return make


def service(dice: Random, lang: Tongue) -> str:
    """How long a case takes: a distribution, or a fixed time. Several numbers rise, in one unit."""
    unit = _unit(dice, lang, "time")
    inner = [_touching(dice, lang, number, unit) for number in dice.choice(RISING)]
    one = exactly("time")(dice, lang)
    if lang == "zh":
        return dice.choice([one, f"均匀（{inner[0]}，{inner[1]}）", f"指数（{one}）", f"平均{one}",
                            f"三角（{'、'.join(inner)}）",
                            f"对数正态（{inner[0]}，2）"])  # fmt: skip
    return dice.choice([one, f"uniform({inner[0]}, {inner[1]})", f"exponential({one})",
                        f"mean({one})", f"triangular({','.join(inner)})",
                        f"lognormal({inner[0]}, 2)"])  # fmt: skip


def calculation(dice: Random, lang: Tongue) -> str:
    """A figure that follows from others."""
    places = ["村", "楼"] if lang == "zh" else ["hamlet", "tower"]
    parts = [dice.choice(places), dice.choice(["3", "7/2", "1,485", "0.5", "3个", *places])]
    if lang == "en":
        parts[1] = parts[1].replace("个", " pieces")
    dice.shuffle(parts)
    return dice.choice(["/", " / ", "*", " × ", " + ", "+", " - ", " /"]).join(parts)


def check(dice: Random, lang: Tongue) -> str:
    """A calculation that is compared."""
    signs = ["=", " ≥ ", " <= ", "==", " ≠ ", ">", *([" 不少于 "] if lang == "zh" else [])]
    right = exactly("count")(dice, lang) if dice.random() < 0.7 else calculation(dice, lang)
    return calculation(dice, lang) + dice.choice(signs) + right
