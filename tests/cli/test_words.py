"""`govkit words`: every word can be found, and every example can be typed as it stands."""

from __future__ import annotations

import pytest

from govkit.cli.lexicon import Entry, everything, groups, of_kind, search
from govkit.cli.wording import Tongue
from govkit.pipeline import compile_text
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from govkit.vocabulary.words import terms
from tests.together import together

from .conftest import Run

TONGUES: tuple[Tongue, ...] = ("zh", "en")
EXAMPLES = [
    pytest.param(entry, id=f"{lang}:{entry.group}:{entry.word}:{number}")
    for lang in TONGUES
    for number, entry in enumerate(everything(lang))
    if entry.group in ("kind", "field", "clause", "trigger", "event", "move", "tail", "word")
]


@together("entry", EXAMPLES)
def test_an_example_can_be_typed(entry: Entry) -> None:
    # A condition on its own is half a statement.
    example = entry.example
    parser().parse(f"govkit 1\n地区 甲 {{\n{example}\n}}\n", start="start")
    assert example.strip()


# Everything the examples of fields name, in either tongue.
GROUND = {
    "zh": """
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  层级 网格 { 上级：社区；数量：150 }
  岗位 书记 { 设于：社区 }
  岗位 网格长 { 设于：网格 }
  机构 服务站 { 设于：社区 }
  要素 大小 { 取值：小事、常事、大事 }
  要素 金额 { 单位：元 }
  日历 大厅 { 基于：工作日 }
  编码 社区编码 { 总位数：12位码 }
  要素 影响 { 取值：小、大 }
  要素 紧急 { 取值：缓、急 }
  要素 优先级 { 取值：普通、优先 }
  清单 权力 { 类型：权力；授予：社区；项 工程自建 { 限额：≤40万元 } }
  会议 联席会议 { 召集：社区 }
  事项 邻里纠纷 { 大小：小事 }
  流程 逐级办理 { 适用：邻里纠纷 }
  指标 按期办结率 { 分子：按期办结；分母：应办结 }
  平急状态 急时 { 启用：逐级办理 }
""",
    "en": """
  level Street { count: 1 }
  level Community { parent: Street; count: 6 }
  level Grid { parent: Community; count: 150 }
  post Secretary { at: Community }
  post Warden { at: Grid }
  body Station { at: Community }
  attribute size { values: small, ordinary, big }
  attribute amount { unit: yuan }
  calendar Desk { based_on: work_day }
  code Community_code { total: 12 digits }
  attribute impact { values: minor, large }
  attribute urgency { values: later, now }
  attribute priority { values: normal, high }
  list Powers { type: power; granted_to: Community; item repairs { limit: ≤400000 yuan } }
  meeting Board { convener: Community }
  matter Noise { size: small }
  process Ladder { applies_to: Noise }
  indicator On_time { numerator: closed; denominator: due }
  mode Emergency { process: Ladder }
""",
}
PLACES = {
    "district": "{}",
    "item": "list X {{ item Y {{ {} }} }}",
    "tier": "process X {{ tier {level} {{ {} }} }}",
    "step": "process X {{ step Y {{ {} }} }}",
    "clock": "process X {{ clock Y {{ {} }} }}",
    "state": "matter X {{ state Y {{ {} }} }}",
    "segment": "code X {{ segment Y {{ {} }} }}",
    "turn": "scenario X {{ seat {station}; turn {later}; turn 1 {{ {} }} }}",
    "seat": "scenario X {{ seat Y {{ {} }} }}",
    "option": "scenario X {{ seat {station}; turn {later} {{ option Y {{ {} }} }} }}",
    "inject": "scenario X {{ seat {station}; inject Y {{ {} }} }}",
    "ending": "scenario X {{ ending Y {{ {} }} }}",
    "workload": "workload {{ {} }}",
    "stream": "workload {{ stream X {{ {} }} }}",
    "station": "workload {{ station {station} {{ {} }} }}",
}
FIELDS = [
    (lang, kind, row) for lang in TONGUES for kind in kinds() for row in fields_of(kind).values()
]


