"""The kind `process` (流程): how a case goes: a ladder of tiers, or steps.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.clock import Clock, Reminding
from govkit.model.keeping import Limited
from govkit.model.statement import (
    Amount,
    Attribute,
    Duration,
    LedWordsLike,
    Outcomes,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Mapping, Ref, Text


class Rung(Reminding):
    """What a tier and a step have in common: who handles a case there, how long, and what next."""

    handler: Attribute[RefsLike] = Attribute[RefsLike].none()
    deliberates: Attribute[RefsLike] = Attribute[RefsLike].none()
    split_among: Attribute[RefsLike] = Attribute[RefsLike].none()
    merged_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    sign_within: Attribute[Duration] = Attribute[Duration].none()
    return_within: Attribute[Duration] = Attribute[Duration].none()
    return_decided_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    extend: Attribute[Duration] = Attribute[Duration].none()
    extend_times: Attribute[Amount] = Attribute[Amount].none()
    extended_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    suspend: Attribute[WordsLike] = Attribute[WordsLike].none()
    suspended_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    resume_on: Attribute[WordsLike] = Attribute[WordsLike].none()
    forced_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    forced_for: Attribute[WordsLike] = Attribute[WordsLike].none()
    not_accepted_for: Attribute[LedWordsLike] = Attribute[LedWordsLike].none()
    withdraw_before: Attribute[WordLike] = Attribute[WordLike].none()
    called_back_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    call_back_from: Attribute[WordLike] = Attribute[WordLike].none()
    call_back_within: Attribute[Duration] = Attribute[Duration].none()
    call_back_times: Attribute[Amount] = Attribute[Amount].none()
    complete_within: Attribute[Duration] = Attribute[Duration].none()
    countersign: Attribute[RefsLike] = Attribute[RefsLike].none()
    countersign_within: Attribute[Duration] = Attribute[Duration].none()
    silence: Attribute[WordLike] = Attribute[WordLike].none()
    summon: Attribute[RefsLike] = Attribute[RefsLike].none()
    arrive_within: Attribute[Duration] = Attribute[Duration].none()
    apart: Attribute[RefsLike] = Attribute[RefsLike].none()
    on: Outcomes = Outcomes.none()
    content: Attribute[Text] = Attribute[Text].none()
    notify: Attribute[RefsLike] = Attribute[RefsLike].none()
    may: Attribute[WordsLike] = Attribute[WordsLike].none()
    requires: Attribute[WordsLike] = Attribute[WordsLike].none()
    gives: Attribute[WordsLike] = Attribute[WordsLike].none()
    forbids: Attribute[WordsLike] = Attribute[WordsLike].none()
    clocks: tuple[Clock, ...] = ()


class Tier(Rung):
    """One rung of a ladder, named by its level."""


class Step(Rung):
    """One step beside or inside the ladder."""


class Process(Limited):
    """How a case goes: a ladder of tiers, or steps."""

    applies_to: Attribute[RefsLike] = Attribute[RefsLike].none()
    excludes: Attribute[RefsLike] = Attribute[RefsLike].none()
    intake: Attribute[WordsLike] = Attribute[WordsLike].none()
    not_accepted_for: Attribute[LedWordsLike] = Attribute[LedWordsLike].none()
    withdraw_before: Attribute[WordLike] = Attribute[WordLike].none()
    called_back_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    call_back_from: Attribute[WordLike] = Attribute[WordLike].none()
    call_back_within: Attribute[Duration] = Attribute[Duration].none()
    call_back_times: Attribute[Amount] = Attribute[Amount].none()
    ceiling: Attribute[Mapping] = Attribute[Mapping].none()
    total: Attribute[Duration] = Attribute[Duration].none()
    passes: Attribute[Amount] = Attribute[Amount].none()
    arbiter: Attribute[RefsLike] = Attribute[RefsLike].none()
    return_decided_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    forced_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    forced_for: Attribute[WordsLike] = Attribute[WordsLike].none()
    provisional: Attribute[RefsLike] = Attribute[RefsLike].none()
    objection_within: Attribute[Duration] = Attribute[Duration].none()
    reopen_within: Attribute[Duration] = Attribute[Duration].none()
    reopen_to: Attribute[Ref] = Attribute[Ref].none()
    clocks: tuple[Clock, ...] = ()
    tiers: tuple[Tier, ...] = ()
    steps: tuple[Step, ...] = ()
