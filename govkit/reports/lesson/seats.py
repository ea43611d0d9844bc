"""The seat cards, two to a page, and who is above whom.

A lesson enters, a document or rows leave. A card says what its seat knows and wants, and what the
model says of its post: where it stands, what it handles, how long it has, which powers it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govkit.document.building import cell, line
from govkit.document.parts import (
    Blank,
    Column,
    Document,
    Heading,
    Keep,
    Note,
    Paragraph,
    Row,
    Simple,
    Table,
)
from govkit.model.level import Level
from govkit.model.process import Process, Rung
from govkit.model.references import refs_of
from govkit.model.statement import Entity
from govkit.reports.lesson.setting import Setting
from govkit.scenario.graph import Role
from govkit.values import Words

# What a card tells of a tier or step that its post handles, in this order.
_RUNG = ("sign_within", "limit", "deliberates", "return_within", "extend", "requires", "may",
         "forbids", "on")  # fmt: skip
_ABOVE = ("superior", "commanded_by", "part_of")


def seat_cards(setting: Setting) -> Document | None:
    """The paper that is cut apart; None where the lesson has no seats."""
    cards = tuple(
        Keep(tuple(_card(setting, role)), framed=True, to_page=2) for role in setting.graph.roles
    )
    return setting.document("seat_cards", "seats", cards) if cards else None


def _card(setting: Setting, role: Role) -> Iterator[Simple]:
    text = setting.graph.text
    yield Heading(2, text(role.title))
    if not role.player:
        yield Note(line(setting.said("card.script")))
    post = text(role.post) or setting.said("card.person")
    if post != text(role.title):
        yield Paragraph(setting.label("post", post))
    for key, what in (("card.knows", role.knows), ("card.wants", role.wants)):
        if what is not None:
            yield Paragraph(setting.label(key, text(what)))
    rows = tuple(_of_the_model(setting, role.ref)) if role.ref else ()
    if rows:
        yield Table((Column(weight=1), Column(weight=4)), rows)
    yield Note(line(setting.said("card.yours")))
    yield Paragraph(setting.label("card.notes", ""))
    if not rows:
        yield Blank(3)


def _of_the_model(setting: Setting, ref: str) -> Iterator[Row]:
    """What the model says of a post, body or team, as rows of a name and lines."""
    pen, model = setting.pen, setting.model
    kind = ref.partition(":")[0]
    entity = model.get(ref)
    if entity is None:
        return
    at, above = _stands_at(setting, entity), _is_above(setting, entity)
    yield setting.row("card.at", setting.said("card.under", at=at, above=above) if above else at)
    duties = [
        replace(stated.value, tail="", total=None)  # all of them stand here; nobody counts them
        if isinstance(stated.value, Words) and stated.value.total == len(stated.value.words)
        else stated.value
        for stated in getattr(entity, "functions", ())
    ]
    if duties:
        yield (
            cell(line(setting.word(kind, "functions"), "strong"), shade=True),
            cell(*(setting.plain(pen.written(one)) for one in duties)),
        )
    for process in _processes(setting):
        yield from _handled(setting, process, ref)
    powers = model.powers_of(ref)
    if powers:
        yield setting.row(
            "card.powers",
            *(
                setting.plain(f"{item.name} {pen.written(limit) if limit else ''}".strip())
                for item, limit in powers
            ),
        )
    convened = [one.name for one in model.meetings if ref in refs_of(one.convener)]
    if convened:
        yield setting.row("card.convenes", setting.said("between").join(convened))


def _handled(setting: Setting, process: Process, ref: str) -> Iterator[Row]:
    """What a post handles in a process: a row for each tier or step."""
    pen = setting.pen
    rungs: tuple[tuple[str, Rung], ...] = (
        *(("tier", tier) for tier in process.tiers),
        *(("step", step) for step in process.steps),
    )
    for kind, rung in rungs:
        if ref not in refs_of(rung.handler):
            continue
        lines = []
        for field in _RUNG:
            for stated in getattr(rung, field):
                word = setting.said("colon", label=setting.word(kind, field))
                lines.append(word + setting.plain(pen.stated(stated, head=rung.strength)))
        where = setting.plain(f"{process.name} · {rung.name}")
        yield (cell(line(where, "strong"), shade=True), cell(*lines))


def _processes(setting: Setting) -> Iterator[Process]:
    """The processes of the lesson: that of its matter, and those of the modes that come on."""
    model, graph = setting.model, setting.graph
    modes = {graph.text(state.mode) for state in graph.states if state.mode is not None}
    named = {
        ref.partition(":")[2]
        for mode in model.modes
        if {mode.name, mode.title} & modes
        for ref in refs_of(mode.process)
    }
    for scenario in model.scenarios:
        for ref in refs_of(scenario.matter) if scenario.name == graph.scenario else ():
            process = model.process_for(ref.partition(":")[2])
            named |= {process.name} if process is not None else set()
    yield from (one for one in model.processes if one.name in named)


def above_whom(setting: Setting) -> Table:
    """The seats, their posts, where each stands and what is above it."""
    rows = []
    for role in setting.graph.roles:
        entity = setting.model.get(role.ref) if role.ref else None
        rows.append((
            cell(setting.graph.text(role.title)),
            cell(setting.graph.text(role.post) or setting.said("card.person")),
            cell((entity and _stands_at(setting, entity)) or setting.said("none")),
            cell((entity and _is_above(setting, entity)) or setting.said("none")),
        ))  # fmt: skip
    columns = setting.columns(seat=1, post=1, card__at=1, card__above=1)
    return Table(columns, tuple(rows))


def _stands_at(setting: Setting, entity: Entity) -> str:
    if isinstance(entity, Level):
        return entity.title or entity.name
    return setting.said("between").join(
        setting.pen.name(ref) for ref in dict.fromkeys(refs_of(getattr(entity, "at", ())))
    )


def _is_above(setting: Setting, entity: Entity) -> str:
    """Whom the model puts over a post or body, else the level above the one that it stands at."""
    pen, model = setting.pen, setting.model
    for field in _ABOVE:
        named = list(dict.fromkeys(refs_of(getattr(entity, field, ()))))
        if named:
            return setting.said("between").join(map(pen.name, named))
    seen: set[str] = set()
    place: Entity | None = entity
    while place is not None and place.name not in seen and not isinstance(place, Level):
        seen.add(place.name)
        place = next((model.get(ref) for ref in refs_of(getattr(place, "at", ()))), None)
    return (model.tree.parent_level(place.name) or "") if isinstance(place, Level) else ""
