"""One statement as refinement sees it: its arguments, its place, how it binds and whose it is.

Arguments of a claim and what the heads around it say enter; the same, asked by name, leaves. What
becomes of it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govkit.diagnostics import Both
from govkit.model.statement import Strength
from govkit.source import Span
from govkit.values.expression import Expression

Arguments = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Said:
    """A statement; a line of checks and the head of a block stand for themselves.

    `outer` is the strength of the heads around it. `own`: it stands in the text that extends the
    base; then `outer` is what the heads of that text say, None where it leaves them as they are.
    """

    claim: Arguments
    span: Span | None
    outer: Strength | None = None
    own: bool = False
    path: str = ""

    @property
    def value(self) -> Any:
        """What it says; None for the head of a block."""
        return self.claim.get("value")

    @property
    def since(self) -> date | None:
        """The first day it holds on."""
        return self.claim.get("since")

    @property
    def until(self) -> date | None:
        """The first day it holds no more."""
        return self.claim.get("until")

    @property
    def when(self) -> Expression | None:
        """The condition it holds under."""
        return self.claim.get("when")

    @property
    def strength(self) -> Strength | None:
        """How it binds: by its own word, else by the heads around it."""
        said: Strength | None = self.claim.get("strength")
        return said or self.outer

    def holds_on(self, day: date | None) -> bool:
        """Whether it is in force on a day; without a day, whether it has no end."""
        if day is None:
            return self.until is None
        began = self.since is None or self.since <= day
        return began and (self.until is None or day < self.until)

    def reasons(self, code: str) -> Iterator[str]:
        """What it says about a finding of this code."""
        return (one.why for one in self.claim.get("approvals", ()) if one.code == code)

    @property
    def readings(self) -> list[Any]:
        """Its value in every reading, the first reading first."""
        doubts = self.claim.get("doubts", ())
        return [self.value, *(d.or_read for d in doubts if d.or_read is not None)]

    @property
    def written(self) -> str:
        """The value as its author wrote it, without the word in front."""
        if self.span is None:
            return ""
        text = self.span.text
        marks = [at for mark in ":：" if (at := text.find(mark)) >= 0]
        return " ".join(text[min(marks) + 1 if marks else 0 :].split())


@dataclass(frozen=True, eq=False)
class Group:
    """Statements of one field with the heads of the blocks they stand in.

    Of several groups the first that says something for a case counts.
    """

    said: tuple[Said, ...]
    heads: tuple[Said, ...] = field(default=())


def terms(claim: Arguments) -> Both:
    """From when to when, and on what condition, a block holds."""
    said = [
        (f"{zh} {day}", f"{en} {day}")
        for key, zh, en in (("since", "自", "since"), ("until", "至", "until"))
        if (day := claim.get(key)) is not None
    ]
    if claim.get("when") is not None:
        said.append(("另有条件", "on a condition"))
    return Both("，".join(zh for zh, _ in said) or "不限时间和条件",
                ", ".join(en for _, en in said) or "always")  # fmt: skip
