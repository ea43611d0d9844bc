"""The table of who does what (分工): matters down, units across, a sign where they meet.

Rows of `analysis.roles` and a pen enter, a `Document` leaves. Which field gives which part is not
known here; what a sign means and how limits of a process stand together is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.analysis.roles import Division, MatterRow, Part, Role, division, rungs_of
from govkit.document.building import cell, note
from govkit.document.parts import Block, Cell, Column, Document, Heading, Row, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.process import Process
from govkit.reports.basis import NOTHING, STAR, Basis, chosen, claims_of, official, unread
from govkit.reports.wanted import Wanted

MOST = 14  # units in one table; with more, each level has its own
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS: dict[Part, tuple[str, str, str]] = {
    "leads": ("●", "主办", "leads"),
    "handles": ("①", "承办第几级、第几步", "handles rung or step"),
    "assists": ("○", "协办", "assists"),
    "decides": ("◆", "审批", "decides"),
    "told": ("△", "告知", "is told"),
    "supervises": ("★", "督办", "supervises"),
    "calls_back": ("▽", "回访", "calls back"),
    "answers": ("□", "兜底", "answers where nobody else does"),
}


def matrix(model: Governance, wanted: Wanted) -> Document:
    """Who does what in each matter of a model, as one table or one a level."""
    pen = official(model, wanted.lang)
    maker = _Matrix(pen, wanted, Basis(model, wanted.lang), division(model))
    return Document(
        lang=wanted.lang,
        title=pen.pick(f"{model.label}职责分工表", f"{model.label}: who does what"),
        blocks=tuple(maker.blocks()),
        wide=True,
        paper=wanted.paper,
        official=True,
    )


def matrix_rows(model: Governance, wanted: Wanted) -> dict[str, Any]:
    """The same for programs: who does what by which field, one row for each way of a matter."""
    found = division(model)
    maker = _Matrix(official(model, wanted.lang), wanted, Basis(model, wanted.lang), found)
    return {
        "rows": [
            {
                "matter": row.matter,
                "process": row.process,
                "mode": row.mode,
                "conditions": [maker.pen.written(when) for when in row.conditions],
                "rungs": list(row.rungs),
                "roles": [
                    {"unit": role.unit, "part": role.part, "rung": role.rung, "field": role.field,
                     "origin": role.claim.origin.kind, "conditional": role.conditional}
                    for role in row.roles
                ],
            }
            for row in maker.rows()
        ],
        "units": {level: list(refs) for level, refs in found.units.items()},
        "leaderless": list(found.leaderless),
        "shared": list(found.shared),
        "idle": list(found.idle),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Matrix:
    pen: Pen
    wanted: Wanted
    basis: Basis
    found: Division

    def blocks(self) -> Iterator[Block]:
        """What stands above, then the tables."""
        rows = self.rows()
        if not rows:
            yield note(self.pen.pick("模型里没有事项。", "The model has no matters."))
            return
        units = {
            level: tuple(ref for ref in refs if any(row.of(ref) for row in rows))
            for level, refs in self.found.units.items()
        }
        units = {level: refs for level, refs in units.items() if refs}
        tables = tuple(self._tables(rows, units))
        yield from map(note, self._legend(rows, units))
        yield from tables

    def rows(self) -> tuple[MatterRow, ...]:
        """Those of one process together, in the order of their first matter."""
        model = self.pen.model
        asked = chosen(
            model, self.wanted, self.found.rows, lambda row: claims_of(model.matter(row.matter))
        )
        order = {name: at for at, name in enumerate(dict.fromkeys(row.process for row in asked))}
        return tuple(sorted(asked, key=lambda row: (not row.process, order[row.process])))

    # ── above the table ──

    def _legend(
        self, rows: Sequence[MatterRow], units: dict[str, tuple[str, ...]]
    ) -> Iterator[str]:
        pick, names = self.pen.pick, self._names
        parts = {role.part for row in rows for role in row.roles}
        signs = [(sign, zh, en) for part, (sign, zh, en) in _SIGNS.items() if part in parts]
        yield pick("　".join(f"{s} {zh}" for s, zh, _ in signs),
                   "   ".join(f"{s} {en}" for s, _, en in signs))  # fmt: skip
        yield from self.basis.legend()
        matters = len({row.matter for row in rows})
        ways = len({row.process for row in rows if row.process})
        taking = sum(map(len, units.values()))
        yield pick(
            f"共{matters}项事项、{ways}个流程、{taking}个单位和岗位。",
            f"{matters} matters, {ways} processes, {taking} units and posts.",
        )
        if self.found.leaderless:
            told = names(self.found.leaderless)
            yield pick(f"没有主办的事项：{told}。", f"Matters that nobody leads: {told}.")
        if self.found.shared:
            told = names(self.found.shared)
            yield pick(
                f"主办不止一个的事项：{told}。", f"Matters that more than one leads: {told}."
            )
        if self.found.idle:
            told = names([ref.partition(":")[2] for ref in self.found.idle])
            count = len(self.found.idle)
            yield pick(
                f"没有分到事项的单位和岗位（{count}个）：{told}。",
                f"Units and posts without a matter ({count}): {told}.",
            )

    def _names(self, names: Sequence[str]) -> str:
        return self.pen.pick("、", ", ").join(names)

    # ── tables ──

    def _tables(
        self, rows: Sequence[MatterRow], units: dict[str, tuple[str, ...]]
    ) -> Iterator[Block]:
        if sum(map(len, units.values())) <= MOST:
            yield self._table(rows, units)
            return
        for level, refs in units.items():
            name = level or self.pen.pick("其他", "others")
            for start in range(0, len(refs), MOST):
                part = refs[start : start + MOST]
                touched = [row for row in rows if any(row.of(ref) for ref in part)]
                more = self.pen.pick("（续）", " (continued)") if start else ""
                yield Heading(2, name + more)
                yield self._table(touched, {level: part})
        nobodys = [row for row in rows if not row.roles]
        if nobodys:
            yield Heading(2, self.pen.pick("没有分到单位的事项", "Matters without a unit"))
            yield self._table(nobodys, {})

    def _table(self, rows: Sequence[MatterRow], units: dict[str, tuple[str, ...]]) -> Table:
        pick = self.pen.pick
        columns = (
            Column(weight=3, align="center"),
            Column(weight=8),
            Column(weight=7),
            *(Column(weight=3, align="center") for refs in units.values() for _ in refs),
            Column(weight=11),
            Column(weight=6),
        )
        before = (pick("序号", "No."), pick("事项", "Matter"), pick("流程", "Process"))
        after = (pick("时限", "Limits"), pick("依据", "Basis"))
        others = pick("其他", "Others")
        groups = [_head(level or others, len(refs)) for level, refs in units.items()]
        named = [_head(self._unit(ref)) for refs in units.values() for ref in refs]
        down = 2 if named else 1
        above = (
            *(_tall(text, down) for text in before), *groups, *(_tall(text, down) for text in after)
        )  # fmt: skip
        return Table(
            columns,
            tuple(self._written(rows, units)),
            head=(above, tuple(named)) if named else (above,),
            name=pick("分工", "Who does what"),
        )

    def _unit(self, ref: str) -> str:
        return self.pen.name(ref)

    def _written(
        self, rows: Sequence[MatterRow], units: dict[str, tuple[str, ...]]
    ) -> Iterator[Row]:
        """The rows; cells of process and limits reach down over those that have the same."""
        ways = [(row.process, row.mode) for row in rows]
        limits = [(*way, *self._limits(row)) for way, row in zip(ways, rows, strict=True)]
        for number, row in enumerate(rows):
            written = [
                cell(str(number + 1), ref=f"matter:{row.matter}"),
                cell(*self._matter(row)),
            ]
            if down := _begun(ways, number):
                written.append(cell(self._process(row), down=down))
            written += [cell(self._signs(row.of(ref))) for refs in units.values() for ref in refs]
            if down := _begun(limits, number):
                written.append(cell(*limits[number][2:], down=down))
            written.append(cell(self._basis(row)))
            yield tuple(written)

    def _matter(self, row: MatterRow) -> Iterator[str]:
        matter = self.pen.model.matter(row.matter)
        yield self.pen.pick(matter.label, matter.label.replace("_", " "))
        for when in row.conditions:
            told = self.pen.written(when)
            yield self.pen.pick(f"（{told}）", f"({told})")

    def _process(self, row: MatterRow) -> str:
        if not row.process:
            return NOTHING
        process, mode = (self.pen.name(f"process:{row.process}"), row.mode)
        return process + (self.pen.pick(f"（{mode}）", f" ({mode})") if mode else "")

    def _signs(self, roles: Sequence[Role]) -> str:
        """The signs of one unit in one matter; starred where one of them is not in the text."""
        found: dict[str, list[Role]] = {}
        for part, (sign, _, _) in _SIGNS.items():
            for role in roles:
                if role.part == part:
                    shown = circled(role.rung) if part == "handles" else sign
                    found.setdefault(shown, []).append(role)
        told = "".join(found)
        starred = any(unread(role.claim for role in behind) for behind in found.values())
        self.basis.saw(role.claim for role in roles)
        return told + (STAR[self.pen.lang] if starred else "")

    def _limits(self, row: MatterRow) -> tuple[str, ...]:
        """The limit of the matter and its states, of the whole process, then of its rungs."""
        pen, pick = self.pen, self.pen.pick
        matter = pen.model.matter(row.matter)
        told: list[str] = []
        if matter.limit.root:
            whole = pen.field(matter, "matter", "limit")
            told.append(pick(f"整件{whole}", f"the case {whole}"))
            self.basis.saw(matter.limit.root)
        for state in matter.states:
            if state.limit.root:
                told.append(pick(f"{state.label}：", f"{state.label}: ")
                            + pen.field(state, "state", "limit"))  # fmt: skip
                self.basis.saw(state.limit.root)
        process = pen.model.get(f"process:{row.process}")
        if isinstance(process, Process):
            if process.total.root:
                whole = pen.field(process, "process", "total")
                told.append(pick(f"全程{whole}", f"in all {whole}"))
                self.basis.saw(process.total.root)
            for number, (ref, rung) in enumerate(rungs_of(process), start=1):
                if rung.limit.root:
                    limit = pen.field(rung, ref.partition(":")[0], "limit")
                    told.append(f"{circled(number)} {limit}")
                    self.basis.saw(rung.limit.root)
        return tuple(told) or (NOTHING,)

    def _basis(self, row: MatterRow) -> str:
        model = self.pen.model
        process = model.get(f"process:{row.process}")
        heads = (process,) if process is not None else ()
        return self.basis.of(*claims_of(model.matter(row.matter)), *heads)


def circled(number: int) -> str:
    """The number of a rung in a circle; in brackets beyond the twentieth."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def _head(text: str, across: int = 1) -> Cell:
    return cell(text, mark="strong", across=across, align="center", shade=True)


def _tall(text: str, down: int) -> Cell:
    return cell(text, mark="strong", down=down, align="center", shade=True)


def _begun(same: Sequence[object], at: int) -> int:
    """How many alike begin here, one after the other; 0 where they began before."""
    if at and same[at] == same[at - 1]:
        return 0
    end = at
    while end < len(same) and same[end] == same[at]:
        end += 1
    return end - at
