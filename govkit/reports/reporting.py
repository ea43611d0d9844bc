"""The reports by name: a model and a name enter, a document leaves.

Which reports there are stands here, what they say in a module each. Formats are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from govkit.analysis.public import internal_sources, public
from govkit.document.parts import Document
from govkit.document.reading import texts
from govkit.model.governance import Governance
from govkit.reports.wanted import Wanted
from govkit.values.units import Lang

# Name → its Chinese name and the module that holds a function of that name.
REPORTS: Mapping[str, tuple[str, str]] = {
    "attachment": ("附件", "govkit.reports.attachment"),
    "matrix": ("分工", "govkit.reports.matrix"),
    "coverage": ("条文对照", "govkit.reports.coverage"),
    "full": ("全文", "govkit.reports.full.document"),
    "form": ("表样", "govkit.reports.form.document"),
}
# Name → the choices from which something follows in it; a report that is not named takes all.
TAKEN: Mapping[str, tuple[str, ...]] = {
    "attachment": ("only", "sort", "source", "paper", "public", "json"),
    "matrix": ("sort", "source", "paper", "public", "json"),
    "coverage": ("source", "paper", "json"),
    "full": ("only", "paper", "public", "json"),
    "form": ("only", "public", "empty"),
}
CHOICES = ("only", "sort", "source", "paper", "public", "empty", "json")


def report(model: Governance, name: str, lang: Lang | None = None, **wanted: Any) -> Document:
    """One report of a model as a document, in its own tongue unless `lang` says another.

    `wanted` are fields of `Wanted`; with `public` no report sees what is internal, and without it
    a report of a model with internal sources says so beneath its title. Raises `KeyError` where no
    report has this name.
    """
    make = getattr(import_module(REPORTS[name][1]), name)
    choices = Wanted(lang or model.lang, **wanted)
    seen = public(model) if choices.public else model
    document = cast("Document", make(seen, choices))
    if not internal_sources(seen):
        return document
    internal = "（内部资料）" if choices.lang == "zh" else "(internal)"
    return replace(document, subtitle=f"{internal}{document.subtitle}")


def rows(model: Governance, name: str, lang: Lang | None = None, **wanted: Any) -> Any:
    """The rows that a report tells, for programs: what its module gives as `NAME_rows`, as data.

    Where it has none, the strings of its document in the order they are read. `wanted` are fields
    of `Wanted`. Raises `KeyError` where no report has this name.
    """
    module = import_module(REPORTS[name][1])
    found = getattr(module, f"{name}_rows", None)
    if found is None:
        return list(texts(report(model, name, lang, **wanted)))
    choices = Wanted(lang or model.lang, **wanted)
    return found(public(model) if choices.public else model, choices)


def taken_by(name: str) -> tuple[str, ...]:
    """The choices that a report takes, by the names of their options."""
    return TAKEN.get(name, CHOICES)
