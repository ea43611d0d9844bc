"""What the text of a lesson alone shows: names, moves, ranges, seats, grades, spoilers."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text

DISTRICT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：6个 }
  岗位 书记 { 设于：社区；数量：6名 }
  要素 大小 { 取值：小事、大事；默认：小事 }
  平急状态 急时 { 决定：街道；先行：疏散转移 }
  事项 噪声 { 大小：小事 }
  流程 办 {
    适用：噪声 当 大小 = 小事
    级 社区 { 承办：书记；时限：5工作日；遇：难度大 → 街道 }
    级 街道 { 承办：街道 }
  }
  场景 音乐 “夜里的音乐” {
    事项：噪声；发生于：社区·2；开始：2026-03-02 09:30；自动办理：签收
    角色 书记 { 岗位：书记 }
    角色 邻居 { 掌握情况：“楼上有人上夜班。” }
    %s
  }
}
"""
TURN = "回合 一 “先做什么？” { 角色：书记；%s }"
ASK = "选项 走访 “先问邻居怎么说” { 询问：邻居；经过：1小时；评级：可行；点评：“问得对。” }"
TALK = "选项 调解 “请两家来谈” { 动作：处置；经过：1工作日；评级：最佳 }"
ENGLISH = """govkit 1
district A {
  level Community { count: 6 }
  matter Noise
  scenario Music {
    matter: Noise; unit: Community·2; at: 2026-03-02 09:30
    story: "%s"
    turn 1 "What first?" {
      option Talk "%s" { moves: handle; grade: best }
      option Wait "%s" { after: 3 days; grade: poor; debrief: "They are not." }
    }
  }
}
"""


def told(inside: str) -> list[tuple[str, str]]:
    """Code and words of each finding that is no note, of a scenario with this inside."""
    compiled = compile_text(DISTRICT % inside)
    return [
        (d.code, d.span.text if d.span else "") for d in compiled.diagnostics
        if d.severity != "info"
    ]  # fmt: skip


def asked(*options: str, more: str = "") -> str:
    """One turn with these options beside the two, and more in the scenario."""
    inner = "\n".join((ASK, TALK, *options))
    return f"{TURN % inner}\n{more}"


def test_a_sound_lesson_says_nothing() -> None:
    assert told(asked(more="处置结果 完 当 调解 < 上报 或 非（走访） { 评级：最佳 }")) == []


# ── names ──
@pytest.mark.parametrize("name", ["急时", "大小", "大事", "上报", "超时", "进展", "噪声"])
def test_an_option_that_a_condition_could_mean_otherwise_is_told(name: str) -> None:
    option = f"选项 {name} “等一等” {{ 经过：1小时；评级：欠妥；点评：“不好。” }}"
    assert told(asked(option)) == []  # no condition names it
    ends = f"处置结果 完 当 {name} {{ 评级：最佳 }}"
    assert "GOV680" in [code for code, _ in told(asked(option, more=ends))]


def test_both_places_are_shown() -> None:
    option = "选项 急时 “等一等” { 经过：1小时；评级：欠妥；点评：“不好。” }"
    compiled = compile_text(DISTRICT % asked(option, more="处置结果 完 当 急时 { 评级：最佳 }"))
    (found,) = [d for d in compiled.diagnostics if d.code == "GOV680"]
    assert found.span is not None and found.span.text == "完"
    assert [label.span.text for label in found.labels] == ["急时"]
    assert compiled.model is None


def test_what_a_fact_is_compared_with_fits_once() -> None:
    option = "选项 社区 “交给社区” { 经过：1小时；评级：欠妥；点评：“不好。” }"
    ends = "处置结果 完 当 所在 = 社区 { 评级：最佳 }"
    assert told(asked(option, more=ends)) == []


def test_options_of_two_turns_have_two_names() -> None:
    again = "回合 二 “又吵了。再做什么？” { 角色：书记；选项 调解 “再请两家来谈” { 评级：最佳 } }"
    assert told(asked(more=again)) == [("GOV680", "调解")]


def test_a_name_that_is_led_to_is_a_turn_or_an_ending() -> None:
    leads = "选项 走 “走开再说吧” { 转到：二；评级：欠妥；点评：“不好。” }"
    more = "回合 二 “再呢？” { 选项 谈 “再谈” { 评级：最佳 } }；处置结果 二 { 评级：最佳 }"
    assert told(asked(leads, more=more)) == [("GOV680", "转到：二")]


