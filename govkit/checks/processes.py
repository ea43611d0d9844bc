"""Checks of processes: rungs without hands, ways that lead nowhere, limits that cannot be kept.

A model enters, findings leave. Who countersigns is asked in `handling`, what runs in `clocks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govkit.checks.amounts import exceeds
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import clocks, days_apart, keys_in, numbered, refs_in, rungs, words_in
from govkit.checks.validity import Period, period, shared
from govkit.checks.wording import name_of, written
from govkit.diagnostics import Both
from govkit.model.clock import Clock
from govkit.model.governance import Governance
from govkit.model.process import Process, Rung
from govkit.values import Mapping, Refs
from govkit.vocabulary.kinds import fields_of
from govkit.vocabulary.words import word_set


def check_tier_handlers(model: Governance) -> Iterator[Finding]:
    """GOV511: a tier or step where nobody handles anything."""
    for process in model.processes:
        for path, rung in rungs(process):
            if not rung.handler:
                yield Finding("GOV511", path, {"tier": rung.name, "process": process.name})


def check_tier_order(model: Governance) -> Iterator[Finding]:
    """GOV512: a rung that stands after one above it; ladders go from below to above."""
    tree = model.tree
    for process in model.processes:
        names = [tier.name for tier in process.tiers]
        for before, after in pairwise(names):
            if after in tree.parents and before in tree.above(after):
                yield Finding("GOV512", f"process:{process.name}/tier:{after}",
                              {"lower": after, "upper": before, "process": process.name},
                              ((f"process:{process.name}/tier:{before}", "upper"),))  # fmt: skip


def check_targets(model: Governance) -> Iterator[Finding]:
    """GOV513: an event leads to a level that is no rung of this ladder."""
    for process in model.processes:
        tiers = {tier.name for tier in process.tiers}
        every: list[tuple[str, Rung | Clock]] = [*rungs(process), *clocks(process)]
        for path, leading in every:
            for number, stated in leading.on.numbered():
                for arrow in stated.value.entries:
                    kind, _, name = str(arrow.to[0]).partition(":")
                    if kind == "tier" and name not in tiers:
                        at = numbered(f"{path}.on", number)
                        yield Finding("GOV513", at, {"level": name, "process": process.name})


def check_ceilings(model: Governance) -> Iterator[Finding]:
    """GOV514: a ceiling at a level that is no rung of this ladder."""
    for process in model.processes:
        tiers = {tier.name for tier in process.tiers}
        for stated in process.ceiling:
            mapping = stated.value
            if not isinstance(mapping, Mapping):
                continue
            for arrow in mapping.entries:
                level = str(arrow.to[0]).partition(":")[2]
                if level not in tiers:
                    yield Finding("GOV514", f"process:{process.name}.ceiling",
                                  {"level": level, "process": process.name})  # fmt: skip


def check_undecided(model: Governance) -> Iterator[Finding]:
    """GOV515: a tier deliberates, and nothing says what follows when nothing is decided."""
    for process in model.processes:
        for path, rung in rungs(process):
            last = process.tiers and rung.name == process.tiers[-1].name
            if rung.deliberates and "undecided" not in keys_in(rung.on) and not last:
                yield Finding("GOV515", path, {"tier": rung.name, "process": process.name})


def check_process_matters(model: Governance) -> Iterator[Finding]:
    """GOV517: two processes apply to one matter on the same days without conditions.

    The first would always win.
    """
    before: dict[str, list[tuple[Process, Period]]] = {}
    for process in model.processes:
        for stated in process.applies_to:
            conditional = stated.when is not None or process.when is not None
            if conditional or not isinstance(stated.value, Refs):
                continue
            days = shared(period(process), period(stated))
            for ref in dict.fromkeys(stated.value.refs):
                rivals = before.setdefault(ref, [])
                earlier = next((one for one, held in rivals if one is not process
                                and _meet(shared(held, days))), None)  # fmt: skip
                rivals.append((process, days))
                if earlier is not None:
                    yield Finding("GOV517", f"process:{process.name}.applies_to",
                                  {"matter": ref.partition(":")[2], "process": process.name,
                                   "earlier": earlier.name},
                                  ((f"process:{earlier.name}.applies_to", "earlier"),))  # fmt: skip


def _meet(days: Period) -> bool:
    return days[0] < days[1]


# Events of a tier or step, and the fields without one of which, here or on the process, they cannot
# come about there.
_SOURCES = {
    "agreed": ("deliberates",),
    "undecided": ("deliberates",),
    "consented": ("countersign",),
    "absent": ("arrive_within",),
    "incomplete": ("complete_within",),
    "withdrawn": ("withdraw_before",),
    "satisfied": ("called_back_by",),
    "unreached": ("called_back_by",),
}


def check_event_sources(model: Governance) -> Iterator[Finding]:
    """GOV222: a way on for an event that nothing here brings about."""
    for process in model.processes:
        for path, rung in rungs(process):
            for number, stated in enumerate(rung.on):
                at = numbered(f"{path}.on", number)
                keys = [key for arrow in stated.value.entries for key in arrow.keys]
                for key in dict.fromkeys(key for key in keys if isinstance(key, str)):
                    fields = _SOURCES.get(key, ())
                    among = (rung, process)
                    if fields and not any(getattr(o, f, ()) for o in among for f in fields):
                        rows = [fields_of("tier")[field] for field in fields]
                        term = word_set("trigger+event")[key]
                        yield Finding("GOV222", at, {
                            "event": Both(term.zh, term.en), "tier": rung.name,
                            "field": Both("、".join(r.zh for r in rows),
                                          ", ".join(r.en for r in rows)),
                        })  # fmt: skip


def check_handed_on(model: Governance) -> Iterator[Finding]:
    """GOV509: a step needs what only a later step gives."""
    for process in model.processes:
        stages = list(rungs(process))
        givers: dict[str, list[int]] = {}
        for number, (_, rung) in enumerate(stages):
            for word in words_in(rung.gives):
                givers.setdefault(word, []).append(number)
        for number, (path, rung) in enumerate(stages):
            for word in words_in(rung.requires):
                given_at = givers.get(word, [])
                if given_at and min(given_at) >= number:
                    giver, giving = stages[given_at[0]]
                    yield Finding("GOV509", f"{path}.requires",
                                  {"step": rung.name, "what": word, "giver": giving.name},
                                  ((f"{giver}.gives", "giver"),))  # fmt: skip


def check_may_and_forbids(model: Governance) -> Iterator[Finding]:
    """GOV510: the same thing is allowed and forbidden at one tier or step."""
    for process in model.processes:
        for path, rung in rungs(process):
            allowed = set(words_in(rung.may))
            for word in words_in(rung.forbids):
                if word in allowed:
                    yield Finding("GOV510", f"{path}.forbids",
                                  {"step": rung.name, "what": word},
                                  ((f"{path}.may", "may"),))  # fmt: skip


def check_chains(model: Governance) -> Iterator[Finding]:
    """GOV615: a chain of command runs from below to above, or comes to one place twice."""
    owners = [(f"hierarchy:{one.name}", one.chain) for one in model.hierarchies]
    owners += [(f"mode:{one.name}", one.chain) for one in model.modes]
    for path, chains in owners:
        for number, stated in chains.numbered():
            refs = stated.value.refs
            for upper, lower in _wrong_way(model, refs):
                at = numbered(f"{path}.chain", number)
                yield Finding("GOV615", at, {"upper": name_of(upper), "lower": name_of(lower)})
                break


def _wrong_way(model: Governance, refs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Of each member of a chain, an earlier one that is the same, or is a level below it."""
    earlier: dict[str, str] = {}  # a member, or a level above one, → that one
    for ref in refs:
        if ref in earlier:
            yield earlier[ref], ref
        earlier[ref] = ref
        if ref.startswith("level:"):
            for level in model.tree.above(name_of(ref)):
                if earlier.setdefault(f"level:{level}", ref) != ref:
                    break


