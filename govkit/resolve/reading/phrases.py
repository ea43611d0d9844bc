"""Official phrases around a figure: what a field says already, and what has a place of its own.

The text of a value and the field it stands on enter; the bare figure leaves, or the words that
belong elsewhere (a strength, the beginning of a limit). Nothing here reads a figure.
"""

from __future__ import annotations

import re

from govkit.values.reading.numerals import CHINESE
from govkit.vocabulary.words import spellings

_WITHIN = r"(?<=[内前])"
_DONE = rf"{_WITHIN}(?:办结|办完|办毕|完成|(?:办理|处置|处理)(?:完毕|完成))"
_ORDER = r"(?:派单|派件|派遣|派发|收到|接到)(?:工单|案件|任务)?(?:之?后)"
_CALLED = r"(?:吹哨|(?:接到|收到)(?:吹哨|呼叫|通知|指令))(?:之?后)"

# The field → what may stand before and behind the figure and only repeats the field.
_REPEATED: dict[str, tuple[str, str]] = {
    "limit": ("", _DONE),
    "total": ("", _DONE),
    "sign_within": (_ORDER, rf"{_WITHIN}(?:予以)?(?:签收|接单)"),
    "return_within": (_ORDER, rf"{_WITHIN}(?:退单|退回|回退)"),
    "arrive_within": (_CALLED, rf"{_WITHIN}(?:到场|到位|到达|(?:到达|赶到|赶赴)现场|报到)"),
    "countersign_within": (
        r"(?:每家|各家|各单位|每个单位)",
        rf"{_WITHIN}(?:会签|答复|回复|反馈|(?:反馈|提出|回复)意见)",
    ),
    "complete_within": ("", rf"{_WITHIN}(?:补正|补齐|补齐材料|补正材料)"),
    "call_back_within": (
        r"(?:(?:结案|办结|反馈)(?:之?后)?)",
        rf"{_WITHIN}(?:进行|予以|开展)?(?:回访|回复满意度)",
    ),
    "reopen_within": (r"(?:结案|办结)(?:之?后|之日起)", rf"{_WITHIN}(?:可以?)?重开"),
    "objection_within": ("", rf"{_WITHIN}(?:提出异议|提出申诉|申诉|提出)"),
    "special_within": ("", rf"{_WITHIN}(?:召开|召集)"),
    "publish_by": ("", rf"{_WITHIN}(?:公开|公示|公布)"),
    "notice": (r"(?:提前|(?:会|会议|会议召开|开会|召开)前)", r"(?:通知|告知|公告)"),
    "remind_before": (r"(?:(?:到期|届满|期满)?(?:之?前|提前)|提前)", r"(?:提醒|预警)"),
    "remind_after": (
        r"(?:逾期|超期|超时|到期|届满)(?:之?后)?",
        r"(?:之?后)?(?:提醒|通报)?",
    ),
    "gap": (r"(?:每次)?(?:间隔|相隔)", ""),
    "length": (r"(?:每次|单次)(?:时长|时间|巡查|值守|活动)?", ""),
    "extend": (r"(?:(?:可以?|经批准可以?)?(?:再|适当)?(?:延长|延期))", ""),
    "term": (r"(?:每届(?:任期)?|任期)", ""),
    "after": (r"(?:又?过了?)", r"(?:之?后|以后)"),
}
# Phrases that are a field and its value at once.
_WHOLE = {"扣完为止": ("least", "0分"), "扣完该项分值为止": ("least", "0分")}
_KEPT = re.compile(r"(?P<kept>至少|最少|最多|最长|不超过)?(?P<rest>.+)")
_LEAD = re.compile(r"[在于](?=[0-9０-９]|[" + CHINESE + "])")
_FIGURE_NEXT = re.compile(
    rf"(?:[在于为按]?(?:[0-9０-９{CHINESE}]|每|半|当日|次|自)|不少于|不低于|不超过|至少|至多|最多)"
)
_BEGINNING = re.compile(
    r"(?P<begin>自.{1,16}?起(?:计算?)?|从.{1,16}?(?:算起|起))[,，]?(?P<rest>.+)"
)


def bare(field: str, text: str) -> str:
    """The text without the words that only repeat its field: `会前3日` is a `notice` of `3日`."""
    before, behind = _REPEATED.get(field, ("", ""))
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    kept = _KEPT.fullmatch(text)
    lead, rest = (kept["kept"] or "", kept["rest"]) if kept else ("", text)
    if before:
        rest = re.sub(rf"^(?:{before})", "", rest)
    if behind:
        rest = re.sub(rf"(?:{behind})$", "", rest)
    return lead.replace("最长", "最多") + rest


def whole(text: str) -> tuple[str, str] | None:
    """The field and the value that a phrase says at once: `扣完为止` is a `least` of `0分`."""
    return _WHOLE.get(text)


def tells(field: str, text: str) -> bool:
    """Whether words around a figure say that it is of this field: `2小时内到场`, `每次1小时`."""
    before, behind = _REPEATED.get(field, ("", ""))
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    begins = re.match(rf"(?:{before})(?=.*[0-9０-９{CHINESE}半])", text)
    ends = re.search(rf"(?:{behind})$", text)
    return any(match is not None and match.group() != "" for match in (begins, ends))


def strength_before(text: str) -> tuple[str, str] | None:
    """The strength that stands before a figure, and the rest: `应当`, `在5个工作日内`."""
    words = sorted((w for w in spellings("strength") if not w.isascii()), key=len, reverse=True)
    for word in words:
        rest = text.removeprefix(word)
        if rest != text and _FIGURE_NEXT.match(rest):
            return word, rest
    return None


def beginning(text: str) -> tuple[str, str] | None:
    """From when a limit runs, if the text says it, and the rest: `自受理之日起`, `5日内`."""
    match = _BEGINNING.fullmatch(text)
    return (match["begin"], match["rest"]) if match else None
