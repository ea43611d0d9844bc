"""What a check says: a code, the path of the statement it is about, and the words to fill in.

Paths are those the places of a text are kept under (`level:社区.count`); a check does not know
where in the text that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from govkit.diagnostics import Filler
from govkit.model.governance import Governance


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about the statement at `path`; `others` are further paths with their label.

    `near` are words of the user's that may have been meant.
    """

    code: str
    path: str
    args: Mapping[str, Filler] = field(default_factory=dict)
    others: tuple[tuple[str, str], ...] = ()
    near: tuple[str, ...] = ()


Check = Callable[[Governance], Iterator[Finding]]
