"""Team formulas held against what is registered: per team, and over all teams of the district.

A model enters; the needs of each team and findings leave. A formula holds for every team; where
their number is not stated there is one in each unit of the level where the team stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.checks.wording import shown
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.strength import is_open
from govkit.model.team import Team
from govkit.values import Bound, Formula, Range, Term, interval
from govkit.values.interval import Interval

_COUNTED = ("post", "body", "team", "level")


@dataclass(frozen=True, slots=True)
class Need:
    """One term of a formula over all teams: how many it asks for, and how many there are.

    `ought` is None for `N`, which asks for no number. `same_place` says whether everything the term
    names stands where the team stands, so that more of them than the formula asks for is odd.
    """

    words: tuple[str, ...]
    refs: tuple[str, ...]
    teams: Interval
    ought: Interval | None
    registered: Interval
    same_place: bool

    @property
    def average(self) -> Fraction | None:
        """How many each team has on average; None where a count is not exact."""
        there, teams = self.registered.exact, self.teams.exact
        return there / teams if there is not None and teams else None


def needs(model: Governance, team: Team) -> tuple[Need, ...]:
    """What the formula of a team asks for, term by term; only terms that name declared things."""
    known = ModelEnvironment(model)
    formula = team.formula.value
    if not isinstance(formula, Formula):
        return ()
    teams = _teams(model, team, known)
    return tuple(
        _need(model, team, term, teams, known)
        for term in formula.terms
        if term.refs and all(ref.partition(":")[0] in _COUNTED for ref in term.refs)
    )


def _teams(model: Governance, team: Team, known: ModelEnvironment) -> Interval:
    """How many teams there are: as stated, else by the quota, else one where the team stands."""
    stated = known.in_all(f"team:{team.name}")
    if team.count or not stated.unknown:
        return stated
    at = team.at.value
    return known.number(at.ref, "") if at is not None else interval.unknown(team.name)


def _need(
    model: Governance, team: Team, term: Term, teams: Interval, known: ModelEnvironment
) -> Need:
    registered = interval.point(Fraction(0))
    for ref in term.refs:
        registered = interval.add(registered, known.number(ref, ""))
    ought = None
    if term.number is not None:
        each = interval.of_value(term.number, known.units, "、".join(term.words))
        ought = interval.multiply(each, teams)
    place = team.at.value
    places = [getattr(getattr(model.get(ref), "at", None), "value", None) for ref in term.refs]
    return Need(term.words, term.refs, teams, ought, registered, all(p == place for p in places))


def check_formulas(model: Governance) -> Iterator[Finding]:
    """GOV528: fewer are registered than a formula asks for. GOV529: more, where all stand there."""
    for team in model.teams:
        counted = team.formula.at()
        for number, stated in team.formula.numbered():
            if stated.when is not None or stated != counted or is_open(stated.strength):
                continue
            at = numbered(f"team:{team.name}.formula", number)
            for need in needs(model, team):
                code = _code(need, stated.value)
                if code and need.ought is not None:
                    yield Finding(code, at, {
                        "team": team.name, "who": Both.listed(need.words),
                        "teams": shown(need.teams), "ought": shown(need.ought),
                        "registered": shown(need.registered),
                    }, tuple((f"{ref}.count", "count") for ref in need.refs))  # fmt: skip


def check_headcounts(model: Governance) -> Iterator[Finding]:
    """GOV380: the persons of all teams are not what the size of one comes to in all."""
    known = ModelEnvironment(model)
    for team in model.teams:
        whole = team.headcount.value
        if whole is None or team.size.value is None:
            continue
        there = interval.of_value(whole, known.units, team.name)
        each = interval.of_value(team.size.value, known.units, team.name)
        teams = _teams(model, team, known)
        come = interval.multiply(each, teams)
        if fewer(come, there) or fewer(there, come):
            yield Finding("GOV380", f"team:{team.name}.headcount", {
                "team": team.name, "whole": shown(there), "teams": shown(teams),
                "size": shown(each), "come": shown(come),
            }, ((f"team:{team.name}.size", "size"),))  # fmt: skip


def _code(need: Need, formula: object) -> str:
    """What is to be said about a term; empty where nothing is."""
    if need.ought is None or need.ought.missing or need.registered.missing:
        return ""
    if fewer(need.registered, need.ought):
        return "GOV528"
    odd = need.same_place and _is_fixed(formula, need)
    return "GOV529" if odd and fewer(need.ought, need.registered) else ""


def fewer(left: Interval, right: Interval) -> bool:
    """Whether the left is surely less than the right."""
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.open_high or right.open_low))


def _is_fixed(formula: object, need: Need) -> bool:
    """Whether the term gives a number, not a bound that more may meet as well."""
    terms = formula.terms if isinstance(formula, Formula) else ()
    return any(
        term.words == need.words and not isinstance(term.number, Bound | Range) for term in terms
    )


CHECKS: tuple[Check, ...] = (check_formulas, check_headcounts)
