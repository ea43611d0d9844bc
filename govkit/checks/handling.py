"""Checks of who handles a case: countersigning, summons, separation, vacancy, silence, exceptions.

A model enters, findings leave. How a case then goes is the business of the engine; here stands only
what a text has to say so that it can go at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import chosen_in, keys_in, numbered, refs_in, rungs
from govkit.diagnostics import Both, Filler
from govkit.model.governance import Governance
from govkit.model.post import Post
from govkit.model.process import Process, Rung
from govkit.model.strength import is_open
from govkit.model.vacancy import rises_to
from govkit.values import Bound, Quantity, Refs, Word

# A field that says nothing without one of these others.
_RUNG_NEEDS = {
    "countersign_within": (("countersign", Both("会签", "countersign")),),
    "silence": (
        ("countersign", Both("会签", "countersign")),
        ("countersign_within", Both("会签时限", "countersign_within")),
    ),
    "arrive_within": (("summon", Both("吹哨", "summon")),),
}
_PROCESS_NEEDS = {
    "provisional": (("arbiter", Both("裁决", "arbiter")),),
    "reopen_within": (("reopen_to", Both("重开去向", "reopen_to")),),
}
_WORDS = {
    "countersign_within": Both("会签时限", "countersign_within"),
    "silence": Both("逾期未复", "silence"),
    "arrive_within": Both("到场时限", "arrive_within"),
    "provisional": Both("先行承办", "provisional"),
    "reopen_within": Both("重开期限", "reopen_within"),
    "call_back_from": Both("回访起于", "call_back_from"),
    "call_back_within": Both("回访时限", "call_back_within"),
    "call_back_times": Both("回访次数", "call_back_times"),
}
_CALLED = ("called_back_by", Both("回访", "called_back_by"))
_OF_CALLING = ("call_back_from", "call_back_within", "call_back_times")


def check_countersign(model: Governance) -> Iterator[Finding]:
    """GOV561: others have to agree, and the text leaves open what silence or dissent comes to."""
    for process in model.processes:
        for path, rung in rungs(process):
            if not rung.countersign:
                continue
            known = keys_in(rung.on)
            lacking = []
            if not rung.silence:
                lacking.append(Both("逾期未复", "silence"))
            if "declined" not in known:
                lacking.append(Both("遇：不同意", "on: declined"))
            for what in lacking:
                told: dict[str, Filler] = {"place": rung.name, "process": process.name}
                yield Finding("GOV561", f"{path}.countersign", {**told, "what": what})


def check_silence(model: Governance) -> Iterator[Finding]:
    """GOV562: silence is to send the case up, and nothing lies above."""
    for process in model.processes:
        names = [tier.name for tier in process.tiers]
        for path, rung in rungs(process):
            value = rung.silence.value
            rises = isinstance(value, Word) and value.word == "escalates"
            above = rung.name in names[:-1]
            if rises and not above and "overdue" not in keys_in(rung.on):
                yield Finding("GOV562", f"{path}.silence",
                              {"place": rung.name, "process": process.name})  # fmt: skip


def check_halves(model: Governance) -> Iterator[Finding]:
    """GOV563: a field that has nothing to work on, because another one is missing."""
    for process in model.processes:
        yield from _halves(f"process:{process.name}", process, process.name, _PROCESS_NEEDS)
        for path, rung in rungs(process):
            yield from _halves(path, rung, rung.name, _RUNG_NEEDS)


def _halves(
    path: str, holder: object, name: str, needs: Mapping[str, tuple[tuple[str, Both], ...]]
) -> Iterator[Finding]:
    for field, others in needs.items():
        if not getattr(holder, field):
            continue
        for other, word in others:
            if not getattr(holder, other):
                yield Finding("GOV563", f"{path}.{field}",
                              {"name": name, "field": _WORDS[field], "other": word})  # fmt: skip


def check_call_backs(model: Governance) -> Iterator[Finding]:
    """GOV563: how it is called back, and nobody who does. GOV633: closing waits without an end."""
    for process in model.processes:
        held: list[tuple[str, Process | Rung]] = [(f"process:{process.name}", process)]
        held += rungs(process)
        anybody = any(one.called_back_by for _, one in held)
        for path, one in held:
            if not (one.called_back_by or process.called_back_by or (anybody and one is process)):
                needs = dict.fromkeys(_OF_CALLING, (_CALLED,))
                yield from _halves(path, one, one.name, needs)
            late = {*chosen_in(one.call_back_from), *chosen_in(process.call_back_from)} & {"close"}
            ends = one.call_back_times or process.call_back_times
            for stated in one.called_back_by if not (late or ends) else ():
                if stated.strength and not is_open(stated.strength):
                    yield Finding("GOV633", f"{path}.called_back_by", {"place": one.name})


def check_apart(model: Governance) -> Iterator[Finding]:
    """GOV564: one single holder has to act on both sides. GOV566: no other rung of this process."""
    for process in model.processes:
        blocks = {path.partition("/")[2]: rung for path, rung in rungs(process)}
        for path, rung in rungs(process):
            here = path.partition("/")[2]
            for ref in refs_in(rung.apart):
                if ref == here or ref not in blocks:
                    yield Finding("GOV566", f"{path}.apart",
                                  {"name": ref.partition(":")[2], "place": rung.name,
                                   "process": process.name})  # fmt: skip
                    continue
                same = _same_holder(model, rung, blocks[ref])
                if same:
                    yield Finding("GOV564", f"{path}.apart",
                                  {"post": same, "place": rung.name, "other": blocks[ref].name},
                                  ((f"process:{process.name}/{ref}", "other"),))  # fmt: skip


def _same_holder(model: Governance, one: Rung, other: Rung) -> str:
    """The post of which one single person has to act at both rungs; empty where there is a way."""
    mine, theirs = _acting(one), _acting(other)
    if not mine or not theirs:
        return ""
    for post in mine:
        if not all(_one_person(model, post, held) for held in theirs):
            return ""
    return mine[0].partition(":")[2]


def _acting(rung: Rung) -> tuple[str, ...]:
    """Who acts at a rung: the first handler, or each of several that are all or any needed."""
    stated = rung.handler.value
    if not isinstance(stated, Refs):
        return ()
    return stated.refs if stated.mode else stated.refs[:1]


def _one_person(model: Governance, one: str, other: str) -> bool:
    """Whether two handlers are the same person: a post of one holder, or one held with it."""
    posts = [model.get(one), model.get(other)]
    if not all(isinstance(post, Post) and _single(model, post) for post in posts):
        return False
    held = [ref for post in posts if isinstance(post, Post) for ref in refs_in(post.concurrent)]
    return one == other or one in held or other in held


def _single(model: Governance, post: Post) -> bool:
    """Whether one unit has one holder of the post: by its count, or by one for each unit."""
    count = post.count.value
    count = count.quantity if isinstance(count, Bound) else count
    if not isinstance(count, Quantity) or count.direction != "exact":
        return False
    at = post.at.value.ref.partition(":")[2] if post.at.value is not None else ""
    units = model.tree.count(at) if at and model.get(f"level:{at}") else None
    return count.number <= max(units or 1, 1)


def check_vacancy(model: Governance) -> Iterator[Finding]:
    """GOV565: a duty is to rise while a post is vacant, and no post stands above it."""
    for post in model.posts:
        for number, stated in post.vacant.numbered():
            word = stated.value
            if not (isinstance(word, Word) and word.word == "rise"):
                continue
            if not rises_to(model, f"post:{post.name}"):
                at = numbered(f"post:{post.name}.vacant", number)
                yield Finding("GOV565", at, {"post": post.name})


def check_final(model: Governance) -> Iterator[Finding]:
    """GOV567: silence makes a result final, and no limit says for how long one has to be silent."""
    for process in model.processes:
        for path, rung in rungs(process):
            if "silence" in keys_in(rung.on) and not (rung.limit or process.objection_within):
                yield Finding("GOV567", f"{path}.on",
                              {"place": rung.name, "process": process.name})  # fmt: skip


def check_objections(model: Governance) -> Iterator[Finding]:
    """GOV569: there is a time to object, and nothing says where an objection leads."""
    own = {event.name for event in model.own_events}
    for process in model.processes:
        told = {event for _, rung in rungs(process) for event in keys_in(rung.on)}
        if process.objection_within and not told & {"dissatisfied", *own}:
            path = f"process:{process.name}.objection_within"
            yield Finding("GOV569", path, {"process": process.name})


def check_exceptions(model: Governance) -> Iterator[Finding]:
    """GOV568: a matter is excepted that the process does not apply to in the first place."""
    for process in model.processes:
        covered = set(refs_in(process.applies_to))
        for ref in refs_in(process.excludes):
            outer = {f"matter:{name}" for name in model.lineage(ref.partition(":")[2])[1:]}
            if ref in covered or not outer & covered:
                told = {"matter": ref.partition(":")[2], "process": process.name}
                yield Finding("GOV568", f"process:{process.name}.excludes", told)


CHECKS: tuple[Check, ...] = (
    check_countersign,
    check_silence,
    check_halves,
    check_call_backs,
    check_apart,
    check_vacancy,
    check_final,
    check_objections,
    check_exceptions,
)