@together(
    ("lang", "kind", "row"),
    FIELDS,
    ids=[f"{lang}:{kind}.{row.id}" for lang, kind, row in FIELDS],
    parts=4,
)
def test_the_example_of_a_field_is_a_value_it_takes(lang: Tongue, kind: str, row: FieldRow) -> None:
    wanted = (row.zh, row.en) if lang == "zh" else (row.en, row.zh)
    [example, *_] = [
        entry.example
        for entry in of_kind(kind, lang) or []
        if (entry.group, entry.word, entry.other) == ("field", *wanted)
    ]
    level = "社区" if lang == "zh" else "Community"
    block = PLACES.get(kind, f"{kind} X {{{{ {{}} }}}}").format(
        example,
        level=level,
        station="书记" if lang == "zh" else "Secretary",
        later="以后" if lang == "zh" else "Later",
    )
    result = compile_text(f"govkit 1\ndistrict D {{{GROUND[lang]}{block}\n}}\n", "a.gov")
    # What is left out of the block is reported under other codes.
    misread = ("GOV1", "GOV2", "GOV3", "GOV4")
    # Calendars: two without a choice, nothing that rolls; conditions; events without a source.
    of_checks = ("GOV18", "GOV21", "GOV22")
    no_folder = {"GOV162"} if row.type == "table" else set()
    found = [
        d.code for d in result.diagnostics
        if d.code.startswith(misread) and not d.code.startswith(of_checks)
    ]  # fmt: skip
    assert set(found) == no_folder


@pytest.mark.parametrize("lang", TONGUES)
def test_every_row_of_the_tables_is_an_entry(lang: Tongue) -> None:
    words = {(entry.word, entry.other) for entry in everything(lang)}
    pairs = [(term.zh, term.en) for term in terms()]
    pairs += [(kind.zh, kind.en) for kind in kinds().values()]
    pairs += [(row.zh, row.en) for kind in kinds() for row in fields_of(kind).values()]
    assert [pair for pair in pairs if (pair if lang == "zh" else pair[::-1]) not in words] == []


def test_a_word_is_found_in_either_tongue_and_by_its_other_spellings() -> None:
    for word in ("逾期", "超时", "overdue"):
        found = search(word, everything("zh"))
        assert found.spelled
        assert found.entries[0].word == "超时"


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    words = [entry.word for entry in search("时限", everything("zh")).entries]
    assert words[0] == "时限"
    assert "签收时限" in words


@pytest.mark.parametrize(
    ("word", "meant"),
    [("限期", "时限"), ("estimate", "assume"), ("应急", "平急状态"), ("emergency", "mode")],
)
def test_a_near_synonym_leads_to_the_word_of_the_language(word: str, meant: str) -> None:
    found = search(word, everything("zh"))
    assert not found.spelled
    assert any(meant in entry.spellings for entry in found.entries)
    assert all(word not in entry.spellings for entry in found.entries)


@pytest.mark.parametrize(
    ("word", "first", "kind"),
    [
        ("法定人数", "出席", "会议"), ("牵头单位", "主责", "事项"), ("适用范围", "适用", "流程"),
        ("频率", "频次", "会议"), ("上限", "限额", "项"), ("表决", "通过", "会议"),
        ("决议", "通过", "会议"), ("箭头", "遇", "级"), ("arrow", "遇", "级"),
    ],
)  # fmt: skip
def test_what_people_type_leads_to_the_right_word_first(word: str, first: str, kind: str) -> None:
    entry = search(word, everything("zh")).entries[0]
    assert entry.word == first
    assert entry.place.startswith("栏目：") and kind in entry.place


def test_what_a_word_means_comes_before_words_it_is_a_part_of() -> None:
    found = search("负责", everything("zh"))
    words = [entry.word for entry in found.entries]
    assert words.index("承办") < words.index("负责人")
    assert found.spelled  # it is a fact of lessons besides


@pytest.mark.parametrize("lang", TONGUES)
def test_every_group_that_is_named_can_be_listed(lang: Tongue) -> None:
    for name in [*groups(lang), *kinds(), *(kind.word(lang) for kind in kinds().values())]:
        found = of_kind(name, lang)
        if found is None:
            assert kinds()[name if name in kinds() else "figures"].block == "open"


def test_a_word_that_leads_nowhere(run: Run) -> None:
    ran = run("words", "qqqq")
    assert ran.status == 1
    assert ran.err.startswith("错误 GOV813 ")


def test_what_is_printed(run: Run) -> None:
    assert "时限：5工作日" in run("words", "时限").out
    assert "limit: 5 work_days" in run("words", "deadline", "--lang", "en").out
    listed = run("words").out
    assert all(kind.zh in listed for kind in kinds().values())
    fields = run("words", "--kind", "流程").out
    assert "止于" in fields
    assert "频次" not in fields
    assert "栏目" in run("words", "限额").out
    assert "限额：≤40万元" in run("words", "限额").out


@pytest.mark.parametrize(
    ("word", "lang", "wanted"),
    [
        ("止于", "zh", "起作用于检查、办件"),
        ("任期", "zh", "只是文字，不产生后果"),
        ("cadence", "en", "acts in: check, duty"),
        ("term", "en", "words: nothing follows"),
    ],
)
def test_a_field_says_where_it_acts(run: Run, word: str, lang: str, wanted: str) -> None:
    told = run("words", word, "--lang", lang).out
    assert wanted.replace(" ", "") in "".join(told.split())
