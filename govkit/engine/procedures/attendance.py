"""Whether a meeting was held and what it came to: who came, and how they voted.

A meeting and its figures enter; what they come to, and the rules that an outcome breaks, leave.
Where no figures are given nothing is judged; where some are, a figure that is missing is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.placeless import finding
from govkit.engine.case.event import Turning
from govkit.engine.procedures.figures import VOTES, Counts, figure_word, number_word
from govkit.engine.procedures.procedure import Refusal
from govkit.engine.words.sentences import shown
from govkit.engine.words.wording import joined, term
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute, Stated
from govkit.values import Bound, Quantity, Share, Shares
from govkit.values.bases import HEADS, base_of
from govkit.values.share import Found, Judgement, Leaf, Shortfall, judge, leaves

Pick = Callable[[Attribute[Any]], Stated[Any] | None]
Field = Literal["quorum", "adjourned_quorum", "majority"]
Threshold = Share | Shares | Bound | Quantity
# What the answer names as missing: a figure and the thing it is of.
_SEPARATOR = "·"


@dataclass(frozen=True)
class Judged:
    """One rule of a meeting against its figures, by its reading and by each other reading."""

    field: Field
    stated: Stated[Any]
    threshold: Threshold
    found: Judgement
    others: tuple[tuple[Threshold, Judgement, str], ...] = ()

    @property
    def turning(self) -> tuple[Threshold, Judgement, str] | None:
        """The other reading that decides differently, with why the text is doubtful."""
        return next((one for one in self.others if one[1].outcome != self.found.outcome), None)


@dataclass(frozen=True)
class Held:
    """What the figures of a meeting come to; None where a rule is not judged."""

    meeting: Meeting
    quorum: Judged | None = None
    majority: Judged | None = None

    @property
    def outcome(self) -> str:
        """`not_held`, `agreed` or `undecided`; empty where the figures do not tell."""
        if self.quorum is not None and self.quorum.found.outcome != "met":
            return "not_held" if self.quorum.found.outcome == "not_met" else ""
        if self.majority is None or self.majority.found.outcome == "unknown":
            return ""
        return "agreed" if self.majority.found.outcome == "met" else "undecided"


def held(meeting: Meeting, counts: Counts, pick: Pick, again: bool) -> Held:
    """What figures make of a meeting; `pick` chooses the statement of a case.

    The quorum is judged where attendance is given, the majority where votes are. A meeting that
    meets `again` has the quorum of the second meeting, where the text has one.
    """
    field: Field = "adjourned_quorum" if again and meeting.adjourned_quorum else "quorum"
    came = counts.has("present", "due")
    return Held(
        meeting,
        _judged(pick(getattr(meeting, field)), field, counts) if came else None,
        _judged(pick(meeting.majority), "majority", counts) if counts.has(*VOTES) else None,
    )


def _judged(stated: Stated[Any] | None, field: Field, counts: Counts) -> Judged | None:
    if stated is None or not isinstance(stated.value, Threshold):
        return None
    others = tuple(
        (doubt.or_read, judge(doubt.or_read, _look(doubt.or_read, field, counts)), doubt.why)
        for doubt in stated.doubts
        if isinstance(doubt.or_read, Threshold)
    )
    found = judge(stated.value, _look(stated.value, field, counts))
    return Judged(field, stated, stated.value, found, others)


# ── figures for the parts of a rule ──
def _look(threshold: Threshold, field: Field, counts: Counts) -> Callable[[Leaf], Found]:
    """The figures of each part of a rule. A plain figure serves a rule that counts one thing."""
    plain = len({counts.things.of(part) for part in leaves(threshold)}) == 1

    def look(part: Leaf) -> Found:
        key = counts.things.of(part)
        if field == "majority":
            return _votes(part, key, plain, counts)
        return _there(part, key, plain, counts)

    return look


def _there(part: Leaf, key: str, plain: bool, counts: Counts) -> Found:
    """Of a quorum: who is there, of all there are. Its base may say that those voting count.

    Who votes is there: where presence is not given, votes show how many came at the least.
    """
    voting = isinstance(part, Share) and base_of(part.base).role in ("voting", "valid")
    names = ("voting",) if voting else ("present", "voting", "for")
    count = next((n for name in names if (n := counts.get(name, key, plain)) is not None), None)
    whole = counts.get("due", key, plain)
    lacking: tuple[str, ...] = () if count is not None else (f"{names[0]}{_SEPARATOR}{key}",)
    if not isinstance(part, Share):
        found = Found(count, None, lacking)
    else:
        lacking += () if whole is not None else (f"due{_SEPARATOR}{key}",)
        found = Found(count, whole, lacking)
    sure = counts.get(names[0], key, plain) is not None
    if not sure and judge(part, lambda _: found).outcome == "not_met":
        return Found(None, whole, (f"{names[0]}{_SEPARATOR}{key}",))
    return found


def _votes(part: Leaf, key: str, plain: bool, counts: Counts) -> Found:
    """Of a majority: votes for it, of those that the base names.

    A base without a role needs a figure of its own: the text does not say that those due are meant,
    so a plain `due` does not serve.
    """
    count = counts.get("for", key, plain)
    missing: tuple[str, ...] = () if count is not None else (f"for{_SEPARATOR}{key}",)
    if not isinstance(part, Share):
        return Found(count, None, missing)
    base = base_of(part.base)
    name = base.role or "due"
    whole = counts.get(name, key, plain)
    if not base.role and (name, key) not in counts.own:
        whole = None
    if whole is None:
        missing += (f"{name}{_SEPARATOR}{base.thing if not base.role else key}",)
    return Found(count, whole, missing)


# ── rules that an outcome breaks ──
def invalid(held: Held, outcome: str) -> Iterator[Refusal]:
    """The rules of a meeting that an outcome breaks.

    Without its quorum a meeting has not been held: its votes do not count. With it, votes decide.
    """
    quorum, majority = held.quorum, held.majority
    short = quorum is not None and quorum.found.outcome != "met"
    if quorum is not None and (short or outcome == "not_held"):
        if quorum.found.outcome == "unknown":
            yield _unclear(held, quorum)
        elif outcome == "not_held" and not short:
            yield _other(held, quorum, "GOV901")
        elif outcome != "not_held":
            yield from _unmet(held, quorum)
        return
    if majority is None or outcome == "not_held":
        return
    if majority.found.outcome == "unknown":
        yield _unclear(held, majority)
    elif majority.found.outcome == "met" and outcome == "undecided":
        yield _other(held, majority, "GOV900")
    elif majority.found.outcome == "not_met" and outcome == "agreed":
        yield from _unmet(held, majority)


def _words(held: Held, judged: Judged) -> dict[str, Filler]:
    return {"meeting": held.meeting.name, "rule": shown(judged.threshold)}


def _rule(held: Held, judged: Judged) -> str:
    return f"meeting:{held.meeting.name}.{judged.field}"


def _unclear(held: Held, judged: Judged) -> Refusal:
    """A figure is missing that could still decide."""
    words = {**_words(held, judged), "missing": missing_words(judged.found.missing)}
    return Refusal(finding("GOV582", (), **words), _rule(held, judged), judged.stated.origin)


def missing_words(missing: tuple[str, ...]) -> Both:
    """The figures that are missing, by name and thing."""
    words = []
    for written in missing:
        name, _, thing = written.partition(_SEPARATOR)
        known = name in ("due", "present", *VOTES)
        words.append(figure_word(term("base+vote", name), thing) if known else Both(name, name))
    return joined(words)


def _other(held: Held, judged: Judged, code: str) -> Refusal:
    """The outcome is not what the figures come to: enough were there, or voted for it."""
    reached = judged.found.reached
    counted = joined([_plain(number_word(part.count)) for part in reached])
    words = _words(held, judged) | {
        "count": counted, "needed": joined([_needed(part) for part in reached]),
    }  # fmt: skip
    return Refusal(finding(code, (), **words), _rule(held, judged), judged.stated.origin)


def _unmet(held: Held, judged: Judged) -> Iterator[Refusal]:
    several = isinstance(judged.threshold, Shares)
    code = "GOV581" if several else "GOV723" if judged.field == "majority" else "GOV722"
    for short in judged.found.short:
        words = _words(held, judged) | {
            "count": number_word(short.count),
            "needed": _needed(short),
            "missing": _gap(short),
        }
        if several:
            words["part"] = shown(short.part)
        yield Refusal(
            finding(code, (), **words),
            _rule(held, judged),
            judged.stated.origin,
            Quantity(short.gap, "person" if _by_heads(short.part) else ""),
        )


def _plain(text: str) -> Both:
    return Both(text, text)


def _needed(short: Shortfall) -> Both:
    number = number_word(short.needed)
    if short.beyond:
        return Both(f"多于 {number}", f"more than {number}")
    return Both(number, number)


def _gap(short: Shortfall) -> Both:
    number = number_word(short.gap)
    if short.beyond:
        return Both(f"{number} 多", f"more than {number}")
    return Both(number, number)


def _by_heads(part: Leaf) -> bool:
    if isinstance(part, Share):
        return base_of(part.base).key == HEADS
    amount = part.quantity if isinstance(part, Bound) else part
    return isinstance(amount, Quantity) and amount.unit in ("", "person")


# ── other readings ──
def turnings(held: Held, tier: str) -> Iterator[Turning]:
    """Each rule that another reading of the text would decide differently."""
    for judged in (held.quorum, held.majority):
        turning = judged.turning if judged else None
        if judged is None or turning is None:
            continue
        threshold, found, why = turning
        yield Turning(
            rule=_rule(held, judged),
            tier=tier,
            item=held.meeting.name,
            first=judged.found.outcome,
            other=found.outcome,
            share=judged.threshold,
            other_share=threshold,
            why=why,
        )