def check_limits(model: Governance) -> Iterator[Finding]:
    """GOV619: a tier may take longer than the whole process, on days when both limits count."""
    for process in model.processes:
        for path, rung in rungs(process):
            told: set[int] = set()
            days = tuple(days_apart(rung.limit, process.total))
            for limits, totals in zip(rung.limit.over(days), process.total.over(days), strict=True):
                total = next((stated for _, stated in totals if stated.when is None), None)
                for number, stated in limits:
                    if total is None or number in told or not exceeds(stated.value, total.value):
                        continue
                    told.add(number)
                    yield Finding("GOV619", numbered(f"{path}.limit", number), {
                        "tier": rung.name, "process": process.name,
                        "limit": written(stated.value), "total": written(total.value),
                    }, ((f"process:{process.name}.total", "total"),))  # fmt: skip


def check_endless(model: Governance) -> Iterator[Finding]:
    """GOV629: a way on for when time runs out, and no limit that could run out."""
    limited = {f"matter:{m.name}" for m in model.matters if m.limit}
    for process in model.processes:
        taken = refs_in(process.applies_to)
        if process.total or any(ref in limited for ref in taken):
            continue
        for path, rung in rungs(process):
            if not rung.limit and not rung.sign_within and "overdue" in keys_in(rung.on):
                yield Finding("GOV629", f"{path}.on", {"tier": rung.name, "process": process.name})


def check_grounds(model: Governance) -> Iterator[Finding]:
    """GOV632: a way on for cases that are not accepted, and no ground on which one is not."""
    stating = {
        f"matter:{name}" for matter in model.matters if matter.not_accepted_for
        for name in model.lineage(matter.name)
    }  # fmt: skip
    for process in model.processes:
        if process.not_accepted_for or stating & set(refs_in(process.applies_to)):
            continue
        for path, rung in rungs(process):
            if "not_accepted" in keys_in(rung.on) and not rung.not_accepted_for:
                yield Finding("GOV632", f"{path}.on", {"place": rung.name, "process": process.name})


def check_sharing(model: Governance) -> Iterator[Finding]:
    """GOV638: an order may be split among one alone."""
    for process in model.processes:
        for path, rung in rungs(process):
            for number, stated in rung.split_among.numbered():
                refs = stated.value.refs if isinstance(stated.value, Refs) else ()
                if len(set(refs)) == 1 and stated.strength != "must_not":
                    at = numbered(f"{path}.split_among", number)
                    who = name_of(refs[0])
                    yield Finding("GOV638", at, {"place": rung.name, "who": who})


CHECKS: tuple[Check, ...] = (
    check_tier_handlers,
    check_tier_order,
    check_targets,
    check_ceilings,
    check_undecided,
    check_process_matters,
    check_event_sources,
    check_handed_on,
    check_may_and_forbids,
    check_chains,
    check_limits,
    check_endless,
    check_grounds,
    check_sharing,
)
