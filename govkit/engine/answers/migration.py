"""Stored cases brought under a changed model: old names become new ones, what is lost is told.

The versions of a model, a case and renames enter; a `Migration` leaves, with the case as it would
go on and every change by its path. Where it cannot go on, findings say why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.catalogue import word
from govkit.diagnostics.placeless import finding
from govkit.engine.answers.adoption import taken_over
from govkit.engine.answers.inspection import TIMER_KINDS, inspected
from govkit.engine.answers.mentions import renamed, texts
from govkit.engine.case.case import Case, Graded, changed
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.versions import Versions
from govkit.engine.time.clocks import Clocks
from govkit.engine.words.wording import both
from govkit.model.clock import Clock
from govkit.model.governance import Governance
from govkit.model.process import Process
from govkit.values import Word, Words
from govkit.version import __version__

# What a rename may speak of; a tier has the name of its level.
ACTORS = ("post", "body", "team", "level")
KINDS = (
    *ACTORS,
    "matter",
    "process",
    "step",
    "mode",
    "meeting",
    "attribute",
    "item",
    "clock",
    "calendar",
)
Renames = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One text of a case that a migration changes, by its path in the JSON."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Migration:
    """What a migration does to one case. `case` goes on, unless there are `findings`."""

    case: Case
    changes: tuple[Change, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether the case can go on."""
        return not self.findings

    def text(self, lang: str) -> str:
        """Every change and every finding, a line each."""
        lines = [
            both("migration.change", path=each.path, before=each.before, after=each.after).word(
                lang
            )
            for each in self.changes
        ]
        return "\n".join([*lines, *(word(each, lang).text for each in self.findings)])


def migrated(
    versions: Versions, clocks: Clocks, case: Case, renames: Mapping[str, str]
) -> Migration:
    """The case under the model of `versions`, its names renamed, with an event that says so.

    A case that belongs to the model already and mentions no old name stays as it is.
    """
    read, wrong = read_renames(versions.model, renames)
    if wrong:
        return Migration(case, (), wrong)
    after = _graded(renamed(case, _namer(read)), read)
    names = tuple(
        Change(path, old, new)
        for (path, _, old), (_, _, new) in zip(_all(case), _all(after), strict=True)
        if old != new
    )
    moved = tuple(
        Change(f"$.{field}", old, new)
        for field, old, new in (
            ("binding", case.binding, versions.model.binding),
            ("library", case.library, __version__),
        )
        if old != new
    )
    if not names and not moved:
        return Migration(case, (), inspected(versions, clocks, case))
    ladder = versions.on(after.day).ladders.get(after.process)
    if ladder is None or ladder.block(after.place) is None:
        place = after.place.partition(":")[2]
        lost = finding("GOV735", place=place, process=after.process)
        return Migration(case, (*moved, *names), (lost,))
    note = "\n".join([f"{each.before} → {each.after}" for each in moved[:1]] + _used(case, read))
    after = taken_over(versions, after, note)
    if found := inspected(versions, clocks, after):
        return Migration(case, (*moved, *names), found)
    return Migration(after, (*moved, *names))


# ── renames ──
def read_renames(
    model: Governance, renames: Mapping[str, str]
) -> tuple[Renames, tuple[Diagnostic, ...]]:
    """Old kind and name → new ones. `attribute:大小=小事` speaks of a grade.

    Findings tell a rename of no known kind (GOV934), and one to a name the model lacks (GOV935).
    """
    read: dict[tuple[str, str], tuple[str, str]] = {}
    wrong = []
    for before, after in renames.items():
        kind, _, old = before.partition(":")
        kind = "level" if kind == "tier" else kind
        other, _, new = after.partition(":") if after.partition(":")[0] in (*KINDS, "tier") else (
            kind, "", after)  # fmt: skip
        other = "level" if other == "tier" else other
        same = kind == other or {kind, other} <= set(ACTORS)
        if kind not in KINDS or not old or not new or not same:
            known = Both.listed((*KINDS, "tier"))
            wrong.append(finding("GOV934", before=before, after=after, known=known))
            continue
        names = _names(model, other, new)
        if new not in names:
            near = get_close_matches(new, names, n=3, cutoff=0.4)
            wrong.append(finding("GOV935", near, before=old, after=new))
        read[kind, old] = (other, new)
    return read, tuple(wrong)


def _names(model: Governance, kind: str, new: str) -> list[str]:
    """The names a model has of a kind; of a grade (`大小=小事`) those of its attribute."""
    if kind == "attribute" and "=" in new:
        attribute = new.partition("=")[0]
        values = getattr(model.get(f"attribute:{attribute}"), "values", ())
        return [f"{attribute}={w}" for v in values if isinstance(v.value, Words)
                for w in v.value.words]  # fmt: skip
    if kind == "item":
        return [item.name for listing in model.lists for item in listing.items]
    if kind == "step":
        return [step.name for process in model.processes for step in process.steps]
    if kind == "clock":
        return [clock.name for process in model.processes for clock in _clocks(process)]
    return [each.name for each in model.all(kind)]


def _clocks(process: Process) -> Iterator[Clock]:
    yield from process.clocks
    for rung in (*process.tiers, *process.steps):
        yield from rung.clocks


