"""A log of events as XES (IEEE 1849), which programs for process mining open, case by case.

Rows of one case enter, with the names of their columns; XML leaves. Names of cases, instants, who
acted and in which state stand under the standard extensions, other columns under their own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from govkit.export.event_csv import Cell, Rows

_EXTENSIONS = (("Concept", "concept"), ("Time", "time"), ("Organizational", "org"),
               ("Lifecycle", "lifecycle"))  # fmt: skip
_OF_TRACE = ("case", "variant", "replication", "matter")
# Columns that a standard extension has a name for.
_STANDARD = {"actor": "org:resource", "station": "org:role", "unit": "org:group",
             "instant": "time:timestamp"}  # fmt: skip
_UNLAWFUL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
             "\r": "&#13;"}  # fmt: skip
TAIL = "</log>\n"


def head(columns: Sequence[str]) -> str:
    """What stands before all traces."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">',
        *(
            f'<extension name="{name}" prefix="{prefix}" '
            f'uri="http://www.xes-standard.org/{prefix}.xesext"/>'
            for name, prefix in _EXTENSIONS
        ),
        '<global scope="trace">',
        '<string key="concept:name" value=""/>',
        "</global>",
        '<global scope="event">',
        '<string key="concept:name" value=""/>',
        '<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>',
        '<string key="lifecycle:transition" value="complete"/>',
        "</global>",
        '<classifier name="activity" keys="concept:name"/>',
        '<classifier name="resource" keys="org:resource"/>',
    ]
    return "\n".join(lines) + "\n"


def body(columns: Sequence[str]) -> Callable[[Rows], str]:
    """Makes one trace of the rows of one case."""
    at = {name: place for place, name in enumerate(columns)}
    own = [name for name in columns if name not in (*_OF_TRACE, "n")]
    case, variant, replication = (at[name] for name in ("case", "variant", "replication"))
    kind, trigger, number = at["kind"], at["trigger"], at["n"]

    def event(row: Sequence[Cell]) -> str:
        activity = f"{row[kind]}:{row[trigger]}" if row[trigger] else str(row[kind])
        values = "".join(_attribute(name, row[at[name]]) for name in own if row[at[name]] != "")
        name = (
            f"{_attribute('concept:name', activity)}{_attribute('concept:instance', row[number])}"
        )
        return f"<event>{name}{_COMPLETE}{values}</event>\n"

    def text(rows: Rows) -> str:
        first = rows[0]
        name = f"{first[variant]}/{first[replication]}/{first[case]}"
        said = "".join(_attribute(one, first[at[one]]) for one in _OF_TRACE if one in at)
        return (
            f"<trace>{_attribute('concept:name', name)}{said}\n"
            f"{''.join(event(row) for row in rows)}</trace>\n"
        )

    return text


def _attribute(name: str, value: Cell) -> str:
    key = _STANDARD.get(name, name)
    if name == "instant":
        return f'<date key="{key}" value="{value}"/>'
    if isinstance(value, bool):
        return f'<boolean key="{key}" value="{"true" if value else "false"}"/>'
    if isinstance(value, int) and name != "concept:instance":
        return f'<int key="{key}" value="{value}"/>'
    return f'<string key="{key}" value="{escaped(str(value))}"/>'


@lru_cache(maxsize=65_536)
def escaped(text: str) -> str:
    """A text inside the quotation marks of an attribute; what XML cannot hold is U+FFFD."""
    plain = _UNLAWFUL.sub("\ufffd", text)
    return "".join(_ENTITIES.get(character, character) for character in plain)


_COMPLETE = _attribute("lifecycle:transition", "complete")
