"""What was asked, in one sentence, and what came of it, in one more.

A `Told` enters; sentences leave. They say what differs, by how much, and where nothing can be seen
to differ; they never say that a variant is better.
"""

from __future__ import annotations

from govkit.draws.intervals import Estimate
from govkit.simulation.page.told import Told
from govkit.simulation.wording import written

RATE = "on_time_rate"
MOST = 4
"""How many variants the answer names."""


def asked(told: Told) -> str:
    """The question."""
    given = {"first": told.plan.first, "days": told.plan.days}
    if not told.others:
        return told.say("asked_one", **given)
    others = told.listed([told.quoted(name) for name in told.others])
    return told.say("asked_many", base=told.name(told.base), others=others, **given)


def answer(told: Told) -> str:
    """The answer."""
    return _of_many(told) if told.others else _of_one(told)


def _of_one(told: Told) -> str:
    rate = told.estimates[told.base][RATE]
    interval = ""
    if rate.low is not None and rate.high is not None:
        interval = told.say("interval", low=written(RATE, max(rate.low, 0.0)),
                            high=written(RATE, min(rate.high, 1.0)))  # fmt: skip
    return told.say(
        "answer_one",
        rate=written(RATE, rate.mean),
        interval=interval,
        unfinished=written("unfinished", told.mean(told.base, "unfinished")),
        open=written(RATE, told.open_share(told.base)),
        wait=_longest(told),
    )


def _longest(told: Told) -> str:
    """Where cases wait longest on average."""
    waits = {
        name.partition("·")[2]: found.mean
        for name, found in told.estimates[told.base].items()
        if name.startswith("wait_at·") and found.mean is not None
    }
    if not waits:
        return ""
    place = max(waits, key=lambda name: waits[name])
    at_least = told.only_at_least(told.base, "wait_at")
    least = ("至少" if told.lang == "zh" else "at least ") if at_least else ""
    return told.say("longest", place=place, least=least, hours=written("wait_at", waits[place]))


def _of_many(told: Told) -> str:
    between = "；" if told.lang == "zh" else "; "
    told_of = [_against(told, name) for name in told.others[:MOST]]
    if len(told.others) > MOST:
        told_of.append(told.say("and_more", number=len(told.others) - MOST))
    return told.say("answer_many", told=between.join(told_of))


def _against(told: Told, name: str) -> str:
    return told.say(
        "against",
        name=told.quoted(name) if told.lang == "en" else told.name(name),
        value=written(RATE, told.mean(name, RATE)),
        base=told.name(told.base),
        change=_change(told, told.differences[name][RATE]),
    )


def _change(told: Told, found: Estimate) -> str:
    if found.mean is None:
        return told.say("undefined")
    if not any(found.values):
        return told.say("same_in_all")
    points = [
        written(RATE, value, signed=True).removesuffix(" %") if value is not None else ""
        for value in (found.mean, found.low, found.high)
    ]
    ends = {"difference": points[0], "low": points[1], "high": points[2]}
    if found.low is None:
        return told.say("no_interval", **ends)
    return told.say("more_by" if found.leaves_out_zero else "no_difference", **ends)
