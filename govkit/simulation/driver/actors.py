"""By which key somebody acts: a holder of a station at a unit, a clerk, a colleague.

Cases, moves and the numbers of a run enter; opaque keys made of station, unit and the number of the
holder leave, the one who acts rather than others first. Who may lawfully act is said by the engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.engine import Case, Move
from govkit.simulation.driver.life import Key, Life
from govkit.simulation.driver.setup import Setup, Working
from govkit.simulation.driver.station import Holder


def actor_of(key: Key, holder: Holder) -> str:
    """The key of a holder."""
    return f"{key[0]}·{key[1]}·{holder.number + 1}"


def colleagues(setup: Setup, actor: str, at: int) -> Iterator[str]:
    """Somebody, then the others who work where he does."""
    yield actor
    (ref, _, rest), number = actor.partition("·"), actor.rpartition("·")[2]
    working, unit = setup.stations.get(ref), rest.rpartition("·")[0]
    for other in range(1, holders_of(working.at(at), unit) + 1) if working else ():
        if str(other) != number:
            yield f"{ref}·{unit}·{other}"


def clerks(setup: Setup, life: Life, move: Move, at: int) -> Iterator[str]:
    """Who may make a move that takes no work: those whose move it is.

    Where the text keeps places apart, whoever acted here already comes first, else each case has
    another one, so that one person does what is done at one place.
    """
    case = life.case
    party = move.party if move.party.refs else (case.turn if case.turn.refs else case.holder)
    ref = next((ref for ref in party.refs if ref in setup.stations), (*party.refs, "")[0])
    unit, working = party.unit or case.turn.unit or case.unit, setup.stations.get(ref)
    many = holders_of(working.at(at), unit) if working else 1
    first = life.number - 1 if (case.process, case.place) in setup.apart else 0
    keys = [f"{ref}·{unit}·{(first + n) % many + 1}" for n in range(many)]
    here = [key for key in keys if key in acted_here(case)]
    return iter(dict.fromkeys((*here, *keys)))


def acted_here(case: Case) -> frozenset[str]:
    """The keys of those who have acted where a case lies."""
    return frozenset(one.actor for one in case.past.acted if one.place == case.place)


def holders_of(working: Working, unit: str) -> int:
    """How many work at a station of one unit."""
    return working.holders.get(unit, working.holders.get("", 1))
