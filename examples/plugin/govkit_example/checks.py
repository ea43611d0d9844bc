"""A rule of one's own: whoever reports a case is told by when the whole of it will be done.

A finished model enters; a finding for each process without a total leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit import Governance
from govkit.diagnostics import Both
from govkit.plugins import Checks, Code, Finding


def without_total(model: Governance) -> Iterator[Finding]:
    """XQ101: a process says nothing of how long the whole case may take."""
    for process in model.processes:
        if process.total.value is None:
            yield Finding("XQ101", f"process:{process.name}", {"process": process.name})


CHECKS = Checks(
    prefix="XQ",
    codes={
        "XQ101": Code(
            severity="warning",
            title=Both("流程没有总时限", "Process without total"),
            text=Both(
                "流程「{process}」没有写总时限，上报的人不知道最晚什么时候办完。",
                "The process `{process}` states no total: nobody can be told when it is done.",
            ),
            hint=Both("写上「总时限」。", "State `total`."),
        )
    },
    checks=(without_total,),
)
