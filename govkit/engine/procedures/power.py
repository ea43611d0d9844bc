"""What a tier lacks for a case, in sentences and as a refusal.

A scene enters; words and refusals leave. What is lacking is worked out in `plan.powers`.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.plan.powers import Lack
from govkit.engine.procedures.procedure import Lawful, Refusal
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, shown
from govkit.engine.words.wording import both


def lacking(scene: Scene, lawful: Lawful) -> Refusal:
    """The first power that the tier of a case lacks: forbidden, not granted, granted for less."""
    lack, tier = scene.standing.lacks[0], scene.standing.tier
    if lack.forbidden:
        found = finding("GOV910", tier=tier, item=lack.item, lawful=lawful.words)
        return Refusal(found, lack.rule, lack.citation)
    if lack.limit is None or lack.amount is None:
        found = finding("GOV713", tier=tier, item=lack.item, lawful=lawful.words)
        change = both("change.grant", item=lack.item, tier=tier)
        return Refusal(found, lack.rule, lack.citation, change=change)
    found = finding(
        "GOV718",
        tier=tier,
        item=lack.item,
        limit=shown(lack.limit),
        amount=shown(lack.amount),
        lawful=lawful.words,
    )
    return Refusal(found, lack.rule, lack.citation, lack.excess, _smaller(lack))


def _smaller(lack: Lack) -> Both:
    if lack.excess is None:
        return both("change.strictly", item=lack.item, limit=shown(lack.limit))
    return both("change.amount", item=lack.item, excess=shown(lack.excess))


def lack_words(scene: Scene, lack: Lack) -> Both:
    """What a tier lacks, in one sentence."""
    if lack.limit is None or lack.amount is None:
        return both("reason.lacking", tier=scene.standing.tier, item=lack.item)
    return both("reason.over", item=lack.item, limit=shown(lack.limit), amount=shown(lack.amount))


def rise_words(scene: Scene, lack: Lack, target: str) -> Both:
    """Why the tier is out of power and which tier is not."""
    tier, cite = scene.standing.tier, cited(lack.citation)
    words = {"tier": tier, "item": lack.item, "to": target, "cite": cite}
    if lack.limit is None or lack.amount is None:
        return both("reason.out_of_power", **words)
    return both("reason.over_limit", **words, limit=shown(lack.limit), amount=shown(lack.amount))
