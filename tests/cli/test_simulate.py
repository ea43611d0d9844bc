"""`govkit simulate`: by itself, with keys, saved and resumed, and every clean way out."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from govkit.cli.paragraph import wrapped
from govkit.cli.wording import table
from govkit.diagnostics.width import width
from tests.drawn import of_the_day
from tests.together import together

from .conftest import Run
from .test_help import wordings

EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming"
GALLERY = EXAMPLE.parent / "gallery"
NAMES = ["楼道堆物", "小游园四十万元整", "小游园四十万零一元", "后巷堆货"]
FAULTY = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  事项 邻里纠纷
  流程 逐级办理 { 适用：邻里纠纷；级 社区 { 承办：社区；时限：5工作日 } }
  场景 「[/x] 走不通」 {
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：1小时 }
    回合 2 { 动作：结案；经过：1小时 }
  }
}
"""

Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What the user types; the input ends behind it."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize(
    ("name", "lang"), of_the_day("scenarios", product(NAMES, ("zh", "en")), len(NAMES))
)
def test_every_scenario_plays_to_its_end_with_full_marks(run: Run, name: str, lang: str) -> None:
    ran = run("simulate", EXAMPLE, name, "--auto", "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    score = re.search(r"· (\d+)/(\d+)[：:]", ran.out)
    assert score is not None and score[1] == score[2]
    assert ("与场景所写相符" if lang == "zh" else "as the scenario says") in ran.out


@pytest.mark.parametrize(("lang", "title"), [("zh", "小结"), ("en", "Summary")])
def test_without_a_scenario_all_play_and_a_table_ends_it(
    run: Run, lang: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("simulate", EXAMPLE, "--auto", "--lang", lang)
    assert ran.status == 0
    summary = ran.out[ran.out.rindex(title) :]
    assert all(any(line.startswith(name) for line in summary.splitlines()) for name in NAMES)
    assert "×" not in summary
    scores = re.findall(r"· (\d+)/(\d+)[：:]", ran.out)
    assert len(scores) >= len(NAMES) and all(got == full for got, full in scores)
    ran.out.encode("gbk")  # a console of GB knows every sign
    assert max(width(line) for line in ran.out.splitlines()) <= 80


def test_a_unit_with_a_name_is_called_by_it(run: Run, tmp_path: Path, typed: Typed) -> None:
    path = tmp_path / "a.gov"
    path.write_text(FAULTY.replace("数量：3个", "名录：东街、学府、西街"), "utf-8")
    typed("1\n")
    out = run("simulate", path, "1", "--free").out
    assert "案件  邻里纠纷 · 学府" in out
    assert "学府（社区）" in out
    assert "社区·2" not in out


def test_exactly_at_the_limit_stays_and_the_screen_names_both_readings(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "小游园四十万元整", "--auto")
    told = re.sub(r"\s", "", ran.out)
    assert "限额有两种读法：≤40万元与<40万元" in told
    assert "在「社区」以「解决」办结" in told


def test_one_yuan_more_rises(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "小游园四十万零一元", "--auto")
    assert "在「街道」以「解决」办结" in ran.out
    assert "两种读法" not in ran.out


def test_a_turn_that_is_not_lawful_is_named_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "湖滨.gov"
    path.write_text(FAULTY, encoding="utf-8")
    ran = run("simulate", path, "--auto")
    assert ran.status == 1
    assert "GOV751" in ran.err and "湖滨.gov:10" in ran.err
    assert "[/x] 走不通" in ran.err and "处置" in ran.err


# ── what a screen says ──
@pytest.mark.parametrize("path", sorted(GALLERY.glob("*.gov")), ids=lambda path: path.stem)
def test_every_gallery_model_plays_within_eighty_columns(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("simulate", path, "--auto", "--lang", "en" if path.stem.isascii() else "zh")
    assert (ran.status, ran.err) == (0, "")
    ran.out.encode("gbk")
    assert max(width(line) for line in ran.out.splitlines()) <= 80
    assert not re.search(r"work_(day|hour)|sign_for|feed_back", ran.out)


def steps(run: Run, name: str) -> list[str]:
    """The screens of the first scenario of a gallery model, a step each, then the debrief."""
    out = run("simulate", GALLERY / f"{name}.gov", "1", "--auto").out
    return re.split(r"(?m)^── ", out)[1:]


def test_a_request_says_who_decides_until_it_is_decided(run: Run) -> None:
    screens = steps(run, "供水抢修")
    assert "待批  申请挂账（等待配件），由调度审批" in screens[2]
    assert "审批挂账 等待配件（准予）" in screens[3] and "待批" not in screens[3]
    assert "停计，还剩 5 个工作日" in screens[3]
    assert "审批延期 5工作日（准予）" in screens[6]
    assert "督办  站长" in screens[7]


def test_who_was_asked_and_called_stands_with_the_answer(run: Run) -> None:
    screens = steps(run, "街道吹哨")
    assert "吹哨  城管执法队（尚未到场）" in screens[1]
    assert "会签  市场监管所（尚未答复）、消防救援站（尚未答复）" in screens[3]
    assert "消防救援站：报到" in screens[4] and "消防救援站（已到场）" in screens[4]
    assert "「市场监管所」逾期未复，按规定视为同意" in screens[7]
    assert "结案 解决（逾期未提）" in screens[8]  # what closed it by itself is told
    assert screens[-1].count("预期走法也会超过，不扣分") == 0
    assert re.sub(r"\s", "", screens[-1]).count("预期走法也会超过，不扣分") == 2


def test_limits_by_the_hour_are_told_in_minutes(run: Run) -> None:
    screens = steps(run, "街道吹哨")
    assert "30 分钟，至 2026-03-03 周二 15:00，还剩 30 分钟" in screens[1]
    assert "20 分钟，至 2026-03-03 周二 17:00" in screens[3]


def test_a_mode_and_what_became_known_are_shown(run: Run) -> None:
    screens = steps(run, "急诊室")
    assert "新知  生命体征 危急" in screens[1]
    assert "转入「批量伤员」状态" in screens[2] and "状态  批量伤员" in screens[2]
    told = [number for number, text in enumerate(screens) if "对照  " in text]
    assert told == [0, 1]  # a table is told where it gives something new


def test_how_a_limit_is_counted_is_told_once(run: Run) -> None:
    ran = re.sub(r"\s", "", run("simulate", EXAMPLE, "1", "--auto").out)
    assert ran.count("起算") == ran.count("至2026-03-26周四24:00，还剩10个工作日") == 1
    assert ran.count("至2026-03-26周四24:00") == 4
    assert any("今天到期" in screen for screen in steps(run, "学校"))


def test_limits_that_differ_only_in_whom_they_bind_stand_as_one(run: Run) -> None:
    ran = run("simulate", EXAMPLE.parent / "haolinju", "主管堵塞", "--auto").out
    assert "时限  「社区（调解、综治、信访）」的办理时限" in ran
    assert "共办  调解（已签收）、综治（已派到）、信访（已派到）" in ran
    assert "时限  「社区（综治、信访）」的办理时限" in ran  # one has fed back


def test_a_party_is_named_once_and_one_unit_bears_no_number(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "4", "--auto").out
    assert "负责、承办 社区·3（社区书记）；下一步 街道" in ran
    assert "街道·1" not in ran


def test_what_is_assumed_for_one_reason_stands_together(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "4", "--auto").out
    assert "社区 · 时限：15工作日；街道 · 时限：20工作日（原文未载办理时限）" in ran


def test_a_vacant_post_is_told_once_and_a_refusal_names_every_trigger(
    run: Run, typed: Typed
) -> None:
    typed("2\nq\n")
    ran = run("simulate", GALLERY / "申诉委员会.gov", "1", "--free")
    assert ran.out.count("空缺，职责由「副校长」承担") == 1
    typed("5\nn 天上\nq\n")
    ran = run("simulate", GALLERY / "街道吹哨.gov", "1", "--free")
    assert "尚未签收；下一步 社区·7" in ran.out
    assert "遇「逾期未到、难度大、超时、屡改屡犯」才转到「街道」" in ran.out
    assert "没有「天上」这一处" in ran.out and "社区、街道、会商" in ran.out


def test_the_source_is_named_once(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "5", "--auto").out
    assert "光明探索·四 “由社区党委统一指挥”" in ran
    assert "（据「光明探索·四」）" not in ran


# ── with keys ──
def test_a_wrong_choice_is_explained_and_the_walk_goes_on(run: Run, typed: Typed) -> None:
    typed("3\n2\nq\n")
    ran = run("simulate", EXAMPLE, "楼道堆物", "--save", "a.json", "--free")
    assert ran.status == 0
    assert "流程不允许，案件没有动" in ran.out and "要先「签收」" in ran.out
    assert "符合预期" in ran.out
    assert json.loads(Path("a.json").read_text("utf-8"))["choices"] == ["handle", "sign_for"]


def test_a_whole_walk_by_keys_ends_with_a_debrief(run: Run, typed: Typed) -> None:
    typed("2\n4\n5\n4\n7\n")
    ran = run("simulate", EXAMPLE, "1", "--free")
    assert ran.status == 0
    for word in ("讲评", "14/14", "□ 回合 1", "假设", "简化", "点评"):
        assert word in ran.out
    assert [path.name for path in Path().iterdir()] == ["楼道堆物.walk.json"]


def test_the_debrief_repeats_only_what_the_scenario_says_of_its_end(run: Run, typed: Typed) -> None:
    typed("2\n1\n3\n2\n")
    ran = run("simulate", GALLERY / "food_bank.gov", "1", "--lang", "en", "--free")
    out = re.sub(r"\s+", " ", ran.out)
    assert "closed at `Depot` as `rejected`" in out
    assert "the scenario says `resolved` " in out


def test_full_width_keys_are_read(run: Run, typed: Typed) -> None:
    typed("２\nＵ\n？\nｑ\n")
    ran = run("simulate", EXAMPLE, "1", "--free")
    assert "符合预期" in ran.out and "已退回" in ran.out and "全角" in ran.out
    assert "没有看懂" not in ran.out


def test_why_and_why_not_leave_the_walk_alone(run: Run, typed: Typed) -> None:
    typed("w 2\nw3\nn\nn 2\nn 社区\nn 天上\nw 99\nhello\n\n42\nq\n")
    ran = run("simulate", EXAMPLE, "1", "--free")
    assert ran.status == 0
    assert ran.out.count("导致支部无法议定") == 2
    assert "没有编号 99" in ran.out and "没有编号 42" in ran.out
    assert "没有看懂「hello」" in ran.out
    assert list(Path().iterdir()) == []  # no choice was made, nothing is worth saving


def test_quitting_saves_and_the_line_it_prints_goes_on(run: Run, typed: Typed) -> None:
    typed("2\nq\n")
    ran = run("simulate", EXAMPLE, "1", "--free")
    call = re.search(r"govkit simulate (\S+) --free --play (\S+)", ran.out)
    assert call is not None
    typed("4\n5\n4\n7\n")
    again = run("simulate", call[1], "--play", call[2], "--free")
    assert again.status == 0
    assert "14/14" in again.out


def test_the_end_of_input_ends_it_cleanly(run: Run, typed: Typed) -> None:
    typed("2\n")
    ran = run("simulate", EXAMPLE, "1", "--free")
    assert ran.status == 0
    assert "输入结束" in ran.out and "--play" in ran.out


def test_an_interrupt_ends_it_cleanly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        def readline(self) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupting())
    for arguments in ([EXAMPLE], [EXAMPLE, "1"]):
        ran = run("simulate", *arguments)
        assert ran.status == 130
        assert "从头再来" in ran.out or "停在这里" in ran.out


def test_the_user_picks_from_a_list(run: Run, typed: Typed) -> None:
    typed("9\n5\nq\n")
    ran = run("simulate", EXAMPLE)
    assert "没有编号 9" in ran.out
    assert "govkit simulate" in ran.out and ran.out.rstrip().endswith(" 5")


# ── saved walks ──
def test_a_saved_walk_plays_to_its_end(run: Run, typed: Typed) -> None:
    typed("3\n2\nq\n")
    run("simulate", EXAMPLE, "1", "--save", "a.json", "--free")
    ran = run("simulate", EXAMPLE, "--play", "a.json", "--auto")
    assert ran.status == 0
    assert "13/14" in ran.out


def test_a_played_course_can_be_saved_and_shown_again(run: Run) -> None:
    first = run("simulate", EXAMPLE, "5", "--auto", "--save", "a.json")
    again = run("simulate", EXAMPLE, "--play", "a.json", "--free")
    steps = [line for line in first.out.splitlines() if "步　" in line]
    assert steps == [line for line in again.out.splitlines() if "步　" in line]


@pytest.mark.parametrize("text", [None, "{}", "\xff\xfe"])
def test_what_is_no_saved_walk_is_refused(run: Run, text: str | None) -> None:
    if text is not None:
        Path("a.json").write_text(text, encoding="latin-1")
    ran = run("simulate", EXAMPLE, "--play", "a.json")
    assert ran.status == 1
    assert "GOV758" in ran.err


def test_a_file_that_cannot_be_written_does_not_lose_the_walk(run: Run, typed: Typed) -> None:
    typed("2\ns\n4\nq\n")
    ran = run("simulate", EXAMPLE, "1", "--save", "no/such/folder/a.json", "--free")
    assert ran.status == 0
    assert "GOV808" in ran.err
    assert "第 3 步" in ran.out


def test_a_second_walk_does_not_overwrite_the_first(run: Run, typed: Typed) -> None:
    for _ in range(2):
        typed("\n2\nq\n")
        run("simulate", EXAMPLE, "1")
    assert len(list(Path().glob("*.walk.json"))) == 2


# ── usage ──
def test_a_seed_draws_the_same_scenario_every_time(run: Run) -> None:
    ran = [run("simulate", EXAMPLE, "--auto", "--seed", seed).out for seed in ("7", "7")]
    assert ran[0] == ran[1]
    drawn = {run("simulate", EXAMPLE, "--auto", "--seed", n).out.splitlines()[1] for n in range(6)}
    assert len(drawn) > 1


def test_an_unknown_scenario_is_wrong_usage(run: Run) -> None:
    ran = run("simulate", EXAMPLE, "楼道")
    assert ran.status == 2
    assert "GOV757" in ran.err and "楼道堆物" in ran.err


def test_a_model_without_scenarios_says_so(run: Run, model: Path) -> None:
    for arguments in ([], ["--auto"], ["1"], ["--seed", "1"]):
        ran = run("simulate", model, *arguments)
        assert ran.status == 1
        assert "GOV750" in ran.err


@together(("key", "pair"), list(wordings(table("simulate"))))
def test_every_wording_has_both_tongues_and_fits_a_gb_console(
    key: str, pair: dict[str, str]
) -> None:
    assert set(pair) == {"zh", "en"}
    blanks = [sorted(re.findall(r"\{(\w+)", pair[lang])) for lang in ("zh", "en")]
    assert blanks[0] == blanks[1]
    for text in pair.values():
        text.encode("gbk")


def test_every_wording_is_used_and_every_use_is_worded() -> None:
    folder = Path(__file__).parents[2] / "govkit" / "cli" / "simulate"
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    known = {key for key, _ in wordings(table("simulate"))}
    groups = "|".join({key.partition(".")[0] for key in known})
    used = set(re.findall(rf'"((?:{groups})\.[a-z_]+)"', code))
    assert used <= known
    assert len(used) > 25


@pytest.mark.parametrize("room", [20, 33, 71])
def test_paragraphs_keep_every_letter_and_their_width(room: int) -> None:
    text = "按民法典第一千二百五十九条，“以下”包括本数（40万元整）；see what a_rule_says, please。"
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room + 2 for line in lines)
    assert not any(line[0] in "，。；）” " for line in lines)
    assert not any(line[-1] in "（“" for line in lines)
