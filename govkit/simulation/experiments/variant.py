"""Variants of a model: what is to be otherwise in each, by the paths of fields.

A model and changes enter; models leave that pass the checks a text passes, or `GovError` with all
that is wrong. Texts are read when it is asked for: whoever only runs models needs no reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from govkit.diagnostics import Diagnostic, GovError
from govkit.model.governance import Governance

Changes = Mapping[str, str]
MOST = 50


def varied(model: Governance, changes: Changes) -> Governance:
    """The model with other values by their paths (`{"支部.时限": "2工作日"}`), checked.

    Raises `GovError` with everything that a text would be refused for.
    """
    if not changes:
        return model
    from govkit.checks import run_checks
    from govkit.resolve.replacing.replaced import replaced

    other = replaced(model, changes)
    errors = [one for one in run_checks(other, {}) if one.severity == "error"]
    if errors:
        raise GovError(errors, model.lang)
    return other


def variants_of(model: Governance, variants: Mapping[str, Changes]) -> Mapping[str, Governance]:
    """The model of each variant. Raises `GovError` with what is wrong in any of them."""
    found: dict[str, Governance] = {}
    wrong: list[Diagnostic] = []
    for name, changes in variants.items():
        try:
            found[name] = varied(model, changes)
        except GovError as error:
            wrong += [one for one in error.diagnostics if one not in wrong]
    if wrong:
        raise GovError(wrong, model.lang)
    return found


def combinations(choices: Mapping[str, Sequence[str]]) -> dict[str, Changes]:
    """All combinations of some values of some paths, each under the values that it has.

    `{"网格员.人数": ["1名/网格", "2名/网格"]}` gives two. Raises `ValueError` for more than 50.
    """
    several = {path: tuple(dict.fromkeys(values)) for path, values in choices.items()}
    if how_many(several.values()) > MOST:
        raise ValueError(f"more than {MOST} variants")
    if not several:
        return {}
    paths = tuple(several)
    return {
        "、".join(values): dict(zip(paths, values, strict=True))
        for values in product(*several.values())
    }


def how_many(choices: Iterable[Sequence[str]]) -> int:
    """How many combinations there are."""
    return prod(map(len, choices))