# ── moves ──
@pytest.mark.parametrize(
    "move",
    ["签收", "上报·难度大·街道", "核查·核查通过", "结案·解决", "研判定级·大小·大事", "先行·搬东西"],
)
def test_a_move_is_read_with_what_it_is_aimed_at(move: str) -> None:
    assert told(asked(f"选项 做 “做一做” {{ 动作：{move}；评级：最佳 }}")) == []


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        (asked("选项 做 “做一做” { 动作：谈话；评级：最佳 }"), "动作：谈话"),
        (asked("选项 做 “做一做” { 动作：上报·超时·南湖；评级：最佳 }"), "动作：上报·超时·南湖"),
        (asked(more="处置结果 完 { 动作：反馈、了结；评级：最佳 }"), "动作：反馈、了结"),
        (asked(more="导调信息 电话 { 时刻：1小时；动作：打电话；情形：“来电。” }"), "动作：打电话"),
        ("回合 1 { 动作：签收；亦可：口头答应 }", "亦可：口头答应"),
        ("回合 1 { 动作：签收；不允许：拖着不办 }", "不允许：拖着不办"),
    ],
)
def test_a_word_that_is_no_move_is_told_before_anything_is_played(inside: str, where: str) -> None:
    assert ("GOV681", where) in told(inside)


def test_in_a_turn_with_options_a_refusal_names_one_of_them() -> None:
    inner = f"不允许：结案；{ASK}\n{TALK}"
    assert told(TURN % inner) == [("GOV685", "不允许：结案")]
    assert told(TURN % f"不允许：调解；{ASK}\n{TALK}") == []


# ── ranges ──
@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("训练难度：1", True), ("训练难度：5", True), ("训练难度：0", False),
        ("训练难度：6", False), ("训练难度：2.5", False),
    ],
)  # fmt: skip
def test_difficulty_is_a_whole_number_of_one_to_five(said: str, fits: bool) -> None:
    assert told(f"{said}；{asked()}") == ([] if fits else [("GOV682", said)])


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("倒计时：90秒", True), ("倒计时：2分钟", True), ("倒计时：2天", False),
        ("课堂用时：8分钟", True), ("课堂用时：1工作日", False),
    ],
)  # fmt: skip
def test_a_clock_of_the_class_runs_in_minutes(said: str, fits: bool) -> None:
    assert told(TURN % f"{said}；{ASK}\n{TALK}") == ([] if fits else [("GOV682", said)])


def test_what_passes_with_an_option_is_one_stretch_of_time() -> None:
    assert told(asked("选项 等 “等” { 经过：≤3天；评级：最佳 }")) == [("GOV682", "经过：≤3天")]


@pytest.mark.parametrize(
    ("chances", "fits"),
    [
        (("30%", "70%"), True), (("30%", ""), True), (("30%", "30%"), False),
        (("80%", "70%"), False), (("100%", ""), False),
    ],
)  # fmt: skip
def test_of_what_is_drawn_one_happens(chances: tuple[str, ...], fits: bool) -> None:
    moves = "；".join(
        f"动作：{move}" + (f" 概率 {chance}" if chance else "")
        for move, chance in zip(("处置", "结案·解决"), chances, strict=True)
    )
    found = [code for code, _ in told(asked(f"选项 做 “做一做” {{ {moves}；评级：最佳 }}"))]
    assert found == ([] if fits else ["GOV683"])


def test_a_single_deed_with_a_chance_is_made_or_not() -> None:
    assert told(asked("选项 打 “打电话问一问” { 动作：处置 概率 70%；评级：最佳 }")) == []


def test_options_of_a_scripted_seat_are_drawn_from_all_cases() -> None:
    two = (
        "选项 来 “到场看” 概率 {} { 评级：最佳 }；选项 不来 “电话里说” 概率 80% "
        "{ 评级：可行；点评：“也行。” }"
    )
    script = "角色 消防员 { 扮演：导调 }；回合 二 “来不来？” { 角色：消防员；%s }"
    for chance, found in (("20%", []), ("30%", ["GOV683"])):
        inside = asked(more=script % two.replace("{}", chance, 1))
        assert [code for code, _ in told(inside)] == found


# ── places, seats, grades ──
def test_a_turn_that_leads_to_itself_is_told_and_an_option_may() -> None:
    assert told(TURN % f"转到：一；{ASK}\n{TALK}") == [("GOV684", "转到：一")]
    assert told(asked("选项 等 “等他们消气” { 经过：1小时；评级：最佳；转到：一 }")) == []


