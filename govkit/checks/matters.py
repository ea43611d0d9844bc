"""Checks of matters: who answers for them, where they go, and what their grades are for.

A model enters, findings leave. Words are compared as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import claims, entities, items_in, keys_in
from govkit.checks.wording import name_of
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.matter import Matter
from govkit.values import Words
from govkit.values.expression import names_in


def check_matters(model: Governance) -> Iterator[Finding]:
    """GOV516: a matter that no process applies to, so that no case of it can be handled."""
    if not model.processes:
        return
    outer = {matter.parent for matter in model.matters}
    for matter in model.matters:
        if model.process_for(matter.name) is None and matter.name not in outer:
            yield Finding("GOV516", f"matter:{matter.name}", {"matter": matter.name})


def check_owners(model: Governance) -> Iterator[Finding]:
    """GOV520: owners only under conditions, and nobody otherwise. GOV616: helpers, and no owner.

    A matter inside another takes the outer one's owner where it has none itself.
    """
    for matter in model.matters:
        path = f"matter:{matter.name}"
        lineage = [model.get(f"matter:{name}") for name in model.lineage(matter.name)]
        owners = [one for one in lineage if isinstance(one, Matter) and (one.owner or one.fallback)]
        if matter.assistants and not owners:
            yield Finding("GOV616", f"{path}.assistants", {"matter": matter.name})
        if matter.owner and not matter.fallback and all(s.when for s in matter.owner):
            yield Finding("GOV520", f"{path}.owner", {
                "name": matter.name,
                "count": Both(f"{len(matter.owner)} 种", str(len(matter.owner))),
            })  # fmt: skip


def check_attributes(model: Governance) -> Iterator[Finding]:
    """GOV620: an attribute that no matter is given and nothing turns on.

    A limit of an item turns on the attribute of its unit, a table on its keys.
    """
    used = {given.attribute for _, entity in entities(model)
            for given in getattr(entity, "given", ())}  # fmt: skip
    for process in model.processes:
        used |= {grade.partition("=")[0] for grade in keys_in(process.ceiling)}
    for table in model.tables:
        used |= {*table.key_names, table.given_name}
    if any(item.limit for listing in model.lists for item in items_in(listing)):
        used |= {one.name for one in model.attributes if one.unit}
    for workload in model.workloads:
        for one in (workload, *workload.streams):
            used |= {grade.partition("=")[0] for grade in keys_in(one.mix)}
            used |= {key.partition(":")[2] for key in keys_in(one.amounts)}
    unsure = [attribute for attribute in model.attributes if attribute.name not in used]
    asked = {
        name_of(one.ref)
        for _, claim in (claims(model) if unsure else ())  # the walk is what costs
        if claim.when
        for one in names_in(claim.when)
    }
    for attribute in unsure:
        if attribute.name not in asked:
            yield Finding("GOV620", f"attribute:{attribute.name}", {"name": attribute.name})


def check_grades(model: Governance) -> Iterator[Finding]:
    """GOV621: a ceiling that names some grades of an attribute and leaves others out."""
    grades = {
        one.name: one.values.value.words
        for one in model.attributes
        if isinstance(one.values.value, Words)
    }
    for process in model.processes:
        keys = keys_in(process.ceiling)
        for name in {key.partition("=")[0] for key in keys if "=" in key}:
            left = [grade for grade in grades.get(name, ()) if f"{name}={grade}" not in keys]
            if left and "else" not in keys:
                yield Finding("GOV621", f"process:{process.name}.ceiling", {
                    "process": process.name, "grades": Both.listed(left),
                }, ((f"attribute:{name}.values", "grades"),))  # fmt: skip


CHECKS: tuple[Check, ...] = (
    check_matters,
    check_owners,
    check_attributes,
    check_grades,
)
