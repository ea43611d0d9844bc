"""Keys of chance: every draw is a number computed from names, never the next of a row.

A seed, a replication, a case and a purpose enter; a whole number of 64 bits or a uniform number
leaves. Equal arguments give equal numbers in any order, process or platform. What a number is used
for is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

MASK = 2**64 - 1
G = 0x9E3779B97F4A7C15
"""The odd whole number next to 2⁶⁴ divided by the golden ratio; steps of it are far apart."""
JOINT = "␟"
"""Stands between the names of one purpose."""
_ESCAPE = "␛"
_NAMES_KEPT = 1 << 16


def mix(word: int) -> int:
    """The finaliser of SplitMix64: a one-to-one map of 64 bits in which every bit acts on all."""
    word &= MASK
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB & MASK
    return word ^ (word >> 31)


@lru_cache(maxsize=_NAMES_KEPT)
def h64(text: str) -> int:
    """BLAKE2b of 8 bytes over the UTF-8 of a text, little end first. Kept per text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=_NAMES_KEPT)
def purpose(*names: str) -> str:
    """Names joined to one purpose: `service␟支部␟handle`. Different names never join alike."""
    return JOINT.join(
        _escaped(name) if JOINT in name or _ESCAPE in name else name for name in names
    )


def _escaped(name: str) -> str:
    return name.replace(_ESCAPE, _ESCAPE * 2).replace(JOINT, f"{_ESCAPE}u")


def run_key(seed: int, replication: int) -> int:
    """The key of one replication. Seeds are counted within 64 bits: −1 is 2⁶⁴ − 1."""
    return mix(mix(seed * G + 1) + replication * G)


def case_key(run: int, origin: str, number: int) -> int:
    """The key of the `number`-th case (or day, or whatever is counted) of an origin in a run.

    `origin` names a stream and the unit where its cases come in, or a station, a unit and a holder;
    joined by `purpose`.
    """
    return mix(mix(run + h64(origin)) + number * G)


def word_key(case: int, purpose: str, count: int = 0) -> int:
    """The 64 bits drawn in a case for a purpose, for the `count`-th time."""
    return mix(mix(case + h64(purpose)) + count * G)


def uniform(word: int) -> float:
    """A number between 0 and 1 from 64 bits, never 0 and never 1.

    The upper 52 bits and a half: 53 bits in all, which a float holds exactly. One bit more would be
    rounded, and the largest word would give 1.
    """
    return ((word >> 12) + 0.5) * 2.0**-52


@dataclass(frozen=True, slots=True)
class Draws:
    """The draws of one case, from its key."""

    key: int

    def word(self, purpose: str, count: int = 0) -> int:
        """The 64 bits for a purpose, for the `count`-th time."""
        return word_key(self.key, purpose, count)

    def uniform(self, purpose: str, count: int = 0) -> float:
        """The number between 0 and 1 for a purpose, for the `count`-th time."""
        return uniform(word_key(self.key, purpose, count))


@dataclass(frozen=True, slots=True)
class Run:
    """One replication: of its seed and number nothing is kept but the key."""

    key: int

    @classmethod
    def of(cls, seed: int, replication: int = 0) -> Run:
        """The run with this seed and number."""
        return cls(run_key(seed, replication))

    def draws(self, *origin: str, number: int) -> Draws:
        """The draws of the `number`-th case of a stream at a unit, or of a holder's day."""
        return Draws(case_key(self.key, purpose(*origin), number))
