"""Among whom one order may be split (一单多派), and whom an id of such a move names.

A ladder, a case and words enter; references leave, with the source of the text. When an order may
be split, and what becomes of it, is said by `procedures.splitting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.model.governance import Governance
from govkit.model.statement import Origin
from govkit.values import Refs

FEWEST = 2
_KINDS = ("post", "body", "team", "level")


def sharers(ladder: Ladder, case: Case) -> tuple[tuple[str, ...], Origin]:
    """Whom the text names where a case lies, vacant posts replaced, and its source."""
    block = ladder.block(case.place)
    stated = in_force(ladder.model, block.split_among, case.value, case.day) if block else None
    if stated is None or not isinstance(stated.value, Refs):
        return (), Origin()
    refs = present(ladder.model, tuple(dict.fromkeys(stated.value.refs)), case.vacant)
    return refs, stated.origin


def names_of(refs: tuple[str, ...], among: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of several, as an id has them; with the kind where two `among` all have one."""
    plain = [ref.partition(":")[2] for ref in dict.fromkeys((*among, *refs))]
    names = ((ref, ref.partition(":")[2]) for ref in refs)
    return tuple(name if plain.count(name) == 1 else ref for ref, name in names)


def named_among(
    model: Governance, known: tuple[str, ...], parts: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Whom the parts of an id name, each once: of one name the known one, else any of the model.
    None where a part names nobody.
    """
    found = []
    for kind, name in named_in(parts):
        kinds = (kind,) if kind else _KINDS
        of_model = (f"{one}:{name}" for one in kinds if model.get(f"{one}:{name}") is not None)
        among = (ref for ref in known if ref in [f"{one}:{name}" for one in kinds])
        ref = next(among, "") or next(of_model, "")
        if not ref:
            return None
        found.append(ref)
    return tuple(dict.fromkeys(found))


def named_in(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names with their kinds where an id has them: `post:书记:body:书记`."""
    kind = ""
    for part in parts:
        if part in _KINDS and not kind:
            kind = part
            continue
        yield kind, part
        kind = ""
