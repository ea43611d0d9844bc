"""What a workload does not say, or says in a way that cannot be run: one finding each.

The path of a field and what is missing there enter; a finding leaves, with the line to add. What
the numbers are for is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.vocabulary.words import word_set

Why = Literal["period", "rate", "where", "matters", "service", "holders", "hours", "sessions",
              "of_case", "rest", "chances", "station", "meeting", "delays",
              "attribute"]  # fmt: skip

# What is missing, and the line that says it. Figures are left to the author.
_LINES: dict[str, tuple[Both, Both]] = {
    "period": (
        Both("推演从哪天到哪天", "the days it runs"),
        Both("推演 日常 自 …-01-01 至 …-01-01", "workload daily from …-01-01 until …-01-01"),
    ),
    "rate": (
        Both("来多少件", "how many cases come in"),
        Both("到件：…件/月 假设 “…”", 'cases: … cases/month assume "…"'),
    ),
    "where": (
        Both("件发生在哪里", "where cases are reported"),
        Both("发生于：…（一个层级）", "at: … (a level)"),
    ),
    "matters": (
        Both("来的是什么事项", "what the cases are about"),
        Both("事项：… → …%，… → …% 假设 “…”", 'matters: … → …%, … → …% assume "…"'),
    ),
    "service": (
        Both("办一件要多久", "how long a case takes"),
        Both("用时：指数(…工作小时) 假设 “…”", 'service: exponential(… work_hours) assume "…"'),
    ),
    "holders": (
        Both("同时有多少人办件，要写 1 到 10000 的整数",
             "how many work at a time, a whole number from 1 to 10,000"),
        Both("人数：…名 假设 “…”", 'holders: … persons assume "…"'),
    ),
    "hours": (
        Both("有多少工时可以办件", "how much time they have for cases"),
        Both("工时：…小时/周 假设 “…”", 'capacity: … hours/week assume "…"'),
    ),
    "sessions": (
        Both("什么时候开会", "when it sits"),
        Both("例会时间：每周…15:00 假设 “…”", 'sessions: … assume "…"'),
    ),
}  # fmt: skip

# What is said and cannot be told: never left out in silence.
_UNTOLD: dict[str, Both] = {
    "of_case": Both(
        "条件看的是某一件的情况，这一栏却不是一件一件算的",
        "a condition on single cases, and the field is not one of single cases",
    ),
    "rest": Both("「其余」，看不出是哪个要素的", "`else`, of several attributes at once"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is missing, or cannot be told: at which path of the model, and which one.

    `names` are what is missing where that is more than one number: moves and triggers, stations.
    """

    path: str
    why: Why
    names: tuple[str, ...] = ()

    def finding(self) -> Diagnostic:
        """GOV975 with the line to add, GOV972, GOV987 or GOV976 for what cases come to, GOV973 for
        what cannot be told; the place is the path's."""
        name = self.path.rpartition("/")[2].partition(".")[0].partition(":")[2]
        if self.why in _UNTOLD:
            return finding("GOV973", name=name, what=_UNTOLD[self.why])
        if self.why == "chances":
            return finding("GOV987", name=name, what=_listed(self.names), line=_line(self.names))
        if self.why == "delays":
            return _waits(name, self.names)
        if self.why in ("station", "meeting"):
            return _nobody(self.names[0])
        if self.why == "attribute":
            return _unknown(name, self.names[0])
        what, line = _LINES[self.why]
        return finding("GOV975", name=name, what=what, line=line)


def _unknown(name: str, attribute: str) -> Diagnostic:
    what = Both(f"规则要看的「{attribute}」", f"`{attribute}`, which the rules ask for")
    line = Both(
        f"构成：… → …% 假设 “…”（分档的），或者 数额：{attribute} → … 假设 “…”",
        f'mix: … -> …% assume "…" (of grades), or amounts: {attribute} -> … assume "…"',
    )
    return finding("GOV975", name=name, what=what, line=line)


