"""The page of an experiment in its order: asked and answered, what it rests on, then what it found.

A plan and outcomes enter; one HTML text leaves. No figure stands above what it rests on but those
of the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govkit.export.page.parts import Command, Page, Section, Text
from govkit.export.page.writing import write
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.page.charts import charts
from govkit.simulation.page.rests import rests
from govkit.simulation.page.sentences import answer, asked
from govkit.simulation.page.tables import figures, limits, open_cases, why
from govkit.simulation.page.told import Told
from govkit.simulation.plan import Plan
from govkit.simulation.wording import Tongue


def page(
    plan: Plan,
    outcomes: Mapping[str, Sequence[Outcome]],
    lang: Tongue,
    *,
    command: str = "",
    fixed: bool = True,
    failed: int = 0,
) -> str:
    """The whole page. `command` is what repeats the experiment; `fixed`: how often to run was said
    beforehand; `failed` runs are in no figure. Raises `ValueError` where no run is there."""
    told = Told(plan, outcomes, lang, fixed=fixed, failed=failed)
    workload = told.workload(told.base)
    title = told.say("title", district=told.model.title or told.model.name, workload=workload.name)
    again = command or _typed(told)
    contents = {
        "rests": tuple(rests(told)),
        "figures": tuple(figures(told)),
        "charts": tuple(charts(told)),
        "why": tuple(why(told)),
        "open": tuple(open_cases(told)),
        "limits": (limits(told),),
        "again": (Text(told.say("again_intro")), Command(again)),
    }
    sections = tuple(Section(key, told.say(key), parts) for key, parts in contents.items())
    opening = (
        Text(asked(told)),
        Text(answer(told), "strong"),
        Text(told.say("purpose"), "quiet"),
    )
    return write(Page(lang, title, opening, sections, told.say("purpose")))


def _typed(told: Told) -> str:
    """The command for what a plan says, with the name of the district in place of the path."""
    plan = told.plan
    named = f" --workload {plan.workload}" if plan.workload else ""
    return (
        f"govkit experiment {told.model.name}.gov{named} --from {plan.first} --days {plan.days}"
        f" --replications {told.runs} --seed {plan.seed}"
    )
