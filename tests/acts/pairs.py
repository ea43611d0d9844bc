"""The pairs of texts in `tests/acts/*.toml`: read, put together, and compiled.

A file is about one kind, or about several that share their fields (`kinds`). `[base]` holds texts;
a text is marked `§kind` where statements of that kind are put in. A table `[field.place]` is one
pair: `one` and `two` are the two statements of the field, everything else is equal. `base` names
the text (the first one where it is left out), `beside` is put in beside either statement, `more`
at the end of the text, `files` lie in the folder of the text. `ask` is the question of the place,
in the words of `questions.py`; `gives` are the two answers. What is different for one of the kinds
of a file stands in `ask_kind` and `gives_kind`; in the texts `¤` is the word of the kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from govkit.checks import run_checks
from govkit.diagnostics import Diagnostic
from govkit.model.governance import Governance
from govkit.resolve.district import resolve
from govkit.resolve.texts.files import read_project, read_text
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile

HERE = Path(__file__).parent
REFINEMENT = {f"GOV{number}" for number in range(540, 550)}  # what is told against a base
_MARK = re.compile(r"§\w+")


@dataclass(frozen=True)
class Pair:
    """Two statements of one field, the texts around them, the question, the two answers."""

    kind: str
    field: str
    place: str
    one: str
    two: str
    texts: tuple[str, str]
    files: tuple[tuple[str, str], ...]
    ask: tuple[str, ...]
    gives: tuple[Any, Any]

    @property
    def name(self) -> str:
        """`meeting.quorum case`, as in the list of what is not proven yet."""
        return f"{self.kind}.{self.field} {self.place}"


@dataclass(frozen=True)
class Compiled:
    """The model of a text, with errors of checks too, and what the checks found."""

    model: Governance  # where an error against a base leaves none, an empty one
    findings: tuple[Diagnostic, ...]


def pairs() -> Iterator[Pair]:
    """Every pair of every file."""
    for path in sorted(HERE.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        bases = content.pop("base")
        for kind in content.pop("kinds", [path.stem]):
            for field, places in content.items():
                for place, told in places.items():
                    if kind in told.get("of", [kind]):
                        yield _pair(kind, field.removeprefix("every_"), place, told, bases)


def _pair(kind: str, field: str, place: str, told: dict[str, Any], bases: dict[str, str]) -> Pair:
    base = bases[told.get("base", next(iter(bases)))].replace("¤", kind)
    both = tuple(_text(base, kind, told, told[side]) for side in ("one", "two"))
    gives = told.get(f"gives_{kind}", told.get("gives"))
    return Pair(
        kind,
        field,
        place,
        told["one"],
        told["two"],
        (both[0], both[1]),
        tuple(told.get("files", {}).items()),
        tuple(told.get(f"ask_{kind}", told.get("ask", ()))),
        (gives[0], gives[1]),
    )


def _text(base: str, kind: str, told: dict[str, Any], statement: str) -> str:
    put_in = "\n".join(part for part in (told.get("beside", ""), statement) if part)
    mark = told.get("at", kind)
    assert base.count(f"§{mark}") == 1 or kind == "district", f"one mark §{mark}"
    text = base.replace(f"§{mark}", f"\n{put_in}\n")
    return _MARK.sub("", text) + "\n" + told.get("more", "")


@cache
def compiled(text: str, files: tuple[tuple[str, str], ...] = ()) -> Compiled:
    """The model of a text; no finding of an earlier room is allowed, those of checks are kept."""
    reports = Reports()
    if files:
        with TemporaryDirectory() as folder:
            for name, content in (("model.gov", text), *files):
                (Path(folder) / name).write_text(content, encoding="utf-8")
            resolved = resolve(read_project(Path(folder) / "model.gov", reports), reports)
    else:
        resolved = resolve([read_text(SourceFile("text", text), reports)], reports)
    unread = [one for one in reports.found if one.code not in REFINEMENT]
    against = len(unread) < len(reports.found)
    assert (resolved.model or against) and not unread, [(one.code, one.args) for one in unread]
    if resolved.model is None:
        return Compiled(Governance(name=""), tuple(reports.found))
    checked = run_checks(resolved.model, resolved.places)
    return Compiled(resolved.model, (*reports.found, *checked))


def differing(one: Any, two: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where two exported models differ: names of collections and fields, numbers left out."""
    if isinstance(one, dict) and isinstance(two, dict):
        for key in {**one, **two}:
            yield from differing(one.get(key), two.get(key), (*at, key))
    elif isinstance(one, list) and isinstance(two, list) and _named(one) == _named(two):
        for left, right in zip(one, two, strict=True):
            yield from differing(left, right, at)
    elif one != two:
        yield at


def _named(held: list[Any]) -> list[Any]:
    return [item.get("name") if isinstance(item, dict) else None for item in held]