def told(gaps: Iterable[Gap]) -> list[tuple[str, Diagnostic]]:
    """One finding for each block that lacks numbers, with all lines to add, and one for each other
    gap; each with the path where it belongs."""
    found: dict[tuple[str, str], list[Gap]] = {}
    for gap in dict.fromkeys(gaps):
        block = gap.path.partition(".")[0] if gap.why in _LINES else gap.path
        found.setdefault((block, "" if gap.why in _LINES else str(gap)), []).append(gap)
    return [(those[0].path, _together(those)) for those in found.values()]


def _together(those: list[Gap]) -> Diagnostic:
    first = those[0].finding()
    if len(those) == 1:
        return first
    whats, lines = zip(*(_LINES[gap.why] for gap in those), strict=True)
    what = Both("、".join(one.zh for one in whats), ", ".join(one.en for one in whats))
    line = Both("；".join(one.zh for one in lines), "; ".join(one.en for one in lines))
    return finding("GOV975", name=first.args["name"], what=what, line=line)


def _waits(name: str, moves: tuple[str, ...]) -> Diagnostic:
    zh = "，".join(f"{_word(one).zh} → 指数(…工作小时)" for one in moves)
    en = ", ".join(f"{_word(one).en} -> exponential(… work_hours)" for one in moves)
    line = Both(f"等待时长：{zh} 假设 “…”", f'delays: {en} assume "…"')
    return finding("GOV972", name=name, move=_listed(moves), line=line)


def _nobody(ref: str) -> Diagnostic:
    kind, _, name = ref.partition(":")
    meets = kind == "meeting"
    line = Both(
        f"承办力量 {name} {{ 例会时间：每周…15:00 假设 “…” }}" if meets
        else f"承办力量 {name} {{ 人数：…名 假设 “…”；用时：指数(…工作小时) 假设 “…” }}",
        f'station {name} {{ sessions: every … 15:00 assume "…" }}' if meets
        else f'station {name} {{ holders: … persons assume "…"; '
             f'service: exponential(… work_hours) assume "…" }}',
    )  # fmt: skip
    return finding("GOV976", name=name, line=line)


def _line(names: tuple[str, ...]) -> Both:
    return Both(
        "发生率：" + "，".join(f"{_word(one).zh} → …%" for one in names) + " 假设 “…”",
        "chances: " + ", ".join(f"{_word(one).en} -> …%" for one in names) + ' assume "…"',
    )


def _listed(names: tuple[str, ...]) -> Both:
    words = [_word(one) for one in names]
    return Both("、".join(one.zh for one in words), ", ".join(one.en for one in words))


def _word(name: str) -> Both:
    """A move, trigger or occasion in both tongues; the author's own word as it is."""
    for sets in ("move", "occasion", "trigger+event+decision"):
        word = word_set(sets).get(name)
        if word is not None:
            return Both(word.zh, word.en)
    return Both(name, name)


class TooShort(ValueError):
    """A run that is no longer than its warm-up, so that no case would be counted."""

    def __init__(self, days: int, warm_up: int) -> None:
        """Both in days."""
        super().__init__(days, warm_up)
        self.days, self.warm_up = days, warm_up

    def finding(self) -> Diagnostic:
        """GOV978."""
        return finding("GOV978", days=str(self.days), warm_up=str(self.warm_up))


class NoStation(Exception):
    """Work came to somebody of whom the workload says nothing: to whom, and which work."""

    def __init__(self, ref: str, work: str = "") -> None:
        super().__init__(ref, work)
        self.ref, self.work = ref, work

    def finding(self) -> Diagnostic:
        """GOV976, with the block to add."""
        return _nobody(self.ref)


class NoDelay(Exception):
    """A case waits for somebody who is no station, and nothing says how long: which move, whom."""

    def __init__(self, move: str, ref: str) -> None:
        super().__init__(move, ref)
        self.move, self.ref = move, ref

    def finding(self) -> Diagnostic:
        """GOV972, with the entry to add."""
        return _waits(self.ref.rpartition(":")[2], (self.move,))
