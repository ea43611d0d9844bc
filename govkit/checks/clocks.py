"""Checks of clocks, reminders, extensions and parking: what cannot run, or nobody may decide.

Each check is one small function over the model that yields findings; `TIMED` lists them. Durations
are compared only where their units can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.amounts import exceeds, most
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import chosen_in, clocks, keys_in, refs_in, rungs
from govkit.checks.wording import written
from govkit.diagnostics import Both
from govkit.model.clock import Reminding
from govkit.model.governance import Governance
from govkit.model.process import Process
from govkit.values import Durations, Word
from govkit.values.wording import wording

_HOURS = frozenset({"second", "minute", "natural_hour", "work_hour", "urgent_hour"})
_OF_HOURS = frozenset({"at_once"})
_OF_DAYS = frozenset({"same_day", "close_of_office", "end_of_day"})
# What can happen in every process.
_ALWAYS = frozenset(
    {"opened", "arrived", "accept", "classify", "sign_for", "handle", "feed_back", "done"}
    | {"verify", "verified", "failed", "rework", "close", "return_order", "returned"}
)
# What may be asked for, if a field says so, and the field that says who decides.
_DECIDED = (
    ("extend", "extended_by"),
    ("suspend", "suspended_by"),
    ("", "return_decided_by"),
    ("forced_for", "forced_by"),
)
_WORDED = ("move", "trigger", "event", "occasion", "halt")


def check_reminders(model: Governance) -> Iterator[Finding]:
    """GOV551: a reminder that would come before its limit begins."""
    for process in model.processes:
        timed: list[tuple[str, Reminding]] = [*clocks(process), *rungs(process)]
        for path, reminding in timed:
            limit = most(reminding.limit.value)
            for stated in reminding.remind_before:
                value = stated.value
                for amount in value.durations if isinstance(value, Durations) else ():
                    if exceeds(amount, limit, equal=True):
                        yield Finding("GOV551", f"{path}.remind_before", {
                            "name": reminding.name, "amount": written(amount),
                            "limit": written(limit),
                        }, ((f"{path}.limit", "limit"),))  # fmt: skip


def check_clock_rules(model: Governance) -> Iterator[Finding]:
    """GOV552: a start or end of a clock that does not fit a limit in days, or one in hours."""
    for process in model.processes:
        for path, clock in clocks(process):
            limit = most(clock.limit.value)
            if limit is None:
                continue
            forbidden = _OF_DAYS if limit.unit in _HOURS else _OF_HOURS
            for field, attribute in (
                ("start_rule", clock.start_rule),
                ("end_rule", clock.end_rule),
            ):
                word = attribute.value
                if isinstance(word, Word) and word.word in forbidden:
                    yield Finding("GOV552", f"{path}.{field}",
                                  {"clock": clock.name, "limit": written(limit)},
                                  ((f"{path}.limit", "limit"),))  # fmt: skip


def check_clock_totals(model: Governance) -> Iterator[Finding]:
    """GOV553: a clock that runs longer than the whole process may."""
    for process in model.processes:
        total = most(process.total.value)
        for path, clock in clocks(process):
            limit = most(clock.limit.value)
            if exceeds(limit, total):
                yield Finding("GOV553", f"{path}.limit",
                              {"clock": clock.name, "limit": written(limit),
                               "total": written(total), "process": process.name},
                              ((f"process:{process.name}.total", "total"),))  # fmt: skip


def check_deciders(model: Governance) -> Iterator[Finding]:
    """GOV554: whoever handles a case would decide on his own request. GOV555: nobody decides."""
    for process in model.processes:
        for path, rung in rungs(process):
            for asked, decided in _DECIDED:
                deciders = getattr(rung, decided)
                known = deciders or getattr(process, decided, None)
                if asked and getattr(rung, asked) and not known:
                    words = {"tier": rung.name, "process": process.name}
                    yield Finding("GOV555", f"{path}.{asked}", words)
                handlers = refs_in(rung.handler)
                named = refs_in(deciders)
                if named and handlers and set(named) <= set(handlers):
                    shown = Both.listed(ref.partition(":")[2] for ref in named)
                    yield Finding("GOV554", f"{path}.{decided}",
                                  {"tier": rung.name, "who": shown},
                                  ((f"{path}.handler", "handler"),))  # fmt: skip


def check_forced_closing(model: Governance) -> Iterator[Finding]:
    """GOV555: a process says on which grounds a case may be closed unfinished, nobody decides."""
    for process in model.processes:
        named = process.forced_by or any(rung.forced_by for _, rung in rungs(process))
        if process.forced_for and not named:
            words = {"tier": process.name, "process": process.name}
            yield Finding("GOV555", f"process:{process.name}.forced_for", words)


def check_parking(model: Governance) -> Iterator[Finding]:
    """GOV556: a case may be parked, and nothing says what takes it up again."""
    for process in model.processes:
        for path, rung in rungs(process):
            if rung.suspend and not rung.resume_on:
                yield Finding("GOV556", f"{path}.suspend",
                              {"tier": rung.name, "process": process.name})  # fmt: skip


def check_clock_events(model: Governance) -> Iterator[Finding]:
    """GOV557: what starts or stops a clock never happens in its process."""
    for process in model.processes:
        possible = _possible(process)
        for path, clock in clocks(process):
            for field in ("runs_from", "stop"):
                for word in chosen_in(getattr(clock, field)):
                    if word not in possible:
                        yield Finding("GOV557", f"{path}.{field}",
                                      {"clock": clock.name, "process": process.name,
                                       "word": _word(word)})  # fmt: skip
            for word in sorted(set(keys_in(clock.on)) - {"overdue"}):
                yield Finding("GOV557", f"{path}.on",
                              {"clock": clock.name, "process": process.name,
                               "word": _word(word)})  # fmt: skip


def check_pauses(model: Governance) -> Iterator[Finding]:
    """GOV558: what pauses a clock never happens in its process."""
    for process in model.processes:
        possible = set()
        if any(rung.suspend for _, rung in rungs(process)):
            possible.add("suspended")
        if process.tiers and process.steps:
            possible.add("transferred")
        for path, clock in clocks(process):
            for word in chosen_in(clock.pause):
                if word not in possible:
                    yield Finding("GOV558", f"{path}.pause",
                                  {"clock": clock.name, "process": process.name,
                                   "word": _word(word)})  # fmt: skip


def check_clock_whole(model: Governance) -> Iterator[Finding]:
    """GOV559: a clock that says not what starts it, or not how long it runs."""
    for process in model.processes:
        for path, clock in clocks(process):
            if not clock.runs_from or not clock.limit:
                yield Finding("GOV559", path, {"clock": clock.name})


def _possible(process: Process) -> set[str]:
    """The moves and events that can happen in a process."""
    found = set(_ALWAYS)
    keys = {key for _, rung in rungs(process) for key in keys_in(rung.on)}
    held = [rung for _, rung in rungs(process)]
    if any(rung.deliberates for rung in held):
        found |= {"deliberate", "agreed", "undecided", "not_held"}
    if len(process.tiers) > 1:
        found |= {"escalate", "transfer"}
    if process.steps:
        found.add("transfer")
    found |= keys & {"declined"}
    if any(rung.split_among for rung in held):
        found.add("split")
    if any(rung.merged_by for rung in held):
        found |= {"merge", "link"}
    if any(rung.extend for rung in held):
        found |= {"request_extension", "decide"}
    if any(rung.suspend for rung in held):
        found |= {"request_suspension", "decide", "resume_handling"}
    if process.return_decided_by or any(rung.return_decided_by for rung in held):
        found |= {"request_return", "decide"}
    if process.forced_by or any(rung.forced_by for rung in held):
        found |= {"request_forced_closing", "decide"}
    for _, clock in clocks(process):
        found |= set(chosen_in(clock.on_expiry))
        found |= {"urge"} if clock.urged_by else set()
        found |= {"supervise"} if clock.supervised_by else set()
    return found


def _word(word: str) -> Both:
    """A word of the closed sets in both tongues."""
    for group in _WORDED:
        zh = wording(group, word, "zh")
        if zh != word:
            return Both(zh, wording(group, word, "en"))
    return Both(word, word)


CHECKS: tuple[Check, ...] = (
    check_reminders,
    check_clock_rules,
    check_clock_totals,
    check_deciders,
    check_forced_closing,
    check_parking,
    check_clock_events,
    check_pauses,
    check_clock_whole,
)
