"""The door: a model with some fields said anew, each by its path and the text of its value.

A finished model enters and leaves; the value goes the way of every text, from syntax to the reader
of its field, so that what a text may not say may not be said here. Whether the model is still sound
is for the checks to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govkit.diagnostics import Diagnostic, GovError
from govkit.diagnostics.placeless import finding
from govkit.model.given import Given
from govkit.model.governance import Governance
from govkit.model.making import made
from govkit.model.scenario import Scenario
from govkit.model.statement import Attribute, Entity, Origin, Stated
from govkit.model.strength import forbids
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import Names, StoryNames
from govkit.resolve.reading.amounts import single
from govkit.resolve.reading.blocks import POINTS, BlockReader
from govkit.resolve.reading.lines import figure_line
from govkit.resolve.reading.values import read_value
from govkit.resolve.replacing.known import names_of
from govkit.resolve.replacing.paths import Slot, slot_of
from govkit.resolve.strengths import strengthened
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile
from govkit.syntax.nodes import Field
from govkit.syntax.reading import parse
from govkit.values import Words
from govkit.values.units import Lang

REASONS: Mapping[Lang, str] = {"zh": "推演", "en": "experiment"}


def replaced(model: Governance, changes: Mapping[str, str]) -> Governance:
    """The model with other values: `{"支部.时限": "2工作日"}`.

    A path is that of the model (`process:网格事项/tier:支部.limit`), in either tongue; any tail
    that names exactly one field is enough, said or not yet said. The new statement is *assumed*,
    with the experiment as its reason, and stands in place of all statements of the field. Raises
    `GovError` with all findings; the model itself is not checked.
    """
    found: list[Diagnostic] = []
    slots: dict[tuple[Any, str], str] = {}
    names = names_of(model)
    for path, text in changes.items():
        slot = slot_of(model, path)
        if isinstance(slot, Diagnostic):
            found.append(slot)
            continue
        place = (slot.trail, slot.given or slot.field)
        if place in slots:
            found.append(finding("GOV979", path=f"{slots[place]} = {path}", known=slot.written))
            continue
        slots[place] = path
        reports = Reports()
        stated = _Reading(model, names, slot, path, reports).stated(text)
        found += reports.found
        if stated is not None:
            model = _with(model, slot, stated)
    if any(one.severity == "error" for one in found):
        raise GovError(found, model.lang)
    return strengthened(model).written_in(model.lang)


class _Reading:
    """One value, read as its text would be: with the names, units and process around it."""

    def __init__(
        self, model: Governance, names: Names, slot: Slot, path: str, reports: Reports
    ) -> None:
        self.model, self.names, self.slot = model, names, slot
        self.path, self.reports = path, reports

    def stated(self, text: str) -> dict[str, Any] | None:
        """The arguments of the new statement; None after a finding."""
        word = self._word()
        source = SourceFile(self.path, f"{word}：{text.strip()}")
        document, told = parse(source)
        self.reports.found += told
        if any(one.severity == "error" for one in told):
            return None
        line = document.statements[0] if len(document.statements) == 1 else None
        if not isinstance(line, Field) or line.clauses:
            self.reports.found.append(finding("GOV981", path=self.path, written=text))
            return None
        value = self._value(self._context(source), line)
        if value is None or not self._keeps_names(value):
            return None
        origin = Origin.model_construct(kind="assumed", remark=REASONS[self.model.lang])
        claim: dict[str, Any] = {"origin": origin, "value": value}
        strengths = {one.strength for one in self._said() if not forbids(one.strength)}
        if len(strengths) == 1 and None not in strengths:
            claim["strength"] = strengths.pop()
        return claim

    def _word(self) -> str:
        slot = self.slot
        if slot.row is not None:
            return slot.row.word(self.model.lang)
        return f"「{slot.given or slot.parts[-1][1]}」"

    def _context(self, source: SourceFile) -> Context:
        slot = self.slot
        process = next((name for kind, name in slot.parts if kind == "process"), "")
        outer = self.model.get(f"process:{process}") if process else None
        tiers = frozenset(tier.name for tier in getattr(outer, "tiers", ()))
        return Context(
            source, self.reports, self.names, self.model.unit_table,
            process=process, tiers=tiers, owner=slot.owner, told=_told(self.model, slot),
        )  # fmt: skip

    def _value(self, context: Context, line: Field) -> Any:
        slot = self.slot
        if slot.given:
            item = single(context, line.value)
            return item and BlockReader(context, {}).given_value(item, slot.given)
        if slot.row is not None:
            return read_value(context, slot.row, line.value)
        if slot.parts[-1][0] == "rubric":
            return read_value(context, POINTS, line.value)
        read = figure_line(context, line, Origin.model_construct())
        return None if read is None else read["value"][0]["value"]

    def _said(self) -> tuple[Any, ...]:
        if self.slot.given:
            return tuple(one for one in getattr(self.slot.entity, "given", ())
                         if one.attribute == self.slot.given)  # fmt: skip
        return tuple(getattr(self.slot.entity, self.slot.field).root)

    def _keeps_names(self, value: Any) -> bool:
        """Whether all names that the field gave to others are still there (grades, units)."""
        if self.slot.row is None or (self.slot.parts[-1][0], self.slot.field) not in _GIVING:
            return True
        new = set(value.words) if isinstance(value, Words) else set[str]()
        old = {word for one in self._said() for word in getattr(one.value, "words", ())}
        if old <= new:
            return True
        lost = "、".join(sorted(old - new))
        self.reports.found.append(finding("GOV982", path=self.path, names=lost))
        return False


_GIVING = frozenset([("attribute", "values"), ("level", "names")])


def _with(model: Governance, slot: Slot, claim: Mapping[str, Any]) -> Governance:
    """The model with a new statement in place of all that the field said."""
    around: list[Any] = [model]
    for holder, number in slot.trail:
        around.append(getattr(around[-1], holder)[number])
    entity: Any = around.pop()
    changed: Entity = entity.model_copy(update={slot.field: _said_anew(entity, slot, claim)})
    for outer, (holder, number) in zip(reversed(around), reversed(slot.trail), strict=True):
        held = list(getattr(outer, holder))
        held[number] = changed
        changed = outer.model_copy(update={holder: tuple(held)})
    assert isinstance(changed, Governance)
    return changed


def _said_anew(entity: Any, slot: Slot, claim: Mapping[str, Any]) -> Any:
    if slot.given:
        kept = tuple(one for one in entity.given if one.attribute != slot.given)
        return (*kept, made(Given, {**claim, "attribute": slot.given}))
    attribute: Attribute[Any] = getattr(entity, slot.field)
    return type(attribute).model_construct((made(Stated, claim),))


def _told(model: Governance, slot: Slot) -> StoryNames | None:
    """The names of the scenario that a field stands in; None elsewhere."""
    kind, name = slot.parts[0]
    scenario = model.get(f"scenario:{name}") if kind == "scenario" else None
    if not isinstance(scenario, Scenario):
        return None
    options = [option for turn in scenario.turns for option in turn.options]
    groups = (scenario.seats, scenario.turns, options, scenario.injects, scenario.endings)
    return StoryNames(*(tuple(one.name for one in group) for group in groups))
