"""Figures beside each other: each with its interval, and how it differs from the first variant.

A `Told` enters; tables leave: of the figures, of readings, of why cases go up, of witnesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govkit.draws.intervals import Estimate, by_chance
from govkit.engine.words.wording import place_word, reason_word, status_word
from govkit.export.page.parts import Cell, Items, Part, Table, Text
from govkit.simulation.outcome.outcome import Witness
from govkit.simulation.page.told import Told
from govkit.simulation.wording import label, measure, said, written

MARK = "◆"
BESIDE = 3
"""How many variants stand beside the first one in a table."""
# What stands in the table; the rest is in the charts and in the data.
GROUPS = (
    ("cases", ("cases", "closed", "unfinished", "closing_rate", "on_time_rate", "late_open",
               "without_limit", "dead_ends")),
    ("indicators", ("indicator", "indicator_count", "reading")),
    ("times", ("stay", "stay_50", "stay_90", "stay_95", "stay_of", "stay_at")),
    ("waits", ("wait_at", "wait_90", "wait")),
    ("up", ("escalated", "went_up", "ran_out", "returned", "reworked", "reopened")),
    ("work", ("use", "work_lost")),
)  # fmt: skip


def figures(told: Told) -> Iterator[Part]:
    """The tables of all figures, with what belongs to reading them."""
    intro = "figures_intro" if told.others else "figures_one"
    yield Text(told.say(intro, base=told.name(told.base)))
    names = [name for group in grouped(told) for name in group[1]]
    if not told.others:
        yield _alone(told)
    for first in range(0, len(told.others), BESIDE):
        yield _table(told, (told.base, *told.others[first : first + BESIDE]))
    compared = sum(
        1 for other in told.others for name in names
        if told.differences[other].get(name) and told.differences[other][name].low is not None
    )  # fmt: skip
    if compared:
        expected = f"{by_chance(compared):.0f}"
        yield Text(told.say("by_chance", number=compared, expected=expected), "quiet")
    unclear = _unique(name for rows in told.outcomes.values() for one in rows
                      for name in one.readings)  # fmt: skip
    if unclear:
        yield Text(told.say("readings_intro", names=told.listed(unclear)), "quiet")
    missing = _unique(name for rows in told.outcomes.values() for one in rows
                      for name in one.uncounted)  # fmt: skip
    if missing:
        yield Text(told.say("uncounted", names=told.listed(missing)), "quiet")


def _unique(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))


def grouped(told: Told) -> Iterator[tuple[str, list[str]]]:
    """The names of figures by group; what is nothing in every variant is left out, where that
    goes without saying."""
    known = _unique(name for one in told.estimates.values() for name in one)
    unclear = {name.split("·")[1] for name in known if name.startswith("reading·")}
    for group, kinds in GROUPS:
        names = [
            name for kind in kinds for name in known
            if name.partition("·")[0] == kind and _tells(told, name)
            if not (kind.startswith("indicator") and name.partition("·")[2] in unclear)
        ]  # fmt: skip
        if names:
            yield group, names


_QUIET = ("without_limit", "returned", "reworked", "reopened", "late_open", "ran_out", "went_up")


def _tells(told: Told, name: str) -> bool:
    means = [told.mean(variant, name) for variant in told.variants]
    return (
        any(means) if name.partition("·")[0] in _QUIET else any(mean is not None for mean in means)
    )


def _table(told: Told, variants: Sequence[str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for group, names in grouped(told):
        rows.append((Cell(told.say(f"group_{group}")),))
        rows += [
            (Cell(named(told, name)), *(cell(told, variant, name) for variant in variants))
            for name in names
        ]
    heads = (told.say("head_figure"), *(told.name(variant) for variant in variants))
    return Table(heads, tuple(rows), numbers=True)


def _alone(told: Told) -> Table:
    """The figures of the only variant, each in one line."""
    rows: list[tuple[Cell, ...]] = []
    for group, names in grouped(told):
        rows.append((Cell(told.say(f"group_{group}")),))
        for name in names:
            shown = cell(told, told.base, name)
            beside = told.listed(shown.more)
            rows.append((Cell(named(told, name)), Cell(shown.text), Cell(beside)))
    heads = ("head_figure", "head_mean", "head_interval")
    return Table(tuple(map(told.say, heads)), tuple(rows), numbers=True)


def named(told: Told, figure: str) -> str:
    """What a figure is called, with its unit."""
    unit = measure(figure)
    shown = said(f"unit.{unit}", told.lang) if unit != "share" else ""
    left, right = ("（", "）") if told.lang == "zh" else (" (", ")")
    return f"{label(figure, told.lang)}{left}{shown}{right}" if shown else label(figure, told.lang)


def cell(told: Told, variant: str, figure: str) -> Cell:
    """A figure with its interval and its difference from the first variant."""
    found = told.estimates[variant].get(figure)
    if found is None or found.mean is None:
        return Cell(written(figure, None))
    value = written(figure, found.mean)
    if told.only_at_least(variant, figure):
        value = told.say("at_least", value=value)
    more = [spread(figure, found)]
    if found.undefined:
        more.append(told.say("undefined_runs", number=found.undefined))
    marked = False
    other = told.differences.get(variant, {}).get(figure)
    if other is not None and other.mean is not None:
        marked = other.leaves_out_zero
        more += _difference(told, figure, other)
        base = told.estimates[told.base].get(figure)
        if found.undefined < other.undefined or (base and base.undefined < other.undefined):
            more.append(told.say("paired_runs", number=other.n))
    return Cell(value, tuple(line for line in more if line), marked)


def spread(figure: str, found: Estimate) -> str:
    """The interval of a figure; where there are too few runs, their values."""
    if found.low is None or found.high is None:
        values = ", ".join(written(figure, value) for value in found.values)
        return values if len(found.values) > 1 else ""
    low = max(found.low, 0.0)
    high = min(found.high, 1.0) if measure(figure) == "share" else found.high
    return f"{written(figure, low).removesuffix(' %')} – {written(figure, high)}"


def _difference(told: Told, figure: str, found: Estimate) -> tuple[str, ...]:
    """A difference with its mark, and its interval where there is one."""
    if not any(found.values):
        return (told.say("same_in_all"),)
    mean, low, high = (
        written(figure, value, signed=True).removesuffix(" %") if value is not None else ""
        for value in (found.mean, found.low, found.high)
    )
    mark = f" {MARK}" if found.leaves_out_zero else ""
    return f"Δ {mean}{mark}", f"[{low}, {high}]" if low else ""


# ── why ──
def why(told: Told) -> Iterator[Part]:
    """Why cases go up: by place and reason, cases per run and their share."""
    rows: list[tuple[Cell, ...]] = []
    pairs = _unique_pairs(told)
    if not pairs:
        yield Text(told.say("why_none"))
        return
    for place, trigger in pairs:
        cells = [_cause(told, variant, place, trigger) for variant in told.variants[: BESIDE + 1]]
        rows.append((Cell(place), Cell(reason_word(trigger).word(told.lang)), *cells))
    heads = (told.say("head_place"), told.say("head_why"),
             *(told.name(one) for one in told.variants[: BESIDE + 1]))  # fmt: skip
    yield Text(told.say("why_intro"))
    yield Table(heads, tuple(rows))


def _unique_pairs(told: Told) -> list[tuple[str, str]]:
    totals: dict[tuple[str, str], int] = {}
    for rows in told.outcomes.values():
        for one in rows:
            for place, causes in one.causes.items():
                for trigger, count in causes.items():
                    totals[place, trigger] = totals.get((place, trigger), 0) + count
    places = list(dict.fromkeys(place for place, _ in totals))
    return sorted(totals, key=lambda pair: (places.index(pair[0]), -totals[pair]))


def _cause(told: Told, variant: str, place: str, trigger: str) -> Cell:
    rows = told.outcomes[variant]
    mine = sum(one.causes.get(place, {}).get(trigger, 0) for one in rows)
    all_ = sum(sum(one.causes.get(place, {}).values()) for one in rows)
    count = mine / len(rows)
    return Cell(f"{count:,.1f}", (f"{100 * mine / all_:.1f} %",) if all_ else ())


# ── open ──
def open_cases(told: Told) -> Iterator[Part]:
    """What is not finished and what goes nowhere, each kind with one witness."""
    rows = []
    for variant in told.variants:
        for witness, mean in _kinds(told, variant):
            where = told.say(
                "where",
                place=place_word(witness.place).word(told.lang),
                status=status_word(witness.status).word(told.lang),
            )
            shown = told.say(
                "witness", matter=witness.matter, unit=witness.unit, case=witness.case,
                opened=_moment(witness.opened), last=_moment(witness.last),
            )  # fmt: skip
            name = (told.name(variant),) if told.others else ()
            kind = told.say(f"kind_{witness.kind}")
            rows.append(tuple(map(Cell, (*name, kind, where, f"{mean:,.1f}", shown))))
    if not rows:
        yield Text(told.say("open_none"))
        return
    heads = ["head_kind", "head_where", "head_count", "head_witness"]
    yield Text(told.say("open_intro"))
    yield Table(
        tuple(map(told.say, ["head_variant", *heads] if told.others else heads)), tuple(rows)
    )


def _kinds(told: Told, variant: str) -> Iterator[tuple[Witness, float]]:
    """Each kind with its first case, and how many there are in a run."""
    rows = told.outcomes[variant]
    found: dict[tuple[str, str, str], list[Witness]] = {}
    for one in rows:
        for witness in one.witnesses:
            found.setdefault((witness.kind, witness.place, witness.status), []).append(witness)
    for alike in sorted(found.values(), key=lambda all_: (all_[0].kind, -_total(all_))):
        yield min(alike, key=lambda one: one.opened), _total(alike) / len(rows)


def _total(witnesses: Sequence[Witness]) -> int:
    return sum(one.count for one in witnesses)


def _moment(written_at: str) -> str:
    """An instant to the minute, without its offset."""
    return written_at[:16].replace("T", " ")


def limits(told: Told) -> Items:
    """What the page does not prove."""
    names = [f"limits_{number}" for number in range(1, 7 if told.others else 6)]
    return Items(tuple(map(told.say, names)))
