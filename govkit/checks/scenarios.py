"""Checks of scenarios: a place that is not there on the day.

A model enters, findings leave. How a lesson is played is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.finding import Check, Finding
from govkit.model.governance import Governance
from govkit.values import Moment


def check_scenario_units(model: Governance) -> Iterator[Finding]:
    """GOV518: a scenario happens at a unit that does not exist on the day it begins."""
    for scenario in model.scenarios:
        begins = scenario.at.value
        dated = model.day is None and model.days_of_change and isinstance(begins, Moment)
        there = model.as_of(begins.at.date()) if dated and isinstance(begins, Moment) else model
        for stated in scenario.unit:
            name = stated.value.ref.partition(":")[2]
            try:
                there.unit(name)
            except KeyError:
                yield Finding("GOV518", f"scenario:{scenario.name}.unit", {"unit": name})


CHECKS: tuple[Check, ...] = (check_scenario_units,)
