"""The reports by name: a model and a name enter, a document leaves.

Which reports there are stands here, what they say in a module each. Formats are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from govkit.document.parts import Document
from govkit.model.governance import Governance
from govkit.reports.wanted import Wanted
from govkit.values.units import Lang

# Name → its Chinese name and the module that holds a function of that name.
REPORTS: Mapping[str, tuple[str, str]] = {}


def report(model: Governance, name: str, lang: Lang | None = None, **wanted: Any) -> Document:
    """One report of a model as a document, in its own tongue unless `lang` says another.

    `wanted` are fields of `Wanted`. Raises `KeyError` where no report has this name.
    """
    make = getattr(import_module(REPORTS[name][1]), name)
    return cast("Document", make(model, Wanted(lang or model.lang, **wanted)))
