"""What a workload does not say, or says in a way that cannot be run: one finding each.

The path of a field and what is missing there enter; a finding leaves, with the line to add. What
the numbers are for is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.vocabulary.words import word_set

Why = Literal["period", "rate", "where", "matters", "service", "holders", "hours", "sessions",
              "of_case", "rest"]  # fmt: skip

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
        Both("同时有多少人办件", "how many work at a time"),
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
    """A number that is missing, or cannot be told: at which path of the model, and which one."""

    path: str
    why: Why

    def finding(self) -> Diagnostic:
        """GOV975 with the line to add, GOV973 for what cannot be told; the place is the path's."""
        name = self.path.rpartition("/")[2].partition(".")[0].partition(":")[2]
        if self.why in _UNTOLD:
            return finding("GOV973", name=name, what=_UNTOLD[self.why])
        what, line = _LINES[self.why]
        return finding("GOV975", name=name, what=what, line=line)


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
        return finding("GOV976", name=self.ref.rpartition(":")[2])


class NoDelay(Exception):
    """A case waits for somebody who is no station, and nothing says how long: which move, whom."""

    def __init__(self, move: str, ref: str) -> None:
        super().__init__(move, ref)
        self.move, self.ref = move, ref

    def finding(self) -> Diagnostic:
        """GOV972, with the entry to add."""
        word = word_set("move").get(self.move) or word_set("occasion")[self.move]
        return finding("GOV972", name=self.ref.rpartition(":")[2], move=Both(word.zh, word.en))
