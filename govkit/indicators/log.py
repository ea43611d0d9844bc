"""A log of cases: from the cells of a table to plain records, nothing dropped and nothing guessed.

Column heads, rows with their numbers and a model enter; cases and findings leave. A blank cell is
unknown, except in the columns that record exceptions (a transfer, a reopening …): there it says
that there was none. Where the table came from is not known here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Literal, NamedTuple

from govkit.diagnostics import Both, Diagnostic, Filler, Severity
from govkit.diagnostics.few import few
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.limits import limit_as_stated
from govkit.model.governance import Governance
from govkit.model.units import names_of
from govkit.values import Day, Moment
from govkit.values.reading import read_day, read_moment
from govkit.vocabulary.words import spellings, word_set

NEEDED = ("case", "unit")
MOMENTS = ("reported", "accepted", "signed", "due", "closed", "reopened", "closed_again")
# Columns that record exceptions: a blank says that there was none.
EXCEPTIONS = ("transferred_from", "assistants", "reopened", "excluded", "excluded_by")
_MIDNIGHT = timedelta(days=1)


class Instant(NamedTuple):
    """A moment as far as the cell tells it: a bare day may be any moment of that day."""

    low: datetime
    high: datetime

    @property
    def day(self) -> date:
        """The day it falls on."""
        return self.low.date()


@dataclass(frozen=True, slots=True)
class Case:
    """One row. A moment is None where it is not known, False where it is known not to have come.

    `row` is the row of the table, the head being row 1. `due_day` is the day the limit ends on.
    `excluded` is the reason for leaving it out, empty where there is none. `provisional`: the end
    of its limit was counted over days whose holidays are not known.
    """

    row: int
    number: str
    matter: str | None = None
    unit: str | None = None
    reported: Instant | None = None
    accepted: Instant | Literal[False] | None = None
    signed: Instant | Literal[False] | None = None
    due: Instant | None = None
    due_day: date | None = None
    closed: Instant | bool | None = None
    manner: str | None = None
    transferred_from: str | None = ""
    assistants: tuple[str, ...] = ()
    reopened: Instant | None = None
    closed_again: Instant | bool | None = None
    call_back: str | None = None
    excluded: str = ""
    excluded_by: str = ""
    blank: frozenset[str] = frozenset()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """All cases in the order of the table, the columns there are, and what was wrong with cells."""

    cases: tuple[Case, ...]
    columns: frozenset[str]
    findings: tuple[Diagnostic, ...] = ()
    units: tuple[str, ...] = field(default=())


def read_log(
    columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], model: Governance
) -> Log:
    """The cases of a table.

    `columns`: its heads, in either tongue; `rows`: the number of each row and its cells. A cell
    that cannot be read is a finding (GOV853–GOV857) and counts as blank; a head that is not known
    is a finding (GOV852). Without the columns of `NEEDED` there is no case (GOV851).
    """
    reader = _Reader(model)
    places = reader.heads(columns)
    if any(name not in places for name in NEEDED):
        return Log((), frozenset(places), tuple(reader.findings))
    reader.places = places
    cases = tuple(
        case for number, cells in rows if any(c.strip() for c in cells)
        for case in [reader.case(number, cells)]
    )  # fmt: skip
    if not cases:
        reader.report("GOV859", "error")
    units = dict.fromkeys(
        name for case in cases for name in (case.transferred_from, case.unit, *case.assistants)
        if name
    )  # fmt: skip
    return Log(cases, frozenset(places), tuple(_told(reader.findings)), tuple(units))


def _told(findings: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a column for moments that cannot be read, ten of any other kind; then a count."""

    def unread(one: Diagnostic) -> Hashable:
        return one.args["column"] if one.code == "GOV853" else None

    def other(one: Diagnostic) -> Hashable:
        return None if one.code in ("GOV853", "GOV452") else one.code

    return few(few(findings, unread, 1), other)


