"""The sheet of a level: its units, one to a row, with their codes and the unit above.

A level enters, a `Sheet` leaves, or None where there is nothing to list. Units are filled in where
the text or a table names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govkit.model.level import Level
from govkit.model.naming import Pen
from govkit.model.units import count_of, names_of, roster_of
from govkit.reports.form.claims import clause, plain
from govkit.reports.form.sheet import MOST_CHOICES, Sheet, Texts, column, column_word, readable
from govkit.vocabulary.kinds import fields_of


def units_sheet(pen: Pen, level: Level, *, empty: bool) -> Sheet | None:
    """The sheet of a level; None for a level of a single unit that nothing names."""
    names, roster = names_of(level), roster_of(level)
    if count_of(level) == 1 and not names:
        return None
    above = _above(pen, level)
    columns = [
        column(pen, column_word(pen, "name"), _name_hint(pen, level), must=True),
        column(
            pen,
            column_word(pen, "code"),
            pen.pick("自己的编号，没有的留空", "its own code, blank where it has none"),
        ),
    ]
    if above is not None:
        columns.append(
            column(
                pen,
                column_word(pen, "parent"),
                pen.pick(
                    f"所属{above.name}的名称、编号，或者“{above.name}·1”这样的序号",
                    f"the {above.name} it belongs to: its name, its code, or a number such as "
                    f"{above.name}·1",
                ),
                choices=() if empty else _units(above),
                choices_from=above.name if empty or _told_apart(above) else "",
                others=True,
            )
        )
    rows: tuple[Texts, ...] = ()
    if roster is not None:
        rows = tuple(
            (entry.name, entry.code, entry.parent)[: len(columns)] for entry in roster.entries
        )
    elif names:
        rows = tuple((name, *[""] * (len(columns) - 1)) for name in names)
    said = level.units.root or level.names.root
    rests = clause(pen, level.origin, said[0].origin) if said else ""
    whole = (
        rests is not None
        and len(readable(columns, rows)) == len(rows)
        and all(plain(one, said[0].origin, level.strength) for one in said)
    )
    word = fields_of("level")["units" if roster else "names"].word(pen.lang) if names else ""
    return Sheet(
        "level",
        level.name,
        (("units", (rests or "") if rows and whole else ""),),
        tuple(columns),
        rows if whole and not empty else (),
        () if whole or empty else (word,),
        word if whole or empty else "",
    )


def _above(pen: Pen, level: Level) -> Level | None:
    """The level above, where a unit has to say under which one it stands."""
    roster, parent = roster_of(level), level.parent.value
    name = parent.ref.partition(":")[2] if parent is not None else ""
    found = next((one for one in pen.model.levels if one.name == name), None)
    said = roster is not None and any(entry.parent for entry in roster.entries)
    return found if found is not None and (said or count_of(found) != 1) else None


def _name_hint(pen: Pen, level: Level) -> str:
    count = pen.all(level.count)
    return pen.pick(
        f"一行一个{level.name}" + (f"，数量：{count}" if count else ""),
        f"one {level.name} to a row" + (f"; count: {count}" if count else ""),
    )


def _told_apart(level: Level) -> bool:
    """Whether a name means one unit of a level alone."""
    names = names_of(level)
    return len(set(names)) == len(names)


def _units(level: Level) -> Iterator[str]:
    """What to call each unit of a level so that a table finds it: name, code, or number."""
    roster, names = roster_of(level), names_of(level)
    codes = [entry.code for entry in roster.entries] if roster is not None else []
    named, coded = Counter(names), Counter(codes)
    for number in range(1, min(count_of(level) or 0, MOST_CHOICES + 1) + 1):
        name = names[number - 1] if number <= len(names) else ""
        code = codes[number - 1] if number <= len(codes) else ""
        if name and named[name] == 1:
            yield name
        elif code and coded[code] == 1 and code not in named:
            yield code
        else:
            yield f"{level.name}·{number}"
