"""A log of events as OCEL 2.0 in JSON: events beside the cases, units, posts they touch.

Parts of a log enter, as lines of JSON; one JSON text leaves. They are read three times, so that no
more is kept than the names of units, posts and meetings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from govkit.export.jsonl import read

Row = Mapping[str, Any]
_ATTRIBUTES = ("n", "move", "from", "to", "trigger", "rule", "citation", "limit", "automatic",
               "variant", "replication")  # fmt: skip
_OF_CASE = ("matter", "variant", "replication")
_TYPES = {"n": "integer", "replication": "integer", "automatic": "boolean"}
# Kinds of events whose `part` is somebody who was asked, or who answers.
_ASKED = ("countersign", "summon", "arrive")
_CASE, _UNIT = "case", "unit"
_EPOCH = "1970-01-01T00:00:00Z"
_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def join(parts: Sequence[Path], out: TextIO) -> None:
    """The whole log: types first, then events and objects in the order of the parts."""
    kinds: dict[str, None] = {}
    shared: dict[str, str] = {}
    for row in _rows(parts):
        kinds.setdefault(row["kind"])
        for of, name, _ in _touched(row):
            shared.setdefault(name, of)
    types = [_CASE, *dict.fromkeys(shared.values())]
    out.write('{"objectTypes":')
    out.write(_dumped([_type(name, _OF_CASE if name == _CASE else ()) for name in types]))
    out.write(',\n"eventTypes":')
    out.write(_dumped([_type(name, _ATTRIBUTES) for name in kinds]))
    out.write(',\n"objects":[\n')
    _listed(out, (*({"id": name, "type": of, "attributes": [], "relationships": []}
                    for name, of in shared.items()),))  # fmt: skip
    _listed(out, _cases(parts), after=bool(shared))
    out.write('\n],\n"events":[\n')
    _listed(out, (_event(row) for row in _rows(parts)))
    out.write("\n]}\n")


def _rows(parts: Iterable[Path]) -> Iterator[Row]:
    for part in parts:
        yield from read(part)


def _listed(out: TextIO, entries: Iterable[object], after: bool = False) -> None:
    for number, entry in enumerate(entries):
        out.write(f"{',' if number or after else ''}{_dumped(entry)}\n")


def _type(name: str, attributes: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "attributes": [{"name": one, "type": _TYPES.get(one, "string")} for one in attributes],
    }


def _case(row: Row) -> str:
    return f"{_CASE}:{row['variant']}/{row['replication']}/{row['case']}"


def _cases(parts: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for row in _rows(parts):
        if row["n"] == 1:
            values = [{"name": one, "time": _EPOCH, "value": row[one]} for one in _OF_CASE]
            yield {"id": _case(row), "type": _CASE, "attributes": values, "relationships": []}


def _event(row: Row) -> dict[str, Any]:
    touched = [{"objectId": name, "qualifier": why} for _, name, why in _touched(row)]
    return {
        "id": f"{row['variant']}/{row['replication']}/{row['case']}/{row['n']}",
        "type": row["kind"],
        "time": row["instant"],
        "attributes": [{"name": one, "value": row[one]} for one in _ATTRIBUTES if row[one] != ""],
        "relationships": [{"objectId": _case(row), "qualifier": "of"}, *touched],
    }


def _touched(row: Row) -> Iterator[tuple[str, str, str]]:
    """What an event touches beside its case: the type, the name and in which way."""
    station, unit, meeting = row["station"], row["unit"], row["meeting"]
    if unit:
        yield _UNIT, f"{_UNIT}:{unit}", "at"
    if station:
        yield station.partition(":")[0], f"{station}·{unit}", "handled_by"
    if meeting:
        yield "meeting", f"meeting:{meeting}", "decided_at"
    if row["part"] and row["kind"] in _ASKED:
        yield row["part"].partition(":")[0], row["part"], "asked"
