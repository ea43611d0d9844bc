"""Checks of units that are listed in a table: their number, their names, their superiors.

Each check is one small function over the model that yields findings; the path of a unit is that of
its row (`level:网格.units/7`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.amounts import admits
from govkit.checks.finding import Check, Finding
from govkit.checks.wording import written
from govkit.diagnostics import Both, Filler
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.units import names_of, roster_of
from govkit.values import Entry, Words

_COUNT, _NAMES = Both("数量", "count"), Both("名录", "names")


def check_roster_count(model: Governance) -> Iterator[Finding]:
    """GOV179: a table lists more or fewer units than the level counts, or names others."""
    for level, entries in _rosters(model):
        listed = len(entries)
        count, names = level.count.value, level.names.value
        said: Filler = ""
        field, which = "", _COUNT
        if not admits(count, listed):
            said, field = written(count), "count"
        elif isinstance(names, Words) and names.length is not None and names.length != listed:
            said, field, which = str(names.length), "names", _NAMES
        if field:
            yield Finding("GOV179", f"level:{level.name}.units",
                          {"level": level.name, "listed": str(listed), "which": which,
                           "count": said}, ((f"level:{level.name}.{field}", "count"),))  # fmt: skip


def check_roster_numbers(model: Governance) -> Iterator[Finding]:
    """GOV450: units named by numbers that are the numbers of other units, told once a level."""
    for level in model.levels:
        names = names_of(level)
        crossed = [
            (number, name)
            for number, name in enumerate(names, start=1)
            if (meant := _as_number(name, level.name)) and meant != number and meant <= len(names)
        ]
        if not crossed:
            continue
        number, name = crossed[0]
        meant = _as_number(name, level.name)
        row = f"units/{number}" if roster_of(level) else "names"
        yield Finding("GOV450", f"level:{level.name}.{row}",
                      {"level": level.name, "name": name, "number": str(number),
                       "meant": str(meant), "other": names[meant - 1],
                       "count": str(len(crossed))})  # fmt: skip


def _as_number(name: str, level: str) -> int:
    """The number that `level·name` or the name itself reads as; 0 where it is none."""
    number = name.removeprefix(f"{level}·")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else 0


def check_roster_twice(model: Governance) -> Iterator[Finding]:
    """GOV177: one name twice under one superior, or one code twice."""
    name, code = Both("名称", "name"), Both("编号", "code")
    for level, entries in _rosters(model):
        path = f"level:{level.name}.units"
        names: dict[tuple[str, str], int] = {}
        codes: dict[str, int] = {}
        for number, entry in enumerate(entries, start=1):
            earlier = names.setdefault((entry.parent, entry.name), number)
            which, written = name, entry.name
            if earlier == number and entry.code:
                earlier = codes.setdefault(entry.code, number)
                which, written = code, entry.code
            if earlier != number:
                yield Finding("GOV177", f"{path}/{number}",
                              {"which": which, "written": written, "level": level.name},
                              ((f"{path}/{earlier}", "earlier"),))  # fmt: skip


def check_roster_parents(model: Governance) -> Iterator[Finding]:
    """GOV178: the unit above is left out in a row, not known, or fits several. GOV410: the level
    above lists no units at all, which is one mistake and not one a row."""
    for level, entries in _rosters(model):
        if not model.tree.is_placed(level.name):
            continue
        parent = model.tree.parent_level(level.name)
        above = model.tree.placed(level.name)
        unlisted = _unlisted(model, parent, entries, above)
        if unlisted and parent is not None:
            names = Both.listed(unlisted)
            args: dict[str, Filler] = {"level": level.name, "parent": parent, "names": names}
            yield Finding("GOV410", f"level:{level.name}.units", args,
                          ((f"level:{parent}", "above"),))  # fmt: skip
        for number, entry in enumerate(entries, start=1):
            if not above[number - 1] and entry.parent not in unlisted:
                what = _wrong(entry, level, parent)
                at = f"level:{level.name}.units/{number}"
                yield Finding("GOV178", at, {"name": entry.name, "what": what})


def _unlisted(
    model: Governance, parent: str | None, entries: tuple[Entry, ...], above: tuple[int, ...]
) -> tuple[str, ...]:
    """The names of units above that no row could be matched to because their level lists none."""
    levels = [level for level in model.levels if level.name == parent]
    if not levels or names_of(levels[0]):
        return ()
    rows = zip(entries, above, strict=True)
    return tuple(dict.fromkeys(entry.parent for entry, at in rows if entry.parent and not at))


def _wrong(entry: Entry, level: Level, parent: str | None) -> Both:
    if parent is None:
        return Both(
            f"写了上级「{entry.parent}」，但层级「{level.name}」没有写「上级」是哪一个层级",
            f"stands under `{entry.parent}`, but level `{level.name}` names no parent level",
        )
    if not entry.parent:
        return Both(f"没有写属于哪一个{parent}", f"does not say to which {parent} it belongs")
    return Both(
        f"写的上级「{entry.parent}」不是「{parent}」中确定的一个单元",
        f"stands under `{entry.parent}`, which is not one known unit of level `{parent}`",
    )


def _rosters(model: Governance) -> Iterator[tuple[Level, tuple[Entry, ...]]]:
    for level in model.levels:
        roster = roster_of(level)
        if roster is not None:
            yield level, roster.entries


CHECKS: tuple[Check, ...] = (
    check_roster_count,
    check_roster_numbers,
    check_roster_twice,
    check_roster_parents,
)
