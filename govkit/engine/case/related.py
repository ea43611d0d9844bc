"""Another case as a case knows it: which one, of what, where, since when, and how it stood then.

Values enter and leave as they are. The engine holds one case at a time: all that a rule asks of
another case stands here.
"""

from __future__ import annotations

from pydantic import AwareDatetime

from govkit.model.frozen import Record


class Related(Record):
    """Another case: its id, matter, unit, and the instant of its opening.

    `closed` says whether it was closed when it was named, `merged_into` the id of the case that it
    was merged into; empty for none.
    """

    id: str
    matter: str
    unit: str
    opened: AwareDatetime
    closed: bool = False
    merged_into: str = ""