def _used(case: Case, read: Renames) -> list[str]:
    """The renames that change something in a case, as its history tells them."""
    found = []
    for old, new in read.items():
        if _graded(renamed(case, _namer({old: new})), {old: new}) != case:
            found.append(f"{':'.join(old)} → {':'.join(new)}")
    return found


# ── names ──
def _namer(read: Renames) -> Callable[[str, str], str]:
    """How a name of a sort is written after the renames."""

    def plain(kind: str, name: str) -> str:
        return read.get((kind, name), (kind, name))[1]

    def ref(written: str) -> str:
        kind, _, name = written.partition(":")
        kind = "level" if kind == "tier" else kind
        other, new = read.get((kind, name), (kind, name))
        return f"{'tier' if written.startswith('tier:') else other}:{new}"

    def unit(name: str) -> str:
        level, mark, number = name.partition("·")
        return f"{plain('level', level)}{mark}{number}" if mark else name

    def clock(name: str) -> str:
        place, mark, own = name.rpartition("/")
        return f"{_rung(read, place)}{mark}{plain('clock', own)}"

    def timer(name: str) -> str:
        kind, _, rest = name.partition(":")
        if kind == "reminder":
            inner, side, number = rest.rsplit(":", 2)
            return f"{kind}:{timer(inner)}:{side}:{number}"
        body, mark, number = rest.rpartition(":")
        if kind in ("total", "matter"):
            if not (body and number.isdigit()):
                body, mark, number = rest, "", ""
            return f"{kind}:{plain('process' if kind == 'total' else kind, body)}{mark}{number}"
        if kind == "clock":
            return f"{kind}:{clock(body)}{mark}{number}"
        return f"{kind}:{_words(read, body)}{mark}{number}"

    def start(name: str) -> str:
        """What `Case.started` counts: a clock, or the id of a timer without its number."""
        kind, _, rest = name.partition(":")
        if kind in ("total", "matter"):
            return timer(name)
        return f"{kind}:{_words(read, rest)}" if kind in TIMER_KINDS else clock(name)

    def pair(name: str) -> str:
        return ">".join(ref(place) if place else "" for place in name.split(">"))

    def stay(name: str) -> str:
        place, mark, number = name.rpartition(":")
        return f"{ref(place)}{mark}{number}"

    by_sort: dict[str, Callable[[str], str]] = {
        "ref": ref, "place": ref, "unit": unit, "clock": clock, "timer": timer,
        "start": start, "pair": pair,
        "stay": stay, "rule": lambda name: _rule(read, name),
        "move": lambda name: _words(read, name),
    }  # fmt: skip
    return lambda sort, name: by_sort[sort](name) if sort in by_sort else plain(sort, name)


def _rung(read: Renames, name: str) -> str:
    for kind in ("level", "step"):
        name = read.get((kind, name), (kind, name))[1]
    return name


def _words(read: Renames, name: str) -> str:
    """The words of an id (`支部:post:书记`), each name by whatever kind it is of."""
    for (kind, old), (other, new) in read.items():
        name = _put(name, f"{kind}:{old}", f"{other}:{new}", "(?:^|(?<=:))", "(?=:|$)")
        if kind == "attribute" and "=" in old:
            old, new = old.replace("=", ":"), new.replace("=", ":")
        if kind != "clock":
            name = _put(name, old, new, "(?:^|(?<=:))", "(?=:|$)")
    return name


def _rule(read: Renames, name: str) -> str:
    """The id of a rule (`process:网格事项/tier:支部.limit`), each of its steps."""
    for (kind, old), (other, new) in read.items():
        for before, after in ((kind, other), *((("tier", "tier"),) if kind == "level" else ())):
            name = _put(name, f"{before}:{old}", f"{after}:{new}", "(?:^|(?<=/))", r"(?=[/.\[]|$)")
        if kind == "attribute":
            grade = "" if "=" in old else "="
            name = _put(name, f"[{old}{grade}", f"[{new}{grade}", "", "")
    return name


def _put(name: str, old: str, new: str, before: str, after: str) -> str:
    return re.sub(before + re.escape(old) + after, lambda _: new, name)


def _graded(case: Case, read: Renames) -> Case:
    """The case with its grades renamed (`attribute:大小=小事`); attributes are renamed already."""
    grades = {}
    for (kind, old), (_, new) in read.items():
        if kind == "attribute" and "=" in old:
            attribute = old.partition("=")[0]
            attribute = read.get((kind, attribute), (kind, attribute))[1]
            grades[attribute, old.partition("=")[2]] = new.partition("=")[2]
    if not grades:
        return case

    def value(held: CaseValue) -> CaseValue:
        if not isinstance(held.value, Word):
            return held
        new = grades.get((held.attribute, held.value.word), held.value.word)
        return held.model_copy(update={"value": replace(held.value, word=new)})

    def row(held: Graded) -> Graded:
        new = grades.get((held.attribute, held.grade), held.grade)
        return held.model_copy(update={"grade": new})

    history = tuple(
        event.model_copy(update={"given": tuple(map(value, event.given))}) for event in case.history
    )
    values, rows = tuple(map(value, case.values)), tuple(map(row, case.grades))
    return changed(case, values=values, grades=rows, history=history)


def _all(case: Case) -> list[tuple[str, str, str]]:
    """Every text of a case, the words of its values too."""
    values = [
        (f"$.values[{number}].value", "", held.value.word)
        for number, held in enumerate(case.values)
        if isinstance(held.value, Word)
    ]
    return [*texts(case), *values]