class _Reader:
    """Reads cells and keeps what was wrong with them."""

    def __init__(self, model: Governance) -> None:
        self.model = model
        self.clocks = Clocks(model)
        self.findings: list[Diagnostic] = []
        self.places: Mapping[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.matters = {one.name for one in model.matters}
        kinds = (model.levels, model.bodies, model.posts, model.teams)
        self.names = {one.name for every in kinds for one in every}

    def report(
        self, code: str, severity: Severity = "warning", near: Sequence[str] = (), **args: Filler
    ) -> None:
        self.findings.append(Diagnostic(code, severity, args=args, suggestions=tuple(near)))

    # ── heads ──

    def heads(self, columns: Sequence[str]) -> dict[str, int]:
        known = spellings("log_column")
        places: dict[str, int] = {}
        for at, head in enumerate(columns):
            head = head.strip()
            name = known.get(head)
            if name is not None and name not in places:
                places[name] = at
            elif head:
                near = [] if name else get_close_matches(head, known)
                self.report("GOV852", near=near, column=head)
        for name in NEEDED:
            if name not in places:
                term = word_set("log_column")[name]
                self.report("GOV851", "error", column=Both(term.zh, term.en))
        return places

    # ── one row ──

    def case(self, row: int, cells: Sequence[str]) -> Case:
        said = {
            name: cells[at].strip() if at < len(cells) else "" for name, at in self.places.items()
        }
        number = said["case"]
        if number and number in self.numbers:
            self.report("GOV856", row=str(row), first=str(self.numbers[number]), written=number)
        self.numbers.setdefault(number, row)
        found = Case(
            row,
            number,
            unit=self.unit(row, "unit", said["unit"]),
            matter=self.matter(row, said.get("matter", "")),
            transferred_from=self._origin(row, said.get("transferred_from", "")),
            assistants=self._assistants(row, said.get("assistants", "")),
            manner=self.word(row, "manner", said.get("manner", ""), "manner"),
            call_back=self.word(row, "call_back", said.get("call_back", ""), "call_back"),
            excluded=said.get("excluded", ""),
            excluded_by=said.get("excluded_by", ""),
            **{name: self.moment(row, name, said.get(name, "")) for name in MOMENTS},  # type: ignore[arg-type]
        )
        found = self.ordered(self.with_due(found))
        blank = {
            name for name in spellings("log_column").values()
            if name not in EXCEPTIONS and getattr(found, _FIELDS.get(name, name), None) is None
        }  # fmt: skip
        if found.excluded and not found.excluded_by:
            blank.add("excluded_by")
        return replace(found, blank=frozenset(blank))

    def _origin(self, row: int, written: str) -> str | None:
        return self.unit(row, "transferred_from", written) if written else ""

    def _assistants(self, row: int, written: str) -> tuple[str, ...]:
        for mark in ",，;；/":
            written = written.replace(mark, "、")
        found = (self.unit(row, "assistants", one.strip()) for one in written.split("、") if one)
        return tuple(one for one in found if one)

    def unit(self, row: int, column: str, written: str) -> str | None:
        """The name of a unit as the model calls it, or None after a finding."""
        if not written:
            return None
        try:
            return self.model.tree.reference(self.model.unit(written))
        except KeyError:
            pass
        if written in self.names:
            return written
        listed = [name for level in self.model.levels for name in names_of(level)]
        known = [*self.names, *listed]
        self._unread("GOV854", row, column, written, get_close_matches(written, known))
        return None

    def matter(self, row: int, written: str) -> str | None:
        if not written or written in self.matters:
            return written or None
        self._unread("GOV854", row, "matter", written, get_close_matches(written, self.matters))
        return None

    def word(self, row: int, column: str, written: str, set_name: str) -> str | None:
        """A word of a closed set, or None after a finding."""
        if not written:
            return None
        found = spellings(set_name).get(written)
        if found is None:
            terms = word_set(set_name).values()
            choices = Both("、".join(t.zh for t in terms), ", ".join(t.en for t in terms))
            self._unread("GOV855", row, column, written, choices=choices)
        return found

    def moment(self, row: int, column: str, written: str) -> Instant | bool | None:
        """A moment or a day; False for the word that says it has not come; None where blank."""
        if not written:
            return None
        if column in ("closed", "closed_again") and written in spellings("log_word"):
            return False
        day, moment = read_day(written), read_moment(written)
        if isinstance(moment, Moment):
            return Instant(moment.at, moment.at)
        if isinstance(day, Day) and day.precision == "day":
            start = datetime.combine(day.date, time.min)
            ends = start + _MIDNIGHT
            return Instant(ends, ends) if column == "due" else Instant(start, ends)
        self._unread("GOV853", row, column, written)
        return None

    def _unread(
        self, code: str, row: int, column: str, written: str, near: Sequence[str] = (),
        **args: Filler,
    ) -> None:  # fmt: skip
        term = word_set("log_column")[column]
        self.report(
            code,
            "warning",
            near,
            row=str(row),
            column=Both(term.zh, term.en),
            written=written,
            **args,
        )

    # ── what follows from other cells ──

    def with_due(self, case: Case) -> Case:
        """The end of the limit: as the cell says, else from the limit of the matter.

        The limit of a matter runs from its acceptance; without such a column, from its report.
        """
        if case.due is not None:
            return replace(case, due_day=(case.due.high - timedelta(seconds=1)).date())
        start = case.accepted if "accepted" in self.places else case.reported
        return with_limit(self.model, case, start or None, self.clocks)

    def ordered(self, case: Case) -> Case:
        """A closing before the report, or a reopening before the closing, is read as unknown."""
        for later, earlier in (("closed", "reported"), ("reopened", "closed"),
                               ("closed_again", "reopened")):  # fmt: skip
            end, start = getattr(case, later), getattr(case, earlier)
            if isinstance(end, Instant) and isinstance(start, Instant) and end.high < start.low:
                term, other = (word_set("log_column")[name] for name in (later, earlier))
                self.report(
                    "GOV857", row=str(case.row), column=Both(term.zh, term.en),
                    other=Both(other.zh, other.en),
                )  # fmt: skip
                case = replace(case, **{later: None})  # type: ignore[arg-type]
        return case


_FIELDS = {"case": "number"}


def with_limit(model: Governance, case: Case, start: Instant | None, clocks: Clocks) -> Case:
    """The case with the end of its limit counted from `start`; unchanged where that is unknown.

    The limit is the one that counts on the day the case was reported.
    """
    if start is None or case.matter is None:
        return case
    day = (case.reported or start).low.date()
    instants = (start.low, start.high - timedelta(seconds=start.low != start.high))
    timers = [limit_as_stated(model, clocks, case.matter, day, clocks.local(at)) for at in instants]
    ends = [timer.due for timer in timers if timer is not None and timer.due is not None]
    if len(ends) < len(instants):
        return case
    low, high = (end.astimezone(clocks.tzinfo).replace(tzinfo=None) for end in ends)
    return replace(
        case, due=Instant(low, high), due_day=(high - timedelta(seconds=1)).date(),
        provisional=any(timer.provisional for timer in timers if timer is not None),
    )  # fmt: skip
