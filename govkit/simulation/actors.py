"""By which key somebody acts: a holder of a station at a unit, a clerk, a colleague.

Cases, holders and the numbers of a run enter; opaque keys made of station, unit and the number of
the holder leave. Who may lawfully act is said by the engine alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.engine import Case
from govkit.simulation.life import Key
from govkit.simulation.setup import Setup, Working
from govkit.simulation.station import Holder


def actor_of(key: Key, holder: Holder) -> str:
    """The key of a holder."""
    return f"{key[0]}·{key[1]}·{holder.number + 1}"


def clerk_of(case: Case) -> str:
    """Who does what takes no work: the first who stands where the case lies."""
    refs = case.turn.refs or case.holder.refs
    return f"{refs[0] if refs else ''}·{case.turn.unit or case.unit}·1"


def colleagues(setup: Setup, actor: str) -> Iterator[str]:
    """The others who work where somebody does."""
    (ref, _, rest), number = actor.partition("·"), actor.rpartition("·")[2]
    working, unit = setup.stations.get(ref), rest.rpartition("·")[0]
    for other in range(1, holders_of(working, unit) + 1) if working else ():
        if str(other) != number:
            yield f"{ref}·{unit}·{other}"


def holders_of(working: Working, unit: str) -> int:
    """How many work at a station of one unit."""
    return working.holders.get(unit, working.holders.get("", 1))
