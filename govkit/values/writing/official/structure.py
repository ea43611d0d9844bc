"""Official forms of what is made of words and references: lists, teams, chains, ways out, bands.

A value and a writer enter, its words leave (`超时的，报街道；职权外的，转相关部门`) with no mark of
the language in them. What stands before and behind a value (strength, dates) is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from govkit.values.quantity import Bound, Quantity, Range
from govkit.values.structure import (
    Arrow,
    Chain,
    Distribution,
    Formula,
    LedWords,
    Mapping,
    Refs,
    Roster,
    Term,
    Word,
    Words,
)
from govkit.values.wording import wording
from govkit.values.writing.official.figures import bounded
from govkit.values.writing.official.phrasing import Official, phrase, reason_id
from govkit.values.writing.writer import spell

_FIRST_UNITS = 3
# For these reasons a case goes to somebody else, for all others it goes up.
_ASIDE = frozenset(
    {"needs_department", "out_of_duty", "declined", "returned", "consented", "agreed", "done",
     "verified", "failed", "silence", "incomplete", "satisfied", "unreached"}
)  # fmt: skip
# What is said of the ends of a map, by its field: before and behind the key, before and behind
# the end. Maps of other fields say 为.
_ENDS: dict[str, tuple[str, str, str]] = {
    "ceiling": ("", "在", "办结"),
    "exchange": ("", "兑换", ""),
    "streak": ("连续", "的，", ""),
}
_ENDS_EN: dict[str, tuple[str, str, str]] = {
    "ceiling": ("", " ends at ", ""),
    "exchange": ("", " earns ", ""),
    "streak": ("", " in a row: ", ""),
}
# The verbs of the same behind a strength: small must not end at the branch.
_ENDS_EN_STRONG = {
    "ceiling": ("end at", "ends at"),
    "exchange": ("earn", "earns"),
    "streak": ("bring", "brings"),
}
# What is done to each of several, not by them together: 告知书记和主任.
_DONE_TO = frozenset({"notify", "summon", "remind_to", "concurrent", "covers", "to", "delegate"})


def _tail(tail: str, total: int | None, counted: str, writer: Official) -> str:
    """`等`, `等7家`, `共2项` behind a list."""
    if not tail:
        return ""
    if writer.lang == "en":
        many = "" if total is None else f", {total} in all"
        return f" and others{many}" if tail == "and_more" else many
    word = wording("tail", tail, "zh")
    return word if total is None else f"{word}{total}{counted}"


@phrase.register
def _(value: Words, writer: Official) -> str:
    if not value.words:
        return "" if value.total is None else f"{value.total}{writer.pick('项', ' items')}"
    words = [writer.plain(word) for word in value.words]
    return writer.joined(words) + _tail(value.tail, value.total, writer.listed, writer)


@phrase.register
def _(value: LedWords, writer: Official) -> str:
    """`已经起诉（走诉讼途径）`, `转移、供氧（由夜班员）`."""
    written = []
    for word, ends in zip(value.words, value.ends, strict=True):
        names = [writer.name(end) if ":" in end else writer.plain(end) for end in ends]
        by = ends and ":" in ends[0]
        led = writer.pick("由" if by else "应走：", "by " if by else "the way is: ")
        tail = f"{led}{writer.series(names, 'or')}"
        plain = writer.plain(word)
        written.append(plain + writer.pick(f"（{tail}）", f" ({tail})") if names else plain)
    return writer.joined(written) + _tail(value.tail, value.total, writer.listed, writer)


@phrase.register
def _(value: Roster, writer: Official) -> str:
    names = [entry.name for entry in value.entries[:_FIRST_UNITS]]
    more = "and_more" if len(value.entries) > len(names) else "total"
    return writer.joined(names) + _tail(more, len(value.entries), "个", writer)


@phrase.register
def _(value: Refs, writer: Official) -> str:
    names = [writer.name(ref) for ref in value.refs]
    counted = writer.measure(value.refs[0]) if value.refs else ""
    if value.mode == "any":
        listed = writer.series(names, "or")
    elif value.mode == "all":
        listed = writer.series(names)
        if len(names) > 1 and writer.field not in _DONE_TO:
            listed += writer.pick("共同", " jointly")
    else:
        listed = writer.joined(names)
    if value.bound is not None:
        bound = value.bound
        number = bounded(bound, writer) if isinstance(bound, Bound) else writer(bound)
        listed = f"{number}{counted}{' ' if writer.lang == 'en' else ''}{listed}"
    return listed + _tail(value.tail, value.total, counted, writer)


@phrase.register
def _(value: Term, writer: Official) -> str:
    """`网格长1名`, `网格员若干名`, `专职、兼职共3名`."""
    names = [writer.plain(word) for word in value.words]
    counted = writer.measure(value.refs[0]) if value.refs else "个"
    if value.number is None:
        if writer.lang == "en":
            return f"any number of {writer.series(names, 'or')}"
        return f"{writer.joined(names)}若干{counted}"
    number = value.number
    figure = bounded(number, writer) if isinstance(number, Bound) else writer(number)
    if writer.lang == "en":
        return f"{figure} {writer.series(names, 'or')}".rstrip()
    bare = counted if not unit_in(number) else ""
    return f"{writer.joined(names)}{'共' if len(names) > 1 else ''}{figure}{bare}"


def unit_in(value: object) -> str:
    """The unit a figure is printed with; empty for a bare number."""
    if isinstance(value, Bound):
        return value.quantity.unit
    if isinstance(value, Range):
        return value.high.unit
    return value.unit if isinstance(value, Quantity) else ""


@phrase.register
def _(value: Formula, writer: Official) -> str:
    return writer.pick("、", ", ").join(writer(term) for term in value.terms)


@phrase.register
def _(value: Chain, writer: Official) -> str:
    chain = writer.pick("—", " – ").join(writer.name(ref) for ref in value.refs)
    total = "total" if value.total is not None else ""
    return chain + _tail(total, value.total, "级", writer)


@phrase.register
def _(value: Mapping, writer: Official) -> str:
    """Ways out, bands (`80分以上为优秀`), or what falls to each (`小事70%、大事30%`)."""
    entries = value.entries
    if leads(value):
        return writer.pick("；", "; ").join(ways_out(entries, writer))
    if any(isinstance(end, str) for arrow in entries for end in arrow.to):
        grades = any(
            isinstance(key, str) and key != "else" for arrow in entries for key in arrow.keys
        )
        said = [_outcome(arrow, writer, grades) for arrow in entries]
        return writer.pick("；" if grades and writer.field != "ceiling" else "，", "; ").join(said)
    pairs = [(_keys(arrow, writer), writer.series([writer(end) for end in arrow.to]))
             for arrow in entries]  # fmt: skip
    apart = any(left[-1:].isdigit() or not _SHARED.fullmatch(right) for left, right in pairs)
    if apart:
        return writer.pick("；", "; ").join(
            f"{left}{writer.pick('：', ': ')}{right}" for left, right in pairs
        )
    return writer.joined([f"{left}{writer.pick('', ' ')}{right}" for left, right in pairs])


_SHARED = re.compile(r"[0-9.]+[%‰]")


def _keys(arrow: Arrow, writer: Official) -> str:
    """The keys of an entry; of several, `else` beside others says nothing."""
    keys = [key for key in arrow.keys if key != "else" or len(arrow.keys) == 1]
    return writer.pick("且", " and ").join(_key(key, writer) for key in keys)


def _outcome(arrow: Arrow, writer: Official, grades: bool) -> str:
    """`80分以上为优秀`, `异常且重的，为二级`, `小事在支部办结`."""
    left = _keys(arrow, writer)
    right = writer.series([writer.named(str(end)) for end in arrow.to])
    if writer.lang == "en":
        before, between, behind = _ENDS_EN.get(writer.field, ("", ": ", ""))
        if writer.strength:
            between = f" {writer.strong(*_ENDS_EN_STRONG.get(writer.field, ('be', 'is')))} "
        return f"{before}{left}{between}{right}{behind}"
    before, between, behind = _ENDS.get(writer.field, ("", "的，为" if grades else "为", ""))
    comma, verb = ("的，", between[2:]) if between.startswith("的，") else ("", between)
    return f"{before}{left}{comma}{writer.modal}{verb}{right}{behind}"


def has_verbs(value: Mapping) -> bool:
    """Whether its sentences have verbs of their own, so that a strength stands before these."""
    return leads(value) or any(isinstance(end, str) for arrow in value.entries for end in arrow.to)


def leads(value: Mapping) -> bool:
    """Whether a map says where a case goes; its sentences then hold the condition."""
    ends = [end for arrow in value.entries for end in arrow.to]
    return bool(ends) and all(
        isinstance(end, str) and end.partition(":")[0] in ("tier", "step", "manner") for end in ends
    )


def ways_out(entries: Iterable[Arrow], writer: Official) -> list[str]:
    """One sentence for all reasons that lead to one place: `议而未决、执行受阻的，报街道`.

    The condition of the writer stands in each: `超时且难度较大的，报街道`.
    """
    said, when = [], writer.when
    for (to, verb), group in groupby(entries, lambda arrow: (arrow.to, _verb(arrow, writer))):
        keys = [_reason(str(key), writer) for arrow in group for key in arrow.keys]
        goes = verb.format(writer.series([writer.name(str(end)) for end in to]))
        if writer.lang == "en":
            comma = "," if len(keys) > 1 else ""
            also = f"{comma} and {when}" if when else ""
            said.append(f"where {writer.series(keys, 'or')}{also}, {goes}")
        elif when and len(keys) > 1:
            said.append(f"{when}，且{writer.series(keys, 'or')}的，{goes}")
        else:
            said.append(f"{writer.joined(keys)}{f'且{when}' if when else ''}的，{goes}")
    return said


def _reason(key: str, writer: Official) -> str:
    if key == "else":
        return writer.pick("其余", "nothing else applies")
    return writer.reason(key)


def _verb(arrow: Arrow, writer: Official) -> str:
    end, strength = str(arrow.to[0]), writer.modal
    if end.startswith("manner:"):
        closed = writer.strong("be closed as", "is closed as")
        return writer.pick(f"{strength}以“{{}}”结案", f"it {closed} {{}}")
    goes = f"it {writer.strong('go to', 'goes to')} {{}}"
    if end.startswith("step:"):
        return writer.pick(f"{strength}转“{{}}”环节", goes)
    aside = reason_id(str(arrow.keys[0])) in _ASIDE
    return writer.pick(f"{strength}{'转' if aside else '报'}{{}}", goes)


def _key(key: str | Quantity | Bound | Range, writer: Official) -> str:
    """A key in words: the rest, a reason, a grade; an amount in its own form."""
    if not isinstance(key, str):
        return writer(key)
    return (
        writer.pick("其余", "in other cases") if key == "else" else writer.plain(spell(key, writer))
    )


@phrase.register
def _(value: Arrow, writer: Official) -> str:
    return writer(Mapping((value,)))


@phrase.register
def _(value: Distribution, writer: Official) -> str:
    """`平均4个工作小时`, `1分钟`, `1小时至4小时（均匀分布）`."""
    parts = [writer(parameter) for parameter in value.parameters]
    first, last = parts[0], parts[-1]
    zh = {
        "mean": f"平均{first}",
        "fixed": first,
        "uniform": f"{first}至{last}（均匀分布）",
        "exponential": f"平均{first}（指数分布）",
        "triangular": f"最少{first}，最多{last}，以{parts[len(parts) // 2]}为最常见",
        "lognormal": f"以{first}为中位数（对数正态分布，离散程度{last}）",
        "empirical": f"按{'、'.join(parts)}抽取",
    }
    en = {
        "mean": f"{first} on average",
        "fixed": first,
        "uniform": f"{first} to {last} (uniform)",
        "exponential": f"{first} on average (exponential)",
        "triangular": f"{first} to {last}, mostly {parts[len(parts) // 2]}",
        "lognormal": f"{first} as the median (log-normal, spread {last})",
        "empirical": f"drawn from {', '.join(parts)}",
    }
    return (en if writer.lang == "en" else zh)[value.name]


@phrase.register
def _(value: Word, writer: Official) -> str:
    return writer.plain(writer.name(value.word))
