"""What is told of each kind: levels, staff, matters and processes as grids, tables as they are
printed, figures and checks with what comes out, and every other kind object by object.

A model and a pen enter, blocks leave, chapter by chapter. Which kinds there are is not listed here:
a kind without a way of its own is told as all the others are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from govkit.analysis.structure import formula_average, printed_count, spread_of, staff_at
from govkit.analysis.two_keys import grids
from govkit.checks.figures import judged
from govkit.checks.wording import shown
from govkit.document.building import cell, line
from govkit.document.parts import Block, Column, Heading, Line, Row, Run, Table
from govkit.model.governance import COLLECTIONS, held_in
from govkit.model.lines import CheckLine
from govkit.model.naming import Pen
from govkit.model.process import Process
from govkit.reports.full.grids import Placed, grid
from govkit.reports.full.objects import heading, named, objects, statements, table, whole
from govkit.reports.full.said import basis, head_lines, statement

STAFF = ("body", "post", "team")
ORIGIN_WORDS = {
    "cited": ("有出处", "cited"),
    "derived": ("推算", "derived"),
    "assumed": ("假设", "assumed"),
    "proposed": ("拟定", "proposed"),
    "none": ("未注明", "none given"),
    "plain": ("不必注明", "none needed"),
}
_SPREADS = {
    "listed": ("逐个写明", "listed one by one"),
    "stated": ("按应有数分布", "as the quota says"),
    "assumed": ("按均匀分布，属假设", "even spread, assumed"),
    "unknown": ("未知", "unknown"),
}


def chapter(pen: Pen, kind: str) -> Iterator[Block]:
    """What a model holds of one kind, without its heading; nothing where it holds nothing."""
    own = _OWN.get(kind)
    if own is not None:
        yield from own(pen)
        return
    yield from table(pen, objects(pen, kind, pen.model.all(kind)))


def heading_of(pen: Pen, kind: str) -> str:
    """What the chapter of a kind is called; bodies, posts and teams stand in one."""
    if kind in STAFF:
        return pen.pick("机构、岗位、队伍", "Bodies, posts, teams")
    word = pen.kind_word(kind)
    return word if pen.lang == "zh" else _PLURALS.get(kind, f"{word.capitalize()}s")


_PLURALS = {
    "hierarchy": "Hierarchies", "duty": "Duties", "process": "Processes", "district": "District",
    "figures": "Figures", "checks": "Checks",
}  # fmt: skip


def levels(pen: Pen) -> Iterator[Block]:
    """Levels with their counts, printed or worked out, and how their units are spread."""
    placed = [Placed("level", one, f"level:{one.name}") for one in pen.model.levels]

    def counted(one: Placed) -> tuple[Line, ...]:
        level = pen.model.level(one.entity.name)
        return () if level.count.root else (line(printed_count(pen, level)),)

    def spread(one: Placed) -> tuple[Line, ...]:
        word = _SPREADS.get(spread_of(pen.model, pen.model.level(one.entity.name)))
        return (line(pen.pick(*word)),) if word else ()

    yield from grid(
        pen,
        placed,
        (pen.pick("数量（未写明）", "Count (not stated)"), counted),
        (pen.pick("分布", "Spread"), spread),
    )


def staff(pen: Pen) -> Iterator[Block]:
    """Bodies, posts and teams, by the level they stand at, then those that stand at none."""
    model = pen.model
    standing = [ref for level in model.levels for ref in staff_at(model, f"level:{level.name}")]
    every = [f"{kind}:{one.name}" for kind in STAFF for one in model.all(kind)]
    placed = []
    for ref in dict.fromkeys((*standing, *every)):
        entity = model.get(ref)
        assert entity is not None
        placed.append(Placed(ref.partition(":")[0], entity, ref))

    def average(one: Placed) -> tuple[Line, ...]:
        told = formula_average(pen, one.entity)
        return (line(told),) if told else ()

    yield from grid(pen, placed, (pen.pick("每队平均", "Average of a team"), average))


def matters(pen: Pen) -> Iterator[Block]:
    """Matters with what they need and who answers for them, then their states."""
    yield from grid(pen, [Placed("matter", one, f"matter:{one.name}") for one in pen.model.matters])


def tables(pen: Pen) -> Iterator[Block]:
    """Two-key tables as they are printed, each with its own fields above it."""
    for one in pen.model.tables:
        label = named(pen, "table", one)
        yield from table(pen, whole(pen, "table", one, f"table:{one.name}", label))
        yield from printed(pen, one.name)


def printed(pen: Pen, name: str) -> Iterator[Table]:
    """The cells of one table: rows, columns, and the grade of each."""
    for one in grids(pen.model, pen):
        if one.name != name:
            continue
        titles = (" / ".join(one.keys), *one.columns)
        named_ = f"{one.name} {one.title}".strip()
        caption = pen.pick(
            f"对照表：{named_}（得出「{one.gives}」）", f"Table: {named_} (gives `{one.gives}`)"
        )
        if one.when:
            caption += pen.pick(f"，当 {one.when}", f", when {one.when}")
        rows = tuple(tuple(cell(text) for text in row) for row in one.rows)
        yield Table(tuple(Column(title, 2) for title in titles), rows, caption=caption)


def processes(pen: Pen) -> Iterator[Block]:
    """Each process under a heading of its own: its fields, its rungs side by side, its clocks."""
    for one in pen.model.processes:
        yield from process(pen, one)


def process(pen: Pen, one: Process) -> Iterator[Block]:
    """One process: its heading, its fields, its tiers and steps, what else is said of them."""
    ref = f"process:{one.name}"
    label = f"{one.name} {one.title}".strip()
    yield Heading(2, pen.pick(f"流程：{label}", f"Process: {label}"), ref)
    rows = [heading(pen, one, named(pen, "process", one), ref)]
    rows += statements(pen, "process", one)
    for clock in one.clocks:
        word = f"{pen.kind_word('clock')} {named(pen, 'clock', clock)}"
        rows += whole(pen, "clock", clock, f"{ref}/clock:{clock.name}", word)
    yield from table(pen, rows)
    placed = [
        Placed(kind, rung, f"{ref}/{kind}:{rung.name}")
        for kind in held_in("process")
        if kind != "clock"
        for rung in getattr(one, f"{kind}s")
    ]
    yield from grid(pen, placed)


def figures(pen: Pen) -> Iterator[Block]:
    """The figures of the author under the names they have in the text."""
    rows: list[Row] = []
    for one in pen.model.figures:
        for stated in one.value.root:
            rows.append(
                (
                    cell(one.name, ref=f"figure:{one.name}"),
                    cell(*statement(pen, stated)),
                    cell(*basis(pen, stated)),
                )
            )
        rows += statements(pen, "figures", one, frozenset(["value"]))
    yield from table(pen, rows)


def checks(pen: Pen) -> Iterator[Block]:
    """The checks of the author: formula, what comes out, the answer, that of another reading."""
    answers = {line.name: verdict for line, verdict in judged(pen.model)}
    titles = {
        "zh": ("核对", "应满足", "算得", "结论", "依据"),
        "en": ("Check", "Holds", "Computed", "Answer", "Basis"),
    }[pen.lang]
    columns = tuple(map(Column, titles, (3, 5, 3, 3, 4)))
    rows = []
    for one in pen.model.checks:
        verdict = answers.get(one.name)
        computed, answer = "", ""
        if verdict is not None:
            computed = shown(verdict.computed, pen.lang)
            told = dict.fromkeys((verdict.answer, *verdict.others))
            answer = " / ".join(pen.pick(*ANSWERS[word]) for word in told)
        rows.append(
            (
                cell(one.name, ref=f"check:{one.name}"),
                cell(*_held(pen, one)),
                cell(computed),
                cell(answer),
                cell(*basis(pen, one)),
            )
        )
    if rows:
        yield Table(columns, tuple(rows))


def _held(pen: Pen, one: CheckLine) -> Iterator[Line]:
    yield (Run(pen.written(one.holds)),)
    yield from head_lines(pen, one)


ANSWERS = {
    "agrees": ("相符", "agrees"),
    "differs": ("不符", "differs"),
    "possible": ("可能相符", "possible"),
    "undecidable": ("无法断定", "undecidable"),
}

_OWN: Mapping[str, Callable[[Pen], Iterator[Block]]] = {
    "level": levels,
    "body": staff,
    "matter": matters,
    "table": tables,
    "process": processes,
    "figures": figures,
    "checks": checks,
}
# The kinds in the order they are told: that of the reference, with the lines of open sections.
ORDER: tuple[str, ...] = ("district", *(
    kind
    for known in COLLECTIONS
    for kind in (("figures", "checks", known) if known == "workload" else (known,))
    if kind not in STAFF[1:]
))  # fmt: skip
