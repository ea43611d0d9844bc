"""What boxes, ways and the lines over a swimlane say, in words.

Statements of a process, of its tiers, steps and clocks enter; texts leave, limits apart from other
lines. It knows the fields by the tables and no place on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.model.clock import Clock
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Attribute, Claim, Entity
from govkit.model.strength import forbids
from govkit.pictures.swimlane.parts import Part
from govkit.values import Day, Mapping, Refs
from govkit.values.units import Lang
from govkit.vocabulary.kinds import closed_set, fields_of

# Fields told together, the first that is stated leads; what is of time is an amber tag.
_LIMITS = (
    ("limit", "calendar", "rolls"),
    ("sign_within",),
    ("return_within", "return_decided_by"),
    ("extend", "extend_times", "extended_by"),
    ("complete_within",),
    ("countersign_within",),
    ("arrive_within",),
    ("call_back_within", "call_back_from", "call_back_times"),
    ("remind_before", "remind_after", "remind_to"),
)
_TOGETHER = (
    ("suspend", "suspended_by", "resume_on"),
    ("forced_for", "forced_by"),
    ("countersign", "silence"),
    ("called_back_by", "call_back_from", "call_back_times"),
    ("withdraw_before",),
)
# The handler is the lane, ways are lines; content stands without the word for it.
_ELSEWHERE = ("handler", "on", "note", "alias", "content")


def pen_of(model: Governance, lang: Lang | None) -> Pen:
    """The pen of a swimlane: official, its marks set here, since many are told in one."""
    return Pen(model, lang, register="official")


def mark(pen: Pen, claim: Claim) -> str:
    """`〔假设〕` or `〔拟定〕` behind what the text does not say; else nothing."""
    return Pen(pen.model, pen.lang, "official", "bracket").mark(claim)


def is_doubtful(claim: Claim) -> bool:
    """Whether a statement is only assumed or proposed."""
    return claim.origin.kind in ("assumed", "proposed")


def told(pen: Pen, entity: Entity, kind: str, field: str) -> str:
    """All statements of a field, each with its mark; empty where nothing is said."""
    return _marked(pen.pick("；", "; "), _said(pen, entity, kind, field))


def _said(pen: Pen, entity: Entity, kind: str, field: str) -> list[tuple[str, str]]:
    """Each statement of a field, and its mark."""
    words = closed_set(kind, field)
    stated = getattr(entity, field).root
    about = f"{kind}.{field}"
    return [(pen.stated(one, words, entity.strength, about), mark(pen, one)) for one in stated]


def _marked(join: str, said: list[tuple[str, str]]) -> str:
    """Texts in one, each with its mark; a mark that all have stands once, at the end."""
    if len({one for _, one in said}) == 1:
        return join.join(text for text, _ in said) + said[0][1]
    return join.join(text + one for text, one in said)


def handler(pen: Pen, rung: Tier | Step, kind: str) -> str:
    """Who handles a case, without mark, strength and dates: the same words for the same handler."""
    names = (pen.written(stated.value, about=f"{kind}.handler") for stated in rung.handler)
    return pen.pick("；", "; ").join(dict.fromkeys(names))


def _handled(pen: Pen, rung: Tier | Step, kind: str) -> Iterator[Part]:
    """What is said of the handler beside its name: `应当由主任承办`, `承办 主任〔假设〕`."""
    text = told(pen, rung, kind, "handler")
    if text != handler(pen, rung, kind):
        verbal = rung.handler.root[0].strength not in (None, rung.strength)
        yield Part(text if verbal else f"{pen.field_word(kind, 'handler')} {text}")


def parts(pen: Pen, process: Process, rung: Tier | Step) -> Iterator[Part]:
    """What a box says beside its ways: limits and clocks, then all else, the ends of cases last."""
    kind = "tier" if isinstance(rung, Tier) else "step"
    left = _stated(rung, kind, _ELSEWHERE)
    if rung.title:
        yield Part(rung.title)
    yield from _handled(pen, rung, kind)
    for group in _LIMITS:
        if group[0] in left or (group[0] == "remind_before" and "remind_after" in left):
            yield Part(_group(pen, rung, kind, group, left), "tag")
    yield from (Part(clock(pen, one), "tag") for one in rung.clocks)
    if rung.content.root:
        yield Part(told(pen, rung, kind, "content"))
    for group in _TOGETHER:
        if any(field in left for field in group):
            yield Part(_group(pen, rung, kind, group, left))
    for field in list(left):
        yield Part(_group(pen, rung, kind, (field,), left))
    for power in _powers(pen, rung, kind):
        yield Part(f"{pen.pick('权限', 'power')} {power}")
    if kind == "tier" and (grades := _ending(pen, process, rung.name)):
        yield Part(f"{pen.pick('止于此：', 'ends here: ')}{grades}")
    yield from (Part(line) for line in _barred(pen, rung, kind))


def _stated(entity: Entity, kind: str, elsewhere: tuple[str, ...]) -> list[str]:
    """The fields that say something, in the order of the tables; prohibitions count too."""
    fields = ((field, getattr(entity, field, None)) for field in fields_of(kind))
    return [
        field for field, said in fields
        if field not in elsewhere and isinstance(said, Attribute) and said.root
    ]  # fmt: skip


def _group(
    pen: Pen, entity: Entity, kind: str, group: tuple[str, ...], left: list[str]
) -> str:  # fmt: skip
    """Fields that belong together as one text; they are taken from what is left to say."""
    found: list[tuple[str, str]] = []
    for field in group:
        if field in left:
            left.remove(field)
            found.append(_field(pen, entity, kind, field, f"{pen.field_word(kind, field)} ", ""))
    return _marked(pen.pick("，", ", "), found)


def _field(
    pen: Pen, entity: Entity, kind: str, field: str, before: str, behind: str
) -> tuple[str, str]:
    """A field between two words, with the mark that all its statements have."""
    said = _said(pen, entity, kind, field)
    marks = {one for _, one in said}
    if len(marks) > 1:
        return f"{before}{told(pen, entity, kind, field)}{behind}", ""
    text = pen.pick("；", "; ").join(one for one, _ in said)
    return f"{before}{text}{behind}", marks.pop()


def called(pen: Pen, one: Clock) -> str:
    """The title of a clock, else its name."""
    return one.title or pen.name(f"clock:{one.name}")


def clock(pen: Pen, one: Clock) -> str:
    """A clock in one line: `时钟 回复 5工作日，立案起，结案止`."""
    left = _stated(one, "clock", ("note", "alias", "on"))
    head = f"{pen.kind_word('clock')} {called(pen, one)}{pen.pick(' ', ': ')}"
    found = []
    ends = (("limit", "", ""), ("runs_from", "起", "from "), ("stop", "止", "until "))
    for field, zh, en in ends:
        if field in left:
            left.remove(field)
            around = pen.pick("", en), pen.pick(zh, "")
            found.append(_field(pen, one, "clock", field, *around))
    words = {field: pen.field_word("clock", field) for field in left}
    found += [_field(pen, one, "clock", field, f"{words[field]} ", "") for field in left]
    return head + _marked(pen.pick("，", ", "), found) if found else head.rstrip(" :")


def heads(pen: Pen, process: Process) -> Iterator[str]:
    """The lines under the title: what the process says of the whole case, and its clocks."""
    for field in fields_of("process"):
        stated = getattr(process, field, None)
        if field not in ("note", "alias") and stated is not None and stated.root:
            text = told(pen, process, "process", field)
            yield f"{pen.field_word('process', field)}{pen.pick('：', ': ')}{text}"
    for one in process.clocks:
        ways = [f"{pen.stated(stated)}{mark(pen, stated)}" for stated in one.on.root]
        yield pen.pick("，", ", ").join([clock(pen, one), *ways])


def trigger(pen: Pen, stated: Claim, keys: tuple[Any, ...]) -> tuple[str, str]:
    """What a way is taken on, and its clauses: `难度大、需部门协调` and `（难度较大的）`."""
    names = pen.pick("、", ", ").join(pen.written(pen.key(key)) for key in keys)
    clauses = []
    if stated.strength is not None:
        clauses.append(pen.strength(stated.strength))
    if stated.when is not None:
        when = pen.written(stated.when)
        clauses.append(pen.pick(f"{when}的", f"where {when}"))
    if stated.since is not None:
        since = pen.written(Day(stated.since))
        clauses.append(pen.pick(f"自{since}起", f"from {since}"))
    if stated.last is not None:
        last = pen.written(Day(stated.last))
        clauses.append(pen.pick(f"至{last}止", f"until the end of {last}"))
    inside = pen.pick("，", ", ").join(clauses)
    return names, pen.pick(f"（{inside}）", f" ({inside})") if inside else ""


def _barred(pen: Pen, rung: Tier | Step, kind: str) -> Iterator[str]:
    """The ways that a case must not go."""
    for stated in rung.on.root:
        if forbids(stated.strength):
            yield f"{pen.field_word(kind, 'on')} {pen.stated(stated)}{mark(pen, stated)}"


def _powers(pen: Pen, rung: Tier | Step, kind: str) -> Iterator[str]:
    """`工程自建 ≤40万元`: powers with a limit that the level or its handlers hold."""
    refs = [f"level:{rung.name}"] if kind == "tier" else []
    for stated in rung.handler:
        refs += stated.value.refs if isinstance(stated.value, Refs) else ()
    seen = set()
    for ref in refs:
        for item, limit in pen.model.powers_of(ref):
            if limit is not None and item.name not in seen:
                seen.add(item.name)
                yield f"{pen.name(f'item:{item.name}')} {told(pen, item, 'item', 'limit')}"


def _ending(pen: Pen, process: Process, tier: str) -> str:
    """The grades that are to end at a tier."""
    found = []
    for stated in process.ceiling:
        if isinstance(stated.value, Mapping):
            for arrow in stated.value.entries:
                if f"level:{tier}" in arrow.to or f"tier:{tier}" in arrow.to:
                    found += [str(pen.written(pen.key(key))) for key in arrow.keys]
    return pen.pick("、", ", ").join(found)
