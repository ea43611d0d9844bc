"""What the figures of a page rest on: every number of the workload with its reason, what each
variant changes, what govkit assumes itself, and how the runs were made.

A `Told` enters; parts of a page leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from govkit.analysis.provenance import provenance
from govkit.calendars import published
from govkit.engine.time.clocks import Clocks
from govkit.export.page.parts import Cell, Items, Part, Table, Text
from govkit.model.naming import Pen
from govkit.model.statement import Attribute, Entity, Origin
from govkit.simulation.page.told import Told
from govkit.simulation.wording import said, table
from govkit.version import __version__
from govkit.vocabulary.kinds import fields_of

_WORDS = ("word", "words", "chosen")
_KINDS = ("cited", "derived", "assumed", "proposed", "none")


def rests(told: Told) -> Iterator[Part]:
    """The parts of this section, in their order."""
    rows = list(_statements(told))
    counts = Counter[str](origin.kind for _, _, origin in rows)
    yield Text(told.say("rests_intro"))
    if told.others:
        yield changes(told)
    yield Text(told.say("counts", all=len(rows), **{kind: counts[kind] for kind in _KINDS}))
    heads = tuple(told.say(f"head_{name}") for name in ("what", "value", "origin"))
    yield Table(
        heads,
        tuple(
            (Cell(what), Cell(value), Cell(_reason(told, origin))) for what, value, origin in rows
        ),
    )
    yield Text(told.say("ours"))
    yield Items(tuple(said(f"default.{name}", told.lang) for name in table()["default"]))
    yield Text(told.say("made"))
    yield Items(tuple(_made(told)))


def _statements(told: Told) -> Iterator[tuple[str, str, Origin]]:
    """Each statement of the workload: where it stands, what it says, where it comes from."""
    workload, pen = told.workload(told.base), Pen(told.model, told.lang)
    for kind, entity in (
        ("workload", workload),
        *(("stream", one) for one in workload.streams),
        *(("station", one) for one in workload.stations),
    ):
        for field, value in entity:
            if isinstance(value, Attribute) and field != "note":
                yield from _field(pen, kind, entity, field, value)


def _field(
    pen: Pen, kind: str, entity: Entity, field: str, value: Attribute[object]
) -> Iterator[tuple[str, str, Origin]]:
    row, what = fields_of(kind)[field], pen.field_word(kind, field)
    words = row.target if row.type in _WORDS else ""
    if kind != "workload":
        what = f"{pen.kind_word(kind)} {entity.name}{pen.pick('：', ': ')}{what}"
    for stated in value.root:
        yield what, pen.stated(stated, words), stated.origin


def _reason(told: Told, origin: Origin) -> str:
    source = "·".join(part for part in (origin.source, origin.place) if part)
    word = told.say(f"origin_{origin.kind}", source=source).strip()
    reason = origin.remark or origin.quotation
    if not reason and origin.kind == "assumed":
        reason = told.say("no_reason")
    return told.say("with_reason", origin=word, reason=reason) if reason else word


def changes(told: Told) -> Table:
    """What each variant says otherwise than the first, statement by statement."""
    before = _worded(told, told.base)
    rows: list[tuple[Cell, ...]] = []
    for name in told.others:
        after = _worded(told, name)
        paths = [path for path in dict.fromkeys((*before, *after))
                 if before.get(path) != after.get(path)]  # fmt: skip
        for path in paths:
            cells = (before.get(path) or told.say("unsaid"), after.get(path) or told.say("unsaid"))
            rows.append((Cell(told.name(name)), Cell(_path(told, path)), *map(Cell, cells)))
        if not paths:
            empty = (told.say("nothing_changed"), "", "")
            rows.append((Cell(told.name(name)), *map(Cell, empty)))
    heads = ("head_variant", "head_what", "head_before", "head_after")
    return Table(tuple(map(told.say, heads)), tuple(rows), told.say("changed"))


def _worded(told: Told, variant: str) -> dict[str, str]:
    stated = provenance(told.models[variant], told.lang).statements
    return {one.path: one.value for one in stated}


def _path(told: Told, path: str) -> str:
    """`process:网格事项/tier:支部.limit` as a person says it: 网格事项·支部 时限."""
    blocks, _, field = path.rpartition(".")
    names = [block.partition(":")[2] or block for block in blocks.split("/")]
    kind = blocks.rpartition("/")[2].partition(":")[0]
    pen = Pen(told.model, told.lang)
    try:
        word = pen.field_word(kind, field.partition("[")[0])
    except KeyError:
        word = ""
    return f"{'·'.join(names)} {word}".strip()


def _made(told: Told) -> Iterator[str]:
    plan = told.plan
    warm_up = -(-max(one.warm_up for rows in told.outcomes.values() for one in rows) // 86_400)
    yield told.say("made_days", first=plan.first, days=plan.days, warm_up=warm_up)
    yield told.say("made_runs", runs=told.runs, seed=plan.seed)
    if told.runs < 5:
        yield told.say("made_few")
    if not told.fixed:
        yield told.say("made_until")
    if told.failed:
        yield told.say("made_failed", failed=told.failed)
    years = list(unpublished(told))
    if years:
        yield told.say("made_year", years=told.listed([str(year) for year in years]))
    yield told.say("made_due")
    yield told.say("made_version", version=__version__)


def unpublished(told: Told) -> Iterator[int]:
    """The years of the run whose public holidays are not published."""
    last = told.plan.first + timedelta(days=told.plan.days - 1)
    calendar = Clocks(told.model).calendars["work_day"]
    for year in range(told.plan.first.year, last.year + 1):
        if not published(year, calendar):
            yield year
