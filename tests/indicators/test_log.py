"""Reading a log: both tongues, blanks, and a finding with its row for whatever cannot be read."""

from __future__ import annotations

from datetime import datetime

import pytest

from govkit.indicators.log import Instant
from govkit.model.governance import Governance

from .conftest import log_of

NIGHT = datetime(2026, 3, 3)


def codes(log: object) -> list[tuple[str, str]]:
    return [(f.code, str(f.args.get("row", ""))) for f in log.findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "heads", ["编号|单位|应结时间|办结时间|回访", "case|unit|due|closed|call_back"]
)
def test_heads_of_either_tongue_give_the_same_cases(plain: Governance, heads: str) -> None:
    log = log_of(
        plain, f"{heads}\n1|甲|2026-03-02|2026-03-02 09:30|满意\n2|乙|2026/3/2|未办结|未访到"
    )
    assert log.findings == ()
    first, second = log.cases
    # A bare day as a limit ends at 24:00, which is written as 00:00 of the next day.
    assert first.due == Instant(NIGHT, NIGHT)
    assert str(first.due_day) == "2026-03-02"
    assert first.closed == Instant(*[datetime(2026, 3, 2, 9, 30)] * 2)
    assert (first.call_back, second.call_back) == ("satisfied", "unreached")
    assert second.closed is False


def test_blanks_stay_unknown_and_exceptions_are_none(plain: Governance) -> None:
    [case] = log_of(plain, "编号|单位|办结时间|移交自|协办|重开时间|剔除原因\n1|甲||||||").cases
    assert case.closed is None
    assert "closed" in case.blank
    assert (case.transferred_from, case.assistants, case.reopened, case.excluded) == (
        "", (), None, "",
    )  # fmt: skip


def test_whatever_cannot_be_read_is_told_with_its_row_and_the_row_stays(plain: Governance) -> None:
    log = log_of(
        plain,
        """
        编号 | 单位 | 事项 | 上报时间   | 办结时间   | 回访
        1    | 丁   | 噪声 | 2026-03-02 | 2026-03-03 | 满意
        2    | 甲   | 污水 | 2026-02-30 | 2026-03-03 | 基本满意
        2    | 甲   | 噪声 | 2026-03-05 | 2026-03-03 | 满意
        """,
    )
    assert codes(log) == [
        ("GOV854", "2"), ("GOV854", "3"), ("GOV855", "3"), ("GOV853", "3"), ("GOV856", "4"),
        ("GOV857", "4"),
    ]  # fmt: skip
    assert [case.row for case in log.cases] == [2, 3, 4]
    assert [case.unit for case in log.cases] == [None, "甲", "甲"]
    assert log.cases[2].closed is None


def test_a_head_that_is_missing_or_not_known(plain: Governance) -> None:
    assert codes(log_of(plain, "编号|办结时间\n1|未办结")) == [("GOV851", "")]
    log = log_of(plain, "编号|单位|天气|单位\n1|甲|晴|乙")
    assert codes(log) == [("GOV852", ""), ("GOV852", "")]
    assert log.cases[0].unit == "甲"
    assert codes(log_of(plain, "编号|单位")) == [("GOV859", "")]


def test_the_limit_of_the_matter_stands_in_for_the_day_due(plain: Governance) -> None:
    """Accepted on Friday the 6th: three working days are the 9th, 10th and 11th."""
    table = "编号|单位|事项|上报时间|受理时间\n1|甲|噪声|2026-03-02|2026-03-06 10:00"
    [case] = log_of(plain, table).cases
    assert str(case.due_day) == "2026-03-11"
    # Without the column of acceptance the limit runs from the report, Monday the 2nd.
    [case] = log_of(plain, "编号|单位|事项|上报时间\n1|甲|噪声|2026-03-02").cases
    assert str(case.due_day) == "2026-03-05"
    # With the column and a blank in it, the end is not known.
    [case] = log_of(plain, table.replace("|2026-03-06 10:00", "|")).cases
    assert case.due is None


def test_several_assistants_and_numbered_units(plain: Governance) -> None:
    [case] = log_of(plain, "编号|单位|协办\n1|社区·2|甲、丙").cases
    assert (case.unit, case.assistants) == ("乙", ("甲", "丙"))


def test_of_many_cells_that_cannot_be_read_a_few_are_told_and_the_rest_counted(
    plain: Governance,
) -> None:
    rows = "\n".join(f"{n}|丁{n}|三月{n}日|晚上{n}点" for n in range(1, 14))
    log = log_of(plain, f"编号|单位|上报时间|办结时间\n{rows}")
    told = [(f.code, str(f.args.get("row", ""))) for f in log.findings if f.code != "GOV452"]
    assert [row for code, row in told if code == "GOV853"] == ["2", "2"]
    assert [row for code, row in told if code == "GOV854"] == [str(n) for n in range(2, 12)]
    more = {(f.args["code"], f.args["more"]) for f in log.findings if f.code == "GOV452"}
    assert more == {("GOV853", "12"), ("GOV854", "3")}
    assert len(log.cases) == 13
