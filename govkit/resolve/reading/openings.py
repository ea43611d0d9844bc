"""The word that opens a block, held against the strength on its head.

A block and what was read of its head enter; a finding leaves where the two contradict: a `禁令`
that does not say `不得` would stand in the model as something that has to be done.
"""

from __future__ import annotations

from collections.abc import Mapping

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.syntax.nodes import Block
from govkit.vocabulary.openings import openings
from govkit.vocabulary.words import word_set


def report_opening(context: Context, block: Block, head: Mapping[str, object]) -> None:
    """GOV346 where the strength of a head is none that its first word (`权利`) may have."""
    opening = openings().get(str(block.kind))
    if opening is None or str(head.get("strength", "none")) in opening.strengths:
        return
    words = [word_set("strength")[one] for one in opening.strengths if one != "none"]
    fit = Both("」「".join(one.zh for one in words), "`, `".join(one.en for one in words))
    context.report("GOV346", block.kind, word=str(block.kind), fitting=fit)
