"""The page of an experiment: its order, its tongues, and what it never leaves out."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import loads
from govkit.simulation.outcome.outcome import Outcome, Sample, Witness
from govkit.simulation.page.compose import page
from govkit.simulation.page.rests import unpublished
from govkit.simulation.page.told import Told
from govkit.simulation.plan import Plan
from govkit.simulation.wording import Tongue, label, table
from tests.simulation.test_experiment import SMALL

ORDER = ("rests", "figures", "charts", "why", "open", "limits", "again")
HOUR = 3_600
TONGUES: tuple[Tongue, ...] = ("zh", "en")


class Seen(HTMLParser):
    """Marks, ids and text of a page; every mark that was opened is closed."""

    VOID = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def model(text: str = SMALL) -> Governance:
    return loads(f"govkit 1\n{text.replace('CASES', '20')}")


def outcome(rate: float, unfinished: int = 10) -> Outcome:
    """A run of 100 cases."""
    return Outcome(
        {"cases": 100, "closed": 100 - unfinished, "unfinished": unfinished,
         "closing_rate": 1 - unfinished / 100, "on_time_rate": rate, "stay": 30.0,
         "wait_at·网格": 5.0, "use·网格员": 0.5, "on_duty·网格员": 2_016.0, "went_up·网格": 0.25,
         "went_up·街道": 0.0,
         "indicator·办结率": 0.9, "dead_ends": 0},
        2 * 86_400, tuple(range(12)), {"网格": Sample(((HOUR, 50), (9 * HOUR, 50)))},
        {"": Sample(((30 * HOUR, 90),))},
        {("", "网格"): 100, ("网格", "街道"): 25, ("网格", ""): 75},
        {"网格": {"overdue": 25}},
        (Witness("unfinished", "tier:网格", "dispatched", "日常·网格·1·2", "噪声", "网格·1",
                 "2026-03-05T09:00:00+08:00", "2026-03-06T10:00:00+08:00", unfinished),),
        {}, ("覆盖率",),
    )  # fmt: skip


def plan(*names: str, text: str = SMALL, other: str = "") -> Plan:
    texts = tuple(
        (name, model(other if other and number else text).model_dump_json())
        for number, name in enumerate(names)
    )
    return Plan(texts, "日常", date(2026, 3, 1), 12, 7)


def made(lang: Tongue = "zh", rates: tuple[float, ...] = (0.5, 0.6, 0.5, 0.6, 0.55)) -> str:
    return page(plan("base"), {"base": tuple(map(outcome, rates))}, lang)


@pytest.mark.parametrize("lang", TONGUES)
def test_what_it_rests_on_stands_above_the_figures_and_each_part_has_its_place(
    lang: Tongue,
) -> None:
    seen = Seen(made(lang))
    assert tuple(seen.ids) == ORDER
    assert seen.tags.count("svg") == 5 and seen.tags.count("title") == 6  # one is the page's own
    assert seen.tags.count("desc") == 5
    purpose = {"zh": "用于推演，不作考核、问责依据", "en": "not for assessing"}[lang]
    assert seen.text.count(purpose) == 2
    no_reason = {"zh": "假设：没有写理由", "en": "assumed: no reason given"}[lang]
    assert no_reason in seen.text


@pytest.mark.parametrize("lang", TONGUES)
def test_nothing_comes_from_outside_and_nothing_runs(lang: Tongue) -> None:
    text = made(lang)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert not {"script", "link", "img", "iframe"} & set(Seen(text).tags)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("lang", TONGUES)
def test_no_bare_name_of_a_figure_is_on_the_page(lang: Tongue) -> None:
    said = Seen(made(lang)).text
    for word in ("on_time_rate", "wait_at", "went_up", "tier:", "None", "unfinished·", "·base"):
        assert word not in said.partition("govkit experiment")[0], word
    assert ("超时" if lang == "zh" else "overdue") in said


def test_the_answer_is_the_mean_with_its_interval_and_what_is_open_stands_beside_it() -> None:
    said = Seen(made()).text
    assert "按期结案率 55.0 %（95% 区间 48.8 % 到 61.2 %）；期末 10.0 件没有结案，占 10.0 %" in said
    assert "至少 30.0" in said, "more than one of a hundred is open"
    few = Seen(page(plan("base"), {"base": (outcome(0.5, 1),) * 5}, "zh")).text
    assert "至少 30.0" not in few


def test_differences_are_paired_and_marked_where_zero_lies_outside() -> None:
    rates = (0.5, 0.6, 0.4, 0.6, 0.5)
    runs = {
        "base": tuple(map(outcome, rates)),
        "多一人": tuple(outcome(rate + 0.1 + 0.001 * n) for n, rate in enumerate(rates)),
        "照旧": tuple(map(outcome, rates)),
    }
    seen = Seen(page(plan(*runs, other=SMALL.replace("2名", "3名")), runs, "zh"))
    assert "和「基准」比，+10.2 个百分点（95% 区间 +10.0 到 +10.4）" in seen.text
    assert "「照旧」52.0 %，和「基准」比，每次都一样" in seen.text
    assert "Δ +10.2 ◆ [+10.0, +10.4]" in seen.text and "每次都一样" in seen.text
    assert "日常·值班员 人数 2人 3人" in seen.text
    assert "碰巧标上 ◆" in seen.text


def test_a_difference_with_zero_in_its_interval_is_none_to_be_seen() -> None:
    rates = (0.5, 0.6, 0.4, 0.6, 0.5)
    shaken = (0.52, 0.58, 0.42, 0.58, 0.51)
    runs = {"base": tuple(map(outcome, rates)), "甲": tuple(map(outcome, shaken))}
    told: dict[Tongue, str] = {
        "zh": "看不出差别（95% 区间 -2.3 到 +2.7 个百分点，含零）",
        "en": "“甲” 52.2 %: no difference to be seen (95 % interval -2.3 to +2.7",
    }
    for lang, sentence in told.items():
        assert sentence in Seen(page(plan(*runs), runs, lang)).text


def test_fewer_than_five_runs_have_values_and_no_interval() -> None:
    said = Seen(made(rates=(0.5, 0.6))).text
    assert "50.0 %, 60.0 %" in said and "不到五次" in said
    assert "区间 " not in said.split("依据什么")[0]


def test_the_witness_of_what_is_open_and_what_was_not_computed_are_named() -> None:
    said = Seen(made()).text
    assert "没有结案 网格，已派到 10.0 噪声，网格·1，2026-03-05 09:00 来件" in said
    assert "没有算的指标：覆盖率" in said
    assert "网格 超时 25.0 100.0 %" in said
    assert "由此上报 网格" in said and "由此上报 街道" not in said


def test_every_number_of_the_workload_is_shown_with_its_reason() -> None:
    text = SMALL.replace("指数(4工作小时) 假设", "指数(4工作小时) 假设 “原文未载 <b>多久</b>”")
    said = Seen(page(plan("base", text=text), {"base": (outcome(0.5),)}, "zh")).text
    assert "承办力量 网格员：用时 指数(4工作小时) 假设：原文未载 <b>多久</b>" in said
    assert "假设的 8 条" in said


@pytest.mark.parametrize(
    "name", ["</style><script>alert(1)</script>", "a&amp;b", "甲\u202e乙" * 40]
)
def test_whatever_a_name_holds_it_stays_text(name: str) -> None:
    runs = {"base": (outcome(0.5),) * 5, name: (outcome(0.6),) * 5}
    text = page(plan(*runs), runs, "zh")
    assert "script" not in Seen(text).tags and "\u202e" not in text


def test_a_year_without_published_holidays_is_marked() -> None:
    far = Plan(plan("base").models, "日常", date(2031, 1, 1), 400, 1)
    assert list(unpublished(Told(far, {"base": (outcome(0.5),)}, "zh"))) == [2031, 2032]
    assert "2031、2032 年的放假安排还没有公布" in page(far, {"base": (outcome(0.5),)}, "zh")


def test_what_repeats_it_is_one_command() -> None:
    assert "govkit experiment 试.gov --workload 日常 --from 2026-03-01 --days 12" in made()
    given = page(plan("base"), {"base": (outcome(0.5),)}, "zh", command="govkit experiment a b")
    assert "<code>govkit experiment a b</code>" in given


def test_without_a_run_there_is_no_page() -> None:
    with pytest.raises(ValueError, match="no run"):
        page(plan("base"), {"base": ()}, "zh")


def test_every_word_of_the_page_has_both_tongues_and_the_same_blanks() -> None:
    def leaves(one: object, path: str = "") -> list[tuple[str, dict[str, str]]]:
        assert isinstance(one, dict), path
        if "zh" in one or "en" in one:
            return [(path, one)]
        return [leaf for key, inner in one.items() for leaf in leaves(inner, f"{path}.{key}")]

    for path, one in leaves(table()):
        assert {"zh", "en"} <= set(one), path
        blanks = [set(re.findall(r"\{(\w+)\}", one[lang])) for lang in TONGUES]
        assert blanks[0] == blanks[1], path
        assert not re.search("[\u4e00-\u9fff]", one["en"]), path


def test_a_reading_is_told_by_what_it_chooses() -> None:
    name = "reading·办结率·dated_by=day_due,cut_off=end_of_period"
    assert label(name, "zh") == "指标 办结率（归期 应结日期、统计截止 期末）"
    assert label(name, "en") == "indicator 办结率 (dated by day due, cut-off end of the period)"


@pytest.mark.parametrize("lang", TONGUES)
def test_hours_of_the_day_are_shown_whole(lang: Tongue) -> None:
    """A key that was named once is not named again: `09:00-12:00` holds a colon too."""
    text = SMALL.replace(
        "事项：噪声 假设 }", "事项：噪声 假设；时段：9—12点 → 90%，其余 → 10% 假设 }"
    )
    assert text != SMALL
    said = Seen(page(plan("base", text=text), {"base": (outcome(0.5),)}, lang)).text
    assert "09:00-12:00" in said
