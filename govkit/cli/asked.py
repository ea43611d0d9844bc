"""What an experiment is asked on the command line: what is changed, compared, and how well known.

Options as they were typed enter, with a half- or full-width `=`, comma and sign; models by the
names of their variants leave, or a refusal. How anything is run is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.refusal import FAILED, Refusal, not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, GovError

if TYPE_CHECKING:
    from govkit.model.governance import Governance
    from govkit.simulation.experiments.until import Until

_ALSO = {"按期办结率": "on_time_rate", "on-time rate": "on_time_rate", "on time": "on_time_rate"}
_WIDTH = re.compile(r"^(.*?)\s*(?:±|＋－|\+/?-)\s*(\d+(?:\.\d+)?)\s*(%|％|个百分点|points?)?\D*$")
_BETWEEN = " ·　"
_OPENING, _CLOSING = "(（{｛「《“[", ")）}｝」》”]"


@dataclass(frozen=True)
class Asked:
    """What is run: models by variant, the one to hold them against first; and what was changed."""

    models: Mapping[str, Governance]
    settings: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    same: tuple[str, ...] = ()  # variants that say what the text says already


def asked(
    model: Governance,
    settings: Sequence[str],
    choices: Sequence[str],
    others: Sequence[tuple[Path, Governance]],
) -> Asked:
    """The models of all variants. Raises `Refusal`."""
    from govkit.simulation.experiments.experiment import BASE
    from govkit.simulation.experiments.variant import (
        MOST,
        combinations,
        how_many,
        variants_of,
        varied,
    )

    said = dict(_pair("--set", one) for one in settings)
    several = {path: _values(text) for path, text in (_pair("--vary", one) for one in choices)}
    if how_many(several.values()) + len(others) > MOST:
        number = str(how_many(several.values()) + len(others))
        raise not_one_of(Both("比较的情形数", "The number of variants"), number, (f"1–{MOST}",))
    try:
        base = varied(model, said)
        found = dict(variants_of(base, combinations(several)))
        found |= _named([(path, varied(other, said)) for path, other in others], found)
    except GovError as error:
        raise Refusal([d for d in error.diagnostics if d.severity == "error"], FAILED) from None
    same = tuple(name for name, one in found.items() if _alike(base, one, several))
    left = {name: one for name, one in found.items() if name not in same}
    return Asked({BASE: base, **left}, said, several, same)


def _alike(base: Governance, other: Governance, paths: Iterable[str]) -> bool:
    """Whether a variant says of each path what the base says of it."""
    from govkit.resolve.replacing.paths import Slot, slot_of

    for path in paths:
        one, two = slot_of(base, path), slot_of(other, path)
        if not (isinstance(one, Slot) and isinstance(two, Slot)) or one.given:
            return False
        mine, theirs = (getattr(slot.entity, slot.field).root for slot in (one, two))
        plain = len(mine) == 1 and mine[0].when is None and mine[0].since is None
        if not plain or mine[0].until is not None or mine[0].value != theirs[0].value:
            return False
    return other is not base and bool(tuple(paths))


def _named(
    others: Iterable[tuple[Path, Governance]], taken: Iterable[str]
) -> Iterator[tuple[str, Governance]]:
    """Other texts by the names of their files; a number behind a name that there is already."""
    known = set(taken)
    for path, model in others:
        name = stem = path.resolve().stem
        number = 1
        while name in known:
            number += 1
            name = f"{stem}·{number}"
        known.add(name)
        yield name, model


# ── how options are written ──
def _pair(option: str, written: str) -> tuple[str, str]:
    """`path=value`; the first `=` outside quotation marks divides."""
    inside = 0
    for at, letter in enumerate(written):
        inside += (letter in "「《“") - (letter in "」》”")
        if letter in "=＝" and not inside:
            path, text = written[:at].strip(), written[at + 1 :].strip()
            if path and text:
                return path, text
            break
    raise not_one_of(
        Both(option, option), written, ("支部.时限=2工作日", "branch.limit=2 work_days")
    )


def _values(text: str) -> tuple[str, ...]:
    """The values of a list: between `;` where there is one, else between its commas."""
    parts = _cut(text, ";；")
    if len(parts) > 1:
        return parts
    from govkit.source import SourceFile
    from govkit.syntax.nodes import start_of
    from govkit.syntax.reading import parse_value

    source = SourceFile("--vary", f"x：{text}")
    value = parse_value(source)
    if value is None or value.tail is not None:
        return _cut(text, ",，、")
    starts = [*map(start_of, value.items), len(source.text)]  # an item does not end with a comma
    return tuple(source.text[a:b].strip(" \t　,，、") for a, b in pairwise(starts))


def _cut(text: str, marks: str) -> tuple[str, ...]:
    """The parts of a text between some marks that stand outside brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if letter in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(part.strip() for part in parts if part.strip())


def until(written: str | None) -> Until | None:
    """`按期结案率 ±2%`: the figure, and how wide its interval may be on either side."""
    from govkit.simulation.experiments.until import Until

    if written is None:
        return None
    read = _WIDTH.match(written.strip())
    name = figure(read[1], bool(read[3])) if read else None
    if read is None or name is None:
        raise not_one_of(
            Both("--until", "--until"), written, ("按期结案率 ±2%", "closed in time ±2%")
        )
    from govkit.simulation.wording import measure

    share = measure(name) == "share"
    if share != bool(read[3]) or float(read[2]) == 0:
        example = "±2%" if share else "±2"
        raise not_one_of(Both("--until", "--until"), written, (f"{read[1]} {example}",))
    return Until(name, float(read[2]) / (100 if share else 1))


def figure(written: str, share: bool = True) -> str | None:
    """The name of a figure as a table shows it, in either tongue: `等候 支部` is `wait·支部`.

    Where several are called alike, `share` says whether a share is meant.
    """
    plain = written.strip().strip('「」“”"').strip()
    if plain in _ALSO:
        return _ALSO[plain]
    from govkit.simulation.wording import measure, table

    found: list[tuple[int, bool, bool, str]] = []
    for kind, said in table()["figure"].items():
        for word in (kind, said["zh"], said["en"]):
            if plain.casefold().startswith(word):
                rest = bool(plain[len(word) :].strip(_BETWEEN))
                of = kind.endswith("_of")  # the mean of all cases, or of some: called alike
                other = (measure(kind) == "share") != share
                found.append((-len(word), of != rest, other, kind))
    if not found:
        return None
    length, *_, kind = min(found, key=lambda one: one[:3])
    rest_of = plain[-length:].strip(_BETWEEN)
    return f"{kind}·{rest_of}" if rest_of else kind


# ── what was understood ──
def changes(given: Asked, model: Governance, screen: Screen) -> None:
    """What is otherwise than in the text, with the whole path of each field."""
    for path, value in given.settings.items():
        screen.say("say.experiment.set", path=_whole(model, path, screen), value=value)
    for path, values in given.choices.items():
        shown = Both.listed(values).word(screen.lang)
        screen.say("say.experiment.varied", path=_whole(model, path, screen), values=shown)
    for name in given.same:
        screen.say("say.experiment.same", "dim", name=name)
    if given.settings or given.choices:
        screen.line([])


def _whole(model: Governance, path: str, screen: Screen) -> str:
    from govkit.resolve.replacing.paths import Slot, slot_of

    slot = slot_of(model, path)
    return slot.written.word(screen.lang) if isinstance(slot, Slot) else path