def test_what_means_nothing_without_options_is_told() -> None:
    found = told("回合 1 { 动作：签收 }；处置结果 完 { 评级：最佳 }；导调信息 电话 { 时刻：1小时 }")
    assert sorted(found) == [("GOV686", "完"), ("GOV686", "电话")]
    assert told(TURN % f"动作：签收；{ASK}\n{TALK}") == [("GOV686", "动作：签收")]


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        (asked(more="角色 物业 { 诉求：“少点事。” }"), "物业"),
        (asked("选项 问 “问书记” { 询问：书记；评级：最佳 }"), "询问：书记"),
        (asked("选项 救 “救人” { 先期处置：下水救人；评级：最佳 }"), "先期处置：下水救人"),
    ],
)
def test_a_seat_or_a_deed_without_a_part_is_told(inside: str, where: str) -> None:
    assert told(inside) == [("GOV687", where)]


def test_a_seat_that_only_gets_news_has_a_part() -> None:
    news = "角色 物业；导调信息 电话 { 时刻：1小时；角色：物业；情形：“来电。” }"
    assert told(asked(more=news)) == []
    assert told(asked("选项 救 “救人” { 先期处置：疏散转移；评级：最佳 }")) == []


@pytest.mark.parametrize(
    ("option", "fits"),
    [
        ("选项 等 “等他们消气” { 经过：1小时 }", False),
        ("选项 等 “等他们消气” { 经过：1小时；评级：欠妥 }", False),
        ("选项 等 “等他们消气” { 经过：1小时；评级：最佳；评级：欠妥 当 超时 }", False),
        ("选项 等 “等他们消气” { 经过：1小时；评级：欠妥；点评：“不等人。” }", True),
    ],
)
def test_an_option_has_a_grade_and_one_that_is_not_best_a_reason(option: str, fits: bool) -> None:
    assert told(asked(option)) == ([] if fits else [("GOV698", "等")])


def test_what_the_script_chooses_needs_no_grade() -> None:
    script = "角色 消防员 { 扮演：导调 }；回合 二 “来不来？” { 角色：消防员；%s }"
    options = "选项 来 “到场看” 概率 20% { 经过：1小时 }；选项 不来 “电话里说” 概率 80%"
    assert told(asked(more=script % options)) == []


# ── spoilers ──
@pytest.mark.parametrize(
    ("story", "fits"),
    [("两家应当马上坐下来谈。", False), ("两家马上坐下。来谈的不多。", True)],
)
def test_six_letters_of_a_best_title_are_not_said_before(story: str, fits: bool) -> None:
    best = "选项 谈 “请他们坐下来谈一谈” { 动作：处置；评级：最佳 }"
    poor = "选项 等 “等他们自己消了气” { 经过：1天；评级：欠妥；点评：“没有消。” }"
    said = story.replace("坐下来谈", "坐下来谈一谈")
    found = told(f"情形：“{said}”；{TURN % (ASK + best + poor)}")
    assert [code for code, _ in found] == ([] if fits else ["GOV695"])


@pytest.mark.parametrize(
    ("story", "best", "other", "fits"),
    [
        ("They should sit down together soon.", "Let them sit down together",
         "Wait until they are calm", False),
        ("They should sit down together soon.", "Let them sit down together",
         "Wait until they sit down together", True),  # said of both
        ("They go to the pub.", "Send her to the pub", "Wait until they sleep", True),
        ("It is loud.", "Ask the two of them to come and talk it over", "Wait a day", False),
        ("It is loud.", "Ask them to come and talk", "Wait until the night is over", True),
    ],
)  # fmt: skip
def test_english_titles_by_words_and_by_length(
    story: str, best: str, other: str, fits: bool
) -> None:
    compiled = compile_text(ENGLISH % (story, best, other))
    found = [d.code for d in compiled.diagnostics if d.severity != "info"]
    assert found == ([] if fits else ["GOV695"])


def test_what_a_seat_knows_is_shown_once_it_is_asked_or_plays() -> None:
    knows = "角色 物业 {{ 掌握情况：“总闸要由电工去关才行。” }}；{}"
    best = "选项 断电 “总闸要由电工去关” { 动作：处置；评级：最佳 }"
    other = "选项 等 “等水自己退下去” { 经过：1天；评级：欠妥；点评：“没有退。” }"
    asks = "选项 问 “问一问物业” { 询问：物业；评级：最佳 }"
    second = "回合 二 “库里怎么办？” { 角色：书记；%s }"
    before = knows.format(asked(asks, more=second % f"{best}\n{other}"))
    assert [code for code, _ in told(before)] == ["GOV695"]
    behind = knows.format(asked(more=f"{second % f'{best}{other}'}；回合 三 “问谁？” {{ {asks} }}"))
    assert [code for code, _ in told(behind)] == []
