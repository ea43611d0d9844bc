"""What `every` counts although nothing leads to it: names of both, and the ways there are.

A model and pairs of unit and name enter, findings leave. Whether there is a way is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Finding
from govkit.checks.reach import ways_up
from govkit.checks.wording import name_of
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.values import Refs

_SAID = {
    "parent": Both("上级是「{to}」", "its parent is `{to}`"),
    "kind_of": Both("类属「{to}」", "it is a kind of `{to}`"),
    "at": Both("设于「{to}」", "it stands at `{to}`"),
    "quota": Both("应有数按「{to}」算", "its quota is per `{to}`"),
    "part_of": Both("隶属「{to}」", "it is part of `{to}`"),
    "formula": Both("写在队伍「{to}」的公式里", "it is in the formula of team `{to}`"),
    "covers": Both("覆盖「{to}」", "it covers `{to}`"),
}


def strays(
    model: Governance, path: str, name: str, pairs: tuple[tuple[str, str], ...]
) -> Iterator[Finding]:
    """GOV608: one finding for each pair of unit and name without a way between them."""
    for around, ref in pairs:
        yield Finding("GOV608", path, {
            "name": name, "unit": name_of(around), "counted": name_of(ref),
            "ways": _ways(model, ref),
        }, ((ref, "counted"), (around, "unit")))  # fmt: skip


def _ways(model: Governance, ref: str) -> Both:
    """What the name does belong to, in half a sentence."""
    found = [(way.by, way.to) for way in ways_up(ModelEnvironment(model), ref)]
    covered = getattr(getattr(model.get(ref), "covers", None), "value", None)
    found += [("covers", to) for to in covered.refs] if isinstance(covered, Refs) else []
    if not found:
        name = name_of(ref)
        return Both(
            f"「{name}」没有写设在哪里、属于哪里",
            f"nothing says where `{name}` stands or what it belongs to",
        )
    told = [_SAID[by] for by, _ in found]
    zh = "、".join(one.zh.format(to=name_of(to)) for one, (_, to) in zip(told, found, strict=True))
    en = ", ".join(one.en.format(to=name_of(to)) for one, (_, to) in zip(told, found, strict=True))
    return Both(f"「{name_of(ref)}」{zh}", f"of `{name_of(ref)}` it is said that {en}")
