"""Data read from JSON or YAML back into a model, with findings a person can act on.

Plain data (maps, lists, texts, numbers) enters, a `Governance` leaves. Every mistake is a finding
that names the place in the data (`levels[2].count[0].value`); which format the data came in is not
known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from govkit.diagnostics import Diagnostic, GovError
from govkit.diagnostics.catalogue import severity_of
from govkit.diagnostics.diagnostic import Filler
from govkit.model.governance import COLLECTIONS, FORMAT, Governance
from govkit.model.references import refs_of
from govkit.model.scenario import Scenario
from govkit.values.units import Lang
from govkit.vocabulary.words import word_set

MOST_CHARACTERS = 20_000_000
MOST_DEPTH = 100
_MOST_FINDINGS = 20
_NUMBERS = frozenset({"number", "step", "share", "every", "chance"})
_NUMBER = re.compile(r"[+-]?\d{1,200}(?:[/.]\d{1,200})?")
_CHINESE = re.compile(r"[\u3400-\u9fff]|\\u(?:3[4-9]|[4-9])[0-9a-f]", re.I)
_OBJECTS = frozenset({*COLLECTIONS, "item", "figure", "check"}) - {"unit"}


def refuse(code: str, lang: Lang, **args: Filler) -> GovError:
    """The exception for one finding about a text of data; the text has no place to point at."""
    return GovError([Diagnostic(code, severity_of(code), None, args)], lang)


def tongue_of_data(text: str) -> Lang:
    """The tongue of findings about a text of data, which holds no words of the language."""
    return "en" if text.strip() and not _CHINESE.search(text) else "zh"


def check_size(text: str, lang: Lang) -> None:
    """Refuse a text that is too long to be an export."""
    if len(text) > MOST_CHARACTERS:
        raise refuse("GOV821", lang, most=f"{MOST_CHARACTERS:,}")


def model_of(data: object, lang: Lang) -> Governance:
    """The model that exported data describes. Raises `GovError` with the findings."""
    if not isinstance(data, Mapping):
        raise refuse("GOV824", lang, format=FORMAT)
    found = str(data.get("format", ""))
    if found != FORMAT:
        raise refuse("GOV825", lang, found=found or "—", format=FORMAT)
    problems: list[Diagnostic] = []
    plain = _blanks(_plain(data, "", problems))
    if problems:
        raise GovError(problems[:_MOST_FINDINGS], lang)
    try:
        model = Governance.model_validate(plain)
    except ValueError as error:
        raise GovError(_findings(error, plain)[:_MOST_FINDINGS], lang) from None
    dangling = [
        Diagnostic("GOV829", "error", None, {"path": path, "ref": ref})
        for path, ref in _dangling(model)
    ]
    if dangling:
        raise GovError(dangling[:_MOST_FINDINGS], lang)
    return model


# ── before the model is made ──


def _plain(data: object, path: str, problems: list[Diagnostic], number: bool = False) -> Any:
    """The data with fractions as text; figures too long to be computed with are refused."""
    if isinstance(data, Mapping):
        return {
            str(key): _plain(value, f"{path}.{key}".lstrip("."), problems, key in _NUMBERS)
            for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_plain(value, f"{path}[{i}]", problems) for i, value in enumerate(data)]
    if isinstance(data, float):
        data = repr(data)
    if number and data is not None and not _NUMBER.fullmatch(str(data)):
        problems.append(Diagnostic("GOV828", "error", None, {"path": path, "value": _brief(data)}))
    if isinstance(data, datetime | date):
        return data.isoformat()
    return data


def _blanks(data: Any) -> Any:
    """The data with what an export leaves out for being blank: names of workloads, reasons."""
    if isinstance(data, dict):
        blank = {"workloads": "name", "doubts": "why"}
        for key, value in data.items():
            for part in value if key in blank and isinstance(value, list) else ():
                if isinstance(part, dict):
                    part.setdefault(blank[key], "")
            _blanks(value)
    elif isinstance(data, list):
        for part in data:
            _blanks(part)
    return data


# ── after the model refused it ──


def _findings(error: ValueError, data: object) -> list[Diagnostic]:
    """One finding per place; of several attempts at one value only the first is told."""
    told: dict[str, Diagnostic] = {}
    for one in getattr(error, "errors", list)():
        path, value, at_end = _place(data, one["loc"])
        kind = str(one["type"])
        code, args = "GOV826", {"path": path, "value": _brief(value)}
        if kind == "extra_forbidden":
            code, args = "GOV827", {"path": path, "field": str(one["loc"][-1])}
        elif kind == "missing" and at_end:
            code, args = "GOV830", {"path": path or FORMAT, "field": str(one["loc"][-1])}
        told.setdefault(path, Diagnostic(code, "error", None, args))
    return list(told.values()) or [Diagnostic("GOV826", "error", None, {"path": "", "value": ""})]


def _place(data: object, loc: tuple[object, ...]) -> tuple[str, object, bool]:
    """The path through the data itself: steps that are only alternatives of a type fall away."""
    path, value = "", data
    rest = list(loc)
    while rest:
        step = rest.pop(0)
        if isinstance(value, Mapping) and step in value:
            path, value = f"{path}.{step}".lstrip("."), value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path, value = f"{path}[{step}]", value[step]
        elif not rest:
            return path, value, isinstance(value, Mapping)
    return path, value, False


def _brief(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


# ── references ──


def _dangling(model: Governance) -> Iterator[tuple[str, str]]:
    """References to objects that the data does not hold, with the object they stand in."""
    collections = [*COLLECTIONS.values(), "figures", "checks"]
    for path, entity in ((name, e) for name in collections for e in getattr(model, name)):
        for ref in dict.fromkeys(refs_of(entity)):
            kind, _, name = ref.partition(":")
            known = model.get(ref) is not None if kind in _OBJECTS else True
            known = known or (kind == "event" and name in word_set("trigger+event"))
            if isinstance(entity, Scenario) and kind in ("option", "step"):
                known = name in _in_story(model, entity, kind)
            elif kind in ("tier", "step"):
                known = any(name == inner.name for inner in getattr(entity, f"{kind}s", ()))
            if not known:
                yield f"{path}「{entity.name}」", ref


def _in_story(model: Governance, scenario: Scenario, kind: str) -> Iterator[str]:
    """The options of a scenario; the steps that its case may be in."""
    if kind == "option":
        return (option.name for turn in scenario.turns for option in turn.options)
    return (step.name for process in model.processes for step in process.steps)
